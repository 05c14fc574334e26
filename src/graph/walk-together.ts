/** The same walk from many seeds at once: which of them reach a thing is bits, so that 32 seeds cost little more than one. */
import { throwIfAborted } from '../base/abort.ts';
import type { WalkFilter } from '../model/walk.ts';
import type { Graph } from './graph.ts';
import { PASS, edgeFilter } from './passes.ts';
import type { Direction } from './reach.ts';

/** So many seeds walk at once. */
export const SEEDS_AT_ONCE = 32;

/** Called when seeds reach a node for the first time: bit i of `bits` stands for the i-th seed, `hop` is their fewest. */
export type Met = (node: number, bits: number, hop: number) => void;

/**
 * A walker that takes up to SEEDS_AT_ONCE distinct seeds at a time. Each seed finds exactly what `reach` finds from it
 * alone, at the same hops: other seeds are no end to it, and may be reached. Hops come in order; within one hop a node may
 * be met several times, by different seeds. Gives back which seeds reach each node, valid until the next call.
 * Throws `aborted`.
 */
export function walkTogether(graph: Graph, direction: Direction, filter: WalkFilter, signal?: AbortSignal): (seeds: readonly number[], met: Met) => Int32Array {
  const forward = direction === 'forward';
  const { offsets, steps } = followedSteps(graph, direction, filter);
  const limit = filter.hops ?? Number.MAX_SAFE_INTEGER;
  const arrived = new Int32Array(graph.nodeCount);
  // As in `reach`: a node met over a list-level edge is reached, but not walked on from.
  const queued = new Int32Array(graph.nodeCount);
  let fresh = new Int32Array(graph.nodeCount);
  let following = new Int32Array(graph.nodeCount);

  return (seeds, met) => {
    for (const bits of [arrived, queued, fresh, following]) bits.fill(0);
    for (const [place, seed] of seeds.entries()) arrived[seed] = queued[seed] = fresh[seed] = 1 << place;
    let frontier = [...seeds];
    for (let hop = 1; hop <= limit && frontier.length > 0; hop++) {
      throwIfAborted(signal);
      const next: number[] = [];
      for (const node of frontier) {
        const bits = fresh[node]!;
        fresh[node] = 0;
        for (let position = offsets[node]!, end = offsets[node + 1]!; position < end; position++) {
          const step = steps[position]!;
          const last = step < 0;
          // Backward, such a step can only be the one into a seed.
          if (last && !forward && hop > 1) continue;
          const target = last ? ~step : step;
          const arriving = bits & ~arrived[target]!;
          if (arriving !== 0) {
            arrived[target]! |= arriving;
            met(target, arriving, hop);
          }
          const going = bits & ~queued[target]!;
          if (going === 0 || (last && forward)) continue;
          queued[target]! |= going;
          if (following[target] === 0) next.push(target);
          following[target]! |= going;
        }
      }
      [fresh, following] = [following, fresh];
      frontier = next;
    }
    for (const [place, seed] of seeds.entries()) arrived[seed]! &= ~(1 << place);
    return arrived;
  };
}

/** Where the edges of each node lead that the filter lets through, `~node` over an edge that leads no further: judged once for all seeds. */
function followedSteps(graph: Graph, direction: Direction, filter: WalkFilter): { offsets: Int32Array; steps: Int32Array } {
  const { offsets, edges } = direction === 'forward' ? graph.outgoing : graph.incoming;
  const ends = direction === 'forward' ? graph.columns.to : graph.columns.from;
  const pass = edgeFilter(graph, filter);
  const steps = new Int32Array(edges.length);
  const stepOffsets = new Int32Array(graph.nodeCount + 1);
  let size = 0;
  for (let node = 0; node < graph.nodeCount; node++) {
    for (let position = offsets[node]!, end = offsets[node + 1]!; position < end; position++) {
      const edge = edges[position]!;
      const verdict = pass(edge);
      if (verdict === PASS.through) steps[size++] = ends[edge]!;
      else if (verdict === PASS.last) steps[size++] = ~ends[edge]!;
    }
    stepOffsets[node + 1] = size;
  }
  return { offsets: stepOffsets, steps: steps.subarray(0, size) };
}
