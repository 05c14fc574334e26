/** Strongly connected components of a plain directed graph in typed arrays: what reaches each other counts as one. */
import { buildAdjacency } from './build.ts';

/** Successors of node i: `targets[offsets[i]] … targets[offsets[i + 1] - 1]`. */
export interface Successors {
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
}

export interface Components {
  /** Number of components. */
  readonly count: number;
  /** By node: its component. An arc between two components goes from the higher number to the lower. */
  readonly of: Int32Array;
}

/** Arcs as pairs, by their start; the successors of a node in the order of the pairs. */
export function successorsOf(nodeCount: number, from: Int32Array, to: Int32Array): Successors {
  const { offsets, edges } = buildAdjacency(from, nodeCount);
  return { offsets, targets: edges.map((arc) => to[arc]!) };
}

/** Tarjan's algorithm with its own stack, as a chain of a hundred thousand is no deeper than memory allows. */
export function stronglyConnected(nodeCount: number, { offsets, targets }: Successors): Components {
  const of = new Int32Array(nodeCount).fill(-1);
  /** Number at which a node was met, from 1; 0: not yet. */
  const met = new Int32Array(nodeCount);
  const low = new Int32Array(nodeCount);
  const next = offsets.slice(0, nodeCount);
  const open = new Int32Array(nodeCount);
  const path = new Int32Array(nodeCount);
  let [openCount, pathLength, meetings, count] = [0, 0, 0, 0];
  const enter = (node: number): void => {
    met[node] = low[node] = ++meetings;
    open[openCount++] = node;
    path[pathLength++] = node;
  };
  for (let root = 0; root < nodeCount; root++) {
    if (met[root] !== 0) continue;
    enter(root);
    while (pathLength > 0) {
      const node = path[pathLength - 1]!;
      if (next[node]! < offsets[node + 1]!) {
        const target = targets[next[node]!++]!;
        if (met[target] === 0) enter(target);
        else if (of[target] === -1 && met[target]! < low[node]!) low[node] = met[target]!;
        continue;
      }
      pathLength--;
      if (pathLength > 0) {
        const parent = path[pathLength - 1]!;
        if (low[node]! < low[parent]!) low[parent] = low[node]!;
      }
      if (low[node] !== met[node]) continue;
      for (;;) {
        const member = open[--openCount]!;
        of[member] = count;
        if (member === node) break;
      }
      count++;
    }
  }
  return { count, of };
}
