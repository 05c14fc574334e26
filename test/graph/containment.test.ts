/** Each step's numbers against walking the graph that the steps so far leave. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrivals } from '../../src/graph/containment-arrivals.ts';
import { heldThings } from '../../src/graph/containment-held.ts';
import { containmentPlan, type ContainmentStep } from '../../src/graph/containment.ts';
import { dependentWorkloads } from '../../src/graph/dependents.ts';
import type { Graph } from '../../src/graph/graph.ts';
import { highValueThings } from '../../src/graph/high-value.ts';
import { PASS, edgeFilter } from '../../src/graph/passes.ts';
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
  const all = Object.values(held).flat() as number[];
  const of = (effect: string) => steps.filter((step) => step.effect === effect);
  const gone = new Set([...of('disable'), ...of('release')].map(({ node }) => node));
  const changed = whatIf(graph, {
    disable: of('disable').map(({ node }) => graph.uid(node)),
    cut: [
      ...of('cut').map(({ kind, node, to }) => ({ kind: kind!, from: graph.uid(node), to: graph.uid(to!) })),
      ...of('release').flatMap(({ node, leaves = [] }) => leaves.map((place) => ({ kind: 'EXPOSES' as const, from: graph.uid(place), to: graph.uid(node) }))),
    ],
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

  it('a rotated credential leaves the places that are no secret stores, of which one record is enough to be one', () => {
    const places: NodeLine[] = [
      ['Resource', 'case', { kind: 'support_case' }], ['Resource', 'page'], ['Workload', 'host'], ['Resource', 'bucket', { kind: 'bucket' }],
      ['Resource', 'parameter', { kind: 'ssm_parameter' }], ['Resource', 'vault://corp/x'], ['Workload', 'mounts'], ['Resource', 'both', { kind: 'bucket' }], ['Workload', 'vault://workload'],
    ];
    const how: Readonly<Record<string, string>> = { host: 'env', mounts: 'secret_store' };
    const graph = caseGraph({
      nodes: [['Identity', 'bot'], ['Credential', 'copy'], ['Resource', 'out-of-reach'], ...places],
      edges: [
        ...places.flatMap(([, uid]): EdgeLine[] => [['bot', 'ACCESSED', uid], [uid, 'EXPOSES', 'copy', how[uid] === undefined ? {} : { how: how[uid] }]]),
        ['both', 'EXPOSES', 'copy', { how: 'secret_store', scope: 'case:two' }],
        ['bucket', 'EXPOSES', 'copy', { how: 'secret_store', scope: 'case:two', until: CASE_NOW }],
        ['out-of-reach', 'EXPOSES', 'copy'],
      ],
    });
    const released = containmentPlan(graph, question(graph, [graph.indexOf('bot')], { mode: 'both' })).find(({ effect }) => effect === 'release')!;
    expect([graph.uid(released.node), ...released.leaves!.map((place) => graph.uid(place))]).toEqual(['copy', 'bucket', 'case', 'host', 'page', 'vault://workload']);
  });
});

/** The least times that no edge can make any earlier, found by going over all edges until nothing changes. */
function naiveArrivals(graph: Graph, starts: readonly number[], filter: WalkFilter): number[] {
  const pass = edgeFilter(graph, { ...filter, mode: 'observed' });
  const { from: window, to: end } = filter.window ?? {};
  const since = Array.from({ length: graph.nodeCount }, (_, node) => (starts.includes(node) ? (window === undefined ? -Infinity : Date.parse(window)) : Number.NaN));
  const lower = (node: number, time: number): boolean => {
    if (Number.isNaN(time) || since[node]! <= time) return false;
    since[node] = time;
    return true;
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (let edge = 0; edge < graph.edgeCount; edge++) {
      const [from, to, first] = [graph.columns.from[edge]!, graph.columns.to[edge]!, graph.columns.firstSeen[edge]!];
      if (pass(edge) === PASS.through) changed = lower(to, Number.isNaN(first) ? since[from]! : Math.max(since[from]!, first)) || changed;
      if (graph.edgeKind(edge) !== 'CREATED_BY' || !graph.isOpen(edge) || graph.isClosed(from) || graph.label(to) !== 'Identity') continue;
      if (!['Identity', 'Credential'].includes(graph.label(from)) || (graph.label(from) === 'Credential' && graph.text(from, 'kind') === 'session')) continue;
      const made = (graph.edgeProperties(edge)['at'] as string | undefined) ?? graph.text(from, 'createdAt');
      if (made === undefined || (Date.parse(made) >= since[to]! && (end === undefined || made <= end))) changed = lower(from, since[to]!) || changed;
    }
  }
  return since;
}

