/** Who did a certain thing, as far as logs tell: single events, and what logs counted. */
import {
  EDGE_FLAGS,
  WALK_PARAMETERS,
  compareText,
  defineQuery,
  indexOfUid,
  matchesPattern,
  patternCypher,
  performersOf,
  targetsOf,
  z,
  type Graph,
  type Row,
} from '../../src/sdk/index.ts';

const parameters = z.object({
  action: z.string().min(1).describe('The action as the log calls it, in any case, with * and ?: secretsmanager:*, s3:GetObject'),
  target: z.string().min(1).optional().describe('Only what was done to this thing, by its id'),
  outcome: z.enum(['success', 'denied', 'failed']).optional().describe('Only with this outcome; logs do not count failures apart'),
  from: WALK_PARAMETERS.from.describe('Since this time'),
  to: WALK_PARAMETERS.to.describe('Until this time'),
});
type Parameters = z.output<typeof parameters>;

export default defineQuery({
  id: 'operation-performers',
  title: 'Operation performers',
  question: 'Which identity performed this operation?',
  description:
    'Who did it, to what, how often, when first and last. Logs keep changes, denials and sensitive operations one by one (event), up to a number a day, and count everything (log); the two are rows of their own, and name actions differently where the log’s name is not the permission’s. What a log counted of several actions together, or beyond the window, has no count of the one asked for.',
  parameters,
  columns: [
    { name: 'uid', title: 'Id', type: 'uid', description: 'The identity.' },
    { name: 'name', title: 'Name', type: 'text', description: 'What people call it.' },
    { name: 'target', title: 'Target', type: 'uid', description: 'What it was done to; the event itself where it names nothing.' },
    { name: 'targetName', title: 'Target name', type: 'text', description: 'What people call it.' },
    { name: 'action', title: 'Action', type: 'text', description: 'Of an event as the log calls it; of what was counted the permission it needs.' },
    { name: 'basis', title: 'Known from', type: 'text', description: 'event: single events; log: what logs counted.' },
    { name: 'count', title: 'Count', type: 'integer', description: 'How many events, or how often a log counted it; empty where the log counted more than was asked for.' },
    { name: 'denied', title: 'Denied', type: 'integer', description: 'How many of these were denied.' },
    { name: 'firstSeen', title: 'First seen', type: 'time', description: 'When first; of several actions that were counted together, any of them.' },
    { name: 'lastSeen', title: 'Last seen', type: 'time', description: 'When last.' },
  ],
  order: ['uid', 'target', 'action', 'basis'],
  answer: (graph, asked) => {
    const target = asked.target === undefined ? undefined : indexOfUid(graph, asked.target);
    const matches = matcher(asked.action);
    const groups = new Groups();
    eventsInto(groups, graph, asked, matches, target);
    accessesInto(groups, graph, asked, matches, target);
    return groups.rows(graph);
  },
  cypher: (asked) => ({
    text: `CALL () {
  MATCH (i:Entity:Identity)-[:PERFORMED]->(e:Entity:Event)
  WHERE toLower(e.action) =~ (${patternCypher('toLower($action)')})${asked.outcome === undefined ? '' : ' AND e.outcome = $outcome'}${asked.from === undefined ? '' : ' AND e.time >= $from'}${asked.to === undefined ? '' : ' AND e.time <= $to'}
  WITH DISTINCT i, e
  OPTIONAL MATCH (e)-[:TARGETED]->(x:Entity)
  WITH DISTINCT i, e, coalesce(x, e) AS t
  RETURN i, t, e.action AS action, 'event' AS basis, count(*) AS count, sum(CASE WHEN e.outcome = 'denied' THEN 1 ELSE 0 END) AS denied,
    min(e.time) AS firstSeen, max(e.time) AS lastSeen
  UNION ALL
  MATCH (i:Entity:Identity)-[a:ACCESSED]->(t:Entity)
  WHERE ${accessCypher(asked)}
  WITH i, a, t, size(a.actions) = 1${withinCypher(asked)} AS alone
  UNWIND a.actions AS action
  WITH i, a, t, alone, action WHERE toLower(action) =~ (${patternCypher('toLower($action)')})
  WITH i, t, action, count(*) AS records, min(a.firstSeen) AS firstSeen, max(a.lastSeen) AS lastSeen,
    collect(CASE WHEN alone THEN ${countedCypher(asked)} END) AS counts, collect(CASE WHEN alone THEN coalesce(a.denied, 0) END) AS denials
  RETURN i, t, action, 'log' AS basis, CASE WHEN size(counts) = records THEN reduce(sum = 0, one IN counts | sum + one) END AS count,
    CASE WHEN size(denials) = records THEN reduce(sum = 0, one IN denials | sum + one) END AS denied, firstSeen, lastSeen
}
WITH *${asked.target === undefined ? '' : ' WHERE t.uid = $target'}
RETURN i.uid AS uid, coalesce(i.name, i.uid) AS name, t.uid AS target, coalesce(t.name, t.uid) AS targetName, action, basis, count, denied, firstSeen, lastSeen
ORDER BY uid, target, action, basis`,
    parameters: Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)),
  }),
});

