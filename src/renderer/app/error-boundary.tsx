/** Keeps a defect in one panel from taking the window with it, and says what to do. */
import { CircleAlert } from 'lucide-react';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { CopyButton } from '../panels/parts/copy-button.tsx';

interface Props {
  /** As `the inspector`. */
  readonly what: string;
  readonly children: ReactNode;
}

interface State {
  readonly error: Error | undefined;
}

export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: undefined };

  static getDerivedStateFromError(thrown: unknown): State {
    return { error: thrown instanceof Error ? thrown : new Error(String(thrown)) };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    // The one place where the page writes to the console: a defect that the user may be asked to report.
    console.error(`Tendril could not draw ${this.props.what}:`, error, info.componentStack);
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <div className="error-fill">
        <div className="error-note" role="alert">
          <CircleAlert size={16} aria-hidden />
          <div>
            <p>
              <strong>Tendril could not draw {this.props.what}.</strong> This is a defect in Tendril; your case is not affected.
            </p>
            <p className="code">{error.message}</p>
          </div>
          <div className="actions">
            <button type="button" className="button" onClick={() => this.setState({ error: undefined })}>
              Draw it again
            </button>
            <CopyButton text={`${error.message}\n${error.stack ?? ''}`} what="details" words="Copy details" />
          </div>
        </div>
      </div>
    );
  }
}
