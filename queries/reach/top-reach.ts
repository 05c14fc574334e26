/** Which identities matter most if they are taken over: all of them by the weight of what they reach, exactly. */
import {
  ENDLESS_WALK_PARAMETERS,
  PLACE_COLUMNS,
  PLAIN_WEIGHT,
  TIER0_WEIGHT,
  crownJewelCypher,
  defineQuery,
  idCells,
  idColumns,
  isCrownJewel,
  isTier0,
  placeCells,
  reachSums,
  reachWeight,
  walkCypherParameters,
  walkFilterOf,
  walkPath,
  z,
  type Graph,
  type Row,
} from '../../src/sdk/index.ts';

export default defineQuery({
  id: 'top-reach',
  title: 'Top identities by reach',
  question: 'Which identities reach most, weighed by how sensitive it is?',
  description:
    'A resource weighs 4 to the power of its sensitivity (public 1, internal 4, confidential 16, crown jewel 64), a tier 0 identity 64, everything else 1. Exact: everything that the identity reaches counts once, itself not. Closed identities and those that reach nothing are left out.',
  parameters: z.object({
    ...ENDLESS_WALK_PARAMETERS,
    nonHuman: z.boolean().default(true).describe('false: humans and those of which it is not known, too'),
    limit: z.number().int().min(1).max(100_000).default(100).describe('Most rows'),
  }),
  columns: [
    { name: 'rank', title: 'Rank', type: 'integer', description: 'From 1.' },
    ...idColumns('The identity.'),
    ...PLACE_COLUMNS,
    { name: 'reached', title: 'Reached', type: 'integer', description: 'How many things it reaches.' },
    { name: 'weight', title: 'Weight', type: 'integer', description: 'The sum of what they weigh.' },
    { name: 'crownJewels', title: 'Crown jewels', type: 'integer', description: 'How many crown jewels are among them.' },
    { name: 'tier0', title: 'Tier 0', type: 'integer', description: 'How many tier 0 identities are among them.' },
  ],
  order: ['-weight', 'uid'],
  answer: (graph, asked, { signal }) => {
    const of = (holds: (graph: Graph, node: number) => boolean) => (node: number): number => (holds(graph, node) ? 1 : 0);
    const measures = [() => 1, (node: number) => reachWeight(graph, node), of(isCrownJewel), of(isTier0)];
    const [reached, weight, crownJewels, tier0] = reachSums(graph, walkFilterOf(asked), measures, signal) as [Float64Array, Float64Array, Float64Array, Float64Array];
    const found = [...graph.withLabel('Identity')].filter((index) => reached[index]! > 0 && isAsked(graph, index, asked));
    found.sort((a, b) => weight[b]! - weight[a]! || a - b);
    return found.slice(0, asked.limit).map(
      (index, place): Row => ({
        rank: place + 1,
        ...idCells(graph, index),
        ...placeCells(graph, index),
        reached: reached[index]!,
        weight: weight[index]!,
        crownJewels: crownJewels[index]!,
        tier0: tier0[index]!,
      }),
    );
  },
  cypher: (asked) => ({
    text: `MATCH (i:Entity:Identity)
WHERE ${asked.at === undefined ? 'i.until IS NULL' : '(i.until IS NULL OR i.until > $at)'}${asked.nonHuman ? ' AND coalesce(i.isNhi, false)' : ''}
CALL (i) {
  MATCH p = SHORTEST 1 (i) ${walkPath(asked)}(t:Entity)
  WHERE t.uid <> i.uid
  WITH DISTINCT t
  RETURN count(*) AS reached,
    sum(CASE WHEN coalesce(t.tier0, false) THEN ${TIER0_WEIGHT} WHEN t.sensitivity IS NOT NULL THEN toInteger(4 ^ t.sensitivity) ELSE ${PLAIN_WEIGHT} END) AS weight,
    sum(CASE WHEN ${crownJewelCypher('t')} THEN 1 ELSE 0 END) AS crownJewels,
    sum(CASE WHEN coalesce(t.tier0, false) THEN 1 ELSE 0 END) AS tier0
}
WITH i, reached, weight, crownJewels, tier0 WHERE reached > 0
ORDER BY weight DESC, i.uid
LIMIT ${asked.limit}
WITH collect({i: i, reached: reached, weight: weight, crownJewels: crownJewels, tier0: tier0}) AS found
UNWIND range(1, size(found)) AS rank
WITH rank, found[rank - 1] AS row, found[rank - 1].i AS i
RETURN rank, i.uid AS uid, coalesce(i.name, i.uid) AS name, i.kind AS kind, i.provider AS provider, i.environment AS environment,
  row.reached AS reached, row.weight AS weight, row.crownJewels AS crownJewels, row.tier0 AS tier0
ORDER BY rank`,
    parameters: walkCypherParameters(asked),
  }),
});

function isAsked(graph: Graph, index: number, { nonHuman, at }: { nonHuman: boolean; at?: string | undefined }): boolean {
  const until = graph.text(index, 'until');
  return (until === undefined || (at !== undefined && until > at)) && (!nonHuman || graph.property(index, 'isNhi') === true);
}
