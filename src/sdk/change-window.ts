/** Changes over time: the window they are looked for in, which relationships grant something, and what parallel records of one say together. */
import { AppError } from '../base/errors.ts';
import { addDays } from '../base/time.ts';
import type { Graph } from '../graph/graph.ts';
import { mergeEdges, type MergedEdge } from '../graph/links.ts';
import { ACCESS_LEVELS, EDGE_KINDS, type EdgeKind } from '../model/labels.ts';
import { WALK_PARAMETERS } from './walk-query.ts';

/** So many days before its end a window begins that is given no beginning. */
const WINDOW_DAYS = 30;

/** Parameters of a window; `from` and `to` take any time that base/time reads. */
export const WINDOW_PARAMETERS = {
  from: WALK_PARAMETERS.from.describe(`Since after this time; ${WINDOW_DAYS} days before the end where it is not given`),
  to: WALK_PARAMETERS.to.describe('Until this time; now where it is not given'),
};

export interface WindowParameters {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** The window asked for: what happened after `from`, and at `to` or before. Throws `bad-request` for one that ends before it begins. */
export function windowOf({ from, to }: WindowParameters, now: string): { readonly from: string; readonly to: string } {
  const end = to ?? now;
  const start = from ?? addDays(end, -WINDOW_DAYS);
  if (start > end) throw new AppError('bad-request', `The time from ${start} lies after the time to ${end}. Give an earlier from.`, { detail: { from: start, to: end } });
  return { from: start, to: end };
}

/** The same as Cypher expressions, and the parameters that they use beside `$now`. */
export function windowCypher({ from, to }: WindowParameters): { readonly from: string; readonly to: string; readonly parameters: Readonly<Record<string, string>> } {
  const end = to === undefined ? '$now' : '$to';
  return {
    from: from === undefined ? `(${end} - duration({days: ${WINDOW_DAYS}}))` : '$from',
    to: end,
    parameters: { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) },
  };
}

/** Relationships that give somebody something, and that somebody may take back. */
export const GRANT_KINDS: readonly EdgeKind[] = ['CAN_ACCESS', 'CAN_ASSUME', 'CAN_ESCALATE_TO', 'CONTROLS', 'MEMBER_OF', 'HAS_PERMISSION'];

/**
 * What a thing has of these kinds, by kind and end: the records that say so, closed ones too, in no promised order. Only
 * those whose edge `counts` are looked at.
 */
export function edgesFrom(graph: Graph, thing: number, kinds: readonly EdgeKind[], counts: (edge: number) => boolean = () => true): MergedEdge[] {
  const wanted = new Set(kinds.map((kind) => EDGE_KINDS.indexOf(kind)));
  return mergeEdges(graph, graph.outEdges(thing).filter((edge) => wanted.has(graph.columns.kind[edge]!) && counts(edge)));
}

/** The first text of this name that any of the records states, in the order of their scopes. */
export function statedBy(graph: Graph, edges: readonly number[], name: string): string | undefined {
  let first: { readonly scope: string; readonly text: string } | undefined;
  for (const edge of edges) {
    const text = graph.edgeProperties(edge)[name] as string | undefined;
    const scope = graph.edgeScope(edge);
    if (text !== undefined && (first === undefined || scope < first.scope)) first = { scope, text };
  }
  return first?.text;
}

/** Cypher: the same of `records`, a list of relationships in the order of their scopes. */
export function statedCypher(records: string, name: string): string {
  return `[record IN ${records} WHERE record.${name} IS NOT NULL | record.${name}][0]`;
}

/** Cypher: the highest level that any of `records` names, or null. */
export function highestLevelCypher(records: string): string {
  const levels = [...ACCESS_LEVELS].reverse().map((level) => `'${level}'`);
  return `[level IN [${levels.join(', ')}] WHERE any(record IN ${records} WHERE record.level = level)][0]`;
}
