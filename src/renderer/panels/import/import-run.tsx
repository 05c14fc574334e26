/** An import under way: how far, how fast, what was wrong so far, and the way to stop it. */
import type { ImportProgress } from '../../../protocol/shapes.ts';
import { cancelStep, useImportJob } from '../../state/import-job.ts';
import { counted, formatBytes, formatNumber, percentage } from '../parts/format.ts';
import { ProblemTable } from './problem-table.tsx';
import { ProgressBar } from './progress-bar.tsx';

const PHASES: Readonly<Record<ImportProgress['phase'], string>> = {
  reading: 'Reading',
  merging: 'Working out what changes',
  writing: 'Writing',
};

export function ImportRun() {
  const progress = useImportJob((job) => job.progress);
  const problems = useImportJob((job) => job.problems);
  const elapsed = useImportJob((job) => job.elapsed);
  const seconds = Math.max(0.1, elapsed / 1000);
  return (
    <>
      <div className="import-run">
        <ProgressBar label={progress ? `${PHASES[progress.phase]} ${progress.file}` : 'Starting'} percent={percentOf(progress)} words={progress ? bytesWords(progress) : ''} />
        <dl className="run-numbers">
          <Fact name="Files" value={progress ? `${progress.filesDone} of ${progress.filesTotal}` : '–'} />
          <Fact name="Records" value={formatNumber(progress?.records ?? 0)} />
          <Fact name="Records a second" value={formatNumber(Math.round((progress?.records ?? 0) / seconds))} />
          <Fact name="Problems" value={formatNumber(progress?.problems ?? problems.length)} />
        </dl>
        <button type="button" className="button" onClick={cancelStep}>
          Cancel
        </button>
      </div>
      {problems.length > 0 && (
        <section className="problems" aria-label="Problems">
          <h2>{counted(problems.length, 'problem')} so far</h2>
          <ProblemTable problems={problems} />
        </section>
      )}
    </>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** Only reading has a known length. */
function percentOf(progress: ImportProgress | undefined): number | null {
  if (!progress || progress.phase !== 'reading' || progress.bytesTotal === null) return null;
  return percentage(progress.bytesRead, progress.bytesTotal);
}

function bytesWords({ bytesRead, bytesTotal }: ImportProgress): string {
  return bytesTotal === null ? formatBytes(bytesRead) : `${formatBytes(bytesRead)} of ${formatBytes(bytesTotal)}`;
}