/** Whether an action is meant, each looked at once. */
function matcher(pattern: string): (action: string) => boolean {
  const known = new Map<string, boolean>();
  const lower = pattern.toLowerCase();
  return (action) => {
    let matches = known.get(action);
    if (matches === undefined) known.set(action, (matches = matchesPattern(lower, action.toLowerCase())));
    return matches;
  };
}

function eventsInto(groups: Groups, graph: Graph, { outcome, from, to }: Parameters, matches: (action: string) => boolean, target: number | undefined): void {
  for (const event of graph.withLabel('Event')) {
    const action = graph.text(event, 'action');
    if (action === undefined || !matches(action)) continue;
    const time = graph.text(event, 'time');
    if ((from !== undefined && !(time !== undefined && time >= from)) || (to !== undefined && !(time !== undefined && time <= to))) continue;
    const result = graph.text(event, 'outcome');
    if (outcome !== undefined && result !== outcome) continue;
    const targets = targetsOf(graph, event);
    for (const thing of targets.length === 0 ? [event] : targets) {
      if (target !== undefined && thing !== target) continue;
      for (const identity of performersOf(graph, event)) groups.add({ identity, target: thing, action, basis: 'event' }, { count: 1, denied: result === 'denied' ? 1 : 0, firstSeen: time, lastSeen: time });
    }
  }
}

function accessesInto(groups: Groups, graph: Graph, asked: Parameters, matches: (action: string) => boolean, target: number | undefined): void {
  const { from, to } = graph.columns;
  const edges = target === undefined ? numbers(graph.edgeCount) : graph.inEdges(target);
  for (const edge of edges) {
    if (graph.edgeKind(edge) !== 'ACCESSED' || graph.label(from[edge]!) !== 'Identity') continue;
    const { actions = [], count, denied = 0, firstSeen, lastSeen } = graph.edgeProperties(edge) as Accessed;
    const matching = actions.filter(matches);
    if (matching.length === 0 || !isMeant(graph, edge, asked)) continue;
    const alone = actions.length === 1 && isWithin(asked, firstSeen, lastSeen);
    const counted = asked.outcome === 'denied' ? denied : asked.outcome === 'success' ? undefined : count;
    for (const action of matching) {
      groups.add({ identity: from[edge]!, target: to[edge]!, action, basis: 'log' }, { count: alone ? counted : undefined, denied: alone ? denied : undefined, firstSeen, lastSeen });
    }
  }
}

interface Accessed {
  readonly actions?: readonly string[];
  readonly count?: number;
  readonly denied?: number;
  readonly firstSeen?: string;
  readonly lastSeen?: string;
}

