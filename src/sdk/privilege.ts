/**
 * Who holds power, for the rules on privilege: which non-human identities are in force, and what they, or the groups
 * they are in, may do to sensitive resources. In memory and in Cypher alike.
 */
import type { Graph } from '../graph/graph.ts';
import { isJudged } from '../graph/ownership.ts';
import { ACCESS_LEVELS, type AccessLevel } from '../model/labels.ts';
import { JUDGED_CYPHER } from './ownership-cypher.ts';

/** True for an identity that is there and not known to be disabled. */
export function isInForce(graph: Graph, identity: number): boolean {
  return !graph.isClosed(identity) && graph.property(identity, 'enabled') !== false;
}

/** The same for the variable `i`. */
export function inForceCypher(i: string): string {
  return `${i}.until IS NULL AND coalesce(${i}.enabled, true)`;
}

/** True for a non-human identity that an export describes, that somebody here can own, and that is not known to be disabled. */
export function isActiveNonHuman(graph: Graph, identity: number): boolean {
  return isJudged(graph, identity) && isInForce(graph, identity);
}

/** The same for the variable `i`. */
export const ACTIVE_NON_HUMAN_CYPHER = `${JUDGED_CYPHER}
  AND coalesce(i.enabled, true)`;

export interface SensitiveAccess {
  readonly resource: number;
  readonly sensitivity: number;
  readonly level: AccessLevel;
  readonly conditional: boolean;
}

/** What one identity or group may do to open resources from `sensitiveLevel` on, at `minimum` or above: a row for each record that says so. */
export function* sensitiveAccess(graph: Graph, holder: number, sensitiveLevel: number, minimum: AccessLevel): Generator<SensitiveAccess> {
  const least = ACCESS_LEVELS.indexOf(minimum);
  for (const edge of graph.outEdges(holder)) {
    const rank = graph.columns.level[edge]! - 1;
    if (graph.edgeKind(edge) !== 'CAN_ACCESS' || !graph.isOpen(edge) || rank < least) continue;
    const resource = graph.columns.to[edge]!;
    const sensitivity = sensitivityOf(graph, resource);
    if (sensitivity < sensitiveLevel || graph.label(resource) !== 'Resource' || graph.isClosed(resource)) continue;
    yield { resource, sensitivity, level: ACCESS_LEVELS[rank]!, conditional: graph.edgeProperties(edge)['conditional'] === true };
  }
}

/** The same as a MATCH from `holder`: binds the relationship `c` and the resource `r`; uses `$sensitiveLevel`. */
export function sensitiveAccessCypher(holder: string, minimum: AccessLevel): string {
  const levels = ACCESS_LEVELS.slice(ACCESS_LEVELS.indexOf(minimum)).map((level) => `'${level}'`);
  return `MATCH (${holder})-[c:CAN_ACCESS]->(r:Entity:Resource)
    WHERE c.until IS NULL AND c.level IN [${levels.join(', ')}] AND r.until IS NULL AND r.sensitivity >= $sensitiveLevel`;
}

/** 0 public to 3 crown jewel; -1 where it is not known, which no threshold takes for sensitive. */
export function sensitivityOf(graph: Graph, resource: number): number {
  return (graph.property(resource, 'sensitivity') as number | undefined) ?? -1;
}

/** Cypher: a number that grows with the level named by the expression; 0 for none. */
export function levelRankCypher(level: string): string {
  return `CASE ${level} ${ACCESS_LEVELS.map((name, rank) => `WHEN '${name}' THEN ${rank + 1}`).join(' ')} ELSE 0 END`;
}
