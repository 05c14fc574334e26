/** Where a walk steps from one environment into another. */
import {
  ACCESS_LEVELS,
  KNOWN_ENVIRONMENTS,
  PASS,
  WALK_PARAMETERS,
  compareText,
  defineQuery,
  edgeFilter,
  knownEnvironment,
  mergeEdges,
  mergedConditional,
  mergedLevel,
  throwIfAborted,
  walkCypherParameters,
  walkFilterOf,
  walkFollows,
  walkKinds,
  z,
  type Graph,
  type MergedEdge,
  type Row,
} from '../../src/sdk/index.ts';

const { hops: _hops, ...filters } = WALK_PARAMETERS;

export default defineQuery({
  id: 'environment-crossings',
  title: 'Environment crossings',
  question: 'Which relationships lead from one environment into another?',
  description:
    'Every relationship that a compromise walk follows between two things of different known environments; a thing of an unknown one crosses nothing. Records that say the same are one row: the highest level, and conditional where all records of that level are.',
  parameters: z.object(filters),
  columns: [
    { name: 'from', title: 'From', type: 'uid', description: 'The thing that leads over.' },
    { name: 'fromName', title: 'From name', type: 'text', description: 'What people call it.' },
    { name: 'fromEnvironment', title: 'From environment', type: 'text', description: 'Where that belongs.' },
    { name: 'kind', title: 'Relationship', type: 'text', description: 'What leads over, as CAN_ASSUME.' },
    { name: 'to', title: 'To', type: 'uid', description: 'The thing in the other environment.' },
    { name: 'toName', title: 'To name', type: 'text', description: 'What people call it.' },
    { name: 'toEnvironment', title: 'To environment', type: 'text', description: 'Where that belongs.' },
    { name: 'level', title: 'Level', type: 'text', description: 'Access level, for access.' },
    { name: 'conditional', title: 'Conditional', type: 'boolean', description: 'Holds only under a condition.' },
    { name: 'towardProduction', title: 'Toward production', type: 'boolean', description: 'Whether it leads into production.' },
  ],
  order: ['from', 'kind', 'to'],
  answer: function* (graph, asked, { signal }): Generator<Row> {
    throwIfAborted(signal);
    const crossings = mergeEdges(graph, crossingEdges(graph, edgeFilter(graph, walkFilterOf({ ...asked, hops: undefined }))));
    const byKind = (a: MergedEdge, b: MergedEdge): number => compareText(a.kind, b.kind);
    crossings.sort((a, b) => a.from - b.from || byKind(a, b) || a.to - b.to);
    for (const crossing of crossings) yield row(graph, crossing);
  },
  cypher: (asked) => ({
    text: `MATCH (x:Entity)-[r:${walkKinds(asked)}]->(y:Entity)
WHERE x.environment IN $known AND y.environment IN $known AND x.environment <> y.environment
  AND ${walkFollows('r', asked)}
WITH x, y, type(r) AS kind, coalesce(r.conditional, false) AS conditional,
  CASE r.level ${ACCESS_LEVELS.map((level, rank) => `WHEN '${level}' THEN ${rank + 1}`).join(' ')} ELSE 0 END AS rank
WITH x, y, kind, max(rank) AS highest, collect({rank: rank, conditional: conditional}) AS records
RETURN x.uid AS from, coalesce(x.name, x.uid) AS fromName, x.environment AS fromEnvironment, kind,
  y.uid AS to, coalesce(y.name, y.uid) AS toName, y.environment AS toEnvironment,
  CASE highest ${ACCESS_LEVELS.map((level, rank) => `WHEN ${rank + 1} THEN '${level}'`).join(' ')} END AS level,
  all(record IN records WHERE record.rank < highest OR record.conditional) AS conditional,
  y.environment = 'production' AS towardProduction
ORDER BY from, kind, to`,
    parameters: { known: KNOWN_ENVIRONMENTS, ...walkCypherParameters(asked) },
  }),
});

/** Edges that the walk follows between things of two known environments. */
function* crossingEdges(graph: Graph, pass: ReturnType<typeof edgeFilter>): Generator<number> {
  const { from, to } = graph.columns;
  // 0: not known.
  const places = Uint8Array.from({ length: graph.nodeCount }, (_, index) => KNOWN_ENVIRONMENTS.indexOf(knownEnvironment(graph, index) ?? '') + 1);
  for (let edge = 0; edge < graph.edgeCount; edge++) {
    const [start, end] = [places[from[edge]!]!, places[to[edge]!]!];
    if (start === 0 || end === 0 || start === end) continue;
    const verdict = pass(edge);
    if (verdict === PASS.through || verdict === PASS.last) yield edge;
  }
}

function row(graph: Graph, crossing: MergedEdge): Row {
  const { from, to, kind } = crossing;
  const environment = knownEnvironment(graph, to)!;
  return {
    from: graph.uid(from),
    fromName: graph.name(from),
    fromEnvironment: knownEnvironment(graph, from)!,
    kind,
    to: graph.uid(to),
    toName: graph.name(to),
    toEnvironment: environment,
    level: mergedLevel(graph, crossing) ?? null,
    conditional: mergedConditional(graph, crossing),
    towardProduction: environment === 'production',
  };
}
