/** When an attacker may have come to each thing, by the logs and by what it made on its way. */
import { throwIfAborted } from '../base/abort.ts';
import type { Graph } from './graph.ts';
import { PASS, edgeFilter, type Pass } from './passes.ts';
import type { EndlessFilter } from './reach-counts.ts';

export interface Arrivals {
  /** By node index, in milliseconds since 1970: not before then; -Infinity where that is not known, NaN where it did not come. */
  readonly since: Float64Array;
  /** By node index: 1 for identities and credentials that were made by an identity after the attacker had come to it, sessions apart. */
  readonly made: Uint8Array;
}

/**
 * Walks from the seeds over what was observed and over CREATED_BY backward. The seeds are the attacker's since the window begins;
 * without one, since a time not known, and so is all that they ever made. Throws `aborted`.
 */
export function arrivals(graph: Graph, seeds: readonly number[], filter: EndlessFilter, signal?: AbortSignal): Arrivals {
  const spread = new Spread(graph, { ...filter, mode: 'observed' });
  spread.from(seeds, filter.window?.from === undefined ? -Infinity : Date.parse(filter.window.from));
  throwIfAborted(signal);
  const { from, to, firstSeen } = graph.columns;
  // In order of time, so that each thing is come to as early as can be.
  for (const edge of spread.dated()) if (spread.hasCome(from[edge]!) && !spread.hasCome(to[edge]!)) spread.from([to[edge]!], firstSeen[edge]!);
  return spread;
}

/** When an identity or a credential was made, in milliseconds since 1970; NaN where nobody tells. */
export function madeAt(graph: Graph, thing: number, createdBy?: number): number {
  const at = createdBy === undefined ? undefined : graph.edgeProperties(createdBy)['at'];
  return Date.parse((at as string | undefined) ?? graph.text(thing, 'createdAt') ?? '');
}

class Spread implements Arrivals {
  readonly since: Float64Array;
  readonly made: Uint8Array;
  readonly #graph: Graph;
  readonly #pass: (edge: number) => Pass;
  readonly #end: number;

  constructor(graph: Graph, filter: EndlessFilter) {
    this.#graph = graph;
    this.#pass = edgeFilter(graph, filter);
    this.#end = filter.window?.to === undefined ? Infinity : Date.parse(filter.window.to);
    this.since = new Float64Array(graph.nodeCount).fill(Number.NaN);
    this.made = new Uint8Array(graph.nodeCount);
  }

  hasCome(node: number): boolean {
    return !Number.isNaN(this.since[node]!);
  }

  /** Edges followed that were first seen at a known time, the earliest first. */
  dated(): Int32Array {
    const { firstSeen } = this.#graph.columns;
    const found: number[] = [];
    for (let edge = 0; edge < firstSeen.length; edge++) if (!Number.isNaN(firstSeen[edge]!) && this.#pass(edge) === PASS.through) found.push(edge);
    return Int32Array.from(found).sort((a, b) => firstSeen[a]! - firstSeen[b]!);
  }

  /** Comes to these at a time, and to all that they lead to without a later one. */
  from(starts: readonly number[], time: number): void {
    const { to, firstSeen } = this.#graph.columns;
    const queue: number[] = [];
    const come = (node: number): void => {
      if (this.hasCome(node)) return;
      this.since[node] = time;
      queue.push(node);
    };
    for (const start of starts) come(start);
    for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
      for (const edge of this.#graph.outEdges(node)) if (!(firstSeen[edge]! > time) && this.#pass(edge) === PASS.through) come(to[edge]!);
      for (const thing of this.#madeBy(node, time)) {
        this.made[thing] = 1;
        come(thing);
      }
    }
  }

  /** What an identity made since a time; what was made at a time not known counts. */
  *#madeBy(maker: number, since: number): Generator<number> {
    const graph = this.#graph;
    if (graph.label(maker) !== 'Identity') return;
    for (const edge of graph.inEdges(maker)) {
      const thing = graph.columns.from[edge]!;
      if (graph.edgeKind(edge) !== 'CREATED_BY' || !graph.isOpen(edge) || graph.isClosed(thing) || !isPower(graph, thing)) continue;
      const time = madeAt(graph, thing, edge);
      if (!(time < since || time > this.#end)) yield thing;
    }
  }
}

/** Sessions end with those of their identity. */
function isPower(graph: Graph, thing: number): boolean {
  const label = graph.label(thing);
  return label === 'Identity' || (label === 'Credential' && graph.text(thing, 'kind') !== 'session');
}
