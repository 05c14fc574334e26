/** Rows of a long answer, fetched a page at a time as they come into sight, the pages far from sight let go. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { toAppError, type AppError } from '../../../base/errors.ts';
import type { Cells } from './columns.ts';

export const PAGE_SIZE = 200;
/** Some 10,000 rows; scrolling back further asks again. */
const PAGES_KEPT = 50;

export interface Page {
  readonly total: number;
  readonly rows: readonly Cells[];
}

export type FetchPage = (offset: number, limit: number, signal: AbortSignal) => Promise<Page>;

export interface PagedRows {
  readonly total: number;
  readonly rowAt: (index: number) => Cells | undefined;
  readonly onRange: (first: number, last: number) => void;
  /** The rows shown are of a former question, or none have arrived yet. */
  readonly busy: boolean;
  /** True once the first page of any question has arrived. */
  readonly ready: boolean;
  readonly error: AppError | undefined;
  readonly retry: () => void;
}

interface Held {
  readonly fetch: FetchPage | undefined;
  readonly total: number;
  readonly pages: ReadonlyMap<number, readonly Cells[]>;
  readonly error: AppError | undefined;
}

const NOTHING: Held = { fetch: undefined, total: 0, pages: new Map(), error: undefined };

/**
 * @param fetch a new function means a new question: everything is asked again, the old rows stay until the first new
 *   page is there; undefined while the question is not known yet
 */
export function usePagedRows(fetch: FetchPage | undefined): PagedRows {
  const [held, setHeld] = useState<Held>(NOTHING);
  const [attempt, setAttempt] = useState(0);
  const asking = useRef<{ readonly abort: AbortController; readonly pages: Set<number> } | undefined>(undefined);

  const ask = useCallback(
    (page: number) => {
      const question = asking.current;
      if (!fetch || !question || question.pages.has(page)) return;
      question.pages.add(page);
      fetch(page * PAGE_SIZE, PAGE_SIZE, question.abort.signal).then(
        ({ total, rows }) => {
          if (question.abort.signal.aborted) return;
          setHeld((before) => {
            const pages = new Map(before.fetch === fetch ? before.pages : []);
            pages.set(page, rows);
            for (const old of pages.keys()) {
              if (pages.size <= PAGES_KEPT) break;
              if (Math.abs(old - page) <= 2) continue;
              pages.delete(old);
              question.pages.delete(old);
            }
            return { fetch, total, pages, error: undefined };
          });
        },
        (thrown: unknown) => {
          question.pages.delete(page);
          if (!question.abort.signal.aborted) setHeld((before) => ({ ...before, fetch, error: toAppError(thrown) }));
        },
      );
    },
    [fetch],
  );

  useEffect(() => {
    const abort = new AbortController();
    asking.current = { abort, pages: new Set() };
    ask(0);
    return () => abort.abort();
  }, [ask, attempt]);

  const onRange = useCallback(
    (first: number, last: number) => {
      for (let page = Math.floor(first / PAGE_SIZE); page <= Math.floor(last / PAGE_SIZE); page++) ask(page);
    },
    [ask],
  );
  const rowAt = useCallback((index: number) => held.pages.get(Math.floor(index / PAGE_SIZE))?.[index % PAGE_SIZE], [held]);
  const retry = useCallback(() => {
    setHeld((before) => ({ ...before, error: undefined }));
    setAttempt((count) => count + 1);
  }, []);

  return { total: held.total, rowAt, onRange, busy: held.fetch !== fetch, ready: held.fetch !== undefined, error: held.error, retry };
}
