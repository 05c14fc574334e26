/**
 * Whether an identity is still there, when it was last active, and from what that is known: judged here, in memory and in
 * Cypher alike.
 */
import type { Graph } from '../graph/graph.ts';
import { EDGE_FLAGS } from '../graph/graph.ts';

/**
 * What tells of an identity's use. credential: a last use of one of its credentials; credential-report: AWS's report, which tells
 * of every key and password whether it was used; last-accessed: the provider's own record (`usedActions`); last-used: the
 * identity's own last use; log: an access in a log; role-last-used: AWS's authorization details, which tell it of every role.
 */
export const ACTIVITY_BASES = ['credential', 'credential-report', 'last-accessed', 'last-used', 'log', 'role-last-used'] as const;
export type ActivityBasis = (typeof ACTIVITY_BASES)[number];

export interface Activity {
  /** The latest use that anything tells of; undefined: none. Fixed-width UTC text. */
  readonly lastActiveAt: string | undefined;
  /** In the order of ACTIVITY_BASES; empty: nothing would know of a use. */
  readonly basis: readonly ActivityBasis[];
}

/** Exports that tell of use, by the scope in which they say which account an identity is in; of roles alone, or of whatever they show. */
const REPORT_SCOPE = 'aws-credential-report:';
const DETAILS_SCOPE = 'aws-authorization-details:';

/**
 * The last use of an identity, whichever of its records tells it, and of those that are the same under another name
 * (SAME_AS). A credential counts though it can be used no more, and an access though its record is closed: what was, was.
 * Denied attempts alone are no use, but tell that a log would know.
 */
export function activityOf(graph: Graph, identity: number): Activity {
  const found = new Map<ActivityBasis, string | undefined>();
  const add = (basis: ActivityBasis, time: string | undefined): void => {
    const before = found.get(basis);
    found.set(basis, before === undefined || (time !== undefined && time > before) ? time : before);
  };
  for (const known of [identity, ...aliasesOf(graph, identity)]) {
    const lastUsedAt = graph.text(known, 'lastUsedAt');
    if (lastUsedAt !== undefined) add('last-used', lastUsedAt);
    recordedUses(graph, known, add);
    credentialUses(graph, known, add);
    edgeUses(graph, known, add);
  }
  const times = [...found.values()].filter((time) => time !== undefined);
  return { lastActiveAt: times.sort().at(-1), basis: ACTIVITY_BASES.filter((basis) => found.has(basis)) };
}

type Add = (basis: ActivityBasis, time: string | undefined) => void;

/** Identities that only name this one, with another id. */
function aliasesOf(graph: Graph, identity: number): number[] {
  const found = new Set<number>();
  for (const edge of graph.inEdges(identity)) {
    const alias = graph.columns.from[edge]!;
    if (graph.edgeKind(edge) === 'SAME_AS' && graph.isOpen(edge) && alias !== identity && graph.label(alias) === 'Identity') found.add(alias);
  }
  return [...found];
}

function recordedUses(graph: Graph, identity: number, add: Add): void {
  const recorded = graph.property(identity, 'usedActions') as readonly string[] | undefined;
  if (recorded === undefined) return;
  add('last-accessed', undefined);
  for (const entry of recorded) add('last-accessed', entry.split('=')[1]);
}

function credentialUses(graph: Graph, identity: number, add: Add): void {
  for (const edge of graph.inEdges(identity)) {
    const credential = graph.columns.from[edge]!;
    if (graph.edgeKind(edge) !== 'AUTHENTICATES_AS' || graph.label(credential) !== 'Credential') continue;
    const lastUsedAt = graph.text(credential, 'lastUsedAt');
    if (lastUsedAt !== undefined) add('credential', lastUsedAt);
  }
}

function edgeUses(graph: Graph, identity: number, add: Add): void {
  const role = graph.text(identity, 'kind') === 'iam_role';
  for (const edge of graph.outEdges(identity)) {
    const kind = graph.edgeKind(edge);
    if (kind === 'ACCESSED') {
      const denied = (graph.columns.flags[edge]! & EDGE_FLAGS.deniedOnly) !== 0;
      add('log', denied ? undefined : (graph.edgeProperties(edge)['lastSeen'] as string | undefined));
    } else if (kind === 'CONTAINED_IN' && graph.isOpen(edge)) {
      const scope = graph.edgeScope(edge);
      if (scope.startsWith(REPORT_SCOPE)) add('credential-report', undefined);
      else if (role && scope.startsWith(DETAILS_SCOPE)) add('role-last-used', undefined);
    }
  }
}

/** A subquery for identity `i` that binds `lastActiveAt` and `basis`, as activityOf says them. */
export function activityCypher(i: string): string {
  return `CALL (${i}) {
  CALL (${i}) {
    RETURN ${i} AS k
    UNION
    MATCH (k:Entity:Identity)-[same:SAME_AS]->(${i}) WHERE same.until IS NULL
    RETURN k
  }
  CALL (k) {
    WITH k WHERE k.lastUsedAt IS NOT NULL
    RETURN 'last-used' AS basis, k.lastUsedAt AS time
    UNION ALL
    WITH k WHERE k.usedActions IS NOT NULL
    UNWIND [null] + k.usedActions AS entry
    RETURN 'last-accessed' AS basis, datetime(split(entry, '=')[1]) AS time
    UNION ALL
    MATCH (c:Entity:Credential)-[:AUTHENTICATES_AS]->(k) WHERE c.lastUsedAt IS NOT NULL
    RETURN 'credential' AS basis, c.lastUsedAt AS time
    UNION ALL
    MATCH (k)-[a:ACCESSED]->()
    RETURN 'log' AS basis, CASE WHEN coalesce(a.denied > 0 AND a.denied >= a.count, false) THEN null ELSE a.lastSeen END AS time
    UNION ALL
    MATCH (k)-[r:CONTAINED_IN]->() WHERE r.until IS NULL
    WITH CASE WHEN r.scope STARTS WITH '${REPORT_SCOPE}' THEN 'credential-report'
      WHEN k.kind = 'iam_role' AND r.scope STARTS WITH '${DETAILS_SCOPE}' THEN 'role-last-used' END AS basis
    WHERE basis IS NOT NULL
    RETURN basis, null AS time
  }
  WITH basis, max(time) AS time ORDER BY basis
  RETURN max(time) AS lastActiveAt, collect(basis) AS basis
}`;
}

/** What AWS and Google Cloud show in a policy in place of a principal that was deleted. */
const AWS_UNIQUE_ID = 'A(IDA|ROA)[A-Z0-9]{6,}';
const UNIQUE_ID = new RegExp(`^${AWS_UNIQUE_ID}$`);
const DELETED = 'deleted:';

/**
 * closed: exports that showed the identity show it no more. unique-id: a policy names it by what the provider puts in place of
 * a principal that was deleted, which no new one will ever have. Undefined when it is there, as far as is known.
 */
export function deletionOf(graph: Graph, identity: number): 'closed' | 'unique-id' | undefined {
  const uid = graph.uid(identity);
  if (uid.startsWith(DELETED) || (graph.property(identity, 'missing') === true && UNIQUE_ID.test(uid))) return 'unique-id';
  return graph.isClosed(identity) ? 'closed' : undefined;
}

/** The same as a Cypher expression, null when it is there. */
export function deletionCypher(i: string): string {
  return `CASE WHEN ${i}.uid STARTS WITH '${DELETED}' OR (coalesce(${i}.missing, false) AND ${i}.uid =~ '${AWS_UNIQUE_ID}') THEN 'unique-id'
  WHEN ${i}.until IS NOT NULL THEN 'closed' END`;
}
