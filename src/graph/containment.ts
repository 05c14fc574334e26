/**
 * A plan that takes a compromise apart step by step: first what the attacker started from, then what it made, may have copied,
 * opened or took over, then the cheapest cut between what can't be taken from it and what it is after.
 */
import { EDGE_KINDS, type EdgeKind, type NodeLabel } from '../model/labels.ts';
import { heldThings } from './containment-held.ts';
import { Simulation, type ContainmentStep, type Measure } from './containment-simulation.ts';
import { dependentWorkloads } from './dependents.ts';
import type { Graph } from './graph.ts';
import { minimumCut } from './minimum-cut.ts';
import type { EndlessFilter } from './reach-counts.ts';
import { isSecretStore } from './secret-store.ts';
import { reachNetwork, type WalkNetwork } from './walk-network.ts';

export type { ContainmentEffect, ContainmentStep } from './containment-simulation.ts';

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
 * Steps in order, each on top of those before it. (1) Seeds that are credentials, identities or workloads are disabled. (2) What
 * the attacker made and the workloads it took over are disabled, credentials copied and identities entered released. (3) Where
 * targets are still in reach, the edges of the minimum cut go. Within each, next comes what removes most targets, then most
 * things; then what leads to most; then what breaks fewest workloads; then ascending index. Throws `aborted`.
 */
export function containmentPlan(graph: Graph, { seeds, targets, filter, now, costOf, limit }: ContainmentQuestion, signal?: AbortSignal): ContainmentStep[] {
  const held = heldThings(graph, seeds, filter, now, signal);
  const network = reachNetwork(graph, Object.values(held).flat(), filter, signal);
  const simulation = new Simulation(graph, network, targets, signal);
  const steps: ContainmentStep[] = [];
  const vertexOf = new Map(Array.from({ length: network.thingCount }, (_, vertex) => [network.node[vertex]!, vertex]));
  const disable = (node: number): Measure => {
    const vertex = vertexOf.get(node)!;
    return { effect: 'disable', node, vertex, arcs: new Set(simulation.arcsOf(vertex)), breaks: dependentWorkloads(graph, node) };
  };
  const release = (node: number, breaks: readonly number[], leaves?: readonly number[]): Measure => {
    const vertex = vertexOf.get(node)!;
    const left = new Set(leaves);
    const arcs = simulation.arcsInto(vertex, (from, kind) => from === -1 || (kind === 'EXPOSES' && left.has(from)));
    return { effect: 'release', node, ...(leaves && { leaves }), vertex, arcs: new Set(arcs), breaks };
  };
  simulation.take(held.seeds.filter((node) => DISABLED.has(graph.label(node))).map(disable), steps, limit);
  const taken = [
    ...[...held.made, ...held.taken].map(disable),
    ...held.copied.map((node) => release(node, dependentWorkloads(graph, node), placesLeft(graph, node).filter((place) => vertexOf.has(place)))),
    // Whoever has a right to it opens a new session.
    ...held.entered.map((node) => release(node, [])),
  ];
  simulation.take(taken.sort((a, b) => a.vertex - b.vertex), steps, limit);
  if (steps.length < limit) simulation.take(cutMeasures(graph, network, simulation, costOf, signal), steps, limit);
  return steps;
}

/** Seeds that can be taken from the attacker as they are. */
const DISABLED: ReadonlySet<NodeLabel> = new Set(['Credential', 'Identity', 'Workload']);

/** Where a credential lies and, made anew, does not: no open record shows a secret store there. Ascending. */
function placesLeft(graph: Graph, credential: number): number[] {
  const isStore = new Map<number, boolean>();
  for (const edge of graph.inEdges(credential)) {
    const place = graph.columns.from[edge]!;
    if (graph.edgeKind(edge) !== 'EXPOSES' || !graph.isOpen(edge)) continue;
    isStore.set(place, isStore.get(place) === true || isSecretStore(graph, place, graph.edgeProperties(edge)['how'] as string | undefined));
  }
  return [...isStore].filter(([, store]) => !store).map(([place]) => place).sort((a, b) => a - b);
}

function cutMeasures(graph: Graph, network: WalkNetwork, simulation: Simulation, costOf: (kind: EdgeKind) => number, signal: AbortSignal | undefined): Measure[] {
  const { arcs } = minimumCut(network, costOf, { goals: simulation.targetGoals, removed: simulation.removed, signal });
  return arcs.map((arc) => {
    const node = network.node[network.from[arc]!]!;
    const end = network.to[arc]!;
    return { effect: 'cut', node, kind: EDGE_KINDS[network.kind[arc]!]!, to: network.node[end]!, vertex: end, arcs: new Set([arc]), breaks: dependentWorkloads(graph, node) };
  });
}
