/** How an import ended: what changed, what was wrong, where the rejected rows are, and where to go now. */
import { CircleCheck, TriangleAlert } from 'lucide-react';
import { clearImport, useImportJob } from '../../state/import-job.ts';
import { useSession } from '../../state/session.ts';
import { show, showTable } from '../../state/view.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { counted, formatDuration, formatNumber } from '../parts/format.ts';
import { ProblemTable } from './problem-table.tsx';

export function ImportReportView() {
  const report = useImportJob((job) => job.report);
  const orphaned = useSession((session) => session.summary?.orphaned ?? 0);
  if (!report) return null;
  const { changed, problemCounts, problems, rejects, findings } = report;
  const total = problemCounts.error + problemCounts.warning + problemCounts.note;
  const nothing = Object.values(changed).every((count) => count === 0);
  const Icon = problemCounts.error > 0 ? TriangleAlert : CircleCheck;
  return (
    <>
      <section className="report" aria-label="Report">
        <h2>
          <Icon size={16} aria-hidden className={problemCounts.error > 0 ? 'amber' : undefined} />
          {counted(report.records, 'record')} read in {formatDuration(report.milliseconds)}
          {nothing && '; the case held all of it already'}
        </h2>
        <dl className="run-numbers">
          {CHANGES.map(([key, name]) => (
            <div key={key}>
              <dt>{name}</dt>
              <dd>{formatNumber(changed[key])}</dd>
            </div>
          ))}
        </dl>
        {findings && (
          <p>
            Findings:{' '}
            <button type="button" className="link" onClick={() => showTable('findings', {})}>
              {formatNumber(findings.open)} open
            </button>
            , {formatNumber(findings.opened)} new, {formatNumber(findings.fixed)} fixed
          </p>
        )}
        <div className="import-actions">
          <button type="button" className="button primary" onClick={() => show('overview')}>
            Go to the overview
          </button>
          {orphaned > 0 && (
            <button type="button" className="button" onClick={() => showTable('findings', { query: 'orphaned-identities' })}>
              See {counted(orphaned, 'orphaned identity', 'orphaned identities')}
            </button>
          )}
          <button type="button" className="button quiet" onClick={clearImport}>
            Import more
          </button>
        </div>
      </section>
      {total > 0 && (
        <section className="problems" aria-label="Problems">
          <h2>
            {counted(total, 'problem')}
            <span className="muted">
              {' '}
              · {counted(problemCounts.error, 'error')}, {counted(problemCounts.warning, 'warning')}, {counted(problemCounts.note, 'note')}
              {total > problems.length && ` · the first ${formatNumber(problems.length)} are listed`}
            </span>
          </h2>
          {rejects.map((path) => (
            <p key={path} className="reject">
              Rejected rows: <span className="mono">{path}</span> <CopyButton text={path} what="path" /> <span className="muted">Mend them there and import that file.</span>
            </p>
          ))}
          <ProblemTable problems={problems} />
        </section>
      )}
    </>
  );
}

const CHANGES = [
  ['newNodes', 'New things'],
  ['changedNodes', 'Changed things'],
  ['newEdges', 'New relationships'],
  ['changedEdges', 'Changed relationships'],
  ['closed', 'Closed'],
] as const;
