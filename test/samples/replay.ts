/** An incident opened as a user opens a sample, and asked over the protocol as a window asks. */
import { afterAll, beforeAll } from 'vitest';
import type { CaseSummary } from '../../src/protocol/shapes.ts';
import type { Cell } from '../../src/sdk/index.ts';
import { startBackend, type SomeBackend } from '../backend/some-backend.ts';

export type Answer = Readonly<Record<string, Cell>>;

export interface Replay {
  /** Of the case as it was opened. */
  readonly summary: CaseSummary;
  /** All rows of a query. */
  ask(query: string, parameters?: Record<string, unknown>): Promise<Answer[]>;
  /** Ids that a walk from these seeds reaches, sorted. */
  reached(seeds: readonly string[], filter: { readonly mode: 'granted' | 'observed' | 'both'; readonly from?: string; readonly to?: string }): Promise<string[]>;
  /** `critical-paths` as lists of ids, in its order. */
  criticalPaths(seeds: readonly string[]): Promise<unknown[]>;
  /** Those of these ids that the case does not hold. */
  unheld(uids: readonly string[]): Promise<string[]>;
  /** Open findings as `severity rule uid`, with ` | about` where a second thing makes one; sorted. */
  findings(): Promise<string[]>;
}

/** Opens the sample once for the tests of a file, in a back end whose own clock stands years after the incident. */
export function replay(id: string): Replay {
  let some: SomeBackend & { end(): Promise<void> };
  let opened: CaseSummary;
  beforeAll(async () => {
    some = await startBackend();
    opened = await some.call('case.open', { kind: 'sample', id });
  });
  afterAll(() => some.end());

  const allRows = async ({ handle, columns, total }: { handle: string; columns: readonly { name: string }[]; total: number }): Promise<Answer[]> => {
    const { rows } = await some.call('query.page', { handle, offset: 0, limit: 2000 });
    if (rows.length !== total) throw new Error(`A page holds ${rows.length} of ${total} rows.`);
    return rows.map((row) => Object.fromEntries(row.map((cell, place) => [columns[place]!.name, cell])));
  };
  const ask: Replay['ask'] = async (query, parameters = {}) => allRows(await some.call('query.run', { query, parameters }));
  return {
    get summary() {
      return opened;
    },
    ask,
    reached: async (seeds, filter) => (await ask('blast-radius', { seeds, ...filter })).map(({ uid }) => uid as string).sort(),
    criticalPaths: async (seeds) => (await ask('critical-paths', { seeds })).map(({ path }) => path),
    unheld: async (uids) => {
      const found = await Promise.all(uids.map((text) => some.call('thing.find', { text })));
      return uids.filter((uid, place) => !found[place]!.some(({ thing }) => thing.uid === uid));
    },
    findings: async () => {
      const rows = await allRows(await some.call('findings.run', {}));
      const open = rows.filter(({ state }) => state === 'open');
      return open.map(({ severity, rule, uid, about }) => `${[severity, rule, uid].join(' ')}${about === null ? '' : ` | ${String(about)}`}`).sort();
    },
  };
}

/** What a plan's step does, in short. */
export const stepText = ({ action, uid, to }: Answer): string => [action, uid, ...(to === null ? [] : [to])].join(' ');
