/** Single things and edges whose removal alone takes targets out of reach, and how many shortest ways each cuts. */
import { throwIfAborted } from '../base/abort.ts';
import { dominatedSums, dominatorTree, onlyArcs, type DominatorTree } from './dominators.ts';
import { shortestPathCounts } from './shortest-path-counts.ts';
import { FREE, type WalkNetwork } from './walk-network.ts';

export interface ChokePoint {
  /** A vertex of the network, or one of its arcs. */
  readonly what: 'node' | 'edge';
  readonly number: number;
  /** How many targets the seeds reach no more when it alone is gone; a thing does not count itself. */
  readonly targetsLost: number;
  /** Shortest ways to targets through it, up to MOST_PATHS; to a thing itself they don't count. */
  readonly shortestPaths: number;
}

export interface ChokePoints {
  /** Most targets lost first, then most shortest ways, nodes before edges, ascending number. Seeds are none. */
  readonly points: readonly ChokePoint[];
  /** Node indexes of targets lost, ascending; at most `limit`. */
  lost(point: ChokePoint, limit: number): number[];
}

/** The `limit` best choke points. What neither loses a target nor lies on a shortest way is none. Throws `aborted`. */
export function chokePoints(network: WalkNetwork, limit: number, signal?: AbortSignal): ChokePoints {
  const { vertexCount, thingCount, goals } = network;
  const tree = dominatorTree(network);
  throwIfAborted(signal);
  const values = new Float64Array(vertexCount);
  for (const goal of goals) values[goal] = 1;
  const sums = dominatedSums(tree, values);
  const only = onlyArcs(network, tree);
  throwIfAborted(signal);
  const paths = shortestPathCounts(network);
  throwIfAborted(signal);
  const isSeed = seedVertices(network);
  const own = ownGoals(network, tree);
  const found: ChokePoint[] = [];
  const consider = (point: ChokePoint): void => {
    if (point.targetsLost > 0 || point.shortestPaths > 0) found.push(point);
  };
  for (let vertex = 0; vertex < thingCount; vertex++) {
    if (isSeed[vertex] === 0) consider({ what: 'node', number: vertex, targetsLost: sums[vertex]! - own[vertex]!, shortestPaths: paths.vertex[vertex]! });
  }
  for (let arc = 0; arc < network.from.length; arc++) {
    if (network.kind[arc] === FREE) continue;
    const end = network.to[arc]!;
    consider({ what: 'edge', number: arc, targetsLost: only[end] === arc ? sums[end]! : 0, shortestPaths: paths.arc[arc]! });
  }
  found.sort(compare);
  return { points: found.slice(0, limit), lost: (point, most) => lostTargets(network, tree, point).slice(0, most) };
}

function compare(a: ChokePoint, b: ChokePoint): number {
  if (a.targetsLost !== b.targetsLost) return b.targetsLost - a.targetsLost;
  if (a.shortestPaths !== b.shortestPaths) return b.shortestPaths - a.shortestPaths;
  return a.what === b.what ? a.number - b.number : a.what === 'node' ? -1 : 1;
}

function seedVertices({ vertexCount, source, to, outgoing }: WalkNetwork): Uint8Array {
  const marks = new Uint8Array(vertexCount);
  for (let position = outgoing.offsets[source]!, end = outgoing.offsets[source + 1]!; position < end; position++) marks[to[outgoing.edges[position]!]!] = 1;
  return marks;
}

/** By vertex: 1 where the thing is itself a target, and reached only through itself. */
function ownGoals({ vertexCount, thingCount, node, goals }: WalkNetwork, tree: DominatorTree): Uint8Array {
  const own = new Uint8Array(vertexCount);
  const vertexOf = new Map<number, number>();
  for (let vertex = 0; vertex < thingCount; vertex++) vertexOf.set(node[vertex]!, vertex);
  for (const goal of goals) {
    const vertex = vertexOf.get(node[goal]!);
    if (vertex !== undefined && tree.dominates(vertex, goal)) own[vertex] = 1;
  }
  return own;
}

function lostTargets({ targets, goals, to, node }: WalkNetwork, tree: DominatorTree, { what, number, targetsLost }: ChokePoint): number[] {
  if (targetsLost === 0) return [];
  const top = what === 'node' ? number : to[number]!;
  const lost: number[] = [];
  for (let position = 0; position < targets.length; position++) {
    const target = targets[position]!;
    if (tree.dominates(top, goals[position]!) && !(what === 'node' && target === node[number])) lost.push(target);
  }
  return lost;
}
