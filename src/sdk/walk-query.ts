/** What the walk queries share: their parameters, and the Cypher of model/walk's rules. */
import { z } from 'zod';
import { ACCESS_LEVELS, UNUSABLE_STATUSES, type EdgeKind } from '../model/labels.ts';
import { COMPROMISE_KINDS, EVIDENCE_MODES, followedKinds, type WalkFilter } from '../model/walk.ts';
import { AppError } from '../base/errors.ts';
import { parseTime } from '../base/time.ts';

const time = z.string().transform((text, context) => {
  const parsed = parseTime(text);
  if (parsed !== undefined) return parsed;
  context.addIssue({ code: 'custom', message: `"${text}" is no time; write it as 2026-11-24 or 2026-11-24T16:50:00Z` });
  return z.NEVER;
});

/** Parameters of every walk query; `from`, `to` and `at` take any time that base/time reads. */
export const WALK_PARAMETERS = {
  mode: z.enum(EVIDENCE_MODES).default('granted').describe('granted: could reach; observed: did reach; both: either'),
  relationships: z.array(z.enum(COMPROMISE_KINDS.both)).min(1).optional().describe('Only relationships of these kinds, of those that the mode follows'),
  hops: z.number().int().min(1).max(1000).optional().describe('Longest path, in edges'),
  from: time.optional().describe('Observed access since this time'),
  to: time.optional().describe('Observed access until this time'),
  minimumLevel: z.enum(ACCESS_LEVELS).optional().describe('Access at this level or above'),
  conditional: z.boolean().optional().describe('false leaves out what holds only under a condition'),
  at: time.optional().describe('The graph as it stood then'),
};

export type WalkParameters = z.output<z.ZodObject<typeof WALK_PARAMETERS>>;

/** Throws `bad-request` where `relationships` names no kind that the mode follows. */
export function walkFilterOf(parameters: WalkParameters): WalkFilter {
  const { mode, relationships, hops, from, to, minimumLevel, conditional, at } = parameters;
  someKinds(parameters);
  const window = from === undefined && to === undefined ? undefined : { from, to };
  return { mode, relationships, hops, window, minimumLevel, conditional, at };
}

/** `KIND|KIND` of the edges followed. The names come from the model's closed list. Throws as walkFilterOf. */
export function walkKinds(parameters: WalkParameters): string {
  return someKinds(parameters).join('|');
}

function someKinds(parameters: WalkParameters): readonly EdgeKind[] {
  const kinds = followedKinds(parameters);
  if (kinds.length > 0) return kinds;
  const { mode, relationships = [] } = parameters;
  const message = `In mode ${mode} a walk follows no ${relationships.join(', ')}. Name some of ${COMPROMISE_KINDS[mode].join(', ')}, or take another mode.`;
  throw new AppError('bad-request', message, { detail: { field: 'relationships' } });
}

const UNUSABLE_LIST = `[${UNUSABLE_STATUSES.map((status) => `'${status}'`).join(', ')}]`;

/** Cypher that is true when a walk follows the relationship `r`; `atTime` is the expression of the time `at`, where that is given. */
export function walkFollows(r: string, { from, to, minimumLevel, conditional, at }: WalkParameters, atTime = '$at'): string {
  const rules = [`NOT coalesce(${r}.denied > 0 AND ${r}.denied >= ${r}.count, false)`];
  if (at === undefined) rules.push(`${r}.until IS NULL`, `NOT (type(${r}) = 'EXPOSES' AND coalesce(endNode(${r}).status IN ${UNUSABLE_LIST}, false))`);
  else rules.push(`${r}.since <= ${atTime} AND (${r}.until IS NULL OR ${r}.until > ${atTime})`);
  if (conditional === false) rules.push(`coalesce(${r}.conditional, false) = false`);
  if (minimumLevel !== undefined) rules.push(`(type(${r}) <> 'CAN_ACCESS' OR coalesce(${r}.level IN $levels, false))`);
  if (from !== undefined || to !== undefined) {
    const bounds = [`${r}.firstSeen IS NOT NULL`, `${r}.lastSeen IS NOT NULL`];
    if (from !== undefined) bounds.push(`${r}.lastSeen >= $from`);
    if (to !== undefined) bounds.push(`${r}.firstSeen <= $to`);
    rules.push(`(type(${r}) <> 'ACCESSED' OR (${bounds.join(' AND ')}))`);
  }
  return rules.join(' AND ');
}

/** Cypher that is true when a walk leads on past the relationship `r`. */
export function walkLeadsOn(r: string): string {
  return `NOT (type(${r}) = 'CAN_ACCESS' AND coalesce(${r}.level, '') = 'list')`;
}

/** A path pattern's middle: from the node before it, over what leads on, by a last relationship to the node after it. */
export function walkPath(parameters: WalkParameters, atTime?: string): string {
  const kinds = walkKinds(parameters);
  const last = `-[l:${kinds} WHERE ${walkFollows('l', parameters, atTime)}]->`;
  // A quantifier may not end at 0, so a path of one hop is its last relationship alone.
  if (parameters.hops === 1) return last;
  const most = parameters.hops === undefined ? '' : String(parameters.hops - 1);
  return `((a)-[r:${kinds} WHERE ${walkFollows('r', parameters, atTime)} AND ${walkLeadsOn('r')}]->(b)){0,${most}} (:Entity)${last}`;
}

/** Parameters that the fragments above use. */
export function walkCypherParameters({ from, to, minimumLevel, at }: WalkParameters): Record<string, unknown> {
  const parameters: Record<string, unknown> = {};
  if (from !== undefined) parameters['from'] = from;
  if (to !== undefined) parameters['to'] = to;
  if (at !== undefined) parameters['at'] = at;
  if (minimumLevel !== undefined) parameters['levels'] = ACCESS_LEVELS.slice(ACCESS_LEVELS.indexOf(minimumLevel));
  return parameters;
}
