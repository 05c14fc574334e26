/** Maximum flow by Dinic's algorithm, and the side of the source that a minimum cut leaves. */
import { throwIfAborted } from '../base/abort.ts';
import { buildAdjacency } from './build.ts';
import type { Adjacency } from './graph.ts';

export interface FlowNetwork {
  readonly vertexCount: number;
  readonly source: number;
  readonly sink: number;
  /** By arc. Capacities are whole numbers, or Infinity for what can't be cut. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly capacity: Float64Array;
}

export interface Flow {
  readonly value: number;
  /**
   * By vertex: 1 where more could still flow to. The arcs that leave this side are a minimum cut, of all minimum cuts the one
   * nearest to the source; which flow was found makes no difference to it.
   */
  readonly sourceSide: Uint8Array;
}

/** Some way from source to sink must be of finite capacity, on every way. Throws `aborted`. */
export function maximumFlow(network: FlowNetwork, signal?: AbortSignal): Flow {
  const residual = residualOf(network);
  let value = 0;
  for (;;) {
    throwIfAborted(signal);
    const level = levelsOf(residual, network);
    if (level[network.sink] === -1) return { value, sourceSide: Uint8Array.from(level, (hops) => (hops === -1 ? 0 : 1)) };
    value += blockingFlow(residual, network, level, signal);
  }
}

/** Arc `2a` is arc a, `2a + 1` its reverse. */
interface Residual {
  readonly end: Int32Array;
  readonly left: Float64Array;
  readonly outgoing: Adjacency;
}

function residualOf({ vertexCount, from, to, capacity }: FlowNetwork): Residual {
  const start = new Int32Array(from.length * 2);
  const end = new Int32Array(from.length * 2);
  const left = new Float64Array(from.length * 2);
  for (let arc = 0; arc < from.length; arc++) {
    start[2 * arc] = end[2 * arc + 1] = from[arc]!;
    end[2 * arc] = start[2 * arc + 1] = to[arc]!;
    left[2 * arc] = capacity[arc]!;
  }
  return { end, left, outgoing: buildAdjacency(start, vertexCount) };
}

/** Fewest unsaturated arcs from the source; -1 where there is no way. */
function levelsOf({ end, left, outgoing: { offsets, edges } }: Residual, { vertexCount, source }: FlowNetwork): Int32Array {
  const level = new Int32Array(vertexCount).fill(-1);
  const queue = new Int32Array(vertexCount);
  level[source] = 0;
  queue[0] = source;
  for (let head = 0, tail = 1; head < tail; head++) {
    const vertex = queue[head]!;
    for (let position = offsets[vertex]!, stop = offsets[vertex + 1]!; position < stop; position++) {
      const arc = edges[position]!;
      const target = end[arc]!;
      if (left[arc] === 0 || level[target] !== -1) continue;
      level[target] = level[vertex]! + 1;
      queue[tail++] = target;
    }
  }
  return level;
}

/** Sends along shortest ways until each has a full arc. */
function blockingFlow({ end, left, outgoing: { offsets, edges } }: Residual, { vertexCount, source, sink }: FlowNetwork, level: Int32Array, signal: AbortSignal | undefined): number {
  const next = offsets.slice(0, vertexCount);
  const path = new Int32Array(vertexCount);
  let [depth, vertex, sent, ways] = [0, source, 0, 0];
  for (;;) {
    if (vertex === sink) {
      if ((++ways & 1023) === 0) throwIfAborted(signal);
      const amount = narrowest(left, path, depth);
      sent += amount;
      let full = depth;
      for (let step = depth - 1; step >= 0; step--) {
        const arc = path[step]!;
        left[arc]! -= amount;
        left[arc ^ 1]! += amount;
        if (left[arc] === 0) full = step;
      }
      depth = full;
      vertex = end[path[full]! ^ 1]!;
      continue;
    }
    let arc = -1;
    for (; next[vertex]! < offsets[vertex + 1]!; next[vertex]!++) {
      const candidate = edges[next[vertex]!]!;
      if (left[candidate] === 0 || level[end[candidate]!] !== level[vertex]! + 1) continue;
      arc = candidate;
      break;
    }
    if (arc !== -1) {
      path[depth++] = arc;
      vertex = end[arc]!;
    } else {
      if (depth === 0) return sent;
      vertex = end[path[--depth]! ^ 1]!;
      next[vertex]!++;
    }
  }
}

function narrowest(left: Float64Array, path: Int32Array, depth: number): number {
  let amount = Infinity;
  for (let step = 0; step < depth; step++) amount = Math.min(amount, left[path[step]!]!);
  return amount;
}
