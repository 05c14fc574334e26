/** The import under way: what was added, what it was recognised as, how far it has come, how it ended. Outlives its screen. */
import { create } from 'zustand';
import { toAppError, type AppError } from '../../base/errors.ts';
import type { ImportProblem, ImportProgress, ImportReport, RecognisedFile } from '../../protocol/shapes.ts';
import { useSession } from './session.ts';
import { discardUploads, uploadFiles, type Uploaded } from './sources.ts';

export interface ImportJob {
  readonly phase: 'empty' | 'uploading' | 'recognising' | 'ready' | 'running' | 'done';
  /** Paths at the host: files and folders. */
  readonly paths: readonly string[];
  readonly uploads: readonly Uploaded[];
  readonly files: readonly RecognisedFile[];
  readonly sent: { readonly bytes: number; readonly of: number };
  readonly progress: ImportProgress | undefined;
  /** Milliseconds the import has run, as of `progress`. */
  readonly elapsed: number;
  /** The first ones, in the order they were found. */
  readonly problems: readonly ImportProblem[];
  readonly report: ImportReport | undefined;
  /** Of the last step; what was added before it stays. */
  readonly error: { readonly what: string; readonly error: AppError } | undefined;
}

const EMPTY: ImportJob = {
  phase: 'empty',
  paths: [],
  uploads: [],
  files: [],
  sent: { bytes: 0, of: 0 },
  progress: undefined,
  elapsed: 0,
  problems: [],
  report: undefined,
  error: undefined,
};

const PROBLEMS_KEPT = 1000;
const REDRAW_MILLISECONDS = 100;

export const useImportJob = create<ImportJob>()(() => EMPTY);

let abort = new AbortController();

/** Browser: uploads the files, then has them recognised together with what was added before. */
export async function addFiles(files: readonly File[]): Promise<void> {
  const { client } = useSession.getState();
  if (!client || files.length === 0) return;
  const before = beginStep();
  const of = files.reduce((sum, file) => sum + file.size, 0);
  useImportJob.setState({ phase: 'uploading', sent: { bytes: 0, of } });
  try {
    const added = await uploadFiles(client, files, abort.signal, (bytes) => useImportJob.setState({ sent: { bytes, of } }));
    useImportJob.setState({ uploads: [...before.uploads, ...added] });
    await addPaths(added.map(({ path }) => path));
  } catch (thrown) {
    endStep(before, 'Uploading the files', thrown);
  }
}

export async function addPaths(paths: readonly string[]): Promise<void> {
  const { client } = useSession.getState();
  if (!client || paths.length === 0) return;
  const before = beginStep();
  const all = [...new Set([...before.paths, ...paths])];
  useImportJob.setState({ phase: 'recognising' });
  try {
    const files = await client.call('import.recognise', { paths: all }, { signal: abort.signal });
    useImportJob.setState({ phase: 'ready', paths: all, files });
  } catch (thrown) {
    endStep(before, 'Recognising the files', thrown);
  }
}

/** Needs an open case. */
export async function runImport(): Promise<void> {
  const { client } = useSession.getState();
  if (!client) return;
  const before = beginStep();
  const problems: ImportProblem[] = [];
  let progress: ImportProgress | undefined;
  const started = Date.now();
  let drawn = 0;
  const draw = () => {
    drawn = Date.now();
    useImportJob.setState({ progress, problems: [...problems], elapsed: drawn - started });
  };
  useImportJob.setState({ phase: 'running', progress: undefined, problems: [], report: undefined, elapsed: 0 });
  try {
    const report = await client.call(
      'import.run',
      { paths: [...before.paths] },
      {
        signal: abort.signal,
        onEvent: (event) => {
          if (event.type === 'progress') progress = event.progress;
          else if (problems.length < PROBLEMS_KEPT) problems.push(event.problem);
          if (Date.now() - drawn >= REDRAW_MILLISECONDS) draw();
        },
      },
    );
    useImportJob.setState({ phase: 'done', report, problems: report.problems, progress });
    await discardUploads(client, before.uploads);
  } catch (thrown) {
    draw();
    endStep(before, 'Importing', thrown);
  }
}

/** Stops the step under way; what was added before stays. */
export function cancelStep(): void {
  abort.abort();
}

export function clearImport(): void {
  abort.abort();
  const { client } = useSession.getState();
  const { uploads, phase } = useImportJob.getState();
  // After a finished import the uploads are discarded already.
  if (client && phase !== 'done') void discardUploads(client, uploads);
  useImportJob.setState(EMPTY);
}

/** A finished import makes room for the next. */
function beginStep(): ImportJob {
  abort = new AbortController();
  const job = useImportJob.getState();
  const before = job.phase === 'done' ? EMPTY : job;
  useImportJob.setState({ ...before, error: undefined });
  return before;
}

function endStep(before: ImportJob, what: string, thrown: unknown): void {
  const error = toAppError(thrown);
  const phase = before.paths.length > 0 ? 'ready' : 'empty';
  useImportJob.setState({ phase, error: error.code === 'aborted' ? undefined : { what, error } });
}
