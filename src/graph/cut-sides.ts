/** Of each arc of a network: how many seeds lead to it, and how many targets lie behind it. */
import { FREE, type WalkNetwork } from './walk-network.ts';
import { sumsBeyond } from './reach-counts.ts';

export interface CutSides {
  /** By vertex: seeds that reach it, itself included where it is one. */
  readonly seedsBefore: Float64Array;
  /** By vertex: targets that it reaches, itself included where it is one. */
  readonly targetsBehind: Float64Array;
}

/** Counted over the whole network, other cuts not made. Throws `aborted`. */
export function cutSides({ vertexCount, source, from, to, kind, goals }: WalkNetwork, signal?: AbortSignal): CutSides {
  const none = new Int32Array(0);
  const isGoal = new Float64Array(vertexCount);
  for (const goal of goals) isGoal[goal] = 1;
  const isSeed = new Float64Array(vertexCount);
  for (let arc = 0; arc < from.length; arc++) if (kind[arc] === FREE && from[arc] === source) isSeed[to[arc]!] = 1;
  const [behind] = sumsBeyond(vertexCount, { throughFrom: from, throughTo: to, lastFrom: none, lastTo: none }, [isGoal], signal);
  const [before] = sumsBeyond(vertexCount, { throughFrom: to, throughTo: from, lastFrom: none, lastTo: none }, [isSeed], signal);
  return { seedsBefore: before!.map((count, vertex) => count + isSeed[vertex]!), targetsBehind: behind!.map((count, vertex) => count + isGoal[vertex]!) };
}
