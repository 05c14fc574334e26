/** Why can this reach that: one shortest path, the same one every time. */
import type { WalkFilter } from '../model/walk.ts';
import type { Graph } from './graph.ts';
import { PASS, edgeFilter } from './passes.ts';
import { reach } from './reach.ts';

export interface PathStep {
  readonly from: number;
  readonly to: number;
  /** Every edge between the two that the walk may follow here, ascending by kind, then scope. */
  readonly edges: readonly number[];
}

/**
 * The steps of a shortest path; of several, the one whose uids come first in order. Empty when there is none, or when
 * both ends are the same thing.
 */
export function shortestPath(graph: Graph, from: number, to: number, filter: WalkFilter, signal?: AbortSignal): PathStep[] {
  if (from === to) return [];
  const { hops } = reach(graph, [to], 'backward', filter, signal);
  if (hops[from]! < 0) return [];
  const pass = edgeFilter(graph, filter);
  const steps: PathStep[] = [];
  let node = from;
  while (node !== to) {
    const remaining = hops[node]! - 1;
    const candidates: number[] = [];
    let next = -1;
    for (const edge of graph.outEdges(node)) {
      const verdict = pass(edge);
      const target = graph.columns.to[edge]!;
      if (verdict === PASS.no || verdict === PASS.leftOut || hops[target] !== remaining) continue;
      if (verdict === PASS.last && target !== to) continue;
      if (next === -1 || target < next) next = target;
      candidates.push(edge);
    }
    const edges = candidates.filter((edge) => graph.columns.to[edge] === next);
    edges.sort((a, b) => compareEdges(graph, a, b));
    steps.push({ from: node, to: next, edges });
    node = next;
  }
  return steps;
}

function compareEdges(graph: Graph, a: number, b: number): number {
  const left = `${graph.edgeKind(a)} ${graph.edgeScope(a)}`;
  const right = `${graph.edgeKind(b)} ${graph.edgeScope(b)}`;
  return left < right ? -1 : left > right ? 1 : 0;
}
