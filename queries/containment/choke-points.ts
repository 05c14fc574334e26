/** Where one fix does most: single things and relationships that ways from the seeds to what matters lead through. */
import {
  COSTS_PARAMETER,
  EDGE_KINDS,
  ENDLESS_WALK_PARAMETERS,
  SEEDS_PARAMETER,
  TARGETS_PARAMETER,
  chokePoints,
  cutCostOf,
  defineQuery,
  seedIndexes,
  targetIndexes,
  walkFilterOf,
  walkNetwork,
  z,
  type ChokePoint,
  type Graph,
  type Row,
  type WalkNetwork,
} from '../../src/sdk/index.ts';

/** So many targets are named in a row; the number of all stands beside them. */
const TARGETS_NAMED = 100;

export default defineQuery({
  id: 'choke-points',
  title: 'Choke points',
  question: 'Which single thing or relationship, taken away, keeps most targets out of reach?',
  description:
    'Ranked by how many targets are no longer reached when it alone is gone (exact; a thing does not count itself), then by how many shortest paths from the seeds to targets go through it. Seeds are no choke points. All records of a relationship of one kind between two things go together.',
  parameters: z.object({
    seeds: SEEDS_PARAMETER,
    targets: TARGETS_PARAMETER,
    ...ENDLESS_WALK_PARAMETERS,
    costs: COSTS_PARAMETER,
    limit: z.number().int().min(1).max(10_000).default(100).describe('Most rows'),
  }),
  columns: [
    { name: 'rank', title: 'Rank', type: 'integer', description: 'From 1.' },
    { name: 'what', title: 'What', type: 'text', description: 'node: a thing; edge: a relationship.' },
    { name: 'uid', title: 'Id', type: 'uid', description: 'The thing, or where the relationship starts.' },
    { name: 'name', title: 'Name', type: 'text', description: 'What people call it.' },
    { name: 'kind', title: 'Kind', type: 'text', description: 'The provider’s kind of thing, or the kind of relationship.' },
    { name: 'to', title: 'To', type: 'uid', description: 'Where the relationship ends.' },
    { name: 'toName', title: 'To name', type: 'text', description: 'What people call it.' },
    { name: 'targetsLost', title: 'Targets lost', type: 'integer', description: 'Targets no longer reached when it alone is gone.' },
    { name: 'targets', title: 'Targets', type: 'texts', description: `Ids of these targets, the first ${TARGETS_NAMED}.` },
    { name: 'shortestPaths', title: 'Shortest paths', type: 'integer', description: 'Shortest paths to targets that lead through it, by any relationship; 9007199254740991 stands for that many or more.' },
    { name: 'cost', title: 'Cost', type: 'integer', description: 'What it costs to cut the relationship; empty for a thing.' },
  ],
  order: ['rank'],
  answer: function* (graph, asked, { signal }): Generator<Row> {
    const seeds = seedIndexes(graph, asked.seeds);
    const network = walkNetwork(graph, seeds, targetIndexes(graph, seeds, asked.targets), walkFilterOf(asked), signal);
    const costOf = cutCostOf(asked.costs);
    const { points, lost } = chokePoints(network, asked.limit, signal);
    for (const [place, point] of points.entries()) {
      yield {
        rank: place + 1,
        what: point.what,
        ...(point.what === 'node' ? thingCells(graph, network, point) : relationshipCells(graph, network, point)),
        targetsLost: point.targetsLost,
        targets: lost(point, TARGETS_NAMED).map((target) => graph.uid(target)),
        shortestPaths: point.shortestPaths,
        cost: point.what === 'node' ? null : costOf(EDGE_KINDS[network.kind[point.number]!]!),
      };
    }
  },
  cypher: { none: 'Dominators, and counts of paths through each thing, need an algorithm over the whole network of ways; plain Cypher can only take one thing away at a time and ask again.' },
});

function thingCells(graph: Graph, { node }: WalkNetwork, { number }: ChokePoint): Row {
  const thing = node[number]!;
  return { uid: graph.uid(thing), name: graph.name(thing), kind: graph.text(thing, 'kind') ?? null, to: null, toName: null };
}

function relationshipCells(graph: Graph, { node, from, to, kind }: WalkNetwork, { number }: ChokePoint): Row {
  const [start, end] = [node[from[number]!]!, node[to[number]!]!];
  return { uid: graph.uid(start), name: graph.name(start), kind: EDGE_KINDS[kind[number]!]!, to: graph.uid(end), toName: graph.name(end) };
}
