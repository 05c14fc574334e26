/** What property tests of walks and of what works on them draw from. */
import fc from 'fast-check';
import { ACCESS_LEVELS, type EdgeKind, type NodeLabel } from '../../src/model/labels.ts';
import type { Properties } from '../../src/model/properties.ts';
import { EVIDENCE_MODES, type WalkFilter } from '../../src/model/walk.ts';
import type { EdgeLine, NodeLine } from '../support/query-case.ts';

const time = fc.constantFrom('2025-12-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z', '2026-06-01T00:00:00.000Z');
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

/** Seeds of random graphs. */
export const seeds = fc.integer({ min: 1, max: 2 ** 30 });

/** Walk filters without a limit of hops. */
export const endlessFilters: fc.Arbitrary<WalkFilter> = fc.record({
  mode: fc.constantFrom(...EVIDENCE_MODES),
  window: optional(fc.record({ from: optional(time), to: optional(time) })),
  minimumLevel: optional(fc.constantFrom(...ACCESS_LEVELS)),
  conditional: optional(fc.boolean()),
  at: optional(time),
});

const nodeLine = fc.record({ label: fc.constantFrom<NodeLabel>('Identity', 'Credential', 'Workload', 'Resource', 'Group'), jewel: fc.boolean() });
const edgeLine = fc.record({
  kind: fc.constantFrom<EdgeKind>('CAN_ASSUME', 'CAN_ACCESS', 'CAN_ACCESS', 'EXPOSES', 'RUNS_AS', 'MEMBER_OF', 'AUTHENTICATES_AS'),
  level: fc.constantFrom(undefined, 'list', 'list', 'read', 'admin'),
  conditional: fc.constantFrom(undefined, undefined, true),
  until: fc.constantFrom(undefined, undefined, undefined, '2026-02-01T00:00:00.000Z'),
  scope: fc.constantFrom('case:one', 'case:two'),
});

/** Graphs of edges that walks follow, mostly: with listed things, cycles, parallel records, and some that are closed or conditional. */
export function walkGraphs({ nodes = 7, edges = 14 } = {}): fc.Arbitrary<{ nodes: NodeLine[]; edges: EdgeLine[] }> {
  const end = fc.nat(nodes - 1);
  return fc.record({
    nodes: fc.array(nodeLine, { minLength: nodes, maxLength: nodes }),
    edges: fc.uniqueArray(fc.tuple(end, edgeLine, end), { maxLength: edges, selector: ([from, { kind, scope }, to]) => `${from} ${kind} ${to} ${scope}` }),
  }).map(({ nodes, edges }) => ({
    nodes: nodes.map(({ label, jewel }, number): NodeLine => [label, `n${number}`, label === 'Resource' && jewel ? { sensitivity: 3 } : label === 'Identity' && jewel ? { tier0: true } : {}]),
    edges: edges.map(([from, { kind, level, conditional, until, scope }, to]): EdgeLine => {
      const given = { scope, conditional, until, level: kind === 'CAN_ACCESS' ? level : undefined };
      return [`n${from}`, kind, `n${to}`, Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Properties];
    }),
  }));
}
