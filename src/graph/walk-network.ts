/**
 * The network that cuts and dominators are worked out on: all that lies on some path from the seeds to a target, and
 * nothing else. Parallel records are one arc for each kind between two things.
 */
import { throwIfAborted } from '../base/abort.ts';
import { EDGE_KINDS } from '../model/labels.ts';
import { buildAdjacency } from './build.ts';
import type { Adjacency, Graph } from './graph.ts';
import { PASS, edgeFilter, type Pass } from './passes.ts';
import type { EndlessFilter } from './reach-counts.ts';

/** Kind of an arc that stands for no edge: from the source to a seed, or from a thing to where its being reached counts. */
export const FREE = 255;

export interface WalkNetwork {
  /** Vertices: things in ascending index, then the separate goals, then the source. */
  readonly vertexCount: number;
  /** How many of them are things that a walk leads on from, or ends at. */
  readonly thingCount: number;
  /** Has an arc to each seed. */
  readonly source: number;
  /** By vertex: the thing's node index; a goal's is its target's; -1 for the source. */
  readonly node: Int32Array;
  /** Node indexes of the targets that are reached, ascending. Seeds are none. */
  readonly targets: Int32Array;
  /**
   * For each of `targets`: the vertex that is reached when the target is. It is the thing's own, but for a target that also
   * access at level `list` reaches: that leads to the goal alone, and no further.
   */
  readonly goals: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** By arc: index into EDGE_KINDS, or FREE. Ordered by both ends and kind; free ones come last. */
  readonly kind: Uint8Array;
  /** By arc: as in EdgeColumns, the highest of its records. */
  readonly level: Uint8Array;
  /** Arcs by their start and by their end. */
  readonly outgoing: Adjacency;
  readonly incoming: Adjacency;
}

/**
 * The network between seeds and targets; without targets, of all that the seeds reach. Targets that are not reached, and
 * those that are seeds, are left out; so are arcs into seeds, which no shortest way takes. Throws `aborted`.
 */
export function walkNetwork(graph: Graph, seeds: readonly number[], targets: readonly number[] | undefined, filter: EndlessFilter, signal?: AbortSignal): WalkNetwork {
  return build(graph, { seeds, targets, filter, intoSeeds: false, signal });
}

/** The network of all that the seeds reach, with the arcs into seeds: for where a seed may cease to be one. */
export function reachNetwork(graph: Graph, seeds: readonly number[], filter: EndlessFilter, signal?: AbortSignal): WalkNetwork {
  return build(graph, { seeds, targets: undefined, filter, intoSeeds: true, signal });
}

interface Asked {
  readonly seeds: readonly number[];
  readonly targets: readonly number[] | undefined;
  readonly filter: EndlessFilter;
  readonly intoSeeds: boolean;
  readonly signal: AbortSignal | undefined;
}

function build(graph: Graph, { seeds, targets, filter, intoSeeds, signal }: Asked): WalkNetwork {
  throwIfAborted(signal);
  const pass = edgeFilter(graph, filter);
  const isSeed = marked(graph, seeds);
  const forward = walkedThrough(graph, seeds, pass);
  const isTarget = targets === undefined ? new Uint8Array(graph.nodeCount).fill(1) : marked(graph, targets);
  for (const seed of seeds) isTarget[seed] = 0;
  throwIfAborted(signal);
  const inside = targets === undefined ? forward : leadingTo(graph, targets, { isSeed, isTarget, forward, pass });
  throwIfAborted(signal);
  return assemble(graph, { isSeed, isTarget, inside, pass, intoSeeds });
}

function marked(graph: Graph, nodes: readonly number[]): Uint8Array {
  const marks = new Uint8Array(graph.nodeCount);
  for (const node of nodes) marks[node] = 1;
  return marks;
}

/** Marks the seeds and all that a walk gets to and leads on from. */
function walkedThrough(graph: Graph, seeds: readonly number[], pass: (edge: number) => Pass): Uint8Array {
  const { offsets, edges } = graph.outgoing;
  const marks = marked(graph, seeds);
  const queue = [...new Set(seeds)];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    for (let position = offsets[node]!, end = offsets[node + 1]!; position < end; position++) {
      const target = graph.columns.to[edges[position]!]!;
      if (marks[target] === 1 || pass(edges[position]!) !== PASS.through) continue;
      marks[target] = 1;
      queue.push(target);
    }
  }
  return marks;
}

interface Marks {
  readonly isSeed: Uint8Array;
  readonly isTarget: Uint8Array;
  readonly pass: (edge: number) => Pass;
}

