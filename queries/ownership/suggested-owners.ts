/** Who might own what nobody owns, and from what that is concluded. */
import {
  DIRECTORY_CYPHER,
  JUDGED_CYPHER,
  NOBODY_KNOWS,
  PASS,
  REASONS_CYPHER,
  defineQuery,
  directoryOf,
  edgeFilter,
  idCells,
  idColumns,
  isJudged,
  orphanReasons,
  ownerFault,
  ownerFaultCypher,
  ownersOf,
  z,
  type Directory,
  type EdgeKind,
  type Graph,
  type Row,
} from '../../src/sdk/index.ts';

/** Best first: a basis' rank is its place. */
const BASES = ['creator', 'workload-owner', 'repository-owner', 'last-user', 'same-tag-peers'] as const;
type Basis = (typeof BASES)[number];

interface Candidate {
  readonly basis: Basis;
  readonly owner: number;
  readonly detail?: string;
  readonly at?: string | undefined;
}

/** Kinds of workloads that hold code or run it to deliver it: who owns them owns what they work with. */
const REPOSITORY_KINDS: readonly string[] = ['repo', 'repository', 'workflow', 'pipeline'];

/** Identities that people use, and that are no one person. */
const NO_PERSON_KINDS: readonly string[] = ['account_root', 'iam_role'];

/** Tag keys that tell what a thing is part of, the most specific first; without case and what keys are parted by. */
const TELLING_KEYS: readonly string[] = [
  'service', 'servicename', 'component', 'app', 'appname', 'application', 'applicationname', 'workload', 'awscloudformationstackname', 'stack',
  'repository', 'repo', 'product', 'project', 'projectname', 'system', 'team', 'teamname', 'squad', 'department', 'costcenter', 'costcentre',
];
const PARTS_KEYS = ['-', '_', '.', ':', '/', ' '];

