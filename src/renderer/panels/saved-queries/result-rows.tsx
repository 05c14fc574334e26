/** The rows of a statement that ran: sorted and paged at the host like those of any query. */
import { Download } from 'lucide-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Output } from '../../../protocol/procedures.ts';
import { ROW_LIMIT } from '../../../protocol/shapes.ts';
import { exportCsv } from '../../state/export.ts';
import { useSession } from '../../state/session.ts';
import { investigate, select, useView } from '../../state/view.ts';
import { CallError } from '../parts/call-error.tsx';
import { Empty } from '../parts/empty.tsx';
import { counted, formatNumber } from '../parts/format.ts';
import { Skeleton } from '../parts/skeleton.tsx';
import { DataTable } from '../table/data-table.tsx';
import type { Order } from '../table/table-head.tsx';
import { usePagedRows, type FetchPage } from '../table/use-paged-rows.ts';

export interface ResultRowsProps {
  readonly run: Output<'saved.run'>;
  /** For the file that it is exported to. */
  readonly name: string;
  /** Another statement runs; these are still the rows of the one before. */
  readonly busy: boolean;
}

export function ResultRows({ run, name, busy }: ResultRowsProps) {
  const client = useSession((session) => session.client);
  const selected = useView((view) => view.selected);
  const [order, setOrder] = useState<Order>([]);
  const { handle, columns, total, more } = run;

  useEffect(() => {
    if (!client) return undefined;
    // The host drops a result by itself when the client has many or goes away; that it was gone already is no failure.
    return () => void client.call('query.close', { handle }).catch(() => undefined);
  }, [client, handle]);

  const fetch = useMemo<FetchPage | undefined>(
    () => client && ((offset, limit, signal) => client.call('query.page', { handle, offset, limit, order: [...order] }, { signal })),
    [client, handle, order],
  );
  const rows = usePagedRows(fetch);
  const onSelect = useCallback((uid: string) => select(uid), []);
  const onOpen = useCallback((uid: string) => investigate([uid]), []);
  if (rows.error) {
    return (
      <div className="error-fill">
        <CallError what="Reading the rows" error={rows.error} retry={rows.retry} />
      </div>
    );
  }
  return (
    <section className="query-table" aria-label="Result">
      <div className="table-bar result-bar">
        <span className="muted" role="status">
          {more ? `The first ${counted(total, 'row')}; there are more.${total < ROW_LIMIT.most ? ' Raise the limit to see them.' : ''}` : counted(total, 'row')}
        </span>
        <span className="space" />
        <button
          type="button"
          className="button"
          disabled={total === 0}
          title={more ? `Only these ${formatNumber(total)} rows` : undefined}
          onClick={() => void exportCsv(name, { handle, order: [...order] })}
        >
          <Download size={14} aria-hidden /> Export CSV
        </button>
      </div>
      {total === 0 ? (
        <Empty title="No rows">The statement ran, and nothing in this case answers it.</Empty>
      ) : !rows.ready ? (
        <div className="table-wait">
          <Skeleton lines={6} label="Loading rows" />
        </div>
      ) : (
        <DataTable
          label="Rows of the statement"
          columns={columns}
          asGiven
          total={rows.total}
          rowAt={rows.rowAt}
          onRange={rows.onRange}
          order={order}
          onOrder={setOrder}
          selected={selected}
          onSelect={onSelect}
          onOpen={onOpen}
          busy={rows.busy || busy}
        />
      )}
    </section>
  );
}
