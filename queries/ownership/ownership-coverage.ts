/** How well each team's non-human identities are owned, and how many nobody owns. */
import {
  DIRECTORY_CYPHER,
  JUDGED_CYPHER,
  OWNER_KINDS,
  REASONS_CYPHER,
  compareText,
  defineQuery,
  directoryOf,
  isJudged,
  orphanReasons,
  ownersOf,
  usableCredentialsOf,
  usableCypher,
  z,
  type Graph,
  type Row,
} from '../../src/sdk/index.ts';

interface Held {
  identities: number;
  owned: number;
  withCredentials: number;
  oldestUseAt: string | undefined;
}

/** Stands for the owner of what no export names an owner of. */
const NOBODY = -1;

export default defineQuery({
  id: 'ownership-coverage',
  title: 'Ownership coverage',
  question: 'How many of its non-human identities does each team own well, and how many has nobody?',
  description:
    'The identities whose ownership is judged, by the team that owns them: an identity of a person counts for each of the person’s teams, for the person where there is none, and for nobody where no owner is named. One with several owners counts for each, so that rows do not add up. Owned are those that `orphaned-identities` does not name.',
  parameters: z.object({}),
  columns: [
    { name: 'ownerKind', title: 'Owner kind', type: 'text', description: 'team; person, vendor, service, unknown or identity where no team stands behind it; or nobody.' },
    { name: 'uid', title: 'Owner', type: 'uid', description: 'The team or other owner; empty for nobody.' },
    { name: 'name', title: 'Name', type: 'text', description: 'What people call it; empty for nobody.' },
    { name: 'identities', title: 'Identities', type: 'integer', description: 'Non-human identities whose ownership is judged.' },
    { name: 'owned', title: 'Owned', type: 'integer', description: 'Those with at least one good owner, of this team or not.' },
    { name: 'orphaned', title: 'Orphaned', type: 'integer', description: 'Those without.' },
    { name: 'percentOwned', title: 'Percent owned', type: 'integer', description: 'Owned of all, rounded down.' },
    { name: 'withCredentials', title: 'With credentials', type: 'integer', description: 'Those with a usable credential.' },
    { name: 'oldestUseAt', title: 'Oldest use', type: 'time', description: 'When the longest unused of them was last used, of those where that is known.' },
  ],
  order: ['-orphaned', 'ownerKind', 'uid'],
  answer: (graph, _parameters, { now }) => {
    const directory = directoryOf(graph, now);
    const heldBy = new Map<number, Held>();
    const holdersOf = holders(graph);
    for (const index of graph.withLabel('Identity')) {
      if (!isJudged(graph, index)) continue;
      const owned = orphanReasons(graph, index, directory).length === 0;
      const withCredentials = usableCredentialsOf(graph, index, now).length > 0;
      for (const holder of holdersOf(index)) {
        const held = heldBy.get(holder) ?? { identities: 0, owned: 0, withCredentials: 0, oldestUseAt: undefined };
        heldBy.set(holder, held);
        held.identities++;
        if (owned) held.owned++;
        if (withCredentials) held.withCredentials++;
        const usedAt = graph.text(index, 'lastUsedAt');
        if (usedAt !== undefined && (held.oldestUseAt === undefined || usedAt < held.oldestUseAt)) held.oldestUseAt = usedAt;
      }
    }
    const rows = [...heldBy].map(([holder, held]) => ({ holder, orphaned: held.identities - held.owned, ownerKind: kindOf(graph, holder), held }));
    rows.sort((a, b) => b.orphaned - a.orphaned || compareText(a.ownerKind, b.ownerKind) || a.holder - b.holder);
    return rows.map(({ holder, held }) => row(graph, holder, held));
  },
  cypher: () => ({
    text: `${DIRECTORY_CYPHER.trim()}
MATCH (i:Entity:Identity) WHERE ${JUDGED_CYPHER}
${REASONS_CYPHER.trim()}
CALL (i) {
  OPTIONAL MATCH (i)-[held:OWNED_BY]->(o:Entity) WHERE held.until IS NULL
  OPTIONAL MATCH (o)-[m:MEMBER_OF]->(team:Entity:Owner)
  WHERE m.until IS NULL AND team.kind = 'team' AND o:Owner AND coalesce(o.kind, '') <> 'team'
  RETURN DISTINCT coalesce(team, o) AS holder
}
WITH holder, reasons, i.lastUsedAt AS usedAt,
  EXISTS { MATCH (c:Entity:Credential)-[a:AUTHENTICATES_AS]->(i) WHERE a.until IS NULL AND ${usableCypher('c')} } AS usable
WITH holder, count(*) AS identities, count(CASE WHEN size(reasons) = 0 THEN 1 END) AS owned,
  count(CASE WHEN usable THEN 1 END) AS withCredentials, min(usedAt) AS oldestUseAt
RETURN CASE WHEN holder IS NULL THEN 'nobody' WHEN holder:Identity THEN 'identity'
    WHEN holder.kind IN $kinds THEN holder.kind ELSE 'unknown' END AS ownerKind,
  holder.uid AS uid, coalesce(holder.name, holder.uid) AS name, identities, owned, identities - owned AS orphaned,
  owned * 100 / identities AS percentOwned, withCredentials, oldestUseAt
ORDER BY orphaned DESC, ownerKind, uid`,
    parameters: { kinds: OWNER_KINDS },
  }),
});

/** Gives whom an identity counts for; an owner's teams are looked up once. */
function holders(graph: Graph): (identity: number) => number[] {
  const known = new Map<number, readonly number[]>();
  return (identity) => {
    const owners = ownersOf(graph, identity);
    if (owners.length === 0) return [NOBODY];
    const found = new Set<number>();
    for (const owner of owners) {
      const teams = known.get(owner) ?? teamsOf(graph, owner);
      known.set(owner, teams);
      for (const holder of teams.length > 0 ? teams : [owner]) found.add(holder);
    }
    return [...found];
  };
}

/** The teams that an owner who is none itself is a member of. */
function teamsOf(graph: Graph, owner: number): number[] {
  if (graph.label(owner) !== 'Owner' || graph.text(owner, 'kind') === 'team') return [];
  const isTeam = (index: number): boolean => graph.label(index) === 'Owner' && graph.text(index, 'kind') === 'team';
  const memberships = graph.outEdges(owner).filter((edge) => graph.edgeKind(edge) === 'MEMBER_OF' && graph.isOpen(edge));
  return [...new Set(Array.from(memberships, (edge) => graph.columns.to[edge]!).filter(isTeam))];
}

function kindOf(graph: Graph, holder: number): string {
  if (holder === NOBODY) return 'nobody';
  if (graph.label(holder) === 'Identity') return 'identity';
  const kind = graph.text(holder, 'kind') ?? '';
  return (OWNER_KINDS as readonly string[]).includes(kind) ? kind : 'unknown';
}

function row(graph: Graph, holder: number, { identities, owned, withCredentials, oldestUseAt }: Held): Row {
  return {
    ownerKind: kindOf(graph, holder),
    uid: holder === NOBODY ? null : graph.uid(holder),
    name: holder === NOBODY ? null : graph.name(holder),
    identities,
    owned,
    orphaned: identities - owned,
    percentOwned: Math.floor((owned * 100) / identities),
    withCredentials,
    oldestUseAt: oldestUseAt ?? null,
  };
}
