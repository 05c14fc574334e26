/** What stops when a thing is revoked or loses a right: the workloads that live on it. */
import { REVOCATION_KINDS } from '../model/walk.ts';
import type { Graph } from './graph.ts';

/**
 * The open workloads that may stop, ascending: the thing itself where it is one, those that run as it or as what depends on
 * it, and those that hold one of its credentials (EXPOSES, directly or over a secret they depend on). Of a group, those of
 * its members. Over open edges alone.
 */
export function dependentWorkloads(graph: Graph, thing: number): number[] {
  const seen = new Set([thing]);
  // Grows while it is walked.
  for (const node of seen) {
    const isGroup = graph.label(node) === 'Group';
    for (const edge of graph.inEdges(node)) {
      const kind = graph.edgeKind(edge);
      if (graph.isOpen(edge) && (REVOCATION_KINDS.includes(kind) || kind === 'EXPOSES' || (isGroup && kind === 'MEMBER_OF'))) seen.add(graph.columns.from[edge]!);
    }
  }
  return [...seen].filter((node) => graph.label(node) === 'Workload' && !graph.isClosed(node)).sort((a, b) => a - b);
}
