/** Whether a walk follows an edge: the rules of model/walk, compiled to a few comparisons on the edge columns. */
import { ACCESS_LEVELS, EDGE_KINDS, type EdgeKind } from '../model/labels.ts';
import { followedKinds, type WalkFilter } from '../model/walk.ts';
import { EDGE_FLAGS, type Graph } from './graph.ts';

/** What becomes of an edge: not followed; followed; reaches its end and leads no further; lacks what a filter asks. */
export const PASS = { no: 0, through: 1, last: 2, leftOut: 3 } as const;
export type Pass = (typeof PASS)[keyof typeof PASS];

const ACCESSED = EDGE_KINDS.indexOf('ACCESSED');
const CAN_ACCESS = EDGE_KINDS.indexOf('CAN_ACCESS');
const LIST = ACCESS_LEVELS.indexOf('list') + 1;

/** A function from edge number to Pass for this graph and filter. Cheap to make, allocation-free to call. */
export function edgeFilter(
  graph: Graph,
  filter: WalkFilter,
  kinds: readonly EdgeKind[] = followedKinds(filter),
): (edge: number) => Pass {
  const { kind, level, flags, since, until, firstSeen, lastSeen } = graph.columns;
  const followed = new Uint8Array(EDGE_KINDS.length);
  for (const name of kinds) followed[EDGE_KINDS.indexOf(name)] = 1;
  const minimumLevel = filter.minimumLevel === undefined ? 0 : ACCESS_LEVELS.indexOf(filter.minimumLevel) + 1;
  const windowed = filter.window?.from !== undefined || filter.window?.to !== undefined;
  const from = filter.window?.from === undefined ? -Infinity : Date.parse(filter.window.from);
  const to = filter.window?.to === undefined ? Infinity : Date.parse(filter.window.to);
  const at = filter.at === undefined ? undefined : Date.parse(filter.at);
  const blocked =
    EDGE_FLAGS.deniedOnly |
    (filter.conditional === false ? EDGE_FLAGS.conditional : 0) |
    // What its status was at another time is not known.
    (at === undefined ? EDGE_FLAGS.closed | EDGE_FLAGS.unusable : 0);

  return (edge) => {
    const edgeKind = kind[edge]!;
    if (followed[edgeKind] === 0 || (flags[edge]! & blocked) !== 0) return PASS.no;
    if (at !== undefined) {
      if (Number.isNaN(since[edge]!)) return PASS.leftOut;
      if (since[edge]! > at || until[edge]! <= at) return PASS.no;
    }
    if (edgeKind === ACCESSED && windowed) {
      const first = firstSeen[edge]!;
      const last = lastSeen[edge]!;
      if (Number.isNaN(first) || Number.isNaN(last)) return PASS.leftOut;
      if (first > to || last < from) return PASS.no;
    }
    if (edgeKind === CAN_ACCESS) {
      if (minimumLevel > 0) {
        if (level[edge] === 0) return PASS.leftOut;
        if (level[edge]! < minimumLevel) return PASS.no;
      }
      if (level[edge] === LIST) return PASS.last;
    }
    return PASS.through;
  };
}
