/** Each step's numbers against walking the graph that the steps so far leave. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heldThings } from '../../src/graph/containment-held.ts';
import { containmentPlan, type ContainmentStep } from '../../src/graph/containment.ts';
import { dependentWorkloads } from '../../src/graph/dependents.ts';
import type { Graph } from '../../src/graph/graph.ts';
import { highValueThings } from '../../src/graph/high-value.ts';
import { reach } from '../../src/graph/reach.ts';
import { whatIf } from '../../src/graph/what-if.ts';
import type { EdgeKind } from '../../src/model/labels.ts';
import { CUT_COSTS, type WalkFilter } from '../../src/model/walk.ts';
import { CASE_NOW, caseGraph, type EdgeLine, type NodeLine } from '../support/query-case.ts';
import { randomGraph } from '../support/random-graph.ts';
import { endlessFilters, seeds, walkGraphs } from './walk-arbitraries.ts';

const costOf = (kind: EdgeKind): number => CUT_COSTS[kind] ?? 1;
const question = (graph: Graph, starts: readonly number[], filter: WalkFilter, limit = 1000) => ({ seeds: starts, targets: highValueThings(graph), filter, now: CASE_NOW, costOf, limit });

/** What is in reach of what is still held once these steps were taken. */
function simulated(graph: Graph, starts: readonly number[], filter: WalkFilter, steps: readonly ContainmentStep[]): { things: number; targets: number } {
  const held = heldThings(graph, starts, filter, CASE_NOW);
  const all = [...held.seeds, ...held.copied, ...held.entered];
  const of = (effect: string) => steps.filter((step) => step.effect === effect);
  const gone = new Set([...of('disable'), ...of('release')].map(({ node }) => node));
  const changed = whatIf(graph, {
    disable: of('disable').map(({ node }) => graph.uid(node)),
    cut: of('cut').map(({ kind, node, to }) => ({ kind: kind!, from: graph.uid(node), to: graph.uid(to!) })),
  });
  const { hops } = reach(changed, all.filter((node) => !gone.has(node)), 'forward', filter);
  const reached = Array.from(hops.keys()).filter((node) => hops[node]! >= 0 && !all.includes(node));
  const targets = new Set(highValueThings(graph));
  return { things: reached.length, targets: reached.filter((node) => targets.has(node)).length };
}

function expectSimulated(graph: Graph, starts: readonly number[], filter: WalkFilter): ContainmentStep[] {
  const steps = containmentPlan(graph, question(graph, starts, filter));
  let before = simulated(graph, starts, filter, []);
  for (const [place, step] of steps.entries()) {
    const after = simulated(graph, starts, filter, steps.slice(0, place + 1));
    expect(step).toMatchObject({ removes: before.things - after.things, remaining: after.things, targetsRemoved: before.targets - after.targets, targetsRemaining: after.targets });
    before = after;
  }
  // A plan without steps left leaves no target in reach.
  expect(before.targets).toBe(0);
  return steps;
}

describe('containmentPlan', () => {
  it('says what each step leaves in reach, on random estates', () => {
    fc.assert(
      fc.property(seeds, endlessFilters, fc.uniqueArray(fc.nat(20), { minLength: 1, maxLength: 3 }), (seed, filter, picked) => {
        const graph = caseGraph(randomGraph(seed));
        expectSimulated(graph, [...new Set(picked.map((number) => number % graph.nodeCount))], filter);
      }),
      { numRuns: 300 },
    );
  });

  it('says what each step leaves in reach, on dense ones', () => {
    fc.assert(
      fc.property(walkGraphs({ nodes: 9, edges: 24 }), fc.uniqueArray(fc.nat(8), { minLength: 1, maxLength: 3 }), (lines, picked) => {
        const graph = caseGraph(lines);
        expectSimulated(graph, picked, { mode: 'both' });
      }),
      { numRuns: 300 },
    );
  });

  it('takes next what removes most of those left', () => {
    fc.assert(
      fc.property(walkGraphs({ nodes: 9, edges: 24 }), fc.uniqueArray(fc.nat(8), { minLength: 2, maxLength: 4 }), (lines, picked) => {
        const graph = caseGraph(lines);
        const filter: WalkFilter = { mode: 'both' };
        const steps = containmentPlan(graph, question(graph, picked, filter));
        const phases = [steps.filter(({ effect }) => effect === 'disable'), steps.filter(({ effect }) => effect === 'release'), steps.filter(({ effect }) => effect === 'cut')];
        for (const phase of phases) {
          const done = steps.indexOf(phase[0]!);
          for (let place = 0; place < phase.length; place++) {
            const taken = steps.slice(0, done + place);
            const left = phase.slice(place).map((step) => simulated(graph, picked, filter, [...taken, step]));
            for (const { targets, things } of left.slice(1)) {
              expect(targets > left[0]!.targets || (targets === left[0]!.targets && things >= left[0]!.things)).toBe(true);
            }
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  const nodes: NodeLine[] = [['Credential', 'key'], ['Identity', 'bot'], ['Identity', 'admin', { tier0: true }], ['Credential', 'copy'], ['Resource', 'vault']];
  const edges: EdgeLine[] = [['key', 'AUTHENTICATES_AS', 'bot'], ['bot', 'ACCESSED', 'vault'], ['vault', 'EXPOSES', 'copy'], ['copy', 'AUTHENTICATES_AS', 'admin']];

  it('ends after as many steps as asked for, and when told to', () => {
    const graph = caseGraph({ nodes, edges });
    const starts = [graph.indexOf('key')];
    expect(containmentPlan(graph, question(graph, starts, { mode: 'both' }, 1)).map(({ effect, node }) => [effect, graph.uid(node)])).toEqual([['disable', 'key']]);
    expect(containmentPlan(graph, question(graph, starts, { mode: 'both' })).map(({ effect, node }) => [effect, graph.uid(node)])).toEqual([['disable', 'key'], ['release', 'copy']]);
    expect(() => containmentPlan(graph, question(graph, starts, { mode: 'both' }), AbortSignal.abort())).toThrow(expect.objectContaining({ code: 'aborted' }) as Error);
  });
});

describe('dependentWorkloads', () => {
  it('are those that run as it, hold its credential or depend on it, and no others', () => {
    const graph = caseGraph({
      nodes: [
        ['Identity', 'app'], ['Credential', 'key'], ['Resource', 'secret'], ['Group', 'group'],
        ...['runs', 'holds', 'reads', 'needs', 'behind', 'other', 'former', 'gone'].map((uid): NodeLine => ['Workload', uid, uid === 'gone' ? { until: CASE_NOW } : {}]),
      ],
      edges: [
        ['runs', 'RUNS_AS', 'app'], ['key', 'AUTHENTICATES_AS', 'app'], ['holds', 'EXPOSES', 'key'], ['secret', 'EXPOSES', 'key'], ['reads', 'DEPENDS_ON', 'secret'],
        ['needs', 'DEPENDS_ON', 'app'], ['behind', 'DEPENDS_ON', 'needs'], ['app', 'CONTROLS', 'other'], ['former', 'RUNS_AS', 'app', { until: CASE_NOW }],
        ['gone', 'RUNS_AS', 'app'], ['app', 'MEMBER_OF', 'group'],
      ],
    });
    const of = (uid: string): string[] => dependentWorkloads(graph, graph.indexOf(uid)).map((node) => graph.uid(node));
    expect(of('app')).toEqual(['behind', 'holds', 'needs', 'reads', 'runs']);
    expect(of('key')).toEqual(['holds', 'reads']);
    expect(of('group')).toEqual(of('app'));
    expect(of('runs')).toEqual(['runs']);
  });
});
