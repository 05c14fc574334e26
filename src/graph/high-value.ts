/** What an attacker is after, and what reaching a thing weighs: crown jewels and tier 0 before all else. */
import { CROWN_JEWEL } from '../model/labels.ts';
import type { Graph } from './graph.ts';

/** What an identity of tier 0 weighs: as much as a crown jewel, since it controls everything else. */
export const TIER0_WEIGHT = 4 ** CROWN_JEWEL;
/** What anything else weighs. */
export const PLAIN_WEIGHT = 1;

export function isCrownJewel(graph: Graph, node: number): boolean {
  return ((graph.property(node, 'sensitivity') as number | undefined) ?? 0) >= CROWN_JEWEL;
}

export function isTier0(graph: Graph, node: number): boolean {
  return graph.property(node, 'tier0') === true;
}

/** An account, tenant or the like that somebody escalates to, as a whole: whoever gets there controls everything in it. */
export function isEscalatedContainer(graph: Graph, node: number): boolean {
  return graph.label(node) === 'Container' && graph.inEdges(node).some((edge) => graph.edgeKind(edge) === 'CAN_ESCALATE_TO' && graph.isOpen(edge));
}

/** A crown jewel, or of tier 0; containers that somebody escalates to count as that. */
export function isHighValue(graph: Graph, node: number): boolean {
  return isCrownJewel(graph, node) || isTier0(graph, node) || isEscalatedContainer(graph, node);
}

/** Indexes of all high-value things, ascending. */
export function highValueThings(graph: Graph): number[] {
  const found: number[] = [];
  for (let node = 0; node < graph.nodeCount; node++) if (isHighValue(graph, node)) found.push(node);
  return found;
}

/**
 * What it weighs that a thing is reached: each step of sensitivity counts four times the one before (public 1, internal 4,
 * confidential 16, crown jewel 64), tier 0 as much as a crown jewel, everything else 1.
 */
export function reachWeight(graph: Graph, node: number): number {
  if (isTier0(graph, node)) return TIER0_WEIGHT;
  const sensitivity = graph.property(node, 'sensitivity') as number | undefined;
  return sensitivity === undefined ? PLAIN_WEIGHT : 4 ** sensitivity;
}
