/** The next version of the graph: the present one with a commit applied, as an immutable successor. */
import type { EdgeRecord, NodeRecord } from '../model/records.ts';
import { edgeKey } from '../model/records.ts';
import { buildGraph } from './build.ts';
import type { Graph } from './graph.ts';

export interface GraphChanges {
  readonly newNodes: readonly NodeRecord[];
  readonly changedNodes: readonly NodeRecord[];
  readonly newEdges: readonly EdgeRecord[];
  readonly changedEdges: readonly EdgeRecord[];
}

/** Applies changes to a graph and returns the graph at `version`; the given graph stays as it is. */
export function nextGraph(graph: Graph, version: number, changes: GraphChanges): Graph {
  const changedNodes = new Map(changes.changedNodes.map((node) => [node.uid, node]));
  const changedEdges = new Map(changes.changedEdges.map((edge) => [edgeKey(edge), edge]));
  const nodes = graph.nodes.map((node) => changedNodes.get(node.uid) ?? node);
  for (const node of changes.newNodes) nodes.push(node);
  const edges: EdgeRecord[] = [];
  for (let number = 0; number < graph.edgeCount; number++) {
    const edge = graph.edge(number);
    edges.push(changedEdges.size === 0 ? edge : (changedEdges.get(edgeKey(edge)) ?? edge));
  }
  for (const edge of changes.newEdges) edges.push(edge);
  return buildGraph(version, nodes, edges).graph;
}
