/** Breadth-first reach over the columns: blast radius forward, exposure backward. */
import { throwIfAborted } from '../base/abort.ts';
import type { WalkFilter } from '../model/walk.ts';
import type { Graph } from './graph.ts';
import { PASS, edgeFilter, type Pass } from './passes.ts';

export type Direction = 'forward' | 'backward';

export interface Reach {
  /** Reached node indexes without the seeds, nearest first; ascending index within one hop. */
  readonly reached: Int32Array;
  /** By node index: fewest edges from any seed; 0 for seeds, -1 for what is not reached. */
  readonly hops: Int32Array;
  /** Edges met that did not pass for want of the property a filter asks for. */
  readonly leftOut: number;
}

/**
 * Everything within `filter.hops` edges of the seeds. Backward answers who can reach the seeds, and is the exact
 * mirror: y is in the forward reach of x if and only if x is in the backward reach of y, at the same hop.
 * Throws `aborted`.
 */
export function reach(
  graph: Graph,
  seeds: readonly number[],
  direction: Direction,
  filter: WalkFilter,
  signal?: AbortSignal,
): Reach {
  const forward = direction === 'forward';
  const { offsets, edges } = forward ? graph.outgoing : graph.incoming;
  const ends = forward ? graph.columns.to : graph.columns.from;
  const pass = edgeFilter(graph, filter);
  const limit = filter.hops ?? Number.MAX_SAFE_INTEGER;
  const hops = new Int32Array(graph.nodeCount).fill(-1);
  // A node first met over a list-level edge is reached but not walked on from; a later edge may still lead through it.
  const queued = new Uint8Array(graph.nodeCount);
  let frontier: number[] = [];
  for (const seed of seeds) {
    if (queued[seed]) continue;
    queued[seed] = 1;
    hops[seed] = 0;
    frontier.push(seed);
  }
  const reached: number[] = [];
  let leftOut = 0;
  for (let hop = 1; hop <= limit && frontier.length > 0; hop++) {
    throwIfAborted(signal);
    const next: number[] = [];
    const start = reached.length;
    for (const node of frontier) {
      for (let position = offsets[node]!, end = offsets[node + 1]!; position < end; position++) {
        const edge = edges[position]!;
        const verdict: Pass = pass(edge);
        if (verdict === PASS.no) continue;
        if (verdict === PASS.leftOut) {
          leftOut++;
          continue;
        }
        // The mirror of "leads no further": backward, such an edge can only be the one into a seed.
        if (verdict === PASS.last && !forward && hop > 1) continue;
        const target = ends[edge]!;
        if (hops[target] === -1) {
          hops[target] = hop;
          reached.push(target);
        }
        if (queued[target] === 0 && (verdict === PASS.through || !forward)) {
          queued[target] = 1;
          next.push(target);
        }
      }
    }
    sortTail(reached, start);
    frontier = next;
  }
  return { reached: Int32Array.from(reached), hops, leftOut };
}

function sortTail(list: number[], start: number): void {
  if (list.length - start < 2) return;
  const tail = Int32Array.from(list.slice(start)).sort();
  for (let position = 0; position < tail.length; position++) list[start + position] = tail[position]!;
}
