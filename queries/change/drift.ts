/** How identities grew beyond what they were first given. */
import {
  GRANT_KINDS,
  addDays,
  compareText,
  daysBetween,
  defineQuery,
  edgesFrom,
  highestLevelCypher,
  indexOfUid,
  mergedLevel,
  statedBy,
  statedCypher,
  z,
  type Graph,
  type MergedEdge,
  type Row,
} from '../../src/sdk/index.ts';

export default defineQuery({
  id: 'drift',
  title: 'Drift',
  question: 'What was an identity given beyond its first scope?',
  description:
    'An identity’s first scope is what it was granted within some days of its earliest grant; a row for each grant that came later, also where it is gone by now. Grants are access, rights to assume, escalate and control, memberships and permission sets; what several exports say is one grant, as old as the oldest of them.',
  parameters: z.object({
    identity: z.string().min(1).optional().describe('Only this identity, by its id; otherwise all open non-human ones'),
    graceDays: z.number().int().min(0).max(36_500).default(7).describe('Days after the earliest grant that belong to the first scope'),
  }),
  columns: [
    { name: 'uid', title: 'Id', type: 'uid', description: 'The identity.' },
    { name: 'name', title: 'Name', type: 'text', description: 'What people call it.' },
    { name: 'kind', title: 'Relationship', type: 'text', description: 'Kind of the grant.' },
    { name: 'to', title: 'To', type: 'uid', description: 'What was granted.' },
    { name: 'toName', title: 'To name', type: 'text', description: 'What people call it.' },
    { name: 'level', title: 'Level', type: 'text', description: 'Highest access level, for access.' },
    { name: 'since', title: 'Since', type: 'time', description: 'When it was granted, or first shown.' },
    { name: 'daysAfter', title: 'Days after', type: 'integer', description: 'Whole days after the earliest grant.' },
    { name: 'open', title: 'Still stands', type: 'boolean', description: 'No: no export shows it any more.' },
    { name: 'justification', title: 'Justification', type: 'text', description: 'Why it was granted, as an export says.' },
    { name: 'ticket', title: 'Ticket', type: 'text', description: 'Where it was asked for, as an export says.' },
  ],
  order: ['uid', 'since', 'kind', 'to'],
  answer: function* (graph, { identity, graceDays }): Generator<Row> {
    if (identity !== undefined) {
      const index = indexOfUid(graph, identity);
      if (graph.label(index) === 'Identity') yield* driftOf(graph, index, graceDays);
      return;
    }
    for (const index of graph.withLabel('Identity')) if (graph.property(index, 'isNhi') === true && !graph.isClosed(index)) yield* driftOf(graph, index, graceDays);
  },
  cypher: ({ identity, graceDays }) => ({
    text: `MATCH (i:Entity:Identity) WHERE ${identity === undefined ? 'i.isNhi AND i.until IS NULL' : 'i.uid = $identity'}
CALL (i) { MATCH (i)-[g:${GRANT_KINDS.join('|')}]->(:Entity) RETURN min(g.since) AS first }
MATCH (i)-[e:${GRANT_KINDS.join('|')}]->(y:Entity)
WITH i, first, type(e) AS kind, y, e ORDER BY e.scope
WITH i, first, kind, y, min(e.since) AS since, collect(e) AS all, collect(CASE WHEN e.until IS NULL THEN e END) AS standing
WHERE since > first + duration({days: $graceDays})
WITH *, CASE WHEN size(standing) > 0 THEN standing ELSE all END AS records
RETURN i.uid AS uid, coalesce(i.name, i.uid) AS name, kind, y.uid AS to, coalesce(y.name, y.uid) AS toName, ${highestLevelCypher('records')} AS level,
  since, duration.inDays(first, since).days AS daysAfter, size(standing) > 0 AS open, ${statedCypher('records', 'justification')} AS justification,
  ${statedCypher('records', 'ticket')} AS ticket
ORDER BY uid, since, kind, to`,
    parameters: { graceDays, ...(identity === undefined ? {} : { identity }) },
  }),
});

function driftOf(graph: Graph, identity: number, graceDays: number): Row[] {
  const grants = edgesFrom(graph, identity, GRANT_KINDS).flatMap((merged) => {
    const since = earliest(graph, merged.edges);
    return since === undefined ? [] : [{ merged, since }];
  });
  const first = grants.reduce<string | undefined>((least, { since }) => (least === undefined || since < least ? since : least), undefined);
  if (first === undefined) return [];
  const scoped = addDays(first, graceDays);
  const later = grants.filter(({ since }) => since > scoped);
  later.sort((a, b) => compareText(a.since, b.since) || compareText(a.merged.kind, b.merged.kind) || a.merged.to - b.merged.to);
  return later.map(({ merged, since }) => row(graph, merged, since, first));
}

function earliest(graph: Graph, edges: readonly number[]): string | undefined {
  let first: string | undefined;
  for (const edge of edges) {
    const since = graph.edgeProperties(edge)['since'] as string | undefined;
    if (since !== undefined && (first === undefined || since < first)) first = since;
  }
  return first;
}

function row(graph: Graph, merged: MergedEdge, since: string, first: string): Row {
  const { from, to, kind, edges } = merged;
  const standing = edges.filter((edge) => graph.isOpen(edge));
  // What is gone says nothing of what still stands.
  const records = standing.length > 0 ? standing : edges;
  return {
    uid: graph.uid(from),
    name: graph.name(from),
    kind,
    to: graph.uid(to),
    toName: graph.name(to),
    level: mergedLevel(graph, { ...merged, edges: records }) ?? null,
    since,
    daysAfter: daysBetween(first, since),
    open: standing.length > 0,
    justification: statedBy(graph, records, 'justification') ?? null,
    ticket: statedBy(graph, records, 'ticket') ?? null,
  };
}
