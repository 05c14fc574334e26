/** Every identity there is, with who owns it, how it is used and, where asked for, how far it reaches. */
import {
  DIRECTORY_CYPHER,
  JUDGED_CYPHER,
  PLACE_COLUMNS,
  REASONS_CYPHER,
  crownJewelCypher,
  defineQuery,
  directoryOf,
  idCells,
  idColumns,
  isCrownJewel,
  isJudged,
  orphanReasons,
  ownersOf,
  placeCells,
  reachCounts,
  usableCredentialsOf,
  usableCypher,
  walkPath,
  z,
  type Graph,
  type ReachCounts,
  type Row,
} from '../../src/sdk/index.ts';

/** How far an identity could get: what rights give, observed or not. */
const WALK = { mode: 'granted' } as const;

export default defineQuery({
  id: 'inventory',
  title: 'Inventory',
  question: 'Which identities are there, who owns them, and when were they last used?',
  description:
    'Every identity that is not closed; with `nonHuman`, only the non-human ones. Credentials are the usable ones: inactive, revoked and expired ones and sessions are not counted. How much each could reach is worked out exactly, and only with `reach`.',
  parameters: z.object({
    nonHuman: z.boolean().default(false).describe('Only non-human identities'),
    reach: z.boolean().default(false).describe('Work out how much each could reach'),
  }),
  columns: [
    ...idColumns('The identity.'),
    ...PLACE_COLUMNS,
    { name: 'isNhi', title: 'Non-human', type: 'boolean', description: 'Whether it is a non-human identity; empty when not known.' },
    { name: 'owners', title: 'Owners', type: 'texts', description: 'Names of its owners.' },
    { name: 'orphaned', title: 'Orphaned', type: 'texts', description: 'Why nobody counts as its owner; empty when owned or not judged.' },
    { name: 'credentials', title: 'Credentials', type: 'integer', description: 'Usable credentials that authenticate as it.' },
    { name: 'credentialKinds', title: 'Credential kinds', type: 'texts', description: 'Kinds of these credentials.' },
    { name: 'lastUsedAt', title: 'Last used', type: 'time', description: 'When it was last used, if known.' },
    { name: 'createdAt', title: 'Created', type: 'time', description: 'When it was created, if known.' },
    { name: 'tier0', title: 'Tier 0', type: 'boolean', description: 'Controls everything else.' },
    { name: 'thirdParty', title: 'Third party', type: 'boolean', description: 'Run by somebody else.' },
    { name: 'enabled', title: 'Enabled', type: 'boolean', description: 'Whether it can be used; empty when not known.' },
    { name: 'missing', title: 'Only mentioned', type: 'boolean', description: 'Exports name it but none describes it.' },
    { name: 'reach', title: 'Reach', type: 'integer', description: 'How many things it could reach; empty unless asked for.' },
    { name: 'crownJewels', title: 'Crown jewels', type: 'integer', description: 'How many of these are crown jewels; empty unless asked for.' },
  ],
  order: ['uid'],
  answer: function* (graph, { nonHuman, reach }, { now, signal }): Generator<Row> {
    const directory = directoryOf(graph, now);
    const counts = reach ? reachCounts(graph, WALK, (index) => (isCrownJewel(graph, index) ? 1 : 0), signal) : undefined;
    for (const index of graph.withLabel('Identity')) {
      if (graph.isClosed(index) || (nonHuman && graph.property(index, 'isNhi') !== true)) continue;
      yield row(graph, index, isJudged(graph, index) ? orphanReasons(graph, index, directory) : [], usableCredentialsOf(graph, index, now), counts);
    }
  },
  cypher: ({ nonHuman, reach }) => ({
    text: `${DIRECTORY_CYPHER.trim()}
MATCH (i:Entity:Identity) WHERE i.until IS NULL${nonHuman ? ' AND coalesce(i.isNhi, false)' : ''}
${REASONS_CYPHER.trim()}
CALL (i) {
  OPTIONAL MATCH (c:Entity:Credential)-[a:AUTHENTICATES_AS]->(i) WHERE a.until IS NULL AND ${usableCypher('c')}
  WITH DISTINCT c ORDER BY c.kind
  RETURN count(c) AS credentials, collect(DISTINCT c.kind) AS credentialKinds
}
${reach ? REACH_CYPHER : ''}RETURN i.uid AS uid, coalesce(i.name, i.uid) AS name, i.kind AS kind, i.provider AS provider,
  i.environment AS environment, i.isNhi AS isNhi, owners,
  CASE WHEN ${JUDGED_CYPHER} THEN reasons ELSE [] END AS orphaned,
  credentials, credentialKinds, i.lastUsedAt AS lastUsedAt, i.createdAt AS createdAt, coalesce(i.tier0, false) AS tier0,
  coalesce(i.thirdParty, false) AS thirdParty, i.enabled AS enabled, coalesce(i.missing, false) AS missing,
  ${reach ? 'reach, crownJewels' : 'null AS reach, null AS crownJewels'}
ORDER BY uid`,
    parameters: {},
  }),
});

const REACH_CYPHER = `CALL (i) {
  MATCH p = SHORTEST 1 (i) ${walkPath(WALK)}(t:Entity)
  WHERE t <> i
  RETURN count(t) AS reach, count(CASE WHEN ${crownJewelCypher('t')} THEN 1 END) AS crownJewels
}
`;

function row(graph: Graph, index: number, orphaned: readonly string[], credentials: readonly number[], counts: ReachCounts | undefined): Row {
  const kinds = credentials.map((credential) => graph.text(credential, 'kind')).filter((kind) => kind !== undefined);
  // Not spread into one literal: that takes twenty times as long, and there are as many rows as identities.
  return Object.assign(idCells(graph, index), placeCells(graph, index), {
    isNhi: (graph.property(index, 'isNhi') as boolean | undefined) ?? null,
    owners: ownersOf(graph, index).map((owner) => graph.name(owner)),
    orphaned,
    credentials: credentials.length,
    credentialKinds: [...new Set(kinds)].sort(),
    lastUsedAt: graph.text(index, 'lastUsedAt') ?? null,
    createdAt: graph.text(index, 'createdAt') ?? null,
    tier0: graph.property(index, 'tier0') === true,
    thirdParty: graph.property(index, 'thirdParty') === true,
    enabled: (graph.property(index, 'enabled') as boolean | undefined) ?? null,
    missing: graph.property(index, 'missing') === true,
    reach: counts?.count[index] ?? null,
    crownJewels: counts?.weight[index] ?? null,
  });
}
