/** Granted against used: which rights nobody makes use of, and which use no policy grants any more. */
import { addDays, defineQuery, idCells, idColumns, matchesPattern, z, type Graph, type Row } from '../../src/sdk/index.ts';

const FINDINGS = ['granted-unused', 'used-not-granted'] as const;

export default defineQuery({
  id: 'granted-but-unused',
  title: 'Granted but unused',
  question: 'Which permissions are granted and never used, or used and no longer granted?',
  description:
    'A row for each action pattern of an identity’s policies that nothing it did in the window matches, and for each action it used that no policy grants now. Only identities of which something is known: service-last-accessed details, or a log of their account. What a log does not record, such as data events where they are off, looks unused; a service known to be used says nothing about its single actions, so those are left out.',
  parameters: z.object({
    days: z.number().int().min(1).max(36_500).default(90).describe('Days back that count as used'),
    finding: z.enum(FINDINGS).optional().describe('Only granted-unused, or only used-not-granted'),
    identity: z.string().min(1).optional().describe('Only this identity, by its id'),
  }),
  columns: [
    ...idColumns('The identity.'),
    { name: 'finding', title: 'Finding', type: 'text', description: 'granted-unused or used-not-granted.' },
    { name: 'service', title: 'Service', type: 'text', description: 'The part before the colon.' },
    { name: 'action', title: 'Action', type: 'text', description: 'As the policy spells it (s3:Get*), or as it was used.' },
    { name: 'lastUsedAt', title: 'Last used', type: 'time', description: 'Of a granted one, before the window; empty: never seen.' },
    { name: 'basis', title: 'Known from', type: 'texts', description: 'last-accessed: the provider’s own record; log: a log of its account.' },
  ],
  order: ['uid', 'finding', 'action'],
  answer: function* (graph, { days, finding, identity }, { now }): Generator<Row> {
    const since = addDays(now, -days);
    const logged = loggedContainers(graph);
    for (const index of graph.withLabel('Identity')) {
      const granted = graph.property(index, 'grantedActions') as readonly string[] | undefined;
      if (granted === undefined || graph.isClosed(index) || (identity !== undefined && graph.uid(index) !== identity)) continue;
      const basis = basisOf(graph, index, logged);
      if (basis.length === 0) continue;
      const found = compare(granted, usesOf(graph, index), since).filter((row) => finding === undefined || row.finding === finding);
      found.sort((a, b) => compareText(a.finding, b.finding) || compareText(a.action, b.action));
      for (const row of found) yield { ...idCells(graph, index), finding: row.finding, service: serviceOf(row.action), action: row.action, lastUsedAt: row.lastUsedAt ?? null, basis };
    }
  },
  cypher: ({ days, finding, identity }) => ({
    text: `MATCH (i:Entity:Identity)
WHERE i.until IS NULL AND i.grantedActions IS NOT NULL${identity === undefined ? '' : ' AND i.uid = $identity'}
WITH i, EXISTS { (i)-[:ACCESSED]->() } OR EXISTS {
  MATCH (i)-[k:CONTAINED_IN]->()<-[l:CONTAINED_IN]-()-[:ACCESSED]->() WHERE k.until IS NULL AND l.until IS NULL
} AS logged
WHERE logged OR i.usedActions IS NOT NULL
CALL (i) {
  CALL (i) {
    MATCH (i)-[a:ACCESSED]->()
    WHERE a.until IS NULL AND NOT coalesce(a.denied > 0 AND a.denied >= a.count, false)
    UNWIND coalesce(a.actions, []) AS action
    RETURN action, a.lastSeen AS time
    UNION ALL
    WITH i UNWIND coalesce(i.usedActions, []) AS entry
    RETURN split(entry, '=')[0] AS action, datetime(split(entry, '=')[1]) AS time
  }
  WITH toLower(action) AS used, min(action) AS spelled, max(time) AS time
  RETURN collect({used: used, spelled: spelled, time: time}) AS uses
}
CALL (i, uses) {
  WITH i, uses UNWIND i.grantedActions AS action
  WITH action, [u IN uses WHERE ${covers('u.used', 'action')}] AS matching
  WHERE none(u IN matching WHERE u.time IS NULL OR u.time >= $now - duration({days: $days}))
  RETURN 'granted-unused' AS finding, action,
    reduce(latest = null, u IN matching | CASE WHEN latest IS NULL OR u.time > latest THEN u.time ELSE latest END) AS lastUsedAt
  UNION ALL
  WITH i, uses UNWIND uses AS u
  WITH i, u WHERE (u.time IS NULL OR u.time >= $now - duration({days: $days}))
    AND none(g IN i.grantedActions WHERE ${covers('u.used', 'g')})
  RETURN 'used-not-granted' AS finding, u.spelled AS action, u.time AS lastUsedAt
}
${finding === undefined ? '' : 'WITH * WHERE finding = $finding\n'}RETURN i.uid AS uid, coalesce(i.name, i.uid) AS name, finding, split(action, ':')[0] AS service, action, lastUsedAt,
  CASE WHEN i.usedActions IS NULL THEN [] ELSE ['last-accessed'] END + CASE WHEN logged THEN ['log'] ELSE [] END AS basis
ORDER BY uid, finding, action`,
    parameters: { days, ...(finding === undefined ? {} : { finding }), ...(identity === undefined ? {} : { identity }) },
  }),
});

