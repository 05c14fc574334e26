/** What appeared and what went between two times: things, rights and what holds them together. */
import {
  WINDOW_PARAMETERS,
  byColumns,
  defineQuery,
  edgesFrom,
  highestLevelCypher,
  mergedLevel,
  throwIfAborted,
  timeText,
  windowCypher,
  windowOf,
  z,
  type EdgeKind,
  type Evidence,
  type Graph,
  type MergedEdge,
  type NodeLabel,
  type Row,
} from '../../src/sdk/index.ts';

const LABELS: readonly NodeLabel[] = ['Identity', 'Credential', 'Group', 'Workload', 'Resource', 'Container', 'Owner', 'PermissionSet'];
const KINDS: readonly EdgeKind[] = [
  'CAN_ACCESS', 'CAN_ASSUME', 'CAN_ESCALATE_TO', 'CONTROLS', 'OWNED_BY', 'HAS_PERMISSION', 'AUTHENTICATES_AS', 'EXPOSES', 'RUNS_AS', 'MEMBER_OF',
];
const ORDER = ['time', 'what', 'kind', 'uid', 'to', 'change'] as const;

/** Milliseconds since 1970; what happened after `from`, and at `to` or before. */
interface Window {
  readonly from: number;
  readonly to: number;
}

export default defineQuery({
  id: 'changes',
  title: 'Changes',
  question: 'What appeared and what went between two times?',
  description:
    'Things by when they were first shown and no longer shown; relationships that grant, own or connect, each once however many exports say so: it appeared when no export said so before, and it went when the last one no longer did. What came and went within the time appears twice; what went and came back by its end does not. Times are those of the exports.',
  parameters: z.object(WINDOW_PARAMETERS),
  columns: [
    { name: 'time', title: 'Time', type: 'time', description: 'When it appeared or went, as the exports tell.' },
    { name: 'change', title: 'Change', type: 'text', description: 'appeared or closed.' },
    { name: 'what', title: 'What', type: 'text', description: 'node or edge.' },
    { name: 'kind', title: 'Kind', type: 'text', description: 'Type of the thing, or kind of the relationship.' },
    { name: 'uid', title: 'Id', type: 'uid', description: 'The thing, or where the relationship starts.' },
    { name: 'name', title: 'Name', type: 'text', description: 'What people call it.' },
    { name: 'to', title: 'To', type: 'uid', description: 'Where the relationship ends.' },
    { name: 'toName', title: 'To name', type: 'text', description: 'What people call it.' },
    { name: 'level', title: 'Level', type: 'text', description: 'Highest access level that came or went with it, for access.' },
    { name: 'by', title: 'Last shown by', type: 'texts', description: 'Ids of the imports that showed it last.' },
  ],
  order: ORDER,
  answer: (graph, asked, { now, signal }) => {
    const { from, to } = windowOf(asked, now);
    const window = { from: Date.parse(from), to: Date.parse(to) };
    const rows: Row[] = [];
    for (let index = 0; index < graph.nodeCount; index++) {
      if (index % 65_536 === 0) throwIfAborted(signal);
      thingRows(graph, index, from, to, rows);
      // Most things have nothing new: only of those that have are the records put together.
      if (graph.outEdges(index).some((edge) => isMoved(graph, edge, window))) edgeRows(graph, index, window, rows);
    }
    return rows.sort(byColumns(ORDER));
  },
  cypher: (asked) => {
    const { from, to, parameters } = windowCypher(asked);
    const within = (time: string): string => `(${time} > ${from} AND ${time} <= ${to})`;
    const stood = (at: string): string => `any(record IN records WHERE coalesce(record.since <= ${at}, true) AND coalesce(record.until > ${at}, true))`;
    return {
      text: `CALL () {
  MATCH (n:Entity)
  WHERE (${LABELS.map((label) => `n:${label}`).join(' OR ')}) AND coalesce(n.until > n.since, true)
  UNWIND [{change: 'appeared', time: n.since}, {change: 'closed', time: n.until}] AS moment
  WITH n, moment WHERE ${within('moment.time')}
  ${importsCypher('n', 'coalesce(n.evidence, [])')}
  RETURN moment.time AS time, moment.change AS change, 'node' AS what, [label IN labels(n) WHERE label <> 'Entity'][0] AS kind,
    n.uid AS uid, coalesce(n.name, n.uid) AS name, null AS to, null AS toName, null AS level, by
  UNION ALL
  MATCH (x:Entity)-[e:${KINDS.join('|')}]->(y:Entity)
  WHERE ${within('e.since')} OR ${within('e.until')}
  WITH DISTINCT x, type(e) AS kind, y
  MATCH (x)-[e:${KINDS.join('|')}]->(y)
  WHERE type(e) = kind AND coalesce(e.until > e.since, true)
  WITH x, kind, y, collect(e) AS records
  UNWIND [
    {change: 'appeared', before: ${stood(from)}, records: [record IN records WHERE ${within('record.since')}]},
    {change: 'closed', before: ${stood(to)}, records: [record IN records WHERE ${within('record.until')}]}
  ] AS moment
  WITH x, kind, y, moment WHERE NOT moment.before AND size(moment.records) > 0
  CALL (moment) {
    UNWIND moment.records AS record
    WITH min(record.since) AS began, max(record.until) AS ended
    RETURN CASE moment.change WHEN 'appeared' THEN began ELSE ended END AS time
  }
  ${importsCypher('moment', 'reduce(entries = [], record IN moment.records | entries + coalesce(record.evidence, []))')}
  RETURN time, moment.change AS change, 'edge' AS what, kind, x.uid AS uid, coalesce(x.name, x.uid) AS name, y.uid AS to, coalesce(y.name, y.uid) AS toName,
    ${highestLevelCypher('moment.records')} AS level, by
}
RETURN time, change, what, kind, uid, name, to, toName, level, by
ORDER BY ${ORDER.join(', ')}`,
      parameters,
    };
  },
});

