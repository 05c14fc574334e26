/** NHI7: secrets that could have an end, and have none that comes soon. */
import {
  CROWN_JEWEL,
  IDENTITY_COLUMN,
  THRESHOLDS,
  counted,
  daysBetween,
  defineRule,
  identitiesCypher,
  identitiesOf,
  identityCell,
  identityOfCypher,
  isOfTier0,
  isUsable,
  ofTier0Cypher,
  renewedAt,
  renewedAtCypher,
  ruleCells,
  ruleCellsCypher,
  sensitiveAccess,
  sensitiveAccessCypher,
  usableCypher,
  z,
  type CredentialKind,
  type Graph,
  type Row,
} from '../../src/sdk/index.ts';

/** An access key, a password or an SSH key never has an end: rotation is what limits it. */
const ENDING_KINDS: readonly string[] = [
  'client_secret', 'certificate', 'sa_key', 'pat', 'api_token', 'oauth_token', 'deploy_key', 'k8s_token',
] satisfies CredentialKind[];
const DAY_MILLISECONDS = 86_400_000;

export default defineRule({
  id: 'never-expiring-credential',
  title: 'Credential without an end',
  question: 'Which secrets never expire, or only after too long?',
  description:
    'Usable credentials of kinds that can have an end (client secrets, certificates, service account keys, tokens, deploy keys) without one, or with one later than the longest lifetime after they were made or renewed (after now, where that is not known): medium; high for a tier-0 identity’s, or of one that may itself write to a crown jewel. AWS’s signing certificates, whose end its report does not tell, are left out.',
  parameters: z.object({ maximumLifetimeDays: THRESHOLDS.maximumLifetimeDays }),
  columns: [
    { name: 'reason', title: 'Reason', type: 'text', description: 'no-end or long-lived.' },
    { name: 'expiresAt', title: 'Expires', type: 'time', description: 'Empty: no end of it is known.' },
    { name: 'lifetimeDays', title: 'Lifetime in days', type: 'integer', description: 'Whole days from creation or rotation, or from now where neither is known, to its end.' },
    { name: 'crownJewels', title: 'Crown jewels', type: 'integer', description: 'How many its identities may write to or administer by rights of their own.' },
    IDENTITY_COLUMN,
  ],
  answer: function* (graph, { maximumLifetimeDays }, { now }): Generator<Row> {
    const jewelsOf = crownJewels(graph);
    for (const index of graph.withLabel('Credential')) {
      if (!canEnd(graph, index) || !isUsable(graph, index, now)) continue;
      const expiresAt = graph.text(index, 'expiresAt');
      const since = renewedAt(graph, index);
      const from = since ?? now;
      if (expiresAt !== undefined && Date.parse(expiresAt) - Date.parse(from) <= maximumLifetimeDays * DAY_MILLISECONDS) continue;
      const jewels = new Set(identitiesOf(graph, index).flatMap(jewelsOf)).size;
      yield Object.assign(ruleCells(graph, index, jewels > 0 || isOfTier0(graph, index) ? 'high' : 'medium', { since }), {
        reason: expiresAt === undefined ? 'no-end' : 'long-lived',
        expiresAt: expiresAt ?? null,
        lifetimeDays: expiresAt === undefined ? null : daysBetween(from, expiresAt),
        crownJewels: jewels,
        identity: identityCell(graph, index),
      });
    }
  },
  cypher: ({ maximumLifetimeDays }) => ({
    text: `MATCH (s:Entity:Credential)
WHERE s.kind IN $endingKinds AND ${usableCypher('s')}
  AND (s.expiresAt IS NOT NULL OR s.kind <> 'certificate' OR coalesce(s.provider, '') <> 'aws')
WITH s, ${renewedAtCypher('s')} AS since
WHERE s.expiresAt IS NULL OR s.expiresAt > coalesce(since, $now) + duration({days: $maximumLifetimeDays})
CALL (s) {
  ${identitiesCypher('s', 'holder')}
  WITH DISTINCT holder
  ${sensitiveAccessCypher('holder', 'write')}
  RETURN count(DISTINCT r) AS crownJewels
}
${identityOfCypher('s')}
RETURN ${ruleCellsCypher('s', `CASE WHEN crownJewels > 0 OR ${ofTier0Cypher('s')} THEN 'high' ELSE 'medium' END`, { since: 'since' })},
  CASE WHEN s.expiresAt IS NULL THEN 'no-end' ELSE 'long-lived' END AS reason, s.expiresAt AS expiresAt,
  CASE WHEN s.expiresAt IS NOT NULL THEN duration.inDays(coalesce(since, $now), s.expiresAt).days END AS lifetimeDays,
  crownJewels, i.uid AS identity
ORDER BY uid, about`,
    parameters: { maximumLifetimeDays, endingKinds: ENDING_KINDS, sensitiveLevel: CROWN_JEWEL },
  }),
  rule: {
    risk: 'NHI7',
    severity: 'medium',
    controls: [
      { framework: 'NIST 800-53', id: 'IA-5' },
      { framework: 'PCI DSS', id: '8.6.3' },
    ],
    explain: (row) => {
      const from = row['since'] === null ? 'from now' : 'after it was made or renewed';
      const end = row['expiresAt'] === null ? 'no end of it is known' : `it ends at ${row['expiresAt']}, ${counted(Number(row['lifetimeDays']), 'day')} ${from}`;
      const may = Number(row['crownJewels']) > 0 ? `; it may write to ${counted(Number(row['crownJewels']), 'crown jewel')}` : '';
      return `${row['name']} still works, and ${end}${may}.`;
    },
    remedy: {
      text: 'Make one that ends within the longest lifetime and have it renewed by a machine, or use federation, which needs none; move its users over, then revoke this one.',
      command: () => undefined,
    },
  },
});

/** Of a kind that can have an end which its export would tell. */
function canEnd(graph: Graph, credential: number): boolean {
  const { kind, provider, expiresAt } = graph.node(credential).properties;
  if (!ENDING_KINDS.includes((kind as string | undefined) ?? '')) return false;
  return expiresAt !== undefined || kind !== 'certificate' || provider !== 'aws';
}

/** What an identity may write to or administer, looked up once for each: many credentials may be of one. */
function crownJewels(graph: Graph): (identity: number) => readonly number[] {
  const known = new Map<number, readonly number[]>();
  return (identity) => {
    let jewels = known.get(identity);
    if (!jewels) known.set(identity, (jewels = [...new Set([...sensitiveAccess(graph, identity, CROWN_JEWEL, 'write')].map(({ resource }) => resource))]));
    return jewels;
  };
}
