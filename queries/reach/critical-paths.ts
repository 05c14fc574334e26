/** How these get to what matters most: a shortest path to every crown jewel and everything of tier 0 within reach. */
import {
  REACHED_COLUMNS,
  SEEDS_PARAMETER,
  WALK_PARAMETERS,
  PASS,
  defineQuery,
  edgeFilter,
  edgesBetween,
  firstPaths,
  highValueCypher,
  isHighValue,
  pathTo,
  reachedCells,
  reachedCellsCypher,
  seedIndexes,
  walkCypherParameters,
  walkFilterOf,
  walkFollows,
  walkKinds,
  walkLeadsOn,
  walkPath,
  z,
  type Graph,
  type Pass,
  type Row,
} from '../../src/sdk/index.ts';

export default defineQuery({
  id: 'critical-paths',
  title: 'Critical paths',
  question: 'How do these get to crown jewels and tier 0?',
  description:
    'For every crown jewel, everything of tier 0 and every account to escalate to within reach one shortest path: of several, the one whose ids come first in order. `why` tells the evidence of each hop.',
  parameters: z.object({ seeds: SEEDS_PARAMETER, ...WALK_PARAMETERS }),
  columns: [
    { name: 'hops', title: 'Hops', type: 'integer', description: 'Relationships on the path.' },
    ...REACHED_COLUMNS,
    { name: 'seed', title: 'From', type: 'uid', description: 'Where the path starts.' },
    { name: 'path', title: 'Path', type: 'texts', description: 'Ids from the seed to the thing, both included.' },
    { name: 'kinds', title: 'Relationships', type: 'texts', description: 'For each hop its kind; where there are several, with | between.' },
  ],
  order: ['hops', 'uid'],
  answer: function* (graph, asked, { signal }): Generator<Row> {
    const filter = walkFilterOf(asked);
    const paths = firstPaths(graph, seedIndexes(graph, asked.seeds), filter, signal);
    const pass = edgeFilter(graph, filter);
    const targets = paths.reached.filter((index) => isHighValue(graph, index)).sort((a, b) => paths.hops[a]! - paths.hops[b]! || a - b);
    for (const target of targets) {
      const path = pathTo(paths, target);
      yield {
        hops: path.length - 1,
        ...reachedCells(graph, target),
        seed: graph.uid(path[0]!),
        path: path.map((index) => graph.uid(index)),
        kinds: path.slice(1).map((to, step) => kindsOf(graph, path[step]!, to, to === target, pass)),
      };
    }
  },
  cypher: (asked) => ({
    text: `UNWIND $seeds AS seed
MATCH (s:Entity {uid: seed})
MATCH p = ALL SHORTEST (s) ${walkPath(asked)}(t:Entity)
WHERE ${highValueCypher('t')} AND NOT t.uid IN $seeds
WITH t, nodes(p) AS things, [n IN nodes(p) | n.uid] AS path ORDER BY size(path), path
WITH t, collect({things: things, path: path})[0] AS first
WITH t, first.things AS things, first.path AS path
CALL (things) {
  UNWIND range(0, size(things) - 2) AS step
  WITH step, things[step] AS x, things[step + 1] AS y, step = size(things) - 2 AS last
  MATCH (x)-[e:${walkKinds(asked)}]->(y) WHERE ${walkFollows('e', asked)} AND (last OR ${walkLeadsOn('e')})
  WITH DISTINCT step, type(e) AS kind ORDER BY step, kind
  WITH step, collect(kind) AS kinds ORDER BY step
  RETURN collect(reduce(text = kinds[0], kind IN kinds[1..] | text + '|' + kind)) AS kinds
}
RETURN size(path) - 1 AS hops, ${reachedCellsCypher('t')}, path[0] AS seed, path, kinds
ORDER BY hops, uid`,
    parameters: { seeds: asked.seeds, ...walkCypherParameters(asked) },
  }),
});

/** Kinds of the edges that a walk may follow here: what is only listed ends a path, and is no way through. */
function kindsOf(graph: Graph, from: number, to: number, last: boolean, pass: (edge: number) => Pass): string {
  const followed = edgesBetween(graph, from, to).filter((edge) => pass(edge) === PASS.through || (last && pass(edge) === PASS.last));
  return [...new Set(followed.map((edge) => graph.edgeKind(edge)))].sort().join('|');
}
