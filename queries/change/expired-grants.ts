/** Permissions that were given for a time which is over, and that still stand. */
import {
  GRANT_KINDS,
  PASS,
  byColumns,
  daysBetween,
  defineQuery,
  edgeFilter,
  edgesFrom,
  highestLevelCypher,
  mergedLevel,
  statedBy,
  statedCypher,
  throwIfAborted,
  z,
  type Graph,
  type MergedEdge,
  type Pass,
  type Row,
} from '../../src/sdk/index.ts';

const ORDER = ['expiresAt', 'from', 'kind', 'to'] as const;

export default defineQuery({
  id: 'expired-grants',
  title: 'Expired grants',
  question: 'Which permissions have expired and are still there?',
  description:
    'Open grants (access, rights to assume, escalate and control, memberships, permission sets) whose time is over. Where several exports show one grant, the last time of any of them counts, and a grant that one of them shows without an end has none.',
  parameters: z.object({}),
  columns: [
    { name: 'expiresAt', title: 'Expired', type: 'time', description: 'When it should have gone.' },
    { name: 'overdueDays', title: 'Days overdue', type: 'integer', description: 'Whole days since then.' },
    { name: 'from', title: 'From', type: 'uid', description: 'Who has it.' },
    { name: 'fromName', title: 'From name', type: 'text', description: 'What people call it.' },
    { name: 'kind', title: 'Relationship', type: 'text', description: 'Kind of the grant.' },
    { name: 'to', title: 'To', type: 'uid', description: 'What was granted.' },
    { name: 'toName', title: 'To name', type: 'text', description: 'What people call it.' },
    { name: 'level', title: 'Level', type: 'text', description: 'Highest access level, for access.' },
    { name: 'usedSince', title: 'Used since', type: 'boolean', description: 'A log shows access from one to the other after it expired.' },
    { name: 'justification', title: 'Justification', type: 'text', description: 'Why it was granted, as an export says.' },
    { name: 'ticket', title: 'Ticket', type: 'text', description: 'Where it was asked for, as an export says.' },
  ],
  order: ORDER,
  answer: (graph, _parameters, { now, signal }) => {
    const pass = edgeFilter(graph, { mode: 'observed' }, ['ACCESSED']);
    const rows: Row[] = [];
    for (let index = 0; index < graph.nodeCount; index++) {
      if (index % 65_536 === 0) throwIfAborted(signal);
      if (graph.isClosed(index) || !graph.outEdges(index).some((edge) => isExpired(graph, edge, now))) continue;
      const lastUses = lastUsesOf(graph, index, pass);
      for (const merged of edgesFrom(graph, index, GRANT_KINDS, (edge) => graph.isOpen(edge))) {
        if (!graph.isClosed(merged.to) && merged.edges.every((edge) => isExpired(graph, edge, now))) rows.push(row(graph, merged, now, lastUses.get(merged.to)));
      }
    }
    return rows.sort(byColumns(ORDER));
  },
  cypher: () => ({
    text: `MATCH (x:Entity)-[e:${GRANT_KINDS.join('|')}]->(y:Entity)
WHERE e.until IS NULL AND e.expiresAt <= $now AND x.until IS NULL AND y.until IS NULL
WITH DISTINCT x, type(e) AS kind, y
MATCH (x)-[e:${GRANT_KINDS.join('|')}]->(y) WHERE type(e) = kind AND e.until IS NULL
WITH x, kind, y, e ORDER BY e.scope
WITH x, kind, y, max(e.expiresAt) AS expiresAt, collect(e) AS records
WHERE all(record IN records WHERE coalesce(record.expiresAt <= $now, false))
RETURN expiresAt, duration.inDays(expiresAt, $now).days AS overdueDays, x.uid AS from, coalesce(x.name, x.uid) AS fromName, kind, y.uid AS to,
  coalesce(y.name, y.uid) AS toName, ${highestLevelCypher('records')} AS level,
  EXISTS { MATCH (x)-[a:ACCESSED]->(y) WHERE a.until IS NULL AND a.lastSeen > expiresAt AND NOT coalesce(a.denied > 0 AND a.denied >= a.count, false) } AS usedSince,
  ${statedCypher('records', 'justification')} AS justification, ${statedCypher('records', 'ticket')} AS ticket
ORDER BY ${ORDER.join(', ')}`,
    parameters: {},
  }),
});

function isExpired(graph: Graph, edge: number, now: string): boolean {
  const expiresAt = graph.edgeProperties(edge)['expiresAt'] as string | undefined;
  return expiresAt !== undefined && expiresAt <= now;
}

/** @param lastUse milliseconds since 1970 */
function row(graph: Graph, merged: MergedEdge, now: string, lastUse: number | undefined): Row {
  const { from, to, kind, edges } = merged;
  const expiresAt = edges.map((edge) => graph.edgeProperties(edge)['expiresAt'] as string).sort().at(-1)!;
  return {
    expiresAt,
    overdueDays: daysBetween(expiresAt, now),
    from: graph.uid(from),
    fromName: graph.name(from),
    kind,
    to: graph.uid(to),
    toName: graph.name(to),
    level: mergedLevel(graph, merged) ?? null,
    usedSince: lastUse !== undefined && lastUse > Date.parse(expiresAt),
    justification: statedBy(graph, edges, 'justification') ?? null,
    ticket: statedBy(graph, edges, 'ticket') ?? null,
  };
}

/** When a log last shows the thing at others, by these. */
function lastUsesOf(graph: Graph, thing: number, pass: (edge: number) => Pass): Map<number, number> {
  const { to, lastSeen } = graph.columns;
  const uses = new Map<number, number>();
  for (const edge of graph.outEdges(thing)) {
    if (pass(edge) !== PASS.through || Number.isNaN(lastSeen[edge]!)) continue;
    uses.set(to[edge]!, Math.max(uses.get(to[edge]!) ?? -Infinity, lastSeen[edge]!));
  }
  return uses;
}