it('arrivals: when an attacker may have come to each thing, and to no other', () => {
  fc.assert(
    fc.property(seeds, endlessFilters, fc.uniqueArray(fc.nat(20), { minLength: 1, maxLength: 3 }), (seed, filter, picked) => {
      const graph = caseGraph(randomGraph(seed));
      const starts = picked.map((number) => number % graph.nodeCount);
      expect([...arrivals(graph, starts, filter).since]).toEqual(naiveArrivals(graph, starts, filter));
    }),
    { numRuns: 500 },
  );
});

describe('heldThings', () => {
  const day = (number: number): string => `2026-05-${String(number).padStart(2, '0')}T00:00:00.000Z`;
  const seen = (from: number, to = from) => ({ count: 2, firstSeen: day(from), lastSeen: day(to) });
  /** What is held of what a stolen key led to, by id. */
  const held = (lines: { nodes: NodeLine[]; edges: EdgeLine[] }, window?: WalkFilter['window']) => {
    const graph = caseGraph({
      nodes: [['Credential', 'key'], ['Identity', 'bot'], ['Identity', 'role'], ['Identity', 'stranger'], ...lines.nodes],
      edges: [['key', 'AUTHENTICATES_AS', 'bot'], ['bot', 'ACCESSED', 'role', seen(10)], ...lines.edges],
    });
    const { seeds: _seeds, ...others } = heldThings(graph, [graph.indexOf('key')], window ? { mode: 'both', window } : { mode: 'both' }, CASE_NOW);
    return Object.fromEntries(Object.entries(others).map(([list, nodes]) => [list, nodes.map((node) => graph.uid(node))]));
  };
  const nothing = { made: [], copied: [], entered: ['role'], taken: [] };

  it('what an identity made since the attacker came to it is the attacker’s, and what that made in turn', () => {
    const nodes: NodeLine[] = [
      ['Identity', 'at-once'], ['Identity', 'before'], ['Identity', 'at-no-known-time'], ['Identity', 'old-by-its-own-date', { createdAt: day(1) }],
      ['Identity', 'unlike-the-log', { createdAt: day(1) }], ['Credential', 'another-key', { createdAt: day(12) }], ['Credential', 'a-session', { kind: 'session' }],
      ['Credential', 'revoked', { status: 'revoked' }], ['Credential', 'a-slot'], ['Identity', 'gone', { until: day(12) }], ['Identity', 'by-a-stranger'], ['Identity', 'unmade'],
      ['Identity', 'in-turn'], ['Identity', 'user-of-another-key'], ['Workload', 'a-machine'],
    ];
    const edges: EdgeLine[] = [
      ['at-once', 'CREATED_BY', 'role', { at: day(10) }], ['before', 'CREATED_BY', 'role', { at: day(9) }], ['at-no-known-time', 'CREATED_BY', 'role'],
      ['old-by-its-own-date', 'CREATED_BY', 'role'], ['unlike-the-log', 'CREATED_BY', 'role', { at: day(11) }], ['another-key', 'CREATED_BY', 'role'], ['a-session', 'CREATED_BY', 'role'],
      ['revoked', 'CREATED_BY', 'role'], ['a-slot', 'CREATED_BY', 'role'], ['a-slot', 'SAME_AS', 'another-key'], ['gone', 'CREATED_BY', 'role'], ['by-a-stranger', 'CREATED_BY', 'stranger', { at: day(12) }],
      ['unmade', 'CREATED_BY', 'role', { until: day(12) }], ['in-turn', 'CREATED_BY', 'at-once', { at: day(13) }], ['another-key', 'AUTHENTICATES_AS', 'user-of-another-key'], ['a-machine', 'CREATED_BY', 'role', { at: day(12) }],
    ];
    const made = ['another-key', 'at-no-known-time', 'at-once', 'in-turn', 'unlike-the-log'];
    expect(held({ nodes, edges })).toEqual({ ...nothing, made });
    // Seen entering it goes on; made weighs more.
    expect(held({ nodes, edges: [...edges, ['role', 'ACCESSED', 'at-once', seen(11)]] })).toEqual({ ...nothing, made });
    expect(held({ nodes, edges }, { from: day(11), to: day(12) })).toEqual({ ...nothing, entered: [], made: [] });
    expect(held({ nodes, edges }, { from: day(10), to: day(11) })).toEqual({ ...nothing, made: ['at-no-known-time', 'at-once', 'unlike-the-log'] });
  });

  it('without a window all that a seed ever made', () => {
    const lines = { nodes: [['Identity', 'old']] satisfies NodeLine[], edges: [['old', 'CREATED_BY', 'bot', { at: '2020-01-01T00:00:00.000Z' }]] satisfies EdgeLine[] };
    expect(held(lines)).toEqual({ ...nothing, made: ['old'] });
    expect(held(lines, { from: day(1) })).toEqual(nothing);
  });

  it('credentials added to what was entered, but for those of before and those that only others made', () => {
    const nodes: NodeLine[] = [
      ['Credential', 'added', { createdAt: day(10) }], ['Credential', 'of-before', { createdAt: day(9) }], ['Credential', 'of-no-known-time'], ['Credential', 'rotated', { createdAt: day(12) }],
      ['Credential', 'of-both', { createdAt: day(12) }], ['Credential', 'of-the-bot', { createdAt: day(12) }], ['Credential', 'a-session', { createdAt: day(12), kind: 'session' }],
      ['Credential', 'expired', { createdAt: day(12), expiresAt: day(13) }], ['Credential', 'unlinked', { createdAt: day(12) }],
    ];
    const edges: EdgeLine[] = [
      ...nodes.map(([, uid]): EdgeLine => [uid, 'AUTHENTICATES_AS', uid === 'of-the-bot' ? 'bot' : 'role', uid === 'unlinked' ? { until: day(20) } : {}]),
      ['rotated', 'CREATED_BY', 'stranger', { at: day(12) }], ['of-both', 'CREATED_BY', 'stranger', { at: day(12) }], ['of-both', 'CREATED_BY', 'role', { at: day(12) }],
    ];
    expect(held({ nodes, edges })).toEqual({ ...nothing, made: ['added', 'of-both'] });
    expect(held({ nodes, edges }, { from: day(8), to: day(11) })).toEqual({ ...nothing, made: ['added', 'of-before'] });
  });

  it('workloads that were seen to be changed by who controls them', () => {
    const nodes: NodeLine[] = ['taken', 'unseen', 'uncontrolled', 'refused', 'of-another', 'no-more'].map((uid) => ['Workload', uid]);
    const edges: EdgeLine[] = [
      ...['taken', 'unseen', 'refused'].map((uid): EdgeLine => ['role', 'CONTROLS', uid]),
      ['role', 'CONTROLS', 'no-more', { until: day(2) }],
      ['stranger', 'CONTROLS', 'of-another'],
      ...['taken', 'uncontrolled', 'of-another', 'no-more'].map((uid): EdgeLine => ['role', 'ACCESSED', uid, seen(11)]),
      ['role', 'ACCESSED', 'refused', { ...seen(11), denied: 2 }],
    ];
    expect(held({ nodes, edges })).toEqual({ ...nothing, taken: ['taken'] });
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
