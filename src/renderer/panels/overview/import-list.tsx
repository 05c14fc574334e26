/** Imports, newest first: when, from what, how much, and what was wrong. */
import { FileInput } from 'lucide-react';
import type { CaseSummary } from '../../../protocol/shapes.ts';
import { useSession } from '../../state/session.ts';
import { show } from '../../state/view.ts';
import { counted, formatNumber } from '../parts/format.ts';
import { Time } from '../parts/time.tsx';

type ImportRecord = CaseSummary['imports'][number];

export function ImportList({ imports, more }: { readonly imports: readonly ImportRecord[]; readonly more: number }) {
  return (
    <section className="imports" aria-labelledby="imports-title">
      <h2 id="imports-title">Imports</h2>
      {imports.length === 0 ? (
        <p className="muted">Nothing was imported with Tendril; the graph was here before.</p>
      ) : (
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">Format</th>
              <th scope="col">Files</th>
              <th scope="col" className="number">
                Records
              </th>
              <th scope="col" className="number">
                Problems
              </th>
            </tr>
          </thead>
          <tbody>
            {imports.map((record) => (
              <tr key={record.uid}>
                <td>
                  <Time time={record.importedAt} />
                </td>
                <td>
                  <FormatName id={record.format} />
                </td>
                <td className="truncate" title={record.files.join('\n')}>
                  {record.files.length === 1 ? record.files[0] : counted(record.files.length, 'file')}
                </td>
                <td className="number">{formatNumber(record.records)}</td>
                <td className="number">{record.problems > 0 ? <span className="badge amber">{formatNumber(record.problems)}</span> : '0'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className="import-actions">
        {more > 0 && (
          <button type="button" className="link" onClick={() => show('timeline')}>
            {counted(more, 'earlier import')}
          </button>
        )}
        <button type="button" className="button" onClick={() => show('import')}>
          <FileInput size={14} aria-hidden /> Import more
        </button>
      </div>
    </section>
  );
}

export function FormatName({ id }: { readonly id: string }) {
  const title = useSession((session) => session.info?.formats.find((format) => format.id === id)?.title);
  return <>{title ?? id}</>;
}
