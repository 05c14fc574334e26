/** What a log adds to what stands, and what an export tells of things that others describe. */
import { describe, expect, it } from 'vitest';
import { emptyGraph } from '../../src/graph/build.ts';
import { mergeBatch } from '../../src/graph/merge.ts';
import { nextGraph } from '../../src/graph/next.ts';
import type { Graph } from '../../src/graph/graph.ts';
import { mergedConditional, mergedLevel, mergedProperties } from '../../src/graph/links.ts';
import type { Properties } from '../../src/model/properties.ts';
import { LATER, NOW, SCOPE, batchOf, edgeOf, importInto, nodeOf } from './batches.ts';

const DAY = '2026-02-01';
const accessed = (properties: Properties, uid: string) => {
  const batch = batchOf({ lines: [{ node: 'role' }, { node: 'bucket', label: 'Resource' }], scopes: [], uid });
  batch.edge({ kind: 'ACCESSED', from: 'role', to: 'bucket', scope: SCOPE, properties, accumulates: true }, { import: 0, file: uid, at: 'event 1' });
  return batch;
};
const add = (graph: Graph, properties: Properties, uid: string): Graph => nextGraph(graph, graph.version + 1, mergeBatch(graph, accessed(properties, uid), NOW));

describe('a log', () => {
  const first = { count: 3, denied: 1, firstSeen: `${DAY}T10:00:00.000Z`, lastSeen: `${DAY}T11:00:00.000Z`, days: [`${DAY}=3/1`], actions: ['s3:GetObject'], credentials: ['AKIAEXAMPLEONE'] };
  const second = { count: 2, firstSeen: `${DAY}T09:00:00.000Z`, lastSeen: '2026-02-02T09:00:00.000Z', days: [`${DAY}=1`, '2026-02-02=1'], actions: ['s3:PutObject'], credentials: ['AKIAEXAMPLEONE'] };

  it('sums counts by day, widens times and unites actions, in either order; since stays that of the first', () => {
    const added = edgeOf(add(add(emptyGraph(), first, 'import://case/a'), second, 'import://case/b'), 'ACCESSED').properties;
    expect(added).toEqual({
      since: NOW, count: 5, denied: 1, firstSeen: `${DAY}T09:00:00.000Z`, lastSeen: '2026-02-02T09:00:00.000Z',
      days: [`${DAY}=4/1`, '2026-02-02=1'], actions: ['s3:GetObject', 's3:PutObject'], credentials: ['AKIAEXAMPLEONE'],
    });
    expect(edgeOf(add(add(emptyGraph(), second, 'import://case/b'), first, 'import://case/a'), 'ACCESSED').properties).toEqual(added);
  });

  it('keeps the evidence of both files', () => {
    const { evidence } = edgeOf(add(add(emptyGraph(), first, 'import://case/a'), second, 'import://case/b'), 'ACCESSED');
    expect(evidence.map(({ import: by }) => by)).toEqual(['import://case/a', 'import://case/b']);
  });
});

