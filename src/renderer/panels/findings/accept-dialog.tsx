/** Says that a finding may stay: why, and until when. What was typed stays when it is refused. */
import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { toAppError, type AppError } from '../../../base/errors.ts';
import { addDays, timeText } from '../../../base/time.ts';
import type { FindingView } from '../../../protocol/shapes.ts';
import { acceptFinding } from '../../state/findings.ts';
import { CallError } from '../parts/call-error.tsx';
import { useNow } from '../parts/time.tsx';

export interface AcceptDialogProps {
  readonly finding: FindingView;
  readonly open: boolean;
  readonly onClose: () => void;
}

export function AcceptDialog({ finding, open, onClose }: AcceptDialogProps) {
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="dialog">
          <div className="dialog-head">
            <Dialog.Title>Accept this finding</Dialog.Title>
            <Dialog.Close className="icon-button" aria-label="Close">
              <X size={16} aria-hidden />
            </Dialog.Close>
          </div>
          <div className="dialog-body">
            <AcceptForm finding={finding} onClose={onClose} />
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function AcceptForm({ finding, onClose }: Omit<AcceptDialogProps, 'open'>) {
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError>();
  const now = useNow();
  const tomorrow = addDays(timeText(now), 1).slice(0, 10);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      await acceptFinding(finding.key, { reason: reason.trim(), until: until === '' ? undefined : `${until}T00:00:00.000Z` });
      onClose();
    } catch (thrown) {
      setError(toAppError(thrown));
    } finally {
      setBusy(false);
    }
  };
  const untilWrong = error?.code === 'bad-request' && until !== '';
  return (
    <form className="accept-form" onSubmit={(event) => void submit(event)}>
      <p className="muted">
        {finding.title}: {finding.name}. It stays in the list as accepted, with your name, and no longer counts as open.
      </p>
      <div className="field">
        <label htmlFor="accept-reason">Reason</label>
        <textarea
          id="accept-reason"
          className="input area"
          rows={3}
          required
          maxLength={2000}
          placeholder="Why it may stay, for whoever asks later"
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </div>
      <div className="field until">
        <label htmlFor="accept-until">Until, if not for good</label>
        <input
          id="accept-until"
          className="input"
          type="date"
          min={tomorrow}
          value={until}
          aria-invalid={untilWrong}
          aria-describedby="accept-until-hint"
          onChange={({ target }) => setUntil(target.value)}
        />
        <span id="accept-until-hint" className="field-hint">
          From the beginning of that day in UTC it is open again.
        </span>
      </div>
      {error && <CallError what="Accepting the finding" error={error} />}
      <div className="dialog-actions">
        <button type="button" className="button" onClick={onClose}>
          Cancel
        </button>
        <button type="submit" className="button primary" disabled={busy || reason.trim() === ''}>
          Accept
        </button>
      </div>
    </form>
  );
}
