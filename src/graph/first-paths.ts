/** The first of the shortest paths to everything reached: one search for all targets, the same paths every time. */
import { throwIfAborted } from '../base/abort.ts';
import type { WalkFilter } from '../model/walk.ts';
import type { Graph } from './graph.ts';
import { PASS, edgeFilter } from './passes.ts';

/** For each thing reached: of its shortest paths from any seed, the one whose uids come first in order, from the seed on. */
export interface FirstPaths {
  /** Without the seeds; nearest first. */
  readonly reached: readonly number[];
  /** By node index: edges on the path; 0 for seeds, -1 for what is not reached. */
  readonly hops: Int32Array;
  /** By node index: the thing before it on its path; -1 for seeds and what is not reached. */
  readonly before: Int32Array;
  /** The same on the paths that lead on through it, which may be longer: what is only listed leads no further. */
  readonly throughBefore: Int32Array;
}

/**
 * Breadth first, each layer in the order of its paths: the first that meets a thing is then on the first path to it, since
 * paths of one length compare by what stands before their end. Throws `aborted`.
 */
export function firstPaths(graph: Graph, seeds: readonly number[], filter: WalkFilter, signal?: AbortSignal): FirstPaths {
  const pass = edgeFilter(graph, filter);
  const [hops, before, throughBefore] = [0, 1, 2].map(() => new Int32Array(graph.nodeCount).fill(-1)) as [Int32Array, Int32Array, Int32Array];
  const queued = new Uint8Array(graph.nodeCount);
  const reached: number[] = [];
  let layer = [...new Set(seeds)].sort((a, b) => a - b);
  for (const seed of layer) {
    queued[seed] = 1;
    hops[seed] = 0;
  }
  for (let hop = 1; layer.length > 0 && hop <= (filter.hops ?? Number.MAX_SAFE_INTEGER); hop++) {
    throwIfAborted(signal);
    const next: number[] = [];
    for (const node of layer) {
      const start = next.length;
      for (const edge of graph.outEdges(node)) {
        const verdict = pass(edge);
        if (verdict === PASS.no || verdict === PASS.leftOut) continue;
        const target = graph.columns.to[edge]!;
        if (hops[target] === -1) {
          hops[target] = hop;
          before[target] = node;
          reached.push(target);
        }
        if (verdict !== PASS.through || queued[target] === 1) continue;
        queued[target] = 1;
        throughBefore[target] = node;
        next.push(target);
      }
      if (next.length - start > 1) for (const [place, target] of next.slice(start).sort((a, b) => a - b).entries()) next[start + place] = target;
    }
    layer = next;
  }
  return { reached, hops, before, throughBefore };
}

/** From the seed to the thing, both included. */
export function pathTo({ before, throughBefore }: FirstPaths, target: number): number[] {
  const path = [target];
  for (let node = before[target]!; node !== -1; node = throughBefore[node]!) path.push(node);
  return path.reverse();
}

/** Every edge from one thing to another, in no promised order. Looked for at the end that has fewer: many a path leads through a hub. */
export function edgesBetween(graph: Graph, from: number, to: number): number[] {
  const [leaving, arriving] = [graph.outEdges(from), graph.inEdges(to)];
  const edges = leaving.length <= arriving.length ? leaving.filter((edge) => graph.columns.to[edge] === to) : arriving.filter((edge) => graph.columns.from[edge] === from);
  return Array.from(edges);
}
