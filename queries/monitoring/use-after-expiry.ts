/** What was used after it should have been of no use: expired, disabled, deleted, or its owner gone. */
import {
  activityCypher,
  activityOf,
  daysBetween,
  defineQuery,
  eventsAbout,
  idCells,
  idColumns,
  latestEvent,
  ownersOf,
  z,
  type Graph,
  type Row,
} from '../../src/sdk/index.ts';

/** Names of actions that end a credential, after the service. `UpdateAccessKey` is how AWS switches a key off. */
const ENDS_CREDENTIAL = String.raw`(?:.*[:.])?(?:UpdateAccessKey|(?:Delete|Disable|Deactivate|Revoke)\w*)`;
/** Those that end the identity itself, and not something of it. */
const ENDS_IDENTITY = String.raw`(?:.*[:.])?(?:Admin)?(?:Delete|Disable|Deactivate|Suspend)(?:User|Role|ServiceLinkedRole|ServiceAccount|ServicePrincipal|Application|App|Account)`;
const SWITCHED_OFF: readonly string[] = ['inactive', 'revoked'];

export default defineQuery({
  id: 'use-after-expiry',
  title: 'Use after the end',
  question: 'What was used after it expired, was disabled or deleted, or after its owner left?',
  description:
    'Credentials last used after they expired; credentials and identities that are switched off or gone and were last used after the event that did it, or, where no event tells it, after the export that no longer shows them; people’s identities used after every owner left. What is switched off without an event that tells when is left out, and so are sessions.',
  parameters: z.object({}),
  columns: [
    ...idColumns('The credential or identity.'),
    { name: 'label', title: 'Type', type: 'text', description: 'Credential or Identity.' },
    { name: 'kind', title: 'Kind', type: 'text', description: 'The provider’s kind of thing.' },
    { name: 'reason', title: 'Reason', type: 'text', description: 'expired, disabled, removed or owner-left.' },
    { name: 'endedAt', title: 'Ended', type: 'time', description: 'When it expired, was disabled or removed, or when the last owner left.' },
    { name: 'lastUsedAt', title: 'Last used', type: 'time', description: 'The latest use that anything tells of.' },
    { name: 'days', title: 'Days after', type: 'integer', description: 'Whole days from its end to its last use.' },
    { name: 'event', title: 'Event', type: 'uid', description: 'The event that ended it, where a log keeps it.' },
  ],
  order: ['uid', 'reason'],
  answer: function* (graph): Generator<Row> {
    for (let index = 0; index < graph.nodeCount; index++) {
      const label = graph.label(index);
      const ends = label === 'Credential' ? credentialEnds(graph, index) : label === 'Identity' ? identityEnds(graph, index) : [];
      if (ends.length === 0) continue;
      const lastUsedAt = label === 'Credential' ? graph.text(index, 'lastUsedAt') : activityOf(graph, index).lastActiveAt;
      if (lastUsedAt === undefined) continue;
      for (const end of ends) if (lastUsedAt > end.endedAt) yield row(graph, index, end, lastUsedAt);
    }
  },
  cypher: () => ({
    text: `CALL () {
  MATCH (x:Entity:Credential) WHERE x.lastUsedAt IS NOT NULL AND coalesce(x.kind, '') <> 'session'
  CALL (x) {
    WITH x WHERE x.expiresAt IS NOT NULL
    RETURN 'expired' AS reason, x.expiresAt AS endedAt, null AS event
    UNION ALL
    ${endCypher("x.until IS NOT NULL OR coalesce(x.status, '') IN $switchedOff", '$endsCredential')}
  }
  RETURN x, reason, endedAt, event, x.lastUsedAt AS lastUsedAt
  UNION ALL
  MATCH (x:Entity:Identity)
  CALL (x) {
    ${endCypher('x.until IS NOT NULL OR NOT coalesce(x.enabled, true)', '$endsIdentity')}
    UNION ALL
    MATCH (x)-[owned:OWNED_BY]->(o:Entity) WHERE owned.until IS NULL AND NOT coalesce(x.isNhi, true)
    WITH x, count(*) AS owners, count(o.leftAt) AS gone, max(o.leftAt) AS endedAt WHERE owners = gone
    RETURN 'owner-left' AS reason, endedAt, null AS event
  }
  WITH x, reason, endedAt, event WHERE endedAt IS NOT NULL
  ${activityCypher('x')}
  RETURN x, reason, endedAt, event, lastActiveAt AS lastUsedAt
}
WITH * WHERE lastUsedAt > endedAt
RETURN x.uid AS uid, coalesce(x.name, x.uid) AS name, [label IN labels(x) WHERE label <> 'Entity'][0] AS label, x.kind AS kind, reason, endedAt, lastUsedAt,
  duration.inDays(endedAt, lastUsedAt).days AS days, event
ORDER BY uid, reason`,
    parameters: { switchedOff: SWITCHED_OFF, endsCredential: `(?i)${ENDS_CREDENTIAL}`, endsIdentity: `(?i)${ENDS_IDENTITY}` },
  }),
});

