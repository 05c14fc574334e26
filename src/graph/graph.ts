/**
 * The graph in memory: immutable, built once per store version, answering every question. Nodes are numbered in uid
 * order, so that ascending index is ascending uid. Edges are numbered in no promised order.
 */
import { ACCESS_LEVELS, EDGE_KINDS, NODE_LABELS, type EdgeKind, type NodeLabel } from '../model/labels.ts';
import type { Properties, PropertyValue } from '../model/properties.ts';
import type { EdgeRecord, Evidence, NodeRecord } from '../model/records.ts';

/** Adjacency: the edges of node i are `edges[offsets[i]] … edges[offsets[i + 1] - 1]`. */
export interface Adjacency {
  readonly offsets: Int32Array;
  readonly edges: Int32Array;
}

/** Bits of EdgeColumns.flags. `unusable`: what it exposes is a credential that works no more. */
export const EDGE_FLAGS = { conditional: 1, closed: 2, deniedOnly: 4, unusable: 8 } as const;

/** One entry for each edge record; times are milliseconds since 1970, NaN where absent. */
export interface EdgeColumns {
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Index into EDGE_KINDS. */
  readonly kind: Uint8Array;
  /** 0: none; otherwise 1 + index into ACCESS_LEVELS. */
  readonly level: Uint8Array;
  readonly flags: Uint8Array;
  /** Index into Graph.scopes. */
  readonly scope: Int32Array;
  readonly since: Float64Array;
  readonly until: Float64Array;
  readonly firstSeen: Float64Array;
  readonly lastSeen: Float64Array;
}

export interface GraphParts {
  readonly version: number;
  readonly nodes: readonly NodeRecord[];
  readonly indexByUid: ReadonlyMap<string, number>;
  readonly labels: Uint8Array;
  readonly columns: EdgeColumns;
  readonly scopes: readonly string[];
  readonly edgeProperties: readonly Properties[];
  readonly edgeEvidence: readonly (readonly Evidence[])[];
  readonly outgoing: Adjacency;
  readonly incoming: Adjacency;
}

export class Graph {
  readonly version: number;
  readonly nodes: readonly NodeRecord[];
  readonly columns: EdgeColumns;
  readonly scopes: readonly string[];
  readonly outgoing: Adjacency;
  readonly incoming: Adjacency;
  readonly #parts: GraphParts;

  constructor(parts: GraphParts) {
    this.#parts = parts;
    this.version = parts.version;
    this.nodes = parts.nodes;
    this.columns = parts.columns;
    this.scopes = parts.scopes;
    this.outgoing = parts.outgoing;
    this.incoming = parts.incoming;
  }

  /** This graph with some of its parts replaced; the given one stays as it is. Whoever replaces parts keeps them in step. */
  withParts(parts: Partial<GraphParts>): Graph {
    return new Graph({ ...this.#parts, ...parts });
  }

  get nodeCount(): number {
    return this.nodes.length;
  }

  get edgeCount(): number {
    return this.columns.from.length;
  }

  /** Index of a uid, or -1. */
  indexOf(uid: string): number {
    return this.#parts.indexByUid.get(uid) ?? -1;
  }

  node(index: number): NodeRecord {
    return this.nodes[index]!;
  }

  uid(index: number): string {
    return this.nodes[index]!.uid;
  }

  label(index: number): NodeLabel {
    return NODE_LABELS[this.#parts.labels[index]!]!;
  }

  property(index: number, name: string): PropertyValue | undefined {
    return this.nodes[index]!.properties[name];
  }

  /** A text property, or undefined when absent. */
  text(index: number, name: string): string | undefined {
    return this.property(index, name) as string | undefined;
  }

  /** What people call it: `name`, or the uid where it has none. */
  name(index: number): string {
    return this.text(index, 'name') ?? this.uid(index);
  }

  /** True when no import shows the thing any more. */
  isClosed(index: number): boolean {
    return this.property(index, 'until') !== undefined;
  }

  /** Indexes of all nodes with a label, ascending. */
  *withLabel(label: NodeLabel): Generator<number> {
    const wanted = NODE_LABELS.indexOf(label);
    const { labels } = this.#parts;
    for (let index = 0; index < labels.length; index++) if (labels[index] === wanted) yield index;
  }

  /** Edge numbers that start at a node; a view, not a copy. */
  outEdges(index: number): Int32Array {
    const { offsets, edges } = this.outgoing;
    return edges.subarray(offsets[index]!, offsets[index + 1]!);
  }

  /** Edge numbers that end at a node; a view, not a copy. */
  inEdges(index: number): Int32Array {
    const { offsets, edges } = this.incoming;
    return edges.subarray(offsets[index]!, offsets[index + 1]!);
  }

  edgeKind(edge: number): EdgeKind {
    return EDGE_KINDS[this.columns.kind[edge]!]!;
  }

  edgeLevel(edge: number): string | undefined {
    const level = this.columns.level[edge]!;
    return level === 0 ? undefined : ACCESS_LEVELS[level - 1];
  }

  isOpen(edge: number): boolean {
    return (this.columns.flags[edge]! & EDGE_FLAGS.closed) === 0;
  }

  edgeProperties(edge: number): Properties {
    return this.#parts.edgeProperties[edge]!;
  }

  edgeEvidence(edge: number): readonly Evidence[] {
    return this.#parts.edgeEvidence[edge]!;
  }

  edgeScope(edge: number): string {
    return this.scopes[this.columns.scope[edge]!]!;
  }

  edge(edge: number): EdgeRecord {
    return {
      kind: this.edgeKind(edge),
      from: this.uid(this.columns.from[edge]!),
      to: this.uid(this.columns.to[edge]!),
      scope: this.edgeScope(edge),
      properties: this.edgeProperties(edge),
      evidence: this.edgeEvidence(edge),
    };
  }
}
