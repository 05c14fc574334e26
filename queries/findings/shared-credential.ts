/** NHI9: one secret for several applications: it leaks at the weakest of them, and none can rotate it alone. */
import {
  IDENTITY_COLUMN,
  NAMED_AT_MOST,
  THRESHOLDS,
  applicationCount,
  applicationsCypher,
  defineRule,
  holdersCypher,
  holdersOf,
  identityCell,
  identityOfCypher,
  isOfTier0,
  isUsable,
  ofTier0Cypher,
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
    'Usable credentials that several different workloads hold: they expose it, depend on it, or depend on a resource that exposes it, as a secret does. The resource itself is no application: a store is where a secret belongs, and elsewhere it has leaked (see exposed-credential). Replicas of one deployment are one application (see shared-identity). High when it authenticates as a tier-0 identity, else medium.',
  parameters: z.object({ sharedWorkloads: THRESHOLDS.sharedWorkloads }),
  columns: [
    { name: 'applications', title: 'Applications', type: 'integer', description: 'How many different ones, replicas counted once.' },
    { name: 'workloads', title: 'Workloads', type: 'integer', description: 'How many hold it.' },
    { name: 'named', title: 'Some of them', type: 'texts', description: `Ids of the first ${NAMED_AT_MOST}.` },
    IDENTITY_COLUMN,
  ],
  answer: function* (graph, { sharedWorkloads }, { now }): Generator<Row> {
    for (const credential of graph.withLabel('Credential')) {
      if (!isUsable(graph, credential, now)) continue;
      const workloads = workloadsHolding(graph, credential);
      if (workloads.length < sharedWorkloads) continue;
      const applications = applicationCount(graph, workloads);
      if (applications < sharedWorkloads) continue;
      yield Object.assign(ruleCells(graph, credential, isOfTier0(graph, credential) ? 'high' : 'medium'), {
        applications,
        workloads: workloads.length,
        named: workloads.slice(0, NAMED_AT_MOST).map((workload) => graph.uid(workload)),
        identity: identityCell(graph, credential),
      });
    }
  },
  cypher: ({ sharedWorkloads }) => ({
    text: `MATCH (c:Entity:Credential)
WHERE ${usableCypher('c')}
${holdersCypher('c')}
UNWIND CASE WHEN h:Workload THEN [h] ELSE readers END AS place
WITH DISTINCT c, place
${applicationsCypher('c')}
WITH c, places AS held, applications WHERE applications >= $sharedWorkloads
${identityOfCypher('c')}
RETURN ${ruleCellsCypher('c', `CASE WHEN ${ofTier0Cypher('c')} THEN 'high' ELSE 'medium' END`)},
  applications, size(held) AS workloads, held[..${NAMED_AT_MOST}] AS named, i.uid AS identity
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
    explain: (row) => `${row['applications']} different applications (${row['workloads']} workloads) hold ${row['name']}, among them ${(row['named'] as readonly string[]).join(', ')}.`,
    remedy: {
      text: 'Give each application a secret of its own, or better an identity that needs none; move them over one by one, then revoke this one. Revoking it first stops all of them.',
      command: () => undefined,
    },
  },
});

/** The workloads that hold it, by themselves or through a resource, ascending. */
function workloadsHolding(graph: Graph, credential: number): number[] {
  const found = new Set<number>();
  for (const { holder, readers } of holdersOf(graph, credential)) for (const workload of graph.label(holder) === 'Workload' ? [holder] : readers) found.add(workload);
  return [...found].sort((a, b) => a - b);
}
