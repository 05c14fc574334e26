/** Reach worked out the slow and plain way from records, as a second opinion on the walk. */
import { ACCESS_LEVELS } from '../../src/model/labels.ts';
import type { EdgeRecord, NodeRecord } from '../../src/model/records.ts';
import { COMPROMISE_KINDS, type WalkFilter } from '../../src/model/walk.ts';

/** uids of credentials that work no more, by their status. */
export function unusableOf(nodes: readonly Pick<NodeRecord, 'uid' | 'properties'>[]): ReadonlySet<string> {
  return new Set(nodes.filter(({ properties }) => ['inactive', 'expired', 'revoked'].includes(String(properties['status']))).map(({ uid }) => uid));
}

/** Whether the edge counts at all, straight from the words of model/walk. */
export function follows({ kind, to, properties: p }: EdgeRecord, filter: WalkFilter, unusable: ReadonlySet<string>): boolean {
  if (!COMPROMISE_KINDS[filter.mode].includes(kind)) return false;
  if (filter.relationships !== undefined && !filter.relationships.includes(kind)) return false;
  if (filter.at === undefined ? p['until'] !== undefined : !(p['since']! <= filter.at && (p['until'] === undefined || p['until'] > filter.at))) return false;
  if (filter.at === undefined && kind === 'EXPOSES' && unusable.has(to)) return false;
  if (filter.conditional === false && p['conditional'] === true) return false;
  if (Number(p['denied'] ?? 0) > 0 && p['count'] !== undefined && p['denied']! >= p['count']) return false;
  if (kind === 'ACCESSED' && filter.window && (filter.window.from ?? filter.window.to) !== undefined) {
    if (p['firstSeen'] === undefined || p['lastSeen'] === undefined) return false;
    if (filter.window.from !== undefined && p['lastSeen'] < filter.window.from) return false;
    if (filter.window.to !== undefined && p['firstSeen'] > filter.window.to) return false;
  }
  if (kind === 'CAN_ACCESS' && filter.minimumLevel !== undefined) {
    return ACCESS_LEVELS.indexOf(p['level'] as never) >= ACCESS_LEVELS.indexOf(filter.minimumLevel);
  }
  return true;
}

/** uid to hops by trying every path length up to the number of nodes: sets of "arrived and may go on" and "arrived". */
export function naiveReach(edges: readonly EdgeRecord[], seeds: readonly string[], filter: WalkFilter, nodeCount: number, unusable: ReadonlySet<string>): Map<string, number> {
  const followed = edges.filter((edge) => follows(edge, filter, unusable));
  const arrived = new Map<string, number>();
  let goingOn = new Set(seeds);
  const everGoingOn = new Set(seeds);
  for (let hop = 1; hop <= Math.min(filter.hops ?? Infinity, nodeCount + 1); hop++) {
    const next = new Set<string>();
    for (const { kind, from, to, properties } of followed) {
      if (!goingOn.has(from)) continue;
      if (!arrived.has(to)) arrived.set(to, hop);
      const lists = kind === 'CAN_ACCESS' && properties['level'] === 'list';
      if (!lists && !everGoingOn.has(to)) next.add(to);
    }
    for (const uid of next) everGoingOn.add(uid);
    goingOn = next;
  }
  for (const seed of seeds) arrived.delete(seed);
  return arrived;
}
