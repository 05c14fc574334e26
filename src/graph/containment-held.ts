/** What an attacker holds on its own account: what it started from, the secrets it may have copied, the sessions it opened. */
import { UNUSABLE_STATUSES } from '../model/labels.ts';
import type { Graph } from './graph.ts';
import { PASS, edgeFilter } from './passes.ts';
import type { EndlessFilter } from './reach-counts.ts';
import { reach } from './reach.ts';

export interface Held {
  /** Each once, ascending, as the others. */
  readonly seeds: readonly number[];
  /** Usable credentials that lie where the attacker was seen: a copy of them works wherever it is taken. */
  readonly copied: readonly number[];
  /** Identities that one within the attacker's hands was seen to enter: their sessions outlive what opened them. */
  readonly entered: readonly number[];
}

/**
 * From what the seeds did reach, by the logs, in the filter's window. What is merely in reach is not held. `now` is when
 * credentials are judged expired. Throws `aborted`.
 */
export function heldThings(graph: Graph, seeds: readonly number[], filter: EndlessFilter, now: string, signal?: AbortSignal): Held {
  const observed: EndlessFilter = { ...filter, mode: 'observed' };
  const { reached, hops } = reach(graph, seeds, 'forward', observed, signal);
  const pass = edgeFilter(graph, observed);
  const copied: number[] = [];
  const entered: number[] = [];
  for (const node of reached) {
    const label = graph.label(node);
    if (label === 'Credential' && isUsableCopy(graph, node, now)) copied.push(node);
    else if (label === 'Identity' && graph.inEdges(node).some((edge) => isEntry(edge))) entered.push(node);
  }
  function isEntry(edge: number): boolean {
    const from = graph.columns.from[edge]!;
    return graph.edgeKind(edge) === 'ACCESSED' && pass(edge) === PASS.through && hops[from]! >= 0 && graph.label(from) === 'Identity';
  }
  const ascending = (nodes: Iterable<number>): number[] => [...nodes].sort((a, b) => a - b);
  return { seeds: ascending(new Set(seeds)), copied: ascending(copied), entered: ascending(entered) };
}

function isUsableCopy(graph: Graph, credential: number, now: string): boolean {
  const expiresAt = graph.text(credential, 'expiresAt');
  return !graph.isClosed(credential) && !UNUSABLE_STATUSES.includes(graph.text(credential, 'status') ?? '') && (expiresAt === undefined || expiresAt > now);
}
