/** Rows that the host keeps under a handle, with search, filters, sorting and export: everything derived from the columns. */
import { Download, Search } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { Column } from '../../../protocol/shapes.ts';
import { exportCsv } from '../../state/export.ts';
import { useSession } from '../../state/session.ts';
import { changeTable, useView } from '../../state/view.ts';
import { CallError } from '../parts/call-error.tsx';
import { Empty } from '../parts/empty.tsx';
import { counted, formatNumber } from '../parts/format.ts';
import { Skeleton } from '../parts/skeleton.tsx';
import { ColumnMenu } from './column-menu.tsx';
import type { Cells } from './columns.ts';
import { DataTable } from './data-table.tsx';
import { ActiveFilters, FilterMenu } from './filter-menu.tsx';
import { usePagedRows, type FetchPage } from './use-paged-rows.ts';

export type Facets = Readonly<Record<string, readonly string[]>>;

export interface HeldTableProps {
  readonly screen: 'inventory' | 'findings';
  /** The table's name. */
  readonly title: string;
  /** Of the file that the rows are exported to, without its ending. */
  readonly file: string;
  readonly columns: readonly Column[];
  /** Undefined while the result is on its way. */
  readonly handle: string | undefined;
  /** Rows without any filter. */
  readonly total: number;
  /** Another result is on its way; the rows are still those of the one before. */
  readonly loading: boolean;
  /** Asks for a new result, where the host no longer has this one. */
  readonly runAgain: () => void;
  /** Stands in for a filter that the address leaves out, and is no filter that somebody chose. */
  readonly usual?: Facets;
  /** Columns filtered by other means than the menu. */
  readonly notInMenu?: ReadonlySet<string>;
  /** Columns hidden at first. */
  readonly hidden?: ReadonlySet<string>;
  /** Columns that are read first, in this order; by default the order of reading is derived from the columns. */
  readonly reading?: readonly string[];
  /** The column that names a row; by default the first id. */
  readonly rowKey?: string;
  readonly selected: string | undefined;
  readonly onSelect: (key: string, cells: Cells) => void;
  readonly onOpen: (key: string, cells: Cells) => void;
  /** What no rows mean, and what to do next. */
  readonly empty: ReactNode;
}

const NONE: Facets = {};
const NOTHING: ReadonlySet<string> = new Set();

export function HeldTable(props: HeldTableProps) {
  const { screen, columns, handle, usual = NONE, notInMenu = NOTHING } = props;
  const client = useSession((session) => session.client);
  const { search, facets: chosen, order } = useView((view) => view[screen]);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(props.hidden ?? NOTHING);

  useEffect(() => {
    if (!client || !handle) return undefined;
    // The host drops a result by itself when the client has many or goes away; that it was gone already is no failure.
    return () => void client.call('query.close', { handle }).catch(() => undefined);
  }, [client, handle]);

  const filter = useMemo(() => ({ search: search.trim(), facets: mutableFacets({ ...usual, ...chosen }) }), [search, usual, chosen]);
  const fetch = useMemo<FetchPage | undefined>(() => {
    if (!client || !handle) return undefined;
    return (offset, limit, signal) => client.call('query.page', { handle, offset, limit, order: [...order], filter }, { signal });
  }, [client, handle, order, filter]);
  const rows = usePagedRows(fetch);

  if (rows.error) {
    return (
      <div className="error-fill">
        <CallError what={`Reading “${props.title}”`} error={rows.error} retry={rows.error.code === 'bad-request' ? props.runAgain : rows.retry} />
      </div>
    );
  }
  const narrowed = filter.search !== '' || Object.keys(chosen).length > 0;
  const part = filter.search !== '' || Object.keys(filter.facets).length > 0;
  const inMenu = columns.filter(({ name }) => !notInMenu.has(name));
  return (
    <div className="query-table">
      <div className="table-bar">
        <SearchField value={search} onChange={(text) => changeTable(screen, { search: text })} />
        <FilterMenu screen={screen} columns={inMenu} handle={handle} search={filter.search} facets={chosen} />
        <ColumnMenu columns={columns} hidden={hidden} onChange={setHidden} />
        <span className="space" />
        <span className="muted" role="status">
          {rows.ready && (part && rows.total !== props.total ? `${formatNumber(rows.total)} of ${counted(props.total, 'row')}` : counted(props.total, 'row'))}
        </span>
        <button type="button" className="button" disabled={!handle || rows.total === 0} onClick={() => handle && void exportCsv(props.file, { handle, order: [...order], filter })}>
          <Download size={14} aria-hidden /> Export CSV
        </button>
      </div>
      <ActiveFilters screen={screen} columns={inMenu} facets={chosen} />
      {!rows.ready ? (
        <div className="table-wait">
          <Skeleton lines={12} label="Loading rows" />
        </div>
      ) : rows.total === 0 && !rows.busy ? (
        narrowed ? <NothingMatches screen={screen} /> : props.empty
      ) : (
        <DataTable
          label={props.title}
          columns={columns}
          hidden={hidden}
          {...(props.reading ? { reading: props.reading } : {})}
          {...(props.rowKey ? { rowKey: props.rowKey } : {})}
          total={rows.total}
          rowAt={rows.rowAt}
          onRange={rows.onRange}
          order={order}
          onOrder={(next) => changeTable(screen, { order: next })}
          selected={props.selected}
          onSelect={props.onSelect}
          onOpen={props.onOpen}
          busy={rows.busy || props.loading}
        />
      )}
    </div>
  );
}

/** Typing narrows the table when the fingers rest, so that a long id is not searched letter by letter. */
function SearchField({ value, onChange }: { readonly value: string; readonly onChange: (text: string) => void }) {
  const [typed, setTyped] = useState<string>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <span className="search-field">
      <Search size={14} aria-hidden />
      <input
        className="input"
        type="search"
        aria-label="Search in this table"
        placeholder="Any id, name or value"
        value={typed ?? value}
        onChange={(event) => {
          const next = event.target.value;
          setTyped(next);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => {
            onChange(next);
            setTyped(undefined);
          }, 160);
        }}
      />
    </span>
  );
}

function NothingMatches({ screen }: { readonly screen: 'inventory' | 'findings' }) {
  return (
    <Empty
      title="No row matches"
      action={
        <button type="button" className="button" onClick={() => changeTable(screen, { search: '', facets: {} })}>
          Clear search and filters
        </button>
      }
    >
      The search and filters leave nothing over.
    </Empty>
  );
}

function mutableFacets(facets: Facets): Record<string, string[]> {
  return Object.fromEntries(Object.entries(facets).map(([name, values]) => [name, [...values]]));
}
