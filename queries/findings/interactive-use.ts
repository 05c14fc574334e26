/** NHI10: somebody at a keyboard acts as a non-human identity: what they do is nobody's in the log. */
import { NAMED_AT_MOST, THRESHOLDS, addDays, defineRule, ruleCells, ruleCellsCypher, workloadsCypher, workloadsOf, z, type Graph, type Row } from '../../src/sdk/index.ts';

/** What a user agent, in lower case and without the bracket that AWS puts around some, begins with when a browser or a console sent it. */
const CONSOLES = ['mozilla/', 'console.amazonaws.com', 'console.ec2.amazonaws.com', 'signin.amazonaws.com', 'aws-console', 's3console/'];
/** What it contains when it came from a shell in the console. */
const CONSOLE_SHELLS = ['exec-env/cloudshell'];
/** What it contains when a program that people type into sent it. */
const SHELLS = ['aws-cli/', 'kubectl/', 'gcloud', 'azurecli', 'az-cli', 'powershell', 's3 browser'];
/** What it contains when it came from within a function or a container, where no keyboard is. */
const UNATTENDED = ['exec-env/aws_'];
type Way = 'console' | 'shell';

interface Use {
  readonly agents: Set<string>;
  console: boolean;
  times: number;
  first: string;
  last: string;
}

export default defineRule({
  id: 'interactive-use',
  title: 'Interactive use',
  question: 'Which non-human identities does somebody use by hand?',
  description:
    'Logged events of the last days whose user agent is a browser, a console or a command line; sign-ins that failed do not count. High for browser and console, medium for command lines, which scripts use too; low where people may assume the identity and no workload is known to run as it: it may be meant for them. A log keeps only some events one by one, so they may be more.',
  parameters: z.object({ humanUseDays: THRESHOLDS.humanUseDays }),
  columns: [
    { name: 'agents', title: 'User agents', type: 'texts', description: `As the log has them; the first ${NAMED_AT_MOST}.` },
    { name: 'times', title: 'Times', type: 'integer', description: 'Events of that kind in the time looked at, as far as they were kept.' },
    { name: 'lastAt', title: 'Last', type: 'time', description: 'When it was last used so.' },
    { name: 'forPeople', title: 'Perhaps for people', type: 'boolean', description: 'People may assume it, and no workload is known to run as it.' },
  ],
  answer: function* (graph, { humanUseDays }, { now }): Generator<Row> {
    const earliest = addDays(now, -humanUseDays);
    for (const identity of graph.withLabel('Identity')) {
      if (graph.property(identity, 'isNhi') !== true || graph.isClosed(identity)) continue;
      const use = useOf(graph, identity, earliest, now);
      if (use === undefined) continue;
      const forPeople = isForPeople(graph, identity);
      yield Object.assign(ruleCells(graph, identity, forPeople ? 'low' : use.console ? 'high' : 'medium', { since: use.first }), {
        agents: [...use.agents].sort().slice(0, NAMED_AT_MOST),
        times: use.times,
        lastAt: use.last,
        forPeople,
      });
    }
  },
  cypher: ({ humanUseDays }) => ({
    text: `MATCH (i:Entity:Identity)-[p:PERFORMED]->(e:Entity:Event)
WHERE i.isNhi AND i.until IS NULL AND p.until IS NULL AND e.until IS NULL
  AND e.time >= $now - duration({days: $humanUseDays}) AND e.time <= $now
  AND NOT (coalesce(e.activity, '') = 'login' AND coalesce(e.outcome, '') = 'failed')
WITH DISTINCT i, e, CASE WHEN e.userAgent STARTS WITH '[' THEN substring(toLower(e.userAgent), 1) ELSE toLower(e.userAgent) END AS agent
WITH i, e, CASE
  WHEN any(part IN $consoles WHERE agent STARTS WITH part) OR any(part IN $consoleShells WHERE agent CONTAINS part) THEN 'console'
  WHEN any(part IN $unattended WHERE agent CONTAINS part) THEN null
  WHEN any(part IN $shells WHERE agent CONTAINS part) THEN 'shell' END AS way
WHERE way IS NOT NULL
WITH i, e, way ORDER BY e.userAgent
WITH i, collect(DISTINCT e.userAgent) AS agents, count(*) AS times, min(e.time) AS first, max(e.time) AS lastAt, 'console' IN collect(way) AS console
WITH *, EXISTS { MATCH (h:Entity:Identity)-[a:CAN_ASSUME]->(i) WHERE a.until IS NULL AND h.until IS NULL AND (h.isNhi = false OR h.uid CONTAINS ':saml-provider/') }
  AND NOT EXISTS { ${workloadsCypher('w', 'i')} } AS forPeople
RETURN ${ruleCellsCypher('i', "CASE WHEN forPeople THEN 'low' WHEN console THEN 'high' ELSE 'medium' END", { since: 'first' })},
  agents[..${NAMED_AT_MOST}] AS agents, times, lastAt, forPeople
ORDER BY uid, about`,
    parameters: { humanUseDays, consoles: CONSOLES, consoleShells: CONSOLE_SHELLS, shells: SHELLS, unattended: UNATTENDED },
  }),
  rule: {
    risk: 'NHI10',
    severity: 'high',
    controls: [
      { framework: 'NIST 800-53', id: 'AC-2(12)' },
      { framework: 'NIST 800-53', id: 'IA-2' },
      { framework: 'PCI DSS', id: '8.6.1' },
    ],
    explain: (row) => `${row['name']} was used by hand at least ${Number(row['times']) === 1 ? 'once' : `${row['times']} times`} since ${row['since']}, last at ${row['lastAt']}, from ${(row['agents'] as readonly string[]).join('; ')}.`,
    remedy: {
      text: 'Find out who it was, by address and session name of the events, and give them access of their own, by name and for a time; then rotate the credentials that they knew. If nobody says it was them, treat it as a break-in.',
      command: () => undefined,
    },
  },
});