export default defineQuery({
  id: 'suggested-owners',
  title: 'Suggested owners',
  question: 'Who might own the identities that nobody owns?',
  description:
    'For each orphaned identity those who might, with the basis: who created it; who owns a workload that runs as it; who owns a repository or pipeline that runs as it, controls it or holds its credential; the person last seen to assume, use or change it; who owns most of the identities of its provider that share its most specific tag. Only who is active and would count as an owner.',
  parameters: z.object({}),
  columns: [
    ...idColumns('The identity.'),
    { name: 'rank', title: 'Rank', type: 'integer', description: 'How telling the basis is; 1 is best.' },
    { name: 'basis', title: 'Basis', type: 'text', description: 'creator, workload-owner, repository-owner, last-user or same-tag-peers.' },
    { name: 'owner', title: 'Owner', type: 'uid', description: 'Who might own it.' },
    { name: 'ownerName', title: 'Owner name', type: 'text', description: 'What people call them.' },
    { name: 'detail', title: 'Detail', type: 'text', description: 'The workload or repository (the first in id order), or the tag.' },
    { name: 'at', title: 'At', type: 'time', description: 'When they created it or were last seen at it, if known.' },
  ],
  order: ['uid', 'rank', 'owner'],
  answer: function* (graph, _parameters, { now }): Generator<Row> {
    const directory = directoryOf(graph, now);
    const peers = peerOwners(graph, directory);
    for (const index of graph.withLabel('Identity')) {
      if (!isJudged(graph, index) || orphanReasons(graph, index, directory).length === 0) continue;
      const candidates = [...creators(graph, index), ...workloadOwners(graph, index), ...repositoryOwners(graph, index)].filter(({ owner }) => isGood(graph, owner, directory));
      candidates.push(...lastUser(graph, index, directory), ...ofPeers(graph, index, peers));
      candidates.sort((a, b) => rankOf(a) - rankOf(b) || a.owner - b.owner);
      for (const candidate of candidates) yield row(graph, index, candidate);
    }
  },
  cypher: () => ({
    text: `${DIRECTORY_CYPHER.trim()}
CALL (known, memberships) {
  MATCH (i:Entity:Identity)-[held:OWNED_BY]->(o:Entity) WHERE ${JUDGED_CYPHER} AND held.until IS NULL
  WITH DISTINCT i, o WHERE ${ownerFaultCypher('o')} IS NULL
  UNWIND coalesce(i.tags, []) AS tag
  WITH DISTINCT i, o, tag, ${keyCypher('tag')} AS key WHERE ${tellsCypher('tag')}
  WITH coalesce(i.provider, '') AS provider, tag, o, count(*) AS votes ORDER BY votes DESC, o.uid
  WITH provider, tag, collect(o)[0] AS owner
  RETURN collect({provider: provider, tag: tag, owner: owner}) AS peers
}
MATCH (i:Entity:Identity) WHERE ${JUDGED_CYPHER}
${REASONS_CYPHER.trim()}
WITH i, known, memberships, peers WHERE size(reasons) > 0
CALL (i, known, memberships, peers) {
  MATCH (i)-[made:CREATED_BY]->(o:Entity) WHERE made.until IS NULL AND ${personCypher('o')}
  RETURN o, 'creator' AS basis, null AS detail, max(made.at) AS at
  UNION ALL
  MATCH (o:Entity)<-[held:OWNED_BY]-(w:Entity:Workload)-[runs:RUNS_AS]->(i)
  WHERE runs.until IS NULL AND w.until IS NULL AND held.until IS NULL AND NOT coalesce(w.kind, '') IN $repositories
  WITH o, w ORDER BY w.uid
  RETURN o, 'workload-owner' AS basis, collect(coalesce(w.name, w.uid))[0] AS detail, null AS at
  UNION ALL
  CALL (i) {
    MATCH (w:Entity:Workload)-[r:RUNS_AS|CONTROLS]->(i) WHERE r.until IS NULL RETURN w
    UNION
    MATCH (w:Entity:Workload)-[e:EXPOSES]->(:Entity:Credential)-[a:AUTHENTICATES_AS]->(i) WHERE e.until IS NULL AND a.until IS NULL RETURN w
  }
  MATCH (w)-[held:OWNED_BY]->(o:Entity) WHERE held.until IS NULL AND w.until IS NULL AND w.kind IN $repositories
  WITH o, w ORDER BY w.uid
  RETURN o, 'repository-owner' AS basis, collect(coalesce(w.name, w.uid))[0] AS detail, null AS at
  UNION ALL
  CALL (i) {
    MATCH (o:Entity:Identity)-[seen:ACCESSED]->(i)
    WHERE seen.until IS NULL AND NOT coalesce(seen.denied > 0 AND seen.denied >= seen.count, false)
    RETURN o, seen.lastSeen AS time
    UNION ALL
    MATCH (o:Entity:Identity)-[p:PERFORMED]->(e:Entity:Event)-[t:TARGETED]->(i)
    WHERE p.until IS NULL AND t.until IS NULL AND coalesce(e.outcome, 'success') = 'success'
    RETURN o, e.time AS time
  }
  WITH o, time WHERE time IS NOT NULL AND ${personCypher('o')} AND ${ownerFaultCypher('o')} IS NULL
  WITH o, max(time) AS at ORDER BY at DESC, o.uid LIMIT 1
  RETURN o, 'last-user' AS basis, null AS detail, at
  UNION ALL
  UNWIND coalesce(i.tags, []) AS tag
  UNWIND [peer IN peers WHERE peer.tag = tag AND peer.provider = coalesce(i.provider, '')] AS peer
  WITH peer, tag, ${keyCypher('tag')} AS key
  WITH peer, tag, [place IN range(0, size($keys) - 1) WHERE $keys[place] = key][0] AS place ORDER BY place, tag LIMIT 1
  RETURN peer.owner AS o, 'same-tag-peers' AS basis, tag AS detail, null AS at
}
WITH i, o, basis, detail, at WHERE ${ownerFaultCypher('o')} IS NULL
RETURN i.uid AS uid, coalesce(i.name, i.uid) AS name, [place IN range(0, size($bases) - 1) WHERE $bases[place] = basis][0] + 1 AS rank, basis,
  o.uid AS owner, coalesce(o.name, o.uid) AS ownerName, detail, at
ORDER BY uid, rank, owner`,
    parameters: { repositories: REPOSITORY_KINDS, keys: TELLING_KEYS, nobody: [...NOBODY_KNOWS], bases: BASES },
  }),
});