/** Cypher that is true when a use (in lower case; \`s3:*\` stands for some use of the service) may be of a granted pattern. */
function covers(used: string, granted: string): string {
  const pattern = (text: string): string => `'\\\\Q' + replace(replace(${text}, '*', '\\\\E.*\\\\Q'), '?', '\\\\E.\\\\Q') + '\\\\E'`;
  return `CASE WHEN ${used} ENDS WITH ':*' THEN split(${used}, ':')[0] =~ (${pattern(`split(toLower(${granted}), ':')[0]`)})
    ELSE ${used} =~ (${pattern(`toLower(${granted})`)}) END`;
}

interface Use {
  /** In lower case. */
  readonly used: string;
  readonly spelled: string;
  readonly time: string | undefined;
}

interface Found {
  readonly finding: (typeof FINDINGS)[number];
  readonly action: string;
  readonly lastUsedAt: string | undefined;
}

function compare(granted: readonly string[], uses: readonly Use[], since: string): Found[] {
  const found: Found[] = [];
  const within = ({ time }: Use): boolean => time === undefined || time >= since;
  for (const action of granted) {
    const matching = uses.filter((use) => isOf(use, action));
    if (!matching.some(within)) found.push({ finding: 'granted-unused', action, lastUsedAt: matching.map(({ time }) => time!).sort().at(-1) });
  }
  for (const use of uses) {
    if (within(use) && !granted.some((action) => isOf(use, action))) found.push({ finding: 'used-not-granted', action: use.spelled, lastUsedAt: use.time });
  }
  return found;
}

function isOf({ used }: Use, granted: string): boolean {
  const pattern = granted.toLowerCase();
  return used.endsWith(':*') ? matchesPattern(serviceOf(pattern), serviceOf(used)) : matchesPattern(pattern, used);
}

const serviceOf = (action: string): string => action.split(':')[0]!;
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function usesOf(graph: Graph, identity: number): Use[] {
  const uses = new Map<string, { spelled: string; time: string | undefined }>();
  const add = (action: string, time: string | undefined): void => {
    const used = action.toLowerCase();
    const before = uses.get(used);
    if (!before) uses.set(used, { spelled: action, time });
    else {
      if (action < before.spelled) before.spelled = action;
      if (time !== undefined && (before.time === undefined || time > before.time)) before.time = time;
    }
  };
  for (const edge of graph.outEdges(identity)) {
    if (graph.edgeKind(edge) !== 'ACCESSED' || !graph.isOpen(edge)) continue;
    const { actions = [], lastSeen, count, denied } = graph.edgeProperties(edge);
    if (typeof denied === 'number' && typeof count === 'number' && denied > 0 && denied >= count) continue;
    for (const action of actions as readonly string[]) add(action, lastSeen as string | undefined);
  }
  for (const entry of (graph.property(identity, 'usedActions') as readonly string[] | undefined) ?? []) {
    const [action = '', time] = entry.split('=');
    add(action, time);
  }
  return [...uses].map(([used, { spelled, time }]) => ({ used, spelled, time }));
}

function basisOf(graph: Graph, identity: number, logged: ReadonlySet<number>): string[] {
  const inLog =
    accessedAnything(graph, identity) ||
    [...graph.outEdges(identity)].some((edge) => graph.edgeKind(edge) === 'CONTAINED_IN' && graph.isOpen(edge) && logged.has(graph.columns.to[edge]!));
  return [...(graph.property(identity, 'usedActions') === undefined ? [] : ['last-accessed']), ...(inLog ? ['log'] : [])];
}

const accessedAnything = (graph: Graph, thing: number): boolean => graph.outEdges(thing).some((edge) => graph.edgeKind(edge) === 'ACCESSED');

/** Containers of which something in them was seen in a log. */
function loggedContainers(graph: Graph): ReadonlySet<number> {
  const logged = new Set<number>();
  for (let edge = 0; edge < graph.edgeCount; edge++) {
    if (graph.edgeKind(edge) !== 'CONTAINED_IN' || !graph.isOpen(edge) || logged.has(graph.columns.to[edge]!)) continue;
    if (accessedAnything(graph, graph.columns.from[edge]!)) logged.add(graph.columns.to[edge]!);
  }
  return logged;
}
