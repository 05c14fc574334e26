/**
 * Rights against their use: what an identity used, of which identities anything is known, and which granted action
 * patterns nothing used. In memory and in Cypher alike.
 */
import type { Graph } from '../graph/graph.ts';
import { matchesPattern } from '../iam/index.ts';

export interface Use {
  /** The action in lower case; `s3:*` stands for some use of the service. */
  readonly used: string;
  readonly spelled: string;
  readonly time: string | undefined;
}

export interface GrantedUse {
  /** Patterns as the policies spell them. */
  readonly granted: readonly string[];
  readonly uses: readonly Use[];
  /** `last-accessed`: the provider’s own record; `log`: a log of its account. Never empty. */
  readonly basis: readonly string[];
}

/** Undefined for an identity that is gone, whose policies no export shows, or of whose use nothing is known. */
export function grantedUse(graph: Graph, identity: number, logged: ReadonlySet<number>): GrantedUse | undefined {
  const granted = graph.property(identity, 'grantedActions') as readonly string[] | undefined;
  if (granted === undefined || graph.isClosed(identity)) return undefined;
  const basis = basisOf(graph, identity, logged);
  return basis.length === 0 ? undefined : { granted, uses: usesOf(graph, identity), basis };
}

/** Containers of which something in them was seen in a log; worked out once per graph. */
export function loggedContainers(graph: Graph): ReadonlySet<number> {
  const logged = new Set<number>();
  for (let edge = 0; edge < graph.edgeCount; edge++) {
    if (graph.edgeKind(edge) !== 'CONTAINED_IN' || !graph.isOpen(edge) || logged.has(graph.columns.to[edge]!)) continue;
    if (accessedAnything(graph, graph.columns.from[edge]!)) logged.add(graph.columns.to[edge]!);
  }
  return logged;
}

export interface UnusedGrant {
  readonly action: string;
  /** The last use before `since`, if any is known. */
  readonly lastUsedAt: string | undefined;
}

/** The granted patterns that no use since then may be of, in the order they are granted. */
export function unusedGrants({ granted, uses }: GrantedUse, since: string): UnusedGrant[] {
  const unused: UnusedGrant[] = [];
  for (const action of granted) {
    const matching = uses.filter((use) => isUseOf(use, action));
    if (matching.some((use) => isSince(use, since))) continue;
    unused.push({ action, lastUsedAt: matching.map(({ time }) => time!).sort().at(-1) });
  }
  return unused;
}

/** A use without a time counts as one of any time. */
export function isSince({ time }: Use, since: string): boolean {
  return time === undefined || time >= since;
}

/** Whether a use may be of a granted pattern. */
export function isUseOf({ used }: Use, granted: string): boolean {
  const pattern = granted.toLowerCase();
  return used.endsWith(':*') ? matchesPattern(serviceOf(pattern), serviceOf(used)) : matchesPattern(pattern, used);
}

/** The part before the colon. */
export function serviceOf(action: string): string {
  return action.split(':')[0]!;
}

/** Matches each identity `i` that grantedUse is told of, with `logged` and `uses`; `more` is a further condition on `i`. */
export function grantedUseCypher(more?: string): string {
  return `MATCH (i:Entity:Identity)
WHERE i.until IS NULL AND i.grantedActions IS NOT NULL${more === undefined ? '' : ` AND ${more}`}
WITH i, EXISTS { (i)-[:ACCESSED]->() } OR EXISTS {
  MATCH (i)-[k:CONTAINED_IN]->()<-[l:CONTAINED_IN]-()-[:ACCESSED]->() WHERE k.until IS NULL AND l.until IS NULL
} AS logged
WHERE logged OR i.usedActions IS NOT NULL
CALL (i) {
  CALL (i) {
    MATCH (i)-[a:ACCESSED]->()
    WHERE a.until IS NULL AND NOT coalesce(a.denied > 0 AND a.denied >= a.count, false)
    UNWIND coalesce(a.actions, []) AS action
    RETURN action, a.lastSeen AS time
    UNION ALL
    WITH i UNWIND coalesce(i.usedActions, []) AS entry
    RETURN split(entry, '=')[0] AS action, datetime(split(entry, '=')[1]) AS time
  }
  WITH toLower(action) AS used, min(action) AS spelled, max(time) AS time
  RETURN collect({used: used, spelled: spelled, time: time}) AS uses
}`;
}

/** Cypher: the basis of `i`, after grantedUseCypher. */
export const BASIS_CYPHER = `CASE WHEN i.usedActions IS NULL THEN [] ELSE ['last-accessed'] END + CASE WHEN logged THEN ['log'] ELSE [] END`;

/** Cypher: true for a use `u` that is since `$now - $<days>`. */
export function isSinceCypher(u: string, days: string): string {
  return `(${u}.time IS NULL OR ${u}.time >= $now - duration({days: $${days}}))`;
}

/** Cypher that is true when a use (in lower case) may be of a granted pattern. */
export function isUseOfCypher(used: string, granted: string): string {
  return `CASE WHEN ${used} ENDS WITH ':*' THEN split(${used}, ':')[0] =~ (${patternCypher(`split(toLower(${granted}), ':')[0]`)})
    ELSE ${used} =~ (${patternCypher(`toLower(${granted})`)}) END`;
}

/** Cypher: an action pattern of a policy, with * and ?, as a regular expression. */
export function patternCypher(pattern: string): string {
  return `'\\\\Q' + replace(replace(${pattern}, '*', '\\\\E.*\\\\Q'), '?', '\\\\E.\\\\Q') + '\\\\E'`;
}

function usesOf(graph: Graph, identity: number): Use[] {
  const uses = new Map<string, { spelled: string; time: string | undefined }>();
  const add = (action: string, time: string | undefined): void => {
    const used = action.toLowerCase();
    const before = uses.get(used);
    if (!before) uses.set(used, { spelled: action, time });
    else {
      if (action < before.spelled) before.spelled = action;
      if (time !== undefined && (before.time === undefined || time > before.time)) before.time = time;
    }
  };
  for (const edge of graph.outEdges(identity)) {
    if (graph.edgeKind(edge) !== 'ACCESSED' || !graph.isOpen(edge)) continue;
    const { actions = [], lastSeen, count, denied } = graph.edgeProperties(edge);
    if (typeof denied === 'number' && typeof count === 'number' && denied > 0 && denied >= count) continue;
    for (const action of actions as readonly string[]) add(action, lastSeen as string | undefined);
  }
  for (const entry of (graph.property(identity, 'usedActions') as readonly string[] | undefined) ?? []) {
    const [action = '', time] = entry.split('=');
    add(action, time);
  }
  return [...uses].map(([used, { spelled, time }]) => ({ used, spelled, time }));
}

function basisOf(graph: Graph, identity: number, logged: ReadonlySet<number>): string[] {
  const inLog =
    accessedAnything(graph, identity) ||
    [...graph.outEdges(identity)].some((edge) => graph.edgeKind(edge) === 'CONTAINED_IN' && graph.isOpen(edge) && logged.has(graph.columns.to[edge]!));
  return [...(graph.property(identity, 'usedActions') === undefined ? [] : ['last-accessed']), ...(inLog ? ['log'] : [])];
}

const accessedAnything = (graph: Graph, thing: number): boolean => graph.outEdges(thing).some((edge) => graph.edgeKind(edge) === 'ACCESSED');
