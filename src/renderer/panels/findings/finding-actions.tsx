/** What can be done about a finding here: say that it may stay, take that back, or look at what the thing reaches. */
import { Check, Radar, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { toAppError, type AppError } from '../../../base/errors.ts';
import type { FindingView } from '../../../protocol/shapes.ts';
import { reopenFinding } from '../../state/findings.ts';
import { useSession } from '../../state/session.ts';
import { investigate } from '../../state/view.ts';
import { CallError } from '../parts/call-error.tsx';
import { AcceptDialog } from './accept-dialog.tsx';

export function FindingActions({ finding }: { readonly finding: FindingView }) {
  const readOnly = useSession((session) => session.summary?.readOnly ?? false);
  const [accepting, setAccepting] = useState(false);
  const [reopening, setReopening] = useState(false);
  const [error, setError] = useState<AppError>();
  const reopen = async () => {
    setError(undefined);
    setReopening(true);
    try {
      await reopenFinding(finding.key);
    } catch (thrown) {
      setError(toAppError(thrown));
    } finally {
      setReopening(false);
    }
  };
  return (
    <>
      <div className="thing-actions">
        {finding.state === 'open' && (
          <button type="button" className="button primary" disabled={readOnly} onClick={() => setAccepting(true)}>
            <Check size={14} aria-hidden /> Accept…
          </button>
        )}
        {finding.state === 'accepted' && (
          <button type="button" className="button" disabled={readOnly || reopening} onClick={() => void reopen()}>
            <RotateCcw size={14} aria-hidden /> Reopen
          </button>
        )}
        <button type="button" className="button" aria-keyshortcuts="b" onClick={() => investigate([finding.uid])}>
          <Radar size={14} aria-hidden /> Blast radius
        </button>
      </div>
      {readOnly && finding.state !== 'fixed' && (
        <p className="field-hint">This case is open for reading only. Open it for writing to {finding.state === 'open' ? 'accept' : 'reopen'} findings.</p>
      )}
      {error && <CallError what="Reopening the finding" error={error} retry={() => void reopen()} />}
      <AcceptDialog finding={finding} open={accepting} onClose={() => setAccepting(false)} />
    </>
  );
}
