/** What a page says of each store's language: its name, what a statement can name, and statements to begin with. */
import type { SavedQuery } from '../../../protocol/shapes.ts';
import type { Draft } from './drafts.ts';

export interface Language {
  readonly title: string;
  /** What a statement can name, each with what it has. */
  readonly names: readonly (readonly [name: string, has: string])[];
  readonly remark: string;
  /** How a property without a column of its own is named. */
  readonly property: string;
  readonly examples: readonly Draft[];
}

export const LANGUAGES: Readonly<Record<SavedQuery['language'], Language>> = {
  sql: {
    title: 'SQL',
    names: [
      ['nodes', 'uid, label, name, kind, provider, environment, since, until, properties'],
      ['edges', 'kind, from_uid, to_uid, scope, level, conditional, count, denied, since, until, first_seen, last_seen, properties'],
    ],
    remark: 'DuckDB’s SQL. Times are timestamps in UTC; until is set on what no import shows any more; properties is JSON with all there is:',
    property: `properties ->> '$.email'`,
    examples: [
      {
        name: 'Most used access',
        description: 'Who uses what most, and how often it was denied',
        text: `SELECT from_uid, to_uid, count, denied, last_seen
FROM edges
WHERE kind = 'ACCESSED' AND until IS NULL
ORDER BY count DESC, from_uid, to_uid`,
      },
      {
        name: 'Several access keys',
        description: 'Identities that several credentials log in as',
        text: `SELECT n.uid, n.name, count(*) AS credentials, min(c.properties ->> '$.createdAt') AS oldest
FROM edges e
JOIN nodes c ON c.uid = e.from_uid
JOIN nodes n ON n.uid = e.to_uid
WHERE e.kind = 'AUTHENTICATES_AS' AND e.until IS NULL AND c.until IS NULL
GROUP BY n.uid, n.name
HAVING count(*) > 1
ORDER BY credentials DESC, n.uid`,
      },
    ],
  },
  cypher: {
    title: 'Cypher',
    names: [
      ['(:Entity)', 'and a label of its own, as (:Identity), (:Credential), (:Resource): uid, name, kind, provider, environment, since, until …'],
      ['-[:CAN_ACCESS]->', 'and other kinds, as CAN_ASSUME, ACCESSED, AUTHENTICATES_AS: scope, level, conditional, count, denied, firstSeen, lastSeen, since, until …'],
    ],
    remark: 'Only reading, of this database: no LOAD CSV, no procedures or functions of plugins. until is set on what no import shows any more. A property:',
    property: 'n.email',
    examples: [
      {
        name: 'Most used access',
        description: 'Who uses what most, and how often it was denied',
        text: `MATCH (a:Entity)-[r:ACCESSED]->(b:Entity)
WHERE r.until IS NULL
RETURN a.uid AS from_uid, b.uid AS to_uid, r.count AS count, r.denied AS denied, r.lastSeen AS last_seen
ORDER BY count DESC, from_uid, to_uid`,
      },
      {
        name: 'Several access keys',
        description: 'Identities that several credentials log in as',
        text: `MATCH (c:Credential)-[r:AUTHENTICATES_AS]->(n:Entity)
WHERE r.until IS NULL AND c.until IS NULL
WITH n, count(DISTINCT c) AS credentials, min(c.createdAt) AS oldest
WHERE credentials > 1
RETURN n.uid AS uid, n.name AS name, credentials, oldest
ORDER BY credentials DESC, uid`,
      },
    ],
  },
};
