/** Walks from many seeds at once, and first paths to many targets, against the walk from one seed and the path between two. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AppError } from '../../src/base/errors.ts';
import { edgesBetween, firstPaths, pathTo } from '../../src/graph/first-paths.ts';
import type { Graph } from '../../src/graph/graph.ts';
import { reach } from '../../src/graph/reach.ts';
import { sharedReach } from '../../src/graph/shared-reach.ts';
import { shortestPath } from '../../src/graph/shortest-path.ts';
import { SEEDS_AT_ONCE, walkTogether } from '../../src/graph/walk-together.ts';
import type { EdgeLine } from '../support/query-case.ts';
import { caseGraph } from '../support/query-case.ts';
import { randomGraph } from '../support/random-graph.ts';
import { endlessFilters, seeds } from './walk-arbitraries.ts';

const filters = fc.tuple(endlessFilters, fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined })).map(([filter, hops]) => ({ ...filter, hops }));
const picked = fc.array(fc.nat(20), { minLength: 1, maxLength: 4 });
const distinct = (graph: Graph, numbers: readonly number[]): number[] => [...new Set(numbers.map((number) => number % graph.nodeCount))].sort((a, b) => a - b);
const runs = { numRuns: 300 };

describe('walkTogether', () => {
  it('finds for each seed what reach finds from it alone, at the same hops, either way', () => {
    fc.assert(
      fc.property(seeds, filters, picked, fc.constantFrom('forward', 'backward'), (seed, filter, numbers, direction) => {
        const graph = caseGraph(randomGraph(seed));
        const from = distinct(graph, numbers);
        const hops = from.map(() => new Int32Array(graph.nodeCount).fill(-1));
        const walk = walkTogether(graph, direction, filter);
        // What an earlier call left behind must not show.
        walk([graph.nodeCount - 1], () => undefined);
        const arrived = walk(from, (node, bits, hop) => {
          for (const [place, own] of hops.entries()) {
            if ((bits & (1 << place)) === 0) continue;
            expect(own[node]).toBe(-1);
            own[node] = hop;
          }
        });
        for (const [place, start] of from.entries()) {
          const alone = reach(graph, [start], direction, filter).hops.map((hop) => (hop === 0 ? -1 : hop));
          expect(hops[place]).toEqual(alone);
          expect(arrived.map((bits) => (bits >>> place) & 1)).toEqual(alone.map((hop) => (hop === -1 ? 0 : 1)));
        }
      }),
      runs,
    );
  });

  it('stops when told to', () => {
    const graph = caseGraph({ nodes: [['Identity', 'a']], edges: [] });
    expect(() => walkTogether(graph, 'forward', { mode: 'granted' }, AbortSignal.abort())([0], () => undefined)).toThrow(expect.objectContaining({ code: 'aborted' }) as AppError);
  });
});

describe('sharedReach', () => {
  it('says of everything which seeds reach it, the nearest and the farthest', () => {
    fc.assert(
      fc.property(seeds, filters, picked, (seed, filter, numbers) => {
        const graph = caseGraph(randomGraph(seed));
        const from = distinct(graph, numbers);
        const shared = sharedReach(graph, from, filter);
        const alone = from.map((start) => reach(graph, [start], 'forward', filter).hops);
        for (let index = 0; index < graph.nodeCount; index++) {
          const hops = alone.map((own) => own[index]!).filter((hop) => hop > 0);
          expect(shared.seedsOf(index)).toEqual(from.filter((_start, place) => alone[place]![index]! > 0));
          expect(shared.reachedBy(index)).toBe(hops.length);
          expect([shared.nearest[index], shared.farthest[index]]).toEqual(hops.length === 0 ? [-1, -1] : [Math.min(...hops), Math.max(...hops)]);
        }
      }),
      runs,
    );
  });

  it('keeps more seeds apart than walk at once, the sign bit among them', () => {
    const count = SEEDS_AT_ONCE * 2 + 5;
    const key = (number: number): string => `key${String(number).padStart(3, '0')}`;
    const numbers = Array.from({ length: count }, (_, number) => number);
    const edges = numbers.flatMap((number): EdgeLine[] => [
      [key(number), 'AUTHENTICATES_AS', 'all'],
      ...(number % 31 === 0 ? [[key(number), 'AUTHENTICATES_AS', 'some'] as const] : []),
    ]);
    const graph = caseGraph({ nodes: [...numbers.map((number) => ['Credential', key(number)] as const), ['Identity', 'all'], ['Identity', 'some'], ['Identity', 'none']], edges });
    const shared = sharedReach(graph, numbers.map((number) => graph.indexOf(key(number))), { mode: 'granted' });
    const uids = (uid: string): string[] => shared.seedsOf(graph.indexOf(uid)).map((seed) => graph.uid(seed));
    expect(uids('all')).toEqual(numbers.map(key));
    expect(uids('some')).toEqual([0, 31, 62].map(key));
    expect(uids('none')).toEqual([]);
    expect(['all', 'some', 'none'].map((uid) => shared.reachedBy(graph.indexOf(uid)))).toEqual([count, 3, 0]);
  });
});

describe('firstPaths', () => {
  it('is of the shortest paths from any seed the first in order, as the path between two is', () => {
    fc.assert(
      fc.property(seeds, filters, picked, (seed, filter, numbers) => {
        const graph = caseGraph(randomGraph(seed));
        const from = distinct(graph, numbers);
        const paths = firstPaths(graph, from, filter);
        const { hops, reached } = reach(graph, from, 'forward', filter);
        expect(paths.hops).toEqual(hops);
        expect([...paths.reached].sort((a, b) => a - b)).toEqual([...reached].sort((a, b) => a - b));
        for (const target of reached) {
          const all = from.map((start) => [start, ...shortestPath(graph, start, target, filter).map((step) => step.to)]);
          expect(pathTo(paths, target)).toEqual(all.find((path) => path.at(-1) === target && path.length - 1 === hops[target]));
        }
      }),
      runs,
    );
  });

  it('finds every edge between two things, from whichever end', () => {
    fc.assert(
      fc.property(seeds, fc.nat(20), fc.nat(20), (seed, a, b) => {
        const graph = caseGraph(randomGraph(seed));
        const [from, to] = [a % graph.nodeCount, b % graph.nodeCount];
        const all = Array.from({ length: graph.edgeCount }, (_, edge) => edge).filter((edge) => graph.columns.from[edge] === from && graph.columns.to[edge] === to);
        expect(edgesBetween(graph, from, to).sort((x, y) => x - y)).toEqual(all);
      }),
      runs,
    );
  });
});
