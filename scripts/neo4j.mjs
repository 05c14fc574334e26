#!/usr/bin/env node
/**
 * `npm run neo4j`: a real Neo4j for development, until Ctrl-C. Its data stays in .cache/neo4j; `-- --ephemeral` throws it
 * away, `-- --port N` chooses the port. NEO4J_PASSWORD sets the password; otherwise each start makes a new one.
 */
import { once } from 'node:events';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { cacheRoot } from './paths.mjs';
import { startServer } from './neo4j/server.mjs';

const { values } = parseArgs({ options: { ephemeral: { type: 'boolean' }, port: { type: 'string' } } });

console.log('Starting Neo4j…');
const server = await startServer({
  dataFolder: values.ephemeral ? undefined : path.join(cacheRoot, 'neo4j'),
  password: process.env.NEO4J_PASSWORD,
  port: values.port ? Number(values.port) : undefined,
}).catch(explain);

console.log(`
  NEO4J_URI=${server.uri}
  NEO4J_USERNAME=${server.username}
  NEO4J_PASSWORD=${process.env.NEO4J_PASSWORD ? '(as set)' : server.password}
  NEO4J_DATABASE=${server.database}

  Data: ${server.dataFolder}${values.ephemeral ? ' (thrown away at the end)' : ''}
  Ctrl-C stops it.
`);

await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
console.log('Stopping Neo4j…');
await server.stop();
process.exit(0);

/** @param {Error} error @returns {never} */
function explain(error) {
  const busy = /StoreLockException|FileLockException/.test(error.message);
  console.error(busy ? 'Another Neo4j has .cache/neo4j open. Stop it, or start this one with `npm run neo4j -- --ephemeral`.' : error.message);
  process.exit(1);
}
