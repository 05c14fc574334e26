/**
 * What an attacker holds on its own account: what it started from, what it made, the secrets it may have copied, the sessions it
 * opened, the workloads it took over.
 */
import { arrivals, madeAt, type Arrivals } from './containment-arrivals.ts';
import { stillWorks } from './credentials.ts';
import type { Graph } from './graph.ts';
import { PASS, edgeFilter } from './passes.ts';
import type { EndlessFilter } from './reach-counts.ts';

/** Each list ascending; each thing stands in one of them, once. */
export interface Held {
  readonly seeds: readonly number[];
  /**
   * Identities and usable credentials that an identity in the attacker's hands made since, and usable credentials of an entered
   * identity that were made since it was entered (with a window: in the window), unless only others are known to have made them.
   */
  readonly made: readonly number[];
  /** Usable credentials that lie where the attacker was seen: a copy of them works wherever it is taken. */
  readonly copied: readonly number[];
  /** Identities that one within the attacker's hands was seen to enter: their sessions outlive what opened them. */
  readonly entered: readonly number[];
  /** Workloads that an identity in the attacker's hands controls and was seen on: what was left there obeys whoever left it. */
  readonly taken: readonly number[];
}

/**
 * From what the seeds did reach, by the logs, in the filter's window. What is merely in reach is not held. `now` is when
 * credentials are judged expired. Throws `aborted`.
 */
export function heldThings(graph: Graph, seeds: readonly number[], filter: EndlessFilter, now: string, signal?: AbortSignal): Held {
  const come = arrivals(graph, seeds, filter, signal);
  const isSeed = new Set(seeds);
  const entries = entriesOf(graph, come, filter);
  const made = new Set<number>();
  const [copied, entered, taken]: [number[], number[], number[]] = [[], [], []];
  for (let node = 0; node < graph.nodeCount; node++) {
    if (Number.isNaN(come.since[node]!) || isSeed.has(node)) continue;
    const label = graph.label(node);
    if (label === 'Workload' && isControlled(graph, node, entries(node))) taken.push(node);
    else if (label === 'Identity' && come.made[node] === 1) made.add(node);
    else if (label === 'Identity' && entries(node).length > 0) entered.push(node);
    else if (label === 'Credential' && stillWorks(graph, node, now)) {
      if (come.made[node] === 1) made.add(node);
      else copied.push(node);
    }
  }
  for (const identity of entered) {
    for (const credential of addedCredentials(graph, identity, come, filter)) if (!isSeed.has(credential) && stillWorks(graph, credential, now)) made.add(credential);
  }
  const ascending = (nodes: Iterable<number>): number[] => [...nodes].sort((a, b) => a - b);
  return { seeds: ascending(isSeed), made: ascending(made), copied: copied.filter((node) => !made.has(node)), entered, taken };
}

/** Gives the identities in the attacker's hands that were seen on a thing. */
function entriesOf(graph: Graph, { since }: Arrivals, filter: EndlessFilter): (node: number) => number[] {
  const pass = edgeFilter(graph, { ...filter, mode: 'observed' });
  return (node) => {
    const actors: number[] = [];
    for (const edge of graph.inEdges(node)) {
      const actor = graph.columns.from[edge]!;
      if (graph.edgeKind(edge) !== 'ACCESSED' || pass(edge) !== PASS.through) continue;
      if (actor !== node && graph.label(actor) === 'Identity' && !Number.isNaN(since[actor]!)) actors.push(actor);
    }
    return actors;
  };
}

function isControlled(graph: Graph, workload: number, actors: readonly number[]): boolean {
  if (actors.length === 0) return false;
  const seen = new Set(actors);
  return graph.inEdges(workload).some((edge) => graph.edgeKind(edge) === 'CONTROLS' && graph.isOpen(edge) && seen.has(graph.columns.from[edge]!));
}

/** Credentials of an identity that were made since it was entered, but for those that only others are known to have made. */
function* addedCredentials(graph: Graph, identity: number, { since }: Arrivals, { window }: EndlessFilter): Generator<number> {
  const start = window?.from === undefined ? since[identity]! : Date.parse(window.from);
  const end = window?.to === undefined ? Infinity : Date.parse(window.to);
  for (const edge of graph.inEdges(identity)) {
    const credential = graph.columns.from[edge]!;
    if (graph.edgeKind(edge) !== 'AUTHENTICATES_AS' || !graph.isOpen(edge) || graph.text(credential, 'kind') === 'session') continue;
    const time = madeAt(graph, credential);
    // A time not known is no sign of anything: a comparison with NaN is false.
    if (start > -Infinity && time >= start && time <= end && !isOthers(graph, credential, since)) yield credential;
  }
}

function isOthers(graph: Graph, credential: number, since: Float64Array): boolean {
  const makers = graph.outEdges(credential).filter((edge) => graph.edgeKind(edge) === 'CREATED_BY' && graph.isOpen(edge));
  return makers.length > 0 && makers.every((edge) => Number.isNaN(since[graph.columns.to[edge]!]!));
}
