/** What people keep with the case, in the table `document`; its order is that of Store.documents. */
import { VARCHAR, type DuckDBConnection } from '@duckdb/node-api';
import { byKey, lastOfEach } from '../documents.ts';
import type { Document, KeptDocument } from '../store.ts';
import { createTable, DOCUMENT_COLUMNS, DOCUMENT_KEY } from './schema.ts';
import { rows } from './sql.ts';
import { TableWriter } from './table-writer.ts';

/** `extra` is the value, which may be NULL here: that takes a document away. */
const KEPT_COLUMNS = { collection: VARCHAR, key: VARCHAR, by: VARCHAR, time: VARCHAR, extra: VARCHAR } as const;

/** See Store.documents. */
export async function documents(connection: DuckDBConnection, collection: string): Promise<Document[]> {
  if (!(await isKept(connection))) return [];
  const found = await rows(connection, 'SELECT key, value, "by", time FROM document WHERE collection = ?', [collection]);
  return byKey(
    found.map((row) => {
      const [key, value, by, time] = row as [string, string, string, string];
      return { collection, key, value, by, time };
    }),
  );
}

/** See Store.keep. The connection is for this alone: closing it, up to the caller, takes back what failed. */
export async function keep(connection: DuckDBConnection, kept: readonly KeptDocument[]): Promise<void> {
  await connection.run('BEGIN TRANSACTION');
  await connection.run(createTable('document', DOCUMENT_COLUMNS, 'CREATE TABLE IF NOT EXISTS'));
  await connection.run(createTable('kept', KEPT_COLUMNS, 'CREATE TEMP TABLE'));
  const writer = await TableWriter.open(connection, 'kept', KEPT_COLUMNS);
  try {
    for (const { collection, key, by, time, value } of lastOfEach(kept)) writer.append([collection, key, by, time, value]);
  } catch (error) {
    writer.discard();
    throw error;
  }
  writer.close();
  const same = DOCUMENT_KEY.map((name) => `document.${name} = kept.${name}`).join(' AND ');
  await connection.run(`DELETE FROM document USING kept WHERE ${same}`);
  await connection.run(`INSERT INTO document SELECT collection, key, extra, "by", time FROM kept WHERE extra IS NOT NULL`);
  await connection.run('COMMIT');
}

/** A case of an older Tendril has no such table, and one opened for reading can't get it. */
async function isKept(connection: DuckDBConnection): Promise<boolean> {
  return (await rows(connection, `SELECT 1 FROM duckdb_tables() WHERE table_name = 'document'`)).length > 0;
}
