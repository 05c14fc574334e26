/** A query's rows, run anew when its parameters or the case change. */
import { useCallback, useEffect, useMemo, type ReactNode } from 'react';
import { useSession, type QueryInfo } from '../../state/session.ts';
import { useCall } from '../../state/use-call.ts';
import { investigate, select, setQueryBehind, useView } from '../../state/view.ts';
import { CallError } from '../parts/call-error.tsx';
import { ruleReading } from './columns.ts';
import { HeldTable } from './held-table.tsx';

export interface QueryTableProps {
  readonly screen: 'inventory' | 'findings';
  readonly query: QueryInfo;
  /** What an answer without rows means, and what to do next. */
  readonly empty: ReactNode;
}

export function QueryTable({ screen, query, empty }: QueryTableProps) {
  const version = useSession((session) => session.summary?.version);
  const parameters = useView((view) => view[screen].parameters);
  const selected = useView((view) => view.selected);
  const parametersKey = JSON.stringify(parameters);
  const run = useCall('query.run', { query: query.id, parameters }, [query.id, parametersKey, version], { keep: true });

  useEffect(() => {
    setQueryBehind({ query: query.id, parameters });
    return () => setQueryBehind(undefined);
  }, [query.id, parameters]);

  const onSelect = useCallback((uid: string) => select(uid), []);
  const onOpen = useCallback((uid: string) => investigate([uid]), []);

  const reading = useMemo(() => (query.risk === null ? undefined : ruleReading(query.columns)), [query]);

  if (run.error) {
    return (
      <div className="error-fill">
        <CallError what={`Running “${query.title}”`} error={run.error} retry={run.retry} />
      </div>
    );
  }
  return (
    <HeldTable
      screen={screen}
      title={query.title}
      file={query.id}
      columns={query.columns}
      {...(reading ? { reading } : {})}
      handle={run.data?.handle}
      total={run.data?.total ?? 0}
      loading={run.loading}
      runAgain={run.retry}
      selected={selected}
      onSelect={onSelect}
      onOpen={onOpen}
      empty={empty}
    />
  );
}
