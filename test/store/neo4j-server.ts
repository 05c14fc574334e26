/** The Neo4j that the run's tests share, and a look at it behind the store's back. */
import neo4j from 'neo4j-driver';
import { openNeo4j, type Neo4jOptions, type Neo4jStore } from '../../src/store/neo4j/neo4j.ts';
import { startNeo4j } from '../support/neo4j.ts';

export interface TestServer {
  readonly uri: string;
  readonly host: string;
  readonly port: number;
  /** Opens the store; `over` may name another uri, a wrong password … */
  open(over?: Partial<Neo4jOptions>): Promise<Neo4jStore>;
  /** Deletes everything of ours but constraints and indexes. */
  clear(): Promise<void>;
  /** Runs a statement with rights that the store does not give. */
  query(text: string, parameters?: Record<string, unknown>): Promise<Record<string, unknown>[]>;
  /** Leaves the database as it was found: empty. */
  release(): Promise<void>;
}

/** For use while a test runs, inside `describeWith('neo4j', …)`. */
export async function testServer(): Promise<TestServer> {
  const server = await startNeo4j();
  const { uri, username, password, database } = server;
  const driver = neo4j.driver(uri, neo4j.auth.basic(username, password), { disableLosslessIntegers: true });
  const { hostname, port } = new URL(uri);

  async function query(text: string, parameters: Record<string, unknown> = {}): Promise<Record<string, unknown>[]> {
    const session = driver.session({ database });
    try {
      return (await session.run(text, parameters)).records.map((record) => record.toObject());
    } finally {
      await session.close();
    }
  }

  async function clear(): Promise<void> {
    await query(`MATCH (n) WHERE n:Entity OR n:TendrilMeta OR n:TendrilChange OR n:TendrilDocument OR n:Foreign
      CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS`);
  }

  return {
    uri,
    host: hostname,
    port: Number(port),
    query,
    open: (over = {}) => openNeo4j({ uri, username, password, database, ...over }),
    clear,
    release: async () => {
      await clear();
      await driver.close();
      await server.stop();
    },
  };
}
