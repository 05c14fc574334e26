/** NHI9: one secret for several applications: it leaks at the weakest of them, and none can rotate it alone. */
import {
  NAMED_AT_MOST,
  THRESHOLDS,
  applicationCount,
  applicationsCypher,
  defineRule,
  holdersCypher,
  holdersOf,
  identityOf,
  identityOfCypher,
  isUsable,
  ruleCells,
  ruleCellsCypher,
  usableCypher,
  z,
  type Graph,
  type Row,
} from '../../src/sdk/index.ts';

export default defineRule({
  id: 'shared-credential',
  title: 'Credential shared by applications',
  question: 'Which secrets do several different applications use?',
  description:
    'Usable credentials that several different workloads and places hold: they expose it or depend on it. A resource that exposes it, as a secret does, counts as the workloads that depend on the resource, where any are known. Replicas of one deployment are one application (see shared-identity). High when it authenticates as a tier-0 identity, else medium.',
  parameters: z.object({ sharedWorkloads: THRESHOLDS.sharedWorkloads }),
  columns: [
    { name: 'applications', title: 'Applications', type: 'integer', description: 'How many different ones, replicas counted once.' },
    { name: 'places', title: 'Places', type: 'integer', description: 'How many workloads and resources hold it.' },
    { name: 'named', title: 'Some of them', type: 'texts', description: `Ids of the first ${NAMED_AT_MOST}.` },
    { name: 'identity', title: 'Identity', type: 'uid', description: 'Whom it authenticates as; the first in id order.' },
  ],
  answer: function* (graph, { sharedWorkloads }, { now }): Generator<Row> {
    for (const credential of graph.withLabel('Credential')) {
      if (!isUsable(graph, credential, now)) continue;
      const places = placesOf(graph, credential);
      if (places.length < sharedWorkloads) continue;
      const applications = applicationCount(graph, places);
      if (applications < sharedWorkloads) continue;
      const identity = identityOf(graph, credential);
      const tier0 = identity !== undefined && graph.property(identity, 'tier0') === true;
      yield {
        ...ruleCells(graph, credential, tier0 ? 'high' : 'medium'),
        applications,
        places: places.length,
        named: places.slice(0, NAMED_AT_MOST).map((place) => graph.uid(place)),
        identity: identity === undefined ? null : graph.uid(identity),
      };
    }
  },
  cypher: ({ sharedWorkloads }) => ({
    text: `MATCH (c:Entity:Credential)
WHERE ${usableCypher('c')}
${holdersCypher('c')}
UNWIND CASE WHEN size(readers) > 0 THEN readers ELSE [h] END AS place
WITH DISTINCT c, place
${applicationsCypher('c')}
WITH c, places AS held, applications WHERE applications >= $sharedWorkloads
${identityOfCypher('c')}
RETURN ${ruleCellsCypher('c', "CASE WHEN coalesce(i.tier0, false) THEN 'high' ELSE 'medium' END")},
  applications, size(held) AS places, held[..${NAMED_AT_MOST}] AS named, i.uid AS identity
ORDER BY uid, about`,
    parameters: { sharedWorkloads },
  }),
  rule: {
    risk: 'NHI9',
    severity: 'medium',
    controls: [
      { framework: 'NIST 800-53', id: 'IA-5' },
      { framework: 'NIST 800-53', id: 'IA-9' },
      { framework: 'PCI DSS', id: '8.2.2' },
    ],
    explain: (row) => `${row['applications']} different applications hold ${row['name']}, in ${row['places']} places, among them ${(row['named'] as readonly string[]).join(', ')}.`,
    remedy: {
      text: 'Give each application a secret of its own, or better an identity that needs none; move them over one by one, then revoke this one. Revoking it first stops all of them.',
      command: () => undefined,
    },
  },
});

/** The workloads and resources that hold it, ascending; a resource that is read by workloads stands for these. */
function placesOf(graph: Graph, credential: number): number[] {
  const places = new Set<number>();
  for (const { holder, readers } of holdersOf(graph, credential)) for (const place of readers.length > 0 ? readers : [holder]) places.add(place);
  return [...places].sort((a, b) => a - b);
}
