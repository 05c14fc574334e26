/** Counts and weights of all nodes at once against the walk from each. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildGraph } from '../../src/graph/build.ts';
import { reachCounts, reachSums } from '../../src/graph/reach-counts.ts';
import { reach } from '../../src/graph/reach.ts';
import type { EdgeRecord } from '../../src/model/records.ts';
import { caseGraph, nodeRecords, type EdgeLine, type NodeLine } from '../support/query-case.ts';
import { randomGraph, randomNumbers } from '../support/random-graph.ts';
import { endlessFilters, seeds } from './walk-arbitraries.ts';

describe('reachCounts', () => {
  it('is what the walk from each node finds', () => {
    fc.assert(
      fc.property(seeds, endlessFilters, (seed, filter) => {
        const graph = caseGraph(randomGraph(seed));
        const weightOf = (node: number): number => (node % 3) * 7;
        const { count, weight } = reachCounts(graph, filter, weightOf);
        for (let node = 0; node < graph.nodeCount; node++) {
          const { reached } = reach(graph, [node], 'forward', filter);
          expect([count[node], weight[node]]).toEqual([reached.length, reached.reduce((sum, other) => sum + weightOf(other), 0)]);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('holds past one block of bits, with cycles, and listed things inside cycles', () => {
    const random = randomNumbers(7);
    const size = 3000;
    const nodes: NodeLine[] = Array.from({ length: size }, (_, number) => ['Resource', `n${String(number).padStart(4, '0')}`]);
    const edges = Array.from({ length: 4500 }, (_, number): EdgeLine => {
      const [from, to] = [nodes[Math.floor(random() * size)]![1], nodes[Math.floor(random() * size)]![1]];
      const level = random() < 0.2 ? 'list' : 'read';
      return [from, 'CAN_ACCESS', to, { level, scope: `case:${number}` }];
    });
    const graph = caseGraph({ nodes, edges });
    const [count, odd] = reachSums(graph, { mode: 'granted' }, [() => 1, (node) => node % 2]);
    let largest = 0;
    for (let node = 0; node < size; node += 37) {
      const { reached } = reach(graph, [node], 'forward', { mode: 'granted' });
      expect([count![node], odd![node]]).toEqual([reached.length, reached.filter((other) => other % 2 === 1).length]);
      largest = Math.max(largest, reached.length);
    }
    expect(largest).toBeGreaterThan(1000);
  });

  it('goes a long chain without running out of stack', () => {
    const size = 50_000;
    const uid = (number: number): string => String(number).padStart(6, '0');
    const nodes = nodeRecords(Array.from({ length: size }, (_, number) => ['Identity', uid(number)]));
    const edges = Array.from({ length: size - 1 }, (_, number): EdgeRecord => ({ kind: 'CAN_ASSUME', from: uid(number), to: uid(number + 1), scope: 'case:one', properties: {}, evidence: [] }));
    const { count } = reachCounts(buildGraph(1, nodes, edges).graph, { mode: 'granted' }, () => 1);
    expect([count[0], count[size - 1]]).toEqual([size - 1, 0]);
  });

  it('stops when told to', () => {
    const graph = caseGraph({ nodes: [['Identity', 'a']], edges: [] });
    expect(() => reachCounts(graph, { mode: 'granted' }, () => 1, AbortSignal.abort())).toThrow(expect.objectContaining({ code: 'aborted' }) as Error);
  });
});
