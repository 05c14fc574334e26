/** A failed call, shown where its answer would have stood: what failed, its code, what to do, and a retry. */
import { CircleAlert, RotateCw } from 'lucide-react';
import { FailureText, type FailureTextProps } from './failure-text.tsx';

export interface CallErrorProps extends FailureTextProps {
  readonly retry?: (() => void) | undefined;
}

export function CallError({ what, error, retry }: CallErrorProps) {
  return (
    <div className="error-note" role="alert">
      <CircleAlert size={16} aria-hidden />
      <FailureText what={what} error={error} />
      {retry && (
        <div className="actions">
          <button type="button" className="button" onClick={retry}>
            <RotateCw size={14} aria-hidden /> Try again
          </button>
        </div>
      )}
    </div>
  );
}
