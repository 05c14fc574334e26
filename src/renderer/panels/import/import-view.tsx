/** Importing: add files, see what each is, run with progress and problems in sight, read what changed. */
import { FileInput } from 'lucide-react';
import { useImportJob } from '../../state/import-job.ts';
import { useSession } from '../../state/session.ts';
import { CallError } from '../parts/call-error.tsx';
import { formatBytes, percentage } from '../parts/format.ts';
import { DropZone } from './drop-zone.tsx';
import { Formats } from './formats.tsx';
import { ImportReportView } from './import-report.tsx';
import { ImportRun } from './import-run.tsx';
import { ProgressBar } from './progress-bar.tsx';
import { ReadyToImport } from './ready-to-import.tsx';

export function ImportView() {
  const phase = useImportJob((job) => job.phase);
  const error = useImportJob((job) => job.error);
  const sent = useImportJob((job) => job.sent);
  const summary = useSession((session) => session.summary);
  return (
    <div className="view-body import-view">
      <div className="view-head">
        <FileInput size={18} aria-hidden />
        <h1>Import</h1>
        <span className="muted">{summary ? `into ${summary.title}` : 'into a new case'}</span>
      </div>
      <p className="hidden-visually" role="status">
        {ANNOUNCED[phase]}
      </p>
      {error && <CallError what={error.what} error={error.error} />}
      {summary?.readOnly && <p className="badge amber">This case is read only; nothing can be imported into it.</p>}
      {phase === 'empty' && (
        <>
          <DropZone />
          <Formats />
        </>
      )}
      {phase === 'uploading' && (
        <ProgressBar label="Uploading" percent={percentage(sent.bytes, sent.of)} words={`${formatBytes(sent.bytes)} of ${formatBytes(sent.of)}`} />
      )}
      {phase === 'recognising' && <ProgressBar label="Looking at what the files are" percent={null} words="" />}
      {phase === 'ready' && <ReadyToImport />}
      {phase === 'running' && <ImportRun />}
      {phase === 'done' && <ImportReportView />}
    </div>
  );
}

/** Said by screen readers at each step; the numbers in between would only talk over everything else. */
const ANNOUNCED = {
  empty: '',
  uploading: 'Uploading files.',
  recognising: 'Recognising files.',
  ready: 'Files recognised. Ready to import.',
  running: 'Import running.',
  done: 'Import finished.',
} as const;
