/** NHI1: secrets that somebody made who has left since, and may still know. */
import {
  IDENTITY_COLUMN,
  deactivateCommand,
  defineRule,
  hasLeft,
  hasLeftCypher,
  identitiesCypher,
  identitiesOf,
  identityCell,
  identityOfCypher,
  isInForce,
  isOfTier0,
  isUsable,
  ofTier0Cypher,
  ownerUid,
  renewedAt,
  renewedAtCypher,
  ruleCells,
  ruleCellsCypher,
  usableCypher,
  z,
  type Graph,
  type OwnerKind,
  type Row,
} from '../../src/sdk/index.ts';

/** Owners that are no person. */
const NOBODY: readonly string[] = ['team', 'vendor', 'service'] satisfies OwnerKind[];

export default defineRule({
  id: 'departed-creator-credential',
  title: 'Credential made by somebody who left',
  question: 'Which secrets still work, unchanged, though the person who made them has left?',
  description:
    'Usable credentials that a person made who has left (an owner who is inactive, has left or is gone, or a human identity that is disabled or gone), and that were not rotated after that: medium, high for a tier-0 identity’s. Where nobody is known to have made the credential, whoever made its identity counts. A creator known by id or e-mail address is looked up among the owners, too.',
  parameters: z.object({}),
  columns: [
    { name: 'made', title: 'Made', type: 'text', description: 'What the creator is known to have made: credential, or its identity.' },
    { name: 'leftAt', title: 'Left', type: 'time', description: 'When the creator left, or was found gone; empty: not known.' },
    { name: 'renewedAt', title: 'Made or renewed', type: 'time', description: 'When the secret was made or last rotated, if known.' },
    IDENTITY_COLUMN,
  ],
  answer: function* (graph, _parameters, { now }): Generator<Row> {
    for (const index of graph.withLabel('Credential')) {
      if (!isUsable(graph, index, now)) continue;
      const own = creatorsOf(graph, [index]);
      const made = own.length > 0 ? 'credential' : 'identity';
      const creators = own.length > 0 ? own : creatorsOf(graph, identitiesOf(graph, index));
      const renewed = renewedAt(graph, index);
      for (const creator of creators) {
        const departure = departureOf(graph, creator, now);
        if (!departure || (renewed !== undefined && departure.leftAt !== undefined && renewed > departure.leftAt)) continue;
        yield Object.assign(ruleCells(graph, index, isOfTier0(graph, index) ? 'high' : 'medium', { about: creator, since: departure.leftAt }), {
          made,
          leftAt: departure.leftAt ?? null,
          renewedAt: renewed ?? null,
          identity: identityCell(graph, index),
        });
      }
    }
  },
  cypher: () => ({
    text: `MATCH (c:Entity:Credential)
WHERE ${usableCypher('c')}
WITH c, EXISTS { MATCH (c)-[r:CREATED_BY]->() WHERE r.until IS NULL } AS known
CALL (c, known) {
  WITH c, known WHERE known
  MATCH (c)-[r:CREATED_BY]->(p:Entity) WHERE r.until IS NULL
  RETURN p, 'credential' AS made
  UNION
  WITH c, known WHERE NOT known
  ${identitiesCypher('c', 'x')}
  MATCH (x)-[r:CREATED_BY]->(p:Entity) WHERE r.until IS NULL
  RETURN p, 'identity' AS made
}
WITH c, p, made WHERE p:Owner OR (p:Identity AND NOT coalesce(p.isNhi, false))
CALL (p) {
  CALL (p) {
    RETURN p AS person
    UNION
    WITH p WHERE p:Identity
    MATCH (person:Entity) WHERE person.uid IN ['${ownerUid('')}' + toLower(trim(p.uid)), '${ownerUid('')}' + toLower(trim(p.email))] AND person:Owner
    RETURN person
  }
  WITH person WHERE (person:Identity AND (person.until IS NOT NULL OR NOT coalesce(person.enabled, true)))
    OR (person:Owner AND NOT coalesce(person.kind, '') IN $nobody AND ${hasLeftCypher('person')})
  RETURN count(person) > 0 AS departed, coalesce(max(CASE WHEN person.leftAt <= $now THEN person.leftAt END), max(person.until)) AS leftAt
}
WITH c, p, made, leftAt, ${renewedAtCypher('c')} AS renewedAt WHERE departed AND coalesce(renewedAt <= leftAt, true)
${identityOfCypher('c')}
RETURN ${ruleCellsCypher('c', `CASE WHEN ${ofTier0Cypher('c')} THEN 'high' ELSE 'medium' END`, { about: 'p', since: 'leftAt' })},
  made, leftAt, renewedAt, i.uid AS identity
ORDER BY uid, about`,
    parameters: { nobody: NOBODY },
  }),
  rule: {
    risk: 'NHI1',
    severity: 'medium',
    controls: [
      { framework: 'NIST 800-53', id: 'IA-5' },
      { framework: 'NIST 800-53', id: 'PS-4' },
      { framework: 'PCI DSS', id: '8.2.5' },
    ],
    explain: (row) => {
      const made = row['made'] === 'credential' ? 'it' : 'its identity';
      const left = row['leftAt'] === null ? 'has left' : `left by ${row['leftAt']}`;
      const renewed = row['renewedAt'] === null ? 'no rotation since then is known' : `it was last renewed at ${row['renewedAt']}`;
      return `${row['name']} still works; ${row['aboutName']}, who made ${made}, ${left}, and ${renewed}.`;
    },
    remedy: {
      text: 'Whoever made a secret may have kept it: make a new one, move its users over, then deactivate this one; name an owner who is there.',
      command: deactivateCommand,
    },
  },
});

/** Whom open edges name as the maker of any of these, ascending. */
function creatorsOf(graph: Graph, things: readonly number[]): number[] {
  const found = new Set<number>();
  for (const thing of things) {
    for (const edge of graph.outEdges(thing)) if (graph.edgeKind(edge) === 'CREATED_BY' && graph.isOpen(edge)) found.add(graph.columns.to[edge]!);
  }
  return [...found].sort((a, b) => a - b);
}

interface Departure {
  /** Latest that anything tells; undefined: gone, but not known since when. */
  readonly leftAt: string | undefined;
}

/** Undefined for who is there, or is no person. */
function departureOf(graph: Graph, creator: number, now: string): Departure | undefined {
  const departed = [creator, ...ownersNamedAs(graph, creator)].filter((person) => isDeparted(graph, person, now));
  if (departed.length === 0) return undefined;
  const latest = (name: string, until?: string): string | undefined => {
    const times = departed.map((person) => graph.text(person, name)).filter((time) => time !== undefined && (until === undefined || time <= until));
    return times.sort().at(-1);
  };
  return { leftAt: latest('leftAt', now) ?? latest('until') };
}

/** An identity may be one that other exports know as an owner, by the same id or e-mail address. */
function ownersNamedAs(graph: Graph, creator: number): number[] {
  if (graph.label(creator) !== 'Identity' || graph.property(creator, 'isNhi') === true) return [];
  const names = [graph.uid(creator), graph.text(creator, 'email')].filter((name) => name !== undefined);
  return names.map((name) => graph.indexOf(ownerUid(name))).filter((index) => index !== -1 && graph.label(index) === 'Owner');
}

function isDeparted(graph: Graph, person: number, now: string): boolean {
  if (graph.label(person) === 'Identity') return graph.property(person, 'isNhi') !== true && !isInForce(graph, person);
  return graph.label(person) === 'Owner' && !NOBODY.includes(graph.text(person, 'kind') ?? '') && hasLeft(graph, person, now);
}