const rankOf = ({ basis }: Candidate): number => BASES.indexOf(basis) + 1;

function isGood(graph: Graph, owner: number, directory: Directory): boolean {
  return ownerFault(graph, owner, directory) === undefined;
}

/** Somebody who can be asked: an owner, or a human identity that is one person's. */
function isPerson(graph: Graph, index: number): boolean {
  const label = graph.label(index);
  return label === 'Owner' || (label === 'Identity' && graph.property(index, 'isNhi') === false && !NO_PERSON_KINDS.includes(graph.text(index, 'kind') ?? ''));
}

function personCypher(o: string): string {
  return `(${o}:Owner OR (${o}:Identity AND ${o}.isNhi = false AND NOT coalesce(${o}.kind, '') IN [${NO_PERSON_KINDS.map((kind) => `'${kind}'`).join(', ')}]))`;
}

function* openEdges(graph: Graph, edges: Int32Array, kinds: readonly EdgeKind[]): Generator<number> {
  for (const edge of edges) if (kinds.includes(graph.edgeKind(edge)) && graph.isOpen(edge)) yield edge;
}

function creators(graph: Graph, identity: number): Candidate[] {
  const times = new Map<number, string | undefined>();
  for (const edge of openEdges(graph, graph.outEdges(identity), ['CREATED_BY'])) {
    const creator = graph.columns.to[edge]!;
    if (isPerson(graph, creator)) times.set(creator, later(times.get(creator), graph.edgeProperties(edge)['at'] as string | undefined));
  }
  return [...times].map(([owner, at]) => ({ basis: 'creator', owner, at }));
}

function later(a: string | undefined, b: string | undefined): string | undefined {
  return a === undefined || (b !== undefined && b > a) ? b : a;
}

function workloadOwners(graph: Graph, identity: number): Candidate[] {
  return ownersOfWorkloads(graph, 'workload-owner', startsOf(graph, identity, ['RUNS_AS']), (kind) => !REPOSITORY_KINDS.includes(kind));
}

function repositoryOwners(graph: Graph, identity: number): Candidate[] {
  const found = startsOf(graph, identity, ['RUNS_AS', 'CONTROLS']);
  for (const credential of startsOf(graph, identity, ['AUTHENTICATES_AS'])) {
    if (graph.label(credential) === 'Credential') found.push(...startsOf(graph, credential, ['EXPOSES']));
  }
  return ownersOfWorkloads(graph, 'repository-owner', found, (kind) => REPOSITORY_KINDS.includes(kind));
}

function startsOf(graph: Graph, index: number, kinds: readonly EdgeKind[]): number[] {
  return Array.from(openEdges(graph, graph.inEdges(index), kinds), (edge) => graph.columns.from[edge]!);
}

/** Each owner once, with the first workload in uid order. */
function ownersOfWorkloads(graph: Graph, basis: Basis, things: readonly number[], isOfKind: (kind: string) => boolean): Candidate[] {
  const through = new Map<number, number>();
  for (const workload of [...new Set(things)].sort((a, b) => a - b)) {
    if (graph.label(workload) !== 'Workload' || graph.isClosed(workload) || !isOfKind(graph.text(workload, 'kind') ?? '')) continue;
    for (const owner of ownersOf(graph, workload)) if (!through.has(owner)) through.set(owner, workload);
  }
  return [...through].map(([owner, workload]) => ({ basis, owner, detail: graph.name(workload) }));
}