describe('an annotation', () => {
  const annotate = (graph: Graph, uid: string, properties: Properties) => {
    const batch = batchOf({ lines: [], scopes: [] });
    batch.annotate(uid, properties, 0, SCOPE);
    return mergeBatch(graph, batch, LATER);
  };
  const { graph } = importInto(emptyGraph(), { lines: [{ node: 'role', properties: { lastUsedAt: '2026-02-01T00:00:00.000Z' } }, { node: 'gone' }] });

  it('sets properties and describes nothing: who no longer lists the thing still closes it', () => {
    const merge = annotate(graph, 'role', { usedActions: ['s3:*'] });
    const next = nextGraph(graph, 2, merge);
    expect(nodeOf(next, 'role')).toMatchObject({ properties: { usedActions: ['s3:*'] }, evidence: nodeOf(graph, 'role').evidence });
    const closed = importInto(next, { lines: [], scopes: [SCOPE] }).graph;
    expect(nodeOf(closed, 'role').properties['until']).toBe(NOW);
  });

  it('never takes a last use back, and says nothing of what is not there or closed', () => {
    expect(annotate(graph, 'role', { lastUsedAt: '2026-01-01T00:00:00.000Z' }).changedNodes).toEqual([]);
    expect(annotate(graph, 'role', { lastUsedAt: '2026-03-01T00:00:00.000Z' }).changedNodes).toMatchObject([{ uid: 'role', properties: { lastUsedAt: '2026-03-01T00:00:00.000Z' } }]);
    expect(annotate(graph, 'nowhere', { tier0: true })).toMatchObject({ newNodes: [], changedNodes: [] });
    const closed = importInto(graph, { lines: [{ node: 'role' }], scopes: [SCOPE] }).graph;
    expect(annotate(closed, 'gone', { tier0: true }).changedNodes).toEqual([]);
  });

  it('adds up what logs count, import by import, and the log of changes leaves it out', () => {
    const first = annotate(graph, 'role', { activeHours: ['2026-02-01T10=3/1'], origins: ['region eu-west-1=2026-02-01T10:00/2026-02-01T10:30'] });
    expect([first.changedNodes.length, first.changes]).toEqual([1, []]);
    const second = annotate(nextGraph(graph, 2, first), 'role', { activeHours: ['2026-02-01T10=1', '2026-02-01T11=1'], origins: ['region eu-west-1=2026-02-01T11:00/2026-02-01T11:30'], mfa: true });
    expect(second.changedNodes).toMatchObject([{ properties: { activeHours: ['2026-02-01T10=4/1', '2026-02-01T11=1'], origins: ['region eu-west-1=2026-02-01T10:00/2026-02-01T11:30'] } }]);
    expect(second.changes).toMatchObject([{ before: {}, after: { mfa: true } }]);
    const described = importInto(nextGraph(nextGraph(graph, 2, first), 3, second), { lines: [{ node: 'role', properties: { name: 'a role' } }] }).graph;
    expect(nodeOf(described, 'role').properties['activeHours']).toEqual(['2026-02-01T10=4/1', '2026-02-01T11=1']);
  });

  it('of what is gone only tells what was seen of it', () => {
    const closed = importInto(graph, { lines: [{ node: 'role' }], scopes: [SCOPE] }).graph;
    const [gone] = annotate(closed, 'gone', { lastUsedAt: '2026-03-01T00:00:00.000Z', activeHours: ['2026-03-01T00=1'], mfa: true }).changedNodes;
    expect(gone!.properties).toEqual({ ...nodeOf(closed, 'gone').properties, lastUsedAt: '2026-03-01T00:00:00.000Z', activeHours: ['2026-03-01T00=1'] });
  });

  it('of one scope that was overtaken takes nothing from another scope', () => {
    const imported = { node: 'import://case/later', label: 'Import' as const, properties: { exportedAt: LATER, scopes: ['other'] }, scope: 'imports:none' };
    const { graph: later } = importInto(graph, { lines: [imported], scopes: [] });
    const batch = batchOf({ lines: [], scopes: ['other'], exportedAt: NOW });
    batch.annotate('role', { activeHours: ['2026-02-01T10=1'] }, 0, SCOPE);
    batch.annotate('role', { mfa: true }, 0, 'other');
    const merge = mergeBatch(later, batch, LATER);
    expect(merge.overtaken).toEqual(['other']);
    expect(merge.changedNodes.map(({ properties: { activeHours, mfa } }) => [activeHours, mfa])).toEqual([[['2026-02-01T10=1'], undefined]]);
  });

  it('reaches what the same import creates', () => {
    const batch = batchOf({ lines: [{ mention: 'new' }], scopes: [] });
    batch.annotate('new', { usedActions: [] }, 0, SCOPE);
    expect(mergeBatch(graph, batch, LATER).newNodes).toMatchObject([{ uid: 'new', properties: { missing: true, usedActions: [] } }]);
  });
});

describe('parallel rights of different levels', () => {
  it('are shown at the highest, under the condition of the highest', () => {
    const edge = (level: string, scope: string, more = {}) => ({ edge: 'CAN_ACCESS' as const, from: 'role', to: 'bucket', scope, properties: { level, ...more } });
    const of = (...edges: ReturnType<typeof edge>[]) => {
      const { graph } = importInto(emptyGraph(), { lines: [{ node: 'role' }, { node: 'bucket', label: 'Resource' as const }, ...edges] });
      const merged = { kind: 'CAN_ACCESS' as const, from: graph.indexOf('role'), to: graph.indexOf('bucket'), edges: [...graph.outEdges(graph.indexOf('role'))] };
      return [mergedLevel(graph, merged), mergedConditional(graph, merged), mergedProperties(graph, merged)['conditionKeys']];
    };
    const underMfa = { conditional: true, conditionKeys: ['aws:MultiFactorAuthPresent'] };
    expect(of(edge('read', 'one'), edge('write', 'two', underMfa))).toEqual(['write', true, ['aws:MultiFactorAuthPresent']]);
    expect(of(edge('write', 'one'), edge('read', 'two', underMfa))).toEqual(['write', false, undefined]);
    expect(of(edge('write', 'one'), edge('write', 'two', underMfa))).toEqual(['write', false, undefined]);
  });
});
