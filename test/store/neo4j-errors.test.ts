/** Every way in which opening a Neo4j can fail, against real sockets; and what a server refuses, by its codes. */
import http from 'node:http';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import { Neo4jError } from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseAddress } from '../../src/store/neo4j/address.ts';
import { storeError } from '../../src/store/neo4j/errors.ts';
import { openNeo4j } from '../../src/store/neo4j/neo4j.ts';
import { describeWith } from '../support/prerequisites.ts';
import { testServer, type TestServer } from './neo4j-server.ts';
import { tcpProxy } from './tcp-proxy.ts';

let server: TestServer;

const NOBODY = { username: 'neo4j', password: 'made-up-password' };

/** A server for one connection attempt, at a free port. */
async function listening<T>(listener: net.Server | http.Server, use: (port: number) => Promise<T>): Promise<T> {
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  try {
    return await use((listener.address() as AddressInfo).port);
  } finally {
    listener.close();
  }
}

/** A server that answers a Bolt greeting with these bytes, or hangs up. */
const answering = (bytes: Buffer | undefined) =>
  net.createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => (bytes ? socket.write(bytes) : socket.destroy()));
  });

describeWith('neo4j', 'opening a Neo4j', () => {
  beforeAll(async () => {
    server = await testServer();
  }, 120_000);
  afterAll(() => server.release());

  describe.each(['bolt', 'neo4j'])('%s://', { timeout: 30_000 }, (scheme) => {
    const at = (port: number, host = '127.0.0.1') => openNeo4j({ uri: `${scheme}://${host}:${port}`, ...NOBODY });

    test('a wrong password', async () => {
      await expect(
        server.open({ uri: `${scheme}://${server.host}:${server.port}`, password: 'made-up-and-wrong' }),
      ).rejects.toMatchObject({
        name: 'AppError',
        code: 'store-credentials',
        retryable: false,
      });
    });

    test('a database that is not there', async () => {
      await expect(
        server.open({ uri: `${scheme}://${server.host}:${server.port}`, database: 'nowhere' }),
      ).rejects.toMatchObject({
        code: 'store-database-unknown',
        detail: { database: 'nowhere' },
      });
    });

    test('a port where nothing listens, within seconds', async () => {
      const closed = await listening(net.createServer(), async (port) => port);
      const began = performance.now();
      await expect(at(closed)).rejects.toMatchObject({
        code: 'store-unreachable',
        retryable: true,
        detail: { reason: 'ECONNREFUSED' },
      });
      expect(performance.now() - began).toBeLessThan(10_000);
    });

    test('a host that does not resolve', async () => {
      await expect(at(7687, 'no-such-host.invalid')).rejects.toMatchObject({
        code: 'store-unreachable',
        retryable: true,
      });
    });

    test('a web server, as on port 7474', async () => {
      await listening(
        http.createServer((_, response) => response.end('hello')),
        async (port) => {
          await expect(at(port)).rejects.toMatchObject({ code: 'store-not-neo4j', detail: { found: 'http', port } });
        },
      );
    });

    test('another kind of server', async () => {
      for (const bytes of [Buffer.from('SSH-2.0-made-up\r\n'), undefined]) {
        await listening(answering(bytes), async (port) => {
          await expect(at(port)).rejects.toMatchObject({
            code: 'store-not-neo4j',
            detail: { found: 'stranger', port },
          });
        });
      }
    });

    test('a server of an older Bolt', async () => {
      await listening(answering(Buffer.alloc(4)), async (port) => {
        await expect(at(port)).rejects.toMatchObject({ code: 'store-too-old' });
      });
    });

    test('a server that takes connections and says nothing, within seconds', async () => {
      const silent = net.createServer((socket) => socket.on('error', () => undefined));
      await listening(silent, async (port) => {
        const began = performance.now();
        await expect(at(port)).rejects.toMatchObject({
          code: 'store-unreachable',
          retryable: true,
          detail: { found: 'silence' },
        });
        expect(performance.now() - began).toBeLessThan(15_000);
      });
    });

    test('TLS where there is none', async () => {
      for (const security of ['s', 'ssc']) {
        const opening = openNeo4j({ uri: `${scheme}+${security}://${server.host}:${server.port}`, ...NOBODY });
        await expect(opening).rejects.toMatchObject({ code: 'store-unreachable', detail: { found: 'tls' } });
      }
    });
  });

  describe('a Bolt server of another name', () => {
    test.each([
      ['Neo4j/5.25.20', 'store-too-old'],
      ['Neo4j/4.44.20', 'store-too-old'],
      ['Neo4j/v5.26.0', 'store-not-neo4j'],
      ['Memgraph/2.11', 'store-not-neo4j'],
    ])('%s', async (agent, code) => {
      const real = (await server.query('CALL dbms.components() YIELD versions RETURN versions[0] AS version'))[0]!
        .version as string;
      const name = `Neo4j/${real}`;
      // Same length, so that the message around it stays right.
      const posing = agent.slice(0, name.length).padEnd(name.length, '0');
      const proxy = await tcpProxy(server, (answer) => {
        const found = answer.indexOf(name);
        return found < 0
          ? answer
          : Buffer.concat([answer.subarray(0, found), Buffer.from(posing), answer.subarray(found + name.length)]);
      });
      await expect(server.open({ uri: `bolt://127.0.0.1:${proxy.port}` })).rejects.toMatchObject({
        code,
        detail: { agent: posing },
      });
      await proxy.close();
    });
  });
});

