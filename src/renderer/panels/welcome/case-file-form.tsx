/** Opens a case file: by the system's dialog on the desktop, in a browser, which may not reach into the host's disk, by the name of a case that the host keeps. */
import { FolderOpen } from 'lucide-react';
import { useState } from 'react';
import type { AppError } from '../../../base/errors.ts';
import type { CaseLocation } from '../../../protocol/shapes.ts';
import { fail, useSession } from '../../state/session.ts';
import { CallError } from '../parts/call-error.tsx';

export interface CaseFileFormProps {
  readonly busy: boolean;
  readonly error: AppError | undefined;
  readonly onOpen: (location: CaseLocation) => void;
}

export function CaseFileForm({ busy, error, onOpen }: CaseFileFormProps) {
  const desktop = useSession((session) => session.desktop);
  const [path, setPath] = useState('');
  const choose = async () => {
    try {
      const chosen = await desktop?.chooseCase();
      if (chosen) onOpen({ kind: 'case-file', path: chosen });
    } catch (thrown) {
      fail('Choosing a case file', thrown);
    }
  };
  return (
    <>
      {desktop ? (
        <button type="button" className="button" disabled={busy} onClick={() => void choose()}>
          <FolderOpen size={14} aria-hidden /> Choose a case file
        </button>
      ) : (
        <>
          <form
            className="path-form"
            onSubmit={(event) => {
              event.preventDefault();
              onOpen({ kind: 'case-file', path: path.trim() });
            }}
          >
            <div className="field">
              <label htmlFor="case-path">Name of the case</label>
              <input
                id="case-path"
                className="input mono"
                placeholder="incident"
                value={path}
                aria-invalid={error !== undefined}
                aria-describedby="case-path-hint"
                onChange={({ target }) => setPath(target.value)}
              />
            </div>
            <button type="submit" className="button" disabled={busy || path.trim() === ''}>
              Open
            </button>
          </form>
          <p id="case-path-hint" className="field-hint">
            As it was made here. For a file elsewhere: tendril serve --case FILE
          </p>
        </>
      )}
      {error && <CallError what="Opening the case file" error={error} />}
    </>
  );
}
