/** A walk's members that pass a filter, fetched a page at a time until enough are found. */
import { useEffect, useState } from 'react';
import { toAppError, type AppError } from '../../base/errors.ts';
import type { Output } from '../../protocol/procedures.ts';
import { useSession } from '../state/session.ts';
import { passes, type MemberFilter } from './sentence-parts.ts';

export type Member = Output<'walk.members'>['members'][number];

export interface Members {
  readonly found: readonly Member[];
  /** Members looked through, and how many there are to look through. */
  readonly read: number;
  readonly total: number;
  readonly loading: boolean;
  readonly error: AppError | undefined;
  readonly more: () => void;
}

const PAGE = 2000;
const STEP = 300;
const NOTHING = { found: [] as readonly Member[], read: 0, total: 0, loading: true, error: undefined as AppError | undefined };

/** Of one list: for another group or filter, mount anew. `filter` must keep its identity between renders. */
export function useMembers(view: string, group: string | undefined, filter: MemberFilter): Members {
  const client = useSession((session) => session.client);
  const [state, setState] = useState(NOTHING);
  const [wanted, setWanted] = useState(STEP);

  useEffect(() => {
    if (!client) return undefined;
    const abort = new AbortController();
    void gather(abort.signal);
    return () => abort.abort();

    async function gather(signal: AbortSignal): Promise<void> {
      const found: Member[] = [];
      let read = 0;
      let total = Infinity;
      setState((before) => ({ ...before, loading: true, error: undefined }));
      try {
        while (read < total && found.length < wanted) {
          const limit = filter.kind === 'all' ? STEP : PAGE;
          const page = await client!.call('walk.members', { view, offset: read, limit, ...(group !== undefined ? { group } : {}) }, { signal });
          found.push(...page.members.filter(({ thing, hop }) => passes(filter, thing, hop)));
          read += page.members.length;
          // An empty page before the end would be asked for for ever.
          total = page.members.length === 0 ? read : page.total;
        }
        if (!signal.aborted) setState({ found, read, total, loading: false, error: undefined });
      } catch (thrown) {
        if (!signal.aborted) setState((before) => ({ ...before, loading: false, error: toAppError(thrown) }));
      }
    }
  }, [client, view, group, filter, wanted]);

  return { ...state, more: () => setWanted(state.found.length + STEP) };
}
