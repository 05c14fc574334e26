/** Choke points against taking each thing and each edge away and walking again; shortest ways against going each of them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildAdjacency } from '../../src/graph/build.ts';
import { chokePoints } from '../../src/graph/choke-points.ts';
import { dominatorTree, onlyArcs } from '../../src/graph/dominators.ts';
import type { Graph } from '../../src/graph/graph.ts';
import { mergeEdges } from '../../src/graph/links.ts';
import { reach } from '../../src/graph/reach.ts';
import { MOST_PATHS, shortestPathCounts } from '../../src/graph/shortest-path-counts.ts';
import { walkNetwork, type WalkNetwork } from '../../src/graph/walk-network.ts';
import { EDGE_KINDS } from '../../src/model/labels.ts';
import { caseGraph, type EdgeLine, type NodeLine } from '../support/query-case.ts';
import { follows, unusableOf } from './naive-walk.ts';
import { endlessFilters, walkGraphs } from './walk-arbitraries.ts';

type Lines = { nodes: NodeLine[]; edges: EdgeLine[] };
const filters = endlessFilters.map((filter) => ({ ...filter, mode: 'granted' as const }));

function reachedTargets({ nodes, edges }: Lines, seeds: readonly string[], targets: readonly string[], filter: Parameters<typeof reach>[3]): Set<string> {
  const graph = caseGraph({ nodes, edges });
  const { hops } = reach(graph, seeds.map((uid) => graph.indexOf(uid)), 'forward', filter);
  return new Set(targets.filter((uid) => hops[graph.indexOf(uid)]! > 0));
}

function nameOf(graph: Graph, network: WalkNetwork, what: 'node' | 'edge', number: number): string {
  if (what === 'node') return graph.uid(network.node[number]!);
  return `${graph.uid(network.node[network.from[number]!]!)} ${EDGE_KINDS[network.kind[number]!]} ${graph.uid(network.node[network.to[number]!]!)}`;
}

describe('chokePoints', () => {
  it('says what is lost when each thing or edge is taken away', () => {
    fc.assert(
      fc.property(walkGraphs(), filters, fc.uniqueArray(fc.nat(6), { minLength: 1, maxLength: 2 }), fc.uniqueArray(fc.nat(6), { minLength: 1, maxLength: 5 }), (lines, filter, seedNumbers, targetNumbers) => {
        const graph = caseGraph(lines);
        const [seeds, targets] = [seedNumbers.map((number) => `n${number}`), targetNumbers.map((number) => `n${number}`)];
        const network = walkNetwork(graph, seedNumbers, targetNumbers, filter);
        const found = new Map<string, string[]>();
        const answer = chokePoints(network, Infinity);
        for (const point of answer.points) {
          const lost = answer.lost(point, Infinity).map((index) => graph.uid(index));
          expect(lost.length).toBe(point.targetsLost);
          if (lost.length > 0) found.set(nameOf(graph, network, point.what, point.number), lost);
        }
        const before = reachedTargets(lines, seeds, targets, filter);
        expect(Array.from(network.targets, (index) => graph.uid(index))).toEqual([...before].sort());
        const expected = new Map<string, string[]>();
        const lose = (name: string, edges: EdgeLine[], self?: string): void => {
          const after = reachedTargets({ nodes: lines.nodes, edges }, seeds, targets, filter);
          const lost = [...before].filter((uid) => !after.has(uid) && uid !== self).sort();
          if (lost.length > 0) expected.set(name, lost);
        };
        for (const [, uid] of lines.nodes) if (!seeds.includes(uid)) lose(uid, lines.edges.filter(([from, , to]) => from !== uid && to !== uid), uid);
        for (const [from, kind, to] of lines.edges) lose(`${from} ${kind} ${to}`, lines.edges.filter((edge) => edge[0] !== from || edge[1] !== kind || edge[2] !== to));
        expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
      }),
      { numRuns: 500 },
    );
  });

  it('counts the shortest ways', () => {
    fc.assert(
      fc.property(walkGraphs({ nodes: 6, edges: 18 }), filters, fc.uniqueArray(fc.nat(5), { minLength: 1, maxLength: 2 }), (lines, filter, seeds) => {
        const graph = caseGraph(lines);
        const network = walkNetwork(graph, seeds, undefined, filter);
        const counts = shortestPathCounts(network);
        const found = new Map<string, number>();
        for (let vertex = 0; vertex < network.thingCount; vertex++) {
          if (!seeds.includes(network.node[vertex]!)) found.set(nameOf(graph, network, 'node', vertex), counts.vertex[vertex]!);
        }
        for (let arc = 0; arc < network.from.length; arc++) if (network.kind[arc]! < EDGE_KINDS.length) found.set(nameOf(graph, network, 'edge', arc), counts.arc[arc]!);
        expect(Object.fromEntries([...found].filter(([, count]) => count > 0))).toEqual(naiveCounts(graph, seeds, filter));
      }),
      { numRuns: 300 },
    );
  });

  it('puts the best first, and stops when told to', () => {
    const lines = {
      nodes: ['a', 'b', 'c', 'd', 'x', 'y'].map((uid): NodeLine => ['Identity', uid]),
      edges: [['a', 'b'], ['b', 'c'], ['b', 'd'], ['c', 'x'], ['d', 'x'], ['c', 'y']].map(([from, to]): EdgeLine => [from!, 'CAN_ASSUME', to!]),
    };
    const graph = caseGraph(lines);
    const network = walkNetwork(graph, [0], [4, 5], { mode: 'granted' });
    const { points } = chokePoints(network, 5);
    expect(points.map(({ what, number, targetsLost, shortestPaths }) => [nameOf(graph, network, what, number), targetsLost, shortestPaths])).toEqual([
      ['b', 2, 3],
      ['a CAN_ASSUME b', 2, 3],
      ['c', 1, 2],
      ['b CAN_ASSUME c', 1, 2],
      ['c CAN_ASSUME y', 1, 1],
    ]);
    expect(() => walkNetwork(graph, [0], [4], { mode: 'granted' }, AbortSignal.abort())).toThrow(expect.objectContaining({ code: 'aborted' }) as Error);
    expect(() => chokePoints(network, 1, AbortSignal.abort())).toThrow(expect.objectContaining({ code: 'aborted' }) as Error);
  });

  it('tells more ways than can be counted as the most', () => {
    const nodes = Array.from({ length: 70 }, (_, layer) => [0, 1].map((side): NodeLine => ['Identity', `n${String(layer).padStart(2, '0')}-${side}`])).flat();
    const edges: EdgeLine[] = [];
    for (let layer = 0; layer < 69; layer++) for (const a of [0, 1]) for (const b of [0, 1]) edges.push([nodes[2 * layer + a]![1], 'CAN_ASSUME', nodes[2 * layer + 2 + b]![1]]);
    const network = walkNetwork(caseGraph({ nodes, edges }), [0, 1], [138, 139], { mode: 'granted' });
    expect(chokePoints(network, 1).points[0]!.shortestPaths).toBe(MOST_PATHS);
  });
});

describe('dominatorTree', () => {
  it('says through which arcs and things all ways go, with some arcs taken away', () => {
    fc.assert(
      fc.property(walkGraphs({ nodes: 8, edges: 20 }), fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }), (lines, coins) => {
        const network = walkNetwork(caseGraph(lines), [0, 1], undefined, { mode: 'granted' });
        const removed = Uint8Array.from(network.from, (_, arc) => (coins[arc] === true && coins[arc + 1] === true ? 1 : 0));
        const tree = dominatorTree(network, removed);
        const only = onlyArcs(network, tree, removed);
        const reached = without(network, removed);
        expect(new Set(tree.order)).toEqual(reached);
        for (const vertex of reached) {
          const beyond = without(network, removed, (arc) => network.to[arc] === vertex || network.from[arc] === vertex);
          for (const other of reached) expect(tree.dominates(vertex, other)).toBe(vertex === network.source || vertex === other || !beyond.has(other));
          const needed = [...network.incoming.edges.subarray(network.incoming.offsets[vertex], network.incoming.offsets[vertex + 1])].find(
            (arc) => removed[arc] === 0 && !without(network, removed, (other) => other === arc).has(vertex),
          );
          expect(only[vertex]).toBe(needed ?? -1);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('holds on networks of any shape', () => {
    const arcs = fc.array(fc.tuple(fc.nat(10), fc.nat(10)), { minLength: 10, maxLength: 24 });
    fc.assert(
      fc.property(arcs, (pairs) => {
        const [from, to] = [Int32Array.from(pairs, ([start]) => start), Int32Array.from(pairs, ([, end]) => end)];
        const network = { vertexCount: 11, source: 0, from, to, outgoing: buildAdjacency(from, 11), incoming: buildAdjacency(to, 11) };
        const tree = dominatorTree(network);
        const none = new Uint8Array(from.length);
        const reached = without(network, none);
        expect(new Set(tree.order)).toEqual(reached);
        for (const vertex of reached) {
          const beyond = without(network, none, (arc) => to[arc] === vertex || from[arc] === vertex);
          for (const other of reached) expect(tree.dominates(vertex, other)).toBe(vertex === 0 || vertex === other || !beyond.has(other));
        }
      }),
      { numRuns: 2000 },
    );
  });
});

/** What the source of a network reaches without some arcs. */
function without({ source, from, to }: Pick<WalkNetwork, 'source' | 'from' | 'to'>, removed: Uint8Array, alsoWithout: (arc: number) => boolean = () => false): Set<number> {
  const reached = new Set([source]);
  for (let size = 0; size < reached.size; ) {
    size = reached.size;
    for (let arc = 0; arc < from.length; arc++) if (removed[arc] === 0 && !alsoWithout(arc) && reached.has(from[arc]!)) reached.add(to[arc]!);
  }
  return reached;
}

