/** The minimum cut against every cheaper set of edges, and against the flow. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maximumFlow } from '../../src/graph/max-flow.ts';
import { minimumCut } from '../../src/graph/minimum-cut.ts';
import { reach } from '../../src/graph/reach.ts';
import { FREE, walkNetwork, type WalkNetwork } from '../../src/graph/walk-network.ts';
import { EDGE_KINDS, type EdgeKind } from '../../src/model/labels.ts';
import { CUT_COSTS, COMPROMISE_KINDS } from '../../src/model/walk.ts';
import { caseGraph, type EdgeLine, type NodeLine } from '../support/query-case.ts';
import { endlessFilters, walkGraphs } from './walk-arbitraries.ts';

const costOf = (kind: EdgeKind): number => CUT_COSTS[kind] ?? 1;
const filters = endlessFilters.map((filter) => ({ ...filter, mode: 'granted' as const }));
const numbers = fc.uniqueArray(fc.nat(6), { minLength: 1, maxLength: 3 });

it('has a cost for every kind that a walk follows', () => {
  for (const kind of COMPROMISE_KINDS.both) expect(CUT_COSTS[kind]).toBeGreaterThan(0);
});

describe('minimumCut', () => {
  it('separates, and nothing cheaper does', () => {
    fc.assert(
      fc.property(walkGraphs({ nodes: 7, edges: 12 }), filters, numbers, numbers, (lines, filter, seeds, picked) => {
        const targets = picked.filter((target) => !seeds.includes(target));
        const network = walkNetwork(caseGraph(lines), seeds, targets, filter);
        const arcs = Array.from(network.from.keys()).filter((arc) => network.kind[arc] !== FREE);
        fc.pre(arcs.length <= 11);
        const separates = (cut: readonly number[]): boolean => {
          const names = new Set(cut.map((arc) => nameOf(network, arc)));
          const graph = caseGraph({ nodes: lines.nodes, edges: lines.edges.filter(([from, kind, to]) => !names.has(`${from} ${kind} ${to}`)) });
          const { hops } = reach(graph, seeds, 'forward', filter);
          return targets.every((target) => hops[target] === -1);
        };
        const cut = minimumCut(network, costOf);
        const costs = (subset: readonly number[]): number => subset.reduce((sum, arc) => sum + costOf(EDGE_KINDS[network.kind[arc]!]!), 0);
        expect(costs(cut.arcs)).toBe(cut.cost);
        expect(separates(cut.arcs)).toBe(true);
        for (let bits = 0; bits < 2 ** arcs.length; bits++) {
          const subset = arcs.filter((_, position) => (bits & (1 << position)) !== 0);
          if (costs(subset) < cut.cost) expect(separates(subset)).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is the one nearest to the seeds', () => {
    const nodes = ['a', 'b', 'c', 'd'].map((uid): NodeLine => ['Identity', uid]);
    const edges = [['a', 'b'], ['b', 'c'], ['c', 'd']].map(([from, to]): EdgeLine => [from!, 'CAN_ASSUME', to!]);
    const network = walkNetwork(caseGraph({ nodes, edges }), [0], [3], { mode: 'granted' });
    expect(minimumCut(network, costOf).arcs.map((arc) => nameOf(network, arc, 'abcd'))).toEqual(['a CAN_ASSUME b']);
  });

  it('is empty where nothing is reached, and stops when told to', () => {
    const graph = caseGraph({ nodes: [['Identity', 'a'], ['Identity', 'b']], edges: [['b', 'CAN_ASSUME', 'a']] });
    expect(minimumCut(walkNetwork(graph, [0], [1], { mode: 'granted' }), costOf)).toEqual({ cost: 0, arcs: [] });
    const network = walkNetwork(graph, [1], [0], { mode: 'granted' });
    expect(() => minimumCut(network, costOf, { signal: AbortSignal.abort() })).toThrow(expect.objectContaining({ code: 'aborted' }) as Error);
  });
});

describe('maximumFlow', () => {
  it('is as much as the least cut over all sides lets through', () => {
    const arc = fc.tuple(fc.nat(6), fc.nat(6), fc.nat(9));
    fc.assert(
      fc.property(fc.array(arc, { maxLength: 20 }), (arcs) => {
        const column = (place: 0 | 1 | 2) => Int32Array.from(arcs, (entry) => entry[place]);
        const { value, sourceSide } = maximumFlow({ vertexCount: 7, source: 0, sink: 6, from: column(0), to: column(1), capacity: Float64Array.from(column(2)) });
        const across = (inside: (vertex: number) => boolean): number => arcs.reduce((sum, [from, to, capacity]) => sum + (inside(from) && !inside(to) ? capacity : 0), 0);
        let least = Infinity;
        for (let bits = 0; bits < 32; bits++) least = Math.min(least, across((vertex) => vertex === 0 || (vertex < 6 && (bits & (1 << (vertex - 1))) !== 0)));
        expect(value).toBe(least);
        expect(across((vertex) => sourceSide[vertex] === 1)).toBe(least);
      }),
      { numRuns: 1000 },
    );
  });
});

function nameOf({ from, to, kind, node }: WalkNetwork, arc: number, names = ''): string {
  const uid = (vertex: number): string => names[node[vertex]!] ?? `n${node[vertex]}`;
  return `${uid(from[arc]!)} ${EDGE_KINDS[kind[arc]!]} ${uid(to[arc]!)}`;
}
