/** The walk of the present address, as a call that keeps its last answer while a new one loads. */
import { useEffect } from 'react';
import { toAppError } from '../../base/errors.ts';
import type { Output } from '../../protocol/procedures.ts';
import { fail, useSession } from '../state/session.ts';
import { useCall, type Call } from '../state/use-call.ts';
import { setQueryBehind, useView } from '../state/view.ts';

/** The part of the address that narrows a walk, as the protocol takes it. */
export function useWalkFilter() {
  const mode = useView((view) => view.mode);
  const window = useView((view) => view.window);
  const hops = useView((view) => view.hops);
  const minimumLevel = useView((view) => view.minimumLevel);
  const filter = {
    mode,
    ...(hops !== undefined ? { hops } : {}),
    ...(window.from !== undefined || window.to !== undefined ? { window } : {}),
    ...(minimumLevel !== undefined ? { minimumLevel } : {}),
  };
  return { filter, key: JSON.stringify(filter) };
}

export interface Walk {
  readonly call: Call<'walk.run'>;
  /** Changes with mode, window, hops and level. */
  readonly filterKey: string;
}

export function useWalk(): Walk {
  const { seeds, direction, open } = useView((view) => view.investigation);
  const version = useSession((session) => session.summary?.version);
  const { filter, key } = useWalkFilter();
  const subject = JSON.stringify([direction, seeds]);
  const input = seeds.length > 0 && version !== undefined ? { seeds: [...seeds], direction, filter, open: [...open] } : undefined;
  const call = useCall('walk.run', input, [subject, key, JSON.stringify(open), version], { keep: true });
  useClosed(call.data);
  useEffect(() => {
    if (seeds.length === 0) return undefined;
    const parameters = { seeds, ...(JSON.parse(key) as object) };
    setQueryBehind({ query: direction === 'forward' ? 'blast-radius' : 'reverse-exposure', parameters });
    return () => setQueryBehind(undefined);
  }, [seeds, direction, key]);
  return { call, filterKey: key };
}

/** Gives the host back what it keeps for a walk that is no longer shown. */
function useClosed(walk: Output<'walk.run'> | undefined): void {
  const client = useSession((session) => session.client);
  const view = walk?.view;
  useEffect(() => {
    if (!client || view === undefined) return undefined;
    return () => {
      client.call('walk.close', { view }).catch((thrown: unknown) => {
        // A handle dies with its store version, and all of them with the connection: then there is nothing to close.
        const { code } = toAppError(thrown);
        if (code !== 'bad-request' && code !== 'no-case-open' && code !== 'store-unreachable') fail('Closing a walk', thrown);
      });
    };
  }, [client, view]);
}
