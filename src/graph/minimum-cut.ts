/** The cheapest set of edges to cut so that the seeds reach no target: exact, by maximum flow. */
import { EDGE_KINDS, type EdgeKind } from '../model/labels.ts';
import { maximumFlow } from './max-flow.ts';
import { FREE, type WalkNetwork } from './walk-network.ts';

export interface MinimumCut {
  /** Sum of the costs of `arcs`; 0 when no target is reached. */
  readonly cost: number;
  /** Arcs of the network, ascending. */
  readonly arcs: readonly number[];
}

export interface CutOptions {
  /** Goals to separate from the seeds; default: all of the network's. */
  readonly goals?: Int32Array;
  /** By arc: 1 for what is gone already. */
  readonly removed?: Uint8Array;
  readonly signal?: AbortSignal | undefined;
}

/**
 * A cut of least cost; of several the one nearest to the seeds, so that the answer is the same every time. `costOf` gives a
 * positive whole number for each kind. Throws `aborted`.
 */
export function minimumCut(network: WalkNetwork, costOf: (kind: EdgeKind) => number, { goals = network.goals, removed, signal }: CutOptions = {}): MinimumCut {
  const { vertexCount, source, from, to, kind } = network;
  if (goals.length === 0) return { cost: 0, arcs: [] };
  const costs = Float64Array.from(EDGE_KINDS, costOf);
  const sink = vertexCount;
  const capacity = new Float64Array(from.length + goals.length).fill(Infinity);
  for (let arc = 0; arc < from.length; arc++) {
    if (removed?.[arc] === 1) capacity[arc] = 0;
    else if (kind[arc] !== FREE) capacity[arc] = costs[kind[arc]!]!;
  }
  const { value, sourceSide } = maximumFlow(
    { vertexCount: vertexCount + 1, source, sink, from: joined(from, goals), to: joined(to, new Int32Array(goals.length).fill(sink)), capacity },
    signal,
  );
  const arcs: number[] = [];
  for (let arc = 0; arc < from.length; arc++) if (capacity[arc]! > 0 && sourceSide[from[arc]!] === 1 && sourceSide[to[arc]!] === 0) arcs.push(arc);
  return { cost: value, arcs };
}

function joined(first: Int32Array, second: Int32Array): Int32Array {
  const all = new Int32Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}
