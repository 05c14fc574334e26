/** What the queries about cutting an attacker off share: between what, and at which costs. */
import { z } from 'zod';
import { AppError } from '../base/errors.ts';
import { indexOfUid } from '../graph/find.ts';
import type { Graph } from '../graph/graph.ts';
import { highValueThings } from '../graph/high-value.ts';
import type { EdgeKind } from '../model/labels.ts';
import { CUT_COSTS } from '../model/walk.ts';
import { WALK_PARAMETERS } from './walk-query.ts';

const { hops: _hops, ...endless } = WALK_PARAMETERS;
/** Parameters of a walk that goes as far as it can. */
export const ENDLESS_WALK_PARAMETERS = endless;

export const TARGETS_PARAMETER = z
  .array(z.string().min(1))
  .min(1)
  .max(10_000)
  .optional()
  .describe('Ids of what must not be reached; without them crown jewels, tier 0, and accounts that somebody escalates to');

const COST = new RegExp(`^(${Object.keys(CUT_COSTS).join('|')})=([1-9][0-9]{0,5})$`);
export const COSTS_PARAMETER = z
  .array(z.string().regex(COST, `a cost is written as CAN_ASSUME=5, of one of ${Object.keys(CUT_COSTS).join(', ')}`))
  .default([])
  .describe('Costs of cutting a relationship of a kind, as CAN_ASSUME=5, in place of the usual ones');

/**
 * Node indexes of the targets asked for, or of all high-value things that are no seeds. Throws `identity-unknown`, and `bad-request`
 * for one that is a seed: nothing separates a thing from itself.
 */
export function targetIndexes(graph: Graph, seeds: readonly number[], uids: readonly string[] | undefined): number[] {
  const held = new Set(seeds);
  if (uids === undefined) return highValueThings(graph).filter((index) => !held.has(index));
  return uids.map((uid) => {
    const index = indexOfUid(graph, uid);
    if (!held.has(index)) return index;
    throw new AppError('bad-request', `${uid} is among the seeds and among the targets. Leave it out of one of them.`, { detail: { uid } });
  });
}

/** The cost of cutting a relationship of each kind that a walk follows: CUT_COSTS with those asked for on top. */
export function cutCostOf(costs: readonly string[]): (kind: EdgeKind) => number {
  const table: Partial<Record<string, number>> = { ...CUT_COSTS };
  for (const text of costs) {
    const [, kind, cost] = COST.exec(text)!;
    table[kind!] = Number(cost);
  }
  return (kind) => table[kind] ?? 1;
}
