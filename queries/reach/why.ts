/** Why can this reach that: one shortest path, every hop with the records that make it. */
import {
  WALK_PARAMETERS,
  defineQuery,
  indexOfUid,
  shortestPath,
  walkCypherParameters,
  walkFilterOf,
  walkFollows,
  walkKinds,
  walkLeadsOn,
  walkPath,
  z,
  type Graph,
  type Row,
} from '../../src/sdk/index.ts';

const { from: since, to: until, ...filters } = WALK_PARAMETERS;
const parameters = z.object({
  source: z.string().min(1).describe('Id of the thing that reaches'),
  target: z.string().min(1).describe('Id of the thing that is reached'),
  ...filters,
  from: since,
  to: until,
});

export default defineQuery({
  id: 'why',
  title: 'Why',
  question: 'Why can this reach that?',
  description:
    'A shortest path from one thing to another. Of several, the one whose ids come first in order. A hop has a row for each record that makes it, with its evidence.',
  parameters,
  columns: [
    { name: 'hop', title: 'Hop', type: 'integer', description: 'Place on the path, from 1.' },
    { name: 'from', title: 'From', type: 'uid', description: 'Where the hop starts.' },
    { name: 'fromName', title: 'From name', type: 'text', description: 'What people call it.' },
    { name: 'kind', title: 'Relationship', type: 'text', description: 'Kind of the relationship.' },
    { name: 'to', title: 'To', type: 'uid', description: 'Where the hop ends.' },
    { name: 'toName', title: 'To name', type: 'text', description: 'What people call it.' },
    { name: 'level', title: 'Level', type: 'text', description: 'Access level, for access.' },
    { name: 'certainty', title: 'Certainty', type: 'text', description: 'Of an escalation: proven or potential.' },
    { name: 'how', title: 'How', type: 'text', description: 'In words, where there is more to say than the kind.' },
    { name: 'conditional', title: 'Conditional', type: 'boolean', description: 'Holds only under a condition.' },
    { name: 'conditionKeys', title: 'Condition keys', type: 'texts', description: 'What the condition is about.' },
    { name: 'statements', title: 'Policy statements', type: 'texts', description: 'JSON: effect, policy, name, version, statement (from 0) and sid of what allows it, and of a Deny that may stand against it.' },
    { name: 'scope', title: 'Asserted by', type: 'text', description: 'The export that says so.' },
    { name: 'evidence', title: 'Evidence', type: 'texts', description: 'JSON: import, file and place in the file.' },
  ],
  order: ['hop', 'kind', 'scope'],
  answer: (graph, asked, { signal }) => {
    const path = shortestPath(graph, indexOfUid(graph, asked.source), indexOfUid(graph, asked.target), walkFilterOf(asked), signal);
    return path.flatMap((step, position) => step.edges.map((edge) => row(graph, position + 1, edge)));
  },
  cypher: (asked) => ({
    text: `MATCH p = ALL SHORTEST (s:Entity {uid: $source}) ${walkPath(asked)}(t:Entity {uid: $target})
WHERE $source <> $target
WITH nodes(p) AS path, [n IN nodes(p) | n.uid] AS uids ORDER BY uids LIMIT 1
UNWIND range(0, size(path) - 2) AS step
WITH step, path[step] AS x, path[step + 1] AS y, step = size(path) - 2 AS last
MATCH (x)-[e:${walkKinds(asked)}]->(y)
WHERE ${walkFollows('e', asked)} AND (last OR ${walkLeadsOn('e')})
RETURN step + 1 AS hop, x.uid AS from, coalesce(x.name, x.uid) AS fromName, type(e) AS kind, y.uid AS to,
  coalesce(y.name, y.uid) AS toName, e.level AS level, e.certainty AS certainty,
  e.how AS how, coalesce(e.conditional, false) AS conditional,
  coalesce(e.conditionKeys, []) AS conditionKeys, coalesce(e.statements, []) AS statements, e.scope AS scope,
  e.evidence AS evidence
ORDER BY hop, kind, scope`,
    parameters: { source: asked.source, target: asked.target, ...walkCypherParameters(asked) },
  }),
});

function row(graph: Graph, hop: number, edge: number): Row {
  const from = graph.columns.from[edge]!;
  const to = graph.columns.to[edge]!;
  const properties = graph.edgeProperties(edge);
  return {
    hop,
    from: graph.uid(from),
    fromName: graph.name(from),
    kind: graph.edgeKind(edge),
    to: graph.uid(to),
    toName: graph.name(to),
    level: graph.edgeLevel(edge) ?? null,
    certainty: (properties['certainty'] as string | undefined) ?? null,
    how: (properties['how'] as string | undefined) ?? null,
    conditional: properties['conditional'] === true,
    conditionKeys: (properties['conditionKeys'] as readonly string[] | undefined) ?? [],
    statements: (properties['statements'] as readonly string[] | undefined) ?? [],
    scope: graph.edgeScope(edge),
    evidence: graph.edgeEvidence(edge).map(({ import: by, file, at }) => JSON.stringify({ import: by, file, at })),
  };
}
