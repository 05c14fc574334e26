/** Which crown jewels and tier-0 identities these reach now and did not before, and what made the difference. */
import {
  AppError,
  CROWN_JEWEL,
  PASS,
  WALK_PARAMETERS,
  WINDOW_PARAMETERS,
  REACH_COLUMNS,
  defineQuery,
  edgeFilter,
  indexOfUid,
  reach,
  throwIfAborted,
  walkCypherParameters,
  walkFilterOf,
  walkFollows,
  walkKinds,
  walkLeadsOn,
  walkPath,
  windowCypher,
  windowOf,
  z,
  type Graph,
  type Pass,
  type Row,
  type WalkFilter,
  type WalkParameters,
} from '../../src/sdk/index.ts';

const { hops, minimumLevel, conditional } = WALK_PARAMETERS;
const parameters = z.object({
  seeds: z.array(z.string().min(1)).min(1).max(1000).describe('Ids of the things to start from'),
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
    'Resources of the highest sensitivity and tier-0 identities that the granted rights lead to at the end of the time and did not at its beginning. Of the shortest paths there, the one whose ids come first in order; the cause is its first relationship that did not stand at the beginning. Without an end, the graph as it is.',
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
    const seeds = asked.seeds.map((uid) => indexOfUid(graph, uid));
    const before = walkFilterOf(snapshot(asked, windowOf(asked, now).from));
    const after = walkFilterOf(snapshot(asked, asked.to));
    const reachedBefore = reach(graph, seeds, 'forward', before, signal).hops;
    const paths = firstPaths(graph, seeds, after, signal);
    const rows = paths.reached.filter((index) => isCritical(graph, index) && reachedBefore[index] === -1);
    const inOrder = [...rows].sort((a, b) => paths.hops[a]! - paths.hops[b]! || a - b);
    const [stood, stands] = [edgeFilter(graph, before), edgeFilter(graph, after)];
    return inOrder.map((index) => row(graph, paths, index, stood, stands));
  },
  cypher: (asked) => {
    const { from, parameters: window } = windowCypher(asked);
    const [before, after] = [snapshot(asked, from), snapshot(asked, asked.to)];
    const critical = `(coalesce(t.sensitivity, 0) >= ${CROWN_JEWEL} OR (t:Identity AND coalesce(t.tier0, false)))`;
    return {
      text: `CALL () {
  UNWIND $seeds AS seed
  MATCH (s:Entity {uid: seed})
  MATCH p = SHORTEST 1 (s) ${walkPath(before, from)}(t:Entity)
  WHERE ${critical}
  RETURN collect(DISTINCT t.uid) AS reachedBefore
}
UNWIND $seeds AS seed
MATCH (s:Entity {uid: seed})
MATCH p = ALL SHORTEST (s) ${walkPath(after, '$to')}(t:Entity)
WHERE ${critical} AND NOT t.uid IN $seeds AND NOT t.uid IN reachedBefore
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
RETURN size(path) - 1 AS hops, t.uid AS uid, [label IN labels(t) WHERE label <> 'Entity'][0] AS label, coalesce(t.name, t.uid) AS name, t.kind AS kind,
  t.environment AS environment, t.sensitivity AS sensitivity, coalesce(t.tier0, false) AS tier0, path[0].uid AS seed, cause, causeFrom, causeTo, causeSince
ORDER BY hops, uid`,
      parameters: { seeds: asked.seeds, ...walkCypherParameters({ ...after, at: undefined }), ...window },
    };
  },
});

/** The walk over the graph as it stood then; undefined: as it is. */
function snapshot({ hops, minimumLevel, conditional }: Asked, at: string | undefined): WalkParameters {
  return { mode: 'granted', hops, minimumLevel, conditional, at };
}

function isCritical(graph: Graph, index: number): boolean {
  const sensitivity = graph.property(index, 'sensitivity');
  return (typeof sensitivity === 'number' && sensitivity >= CROWN_JEWEL) || (graph.label(index) === 'Identity' && graph.property(index, 'tier0') === true);
}

/** Of everything reached the first of its shortest paths: of the same length, ids in order, from the seed on. */
interface FirstPaths {
  /** Without the seeds. */
  readonly reached: readonly number[];
  readonly hops: Int32Array;
  /** The thing before it on its path; -1 for seeds and what is not reached. */
  readonly before: Int32Array;
  /** The same on the paths that lead on through it, which may be longer: what is only listed leads no further. */
  readonly throughBefore: Int32Array;
}

/**
 * Breadth first, each layer in the order of its paths: the first that meets a thing is then on the first path to it, since
 * paths of one length compare by what stands before their end.
 */
function firstPaths(graph: Graph, seeds: readonly number[], filter: WalkFilter, signal: AbortSignal): FirstPaths {
  const pass = edgeFilter(graph, filter);
  const [hops, before, throughBefore] = [0, 1, 2].map(() => new Int32Array(graph.nodeCount).fill(-1)) as [Int32Array, Int32Array, Int32Array];
  const queued = new Uint8Array(graph.nodeCount);
  const reached: number[] = [];
  let layer = [...new Set(seeds)].sort((a, b) => a - b);
  for (const seed of layer) {
    queued[seed] = 1;
    hops[seed] = 0;
  }
  for (let hop = 1; layer.length > 0 && hop <= (filter.hops ?? Number.MAX_SAFE_INTEGER); hop++) {
    throwIfAborted(signal);
    const next: number[] = [];
    for (const node of layer) {
      const start = next.length;
      for (const edge of graph.outEdges(node)) {
        const verdict = pass(edge);
        if (verdict === PASS.no || verdict === PASS.leftOut) continue;
        const target = graph.columns.to[edge]!;
        if (hops[target] === -1) {
          hops[target] = hop;
          before[target] = node;
          reached.push(target);
        }
        if (verdict !== PASS.through || queued[target] === 1) continue;
        queued[target] = 1;
        throughBefore[target] = node;
        next.push(target);
      }
      if (next.length - start > 1) for (const [place, target] of next.slice(start).sort((a, b) => a - b).entries()) next[start + place] = target;
    }
    layer = next;
  }
  return { reached, hops, before, throughBefore };
}

/** From the seed to the thing. */
function pathTo({ before, throughBefore }: FirstPaths, target: number): number[] {
  const path = [target];
  for (let node = before[target]!; node !== -1; node = throughBefore[node]!) path.push(node);
  return path.reverse();
}

function row(graph: Graph, paths: FirstPaths, target: number, stood: Passes, stands: Passes): Row {
  const path = pathTo(paths, target);
  const { from, to, kind, since } = causeOf(graph, path, stood, stands);
  return {
    hops: paths.hops[target]!,
    uid: graph.uid(target),
    label: graph.label(target),
    name: graph.name(target),
    kind: graph.text(target, 'kind') ?? null,
    environment: graph.text(target, 'environment') ?? null,
    sensitivity: (graph.property(target, 'sensitivity') as number | undefined) ?? null,
    tier0: graph.property(target, 'tier0') === true,
    seed: graph.uid(path[0]!),
    cause: kind,
    causeFrom: graph.uid(from),
    causeTo: graph.uid(to),
    causeSince: since ?? null,
  };
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

/** Looked for at the end that has fewer: many a path leads through a hub. */
function edgesBetween(graph: Graph, from: number, to: number): number[] {
  const [leaving, arriving] = [graph.outEdges(from), graph.inEdges(to)];
  if (leaving.length <= arriving.length) return Array.from(leaving.filter((edge) => graph.columns.to[edge] === to));
  return Array.from(arriving.filter((edge) => graph.columns.from[edge] === from));
}
