/** Where a new case is kept: a file chosen in the system's dialog, or in a browser a name that the host makes a file of. */
import { useState, type FormEvent, type ReactNode } from 'react';
import { toAppError, type AppError } from '../../../base/errors.ts';
import type { RecognisedFile } from '../../../protocol/shapes.ts';
import { runImport } from '../../state/import-job.ts';
import { fail, openCase, useSession } from '../../state/session.ts';
import { CallError } from '../parts/call-error.tsx';
import { counted } from '../parts/format.ts';

export interface NewCaseProps {
  readonly files: readonly RecognisedFile[];
  readonly actions: ReactNode;
}

export function NewCase({ files, actions }: NewCaseProps) {
  const desktop = useSession((session) => session.desktop);
  const opening = useSession((session) => session.opening);
  const [name, setName] = useState(() => suggestName(files));
  const [error, setError] = useState<AppError>();

  const create = async (event: FormEvent) => {
    event.preventDefault();
    setError(undefined);
    let path: string | null = name.trim();
    try {
      if (desktop) path = await desktop.chooseNewCase(`${path}.tendril`);
    } catch (thrown) {
      return fail('Choosing where to keep the case', thrown);
    }
    if (path === null) return;
    try {
      if (await openCase({ kind: 'case-file', path, create: true })) await runImport();
    } catch (thrown) {
      setError(toAppError(thrown));
    }
  };

  return (
    <form className="new-case" onSubmit={(event) => void create(event)}>
      <div className="field">
        <label htmlFor="new-case-name">Name of the new case</label>
        <input
          id="new-case-name"
          className="input"
          value={name}
          required
          pattern="[^\\\/]+"
          aria-invalid={error !== undefined}
          aria-describedby="new-case-hint"
          onChange={({ target }) => setName(target.value)}
        />
        <span id="new-case-hint" className="field-hint">
          {desktop ? 'You choose the folder in the next step.' : 'Kept as a file by Tendril’s host, in its folder of cases on this machine.'}
        </span>
      </div>
      {error && <CallError what="Creating the case" error={error} />}
      <div className="import-actions">
        <button type="submit" className="button primary large" disabled={name.trim() === '' || opening !== undefined}>
          {desktop ? 'Choose where, and import' : 'Create and import'} {counted(files.length, 'file')}
        </button>
        {actions}
      </div>
    </form>
  );
}

/** From today's date, so that a name is there and two of them differ. */
function suggestName(files: readonly RecognisedFile[]): string {
  const format = files[0]?.format?.split('-')[0] ?? 'case';
  return `${format}-${new Date().toISOString().slice(0, 10)}`;
}
