/** How many shortest ways from the seeds to the targets go through each thing and each edge. */
import { FREE, type WalkNetwork } from './walk-network.ts';

/** Counts are exact up to here; more is told as this. */
export const MOST_PATHS = Number.MAX_SAFE_INTEGER;

const plus = (a: number, b: number): number => Math.min(a + b, MOST_PATHS);
// Below the limit a product is exact; beyond it is at least the limit.
const times = (a: number, b: number): number => Math.min(a * b, MOST_PATHS);

export interface ShortestPathCounts {
  /** By vertex: ways that lead on through it; those that end there are not counted. */
  readonly vertex: Float64Array;
  /** By arc. */
  readonly arc: Float64Array;
}

/**
 * A shortest way to a target has as many edges as the target is hops from the nearest seed; ways are different when an edge
 * is, its kind included. Summed over all targets.
 */
export function shortestPathCounts(network: WalkNetwork): ShortestPathCounts {
  const { vertexCount, from, to, outgoing } = network;
  const { hops, order } = hopsOf(network);
  const onShortest = (arc: number): boolean => hops[from[arc]!] !== -1 && hops[to[arc]!] === hops[from[arc]!]! + lengthOf(network, arc);
  const arriving = new Float64Array(vertexCount);
  arriving[network.source] = 1;
  for (const vertex of order) {
    for (let position = outgoing.offsets[vertex]!, end = outgoing.offsets[vertex + 1]!; position < end; position++) {
      const arc = outgoing.edges[position]!;
      if (onShortest(arc)) arriving[to[arc]!] = plus(arriving[to[arc]!]!, arriving[vertex]!);
    }
  }
  /** By vertex: 1 where ways end with it. */
  const ending = new Uint8Array(vertexCount);
  for (const goal of network.goals) ending[goal] = 1;
  const beyond = new Float64Array(vertexCount);
  const arcs = new Float64Array(from.length);
  for (let place = order.length - 1; place >= 0; place--) {
    const vertex = order[place]!;
    for (let position = outgoing.offsets[vertex]!, end = outgoing.offsets[vertex + 1]!; position < end; position++) {
      const arc = outgoing.edges[position]!;
      if (!onShortest(arc)) continue;
      const ahead = plus(beyond[to[arc]!]!, ending[to[arc]!]!);
      arcs[arc] = times(arriving[vertex]!, ahead);
      // Into its own goal: the way ends with the thing itself.
      if (network.kind[arc] === FREE && vertex !== network.source) ending[vertex] = 1;
      else beyond[vertex] = plus(beyond[vertex]!, ahead);
    }
  }
  return { vertex: beyond.map((ahead, vertex) => times(arriving[vertex]!, ahead)), arc: arcs };
}

const lengthOf = ({ kind }: WalkNetwork, arc: number): number => (kind[arc] === FREE ? 0 : 1);

/** Fewest edges from the source by vertex, and the vertices in that order, so that none comes before one it is reached from. */
function hopsOf(network: WalkNetwork): { hops: Int32Array; order: Int32Array } {
  const { vertexCount, source, to, kind, outgoing } = network;
  const hops = new Int32Array(vertexCount).fill(-1);
  const order: number[] = [];
  hops[source] = 0;
  let frontier = [source];
  for (let hop = 0; frontier.length > 0; hop++) {
    const next: number[] = [];
    // Grows while it is walked: free arcs lead to vertices of the same hop.
    for (const vertex of frontier) {
      order.push(vertex);
      for (let position = outgoing.offsets[vertex]!, end = outgoing.offsets[vertex + 1]!; position < end; position++) {
        const arc = outgoing.edges[position]!;
        const target = to[arc]!;
        if (kind[arc] === FREE && (hops[target] === -1 || hops[target] === hop + 1)) {
          hops[target] = hop;
          frontier.push(target);
        } else if (hops[target] === -1) {
          hops[target] = hop + 1;
          next.push(target);
        }
      }
    }
    frontier = next.filter((vertex) => hops[vertex] === hop + 1);
  }
  return { hops, order: Int32Array.from(order) };
}
