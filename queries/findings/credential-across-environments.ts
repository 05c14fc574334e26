/** NHI8: one secret that is held in several environments, so that whoever breaks into one is in the others too. */
import { KNOWN_ENVIRONMENTS, defineRule, holdersCypher, holdersOf, isUsable, knownEnvironment, ruleCells, ruleCellsCypher, usableCypher, z, type Graph, type Row } from '../../src/sdk/index.ts';

export default defineRule({
  id: 'credential-across-environments',
  title: 'Credential in several environments',
  question: 'Which secrets are held in more than one environment?',
  description:
    'Usable credentials that workloads and resources of two or more known environments hold: they expose it, depend on it, or depend on a resource (a secret, a repository) that exposes it. High when one of them is production, else medium.',
  parameters: z.object({}),
  columns: [
    { name: 'environments', title: 'Environments', type: 'texts', description: 'Where it is held.' },
    { name: 'holders', title: 'Held by', type: 'texts', description: 'Ids of what holds it there.' },
  ],
  answer: function* (graph, _parameters, { now }): Generator<Row> {
    for (const credential of graph.withLabel('Credential')) {
      if (!isUsable(graph, credential, now)) continue;
      const places = placesOf(graph, credential);
      const environments = [...new Set(places.map((place) => knownEnvironment(graph, place)!))].sort();
      if (environments.length < 2) continue;
      yield Object.assign(ruleCells(graph, credential, environments.includes('production') ? 'high' : 'medium'), {
        environments,
        holders: places.map((place) => graph.uid(place)),
      });
    }
  },
  cypher: () => ({
    text: `MATCH (c:Entity:Credential)
WHERE ${usableCypher('c')}
${holdersCypher('c')}
UNWIND [h] + readers AS place
WITH DISTINCT c, place WHERE place.environment IN $known
WITH c, place ORDER BY place.uid
WITH c, collect(place.uid) AS holders, collect(DISTINCT place.environment) AS met
WHERE size(met) > 1
CALL (met) { UNWIND met AS environment WITH environment ORDER BY environment RETURN collect(environment) AS environments }
RETURN ${ruleCellsCypher('c', "CASE WHEN 'production' IN environments THEN 'high' ELSE 'medium' END")}, environments, holders
ORDER BY uid, about`,
    parameters: { known: KNOWN_ENVIRONMENTS },
  }),
  rule: {
    risk: 'NHI8',
    severity: 'high',
    controls: [
      { framework: 'NIST 800-53', id: 'AC-4' },
      { framework: 'NIST 800-53', id: 'IA-5' },
      { framework: 'PCI DSS', id: '6.5.3' },
    ],
    explain: (row) => `${row['name']} is held in ${(row['environments'] as readonly string[]).join(', ')}: by ${(row['holders'] as readonly string[]).join(', ')}.`,
    remedy: {
      text: 'Make an identity with a secret of its own for each environment, move each holder over, then revoke this one: it was never production’s alone.',
      command: () => undefined,
    },
  },
});

/** The places of a known environment that hold it, ascending. */
function placesOf(graph: Graph, credential: number): number[] {
  const places = new Set<number>();
  for (const { holder, readers } of holdersOf(graph, credential)) for (const place of [holder, ...readers]) if (knownEnvironment(graph, place) !== undefined) places.add(place);
  return [...places].sort((a, b) => a - b);
}