/** A subquery that binds `by`: the imports that pieces of evidence, JSON texts, name, each once and in order. */
function importsCypher(imported: string, evidence: string): string {
  return `CALL (${imported}) {
    UNWIND ${evidence} AS entry
    WITH DISTINCT split(split(entry, '"import":"')[1], '"')[0] AS shown ORDER BY shown
    RETURN collect(shown) AS by
  }`;
}

const importsOf = (evidence: Iterable<Evidence>): string[] => [...new Set(Array.from(evidence, (entry) => entry.import))].sort();

function thingRows(graph: Graph, index: number, from: string, to: string, rows: Row[]): void {
  const [since, until] = [graph.text(index, 'since'), graph.text(index, 'until')];
  if (!LABELS.includes(graph.label(index)) || (since !== undefined && until !== undefined && until <= since)) return;
  for (const [change, time] of [['appeared', since], ['closed', until]] as const) {
    if (time === undefined || time <= from || time > to) continue;
    const cells = { time, change, what: 'node', kind: graph.label(index), uid: graph.uid(index), name: graph.name(index) };
    rows.push({ ...cells, to: null, toName: null, level: null, by: importsOf(graph.node(index).evidence) });
  }
}

const within = (time: number, { from, to }: Window): boolean => time > from && time <= to;

function isMoved({ columns }: Graph, edge: number, window: Window): boolean {
  return within(columns.since[edge]!, window) || within(columns.until[edge]!, window);
}

function edgeRows(graph: Graph, index: number, window: Window, rows: Row[]): void {
  const { since, until } = graph.columns;
  const everHeld = (edge: number): boolean => !(until[edge]! <= since[edge]!);
  for (const merged of edgesFrom(graph, index, KINDS, everHeld)) {
    const begun = merged.edges.filter((edge) => within(since[edge]!, window));
    const ended = merged.edges.filter((edge) => within(until[edge]!, window));
    if (begun.length > 0 && !stood(graph, merged, window.from)) rows.push(edgeRow(graph, 'appeared', Math.min(...begun.map((edge) => since[edge]!)), { ...merged, edges: begun }));
    if (ended.length > 0 && !stood(graph, merged, window.to)) rows.push(edgeRow(graph, 'closed', Math.max(...ended.map((edge) => until[edge]!)), { ...merged, edges: ended }));
  }
}

/** Any record held at that time; one of unknown beginning did so ever since. */
function stood(graph: Graph, { edges }: MergedEdge, at: number): boolean {
  return edges.some((edge) => !(graph.columns.since[edge]! > at) && !(graph.columns.until[edge]! <= at));
}

function edgeRow(graph: Graph, change: 'appeared' | 'closed', time: number, merged: MergedEdge): Row {
  const { from, to, kind, edges } = merged;
  return {
    time: timeText(time),
    change,
    what: 'edge',
    kind,
    uid: graph.uid(from),
    name: graph.name(from),
    to: graph.uid(to),
    toName: graph.name(to),
    level: mergedLevel(graph, merged) ?? null,
    by: importsOf(edges.flatMap((edge) => graph.edgeEvidence(edge))),
  };
}
