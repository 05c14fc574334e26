/** What several things reach in common: three keys leaked, what do all of them lead to. */
import {
  REACHED_COLUMNS,
  SEEDS_PARAMETER,
  WALK_PARAMETERS,
  defineQuery,
  reachedCells,
  reachedCellsCypher,
  seedIndexes,
  sharedReach,
  walkCypherParameters,
  walkFilterOf,
  walkPath,
  z,
  type Row,
} from '../../src/sdk/index.ts';

const parameters = z.object({
  seeds: SEEDS_PARAMETER,
  atLeast: z.number().int().min(1).max(1000).optional().describe('So many of the seeds have to reach it; absent: all of them, 1: any'),
  ...WALK_PARAMETERS,
});

export default defineQuery({
  id: 'shared-reach',
  title: 'Shared reach',
  question: 'What do these reach in common?',
  description:
    'What all the given things reach, or at least so many of them, with which ones do. Each walks on its own: a seed that another seed reaches counts as reached by that one, and a seed never by itself.',
  parameters,
  columns: [
    ...REACHED_COLUMNS,
    { name: 'reachedBy', title: 'Reached by', type: 'integer', description: 'How many of the seeds reach it.' },
    { name: 'seeds', title: 'Seeds', type: 'texts', description: 'Ids of the seeds that reach it.' },
    { name: 'hops', title: 'Hops', type: 'integer', description: 'Fewest relationships from the nearest of these seeds.' },
    { name: 'farthest', title: 'Farthest', type: 'integer', description: 'Fewest relationships from the farthest of these seeds.' },
  ],
  order: ['-reachedBy', 'hops', 'uid'],
  answer: function* (graph, asked, { signal }): Generator<Row> {
    const seeds = seedIndexes(graph, asked.seeds);
    const { atLeast = seeds.length } = asked;
    const shared = sharedReach(graph, seeds, walkFilterOf(asked), signal);
    const found: number[] = [];
    for (let index = 0; index < graph.nodeCount; index++) if (shared.reachedBy(index) >= atLeast) found.push(index);
    found.sort((a, b) => shared.reachedBy(b) - shared.reachedBy(a) || shared.nearest[a]! - shared.nearest[b]! || a - b);
    // Things that the same seeds reach share one list of a thousand ids.
    const uids = new Map<readonly number[], readonly string[]>();
    for (const index of found) {
      const reachedBy = shared.seedsOf(index);
      const known = uids.get(reachedBy) ?? reachedBy.map((seed) => graph.uid(seed));
      uids.set(reachedBy, known);
      yield Object.assign(reachedCells(graph, index), { reachedBy: known.length, seeds: known, hops: shared.nearest[index]!, farthest: shared.farthest[index]! });
    }
  },
  cypher: (asked) => {
    const seeds = [...new Set(asked.seeds)].sort();
    return {
      text: `UNWIND $seeds AS seed
MATCH (s:Entity {uid: seed})
MATCH p = SHORTEST 1 (s) ${walkPath(asked)}(t:Entity)
WHERE t <> s
WITH t, seed, length(p) AS hops ORDER BY seed
WITH t, count(*) AS reachedBy, collect(seed) AS seeds, min(hops) AS hops, max(hops) AS farthest
WHERE reachedBy >= $atLeast
RETURN ${reachedCellsCypher('t')}, reachedBy, seeds, hops, farthest
ORDER BY reachedBy DESC, hops, uid`,
      parameters: { seeds, atLeast: asked.atLeast ?? seeds.length, ...walkCypherParameters(asked) },
    };
  },
});
