/** The change log: one `:TendrilChange` node for each entry, found by version or by uid through indexes. */
import neo4j, { type DateTime, type ManagedTransaction } from 'neo4j-driver';
import type { EdgeKind } from '../../model/labels.ts';
import type { Properties } from '../../model/properties.ts';
import type { Change } from '../../model/records.ts';
import { readMeta } from './meta.ts';
import { fromDateTime, toDateTime } from './values.ts';

/** `place` is the entry's position within its commit. */
export function changeProperties(change: Change, place: number): Record<string, unknown> {
  return {
    version: neo4j.int(change.version),
    place: neo4j.int(place),
    time: toDateTime(change.time),
    import: change.import,
    operation: change.operation,
    ...change.subject,
    before: JSON.stringify(change.before),
    after: JSON.stringify(change.after),
  };
}

// An entry of a commit that isn't visible yet has a version above the store's.
const OF_ALL = `MATCH (c:TendrilChange) WHERE c.version <= $version AND c.place >= 0
  RETURN properties(c) AS entry ORDER BY c.version DESC, c.place DESC LIMIT $limit`;
const OF_ONE = `CALL () {
    MATCH (c:TendrilChange {node: $uid}) RETURN c
    UNION MATCH (c:TendrilChange {from: $uid}) RETURN c
    UNION MATCH (c:TendrilChange {to: $uid}) RETURN c
  }
  WITH c WHERE c.version <= $version
  RETURN properties(c) AS entry ORDER BY c.version DESC, c.place DESC LIMIT $limit`;

/** Newest first; within one commit the last one logged first. */
export async function readHistory(tx: ManagedTransaction, options: { uid?: string; limit: number }): Promise<Change[]> {
  const { version } = await readMeta(tx);
  const parameters = { version: neo4j.int(version), limit: neo4j.int(options.limit) };
  const { records } =
    options.uid === undefined
      ? await tx.run(OF_ALL, parameters)
      : await tx.run(OF_ONE, { ...parameters, uid: options.uid });
  return records.map((found) => parse(found.get('entry') as StoredChange));
}

interface StoredChange {
  readonly version: number;
  readonly time: DateTime<number>;
  readonly import: string;
  readonly operation: Change['operation'];
  readonly node?: string;
  readonly kind?: EdgeKind;
  readonly from?: string;
  readonly to?: string;
  readonly before: string;
  readonly after: string;
}

function parse(stored: StoredChange): Change {
  const { node, kind, from, to } = stored;
  return {
    version: stored.version,
    time: fromDateTime(stored.time),
    import: stored.import,
    operation: stored.operation,
    subject: node !== undefined ? { node } : { kind: kind!, from: from!, to: to! },
    before: JSON.parse(stored.before) as Properties,
    after: JSON.parse(stored.after) as Properties,
  };
}
