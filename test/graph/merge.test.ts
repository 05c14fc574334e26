/** What an import does to the graph: the laws that hold for any exports, and each rule on the smallest example. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyGraph } from '../../src/graph/build.ts';
import { closesWhenDropped } from '../../src/model/properties.ts';
import { EDGE_KINDS } from '../../src/model/labels.ts';
import { LATER, NOW, SCOPE, contentsOf, edgeOf, importAll, importInto, nodeOf, rebuilt, type Export, type Line } from './batches.ts';

const names = fc.constantFrom('a', 'b', 'c', 'd');
const scopes = fc.constantFrom('case:one', 'case:two');
const properties = fc.record(
  { name: names, tags: fc.array(names, { maxLength: 2 }), tier0: fc.boolean(), since: fc.constant('2025-01-01T00:00:00.000Z') },
  { requiredKeys: [] },
);
const edgeProperties = fc.record(
  { level: fc.constantFrom('list', 'read', 'write'), conditional: fc.boolean(), actions: fc.array(names, { maxLength: 2 }) },
  { requiredKeys: [] },
);
const lines: fc.Arbitrary<Line> = fc.oneof(
  fc.record({ node: names, label: fc.constantFrom('Identity' as const, 'Resource' as const), properties, scope: scopes }),
  fc.record({ mention: names, label: fc.constantFrom('Identity' as const, 'Owner' as const), properties }),
  fc.record({ edge: fc.constantFrom('CAN_ASSUME' as const, 'CAN_ACCESS' as const, 'ACCESSED' as const), from: names, to: names, properties: edgeProperties, scope: scopes }),
);
const exports: fc.Arbitrary<Export> = fc.record({
  lines: fc.array(lines, { maxLength: 12 }),
  scopes: fc.uniqueArray(scopes, { maxLength: 2 }),
  exportedAt: fc.option(fc.constantFrom('2026-01-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z'), { nil: undefined }),
  uid: fc.constantFrom('import://case/1', 'import://case/2'),
});
const histories = fc.array(exports, { maxLength: 4 });
const runs = { numRuns: 300 };

describe('laws of merging', () => {
  it('the same export merged twice changes nothing the second time', () => {
    fc.assert(
      fc.property(histories, exports, (before, exported) => {
        const once = importInto(importAll(before), exported).graph;
        const { merge } = importInto(once, exported, LATER);
        expect([merge.newNodes, merge.changedNodes, merge.newEdges, merge.changedEdges, merge.changes]).toEqual([[], [], [], [], []]);
      }),
      runs,
    );
  });

  it('the next graph is the one built from its records', () => {
    fc.assert(
      fc.property(histories, exports, (before, exported) => {
        const { graph } = importInto(importAll(before), exported);
        const built = rebuilt(graph);
        expect(contentsOf(built)).toEqual(contentsOf(graph));
        for (let node = 0; node < graph.nodeCount; node++) {
          expect(graph.indexOf(graph.uid(node))).toBe(node);
          expect(graph.outEdges(node).length).toBe(built.outEdges(node).length);
          for (const edge of graph.inEdges(node)) expect(graph.columns.to[edge]).toBe(node);
        }
      }),
      runs,
    );
  });

  it('deletes nothing, and leaves the graph before as it was', () => {
    fc.assert(
      fc.property(histories, exports, (history, exported) => {
        const before = importAll(history);
        const copy = structuredClone(contentsOf(before));
        const { graph } = importInto(before, exported);
        expect(contentsOf(before)).toEqual(copy);
        for (const { uid } of before.nodes) expect(graph.indexOf(uid)).not.toBe(-1);
        expect(graph.edgeCount).toBeGreaterThanOrEqual(before.edgeCount);
      }),
      runs,
    );
  });

  it('an edge of a complete scope is open exactly when the export shows it; another scope is untouched', () => {
    fc.assert(
      fc.property(histories, exports, (history, exported) => {
        const before = importAll(history);
        const { graph } = importInto(before, exported, LATER);
        for (const edge of contentsOf(graph).edges) {
          const shown = exported.lines.some((line) => 'edge' in line && line.edge === edge.kind && line.from === edge.from && line.to === edge.to && line.scope === edge.scope);
          const open = edge.properties['until'] === undefined;
          const earlier = contentsOf(before).edges.find((one) => one.kind === edge.kind && one.from === edge.from && one.to === edge.to && one.scope === edge.scope);
          if (shown) expect(open).toBe(true);
          else if (exported.scopes!.includes(edge.scope) && closesWhenDropped(edge.kind)) expect(open).toBe(false);
          else expect(edge).toEqual(earlier);
        }
      }),
      runs,
    );
  });

  it('a described thing is closed exactly when no scope lists it any more', () => {
    fc.assert(
      fc.property(fc.array(exports, { minLength: 1, maxLength: 5 }), (history) => {
        // Who lists what, worked out from the exports alone.
        const listed = new Map<string, Set<string>>();
        const described = new Set<string>();
        for (const { lines: facts, scopes: complete } of history) {
          for (const uids of listed.values()) {
            for (const scope of complete!) uids.delete(scope);
          }
          for (const line of facts) {
            if (!('node' in line)) continue;
            described.add(line.node);
            listed.set(line.node, (listed.get(line.node) ?? new Set()).add(line.scope!));
          }
        }
        const graph = importAll(history);
        for (const { uid, properties: present, evidence } of graph.nodes) {
          if (!described.has(uid)) {
            expect([present['missing'], present['until'], evidence]).toEqual([true, undefined, []]);
            continue;
          }
          const by = [...listed.get(uid)!].sort();
          expect(present['until'] === undefined).toBe(by.length > 0);
          expect(present['missing']).toBeUndefined();
          if (by.length > 0) expect(evidence.map(({ scope }) => scope).sort()).toEqual(by);
        }
      }),
      runs,
    );
  });

  it('logs a change for what was created, and for what differs: before and after, and no more', () => {
    fc.assert(
      fc.property(histories, exports, (history, exported) => {
        const before = importAll(history);
        const { graph, merge } = importInto(before, exported);
        for (const { version, time, import: by, operation, subject, before: was, after } of merge.changes) {
          expect([version, time, by]).toEqual([before.version + 1, NOW, exported.uid]);
          if (operation === 'created') expect([was, after]).toEqual([{}, {}]);
          else expect(Object.keys({ ...was, ...after }).length).toBeGreaterThan(0);
          if (!('node' in subject)) continue;
          const present = nodeOf(graph, subject.node).properties;
          for (const [name, value] of Object.entries(after)) expect(present[name]).toEqual(value);
          if (operation === 'closed') expect([was['until'], after['until']]).toEqual([undefined, present['until']]);
          if (operation === 'reopened') expect([typeof was['until'], present['until']]).toEqual(['string', undefined]);
        }
        const created = merge.changes.filter(({ operation }) => operation === 'created').length;
        expect(created).toBe(merge.newNodes.length + merge.newEdges.length);
        expect(merge.changes.filter(({ operation }) => operation === 'closed').length).toBe(merge.closed);
      }),
      runs,
    );
  });
});

describe('described and mentioned', () => {
  const described: Line = { node: 'a', label: 'Workload', properties: { name: 'described', provider: 'aws' } };
  const mention: Line = { mention: 'a', label: 'Identity', properties: { name: 'mentioned', kind: 'bot' } };
  const whole = { name: 'described', provider: 'aws', kind: 'bot' };

  it.each([
    ['in one export, described first', [{ lines: [described, mention] }]],
    ['in one export, mentioned first', [{ lines: [mention, described] }]],
    ['in two exports, mentioned first', [{ lines: [mention], scopes: ['case:two'] }, { lines: [described] }]],
    ['both, after a description', [{ lines: [described] }, { lines: [mention, described] }]],
    ['in two exports, described first', [{ lines: [described] }, { lines: [mention], scopes: ['case:two'] }]],
  ] satisfies [string, Export[]][])('a description beats a mention, which fills in what is absent: %s', (_title, history) => {
    const { label, properties: present, evidence } = nodeOf(importAll(history), 'a');
    const { since: _since, ...rest } = present;
    expect([label, rest, evidence.length]).toEqual(['Workload', whole, 1]);
  });

  it('a thing that is only mentioned is missing, and nothing closes it', () => {
    const graph = importAll([{ lines: [mention] }, { lines: [] }]);
    expect(nodeOf(graph, 'a')).toEqual({ uid: 'a', label: 'Identity', properties: { since: NOW, name: 'mentioned', kind: 'bot', missing: true }, evidence: [] });
  });

  it('of the labels by which a thing is only mentioned, the most telling stands, in whatever order they come', () => {
    const labels = fc.uniqueArray(fc.constantFrom('Workload' as const, 'Identity' as const, 'Resource' as const), { minLength: 3 });
    fc.assert(
      fc.property(labels, fc.boolean(), (order, together) => {
        const mentions = order.map((label): Line => ({ mention: 'a', label }));
        const history = together ? [{ lines: mentions }] : mentions.map((line) => ({ lines: [line] }));
        expect(nodeOf(importAll(history), 'a').label).toBe('Workload');
      }),
    );
    expect(nodeOf(importAll([{ lines: [{ node: 'a', label: 'Resource' }] }, { lines: [{ mention: 'a', label: 'Workload' }], scopes: [] }]), 'a').label).toBe('Resource');
  });

  it('keeps the earlier label of a thing described with another, and says so', () => {
    const first = importInto(emptyGraph(), { lines: [described] }).graph;
    const other: Export = { lines: [{ node: 'a', label: 'Resource', scope: 'case:two' }], scopes: ['case:two'] };
    const { graph, merge } = importInto(first, other);
    expect([nodeOf(graph, 'a').label, merge.labelClashes.map(({ uid, label, kept }) => [uid, label, kept])]).toEqual(['Workload', [['a', 'Resource', 'Workload']]]);
  });

  it('says so within one export too, once for each thing', () => {
    const resource: Line = { node: 'a', label: 'Resource' };
    const { graph, merge } = importInto(emptyGraph(), { lines: [described, resource, resource] });
    expect([nodeOf(graph, 'a').label, merge.labelClashes.length]).toEqual(['Workload', 1]);
  });
});

describe('closing and reopening', () => {
  const exportedAt = '2026-02-10T00:00:00.000Z';
  const grant: Line = { edge: 'CAN_ASSUME', from: 'a', to: 'b' };
  const things: Line[] = [{ node: 'a' }, { node: 'b' }];

  it('closes an edge that its scope drops as of the export, and opens it anew when it is back', () => {
    const first = importInto(emptyGraph(), { lines: [...things, grant] });
    expect(edgeOf(first.graph, 'CAN_ASSUME').properties).toEqual({ since: NOW });
    const dropped = importInto(first.graph, { lines: things, exportedAt, uid: 'import://case/2' });
    expect(edgeOf(dropped.graph, 'CAN_ASSUME').properties).toEqual({ since: NOW, until: exportedAt });
    expect(dropped.merge.changes).toEqual([
      { version: 2, time: NOW, import: 'import://case/2', operation: 'closed', subject: { kind: 'CAN_ASSUME', from: 'a', to: 'b' }, before: {}, after: { until: exportedAt } },
    ]);
    const back = importInto(dropped.graph, { lines: [...things, grant], uid: 'import://case/3' }, LATER);
    expect(edgeOf(back.graph, 'CAN_ASSUME').properties).toEqual({ since: LATER });
    expect(back.merge.changes.map(({ operation, before, after }) => [operation, before, after])).toEqual([
      ['reopened', { since: NOW, until: exportedAt }, { since: LATER }],
    ]);
  });

  it.each(EDGE_KINDS)('%s closes when dropped only if it stands for a right', (kind) => {
    const first = importInto(emptyGraph(), { lines: [...things, { edge: kind, from: 'a', to: 'b' }] }).graph;
    const { graph } = importInto(first, { lines: things });
    const observation = ['ACCESSED', 'PERFORMED', 'USED', 'TARGETED'].includes(kind);
    expect(edgeOf(graph, kind).properties['until']).toBe(observation ? undefined : NOW);
  });

  it('closes nothing when the export does not claim to be complete', () => {
    const first = importInto(emptyGraph(), { lines: [...things, grant] }).graph;
    expect(importInto(first, { lines: [{ node: 'a' }], scopes: [] }).merge.changes).toEqual([]);
  });

  it('a thing reopened by another scope is that scope’s alone', () => {
    const two = { scopes: ['case:two'] };
    const graph = importAll([
      { lines: [{ node: 'a' }] },
      { lines: [] },
      { lines: [{ node: 'a', scope: 'case:two' }], ...two },
      { lines: [], ...two },
    ]);
    expect(nodeOf(graph, 'a').properties['until']).toBe(NOW);
  });

  it('reports an edge whose end nothing describes or mentions, and leaves it out', () => {
    const { graph, merge } = importInto(emptyGraph(), { lines: [{ node: 'a' }, { edge: 'CAN_ASSUME', from: 'a', to: 'gone' }, { edge: 'CAN_ASSUME', from: 'a', to: 'a' }] });
    expect([graph.edgeCount, merge.dangling.map(({ to, scope }) => [to, scope])]).toEqual([1, [['gone', SCOPE]]]);
  });

  it('folds records of one edge within an export and keeps the evidence of each', () => {
    const { graph } = importInto(emptyGraph(), {
      lines: [
        ...things,
        { edge: 'CAN_ACCESS', from: 'a', to: 'b', properties: { level: 'write', conditional: true } },
        { edge: 'CAN_ACCESS', from: 'a', to: 'b', properties: { level: 'read' } },
      ],
    });
    const { properties: folded, evidence } = edgeOf(graph, 'CAN_ACCESS');
    expect([folded, evidence.map(({ at }) => at)]).toEqual([{ since: NOW, level: 'write' }, ['line 3', 'line 4']]);
  });

  it('a change of a property is logged with what it was', () => {
    const first = importInto(emptyGraph(), { lines: [{ node: 'a', properties: { name: 'old', tags: ['x'] } }] }).graph;
    const { merge } = importInto(first, { lines: [{ node: 'a', properties: { name: 'new', tags: ['x'] } }] }, LATER);
    expect(merge.changes.map(({ operation, subject, before, after }) => [operation, subject, before, after])).toEqual([
      ['updated', { node: 'a' }, { name: 'old' }, { name: 'new' }],
    ]);
  });
});
