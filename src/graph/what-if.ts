/** The graph as it would be with things disabled, edges cut or edges added; the one given stays as it is. */
import { AppError } from '../base/errors.ts';
import { EDGE_KINDS, ACCESS_LEVELS, type AccessLevel, type EdgeKind } from '../model/labels.ts';
import { foldEdgeProperties, type Properties } from '../model/properties.ts';
import type { NodeRecord } from '../model/records.ts';
import { buildAdjacency, unusableFlag } from './build.ts';
import { indexOfUid } from './find.ts';
import { edgesBetween } from './first-paths.ts';
import { EDGE_FLAGS, type EdgeColumns, type Graph } from './graph.ts';

export interface WhatIf {
  /** uids of things that are gone: they and all their edges are closed. */
  readonly disable?: readonly string[];
  /** Edges that are gone, all records of them; without a kind, of every kind. */
  readonly cut?: readonly { readonly kind?: EdgeKind; readonly from: string; readonly to: string }[];
  /** Edges that are there, without condition; `level` for access. They come after what is taken away. */
  readonly add?: readonly AddedEdge[];
}

export interface AddedEdge {
  readonly kind: EdgeKind;
  readonly from: string;
  readonly to: string;
  readonly level?: AccessLevel;
}

/** Scope of edges that are added. */
export const WHAT_IF_SCOPE = 'what-if';
/** Since when it is so, and until when what is taken away was there: before all else, so that it holds at any time asked about. */
export const WHAT_IF_TIME = '1970-01-01T00:00:00.000Z';

/**
 * The graph with these changes. Numbers of nodes and edges stay; added edges have numbers after them. Throws `identity-unknown`
 * for an uid that the graph does not have, `bad-request` for a cut where there is no such edge.
 */
export function whatIf(graph: Graph, { disable = [], cut = [], add = [] }: WhatIf): Graph {
  const disabled = disable.map((uid) => indexOfUid(graph, uid));
  const closed = new Set<number>();
  for (const node of disabled) {
    for (const edge of graph.outEdges(node)) closed.add(edge);
    for (const edge of graph.inEdges(node)) closed.add(edge);
  }
  for (const wanted of cut) for (const edge of edgesToCut(graph, wanted)) closed.add(edge);
  const added = foldAdded(graph, add);
  return withEdges(graph, closed, added).withParts({ nodes: withDisabled(graph, disabled) });
}

function edgesToCut(graph: Graph, { kind, from, to }: { kind?: EdgeKind; from: string; to: string }): number[] {
  const [start, end] = [indexOfUid(graph, from), indexOfUid(graph, to)];
  const found = edgesBetween(graph, start, end).filter((edge) => kind === undefined || graph.edgeKind(edge) === kind);
  if (found.length > 0) return found;
  throw new AppError('bad-request', `There is no ${kind ?? 'relationship'} from ${from} to ${to} to cut. Ask blast-radius or why for what there is.`, {
    detail: { kind: kind ?? null, from, to },
  });
}

interface Added {
  readonly kind: EdgeKind;
  readonly from: number;
  readonly to: number;
  readonly properties: Properties;
}

function foldAdded(graph: Graph, add: readonly AddedEdge[]): Added[] {
  const byKey = new Map<string, Added>();
  for (const { kind, from, to, level } of add) {
    const [start, end] = [indexOfUid(graph, from), indexOfUid(graph, to)];
    const properties: Properties = level === undefined ? { since: WHAT_IF_TIME } : { since: WHAT_IF_TIME, level };
    const key = `${kind} ${start} ${end}`;
    const before = byKey.get(key);
    byKey.set(key, { kind, from: start, to: end, properties: before ? foldEdgeProperties(before.properties, properties) : properties });
  }
  return [...byKey.values()];
}

function withDisabled(graph: Graph, disabled: readonly number[]): readonly NodeRecord[] {
  if (disabled.length === 0) return graph.nodes;
  const nodes = [...graph.nodes];
  for (const node of disabled) nodes[node] = { ...nodes[node]!, properties: { ...nodes[node]!.properties, until: WHAT_IF_TIME } };
  return nodes;
}

function withEdges(graph: Graph, closed: ReadonlySet<number>, added: readonly Added[]): Graph {
  if (closed.size === 0 && added.length === 0) return graph;
  const before = graph.edgeCount;
  const columns = longerColumns(graph.columns, before + added.length);
  const until = Date.parse(WHAT_IF_TIME);
  const properties = Array.from({ length: before }, (_, edge) => graph.edgeProperties(edge));
  for (const edge of closed) {
    columns.flags[edge]! |= EDGE_FLAGS.closed;
    columns.until[edge] = until;
    properties[edge] = { ...properties[edge]!, until: WHAT_IF_TIME };
  }
  if (added.length === 0) return graph.withParts({ columns, edgeProperties: properties });
  const scope = graph.scopes.indexOf(WHAT_IF_SCOPE);
  for (const [position, edge] of added.entries()) {
    const number = before + position;
    columns.from[number] = edge.from;
    columns.to[number] = edge.to;
    columns.kind[number] = EDGE_KINDS.indexOf(edge.kind);
    columns.level[number] = ACCESS_LEVELS.indexOf(edge.properties['level'] as AccessLevel) + 1;
    columns.flags[number] = unusableFlag(edge.kind, graph.node(edge.to));
    columns.scope[number] = scope === -1 ? graph.scopes.length : scope;
    columns.since[number] = until;
    properties.push(edge.properties);
  }
  return graph.withParts({
    columns,
    scopes: scope === -1 ? [...graph.scopes, WHAT_IF_SCOPE] : graph.scopes,
    edgeProperties: properties,
    edgeEvidence: Array.from({ length: before + added.length }, (_, edge) => (edge < before ? graph.edgeEvidence(edge) : [])),
    outgoing: buildAdjacency(columns.from, graph.nodeCount),
    incoming: buildAdjacency(columns.to, graph.nodeCount),
  });
}

/** Copies with room for `count` edges; what is past the present ones has no times. */
function longerColumns(columns: EdgeColumns, count: number): EdgeColumns {
  const longer = <Column extends Int32Array | Uint8Array | Float64Array>(column: Column, empty: number): Column => {
    const copy = new (column.constructor as new (length: number) => Column)(count);
    copy.fill(empty, column.length);
    copy.set(column);
    return copy;
  };
  return {
    from: longer(columns.from, 0),
    to: longer(columns.to, 0),
    kind: longer(columns.kind, 0),
    level: longer(columns.level, 0),
    flags: longer(columns.flags, 0),
    scope: longer(columns.scope, 0),
    since: longer(columns.since, Number.NaN),
    until: longer(columns.until, Number.NaN),
    firstSeen: longer(columns.firstSeen, Number.NaN),
    lastSeen: longer(columns.lastSeen, Number.NaN),
  };
}
