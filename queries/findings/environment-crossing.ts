/** NHI8: identities and workloads outside production that get at something in production. */
import {
  ACCESS_LEVELS,
  OUTSIDE_PRODUCTION,
  defineRule,
  highestLevelCypher,
  knownEnvironment,
  ruleCells,
  ruleCellsCypher,
  trustPolicyCommand,
  z,
  type EdgeKind,
  type Graph,
  type Row,
} from '../../src/sdk/index.ts';

const KINDS: readonly EdgeKind[] = ['CAN_ACCESS', 'CAN_ASSUME', 'CAN_ESCALATE_TO', 'CONTROLS', 'RUNS_AS'];
/** Access to read at least: whoever may list learns names alone. */
const LEVELS: readonly string[] = ACCESS_LEVELS.slice(ACCESS_LEVELS.indexOf('read'));
const READ = 'read';
/** Staging is run like production and shown to few; what is tried out in these two is not. */
const FURTHEST: readonly string[] = ['development', 'test'];
const texts = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');

/** An edge into production, and the membership through which it is had. */
interface Crossing {
  readonly edge: number;
  readonly membership: number | undefined;
}

export default defineRule({
  id: 'environment-crossing',
  title: 'Environment crossing',
  question: 'Which non-human identities and workloads outside production get at something in production?',
  description:
    'From an identity or workload in staging, test or development, itself or through a group of its, by a right to assume, escalate, control or read, or by running as it. Both environments have to be known. High from test and development when it gives more than reading, else medium.',
  parameters: z.object({}),
  columns: [
    { name: 'relationships', title: 'Relationships', type: 'texts', description: 'The kinds of relationship that cross.' },
    { name: 'level', title: 'Level', type: 'text', description: 'Highest access level, for access.' },
    { name: 'groups', title: 'Through groups', type: 'texts', description: 'Ids of the groups through which it crosses; empty: none.' },
    { name: 'conditional', title: 'Conditional', type: 'boolean', description: 'Every one of the relationships holds only under a condition.' },
  ],
  answer: function* (graph): Generator<Row> {
    const ofGroup = new Map<number, readonly number[]>();
    for (let outside = 0; outside < graph.nodeCount; outside++) {
      if (!isOutside(graph, outside)) continue;
      const crossings = crossingsOf(graph, outside, ofGroup);
      for (const inside of [...crossings.keys()].sort((a, b) => a - b)) yield row(graph, outside, inside, crossings.get(inside)!);
    }
  },
  cypher: () => ({
    text: `MATCH (i:Entity)
WHERE (i:Workload OR (i:Identity AND i.isNhi)) AND i.until IS NULL AND i.environment IN [${texts(OUTSIDE_PRODUCTION)}]
CALL (i) {
  MATCH (i)-[record:${KINDS.join('|')}]->(t:Entity {environment: 'production'})
  RETURN t, record, record.since AS since, null AS through
  UNION ALL
  MATCH (i)-[m:MEMBER_OF]->(g:Entity:Group)-[record:${KINDS.join('|')}]->(t:Entity {environment: 'production'})
  WHERE m.until IS NULL AND g.until IS NULL
  RETURN t, record, CASE WHEN m.since >= record.since THEN m.since ELSE record.since END AS since, g.uid AS through
}
WITH i, t, record, since, through
WHERE record.until IS NULL AND t.until IS NULL AND (type(record) <> 'CAN_ACCESS' OR record.level IN [${texts(LEVELS)}])
WITH i, t, collect(record) AS records, collect(DISTINCT type(record)) AS kinds, collect(DISTINCT through) AS through, min(since) AS since
CALL (kinds) { UNWIND kinds AS kind WITH kind ORDER BY kind RETURN collect(kind) AS relationships }
CALL (through) { UNWIND through AS uid WITH uid ORDER BY uid RETURN collect(uid) AS groups }
WITH i, t, records, relationships, groups, since, ${highestLevelCypher('records')} AS level
RETURN ${ruleCellsCypher('i', `CASE WHEN i.environment IN [${texts(FURTHEST)}] AND (relationships <> ['CAN_ACCESS'] OR level <> '${READ}') THEN 'high' ELSE 'medium' END`, { about: 't', since: 'since' })},
  relationships, level, groups, all(record IN records WHERE coalesce(record.conditional, false)) AS conditional
ORDER BY uid, about`,
    parameters: {},
  }),
  rule: {
    risk: 'NHI8',
    severity: 'high',
    controls: [
      { framework: 'NIST 800-53', id: 'AC-4' },
      { framework: 'NIST 800-53', id: 'AC-6' },
      { framework: 'PCI DSS', id: '6.5.3' },
    ],
    explain: (row) =>
      `${row['name']} is in ${row['environment']} and gets at ${row['aboutName']} in production: ${(row['relationships'] as readonly string[]).join(', ')}${
        row['level'] === null ? '' : ` at level ${row['level']}`
      }${(row['groups'] as readonly string[]).length > 0 ? ', through a group' : ''}.`,
    remedy: {
      text: 'Give production an identity of its own and take this right away; before that, look in the log whether something relies on it. What has to cross goes through one narrow identity that is watched.',
      command: ({ about, relationships }) => ((relationships as readonly string[]).includes('CAN_ASSUME') ? trustPolicyCommand(about as string) : undefined),
    },
  },
});

