/**
 * A plan that takes a compromise apart step by step: first what the attacker was given or took, then what it may have
 * copied or opened, then the cheapest cut between what can't be taken from it and what it is after.
 */
import { throwIfAborted } from '../base/abort.ts';
import { EDGE_KINDS, type EdgeKind } from '../model/labels.ts';
import { heldThings } from './containment-held.ts';
import { dependentWorkloads } from './dependents.ts';
import { dominatedSums, dominatorTree, onlyArcs } from './dominators.ts';
import type { Graph } from './graph.ts';
import { minimumCut } from './minimum-cut.ts';
import { sumsBeyond, type EndlessFilter } from './reach-counts.ts';
import { reachNetwork, type WalkNetwork } from './walk-network.ts';

/**
 * What a step does to the attacker. disable: the thing and all its edges are gone. release: the attacker holds it no more, and
 * gets to it only as far as others lead there. cut: one edge is gone.
 */
export type ContainmentEffect = 'disable' | 'release' | 'cut';

export interface ContainmentStep {
  readonly effect: ContainmentEffect;
  /** Node index of the thing; for a cut, where the edge starts. */
  readonly node: number;
  /** For a cut: kind and end of the edge. */
  readonly kind?: EdgeKind;
  readonly to?: number;
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

export interface ContainmentQuestion {
  readonly seeds: readonly number[];
  /** What the attacker must not get to. Those that it holds already are left out. */
  readonly targets: readonly number[];
  /** What counts as reach; its window narrows what was observed. */
  readonly filter: EndlessFilter;
  /** Fixed-width UTC text. */
  readonly now: string;
  readonly costOf: (kind: EdgeKind) => number;
  /** Most steps. */
  readonly limit: number;
}

/**
 * Steps in order, each on top of those before it. (1) Seeds that are credentials or identities are disabled. (2) Credentials
 * copied and identities entered are released. (3) Where targets are still in reach, the edges of the minimum cut go. Within each,
 * next comes what removes most targets, then most things; then what leads to most; then what breaks fewest workloads; then
 * ascending index. Throws `aborted`.
 */
export function containmentPlan(graph: Graph, { seeds, targets, filter, now, costOf, limit }: ContainmentQuestion, signal?: AbortSignal): ContainmentStep[] {
  const held = heldThings(graph, seeds, filter, now, signal);
  const network = reachNetwork(graph, [...held.seeds, ...held.copied, ...held.entered], filter, signal);
  const simulation = new Simulation(graph, network, targets, signal);
  const steps: ContainmentStep[] = [];
  const isPower = (node: number): boolean => graph.label(node) === 'Credential' || graph.label(node) === 'Identity';
  const vertexOf = new Map(Array.from({ length: network.thingCount }, (_, vertex) => [network.node[vertex]!, vertex]));
  const measures = (node: number, effect: ContainmentEffect, breaks: number[]): Measure => {
    const vertex = vertexOf.get(node)!;
    return { effect, node, vertex, arcs: simulation.arcsOf(vertex, effect), breaks };
  };
  const disabled = held.seeds.filter(isPower).map((node) => measures(node, 'disable', dependentWorkloads(graph, node)));
  const released = [
    ...held.copied.map((node) => measures(node, 'release', dependentWorkloads(graph, node))),
    // Whoever has a right to it opens a new session.
    ...held.entered.map((node) => measures(node, 'release', [])),
  ].sort((a, b) => a.vertex - b.vertex);
  simulation.take(disabled, steps, limit);
  simulation.take(released, steps, limit);
  if (steps.length < limit) simulation.take(cutMeasures(graph, network, simulation, costOf, signal), steps, limit);
  return steps;
}

function cutMeasures(graph: Graph, network: WalkNetwork, simulation: Simulation, costOf: (kind: EdgeKind) => number, signal: AbortSignal | undefined): Measure[] {
  const { arcs } = minimumCut(network, costOf, { goals: simulation.targetGoals, removed: simulation.removed, signal });
  return arcs.map((arc) => {
    const node = network.node[network.from[arc]!]!;
    const end = network.to[arc]!;
    return { effect: 'cut', node, kind: EDGE_KINDS[network.kind[arc]!]!, to: network.node[end]!, vertex: end, arcs: [arc], breaks: dependentWorkloads(graph, node) };
  });
}

interface Measure {
  readonly effect: ContainmentEffect;
  readonly node: number;
  readonly kind?: EdgeKind;
  readonly to?: number;
  /** The vertex behind which lies what it may remove. */
  readonly vertex: number;
  /** Arcs that are gone with it. */
  readonly arcs: readonly number[];
  readonly breaks: readonly number[];
}

/** What is in reach as measures are taken: one dominator tree a step tells what each of those left would remove. */
class Simulation {
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

  /** Arcs that go with a thing: all of its own, or the attacker's hold on it. */
  arcsOf(vertex: number, effect: ContainmentEffect): number[] {
    const { outgoing, incoming, from, source } = this.#network;
    const arcsIn = [...incoming.edges.subarray(incoming.offsets[vertex]!, incoming.offsets[vertex + 1]!)];
    if (effect === 'release') return arcsIn.filter((arc) => from[arc] === source);
    return [...arcsIn, ...outgoing.edges.subarray(outgoing.offsets[vertex]!, outgoing.offsets[vertex + 1]!)];
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
      const [{ effect, node, kind, to, arcs, breaks }] = left.splice(position, 1) as [Measure];
      for (const arc of arcs) this.removed[arc] = 1;
      const after = this.#reached();
      const edge = kind === undefined || to === undefined ? {} : { kind, to };
      steps.push({
        effect,
        node,
        ...edge,
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
    const only = onlyArcs(this.#network, tree, this.removed);
    const [targets, things] = [dominatedSums(tree, this.#targets), dominatedSums(tree, this.#things)];
    const keys = left.map(({ effect, vertex, arcs, breaks }) => {
      // What lies behind a thing goes with it; behind an arc, where there is no other way.
      const removes = effect === 'disable' || (arcs[0] !== undefined && only[vertex] === arcs[0]);
      return [removes ? targets[vertex]! : 0, removes ? things[vertex]! : 0, targetsBehind![vertex]!, thingsBehind![vertex]!, -breaks.length];
    });
    let best = 0;
    for (let position = 1; position < left.length; position++) if (isAhead(keys[position]!, keys[best]!)) best = position;
    return best;
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
