/** What-if: the present case beside one with things taken away or added; reach, cuts and findings of both. Nothing is stored. */
import { AppError } from '../base/errors.ts';
import { query } from '../catalogue/index.ts';
import type { Graph } from '../graph/graph.ts';
import type { Column, Row, Thresholds } from '../sdk/index.ts';
import { readAlterations, whatIf } from '../sdk/index.ts';
import { assess, type Finding } from './findings/index.ts';
import type { OpenCase } from './open-case.ts';
import { queryRows } from './query-rows.ts';

export interface WhatIfRequest {
  /** Whose reach is compared; may be empty, then only findings are. */
  readonly seeds: readonly string[];
  /** uids of things taken away. */
  readonly disable: readonly string[];
  /** Relationships taken away and added, each `FROM KIND TO`. */
  readonly cut: readonly string[];
  readonly add: readonly string[];
  /** Parameters of the walk, as the query `what-if` takes them. */
  readonly walk: Readonly<Record<string, unknown>>;
}

export interface WhatIfOutcome {
  /** Things whose reach changes: the rows of the query `what-if`. */
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly reached: Compared<number>;
  /** Cost of the cheapest cut between the seeds and the crown jewels and tier 0; 0: none is reached, null: a seed is one. */
  readonly cutCost: Compared<number | null>;
  readonly findings: { readonly gone: readonly Finding[]; readonly opened: readonly Finding[] };
}

export interface Compared<T> {
  readonly present: T;
  readonly changed: T;
}

/** Throws `bad-request` for a relationship that is not there to cut, `identity-unknown`, `aborted`. */
export async function compareWhatIf(openCase: OpenCase, { seeds, disable, cut, add, walk }: WhatIfRequest, thresholds: Thresholds, signal: AbortSignal): Promise<WhatIfOutcome> {
  const { graph } = openCase;
  const now = openCase.time();
  const changed = whatIf(graph, readAlterations({ disable, cut, add }));
  const rowsOf = (id: string, on: Graph, parameters: Record<string, unknown>): Row[] => queryRows(id, on, parameters, { now, signal });
  // A cut is of walks without an end.
  const { hops: _hops, ...endless } = walk;
  const reached = (on: Graph): number => (seeds.length === 0 ? 0 : rowsOf('blast-radius', on, { seeds, ...walk }).length);
  const cutCost = (on: Graph): number | null => {
    if (seeds.length === 0) return 0;
    try {
      return rowsOf('minimum-cut', on, { seeds, ...endless }).reduce((sum, { cost }) => sum + (cost as number), 0);
    } catch (error) {
      if (error instanceof AppError && error.code === 'bad-request') return null;
      throw error;
    }
  };
  const present = await assess(graph, thresholds, now, signal);
  const after = await assess(changed, thresholds, now, signal);
  return {
    columns: query('what-if').columns,
    rows: seeds.length === 0 ? [] : rowsOf('what-if', graph, { seeds, disable, cut, add, ...walk }),
    reached: { present: reached(graph), changed: reached(changed) },
    cutCost: { present: cutCost(graph), changed: cutCost(changed) },
    findings: { gone: without(present, after), opened: without(after, present) },
  };
}

function without(findings: readonly Finding[], others: readonly Finding[]): Finding[] {
  const known = new Set(others.map(({ key }) => key));
  return findings.filter(({ key }) => !known.has(key));
}
