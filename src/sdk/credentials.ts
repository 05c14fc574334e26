/** When a credential can still be used, and whose it is: judged here, in memory and in Cypher alike. */
import { parseArn } from '../iam/aws/arn.ts';
import { stillWorks } from '../graph/credentials.ts';
import type { Graph } from '../graph/graph.ts';
import { UNUSABLE_STATUSES } from '../model/labels.ts';
import type { Column, Row } from './query.ts';
import { shellCommand } from './shell.ts';

/**
 * True for a credential that is open, of no unusable status, not expired at `now`, no session, and not a report's slot
 * whose key another export names (SAME_AS): that other one counts.
 */
export function isUsable(graph: Graph, credential: number, now: string): boolean {
  return graph.text(credential, 'kind') !== 'session' && stillWorks(graph, credential, now);
}

/** Cypher that is true for a usable credential `c`; uses `$now`. */
export function usableCypher(c: string): string {
  return `${c}.until IS NULL AND NOT coalesce(${c}.status, '') IN [${UNUSABLE_STATUSES.map((status) => `'${status}'`).join(', ')}]
  AND coalesce(${c}.kind, '') <> 'session' AND coalesce(${c}.expiresAt > $now, true)
  AND NOT EXISTS { (${c})-[same:SAME_AS]->(:Entity) WHERE same.until IS NULL }`;
}

/** Whom a credential authenticates as, by open edges: the first in uid order; undefined when nobody is known. */
export function identityOf(graph: Graph, credential: number): number | undefined {
  let first: number | undefined;
  for (const edge of graph.outEdges(credential)) {
    const identity = graph.columns.to[edge]!;
    if (graph.edgeKind(edge) === 'AUTHENTICATES_AS' && graph.isOpen(edge) && (first === undefined || identity < first)) first = identity;
  }
  return first;
}

/** The column that says whom a credential authenticates as. */
export const IDENTITY_COLUMN: Column = { name: 'identity', title: 'Identity', type: 'uid', description: 'Whom it authenticates as; the first in id order.' };

/** Its cell. */
export function identityCell(graph: Graph, credential: number): string | null {
  const identity = identityOf(graph, credential);
  return identity === undefined ? null : graph.uid(identity);
}

/** A subquery for credential `c` that binds `i`, the first identity in uid order, or null. */
export function identityOfCypher(c: string): string {
  return `CALL (${c}) {
  OPTIONAL MATCH (${c})-[a:AUTHENTICATES_AS]->(i:Entity) WHERE a.until IS NULL
  RETURN i ORDER BY i.uid LIMIT 1
}`;
}

/** When a credential was made or last renewed, the later of the two; undefined when neither is known. */
export function renewedAt(graph: Graph, credential: number): string | undefined {
  const [createdAt, rotatedAt] = [graph.text(credential, 'createdAt'), graph.text(credential, 'lastRotatedAt')];
  if (createdAt === undefined || rotatedAt === undefined) return createdAt ?? rotatedAt;
  return createdAt >= rotatedAt ? createdAt : rotatedAt;
}

/** The same as a Cypher expression. */
export function renewedAtCypher(c: string): string {
  return `CASE WHEN ${c}.createdAt IS NULL THEN ${c}.lastRotatedAt
  WHEN ${c}.lastRotatedAt IS NULL OR ${c}.createdAt >= ${c}.lastRotatedAt THEN ${c}.createdAt ELSE ${c}.lastRotatedAt END`;
}

/** The usable credentials that authenticate as an identity, ascending. */
export function usableCredentialsOf(graph: Graph, identity: number, now: string): number[] {
  const found = new Set<number>();
  for (const edge of graph.inEdges(identity)) {
    const credential = graph.columns.from[edge]!;
    if (graph.edgeKind(edge) === 'AUTHENTICATES_AS' && graph.isOpen(edge) && isUsable(graph, credential, now)) found.add(credential);
  }
  return [...found].sort((a, b) => a - b);
}

/** Since when a credential lies idle: its last use, or without any when it was made or renewed; undefined when neither is known. */
export function idleSince(graph: Graph, credential: number): string | undefined {
  return graph.text(credential, 'lastUsedAt') ?? renewedAt(graph, credential);
}

/** The same as a Cypher expression. */
export function idleSinceCypher(c: string): string {
  return `CASE WHEN ${c}.lastUsedAt IS NOT NULL THEN ${c}.lastUsedAt ELSE ${renewedAtCypher(c)} END`;
}

/** All that a credential authenticates as, by open edges and open themselves, ascending: one may be known under two names. */
export function identitiesOf(graph: Graph, credential: number): number[] {
  const found = new Set<number>();
  for (const edge of graph.outEdges(credential)) {
    const identity = graph.columns.to[edge]!;
    if (graph.edgeKind(edge) === 'AUTHENTICATES_AS' && graph.isOpen(edge) && !graph.isClosed(identity)) found.add(identity);
  }
  return [...found].sort((a, b) => a - b);
}

/** Cypher that matches every such `i` of credential `c`; two exports may say it of the same one, so count distinct ones. */
export function identitiesCypher(c: string, i: string): string {
  return `MATCH (${c})-[means:AUTHENTICATES_AS]->(${i}:Entity) WHERE means.until IS NULL AND ${i}.until IS NULL`;
}

/** True for a credential of a tier-0 identity. */
export function isOfTier0(graph: Graph, credential: number): boolean {
  return identitiesOf(graph, credential).some((identity) => graph.property(identity, 'tier0') === true);
}

/** The same as a Cypher expression. */
export function ofTier0Cypher(c: string): string {
  return `EXISTS { ${identitiesCypher(c, 'mighty')} AND coalesce(mighty.tier0, false) }`;
}

const ACCESS_KEY_ID = /^AKIA[A-Z0-9]{12,}$/;
const GOOGLE_KEY = /serviceAccounts\/([^/]+)\/keys\/([^/]+)$/;

/**
 * The command that stops a credential from working and can be taken back, from a row with `uid`, `kind` and `identity` (whom it
 * authenticates as): for AWS users' access keys and Google service account keys. Undefined for others.
 */
export function deactivateCommand({ uid, kind, identity }: Row): string | undefined {
  if (kind === 'access_key' && ACCESS_KEY_ID.test(uid as string)) {
    const user = parseArn((identity ?? '') as string);
    if (user?.service !== 'iam' || user.type !== 'user') return undefined;
    return shellCommand(['aws', 'iam', 'update-access-key', '--user-name', user.name, '--access-key-id', uid as string, '--status', 'Inactive']);
  }
  const [, account, key] = (kind === 'sa_key' && GOOGLE_KEY.exec(uid as string)) || [];
  if (account === undefined || key === undefined) return undefined;
  return shellCommand(['gcloud', 'iam', 'service-accounts', 'keys', 'disable', key, `--iam-account=${account}`]);
}
