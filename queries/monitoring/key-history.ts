/** Who created a key or an identity, and who changed it since. */
import { defineQuery, eventsAbout, indexOfUid, performerCypher, performersOf, z, type Graph, type Row } from '../../src/sdk/index.ts';

const CHANGES: readonly string[] = ['create', 'update', 'delete', 'grant', 'revoke'];

export default defineQuery({
  id: 'key-history',
  title: 'Key history',
  question: 'Who created or updated this key?',
  description:
    'Events that changed the thing, or were refused to, as logs keep them one by one; and who created it as exports and logs tell it, where no such event is kept. Of a credential also the sign-ins that issued it, as sessions are. Reads are left out.',
  parameters: z.object({ target: z.string().min(1).describe('Id of the key or identity') }),
  columns: [
    { name: 'time', title: 'Time', type: 'time', description: 'When; of a creation of unknown time, when an export first showed it.' },
    { name: 'action', title: 'Action', type: 'text', description: 'As the log calls it; empty for what only names the creator.' },
    { name: 'actor', title: 'By', type: 'uid', description: 'The identity that did it, or the creator; empty where no log says it.' },
    { name: 'actorName', title: 'By name', type: 'text', description: 'What people call it.' },
    { name: 'outcome', title: 'Outcome', type: 'text', description: 'success, denied or failed.' },
    { name: 'sourceIp', title: 'Address', type: 'text', description: 'From where.' },
    { name: 'userAgent', title: 'User agent', type: 'text', description: 'With what.' },
    { name: 'basis', title: 'Known from', type: 'text', description: 'event: an event that a log keeps; created-by: an export or log names the creator.' },
    { name: 'event', title: 'Event', type: 'uid', description: 'The event.' },
  ],
  order: ['time', 'basis', 'event', 'actor'],
  answer: (graph, { target }) => {
    const thing = indexOfUid(graph, target);
    const activities = graph.label(thing) === 'Credential' ? [...CHANGES, 'login'] : CHANGES;
    const events = eventsAbout(graph, thing).filter((event) => activities.includes(graph.text(event, 'activity') ?? '')).map((event) => eventRow(graph, event));
    const told = new Set(events.map(({ time, actor }) => `${String(time)} ${String(actor)}`));
    const rows = [...events, ...creations(graph, thing).filter(({ time, actor }) => !told.has(`${String(time)} ${String(actor)}`))];
    return rows.sort((a, b) => compare(a['time'], b['time']) || compare(a['basis'], b['basis']) || compare(a['event'], b['event']) || compare(a['actor'], b['actor']));
  },
  cypher: ({ target }) => ({
    text: `MATCH (t:Entity {uid: $target})
CALL (t) {
  MATCH (e:Entity:Event)-[:TARGETED]->(t) WHERE e.activity IN $changes OR (e.activity = 'login' AND t:Credential)
  WITH DISTINCT e
  ${performerCypher('e', 'p')}
  RETURN collect({time: coalesce(e.time, e.since), e: e, p: p}) AS events
}
CALL (t, events) {
  UNWIND events AS one
  RETURN one.time AS time, one.e AS e, one.p AS p, 'event' AS basis
  UNION ALL
  MATCH (t)-[c:CREATED_BY]->(p:Entity)
  WITH DISTINCT coalesce(c.at, c.since) AS time, p, events WHERE none(one IN events WHERE one.time = time AND one.p = p)
  RETURN time, null AS e, p, 'created-by' AS basis
}
RETURN time, e.action AS action, p.uid AS actor, coalesce(p.name, p.uid) AS actorName, e.outcome AS outcome, e.sourceIp AS sourceIp, e.userAgent AS userAgent,
  basis, e.uid AS event
ORDER BY time, basis, event, actor`,
    parameters: { target, changes: CHANGES },
  }),
});

function eventRow(graph: Graph, event: number): Row {
  const [actor] = performersOf(graph, event);
  return {
    time: graph.text(event, 'time') ?? graph.text(event, 'since') ?? null,
    action: graph.text(event, 'action') ?? null,
    actor: actor === undefined ? null : graph.uid(actor),
    actorName: actor === undefined ? null : graph.name(actor),
    outcome: graph.text(event, 'outcome') ?? null,
    sourceIp: graph.text(event, 'sourceIp') ?? null,
    userAgent: graph.text(event, 'userAgent') ?? null,
    basis: 'event',
    event: graph.uid(event),
  };
}

/** Once for each creator and time, however many exports say it. */
function creations(graph: Graph, thing: number): Row[] {
  const found = new Map<string, Row>();
  for (const edge of graph.outEdges(thing)) {
    if (graph.edgeKind(edge) !== 'CREATED_BY') continue;
    const actor = graph.columns.to[edge]!;
    const { at, since = null } = graph.edgeProperties(edge);
    const time = (at ?? since) as string | null;
    const row = { time, action: null, actor: graph.uid(actor), actorName: graph.name(actor), outcome: null, sourceIp: null, userAgent: null, basis: 'created-by', event: null };
    found.set(`${String(time)} ${actor}`, row);
  }
  return [...found.values()];
}

/** Nothing stands last, as in Cypher. */
function compare(a: Row[string] | undefined, b: Row[string] | undefined): number {
  const [one, other] = [a ?? '\uffff', b ?? '\uffff'];
  return one < other ? -1 : one > other ? 1 : 0;
}
