/** Every identity there is, with who owns it and how it is used. */
import {
  DIRECTORY_CYPHER,
  JUDGED_CYPHER,
  PLACE_COLUMNS,
  REASONS_CYPHER,
  UNUSABLE_STATUSES,
  defineQuery,
  directoryOf,
  idCells,
  idColumns,
  isJudged,
  orphanReasons,
  ownersOf,
  placeCells,
  z,
  type Graph,
  type Row,
} from '../../src/sdk/index.ts';

export default defineQuery({
  id: 'inventory',
  title: 'Inventory',
  question: 'Which identities are there, who owns them, and when were they last used?',
  description: 'Every identity that is not closed; with `nonHuman`, only the non-human ones. Inactive, revoked and expired credentials are not counted.',
  parameters: z.object({ nonHuman: z.boolean().default(false).describe('Only non-human identities') }),
  columns: [
    ...idColumns('The identity.'),
    ...PLACE_COLUMNS,
    { name: 'isNhi', title: 'Non-human', type: 'boolean', description: 'Whether it is a non-human identity; empty when not known.' },
    { name: 'owners', title: 'Owners', type: 'texts', description: 'Names of its owners.' },
    { name: 'orphaned', title: 'Orphaned', type: 'texts', description: 'Why nobody counts as its owner; empty when owned or not judged.' },
    { name: 'credentials', title: 'Credentials', type: 'integer', description: 'Usable credentials that authenticate as it.' },
    { name: 'lastUsedAt', title: 'Last used', type: 'time', description: 'When it was last used, if known.' },
    { name: 'createdAt', title: 'Created', type: 'time', description: 'When it was created, if known.' },
    { name: 'tier0', title: 'Tier 0', type: 'boolean', description: 'Controls everything else.' },
    { name: 'thirdParty', title: 'Third party', type: 'boolean', description: 'Run by somebody else.' },
    { name: 'enabled', title: 'Enabled', type: 'boolean', description: 'Whether it can be used; empty when not known.' },
    { name: 'missing', title: 'Only mentioned', type: 'boolean', description: 'Exports name it but none describes it.' },
  ],
  order: ['uid'],
  answer: function* (graph, { nonHuman }, { now }): Generator<Row> {
    const directory = directoryOf(graph, now);
    for (const index of graph.withLabel('Identity')) {
      if (graph.isClosed(index) || (nonHuman && graph.property(index, 'isNhi') !== true)) continue;
      yield row(graph, index, isJudged(graph, index) ? orphanReasons(graph, index, directory) : []);
    }
  },
  cypher: ({ nonHuman }) => ({
    text: `${DIRECTORY_CYPHER.trim()}
MATCH (i:Entity:Identity) WHERE i.until IS NULL${nonHuman ? ' AND coalesce(i.isNhi, false)' : ''}
${REASONS_CYPHER.trim()}
RETURN i.uid AS uid, coalesce(i.name, i.uid) AS name, i.kind AS kind, i.provider AS provider,
  i.environment AS environment, i.isNhi AS isNhi, owners,
  CASE WHEN ${JUDGED_CYPHER} THEN reasons ELSE [] END AS orphaned,
  COUNT { MATCH (c:Entity:Credential) WHERE c.until IS NULL AND NOT coalesce(c.status, '') IN $unusable
    AND EXISTS { MATCH (c)-[a:AUTHENTICATES_AS]->(i) WHERE a.until IS NULL } } AS credentials,
  i.lastUsedAt AS lastUsedAt, i.createdAt AS createdAt, coalesce(i.tier0, false) AS tier0,
  coalesce(i.thirdParty, false) AS thirdParty, i.enabled AS enabled, coalesce(i.missing, false) AS missing
ORDER BY uid`,
    parameters: { unusable: UNUSABLE_STATUSES },
  }),
});

function row(graph: Graph, index: number, orphaned: readonly string[]): Row {
  return {
    ...idCells(graph, index),
    ...placeCells(graph, index),
    isNhi: (graph.property(index, 'isNhi') as boolean | undefined) ?? null,
    owners: ownersOf(graph, index).map((owner) => graph.name(owner)),
    orphaned,
    credentials: usableCredentials(graph, index),
    lastUsedAt: graph.text(index, 'lastUsedAt') ?? null,
    createdAt: graph.text(index, 'createdAt') ?? null,
    tier0: graph.property(index, 'tier0') === true,
    thirdParty: graph.property(index, 'thirdParty') === true,
    enabled: (graph.property(index, 'enabled') as boolean | undefined) ?? null,
    missing: graph.property(index, 'missing') === true,
  };
}

function usableCredentials(graph: Graph, index: number): number {
  const credentials = new Set<number>();
  for (const edge of graph.inEdges(index)) {
    const credential = graph.columns.from[edge]!;
    if (graph.edgeKind(edge) !== 'AUTHENTICATES_AS' || !graph.isOpen(edge) || graph.label(credential) !== 'Credential') continue;
    if (!graph.isClosed(credential) && !UNUSABLE_STATUSES.includes(graph.text(credential, 'status') ?? '')) credentials.add(credential);
  }
  return credentials.size;
}
