/** The walks against a naive one on random graphs, and the laws between them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AppError } from '../../src/base/errors.ts';
import { reach } from '../../src/graph/reach.ts';
import { shortestPath } from '../../src/graph/shortest-path.ts';
import { ACCESS_LEVELS } from '../../src/model/labels.ts';
import { COMPROMISE_KINDS, EVIDENCE_MODES, type WalkFilter } from '../../src/model/walk.ts';
import { caseGraph, edgeRecords } from '../support/query-case.ts';
import { randomGraph } from '../support/random-graph.ts';
import { naiveReach, unusableOf } from './naive-walk.ts';

const time = fc.constantFrom('2025-12-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z', '2026-06-01T00:00:00.000Z');
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const filters: fc.Arbitrary<WalkFilter> = fc.record({
  mode: fc.constantFrom(...EVIDENCE_MODES),
  relationships: optional(fc.subarray([...COMPROMISE_KINDS.both], { minLength: 5 })),
  hops: optional(fc.integer({ min: 1, max: 4 })),
  window: optional(fc.record({ from: optional(time), to: optional(time) })),
  minimumLevel: optional(fc.constantFrom(...ACCESS_LEVELS)),
  conditional: optional(fc.boolean()),
  at: optional(time),
});
const seeds = fc.integer({ min: 1, max: 2 ** 30 });
const runs = { numRuns: 400 };

describe('reach', () => {
  it('is what the naive walk finds, at the same hops, seeds left out', () => {
    fc.assert(
      fc.property(seeds, filters, fc.array(fc.nat(20), { minLength: 1, maxLength: 3 }), (seed, filter, picked) => {
        const lines = randomGraph(seed);
        const graph = caseGraph(lines);
        const from = picked.map((number) => number % graph.nodeCount);
        const { reached, hops } = reach(graph, from, 'forward', filter);
        const found = new Map(Array.from(reached, (index) => [graph.uid(index), hops[index]!]));
        expect(found).toEqual(naiveReach(edgeRecords(lines.edges), from.map((index) => graph.uid(index)), filter, graph.nodeCount, unusableOf(graph.nodes)));
      }),
      runs,
    );
  });

  it('backward is the mirror of forward', () => {
    fc.assert(
      fc.property(seeds, filters, (seed, filter) => {
        const graph = caseGraph(randomGraph(seed));
        const forward = Array.from({ length: graph.nodeCount }, (_, index) => reach(graph, [index], 'forward', filter).hops);
        const backward = Array.from({ length: graph.nodeCount }, (_, index) => reach(graph, [index], 'backward', filter).hops);
        for (let x = 0; x < graph.nodeCount; x++) for (let y = 0; y < graph.nodeCount; y++) if (x !== y) expect(forward[x]![y]).toBe(backward[y]![x]);
      }),
      runs,
    );
  });

  it('comes nearest first, ascending within a hop, and grows with the seeds', () => {
    fc.assert(
      fc.property(seeds, filters, (seed, filter) => {
        const graph = caseGraph(randomGraph(seed));
        const { reached, hops } = reach(graph, [0], 'forward', filter);
        const keys = Array.from(reached, (index) => hops[index]! * 1000 + index);
        expect(keys).toEqual([...keys].sort((a, b) => a - b));
        const wider = reach(graph, [0, graph.nodeCount - 1], 'forward', filter).hops;
        for (const index of reached) expect(wider[index]).toBeGreaterThanOrEqual(0);
      }),
      runs,
    );
  });

  it('counts the edges that lack what a filter asks for', () => {
    const graph = caseGraph({
      nodes: [['Identity', 'a'], ['Resource', 'x'], ['Resource', 'y']],
      edges: [['a', 'CAN_ACCESS', 'x'], ['a', 'CAN_ACCESS', 'y', { level: 'read' }]],
    });
    const outcome = reach(graph, [graph.indexOf('a')], 'forward', { mode: 'granted', minimumLevel: 'read' });
    expect([Array.from(outcome.reached, (index) => graph.uid(index)), outcome.leftOut]).toEqual([['y'], 1]);
  });

  it('stops when told to', () => {
    const graph = caseGraph({ nodes: [['Identity', 'a']], edges: [] });
    expect(() => reach(graph, [0], 'forward', { mode: 'granted' }, AbortSignal.abort())).toThrow(expect.objectContaining({ code: 'aborted' }) as AppError);
  });
});

describe('shortestPath', () => {
  it('is as long as the hops say, connected, and there exactly when something is reached', () => {
    fc.assert(
      fc.property(seeds, filters, (seed, filter) => {
        const graph = caseGraph(randomGraph(seed));
        const { hops } = reach(graph, [0], 'forward', filter);
        for (let target = 1; target < graph.nodeCount; target++) {
          const path = shortestPath(graph, 0, target, filter);
          expect(path.length).toBe(Math.max(hops[target]!, 0));
          path.forEach((step, position) => {
            expect(step.from).toBe(position === 0 ? 0 : path[position - 1]!.to);
            expect(step.edges.length).toBeGreaterThan(0);
            for (const edge of step.edges) expect([graph.columns.from[edge], graph.columns.to[edge]]).toEqual([step.from, step.to]);
          });
          if (path.length > 0) expect(path.at(-1)!.to).toBe(target);
        }
      }),
      runs,
    );
  });
});
