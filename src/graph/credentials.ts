/** Whether a credential still works: judged here. Cypher of the same stands in sdk/credentials. */
import { UNUSABLE_STATUSES } from '../model/labels.ts';
import type { Graph } from './graph.ts';

/**
 * True for a credential that is open, of no unusable status, not expired at `now`, and not a report's slot whose key another
 * export names (SAME_AS): that other one counts. Sessions among them.
 */
export function stillWorks(graph: Graph, credential: number, now: string): boolean {
  const expiresAt = graph.text(credential, 'expiresAt');
  return (
    graph.label(credential) === 'Credential' &&
    !graph.isClosed(credential) &&
    !UNUSABLE_STATUSES.includes(graph.text(credential, 'status') ?? '') &&
    !graph.outEdges(credential).some((edge) => graph.edgeKind(edge) === 'SAME_AS' && graph.isOpen(edge)) &&
    (expiresAt === undefined || expiresAt > now)
  );
}