/** The good owner among people who was seen at it last; of two at the same time, the first in uid order. */
function lastUser(graph: Graph, identity: number, directory: Directory): Candidate[] {
  let last: { owner: number; at: string } | undefined;
  const seen = (owner: number, at: string | undefined): void => {
    if (at === undefined || graph.label(owner) !== 'Identity' || !isPerson(graph, owner) || !isGood(graph, owner, directory)) return;
    if (last === undefined || at > last.at || (at === last.at && owner < last.owner)) last = { owner, at };
  };
  // Without denied attempts, as in a walk.
  const accessed = edgeFilter(graph, { mode: 'observed', relationships: ['ACCESSED'] });
  for (const edge of openEdges(graph, graph.inEdges(identity), ['ACCESSED', 'TARGETED'])) {
    const start = graph.columns.from[edge]!;
    if (graph.edgeKind(edge) === 'TARGETED') {
      if (graph.label(start) !== 'Event' || (graph.text(start, 'outcome') ?? 'success') !== 'success') continue;
      for (const actor of startsOf(graph, start, ['PERFORMED'])) seen(actor, graph.text(start, 'time'));
    } else if (accessed(edge) === PASS.through) seen(start, graph.edgeProperties(edge)['lastSeen'] as string | undefined);
  }
  return last === undefined ? [] : [{ basis: 'last-user', ...(last as { owner: number; at: string }) }];
}

/** By provider and tag, the owner of most identities that have it. */
type Peers = ReadonlyMap<string, number>;

function peerOwners(graph: Graph, directory: Directory): Peers {
  const votes = new Map<string, Map<number, number>>();
  for (const index of graph.withLabel('Identity')) {
    if (!isJudged(graph, index)) continue;
    const tags = tellingTags(graph, index);
    if (tags.length === 0) continue;
    const owners = ownersOf(graph, index).filter((owner) => isGood(graph, owner, directory));
    for (const tag of tags) {
      const key = peerKey(graph, index, tag);
      const counts = votes.get(key) ?? new Map<number, number>();
      votes.set(key, counts);
      for (const owner of owners) counts.set(owner, (counts.get(owner) ?? 0) + 1);
    }
  }
  const first = new Map<string, number>();
  for (const [key, counts] of votes) {
    const [best] = [...counts].sort(([a, votesOfA], [b, votesOfB]) => votesOfB - votesOfA || a - b);
    if (best) first.set(key, best[0]);
  }
  return first;
}

function ofPeers(graph: Graph, identity: number, peers: Peers): Candidate[] {
  for (const tag of tellingTags(graph, identity)) {
    const owner = peers.get(peerKey(graph, identity, tag));
    if (owner !== undefined) return [{ basis: 'same-tag-peers', owner, detail: tag }];
  }
  return [];
}

const peerKey = (graph: Graph, index: number, tag: string): string => `${graph.text(index, 'provider') ?? ''}\u0000${tag}`;

/** An identity's tags that tell what it is part of, the most specific first. */
function tellingTags(graph: Graph, index: number): string[] {
  const placed: { tag: string; place: number }[] = [];
  for (const tag of new Set((graph.property(index, 'tags') as readonly string[] | undefined) ?? [])) {
    const end = tag.indexOf('=');
    if (end < 0 || NOBODY_KNOWS.has(tag.slice(end + 1).trim().toLowerCase())) continue;
    const key = PARTS_KEYS.reduce((text, mark) => text.replaceAll(mark, ''), tag.slice(0, end).toLowerCase());
    const place = TELLING_KEYS.indexOf(key);
    if (place !== -1) placed.push({ tag, place });
  }
  return placed.sort((a, b) => a.place - b.place || (a.tag < b.tag ? -1 : 1)).map(({ tag }) => tag);
}

function keyCypher(tag: string): string {
  return `reduce(text = toLower(split(${tag}, '=')[0]), mark IN [${PARTS_KEYS.map((mark) => `'${mark}'`).join(', ')}] | replace(text, mark, ''))`;
}

/** True where the tag, whose `key` is bound, tells what a thing is part of. */
function tellsCypher(tag: string): string {
  return `${tag} CONTAINS '=' AND key IN $keys AND NOT toLower(trim(substring(${tag}, size(split(${tag}, '=')[0]) + 1))) IN $nobody`;
}

function row(graph: Graph, index: number, candidate: Candidate): Row {
  const { basis, owner, detail, at } = candidate;
  return Object.assign(idCells(graph, index), { rank: rankOf(candidate), basis, owner: graph.uid(owner), ownerName: graph.name(owner), detail: detail ?? null, at: at ?? null });
}
