/** Events that logs keep one by one: who performed them, and what they were about. In memory and in Cypher alike. */
import type { Graph } from '../graph/graph.ts';

/** Events that were done to a thing, each once, ascending. What was, was: a record that is closed counts, too. */
export function eventsAbout(graph: Graph, thing: number): number[] {
  const found = new Set<number>();
  for (const edge of graph.inEdges(thing)) {
    const event = graph.columns.from[edge]!;
    if (graph.edgeKind(edge) === 'TARGETED' && graph.label(event) === 'Event') found.add(event);
  }
  return [...found].sort((a, b) => a - b);
}

/** What an event was done to, each once, ascending. */
export function targetsOf(graph: Graph, event: number): number[] {
  const found = new Set<number>();
  for (const edge of graph.outEdges(event)) if (graph.edgeKind(edge) === 'TARGETED') found.add(graph.columns.to[edge]!);
  return [...found].sort((a, b) => a - b);
}

/** The identities that performed an event, ascending; one, where a log tells it. */
export function performersOf(graph: Graph, event: number): number[] {
  const found = new Set<number>();
  for (const edge of graph.inEdges(event)) {
    const identity = graph.columns.from[edge]!;
    if (graph.edgeKind(edge) === 'PERFORMED' && graph.label(identity) === 'Identity') found.add(identity);
  }
  return [...found].sort((a, b) => a - b);
}

/** A subquery for event `e` that binds `p`, the first of its performers, or null. */
export function performerCypher(e: string, p: string): string {
  return `CALL (${e}) {
  OPTIONAL MATCH (${p}:Entity:Identity)-[:PERFORMED]->(${e})
  RETURN ${p} ORDER BY ${p}.uid LIMIT 1
}`;
}

/** The latest event about a thing that `counts` and has a time; of several at once the first. */
export function latestEvent(graph: Graph, events: readonly number[], counts: (event: number) => boolean): number | undefined {
  let latest: number | undefined;
  for (const event of events) {
    const time = graph.text(event, 'time');
    if (time === undefined || !counts(event)) continue;
    if (latest === undefined || time > graph.text(latest, 'time')!) latest = event;
  }
  return latest;
}
