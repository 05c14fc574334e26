/** Starts a real Neo4j Community in a Java process of its own, on a loopback port. It ends with whoever started it. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, mkdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findJava } from '../doctor/java.mjs';
import { neo4jJars } from './jars.mjs';

const START_LIMIT = 90_000;

/**
 * @typedef {{ uri: string, username: string, password: string, database: string }} Neo4jConnection
 * @typedef {Neo4jConnection & { dataFolder: string, stop(): Promise<void> }} Neo4jServer
 */

/**
 * Resolves when it takes connections. Without `dataFolder` the data is thrown away on `stop`; with it, `stop` shuts the
 * database down in good order and the data stays. The password is set anew on each start.
 * @param {{ dataFolder?: string, password?: string, port?: number }} [options]
 * @returns {Promise<Neo4jServer>}
 */
export async function startServer(options = {}) {
  const java = findJava();
  if (!java) throw new Error('Neo4j needs a JDK 17 or newer, and none was found by JAVA_HOME or on PATH. `npm run doctor` says how to get it.');
  const jars = await neo4jJars();
  const port = options.port ?? (await freePort());
  const password = options.password ?? randomBytes(12).toString('base64url');
  const dataFolder = options.dataFolder ?? (await mkdtemp(path.join(tmpdir(), 'tendril-neo4j-')));
  await mkdir(dataFolder, { recursive: true });

  const program = path.join(import.meta.dirname, 'Neo4jServer.java');
  const server = spawn(java, ['-Xmx1g', '-XX:+UseSerialGC', '-cp', path.join(jars, '*'), program, dataFolder, String(port)], {
    env: { ...process.env, NEO4J_PASSWORD: password },
    stdio: ['pipe', 'pipe', 'pipe'],
    // Ctrl-C in the terminal must not reach Java: it stops in good order when its standard input ends.
    detached: true,
  });
  const closed = once(server, 'close');
  const discard = () => rm(dataFolder, { recursive: true, force: true });
  try {
    await untilReady(server);
  } catch (error) {
    server.kill('SIGKILL');
    if (!options.dataFolder) await discard();
    throw error;
  }
  return {
    uri: `neo4j://127.0.0.1:${port}`,
    username: 'neo4j',
    password,
    database: 'neo4j',
    dataFolder,
    async stop() {
      if (options.dataFolder) server.stdin.end();
      else server.kill('SIGKILL');
      await closed;
      if (!options.dataFolder) await discard();
    },
  };
}

/** @param {import('node:child_process').ChildProcessWithoutNullStreams} server @returns {Promise<void>} */
function untilReady(server) {
  let output = '';
  const collect = (/** @type {Buffer} */ bytes) => (output = (output + bytes).slice(-4000));
  server.stdout.on('data', collect);
  server.stderr.on('data', collect);
  return new Promise((resolve, reject) => {
    const fail = (/** @type {string} */ what) => reject(new Error(`Neo4j did not start: ${what}.\n${output}`.trimEnd()));
    const limit = setTimeout(() => fail(`not ready after ${START_LIMIT / 1000} s`), START_LIMIT);
    server.on('error', (error) => fail(error.message));
    server.on('close', (code, signal) => {
      clearTimeout(limit);
      fail(`Java ended with ${signal ?? `code ${code}`}`);
    });
    server.stdout.on('data', () => {
      if (!/^ready$/m.test(output)) return;
      clearTimeout(limit);
      resolve();
    });
  });
}

/** A loopback port that nobody listens on at this moment. @returns {Promise<number>} */
async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (probe.address());
  probe.close();
  await once(probe, 'close');
  return port;
}
