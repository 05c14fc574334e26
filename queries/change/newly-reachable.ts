/** Which crown jewels and what of tier 0 these reach now and did not before, and what made the difference. */
import {
  AppError,
  PASS,
  REACH_COLUMNS,
  SEEDS_PARAMETER,
  WALK_PARAMETERS,
  WINDOW_PARAMETERS,
  defineQuery,
  edgeFilter,
  edgesBetween,
  firstPaths,
  highValueCypher,
  isHighValue,
  pathTo,
  reach,
  reachedCells,
  reachedCellsCypher,
  seedIndexes,
  walkCypherParameters,
  walkFilterOf,
  walkFollows,
  walkKinds,
  walkLeadsOn,
  walkPath,
  windowCypher,
  windowOf,
  z,
  type FirstPaths,
  type Graph,
  type Pass,
  type Row,
  type WalkParameters,
} from '../../src/sdk/index.ts';

const { hops, minimumLevel, conditional } = WALK_PARAMETERS;
const parameters = z.object({
  seeds: SEEDS_PARAMETER,
  ...WINDOW_PARAMETERS,
  hops,
  minimumLevel,
  conditional,
});
type Asked = z.output<typeof parameters>;

export default defineQuery({
  id: 'newly-reachable',
  title: 'Newly reachable',
  question: 'Which crown jewels do these reach now that they did not reach before, and what made the difference?',
  description:
    'Crown jewels, tier-0 identities and containers that somebody can escalate to, which the granted rights lead to at the end of the time and did not at its beginning. Of the shortest paths there, the one whose ids come first in order; the cause is its first relationship that did not stand at the beginning. Without an end, the graph as it is.',
  parameters,
  columns: [
    ...REACH_COLUMNS,
    { name: 'seed', title: 'From', type: 'uid', description: 'Where the path starts.' },
    { name: 'cause', title: 'Cause', type: 'text', description: 'Kind of the first relationship on the path that is new.' },
    { name: 'causeFrom', title: 'Cause from', type: 'uid', description: 'Where that starts.' },
    { name: 'causeTo', title: 'Cause to', type: 'uid', description: 'Where that ends.' },
    { name: 'causeSince', title: 'Cause since', type: 'time', description: 'Since when it stands.' },
  ],
  order: ['hops', 'uid'],
  answer: (graph, asked, { now, signal }) => {
    const seeds = seedIndexes(graph, asked.seeds);
    const before = walkFilterOf(snapshot(asked, windowOf(asked, now).from));
    const after = walkFilterOf(snapshot(asked, asked.to));
    const reachedBefore = reach(graph, seeds, 'forward', before, signal).hops;
    const paths = firstPaths(graph, seeds, after, signal);
    const rows = paths.reached.filter((index) => isHighValue(graph, index) && reachedBefore[index] === -1);
    const inOrder = [...rows].sort((a, b) => paths.hops[a]! - paths.hops[b]! || a - b);
    const [stood, stands] = [edgeFilter(graph, before), edgeFilter(graph, after)];
    return inOrder.map((index) => row(graph, paths, index, stood, stands));
  },
  cypher: (asked) => {
    const { from, parameters: window } = windowCypher(asked);
    const [before, after] = [snapshot(asked, from), snapshot(asked, asked.to)];
    return {
      text: `CALL () {
  UNWIND $seeds AS seed
  MATCH (s:Entity {uid: seed})
  MATCH p = SHORTEST 1 (s) ${walkPath(before, from)}(t:Entity)
  WHERE ${highValueCypher('t')}
  RETURN collect(DISTINCT t.uid) AS reachedBefore
}
UNWIND $seeds AS seed
MATCH (s:Entity {uid: seed})
MATCH p = ALL SHORTEST (s) ${walkPath(after, '$to')}(t:Entity)
WHERE ${highValueCypher('t')} AND NOT t.uid IN $seeds AND NOT t.uid IN reachedBefore
WITH t, nodes(p) AS path, [n IN nodes(p) | n.uid] AS uids ORDER BY size(uids), uids
WITH t, collect(path)[0] AS path
CALL (path) {
  UNWIND range(0, size(path) - 2) AS step
  WITH step, path[step] AS x, path[step + 1] AS y, step = size(path) - 2 AS last
  WHERE NOT EXISTS { MATCH (x)-[e:${walkKinds(before)}]->(y) WHERE ${walkFollows('e', before, from)} AND (last OR ${walkLeadsOn('e')}) }
  WITH step, x, y, last ORDER BY step LIMIT 1
  MATCH (x)-[e:${walkKinds(after)}]->(y) WHERE ${walkFollows('e', after, '$to')} AND (last OR ${walkLeadsOn('e')})
  WITH x, y, type(e) AS cause, min(e.since) AS causeSince ORDER BY cause LIMIT 1
  RETURN x.uid AS causeFrom, y.uid AS causeTo, cause, causeSince
}
RETURN size(path) - 1 AS hops, ${reachedCellsCypher('t')},
  path[0].uid AS seed, cause, causeFrom, causeTo, causeSince
ORDER BY hops, uid`,
      parameters: { seeds: asked.seeds, ...walkCypherParameters({ ...after, at: undefined }), ...window },
    };
  },
});

/** The walk over the graph as it stood then; undefined: as it is. */
function snapshot({ hops, minimumLevel, conditional }: Asked, at: string | undefined): WalkParameters {
  return { mode: 'granted', hops, minimumLevel, conditional, at };
}

function row(graph: Graph, paths: FirstPaths, target: number, stood: Passes, stands: Passes): Row {
  const path = pathTo(paths, target);
  const { from, to, kind, since } = causeOf(graph, path, stood, stands);
  return Object.assign({ hops: paths.hops[target]! }, reachedCells(graph, target), {
    seed: graph.uid(path[0]!),
    cause: kind,
    causeFrom: graph.uid(from),
    causeTo: graph.uid(to),
    causeSince: since ?? null,
  });
}

type Passes = (edge: number) => Pass;

interface Cause {
  readonly from: number;
  readonly to: number;
  readonly kind: string;
  readonly since: string | undefined;
}

/** The first step that nothing made before; of the kinds that make it now the first, since when its first record stands. */
function causeOf(graph: Graph, path: readonly number[], stood: Passes, stands: Passes): Cause {
  for (let place = 0; place < path.length - 1; place++) {
    const [from, to] = [path[place]!, path[place + 1]!];
    const last = place === path.length - 2;
    const makes = (pass: Passes) => (edge: number) => pass(edge) === PASS.through || (last && pass(edge) === PASS.last);
    const between = edgesBetween(graph, from, to);
    if (between.some(makes(stood))) continue;
    const edges = between.filter(makes(stands));
    const kind = edges.map((edge) => graph.edgeKind(edge)).sort()[0]!;
    const times = edges.filter((edge) => graph.edgeKind(edge) === kind).map((edge) => graph.edgeProperties(edge)['since'] as string | undefined);
    return { from, to, kind, since: times.filter((time) => time !== undefined).sort()[0] };
  }
  throw new AppError('internal', `The path to ${graph.uid(path.at(-1)!)} stood before, so it cannot be new.`);
}
