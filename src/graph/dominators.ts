/**
 * What every way leads through: dominators of a network by Lengauer and Tarjan, and the arcs that are the only way to
 * their end.
 */
import type { WalkNetwork } from './walk-network.ts';

export interface DominatorTree {
  /** The vertices that the source reaches, each after its dominator. */
  readonly order: Int32Array;
  /** By vertex: the nearest other vertex that every way to it leads through; -1 for the source and what is not reached. */
  readonly dominator: Int32Array;
  /** True when every way to `other` leads through `vertex`, or they are the same; both must be reached. */
  dominates(vertex: number, other: number): boolean;
  /** What a vertex dominates, itself included, are those whose place is from its own up to its own and size. */
  readonly place: Int32Array;
  readonly size: Int32Array;
}

type Arcs = Pick<WalkNetwork, 'vertexCount' | 'source' | 'from' | 'to' | 'outgoing' | 'incoming'>;

/** The dominator tree of what the source reaches; arcs marked in `removed` count as not there. */
export function dominatorTree(network: Arcs, removed: Uint8Array = new Uint8Array(network.from.length)): DominatorTree {
  const search = depthFirst(network, removed);
  const { order } = search;
  const above = immediateDominators(network, removed, search);
  const dominator = new Int32Array(network.vertexCount).fill(-1);
  for (let number = 1; number < order.length; number++) dominator[order[number]!] = order[above[number]!]!;
  const size = new Int32Array(network.vertexCount);
  for (let number = order.length - 1; number >= 0; number--) {
    const vertex = order[number]!;
    size[vertex]!++;
    if (number > 0) size[dominator[vertex]!]! += size[vertex]!;
  }
  const place = new Int32Array(network.vertexCount).fill(-1);
  const free = new Int32Array(network.vertexCount);
  for (const vertex of order) {
    const parent = dominator[vertex]!;
    place[vertex] = parent === -1 ? 0 : free[parent]!;
    if (parent !== -1) free[parent]! += size[vertex]!;
    free[vertex] = place[vertex]! + 1;
  }
  const dominates = (vertex: number, other: number): boolean => place[other]! >= place[vertex]! && place[other]! < place[vertex]! + size[vertex]!;
  return { order, dominator, dominates, place, size };
}

/** By vertex: the arc that every way to it takes last, or -1 where there is more than one. */
export function onlyArcs({ vertexCount, from, incoming }: Arcs, tree: DominatorTree, removed: Uint8Array = new Uint8Array(from.length)): Int32Array {
  const only = new Int32Array(vertexCount).fill(-1);
  for (const vertex of tree.order) {
    for (let position = incoming.offsets[vertex]!, end = incoming.offsets[vertex + 1]!; position < end; position++) {
      const arc = incoming.edges[position]!;
      // What comes from beyond the vertex has been through it.
      if (removed[arc] === 1 || tree.place[from[arc]!] === -1 || tree.dominates(vertex, from[arc]!)) continue;
      if (only[vertex] !== -1) {
        only[vertex] = -1;
        break;
      }
      only[vertex] = arc;
    }
  }
  return only;
}

/** By vertex: the sum of `values` (by vertex) over all that it dominates, itself included; 0 for what is not reached. */
export function dominatedSums({ order, dominator }: DominatorTree, values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length);
  for (let number = order.length - 1; number >= 0; number--) {
    const vertex = order[number]!;
    sums[vertex]! += values[vertex]!;
    if (number > 0) sums[dominator[vertex]!]! += sums[vertex]!;
  }
  return sums;
}

/** A depth-first search from the source: vertices are numbered as they are met. */
interface Search {
  readonly order: Int32Array;
  /** By vertex: its number, or -1. */
  readonly number: Int32Array;
  /** By number: that of the vertex it was met from. */
  readonly parent: Int32Array;
}

function depthFirst({ vertexCount, source, to, outgoing: { offsets, edges } }: Arcs, removed: Uint8Array): Search {
  const number = new Int32Array(vertexCount).fill(-1);
  const order = new Int32Array(vertexCount);
  const parent = new Int32Array(vertexCount);
  const next = offsets.slice(0, vertexCount);
  const path = new Int32Array(vertexCount);
  let [met, depth] = [1, 1];
  number[source] = 0;
  order[0] = source;
  path[0] = source;
  while (depth > 0) {
    const vertex = path[depth - 1]!;
    if (next[vertex] === offsets[vertex + 1]) {
      depth--;
      continue;
    }
    const arc = edges[next[vertex]!++]!;
    const target = to[arc]!;
    if (removed[arc] === 1 || number[target] !== -1) continue;
    parent[met] = number[vertex]!;
    number[target] = met;
    order[met++] = target;
    path[depth++] = target;
  }
  return { order: order.slice(0, met), number, parent };
}

/** By number: the number of the immediate dominator. Lengauer–Tarjan, with path compression alone. */
function immediateDominators({ from, incoming: { offsets, edges } }: Arcs, removed: Uint8Array, { order, number, parent }: Search): Int32Array {
  const count = order.length;
  const semi = Int32Array.from({ length: count }, (_, vertex) => vertex);
  const best = semi.slice();
  const ancestor = new Int32Array(count).fill(-1);
  const dominator = new Int32Array(count);
  /** By number: those whose semidominator it is, as a linked list. */
  const first = new Int32Array(count).fill(-1);
  const next = new Int32Array(count).fill(-1);
  const compressed = new Int32Array(count);
  const evaluate = (vertex: number): number => {
    if (ancestor[vertex] === -1) return vertex;
    let depth = 0;
    for (let at = vertex; ancestor[ancestor[at]!] !== -1; at = ancestor[at]!) compressed[depth++] = at;
    while (depth > 0) {
      const at = compressed[--depth]!;
      const above = ancestor[at]!;
      if (semi[best[above]!]! < semi[best[at]!]!) best[at] = best[above]!;
      ancestor[at] = ancestor[above]!;
    }
    return best[vertex]!;
  };
  for (let vertex = count - 1; vertex > 0; vertex--) {
    const place = order[vertex]!;
    for (let position = offsets[place]!, end = offsets[place + 1]!; position < end; position++) {
      const origin = number[from[edges[position]!]!]!;
      if (origin === -1 || removed[edges[position]!] === 1) continue;
      const through = semi[evaluate(origin)]!;
      if (through < semi[vertex]!) semi[vertex] = through;
    }
    next[vertex] = first[semi[vertex]!]!;
    first[semi[vertex]!] = vertex;
    const above = parent[vertex]!;
    ancestor[vertex] = above;
    for (let waiting = first[above]!; waiting !== -1; waiting = next[waiting]!) {
      const through = evaluate(waiting);
      dominator[waiting] = semi[through]! < semi[waiting]! ? through : above;
    }
    first[above] = -1;
  }
  for (let vertex = 1; vertex < count; vertex++) if (dominator[vertex] !== semi[vertex]) dominator[vertex] = dominator[dominator[vertex]!]!;
  return dominator;
}
