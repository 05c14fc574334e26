/** What the database must have for Tendril: constraints for what is found by key, indexes for the change log. */
import neo4j from 'neo4j-driver';
import type { Connection } from './connection.ts';

/** Each is created only if it is not there; one that covers the same under another name serves as well. */
const STATEMENTS: readonly string[] = [
  'CREATE CONSTRAINT tendril_entity_uid IF NOT EXISTS FOR (n:Entity) REQUIRE n.uid IS UNIQUE',
  'CREATE CONSTRAINT tendril_meta_id IF NOT EXISTS FOR (n:TendrilMeta) REQUIRE n.id IS UNIQUE',
  'CREATE CONSTRAINT tendril_document_key IF NOT EXISTS FOR (n:TendrilDocument) REQUIRE (n.collection, n.key) IS UNIQUE',
  'CREATE INDEX tendril_change_version IF NOT EXISTS FOR (n:TendrilChange) ON (n.version, n.place)',
  'CREATE INDEX tendril_change_node IF NOT EXISTS FOR (n:TendrilChange) ON (n.node)',
  'CREATE INDEX tendril_change_from IF NOT EXISTS FOR (n:TendrilChange) ON (n.from)',
  'CREATE INDEX tendril_change_to IF NOT EXISTS FOR (n:TendrilChange) ON (n.to)',
];

const INDEX_WAIT_SECONDS = 300;

/** Creates what is missing and waits until the indexes answer. Throws `store-read-only` when the user may not. */
export async function createSchema(connection: Connection): Promise<void> {
  for (const statement of STATEMENTS) await connection.write((tx) => tx.run(statement));
  await connection.read((tx) => tx.run('CALL db.awaitIndexes($seconds)', { seconds: neo4j.int(INDEX_WAIT_SECONDS) }));
}

/** Whether the constraint that everything else relies on is there, under whatever name. */
export async function hasSchema(connection: Connection): Promise<boolean> {
  const text = `SHOW CONSTRAINTS YIELD labelsOrTypes, properties
    WHERE labelsOrTypes = ['Entity'] AND properties = ['uid'] RETURN count(*) AS found`;
  const { records } = await connection.read((tx) => tx.run(text));
  return (records[0]?.get('found') as number | undefined) === 1;
}
