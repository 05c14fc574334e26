/** Which non-human identities has nobody, and why does nobody count as their owner. */
import {
  DIRECTORY_CYPHER,
  JUDGED_CYPHER,
  PLACE_COLUMNS,
  REASONS_CYPHER,
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
  id: 'orphaned-identities',
  title: 'Orphaned identities',
  question: 'Which non-human identities does nobody own, and why?',
  description:
    'Never owned; every owner has left or is inactive; the owner is not in the directory; the owning team has no active member; or the owner is itself non-human. One good owner is enough. Identities that exports only mention, cloud services and outside principals are not judged.',
  parameters: z.object({}),
  columns: [
    ...idColumns('The identity.'),
    ...PLACE_COLUMNS,
    { name: 'reasons', title: 'Reasons', type: 'texts', description: 'never-owned, owner-left, owner-unknown, team-empty, owner-non-human.' },
    { name: 'owners', title: 'Owners', type: 'texts', description: 'Who is named as owner all the same.' },
    { name: 'lastUsedAt', title: 'Last used', type: 'time', description: 'When it was last used, if known.' },
  ],
  order: ['uid'],
  answer: function* (graph, _parameters, { now }): Generator<Row> {
    const directory = directoryOf(graph, now);
    for (const index of graph.withLabel('Identity')) {
      if (!isJudged(graph, index)) continue;
      const reasons = orphanReasons(graph, index, directory);
      if (reasons.length > 0) yield row(graph, index, reasons);
    }
  },
  cypher: () => ({
    text: `${DIRECTORY_CYPHER.trim()}
MATCH (i:Entity:Identity) WHERE ${JUDGED_CYPHER}
${REASONS_CYPHER.trim()}
WITH i, reasons, owners WHERE size(reasons) > 0
RETURN i.uid AS uid, coalesce(i.name, i.uid) AS name, i.kind AS kind, i.provider AS provider,
  i.environment AS environment, reasons, owners, i.lastUsedAt AS lastUsedAt
ORDER BY uid`,
    parameters: {},
  }),
});

function row(graph: Graph, index: number, reasons: readonly string[]): Row {
  return Object.assign(idCells(graph, index), placeCells(graph, index), {
    reasons,
    owners: ownersOf(graph, index).map((owner) => graph.name(owner)),
    lastUsedAt: graph.text(index, 'lastUsedAt') ?? null,
  });
}
