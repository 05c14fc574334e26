/** Import batches and graphs written down in a line or two, for the tests of merging. */
import { buildGraph, emptyGraph } from '../../src/graph/build.ts';
import type { Graph } from '../../src/graph/graph.ts';
import { ImportBatch } from '../../src/graph/import-batch.ts';
import { mergeBatch, type Merge } from '../../src/graph/merge.ts';
import { nextGraph } from '../../src/graph/next.ts';
import type { EdgeKind, NodeLabel } from '../../src/model/labels.ts';
import type { Properties } from '../../src/model/properties.ts';
import { edgeKey, type EdgeRecord, type NodeRecord } from '../../src/model/records.ts';

export const NOW = '2026-03-01T00:00:00.000Z';
export const LATER = '2026-04-01T00:00:00.000Z';

/** One fact of an export: described, only named, or a relationship. `scope` defaults to `case:one`. */
export type Line =
  | { readonly node: string; readonly label?: NodeLabel; readonly properties?: Properties; readonly scope?: string }
  | { readonly mention: string; readonly label?: NodeLabel; readonly properties?: Properties }
  | { readonly edge: EdgeKind; readonly from: string; readonly to: string; readonly properties?: Properties; readonly scope?: string };

export interface Export {
  readonly lines: readonly Line[];
  /** Scopes that the export lists completely; default: `case:one`. */
  readonly scopes?: readonly string[];
  readonly exportedAt?: string;
  /** What its Import is called; the same bytes have the same. */
  readonly uid?: string;
}

export const SCOPE = 'case:one';

export function batchOf({ lines, scopes = [SCOPE], exportedAt, uid = 'import://case/1' }: Export): ImportBatch {
  const batch = new ImportBatch();
  batch.imports.push({ format: 'case', uid, sha256: '', files: ['case'], exportedAt: undefined, records: 0, problems: 0 });
  for (const [number, line] of lines.entries()) {
    const evidence = { import: 0, file: 'case', at: `line ${number + 1}` };
    if ('node' in line) batch.node(line.node, line.label ?? 'Identity', line.properties ?? {}, line.scope ?? SCOPE, evidence);
    else if ('mention' in line) batch.mention(line.mention, line.label ?? 'Identity', line.properties ?? {}, 0);
    else {
      const { edge: kind, from, to, properties = {}, scope = SCOPE } = line;
      batch.edge({ kind, from, to, scope, properties }, evidence);
    }
  }
  for (const scope of scopes) batch.scope(scope, 0, exportedAt);
  return batch;
}

export interface Step {
  readonly graph: Graph;
  readonly merge: Merge;
}

/** Merges exports one after the other, each a version. */
export function importInto(graph: Graph, exported: Export, now = NOW): Step {
  const merge = mergeBatch(graph, batchOf(exported), now);
  return { graph: nextGraph(graph, graph.version + 1, merge), merge };
}

export function importAll(exports: readonly Export[], now = NOW): Graph {
  return exports.reduce((graph, exported) => importInto(graph, exported, now).graph, emptyGraph());
}

export interface Contents {
  readonly nodes: readonly NodeRecord[];
  readonly edges: readonly EdgeRecord[];
}

/** Everything in a graph, in an order that does not depend on how it came about. */
export function contentsOf(graph: Graph): Contents {
  const edges = Array.from({ length: graph.edgeCount }, (_, edge) => graph.edge(edge));
  return { nodes: [...graph.nodes], edges: edges.sort((a, b) => (edgeKey(a) < edgeKey(b) ? -1 : 1)) };
}

export function rebuilt(graph: Graph): Graph {
  const { nodes, edges } = contentsOf(graph);
  return buildGraph(graph.version, nodes, edges).graph;
}

export function nodeOf(graph: Graph, uid: string): NodeRecord {
  return graph.node(graph.indexOf(uid));
}

/** The one edge record of this kind and scope. */
export function edgeOf(graph: Graph, kind: EdgeKind, scope = SCOPE): EdgeRecord {
  const found = contentsOf(graph).edges.filter((edge) => edge.kind === kind && edge.scope === scope);
  if (found.length !== 1) throw new Error(`${found.length} edges of kind ${kind} in scope ${scope}`);
  return found[0]!;
}