/** A part of a UNION for thing `x`: that it is switched off or gone, and since when. */
function endCypher(ended: string, actions: string): string {
  return `WITH x WHERE ${ended}
    OPTIONAL MATCH (e:Entity:Event)-[:TARGETED]->(x) WHERE e.outcome = 'success' AND e.time IS NOT NULL AND e.action =~ ${actions}
    WITH x, e ORDER BY e.time DESC, e.uid LIMIT 1
    RETURN CASE WHEN x.until IS NULL THEN 'disabled' ELSE 'removed' END AS reason, coalesce(e.time, x.until) AS endedAt, e.uid AS event`;
}

interface End {
  readonly reason: 'expired' | 'disabled' | 'removed' | 'owner-left';
  readonly endedAt: string;
  readonly event?: number | undefined;
}

/** In the order of their reasons. */
function credentialEnds(graph: Graph, credential: number): End[] {
  if (graph.text(credential, 'kind') === 'session') return [];
  const off = SWITCHED_OFF.includes(graph.text(credential, 'status') ?? '');
  const expiresAt = graph.text(credential, 'expiresAt');
  const ends = [...(expiresAt === undefined ? [] : [{ reason: 'expired' as const, endedAt: expiresAt }]), ...endOf(graph, credential, off, ENDING.credential)];
  return ends.sort((a, b) => (a.reason < b.reason ? -1 : 1));
}

function identityEnds(graph: Graph, identity: number): End[] {
  const ends: End[] = endOf(graph, identity, graph.property(identity, 'enabled') === false, ENDING.identity);
  const owners = graph.property(identity, 'isNhi') === false ? ownersOf(graph, identity).map((owner) => graph.text(owner, 'leftAt')) : [];
  if (owners.length > 0 && !owners.includes(undefined)) ends.push({ reason: 'owner-left', endedAt: (owners as string[]).sort().at(-1)! });
  return ends.sort((a, b) => (a.reason < b.reason ? -1 : 1));
}

const ENDING = { credential: new RegExp(`^${ENDS_CREDENTIAL}$`, 'i'), identity: new RegExp(`^${ENDS_IDENTITY}$`, 'i') };

/** How a thing came to be gone, or, where it is off, to be switched off. None for one that stands, or where nothing tells when. */
function endOf(graph: Graph, thing: number, off: boolean, ending: RegExp): End[] {
  const until = graph.text(thing, 'until');
  if (until === undefined && !off) return [];
  const event = latestEvent(graph, eventsAbout(graph, thing), (one) => graph.text(one, 'outcome') === 'success' && ending.test(graph.text(one, 'action') ?? ''));
  const endedAt = event === undefined ? until : graph.text(event, 'time')!;
  return endedAt === undefined ? [] : [{ reason: until === undefined ? 'disabled' : 'removed', endedAt, event }];
}

function row(graph: Graph, index: number, { reason, endedAt, event }: End, lastUsedAt: string): Row {
  return {
    ...idCells(graph, index),
    label: graph.label(index),
    kind: graph.text(index, 'kind') ?? null,
    reason,
    endedAt,
    lastUsedAt,
    days: daysBetween(endedAt, lastUsedAt),
    event: event === undefined ? null : graph.uid(event),
  };
}
