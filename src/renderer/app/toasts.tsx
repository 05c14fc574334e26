/** Failures of calls that no panel could show where they occurred. They stay until dismissed. */
import { CircleAlert, RotateCw, X } from 'lucide-react';
import { FailureText } from '../panels/parts/failure-text.tsx';
import { dismissFailure, useSession } from '../state/session.ts';

export function Toasts() {
  const failures = useSession((session) => session.failures);
  return (
    <div className="toasts" role="region" aria-label="Failures" aria-live="assertive">
      {failures.map(({ id, what, error, retry }) => (
        <div key={id} className="toast">
          <CircleAlert size={16} aria-hidden />
          <FailureText what={what} error={error} />
          <button type="button" className="icon-button small" aria-label="Dismiss" onClick={() => dismissFailure(id)}>
            <X size={14} aria-hidden />
          </button>
          {retry && (
            <div className="actions">
              <button
                type="button"
                className="button"
                onClick={() => {
                  dismissFailure(id);
                  retry();
                }}
              >
                <RotateCw size={14} aria-hidden /> Try again
              </button>
            </div>
          )}
        </div>
      ))}
    </div>
  );
}
