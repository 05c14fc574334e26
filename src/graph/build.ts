/** Builds a Graph from records, in any order: columns first, then both adjacencies by counting. */
import { ACCESS_LEVELS, EDGE_KINDS, NODE_LABELS, UNUSABLE_STATUSES, type EdgeKind } from '../model/labels.ts';
import type { EdgeRecord, NodeRecord } from '../model/records.ts';
import { EDGE_FLAGS, Graph, type Adjacency, type EdgeColumns } from './graph.ts';

const KIND_NUMBER = new Map<string, number>(EDGE_KINDS.map((kind, number) => [kind, number]));
const LABEL_NUMBER = new Map<string, number>(NODE_LABELS.map((label, number) => [label, number]));

/**
 * The graph of these records at a store version. Each uid must stand once. An edge whose ends are not both among the
 * nodes is left out; `danglingEdges` of the result's second part counts them.
 */
export function buildGraph(
  version: number,
  nodeRecords: readonly NodeRecord[],
  edgeRecords: readonly EdgeRecord[],
): { graph: Graph; danglingEdges: number } {
  const nodes = [...nodeRecords].sort((a, b) => (a.uid < b.uid ? -1 : a.uid > b.uid ? 1 : 0));
  const indexByUid = new Map<string, number>();
  const labels = new Uint8Array(nodes.length);
  for (let index = 0; index < nodes.length; index++) {
    const node = nodes[index]!;
    indexByUid.set(node.uid, index);
    labels[index] = LABEL_NUMBER.get(node.label)!;
  }
  const edges: EdgeRecord[] = [];
  for (const edge of edgeRecords) if (indexByUid.has(edge.from) && indexByUid.has(edge.to)) edges.push(edge);
  const { columns, scopes } = buildColumns(nodes, edges, indexByUid);
  const graph = new Graph({
    version,
    nodes,
    indexByUid,
    labels,
    columns,
    scopes,
    edgeProperties: edges.map((edge) => edge.properties),
    edgeEvidence: edges.map((edge) => edge.evidence),
    outgoing: buildAdjacency(columns.from, nodes.length),
    incoming: buildAdjacency(columns.to, nodes.length),
  });
  return { graph, danglingEdges: edgeRecords.length - edges.length };
}

/** An empty graph at version 0. */
export function emptyGraph(): Graph {
  return buildGraph(0, [], []).graph;
}

function buildColumns(nodes: readonly NodeRecord[], edges: readonly EdgeRecord[], indexByUid: ReadonlyMap<string, number>) {
  const count = edges.length;
  const columns: EdgeColumns = {
    from: new Int32Array(count),
    to: new Int32Array(count),
    kind: new Uint8Array(count),
    level: new Uint8Array(count),
    flags: new Uint8Array(count),
    scope: new Int32Array(count),
    since: new Float64Array(count),
    until: new Float64Array(count),
    firstSeen: new Float64Array(count),
    lastSeen: new Float64Array(count),
  };
  const scopes: string[] = [];
  const scopeNumber = new Map<string, number>();
  for (let edge = 0; edge < count; edge++) {
    const record = edges[edge]!;
    const { properties } = record;
    columns.from[edge] = indexByUid.get(record.from)!;
    columns.to[edge] = indexByUid.get(record.to)!;
    columns.kind[edge] = KIND_NUMBER.get(record.kind)!;
    columns.level[edge] = ACCESS_LEVELS.indexOf(properties['level'] as never) + 1;
    columns.flags[edge] = flagsOf(record, nodes[columns.to[edge]!]!);
    columns.since[edge] = milliseconds(properties['since']);
    columns.until[edge] = milliseconds(properties['until']);
    columns.firstSeen[edge] = milliseconds(properties['firstSeen']);
    columns.lastSeen[edge] = milliseconds(properties['lastSeen']);
    let scope = scopeNumber.get(record.scope);
    if (scope === undefined) {
      scope = scopes.push(record.scope) - 1;
      scopeNumber.set(record.scope, scope);
    }
    columns.scope[edge] = scope;
  }
  return { columns, scopes };
}

function flagsOf({ kind, properties }: EdgeRecord, to: NodeRecord): number {
  const count = properties['count'];
  const denied = properties['denied'];
  return (
    (properties['conditional'] === true ? EDGE_FLAGS.conditional : 0) |
    (properties['until'] === undefined ? 0 : EDGE_FLAGS.closed) |
    (typeof denied === 'number' && typeof count === 'number' && denied >= count && denied > 0 ? EDGE_FLAGS.deniedOnly : 0) |
    unusableFlag(kind, to)
  );
}

/** The flag of an edge that exposes a credential of unusable status; else 0. */
export function unusableFlag(kind: EdgeKind, to: NodeRecord): number {
  return kind === 'EXPOSES' && UNUSABLE_STATUSES.includes(to.properties['status'] as string) ? EDGE_FLAGS.unusable : 0;
}

function milliseconds(time: unknown): number {
  return typeof time === 'string' ? Date.parse(time) : Number.NaN;
}

/** The edges of each node, by the end given; ascending edge number within a node. */
export function buildAdjacency(ends: Int32Array, nodeCount: number): Adjacency {
  const offsets = new Int32Array(nodeCount + 1);
  for (let edge = 0; edge < ends.length; edge++) offsets[ends[edge]! + 1]!++;
  for (let node = 0; node < nodeCount; node++) offsets[node + 1]! += offsets[node]!;
  const next = offsets.slice();
  const edges = new Int32Array(ends.length);
  for (let edge = 0; edge < ends.length; edge++) edges[next[ends[edge]!]!++] = edge;
  return { offsets, edges };
}
