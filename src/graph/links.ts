/** Parallel edges as people see them: all open edges of one kind between two things merged, evidence kept. */
import { ACCESS_LEVELS, type AccessLevel, type EdgeKind } from '../model/labels.ts';
import { foldEdgeProperties, type Properties, type PropertyValue } from '../model/properties.ts';
import { EDGE_FLAGS, type Graph } from './graph.ts';

export interface MergedEdge {
  readonly kind: EdgeKind;
  readonly from: number;
  readonly to: number;
  readonly edges: readonly number[];
}

/** Groups edge numbers by kind and both ends, in the order first met. */
export function mergeEdges(graph: Graph, edges: Iterable<number>): MergedEdge[] {
  const groups = new Map<string, { kind: EdgeKind; from: number; to: number; edges: number[] }>();
  const { kind, from, to } = graph.columns;
  for (const edge of edges) {
    const key = `${kind[edge]}:${from[edge]}:${to[edge]}`;
    const group = groups.get(key);
    if (group) group.edges.push(edge);
    else groups.set(key, { kind: graph.edgeKind(edge), from: from[edge]!, to: to[edge]!, edges: [edge] });
  }
  return [...groups.values()];
}

/**
 * The properties of merged edges folded into one set, `since` the earliest. The condition told is that of the highest level:
 * reading without a condition beside writing under one is writing under a condition.
 */
export function mergedProperties(graph: Graph, merged: MergedEdge): Properties {
  const folded = foldAll(graph, merged.edges);
  if (!mergedConditional(graph, merged)) return folded;
  const { conditional, conditionKeys, conditionalDeny } = foldAll(graph, strongest(graph, merged));
  return { ...folded, ...Object.fromEntries(Object.entries({ conditional, conditionKeys, conditionalDeny }).filter(([, value]) => value !== undefined)) } as Properties;
}

function foldAll(graph: Graph, edges: readonly number[]): Properties {
  let folded: Properties | undefined;
  let since: PropertyValue | undefined;
  for (const edge of edges) {
    const properties = graph.edgeProperties(edge);
    folded = folded ? foldEdgeProperties(folded, properties) : properties;
    const start = properties['since'];
    if (start !== undefined && (since === undefined || start < since)) since = start;
  }
  return since === undefined ? (folded ?? {}) : { ...folded, since };
}

/** Those of the highest level. */
function strongest(graph: Graph, { edges }: MergedEdge): number[] {
  const { level } = graph.columns;
  const highest = Math.max(...edges.map((edge) => level[edge]!));
  return edges.filter((edge) => level[edge] === highest);
}

/** The highest level among merged edges, or undefined when none carries one. */
export function mergedLevel(graph: Graph, { edges }: MergedEdge): AccessLevel | undefined {
  let highest = 0;
  for (const edge of edges) highest = Math.max(highest, graph.columns.level[edge]!);
  return highest === 0 ? undefined : ACCESS_LEVELS[highest - 1];
}

/** True when what the merged edges allow at most holds only under a condition. */
export function mergedConditional(graph: Graph, merged: MergedEdge): boolean {
  return strongest(graph, merged).every((edge) => (graph.columns.flags[edge]! & EDGE_FLAGS.conditional) !== 0);
}
