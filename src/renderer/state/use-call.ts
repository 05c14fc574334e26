/** A call as a hook: data, error or loading, cancelled when its input changes or the panel goes away. */
import { useCallback, useEffect, useState, type DependencyList } from 'react';
import { toAppError, type AppError } from '../../base/errors.ts';
import type { EventOf, Input, Output, ProcedureName } from '../../protocol/procedures.ts';
import { useSession } from './session.ts';

export interface Call<P extends ProcedureName> {
  /** Of this input; while a new input loads, the former's only with `keep`. */
  readonly data: Output<P> | undefined;
  readonly error: AppError | undefined;
  readonly loading: boolean;
  readonly retry: () => void;
}

export interface UseCallOptions<P extends ProcedureName> {
  /** Leaves the former data in place until the new is there, so that a table does not blink while it is narrowed. */
  readonly keep?: boolean;
  readonly onEvent?: (event: EventOf<P>) => void;
}

interface Outcome<P extends ProcedureName> {
  readonly data: Output<P> | undefined;
  readonly error: AppError | undefined;
  readonly loading: boolean;
}

const NOTHING = { data: undefined, error: undefined, loading: false } as const;
const LOADING = { data: undefined, error: undefined, loading: true } as const;

/**
 * @param input undefined: nothing is asked, and the outcome is neither loading nor an error
 * @param deps what the input is made of; the call is made anew when one of them, or the connection, changes
 */
export function useCall<P extends ProcedureName>(
  procedure: P,
  input: Input<P> | undefined,
  deps: DependencyList,
  options: UseCallOptions<P> = {},
): Call<P> {
  const client = useSession((session) => session.client);
  const [attempt, setAttempt] = useState(0);
  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  const key: DependencyList = [client, procedure, input !== undefined, attempt, ...deps];
  const [settled, setSettled] = useState<{ key: DependencyList; outcome: Outcome<P> }>();

  useEffect(() => {
    if (!client || input === undefined) return undefined;
    const abort = new AbortController();
    const settle = (outcome: Outcome<P>) => {
      if (!abort.signal.aborted) setSettled({ key, outcome });
    };
    client
      .call(procedure, input, { signal: abort.signal, ...(options.onEvent ? { onEvent: options.onEvent } : {}) })
      .then(
        (data) => settle({ data, error: undefined, loading: false }),
        (thrown: unknown) => settle({ data: undefined, error: toAppError(thrown), loading: false }),
      );
    return () => abort.abort();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the key stands for the input, a new object at every render
  }, key);

  if (input === undefined) return { ...NOTHING, retry };
  // An answer to a former input is never shown as this one's, not even for the one frame until the effect has run.
  if (settled && sameKey(settled.key, key)) return { ...settled.outcome, retry };
  return { ...LOADING, data: options.keep ? settled?.outcome.data : undefined, retry };
}

function sameKey(a: DependencyList, b: DependencyList): boolean {
  return a.length === b.length && a.every((value, index) => Object.is(value, b[index]));
}
