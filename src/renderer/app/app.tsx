/** What the window shows: connecting, the first-run screen while no case is open, or the frame around the open case. */
import { CSPProvider } from '@base-ui/react/csp-provider';
import { Tooltip } from '@base-ui/react/tooltip';
import { ArrowLeft, Sprout } from 'lucide-react';
import { CallError } from '../panels/parts/call-error.tsx';
import { ImportView } from '../panels/import/import-view.tsx';
import { WelcomeView } from '../panels/welcome/welcome-view.tsx';
import { reconnect, useSession } from '../state/session.ts';
import { show, useView } from '../state/view.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { Frame } from './frame.tsx';
import { Palette } from './palette.tsx';
import { SettingsMenu } from './settings-menu.tsx';
import { ShortcutSheet } from './shortcut-sheet.tsx';
import { Toasts } from './toasts.tsx';
import { useShortcuts } from './use-shortcuts.ts';

export function App() {
  useShortcuts();
  return (
    // The page's policy forbids style elements that a library would write; ours are all in files.
    <CSPProvider disableStyleElements>
      <Tooltip.Provider delay={400}>
        <ErrorBoundary what="the window">
          <Contents />
          <Palette />
          <ShortcutSheet />
          <Toasts />
        </ErrorBoundary>
      </Tooltip.Provider>
    </CSPProvider>
  );
}

function Contents() {
  const known = useSession(({ info, summary }) => info !== undefined && summary !== undefined);
  const open = useSession(({ summary }) => summary !== null && summary !== undefined);
  if (!known) return <Connecting />;
  return open ? <Frame /> : <WithoutCase />;
}

function WithoutCase() {
  const screen = useView((view) => view.screen);
  return (
    <div className="bare">
      <ConnectionBanner />
      <header className="bare-head">
        <span className="rail-brand">
          <Sprout size={18} aria-hidden /> <span>Tendril</span>
        </span>
        {screen === 'import' && (
          <button type="button" className="button quiet" onClick={() => show('welcome')}>
            <ArrowLeft size={14} aria-hidden /> Other ways to begin
          </button>
        )}
        <span className="space" />
        <SettingsMenu side="bottom" />
      </header>
      <main className="bare-body">
        <ErrorBoundary what="this screen" key={screen}>
          {screen === 'import' ? <ImportView /> : <WelcomeView />}
        </ErrorBoundary>
      </main>
    </div>
  );
}

function Connecting() {
  const connection = useSession((session) => session.connection);
  const error = useSession((session) => session.connectionError);
  return (
    <main className="connecting">
      <Sprout size={28} aria-hidden />
      {connection === 'lost' && error ? (
        <CallError what="Connecting to Tendril" error={error} retry={reconnect} />
      ) : (
        <p role="status" className="muted">
          Connecting…
        </p>
      )}
    </main>
  );
}
