/** What is left in reach as measures against an attacker are taken, and which of those left is best taken next. */
import { throwIfAborted } from '../base/abort.ts';
import { EDGE_KINDS, type EdgeKind } from '../model/labels.ts';
import { dominatedSums, dominatorTree, type DominatorTree } from './dominators.ts';
import type { Adjacency, Graph } from './graph.ts';
import { sumsBeyond } from './reach-counts.ts';
import type { WalkNetwork } from './walk-network.ts';

/**
 * What a step does to the attacker. disable: the thing and all its edges are gone. release: the attacker holds it no more, and
 * gets to it only as far as others lead there: of a credential, secret stores, where the new one lies, and not the places where
 * the old one was left. cut: one edge is gone.
 */
export type ContainmentEffect = 'disable' | 'release' | 'cut';

export interface ContainmentStep {
  readonly effect: ContainmentEffect;
  /** Node index of the thing; for a cut, where the edge starts. */
  readonly node: number;
  /** For a cut: kind and end of the edge. */
  readonly kind?: EdgeKind;
  readonly to?: number;
  /** For the release of a credential: places in reach where it lay and the new one does not, ascending. */
  readonly leaves?: readonly number[];
  /** Things that were in reach before the step and are no more; what the attacker holds at first is never counted. */
  readonly removes: number;
  /** Things still in reach after it. */
  readonly remaining: number;
  /** The same of the targets alone. */
  readonly targetsRemoved: number;
  readonly targetsRemaining: number;
  /** Workloads that may stop, ascending. */
  readonly breaks: readonly number[];
}

/** A step that may be taken. */
export interface Measure {
  readonly effect: ContainmentEffect;
  readonly node: number;
  readonly kind?: EdgeKind;
  readonly to?: number;
  readonly leaves?: readonly number[];
  /** The vertex behind which lies what it may remove. */
  readonly vertex: number;
  /** Arcs that are gone with it. */
  readonly arcs: ReadonlySet<number>;
  readonly breaks: readonly number[];
}

/** One dominator tree a step tells what each of the measures left would remove. */
export class Simulation {
  readonly removed: Uint8Array;
  readonly targetGoals: Int32Array;
  readonly #network: WalkNetwork;
  readonly #things: Float64Array;
  readonly #targets: Float64Array;
  readonly #signal: AbortSignal | undefined;

  constructor(graph: Graph, network: WalkNetwork, targets: readonly number[], signal: AbortSignal | undefined) {
    const isTarget = new Uint8Array(graph.nodeCount);
    for (const target of targets) isTarget[target] = 1;
    this.#network = network;
    this.#signal = signal;
    this.removed = new Uint8Array(network.from.length);
    this.#things = new Float64Array(network.vertexCount);
    this.#targets = new Float64Array(network.vertexCount);
    this.targetGoals = network.goals.filter((goal) => isTarget[network.node[goal]!] === 1);
    for (const goal of network.goals) this.#things[goal] = 1;
    for (const goal of this.targetGoals) this.#targets[goal] = 1;
  }

  /** All arcs of a thing. */
  arcsOf(vertex: number): number[] {
    const { outgoing, incoming } = this.#network;
    return [...arcsAt(incoming, vertex), ...arcsAt(outgoing, vertex)];
  }

  /** Those arcs into a thing that are asked for, by the node index of their start (-1: the attacker's own hold) and their kind. */
  arcsInto(vertex: number, wanted: (from: number, kind: EdgeKind | undefined) => boolean): number[] {
    const { incoming, from, node, kind } = this.#network;
    return [...arcsAt(incoming, vertex)].filter((arc) => wanted(node[from[arc]!]!, EDGE_KINDS[kind[arc]!]));
  }

