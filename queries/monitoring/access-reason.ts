/** Why an identity has what it has: what its grants say of themselves, and who made them. */
import {
  GRANT_KINDS,
  compareText,
  defineQuery,
  edgesFrom,
  eventsAbout,
  highestLevelCypher,
  indexOfUid,
  latestEvent,
  mergedLevel,
  performerCypher,
  performersOf,
  statedBy,
  statedCypher,
  targetsOf,
  z,
  type Graph,
  type MergedEdge,
  type Row,
} from '../../src/sdk/index.ts';

const KINDS = GRANT_KINDS.join('|');

export default defineQuery({
  id: 'access-reason',
  title: 'Access reason',
  question: 'Why was this access granted?',
  description:
    'What stands granted to an identity, directly and through its groups, a row for each grant: since when, until when, why, by which policy statements; and the event that most likely granted it, with who performed it: the latest successful one before it that created or granted something to both its ends (or to the holder and the policy it rests on), else that granted something to one of them. Without a log of that time there is none.',
  parameters: z.object({
    identity: z.string().min(1).describe('Id of the identity'),
    target: z.string().min(1).optional().describe('Only grants of this thing, by its id'),
  }),
  columns: [
    { name: 'via', title: 'Held by', type: 'uid', description: 'The group it comes through; the identity itself where it is direct.' },
    { name: 'viaName', title: 'Held by name', type: 'text', description: 'What people call it.' },
    { name: 'kind', title: 'Relationship', type: 'text', description: 'Kind of the grant.' },
    { name: 'to', title: 'To', type: 'uid', description: 'What was granted.' },
    { name: 'toName', title: 'To name', type: 'text', description: 'What people call it.' },
    { name: 'level', title: 'Level', type: 'text', description: 'Highest access level, for access.' },
    { name: 'since', title: 'Since', type: 'time', description: 'When it was granted, or an export first showed it.' },
    { name: 'expiresAt', title: 'Expires', type: 'time', description: 'When it ends; empty: never, as far as any export says.' },
    { name: 'justification', title: 'Justification', type: 'text', description: 'Why it was granted, as an export says.' },
    { name: 'ticket', title: 'Ticket', type: 'text', description: 'Where it was asked for, as an export says.' },
    { name: 'source', title: 'Source', type: 'text', description: 'Where the grant is kept, as an export says.' },
    { name: 'statements', title: 'Policy statements', type: 'texts', description: 'JSON of the policy statements it rests on.' },
    { name: 'grantedBy', title: 'Granted by', type: 'uid', description: 'The identity that performed the event.' },
    { name: 'grantedByName', title: 'Granted by name', type: 'text', description: 'What people call it.' },
    { name: 'event', title: 'Event', type: 'uid', description: 'The event that most likely granted it.' },
    { name: 'certainty', title: 'Certainty', type: 'text', description: 'exact: the event names both ends of the grant; likely: one of them; empty: no event.' },
  ],
  order: ['via', 'kind', 'to'],
  answer: (graph, asked) => {
    const identity = indexOfUid(graph, asked.identity);
    const target = asked.target === undefined ? undefined : indexOfUid(graph, asked.target);
    if (graph.label(identity) !== 'Identity') return [];
    const granting = new GrantingEvents(graph);
    return holdersOf(graph, identity).flatMap((holder) => {
      const grants = edgesFrom(graph, holder, GRANT_KINDS, (edge) => graph.isOpen(edge)).filter(({ to }) => to !== holder && !graph.isClosed(to) && (target === undefined || to === target));
      grants.sort((a, b) => compareText(a.kind, b.kind) || a.to - b.to);
      return grants.map((grant) => row(graph, grant, granting));
    });
  },
  cypher: ({ identity, target }) => ({
    text: `MATCH (i:Entity:Identity {uid: $identity})
CALL (i) {
  RETURN i AS h
  UNION
  MATCH (i)-[m:MEMBER_OF]->(h:Entity:Group) WHERE m.until IS NULL AND h.until IS NULL
  RETURN h
}
MATCH (h)-[g:${KINDS}]->(t:Entity) WHERE g.until IS NULL AND t.until IS NULL AND t <> h${target === undefined ? '' : ' AND t.uid = $target'}
WITH h, type(g) AS kind, t, g ORDER BY g.scope
WITH h, kind, t, min(g.since) AS since, max(g.expiresAt) AS expiresAt, count(g.expiresAt) AS ending, collect(g) AS records
CALL (records) {
  UNWIND records AS record
  UNWIND record.statements AS statement
  WITH DISTINCT statement ORDER BY statement
  RETURN collect(statement) AS statements
}
WITH *, [s IN statements WHERE s CONTAINS '"policy":"' | split(split(s, '"policy":"')[1], '"')[0]] AS policies
CALL (h, t, since, policies) {
  UNWIND [h.uid, t.uid] + policies AS about
  MATCH (e:Entity:Event)-[:TARGETED]->(:Entity {uid: about})
  WHERE e.outcome = 'success' AND e.activity IN ['create', 'grant'] AND e.time <= since
  WITH DISTINCT e, h, t, policies
  WITH e, EXISTS { (e)-[:TARGETED]->(h) } AND EXISTS { MATCH (e)-[:TARGETED]->(x:Entity) WHERE x = t OR x.uid IN policies AND x <> h } AS exact
  WHERE exact OR e.activity = 'grant'
  WITH e, exact ORDER BY exact DESC, e.time DESC, e.uid LIMIT 1
  RETURN collect(e)[0] AS e, collect(exact)[0] AS exact
}
${performerCypher('e', 'p')}
RETURN h.uid AS via, coalesce(h.name, h.uid) AS viaName, kind, t.uid AS to, coalesce(t.name, t.uid) AS toName, ${highestLevelCypher('records')} AS level, since,
  CASE WHEN ending = size(records) THEN expiresAt END AS expiresAt, ${statedCypher('records', 'justification')} AS justification,
  ${statedCypher('records', 'ticket')} AS ticket, ${statedCypher('records', 'source')} AS source, statements,
  p.uid AS grantedBy, coalesce(p.name, p.uid) AS grantedByName, e.uid AS event, CASE WHEN exact THEN 'exact' WHEN NOT exact THEN 'likely' END AS certainty
ORDER BY via, kind, to`,
    parameters: { identity, ...(target === undefined ? {} : { target }) },
  }),
});

