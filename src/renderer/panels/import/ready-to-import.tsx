/** What the added files were recognised as, and the step that imports them; without an open case, where the new one is kept. */
import { CircleCheck, CircleHelp, X } from 'lucide-react';
import type { RecognisedFile } from '../../../protocol/shapes.ts';
import { clearImport, runImport, useImportJob } from '../../state/import-job.ts';
import { useSession } from '../../state/session.ts';
import { counted, formatBytes } from '../parts/format.ts';
import { DropZone } from './drop-zone.tsx';
import { Formats } from './formats.tsx';
import { NewCase } from './new-case.tsx';

export function ReadyToImport() {
  const files = useImportJob((job) => job.files);
  const summary = useSession((session) => session.summary);
  const known = files.filter((file) => file.format !== null);
  const unknown = files.filter((file) => file.format === null);
  return (
    <>
      <section aria-label="Recognised files">
        <h2>
          {counted(known.length, 'file')} recognised
          {unknown.length > 0 && <span className="muted">, {formatUnknown(unknown.length)}</span>}
        </h2>
        <ul className="file-list">
          {[...known, ...unknown].map((file) => (
            <FileLine key={file.file} file={file} />
          ))}
        </ul>
      </section>
      {known.length === 0 ? (
        <p>None of these is a format that Tendril reads. Below is what it reads, and how to obtain each.</p>
      ) : summary ? (
        <div className="import-actions">
          <button type="button" className="button primary large" disabled={summary.readOnly} onClick={() => void runImport()}>
            Import {counted(known.length, 'file')}
          </button>
          <ClearButton />
        </div>
      ) : (
        <NewCase files={known} actions={<ClearButton />} />
      )}
      {known.length === 0 && <ClearButton />}
      <DropZone />
      {known.length === 0 && <Formats />}
    </>
  );
}

function formatUnknown(count: number): string {
  return count === 1 ? '1 not recognised and left out' : `${count} not recognised and left out`;
}

function FileLine({ file }: { readonly file: RecognisedFile }) {
  const Icon = file.format === null ? CircleHelp : CircleCheck;
  return (
    <li className="file-line" data-unknown={file.format === null || undefined}>
      <Icon size={16} aria-hidden />
      <span className="truncate" title={file.file}>
        {file.file}
      </span>
      <span className="number muted">{formatBytes(file.bytes)}</span>
      <span className={file.format === null ? 'badge amber' : 'badge strong'}>{file.title ?? 'Not recognised'}</span>
      <span className="reason muted">{file.reason}</span>
    </li>
  );
}

function ClearButton() {
  return (
    <button type="button" className="button quiet large" onClick={clearImport}>
      <X size={14} aria-hidden /> Clear the list
    </button>
  );
}
