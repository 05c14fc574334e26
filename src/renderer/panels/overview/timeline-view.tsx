/** Imports and changes: how the case came to be what it is, newest first, a day at a time. */
import { FileInput } from 'lucide-react';
import type { CaseSummary } from '../../../protocol/shapes.ts';
import { useSession } from '../../state/session.ts';
import { select, show } from '../../state/view.ts';
import { Empty } from '../parts/empty.tsx';
import { counted, exactTime, formatNumber } from '../parts/format.ts';
import { FormatName } from './import-list.tsx';

type ImportRecord = CaseSummary['imports'][number];

export function TimelineView() {
  const imports = useSession((session) => session.summary?.imports);
  if (!imports) return null;
  if (imports.length === 0) {
    return (
      <Empty
        title="No imports yet"
        action={
          <button type="button" className="button primary" onClick={() => show('import')}>
            Import files
          </button>
        }
      >
        The timeline lists what was imported into this case, when, and what was wrong with it.
      </Empty>
    );
  }
  const days = byDay(imports);
  return (
    <div className="view-body timeline">
      <div className="view-head">
        <h1>Imports and changes</h1>
        <span className="muted">{counted(imports.length, 'import')}; times in UTC</span>
      </div>
      {days.map(([day, records]) => (
        <section key={day} aria-label={day}>
          <h2>{day}</h2>
          <ol>
            {records.map((record) => (
              <Entry key={record.uid} record={record} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

function Entry({ record }: { readonly record: ImportRecord }) {
  // A scope is `format:what it covers`; tables of ours cover what stands in the file, which is named already.
  const covered = record.scopes.map((scope) => scope.slice(scope.indexOf(':') + 1)).filter((part) => !record.files.includes(part));
  return (
    <li className="timeline-entry">
      <time dateTime={record.importedAt} title={exactTime(record.importedAt)}>
        {record.importedAt.slice(11, 19)}
      </time>
      <FileInput size={14} aria-hidden />
      <div>
        <p>
          <button type="button" className="link" onClick={() => select(record.uid)}>
            <FormatName id={record.format} />
          </button>{' '}
          brought {counted(record.records, 'record')}
          {record.problems > 0 && <span className="badge amber">{counted(record.problems, 'problem')}</span>}
        </p>
        <p className="muted">
          {record.files.slice(0, 4).join(', ')}
          {record.files.length > 4 && ` and ${formatNumber(record.files.length - 4)} more`}
          {covered.length > 0 && ` · covers ${covered.slice(0, 3).join(', ')}${covered.length > 3 ? ` and ${formatNumber(covered.length - 3)} more` : ''}`}
          {record.exportedAt && ` · exported ${exactTime(record.exportedAt)}`}
        </p>
      </div>
    </li>
  );
}

/** Imports come newest first, so those of a day stand together. */
function byDay(imports: readonly ImportRecord[]): [string, ImportRecord[]][] {
  const days = new Map<string, ImportRecord[]>();
  for (const record of imports) {
    const day = record.importedAt.slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), record]);
  }
  return [...days];
}