describe('a URI', () => {
  test.each([
    'http://localhost:7474',
    'https://localhost',
    'localhost:7687',
    'localhost',
    'neo4j://',
    'neo4j+x://host',
    'bolt',
    '',
  ])('"%s" is refused', async (uri) => {
    await expect(openNeo4j({ uri, ...NOBODY })).rejects.toMatchObject({ code: 'bad-request' });
  });

  test('with a password in it is refused, and not repeated', async () => {
    const refused = await openNeo4j({ uri: 'neo4j://someone:made-up-secret@localhost', ...NOBODY }).catch(
      (thrown: unknown) => thrown,
    );
    expect(refused).toMatchObject({ code: 'bad-request' });
    expect(String(refused) + JSON.stringify(refused)).not.toContain('made-up-secret');
  });

  test.each([
    ['neo4j://host', { host: 'host', port: 7687, tls: 'none' }],
    ['neo4j+s://x.databases.neo4j.io', { host: 'x.databases.neo4j.io', port: 7687, tls: 'trusted' }],
    ['bolt+ssc://[::1]:9999/?policy=eu', { host: '::1', port: 9999, tls: 'any', display: 'bolt+ssc://[::1]:9999' }],
  ])('%s is read', (uri, expected) => {
    expect(parseAddress(uri)).toMatchObject(expected);
  });
});

/** The Community edition has no roles and one database, so what a server may refuse is tried on the mapping itself. */
describe('what a server refuses', () => {
  const place = { address: parseAddress('neo4j://host'), database: 'neo4j' };
  const refused = (code: string, doing: 'read' | 'write' | 'run') =>
    storeError(new Neo4jError('made-up message', code as never, '50N42', 'made-up description'), place, doing);

  test.each([
    ['Neo.ClientError.Security.Forbidden', 'write', 'store-read-only', false],
    ['Neo.ClientError.Security.Forbidden', 'read', 'store-credentials', false],
    ['Neo.ClientError.General.ForbiddenOnReadOnlyDatabase', 'write', 'store-read-only', false],
    ['Neo.ClientError.General.WriteOnReadOnlyAccessDatabase', 'write', 'store-read-only', false],
    ['Neo.ClientError.Cluster.NotALeader', 'write', 'store-read-only', false],
    ['Neo.ClientError.Security.CredentialsExpired', 'read', 'store-credentials', false],
    ['Neo.ClientError.Security.AuthenticationRateLimit', 'read', 'store-credentials', false],
    ['Neo.ClientError.Statement.AccessMode', 'run', 'bad-request', false],
    ['Neo.ClientError.Statement.SyntaxError', 'run', 'bad-request', false],
    ['Neo.ClientError.Statement.SyntaxError', 'write', 'internal', false],
    ['Neo.TransientError.Transaction.DeadlockDetected', 'write', 'store-conflict', true],
    ['Neo.TransientError.General.DatabaseUnavailable', 'read', 'store-unreachable', true],
    ['Neo.TransientError.General.MemoryPoolOutOfMemoryError', 'write', 'internal', true],
    ['ServiceUnavailable', 'read', 'store-unreachable', true],
    ['Neo.DatabaseError.General.UnknownError', 'read', 'internal', false],
  ] as const)('%s while it is to %s: %s', (code, doing, expected, retryable) => {
    expect(refused(code, doing)).toMatchObject({ name: 'AppError', code: expected, retryable });
  });
});
