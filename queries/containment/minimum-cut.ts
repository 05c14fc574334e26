/** The cheapest way to cut the seeds off from what matters. */
import {
  ACCESS_LEVELS,
  COSTS_PARAMETER,
  EDGE_KINDS,
  ENDLESS_WALK_PARAMETERS,
  SEEDS_PARAMETER,
  TARGETS_PARAMETER,
  cutCostOf,
  cutSides,
  defineQuery,
  minimumCut,
  seedIndexes,
  targetIndexes,
  walkFilterOf,
  walkNetwork,
  z,
  type Row,
} from '../../src/sdk/index.ts';

export default defineQuery({
  id: 'minimum-cut',
  title: 'Minimum cut',
  question: 'Which relationships are cheapest to cut so that none of these targets is reached any more?',
  description:
    'Exact: no set of relationships of lower total cost separates the seeds from all targets; of several the one nearest to the seeds. Each kind has a cost in work and in what stops (taking a secret out 1, an access or a credential 2, a trust or a membership 3, control or an escalation 4, a workload’s identity 8). No rows: no target is reached.',
  parameters: z.object({ seeds: SEEDS_PARAMETER, targets: TARGETS_PARAMETER, ...ENDLESS_WALK_PARAMETERS, costs: COSTS_PARAMETER }),
  columns: [
    { name: 'from', title: 'From', type: 'uid', description: 'Where the relationship starts.' },
    { name: 'fromName', title: 'From name', type: 'text', description: 'What people call it.' },
    { name: 'kind', title: 'Relationship', type: 'text', description: 'Kind of the relationship; all its records are to be cut.' },
    { name: 'to', title: 'To', type: 'uid', description: 'Where the relationship ends.' },
    { name: 'toName', title: 'To name', type: 'text', description: 'What people call it.' },
    { name: 'level', title: 'Level', type: 'text', description: 'Highest access level, for access.' },
    { name: 'cost', title: 'Cost', type: 'integer', description: 'What it costs to cut it.' },
    { name: 'seeds', title: 'Seeds', type: 'integer', description: 'How many of the seeds have a way through it.' },
    { name: 'targets', title: 'Targets', type: 'integer', description: 'How many targets lie behind it.' },
    { name: 'totalCost', title: 'Total cost', type: 'integer', description: 'Of the whole cut; the same in each row.' },
  ],
  order: ['from', 'kind', 'to'],
  answer: (graph, asked, { signal }) => {
    const seeds = seedIndexes(graph, asked.seeds);
    const network = walkNetwork(graph, seeds, targetIndexes(graph, seeds, asked.targets), walkFilterOf(asked), signal);
    const costOf = cutCostOf(asked.costs);
    const { cost: totalCost, arcs } = minimumCut(network, costOf, { signal });
    const { seedsBefore, targetsBehind } = cutSides(network, signal);
    const rows = arcs.map((arc): Row => {
      const [start, end, level] = [network.from[arc]!, network.to[arc]!, network.level[arc]!];
      const kind = EDGE_KINDS[network.kind[arc]!]!;
      return {
        from: graph.uid(network.node[start]!),
        fromName: graph.name(network.node[start]!),
        kind,
        to: graph.uid(network.node[end]!),
        toName: graph.name(network.node[end]!),
        level: ACCESS_LEVELS[level - 1] ?? null,
        cost: costOf(kind),
        seeds: seedsBefore[start]!,
        targets: targetsBehind[end]!,
        totalCost,
      };
    });
    // Arcs come by start and end.
    return rows.sort((a, b) => compareText(a['from'], b['from']) || compareText(a['kind'], b['kind']) || compareText(a['to'], b['to']));
  },
  cypher: { none: 'A minimum cut is worked out by maximum flow, which plain Cypher cannot say: it has no loops that change what they read.' },
});

const compareText = (a: unknown, b: unknown): number => ((a as string) < (b as string) ? -1 : (a as string) > (b as string) ? 1 : 0);
