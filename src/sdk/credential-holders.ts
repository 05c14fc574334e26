/** Which places hold a credential, for the rules on isolation and reuse: in memory and in Cypher alike. */
import type { Graph } from '../graph/graph.ts';
import { openStarts } from './open-ends.ts';

/** A place that holds a credential. */
export interface Holder {
  /** A workload or resource that exposes it, or a workload that depends on it. */
  readonly holder: number;
  /** The workloads that depend on a resource that exposes it, as on a secret: they hold it through that. Ascending. */
  readonly readers: readonly number[];
}

/** The open places that hold a credential by open edges, ascending. */
export function holdersOf(graph: Graph, credential: number): Holder[] {
  const resources = openStarts(graph, credential, 'EXPOSES', 'Resource');
  const workloads = new Set([...openStarts(graph, credential, 'EXPOSES', 'Workload'), ...openStarts(graph, credential, 'DEPENDS_ON', 'Workload')]);
  const holders = [...resources, ...workloads].sort((a, b) => a - b);
  return holders.map((holder) => ({ holder, readers: workloads.has(holder) ? [] : openStarts(graph, holder, 'DEPENDS_ON', 'Workload') }));
}

/** A subquery for credential `c`: a row for each place `h`, with `readers`. */
export function holdersCypher(c: string): string {
  return `CALL (${c}) {
  MATCH (h:Entity)-[e:EXPOSES|DEPENDS_ON]->(${c})
  WHERE e.until IS NULL AND h.until IS NULL AND (h:Workload OR (h:Resource AND type(e) = 'EXPOSES'))
  WITH DISTINCT h
  OPTIONAL MATCH (w:Entity:Workload)-[d:DEPENDS_ON]->(h) WHERE h:Resource AND d.until IS NULL AND w.until IS NULL
  RETURN h, collect(DISTINCT w) AS readers
}`;
}