/** The identity and the groups it is in, ascending. */
function holdersOf(graph: Graph, identity: number): number[] {
  const holders = new Set([identity]);
  for (const { to } of edgesFrom(graph, identity, ['MEMBER_OF'], (edge) => graph.isOpen(edge))) if (graph.label(to) === 'Group' && !graph.isClosed(to)) holders.add(to);
  return [...holders].sort((a, b) => a - b);
}

function row(graph: Graph, grant: MergedEdge, granting: GrantingEvents): Row {
  const { from, to, kind, edges } = grant;
  const records = edges.map((edge) => graph.edgeProperties(edge));
  const since = (records.map((record) => record['since'] as string | undefined).filter((time) => time !== undefined).sort()[0]) ?? null;
  const ends = records.map((record) => record['expiresAt'] as string | undefined);
  const statements = [...new Set(records.flatMap((record) => (record['statements'] as readonly string[] | undefined) ?? []))].sort();
  const { event, exact } = granting.of(from, to, since, policiesOf(statements));
  const [grantedBy] = event === undefined ? [] : performersOf(graph, event);
  return {
    via: graph.uid(from),
    viaName: graph.name(from),
    kind,
    to: graph.uid(to),
    toName: graph.name(to),
    level: mergedLevel(graph, grant) ?? null,
    since,
    expiresAt: ends.includes(undefined) ? null : (ends as string[]).sort().at(-1)!,
    justification: statedBy(graph, edges, 'justification') ?? null,
    ticket: statedBy(graph, edges, 'ticket') ?? null,
    source: statedBy(graph, edges, 'source') ?? null,
    statements,
    grantedBy: grantedBy === undefined ? null : graph.uid(grantedBy),
    grantedByName: grantedBy === undefined ? null : graph.name(grantedBy),
    event: event === undefined ? null : graph.uid(event),
    certainty: event === undefined ? null : exact ? 'exact' : 'likely',
  };
}

