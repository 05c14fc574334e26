/** What open edges lead to and come from: for the rules that look one step around a thing. */
import type { Graph } from '../graph/graph.ts';
import type { EdgeKind, NodeLabel } from '../model/labels.ts';

/** Open things of a label at the ends of a thing's open edges of a kind, each once, ascending. */
export function openEnds(graph: Graph, from: number, kind: EdgeKind, label: NodeLabel): number[] {
  return openThings(graph, graph.outEdges(from), graph.columns.to, kind, label);
}

/** Open things of a label where open edges of a kind into a thing start, each once, ascending. */
export function openStarts(graph: Graph, to: number, kind: EdgeKind, label: NodeLabel): number[] {
  return openThings(graph, graph.inEdges(to), graph.columns.from, kind, label);
}

function openThings(graph: Graph, edges: Iterable<number>, other: ArrayLike<number>, kind: EdgeKind, label: NodeLabel): number[] {
  const found = new Set<number>();
  for (const edge of edges) {
    const thing = other[edge]!;
    if (graph.edgeKind(edge) === kind && graph.isOpen(edge) && graph.label(thing) === label && !graph.isClosed(thing)) found.add(thing);
  }
  return [...found].sort((a, b) => a - b);
}