/** Of what was walked through: marks what lies on a way to a target, the targets among them. */
function leadingTo(graph: Graph, targets: readonly number[], { isSeed, isTarget, forward, pass }: Marks & { readonly forward: Uint8Array }): Uint8Array {
  const { offsets, edges } = graph.incoming;
  const marks = new Uint8Array(graph.nodeCount);
  const queue: number[] = [];
  for (const target of targets) {
    if (isTarget[target] === 0) continue;
    queue.push(target);
    marks[target] = forward[target]!;
  }
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    for (let position = offsets[node]!, end = offsets[node + 1]!; position < end; position++) {
      const origin = graph.columns.from[edges[position]!]!;
      if (forward[origin] === 0 || marks[origin] === 1) continue;
      const verdict = pass(edges[position]!);
      if (verdict !== PASS.through && (verdict !== PASS.last || isTarget[node] === 0)) continue;
      marks[origin] = 1;
      if (isSeed[origin] === 0) queue.push(origin);
    }
  }
  return marks;
}

type Inside = Marks & { readonly inside: Uint8Array; readonly intoSeeds: boolean };

function assemble(graph: Graph, marks: Inside): WalkNetwork {
  const { isSeed, isTarget, inside } = marks;
  const vertexOf = new Int32Array(graph.nodeCount).fill(-1);
  const node: number[] = [];
  for (let index = 0; index < graph.nodeCount; index++) if (inside[index] === 1) vertexOf[index] = node.push(index) - 1;
  const thingCount = node.length;
  const arcs = { from: [] as number[], to: [] as number[], kind: [] as number[], level: [] as number[] };
  const add = (from: number, to: number, kind: number, level: number): void => {
    arcs.from.push(from);
    arcs.to.push(to);
    arcs.kind.push(kind);
    arcs.level.push(level);
  };
  const goalOf = new Int32Array(graph.nodeCount).fill(-1);
  for (let vertex = 0; vertex < thingCount; vertex++) {
    for (const arc of arcsFrom(graph, node[vertex]!, marks)) {
      if (!arc.last) add(vertex, vertexOf[arc.end]!, arc.kind, arc.level);
      else {
        if (goalOf[arc.end] === -1) goalOf[arc.end] = node.push(arc.end) - 1;
        add(vertex, goalOf[arc.end]!, arc.kind, arc.level);
      }
    }
  }
  const source = node.push(-1) - 1;
  const targets: number[] = [];
  const goals: number[] = [];
  for (let index = 0; index < graph.nodeCount; index++) {
    const vertex = vertexOf[index]!;
    if (isSeed[index] === 1 && vertex !== -1) add(source, vertex, FREE, 0);
    if (isTarget[index] === 0 || (vertex === -1 && goalOf[index] === -1)) continue;
    targets.push(index);
    goals.push(goalOf[index] === -1 ? vertex : goalOf[index]!);
    if (goalOf[index] !== -1 && vertex !== -1) add(vertex, goalOf[index]!, FREE, 0);
  }
  const [from, to] = [Int32Array.from(arcs.from), Int32Array.from(arcs.to)];
  return {
    vertexCount: node.length,
    thingCount,
    source,
    node: Int32Array.from(node),
    targets: Int32Array.from(targets),
    goals: Int32Array.from(goals),
    from,
    to,
    kind: Uint8Array.from(arcs.kind),
    level: Uint8Array.from(arcs.level),
    outgoing: buildAdjacency(from, node.length),
    incoming: buildAdjacency(to, node.length),
  };
}

interface OutArc {
  readonly end: number;
  readonly kind: number;
  readonly level: number;
  readonly last: boolean;
}

/** The arcs that start at a thing, by end and kind; of parallel records one that leads on is enough to lead on. */
function arcsFrom(graph: Graph, node: number, { isSeed, isTarget, inside, pass, intoSeeds }: Inside): OutArc[] {
  const { to, kind, level } = graph.columns;
  const { offsets, edges } = graph.outgoing;
  const keys: number[] = [];
  for (let position = offsets[node]!, stop = offsets[node + 1]!; position < stop; position++) {
    const edge = edges[position]!;
    const end = to[edge]!;
    if (end === node || (isSeed[end] === 1 && !intoSeeds)) continue;
    const verdict = pass(edge);
    if (verdict === PASS.through ? inside[end] === 0 : verdict !== PASS.last || isTarget[end] === 0) continue;
    // One number that sorts: end, kind, whether it leads no further, level.
    keys.push(((end * EDGE_KINDS.length + kind[edge]!) * 2 + (verdict === PASS.last ? 1 : 0)) * 8 + level[edge]!);
  }
  if (keys.length > 1) keys.sort((a, b) => a - b);
  const arcs: OutArc[] = [];
  let pair = -1;
  for (const key of keys) {
    const [place, arcLevel] = [Math.floor(key / 16), key % 8];
    const before = arcs.at(-1);
    if (place !== pair) arcs.push({ end: Math.floor(place / EDGE_KINDS.length), kind: place % EDGE_KINDS.length, level: arcLevel, last: Math.floor(key / 8) % 2 === 1 });
    // Records that lead on come first, and so a higher level with them.
    else if (arcLevel > before!.level) arcs[arcs.length - 1] = { ...before!, level: arcLevel };
    pair = place;
  }
  return arcs;
}
