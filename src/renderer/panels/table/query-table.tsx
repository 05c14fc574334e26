/** A query's rows with search, filters, sorting and export: everything derived from the query's own columns. */
import { Download, Search } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { QueryInfo } from '../../state/session.ts';
import { useSession } from '../../state/session.ts';
import { changeTable, investigate, select, setQueryBehind, useView } from '../../state/view.ts';
import { exportCsv } from '../../state/export.ts';
import { useCall } from '../../state/use-call.ts';
import { CallError } from '../parts/call-error.tsx';
import { Empty } from '../parts/empty.tsx';
import { counted, formatNumber } from '../parts/format.ts';
import { Skeleton } from '../parts/skeleton.tsx';
import { ColumnMenu } from './column-menu.tsx';
import { DataTable } from './data-table.tsx';
import { ActiveFilters, FilterMenu } from './filter-menu.tsx';
import { usePagedRows, type FetchPage } from './use-paged-rows.ts';

export interface QueryTableProps {
  readonly screen: 'inventory' | 'findings';
  readonly query: QueryInfo;
  /** What an answer without rows means, and what to do next. */
  readonly empty: React.ReactNode;
}

export function QueryTable({ screen, query, empty }: QueryTableProps) {
  const client = useSession((session) => session.client);
  const version = useSession((session) => session.summary?.version);
  const { parameters, search, facets, order } = useView((view) => view[screen]);
  const selected = useView((view) => view.selected);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const parametersKey = JSON.stringify(parameters);
  const run = useCall('query.run', { query: query.id, parameters }, [query.id, parametersKey, version], { keep: true });
  const handle = run.data?.handle;

  useEffect(() => {
    if (!client || !handle) return undefined;
    // The host drops a result by itself when the client has many or goes away; that it was gone already is no failure.
    return () => void client.call('query.close', { handle }).catch(() => undefined);
  }, [client, handle]);

  useEffect(() => {
    setQueryBehind({ query: query.id, parameters });
    return () => setQueryBehind(undefined);
  }, [query.id, parameters]);

  const filter = useMemo(() => ({ search: search.trim(), facets: mutableFacets(facets) }), [search, facets]);
  const fetch = useMemo<FetchPage | undefined>(() => {
    if (!client || !handle) return undefined;
    return (offset, limit, signal) => client.call('query.page', { handle, offset, limit, order: [...order], filter }, { signal });
  }, [client, handle, order, filter]);
  const rows = usePagedRows(fetch);
  const onSelect = useCallback((uid: string) => select(uid), []);
  const onOpen = useCallback((uid: string) => investigate([uid]), []);

  const error = run.error ?? rows.error;
  if (error) {
    return (
      <div className="error-fill">
        <CallError what={`Running “${query.title}”`} error={error} retry={run.error || error.code === 'bad-request' ? run.retry : rows.retry} />
      </div>
    );
  }
  const total = run.data?.total ?? 0;
  const narrowed = filter.search !== '' || Object.keys(facets).length > 0;
  return (
    <div className="query-table">
      <div className="table-bar">
        <SearchField value={search} onChange={(text) => changeTable(screen, { search: text })} />
        <FilterMenu screen={screen} query={query} handle={handle} search={filter.search} facets={facets} />
        <ColumnMenu columns={query.columns} hidden={hidden} onChange={setHidden} />
        <span className="space" />
        <span className="muted" role="status">
          {rows.ready && (narrowed ? `${formatNumber(rows.total)} of ${counted(total, 'row')}` : counted(total, 'row'))}
        </span>
        <button type="button" className="button" disabled={!handle || rows.total === 0} onClick={() => handle && void exportCsv(query.id, { handle, order: [...order], filter })}>
          <Download size={14} aria-hidden /> Export CSV
        </button>
      </div>
      <ActiveFilters screen={screen} columns={query.columns} facets={facets} />
      {!rows.ready ? (
        <div className="table-wait">
          <Skeleton lines={12} label="Loading rows" />
        </div>
      ) : rows.total === 0 && !rows.busy ? (
        narrowed ? <NothingMatches screen={screen} /> : empty
      ) : (
        <DataTable
          label={query.title}
          columns={query.columns}
          hidden={hidden}
          total={rows.total}
          rowAt={rows.rowAt}
          onRange={rows.onRange}
          order={order}
          onOrder={(next) => changeTable(screen, { order: next })}
          selected={selected}
          onSelect={onSelect}
          onOpen={onOpen}
          busy={rows.busy || run.loading}
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

function mutableFacets(facets: Readonly<Record<string, readonly string[]>>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(facets).map(([name, values]) => [name, [...values]]));
}
