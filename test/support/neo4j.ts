/** A real Neo4j for tests: the one that NEO4J_URI names, else one that is started and thrown away. */
import neo4j from 'neo4j-driver';
import { inject } from 'vitest';
import { startServer } from '../../scripts/neo4j/server.mjs';
import type { Neo4jConnection } from './provided.ts';

export type { Neo4jConnection };

export interface Neo4jTestServer extends Neo4jConnection {
  stop(): Promise<void>;
}

/**
 * A server with a database that the test may empty: the one that the project's test files share, where `stop` does nothing,
 * else one of its own. For use behind `describeWith('neo4j', …)`.
 */
export async function startNeo4j(): Promise<Neo4jTestServer> {
  const shared = inject('neo4j');
  if (!shared) return launchNeo4j();
  if (!shared.ready) throw new Error(`No Neo4j for this test: ${shared.missing}.`);
  return { ...shared.ready, stop: () => Promise.resolve() };
}

/** The server that the project's test files share; for use while a test of `describeWith('neo4j', …)` runs. */
export function neo4jConnection(): Neo4jConnection {
  const shared = inject('neo4j');
  if (!shared?.ready) throw new Error(`No Neo4j for this test: ${shared?.missing ?? 'its project starts none'}.`);
  return shared.ready;
}

/** Set once this run has found the database that NEO4J_URI names to be empty; workers inherit it. */
const FOUND_EMPTY = 'TENDRIL_TEST_NEO4J_FOUND_EMPTY';

/**
 * Starts a server, or connects to the one that NEO4J_URI names. Tests delete what is in it, so that one has to be empty when
 * the run begins, and is emptied again by `stop`.
 */
export async function launchNeo4j(): Promise<Neo4jTestServer> {
  const named = namedByEnvironment();
  if (!named) return startServer();
  const count = process.env[FOUND_EMPTY] ? 0 : await runOn(named, 'MATCH (n) RETURN count(n) AS count');
  if (count > 0) {
    throw new Error(`The database "${named.database}" at NEO4J_URI=${named.uri} holds ${count} nodes, and tests would delete them. Name an empty one.`);
  }
  process.env[FOUND_EMPTY] = 'yes';
  return {
    ...named,
    async stop() {
      await runOn(named, 'MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS RETURN count(*) AS count');
    },
  };
}

function namedByEnvironment(): Neo4jConnection | undefined {
  const { NEO4J_URI: uri, NEO4J_USERNAME: username = 'neo4j', NEO4J_PASSWORD: password = '', NEO4J_DATABASE: database = 'neo4j' } = process.env;
  return uri ? { uri, username, password, database } : undefined;
}

async function runOn(connection: Neo4jConnection, query: string): Promise<number> {
  const driver = neo4j.driver(connection.uri, neo4j.auth.basic(connection.username, connection.password), { disableLosslessIntegers: true });
  const session = driver.session({ database: connection.database });
  try {
    const result = await session.run(query);
    return result.records[0]?.get('count') as number;
  } finally {
    await session.close();
    await driver.close();
  }
}