function isOutside(graph: Graph, index: number): boolean {
  const label = graph.label(index);
  if (label !== 'Workload' && (label !== 'Identity' || graph.property(index, 'isNhi') !== true)) return false;
  return OUTSIDE_PRODUCTION.includes(knownEnvironment(graph, index) ?? '') && !graph.isClosed(index);
}

/** By the thing in production; what a group leads to is worked out once. */
function crossingsOf(graph: Graph, outside: number, ofGroup: Map<number, readonly number[]>): Map<number, Crossing[]> {
  const found = new Map<number, Crossing[]>();
  const add = (edge: number, membership: number | undefined): void => {
    const inside = graph.columns.to[edge]!;
    const crossings = found.get(inside);
    if (crossings) crossings.push({ edge, membership });
    else found.set(inside, [{ edge, membership }]);
  };
  for (const edge of edgesInto(graph, outside)) add(edge, undefined);
  for (const membership of graph.outEdges(outside)) {
    const group = graph.columns.to[membership]!;
    if (graph.edgeKind(membership) !== 'MEMBER_OF' || !graph.isOpen(membership) || graph.label(group) !== 'Group' || graph.isClosed(group)) continue;
    let edges = ofGroup.get(group);
    if (!edges) ofGroup.set(group, (edges = edgesInto(graph, group)));
    for (const edge of edges) add(edge, membership);
  }
  return found;
}

/** Open edges from a thing into production. */
function edgesInto(graph: Graph, from: number): number[] {
  const found: number[] = [];
  for (const edge of graph.outEdges(from)) {
    const kind = graph.edgeKind(edge);
    if (!graph.isOpen(edge) || !KINDS.includes(kind)) continue;
    if (kind === 'CAN_ACCESS' && !LEVELS.includes(graph.edgeLevel(edge) ?? '')) continue;
    const to = graph.columns.to[edge]!;
    if (knownEnvironment(graph, to) === 'production' && !graph.isClosed(to)) found.push(edge);
  }
  return found;
}

function row(graph: Graph, outside: number, inside: number, crossings: readonly Crossing[]): Row {
  const relationships = [...new Set(crossings.map(({ edge }) => graph.edgeKind(edge)))].sort();
  const ranks = crossings.map(({ edge }) => ACCESS_LEVELS.indexOf(graph.edgeLevel(edge) as (typeof ACCESS_LEVELS)[number]));
  const level = ACCESS_LEVELS[Math.max(...ranks)];
  const groups = crossings.flatMap(({ membership }) => (membership === undefined ? [] : [graph.columns.to[membership]!]));
  const more = relationships.some((kind) => kind !== 'CAN_ACCESS') || level !== READ;
  const severity = more && FURTHEST.includes(knownEnvironment(graph, outside)!) ? 'high' : 'medium';
  return Object.assign(ruleCells(graph, outside, severity, { about: inside, since: earliest(crossings.map((crossing) => sinceOf(graph, crossing))) }), {
    relationships,
    level: level ?? null,
    groups: [...new Set(groups)].sort((a, b) => a - b).map((group) => graph.uid(group)),
    conditional: crossings.every(({ edge }) => graph.edgeProperties(edge)['conditional'] === true),
  });
}

/** Both the membership and the right have to stand. */
function sinceOf(graph: Graph, { edge, membership }: Crossing): string | undefined {
  const since = graph.edgeProperties(edge)['since'] as string | undefined;
  const member = membership === undefined ? undefined : (graph.edgeProperties(membership)['since'] as string | undefined);
  return member !== undefined && since !== undefined && member >= since ? member : since;
}

function earliest(times: readonly (string | undefined)[]): string | undefined {
  return times.reduce((first, time) => (time !== undefined && (first === undefined || time < first) ? time : first), undefined);
}