/** Ids of the policies that statements stand in. */
function policiesOf(statements: readonly string[]): ReadonlySet<string> {
  return new Set(statements.flatMap((statement) => statement.split('"policy":"')[1]?.split('"')[0] ?? []));
}

interface Granting {
  readonly event: number | undefined;
  /** It names both ends. */
  readonly exact: boolean;
}

/** Events that gave somebody something. Each thing's are put in order once: a holder may have as many events as grants. */
class GrantingEvents {
  readonly #graph: Graph;
  /** By thing: events that granted something to it. */
  readonly #grants = new Map<number, InTime>();
  /** By holder and other target: events that created or granted something to both. */
  readonly #shared = new Map<number, ReadonlyMap<number, InTime>>();

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  of(holder: number, to: number, since: string | null, policies: ReadonlySet<string>): Granting {
    if (since === null) return { event: undefined, exact: false };
    const graph = this.#graph;
    const others = [to, ...[...policies].map((policy) => graph.indexOf(policy)).filter((index) => index !== -1)];
    const shared = this.#sharedBy(holder);
    const exact = this.#latest(others.map((other) => shared.get(other)), since);
    if (exact !== undefined) return { event: exact, exact: true };
    return { event: this.#latest([holder, ...others].map((thing) => this.#grantsTo(thing)), since), exact: false };
  }

  #latest(lists: readonly (InTime | undefined)[], since: string): number | undefined {
    const events = lists.map((list) => list?.latest(since)).filter((event) => event !== undefined);
    return latestEvent(this.#graph, events.sort((a, b) => a - b), () => true);
  }

  #grantsTo(thing: number): InTime {
    let grants = this.#grants.get(thing);
    if (!grants) this.#grants.set(thing, (grants = new InTime(this.#graph, this.#giving(thing).filter((event) => this.#graph.text(event, 'activity') === 'grant'))));
    return grants;
  }

  #sharedBy(holder: number): ReadonlyMap<number, InTime> {
    const known = this.#shared.get(holder);
    if (known) return known;
    const byOther = new Map<number, number[]>();
    for (const event of this.#giving(holder)) {
      for (const other of targetsOf(this.#graph, event)) {
        if (other === holder) continue;
        const events = byOther.get(other);
        if (events) events.push(event);
        else byOther.set(other, [event]);
      }
    }
    const shared = new Map([...byOther].map(([other, events]) => [other, new InTime(this.#graph, events)]));
    this.#shared.set(holder, shared);
    return shared;
  }

  #giving(thing: number): number[] {
    const graph = this.#graph;
    const gives = (event: number): boolean => graph.text(event, 'outcome') === 'success' && ['create', 'grant'].includes(graph.text(event, 'activity') ?? '');
    return eventsAbout(graph, thing).filter((event) => gives(event) && graph.text(event, 'time') !== undefined);
  }
}

/** Events in order of time; of several at once the first comes last. */
class InTime {
  readonly #events: readonly number[];
  readonly #times: readonly string[];

  constructor(graph: Graph, events: readonly number[]) {
    const timeOf = (event: number): string => graph.text(event, 'time')!;
    this.#events = [...events].sort((a, b) => compareText(timeOf(a), timeOf(b)) || b - a);
    this.#times = this.#events.map(timeOf);
  }

  /** The latest at that time or before. */
  latest(since: string): number | undefined {
    let [low, high] = [0, this.#times.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#times[middle]! <= since) low = middle + 1;
      else high = middle;
    }
    return this.#events[low - 1];
  }
}