  /** Takes measures one by one, the best of those left each time, until there is none left or there are enough steps. */
  take(measures: readonly Measure[], steps: ContainmentStep[], limit: number): void {
    const left = [...measures];
    if (left.length === 0 || steps.length >= limit) return;
    const behind = this.#behind();
    let before = this.#reached();
    while (left.length > 0 && steps.length < limit) {
      throwIfAborted(this.#signal);
      const position = this.#best(left, behind);
      const [{ effect, node, kind, to, leaves, arcs, breaks }] = left.splice(position, 1) as [Measure];
      for (const arc of arcs) this.removed[arc] = 1;
      const after = this.#reached();
      const edge = kind === undefined || to === undefined ? {} : { kind, to };
      steps.push({
        effect,
        node,
        ...edge,
        ...(leaves && { leaves }),
        removes: before.things - after.things,
        remaining: after.things,
        targetsRemoved: before.targets - after.targets,
        targetsRemaining: after.targets,
        breaks,
      });
      before = after;
    }
  }

  #best(left: readonly Measure[], [targetsBehind, thingsBehind]: readonly Float64Array[]): number {
    if (left.length === 1) return 0;
    const tree = dominatorTree(this.#network, this.removed);
    const [targets, things] = [dominatedSums(tree, this.#targets), dominatedSums(tree, this.#things)];
    const keys = left.map(({ vertex, arcs, breaks }) => {
      const removes = this.#isOnlyWay(tree, vertex, arcs);
      return [removes ? targets[vertex]! : 0, removes ? things[vertex]! : 0, targetsBehind![vertex]!, thingsBehind![vertex]!, -breaks.length];
    });
    let best = 0;
    for (let position = 1; position < left.length; position++) if (isAhead(keys[position]!, keys[best]!)) best = position;
    return best;
  }

  /** True where all ways to a thing take one of these arcs last: what lies behind it goes with them. */
  #isOnlyWay({ place, dominates }: DominatorTree, vertex: number, arcs: ReadonlySet<number>): boolean {
    const { from, incoming } = this.#network;
    // What comes from beyond the thing has been through it.
    return place[vertex] !== -1 && arcsAt(incoming, vertex).every((arc) => this.removed[arc] === 1 || arcs.has(arc) || place[from[arc]!] === -1 || dominates(vertex, from[arc]!));
  }

  /** Targets, then things, that each vertex leads to. */
  #behind(): Float64Array[] {
    const { from, to, vertexCount } = this.#network;
    const keep = (_: number, arc: number): boolean => this.removed[arc] === 0;
    const arcs = { throughFrom: from.filter(keep), throughTo: to.filter(keep), lastFrom: new Int32Array(0), lastTo: new Int32Array(0) };
    return sumsBeyond(vertexCount, arcs, [this.#targets, this.#things], this.#signal).map((sums, measure) => sums.map((sum, vertex) => sum + (measure === 0 ? this.#targets : this.#things)[vertex]!));
  }

  #reached(): { things: number; targets: number } {
    const { source, to, outgoing, vertexCount } = this.#network;
    const seen = new Uint8Array(vertexCount);
    const queue = [source];
    let [things, targets] = [0, 0];
    for (let vertex = queue.pop(); vertex !== undefined; vertex = queue.pop()) {
      for (let position = outgoing.offsets[vertex]!, end = outgoing.offsets[vertex + 1]!; position < end; position++) {
        const arc = outgoing.edges[position]!;
        const next = to[arc]!;
        if (this.removed[arc] === 1 || seen[next] === 1) continue;
        seen[next] = 1;
        things += this.#things[next]!;
        targets += this.#targets[next]!;
        queue.push(next);
      }
    }
    return { things, targets };
  }
}

function isAhead(key: readonly number[], other: readonly number[]): boolean {
  for (let place = 0; place < key.length; place++) if (key[place] !== other[place]) return key[place]! > other[place]!;
  return false;
}

/** Arcs of a vertex; a view, not a copy. */
function arcsAt({ offsets, edges }: Adjacency, vertex: number): Int32Array {
  return edges.subarray(offsets[vertex]!, offsets[vertex + 1]!);
}