/** Goes every shortest way from the seeds to all that is reached. */
function naiveCounts(graph: Graph, seeds: readonly number[], filter: Parameters<typeof reach>[3]): Record<string, number> {
  const { hops, reached } = reach(graph, seeds, 'forward', filter);
  const followed = Array.from({ length: graph.edgeCount }, (_, edge) => edge).filter((edge) => follows(graph.edge(edge), filter, unusableOf(graph.nodes)));
  const merged = mergeEdges(graph, followed).map(({ kind, from, to, edges }) => ({ kind, from, to, last: edges.every((edge) => kind === 'CAN_ACCESS' && graph.edgeLevel(edge) === 'list') }));
  const counts: Record<string, number> = {};
  const count = (name: string): void => void (counts[name] = (counts[name] ?? 0) + 1);
  const walk = (node: number, target: number, way: string[]): void => {
    if (node === target) for (const name of way.slice(0, -1)) count(name);
    for (const { kind, from, to, last } of merged) {
      if (from !== node || hops[target]! - 1 !== (way.length / 2) + distance(to, target) || (last && to !== target)) continue;
      walk(to, target, [...way, `${graph.uid(from)} ${kind} ${graph.uid(to)}`, graph.uid(to)]);
    }
  };
  const distance = (from: number, to: number): number => (from === to ? 0 : (reach(graph, [from], 'forward', filter).hops[to]! + 1 || Infinity) - 1);
  for (const target of reached) for (const seed of new Set(seeds)) walk(seed, target, []);
  return counts;
}
