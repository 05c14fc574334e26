/**
 * What follows from several exports together: edges that no single export shows, worked out over the merged graph after
 * every import. They stand in scopes of their own (`derived:<what>`), so that what no longer follows is closed.
 */
import type { Graph } from '../graph/graph.ts';
import type { ImportBatch } from '../graph/import-batch.ts';
import type { NodeRecord } from '../model/records.ts';
import { deriveAws } from './aws/index.ts';
import { DerivedBatch } from './batch.ts';

/** Whether anything in the graph, or in what is about to be merged into it, is such that something may follow from it. */
export function derivesFrom(graph: Graph, changes: { readonly newNodes: readonly NodeRecord[]; readonly changedNodes: readonly NodeRecord[] }): boolean {
  return changes.newNodes.some(isOfAws) || changes.changedNodes.some(isOfAws) || graph.nodes.some(isOfAws);
}

/**
 * Everything that follows from the graph, as a batch to merge into it.
 * @param by uid of the Import that brought it about, for the change log
 */
export function derive(graph: Graph, by: string): ImportBatch {
  const derived = new DerivedBatch(graph, by);
  deriveAws(graph, derived);
  return derived.batch;
}

function isOfAws({ properties }: NodeRecord): boolean {
  return properties['provider'] === 'aws';
}
