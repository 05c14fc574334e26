/** What an import changes, together with what follows from it: one commit. */
import { derive, derivesFrom } from '../derive/index.ts';
import { combineMerges, mergeBatch, type Merge } from '../graph/merge.ts';
import { nextGraph } from '../graph/next.ts';
import type { Graph } from '../graph/graph.ts';
import type { NodeRecord } from '../model/records.ts';

/**
 * Works out the derived edges of the graph as it will be after `imported`, and adds what changes in them.
 * @param by uid of the Import that the change log names
 * @param imports the Imports that brought it, which `imported` lacks: when they were exported is what times in conditions are
 *   judged at
 */
export function withDerived(graph: Graph, imported: Merge, by: string, now: string, imports: readonly NodeRecord[] = []): Merge {
  const { newNodes, changedNodes, newEdges, changedEdges } = imported;
  const changed = newNodes.length + changedNodes.length + newEdges.length + changedEdges.length > 0;
  if (!changed || !derivesFrom(graph, imported)) return imported;
  // At the same version: both parts become one commit.
  const next = nextGraph(graph, graph.version, {
    newNodes: [...newNodes, ...imports.filter(({ uid }) => graph.indexOf(uid) === -1)],
    changedNodes: [...changedNodes, ...imports],
    newEdges,
    changedEdges,
  });
  return combineMerges(imported, mergeBatch(next, derive(next, by), now));
}
