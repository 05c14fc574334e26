/** NHI10: people who may take up, or did take up, the identity that a workload runs as. */
import {
  NAMED_AT_MOST,
  PASS,
  counted,
  defineRule,
  edgeFilter,
  ruleCells,
  ruleCellsCypher,
  trustPolicyCommand,
  workloadsCypher,
  workloadsOf,
  z,
  type Graph,
  type Pass,
  type Row,
} from '../../src/sdk/index.ts';

/** Parts of actions, in lower case, by which one identity is taken up by another; looking at a role is an access to it, too. */
const TAKING_UP = ['assumerole', 'accesstoken', 'impersonat', 'actas'];

interface Taking {
  granted: boolean;
  observed: boolean;
  since: string | undefined;
  lastSeen: string | undefined;
}

export default defineRule({
  id: 'human-assumes-workload-role',
  title: 'Workload’s identity open to people',
  question: 'Which people may act, or acted, as the identity that a workload runs as?',
  description:
    'Of each identity as which a workload runs: the people who may assume it (medium), and those whom a log shows doing so (high). An access of which the log names the actions counts only when one of them takes up an identity; denied attempts alone do not.',
  parameters: z.object({}),
  columns: [
    { name: 'granted', title: 'May', type: 'boolean', description: 'A right to assume it stands.' },
    { name: 'observed', title: 'Did', type: 'boolean', description: 'A log shows it.' },
    { name: 'lastSeen', title: 'Last seen', type: 'time', description: 'When a log last shows it, if known.' },
    { name: 'workloads', title: 'Workloads', type: 'integer', description: 'How many run as it.' },
    { name: 'named', title: 'Some of them', type: 'texts', description: `Ids of the first ${NAMED_AT_MOST}.` },
  ],
  answer: function* (graph): Generator<Row> {
    const pass = edgeFilter(graph, { mode: 'both' }, ['CAN_ASSUME', 'ACCESSED']);
    for (const role of graph.withLabel('Identity')) {
      if (graph.isClosed(role)) continue;
      const workloads = workloadsOf(graph, role);
      if (workloads.length === 0) continue;
      const takings = takingsOf(graph, role, pass);
      for (const person of [...takings.keys()].sort((a, b) => a - b)) {
        const { granted, observed, since, lastSeen } = takings.get(person)!;
        yield Object.assign(ruleCells(graph, role, observed ? 'high' : 'medium', { about: person, since }), {
          granted,
          observed,
          lastSeen: lastSeen ?? null,
          workloads: workloads.length,
          named: workloads.slice(0, NAMED_AT_MOST).map((workload) => graph.uid(workload)),
        });
      }
    }
  },
  cypher: () => ({
    text: `MATCH (i:Entity:Identity) WHERE i.until IS NULL
CALL (i) { ${workloadsCypher('w', 'i')} WITH DISTINCT w.uid AS uid ORDER BY uid RETURN collect(uid) AS found }
WITH i, found WHERE size(found) > 0
MATCH (h:Entity:Identity)-[e:CAN_ASSUME|ACCESSED]->(i)
WHERE h <> i AND h.isNhi = false AND h.until IS NULL AND e.until IS NULL AND NOT coalesce(e.denied > 0 AND e.denied >= e.count, false)
  AND (type(e) = 'CAN_ASSUME' OR size(coalesce(e.actions, [])) = 0
    OR any(action IN e.actions WHERE any(part IN $takingUp WHERE toLower(action) CONTAINS part)))
WITH i, h, found, min(CASE WHEN type(e) = 'CAN_ASSUME' THEN e.since ELSE e.firstSeen END) AS since, 'CAN_ASSUME' IN collect(type(e)) AS granted,
  'ACCESSED' IN collect(type(e)) AS observed, max(CASE WHEN type(e) = 'ACCESSED' THEN e.lastSeen END) AS lastSeen
RETURN ${ruleCellsCypher('i', "CASE WHEN observed THEN 'high' ELSE 'medium' END", { about: 'h', since: 'since' })},
  granted, observed, lastSeen, size(found) AS workloads, found[..${NAMED_AT_MOST}] AS named
ORDER BY uid, about`,
    parameters: { takingUp: TAKING_UP },
  }),
  rule: {
    risk: 'NHI10',
    severity: 'medium',
    controls: [
      { framework: 'CIS GCP', id: '1.6' },
      { framework: 'NIST 800-53', id: 'AC-6' },
      { framework: 'PCI DSS', id: '8.6.1' },
    ],
    explain: (row) => {
      const did = row['lastSeen'] === null ? 'did so, as a log shows' : `did so, last at ${row['lastSeen']}`;
      const workloads = Number(row['workloads']);
      const how = row['observed'] === true ? did : 'may do so';
      return `${row['name']} is what ${counted(workloads, 'workload')} ${workloads === 1 ? 'runs' : 'run'} as; ${row['aboutName']} can act as it too, and ${how}.`;
    },
    remedy: {
      text: 'Take people out of who may assume it, and give those who need its rights a role of their own, under their name and for a time.',
      command: ({ uid }) => trustPolicyCommand(uid as string),
    },
  },
});

/** By person. */
function takingsOf(graph: Graph, role: number, pass: (edge: number) => Pass): Map<number, Taking> {
  const takings = new Map<number, Taking>();
  for (const edge of graph.inEdges(role)) {
    const person = graph.columns.from[edge]!;
    if (person === role || pass(edge) !== PASS.through || graph.label(person) !== 'Identity' || graph.property(person, 'isNhi') !== false || graph.isClosed(person)) continue;
    const observed = graph.edgeKind(edge) === 'ACCESSED';
    const { actions = [], since, firstSeen, lastSeen } = graph.edgeProperties(edge);
    if (observed && !takesUp(actions as readonly string[])) continue;
    let taking = takings.get(person);
    if (!taking) takings.set(person, (taking = { granted: false, observed: false, since: undefined, lastSeen: undefined }));
    if (observed) taking.observed = true;
    else taking.granted = true;
    const began = (observed ? firstSeen : since) as string | undefined;
    if (began !== undefined && (taking.since === undefined || began < taking.since)) taking.since = began;
    if (observed && lastSeen !== undefined && (taking.lastSeen === undefined || (lastSeen as string) > taking.lastSeen)) taking.lastSeen = lastSeen as string;
  }
  return takings;
}

function takesUp(actions: readonly string[]): boolean {
  return actions.length === 0 || actions.some((action) => TAKING_UP.some((part) => action.toLowerCase().includes(part)));
}