function useOf(graph: Graph, identity: number, earliest: string, now: string): Use | undefined {
  let use: Use | undefined;
  // Two exports may tell of one event.
  const met = new Set<number>();
  for (const edge of graph.outEdges(identity)) {
    const event = graph.columns.to[edge]!;
    if (graph.edgeKind(edge) !== 'PERFORMED' || !graph.isOpen(edge) || graph.label(event) !== 'Event' || met.has(event)) continue;
    met.add(event);
    const time = graph.text(event, 'time');
    const agent = graph.text(event, 'userAgent');
    if (time === undefined || agent === undefined || time < earliest || time > now || graph.isClosed(event) || isFailedSignIn(graph, event)) continue;
    const way = wayOf(agent);
    if (way === undefined) continue;
    use ??= { agents: new Set(), console: false, times: 0, first: time, last: time };
    use.agents.add(agent);
    use.times++;
    if (way === 'console') use.console = true;
    if (time < use.first) use.first = time;
    if (time > use.last) use.last = time;
  }
  return use;
}

/** How a person sends such requests; undefined for programs. */
function wayOf(userAgent: string): Way | undefined {
  const agent = userAgent.toLowerCase().slice(userAgent.startsWith('[') ? 1 : 0);
  const contains = (parts: readonly string[]): boolean => parts.some((part) => agent.includes(part));
  if (CONSOLES.some((part) => agent.startsWith(part)) || contains(CONSOLE_SHELLS)) return 'console';
  return !contains(UNATTENDED) && contains(SHELLS) ? 'shell' : undefined;
}

/** Whoever does not get in has not used it. */
function isFailedSignIn(graph: Graph, event: number): boolean {
  return graph.text(event, 'activity') === 'login' && graph.text(event, 'outcome') === 'failed';
}

function isForPeople(graph: Graph, identity: number): boolean {
  for (const edge of graph.inEdges(identity)) {
    const who = graph.columns.from[edge]!;
    if (graph.edgeKind(edge) !== 'CAN_ASSUME' || !graph.isOpen(edge) || graph.label(who) !== 'Identity' || graph.isClosed(who)) continue;
    // A SAML provider vouches for people.
    if (graph.property(who, 'isNhi') === false || graph.uid(who).includes(':saml-provider/')) return workloadsOf(graph, identity).length === 0;
  }
  return false;
}
