/** Grouping: what is drawn adds up to what was reached, on any graph. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OPENED_AT_MOST, countWalked, drawnLinks, groupReach } from '../../src/graph/group.ts';
import { reach, type Direction } from '../../src/graph/reach.ts';
import { EVIDENCE_MODES } from '../../src/model/walk.ts';
import { caseGraph, type EdgeLine, type NodeLine } from '../support/query-case.ts';
import { randomGraph } from '../support/random-graph.ts';

const WIDE = { nodes: 1000, edges: 2500 };
const NARROW = { nodes: 1, edges: 1 };

describe('groupReach', () => {
  it('draws every reached thing alone or in exactly one group, and each line once between what is drawn', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 30 }), fc.constantFrom(...EVIDENCE_MODES), fc.constantFrom<Direction>('forward', 'backward'), fc.boolean(), (seed, mode, direction, narrow) => {
        const graph = caseGraph(randomGraph(seed));
        const outcome = reach(graph, [0], direction, { mode });
        const edges = countWalked(graph, outcome.hops, { mode });
        const grouping = groupReach(graph, [0], outcome, narrow ? NARROW : WIDE, new Set(), edges);
        const drawn = [...grouping.single, ...grouping.groups.flatMap(({ members }) => members)];
        expect(drawn.toSorted((a, b) => a - b)).toEqual([0, ...outcome.reached].toSorted((a, b) => a - b));
        const ids = new Set([...grouping.single.map((index) => graph.uid(index)), ...grouping.groups.map(({ id }) => id)]);
        const links = drawnLinks(graph, grouping, outcome, direction, { mode });
        expect(new Set(links.map(({ from, to }) => `${from} ${to}`)).size).toBe(links.length);
        for (const { from, to, count } of links) {
          expect([ids.has(from), ids.has(to), from === to, count > 0]).toEqual([true, true, false, true]);
        }
        if (grouping.groups.length === 0) expect(links.reduce((sum, { count }) => sum + count, 0)).toBeLessThanOrEqual(edges);
      }),
      { numRuns: 300 },
    );
  });

  const MANY = OPENED_AT_MOST + 50;
  const nodes: NodeLine[] = [['Identity', 'a']];
  const edges: EdgeLine[] = [];
  for (let number = 0; number < MANY; number++) {
    const uid = `bucket-${String(number).padStart(3, '0')}`;
    nodes.push(['Resource', uid, { kind: 'bucket', provider: 'aws', sensitivity: number === 7 ? 3 : 0 }]);
    edges.push(['a', 'CAN_ACCESS', uid, { level: 'read' }]);
  }
  for (const uid of ['queue-1', 'queue-2', 'queue-3']) {
    nodes.push(['Resource', uid, { kind: 'queue', provider: 'aws' }]);
    edges.push(['a', 'CAN_ACCESS', uid, { level: 'read' }]);
  }
  const graph = caseGraph({ nodes, edges });
  const seed = graph.indexOf('a');
  const outcome = reach(graph, [seed], 'forward', { mode: 'granted' });
  const BUCKETS = 'group:1:Resource:bucket:aws';

  it('folds like things of one hop past the budget, the most sensitive first; fewer than four stay single', () => {
    const { single, groups } = groupReach(graph, [seed], outcome, { nodes: 300, edges: 600 }, new Set(), MANY);
    expect(single.map((index) => graph.uid(index))).toEqual(['a', 'queue-1', 'queue-2', 'queue-3']);
    expect(groups.map(({ id, members }) => [id, members.length, graph.uid(members[0]!)])).toEqual([[BUCKETS, MANY, 'bucket-007']]);
  });

  it('folds when only the edges are too many', () => {
    expect(groupReach(graph, [seed], outcome, { nodes: 1000, edges: 10 }, new Set(), MANY).groups.length).toBe(1);
  });

  it('an opened group shows its most sensitive members and keeps the rest', () => {
    const { single, groups } = groupReach(graph, [seed], outcome, { nodes: 300, edges: 600 }, new Set([BUCKETS]), MANY);
    expect([single.length, graph.uid(single[1]!), groups.map(({ members }) => members.length)]).toEqual([1 + 3 + OPENED_AT_MOST, 'bucket-007', [50]]);
  });

  it('hops past the fifth are one column', () => {
    const chain: NodeLine[] = Array.from({ length: 12 }, (_, number) => ['Identity', `i${String(number).padStart(2, '0')}`, { kind: 'iam_role' }]);
    const steps: EdgeLine[] = chain.slice(1).map(([, uid], number) => [chain[number]![1], 'CAN_ASSUME', uid]);
    const long = caseGraph({ nodes: chain, edges: steps });
    const walked = reach(long, [0], 'forward', { mode: 'granted' });
    expect(groupReach(long, [0], walked, NARROW, new Set(), 11).groups.map(({ hop, members }) => [hop, members.length])).toEqual([[5, 7]]);
  });
});