/** Whether an access may be of the outcome and the time asked for. */
function isMeant(graph: Graph, edge: number, { outcome, from, to }: Parameters): boolean {
  const { denied = 0, firstSeen, lastSeen } = graph.edgeProperties(edge) as Accessed;
  if (outcome === 'failed' || (outcome === 'denied' && denied === 0)) return false;
  if (outcome === 'success' && (graph.columns.flags[edge]! & EDGE_FLAGS.deniedOnly) !== 0) return false;
  return (from === undefined || (lastSeen !== undefined && lastSeen >= from)) && (to === undefined || (firstSeen !== undefined && firstSeen <= to));
}

function accessCypher({ outcome, from, to }: Parameters): string {
  const rules = ['a.actions IS NOT NULL'];
  if (outcome === 'failed') rules.push('false');
  if (outcome === 'denied') rules.push('a.denied > 0');
  if (outcome === 'success') rules.push('NOT coalesce(a.denied > 0 AND a.denied >= a.count, false)');
  if (from !== undefined) rules.push('a.lastSeen >= $from');
  if (to !== undefined) rules.push('a.firstSeen <= $to');
  return rules.join(' AND ');
}

/** Whether all that was counted lies in the window asked for. */
function isWithin({ from, to }: Parameters, firstSeen: string | undefined, lastSeen: string | undefined): boolean {
  return (from === undefined || (firstSeen !== undefined && firstSeen >= from)) && (to === undefined || (lastSeen !== undefined && lastSeen <= to));
}

function withinCypher({ from, to }: Parameters): string {
  return `${from === undefined ? '' : ' AND coalesce(a.firstSeen >= $from, false)'}${to === undefined ? '' : ' AND coalesce(a.lastSeen <= $to, false)'}`;
}

function countedCypher({ outcome }: Parameters): string {
  return outcome === 'denied' ? 'a.denied' : outcome === 'success' ? 'null' : 'a.count';
}

interface Key {
  readonly identity: number;
  readonly target: number;
  readonly action: string;
  readonly basis: 'event' | 'log';
}

/** Absent counts: not known of the one action. */
interface Told {
  readonly count: number | undefined;
  readonly denied: number | undefined;
  readonly firstSeen: string | undefined;
  readonly lastSeen: string | undefined;
}

/** One row for each identity, target, action and basis. */
class Groups {
  readonly #groups = new Map<string, { readonly key: Key; told: Told }>();

  add(key: Key, told: Told): void {
    const text = `${key.identity} ${key.target} ${key.basis} ${key.action}`;
    const group = this.#groups.get(text);
    if (group) group.told = together(group.told, told);
    else this.#groups.set(text, { key, told });
  }

  rows(graph: Graph): Row[] {
    const groups = [...this.#groups.values()].sort(({ key: a }, { key: b }) => a.identity - b.identity || a.target - b.target || compareText(a.action, b.action) || compareText(a.basis, b.basis));
    return groups.map(({ key: { identity, target, action, basis }, told: { count, denied, firstSeen, lastSeen } }) => ({
      uid: graph.uid(identity),
      name: graph.name(identity),
      target: graph.uid(target),
      targetName: graph.name(target),
      action,
      basis,
      count: count ?? null,
      denied: denied ?? null,
      firstSeen: firstSeen ?? null,
      lastSeen: lastSeen ?? null,
    }));
  }
}

function together(one: Told, other: Told): Told {
  const sum = (a: number | undefined, b: number | undefined): number | undefined => (a === undefined || b === undefined ? undefined : a + b);
  const [firstSeen] = [one.firstSeen, other.firstSeen].filter((time) => time !== undefined).sort();
  const lastSeen = [one.lastSeen, other.lastSeen].filter((time) => time !== undefined).sort().at(-1);
  return { count: sum(one.count, other.count), denied: sum(one.denied, other.denied), firstSeen, lastSeen };
}

function* numbers(count: number): Generator<number> {
  for (let number = 0; number < count; number++) yield number;
}
