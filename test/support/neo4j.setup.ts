/** Global set-up of the projects that need Neo4j: one server for the whole run, however many of them take part. */
import type { TestProject } from 'vitest/node';
import { launchNeo4j, type Neo4jTestServer } from './neo4j.ts';
import { whyNoNeo4j } from './prerequisites.ts';

interface Shared {
  server: Promise<Neo4jTestServer>;
  users: number;
}

/** Each project loads this file anew; only the process is shared. */
const places = globalThis as { tendrilNeo4j?: Shared };

export default async function setUpNeo4j(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const missing = whyNoNeo4j();
  if (missing) {
    project.provide('neo4j', { missing });
    return undefined;
  }
  const shared = (places.tendrilNeo4j ??= { server: launchNeo4j(), users: 0 });
  shared.users += 1;
  const server = await shared.server.catch((error: Error) => {
    // A server that was asked for by name must be there; one that can't be fetched or started is a missing prerequisite.
    if (process.env.NEO4J_URI) throw error;
    console.error(error.message);
  });
  if (!server) {
    project.provide('neo4j', { missing: 'Neo4j could not be started' });
    return undefined;
  }
  const { uri, username, password, database } = server;
  project.provide('neo4j', { ready: { uri, username, password, database } });
  return async () => {
    shared.users -= 1;
    if (shared.users === 0) await server.stop();
  };
}
