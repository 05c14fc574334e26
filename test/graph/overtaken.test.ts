/** An export that is older than one already in: it knows less of the present, and must not undo it. */
import { expect, it } from 'vitest';
import { emptyGraph } from '../../src/graph/build.ts';
import type { Graph } from '../../src/graph/graph.ts';
import { SCOPE, importInto, type Export, type Line } from './batches.ts';

const JANUARY = '2026-01-01T00:00:00.000Z';
const FEBRUARY = '2026-02-01T00:00:00.000Z';
const IMPORTS = 'imports:none';

/** An export with the Import node that the job writes beside it. */
function exported(exportedAt: string, lines: readonly Line[]): Export {
  const uid = `import://case/${exportedAt}`;
  const record: Line = { node: uid, label: 'Import', properties: { exportedAt, scopes: [SCOPE] }, scope: IMPORTS };
  return { lines: [...lines, record], exportedAt, uid };
}

const january = exported(JANUARY, [
  { node: 'stays', properties: { name: 'old name' } },
  { node: 'leaves' },
  { edge: 'CAN_ASSUME', from: 'stays', to: 'leaves' },
  { edge: 'ACCESSED', from: 'stays', to: 'leaves', properties: { count: 1 } },
]);
const february = exported(FEBRUARY, [
  { node: 'stays', properties: { name: 'new name' } },
  { node: 'comes' },
  { edge: 'CAN_ASSUME', from: 'stays', to: 'comes' },
]);

function stateOf(graph: Graph): Record<string, unknown> {
  const nodes = graph.nodes.filter(({ label }) => label !== 'Import').map(({ uid, properties }) => [uid, properties['name'] ?? null, properties['until'] ?? null]);
  const edges = Array.from({ length: graph.edgeCount }, (_, edge) => graph.edge(edge)).map(({ kind, from, to, properties }) => `${kind} ${from} ${to} ${String(properties['until'] ?? 'open')}`);
  return { nodes, edges: edges.sort() };
}

it('leaves what stands, and adds what is gone as gone: the same case in either order', () => {
  const inOrder = importInto(importInto(emptyGraph(), january).graph, february);
  const reversed = importInto(importInto(emptyGraph(), february).graph, january);
  expect(reversed.merge.overtaken).toEqual([SCOPE]);
  expect(reversed.merge.closed).toBe(0);
  expect(stateOf(reversed.graph)).toEqual(stateOf(inOrder.graph));
  expect(stateOf(reversed.graph)).toEqual({
    nodes: [['comes', null, null], ['leaves', null, FEBRUARY], ['stays', 'new name', null]],
    edges: ['ACCESSED stays leaves open', `CAN_ASSUME stays comes open`, `CAN_ASSUME stays leaves ${FEBRUARY}`],
  });
});

it('an export of the same time is not overtaken, and neither is one of another scope', () => {
  const once = importInto(emptyGraph(), january);
  expect(importInto(once.graph, january).merge.overtaken).toEqual([]);
  const other = { ...january, scopes: ['case:two'], lines: [{ node: 'elsewhere', scope: 'case:two' }] };
  expect(importInto(importInto(emptyGraph(), february).graph, other).merge.overtaken).toEqual([]);
});

it('the older export twice changes nothing the second time', () => {
  const both = importInto(importInto(emptyGraph(), february).graph, january).graph;
  const again = importInto(both, january).merge;
  expect([again.newNodes, again.changedNodes, again.newEdges, again.changedEdges]).toEqual([[], [], [], []]);
});
