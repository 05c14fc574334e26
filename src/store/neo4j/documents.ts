/** What people keep with the case: one `:TendrilDocument` node for each, beside the graph and outside of its versions. */
import type { DateTime, ManagedTransaction } from 'neo4j-driver';
import { byKey, lastOfEach } from '../documents.ts';
import type { Document, KeptDocument } from '../store.ts';
import type { Connection } from './connection.ts';
import { lockMeta } from './meta.ts';
import { fromDateTime, toDateTime } from './values.ts';

const READ = `MATCH (d:TendrilDocument {collection: $collection})
  RETURN d.key AS key, d.value AS value, d.by AS by, d.time AS time`;
const SET = `UNWIND $rows AS row MERGE (d:TendrilDocument {collection: row.collection, key: row.key})
  SET d.value = row.value, d.by = row.by, d.time = row.time`;
const TAKE_AWAY = `UNWIND $rows AS row MATCH (d:TendrilDocument {collection: row.collection, key: row.key}) DELETE d`;

/** So many go into one statement of the transaction. */
const ROWS_A_STATEMENT = 5_000;

/** See Store.documents. */
export async function readDocuments(tx: ManagedTransaction, collection: string): Promise<Document[]> {
  const { records } = await tx.run(READ, { collection });
  return byKey(
    records.map((found) => ({
      collection,
      key: found.get('key') as string,
      value: found.get('value') as string,
      by: found.get('by') as string,
      time: fromDateTime(found.get('time') as DateTime<number>),
    })),
  );
}

/** See Store.keep. May be run again when it did count: it then finds what it would write. */
export async function keepDocuments(connection: Connection, kept: readonly KeptDocument[]): Promise<void> {
  const last = lastOfEach(kept);
  const written = last.filter(({ value }) => value !== null).map((document) => ({ ...document, time: toDateTime(document.time) }));
  const takenAway = last.filter(({ value }) => value === null).map(({ collection, key }) => ({ collection, key }));
  await connection.write(async (tx) => {
    // Two that keep the same at once would make two of it where nobody had the right to create the constraint.
    await lockMeta(tx);
    for (const rows of chunksOf(written)) await tx.run(SET, { rows });
    for (const rows of chunksOf(takenAway)) await tx.run(TAKE_AWAY, { rows });
  });
}

function* chunksOf<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let start = 0; start < rows.length; start += ROWS_A_STATEMENT) yield rows.slice(start, start + ROWS_A_STATEMENT);
}
