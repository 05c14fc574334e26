/** Neo4j behind a bad line, lost writers and two machines at once: a commit is there whole, once, or not at all. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Commit } from '../../src/store/store.ts';
import type { Neo4jStore } from '../../src/store/neo4j/neo4j.ts';
import { describeWith } from '../support/prerequisites.ts';
import { testServer, type TestServer } from './neo4j-server.ts';
import { change, commit, edge, node } from './records.ts';
import { held, ring } from './suite.ts';
import { tcpProxy, type TcpProxy } from './tcp-proxy.ts';

let server: TestServer;
let proxy: TcpProxy;
const open: Neo4jStore[] = [];

/** The Bolt message COMMIT, which has no fields. */
const COMMIT = Buffer.from([0x00, 0x02, 0xb0, 0x12, 0x00, 0x00]);

async function direct(): Promise<Neo4jStore> {
  const store = await server.open();
  open.push(store);
  return store;
}

/** bolt://, since neo4j:// would ask the server for its address and leave the proxy out. */
async function proxied(): Promise<Neo4jStore> {
  const store = await server.open({ uri: `bolt://127.0.0.1:${proxy.port}`, retryMs: 3_000 });
  open.push(store);
  return store;
}

const SIZE = 6_000;

/** A commit of several transactions that changes everything and adds as much. */
function rewrite(base: number): Commit {
  const old = ring(0, SIZE);
  const added = ring(0, SIZE, SIZE);
  return commit(base, {
    newNodes: added.newNodes,
    newEdges: added.newEdges,
    changedNodes: old.newNodes.map((record) => ({ ...record, label: 'Workload', properties: { name: 'rewritten' } })),
    changedEdges: old.newEdges.map((record) => ({ ...record, properties: { level: 'admin' } })),
    changes: [change(base + 1, { node: 'id-1' }, { operation: 'updated' })],
  });
}

/** What is in the database, visible or not. */
async function raw() {
  const [row] = await server.query(`RETURN count { MATCH (:Entity) } AS nodes, count { MATCH (:Entity)-->() } AS edges,
    count { MATCH (:TendrilChange) } AS changes, count { MATCH (n:TendrilMeta) WHERE n.pendingCommit IS NOT NULL } AS pending`);
  return row;
}

const sizes = async (store: Neo4jStore) => {
  const { version, nodes, edges } = await held(store);
  const rewritten =
    nodes.filter(({ label }) => label === 'Workload').length +
    edges.filter(({ properties }) => properties.level === 'admin').length;
  return { version, nodes: nodes.length, edges: edges.length, rewritten };
};
const OLD = { version: 1, nodes: SIZE, edges: SIZE, rewritten: 0 };
const NEW = { version: 2, nodes: 2 * SIZE, edges: 2 * SIZE, rewritten: 2 * SIZE };

/** Ends the lease of the commit under way, as the passing of time would. */
const expireLease = () => server.query(`MATCH (m:TendrilMeta) SET m.pendingUntil = datetime() - duration('PT1S')`);

describeWith('neo4j', 'Neo4j under adversity', () => {
  beforeAll(async () => {
    server = await testServer();
  }, 120_000);
  afterAll(() => server.release());
  beforeEach(async () => {
    await server.clear();
    proxy = await tcpProxy(server);
  });
  afterEach(async () => {
    proxy.mend();
    proxy.resume();
    for (const store of open.splice(0)) await store.close();
    await proxy.close();
  });

  describe('a line that breaks', { timeout: 120_000 }, () => {
    test('for good, during a large commit: the old version stays, and the repeated commit leaves nothing twice', async () => {
      const watcher = await direct();
      await watcher.apply(ring(0, SIZE));
      const writer = await proxied();
      let steps = 0;
      const broken = writer.apply(rewrite(1), {
        onProgress: () => {
          steps += 1;
          if (steps === 6) proxy.cut();
        },
      });
      await expect(broken).rejects.toMatchObject({ name: 'AppError', code: 'store-unreachable', retryable: true });
      expect(steps).toBe(6);
      expect(await raw()).toMatchObject({ nodes: 2 * SIZE, pending: 1 });
      expect(await sizes(watcher)).toStrictEqual(OLD);
      expect(await watcher.history({ limit: 5 })).toStrictEqual([]);

      proxy.mend();
      expect(await writer.apply(rewrite(1))).toBe(2);
      expect(await sizes(watcher)).toStrictEqual(NEW);
      expect(await raw()).toStrictEqual({ nodes: 2 * SIZE, edges: 2 * SIZE, changes: 1, pending: 0 });
    });

    test('for a moment, during a large commit: it is finished, and nothing is there twice', async () => {
      const writer = await proxied();
      await writer.apply(ring(0, SIZE));
      let cuts = 0;
      const version = await writer.apply(rewrite(1), {
        onProgress: () => {
          cuts += 1;
          proxy.cut();
          proxy.mend();
        },
      });
      expect(version).toBe(2);
      expect(cuts).toBeGreaterThan(6);
      expect(await sizes(writer)).toStrictEqual(NEW);
      expect(await raw()).toStrictEqual({ nodes: 2 * SIZE, edges: 2 * SIZE, changes: 1, pending: 0 });
    });

    test.each([
      ['small', 50],
      ['large', SIZE],
    ])('just when a transaction of a %s commit was acknowledged: it counts once', async (_, size) => {
      const writer = await proxied();
      let losses = 0;
      const lose = () => {
        losses += 1;
        proxy.loseNextAnswerTo(COMMIT);
      };
      lose();
      expect(
        await writer.apply({ ...ring(0, size), changes: [change(1, { node: 'id-1' })] }, { onProgress: lose }),
      ).toBe(1);
      expect(losses).toBeGreaterThan(1);
      expect(await raw()).toStrictEqual({ nodes: size, edges: size, changes: 1, pending: 0 });
      expect(await writer.apply(commit(1, { newEdges: [edge('id-1', 'id-7')] }))).toBe(2);
    });

    test('during a scan and a statement: the error says so, and later calls work', async () => {
      const reader = await proxied();
      await reader.apply(ring(0, SIZE));
      const reading = (async () => {
        for await (const { nodes } of reader.scan()) if (nodes.length > 0) proxy.cut();
      })();
      await expect(reading).rejects.toMatchObject({ code: 'store-unreachable', retryable: true });
      await expect(reader.run('RETURN 1 AS n')).rejects.toMatchObject({ code: 'store-unreachable', retryable: true });
      proxy.mend();
      expect((await held(reader)).edges).toHaveLength(SIZE);
    });
  });

  describe('two machines', { timeout: 120_000 }, () => {
    test('with a large commit each, against one version: one is kept, whole', async () => {
      const [one, other] = [await direct(), await direct()];
      await one.apply(ring(0, SIZE));
      const results = await Promise.allSettled([
        one.apply(rewrite(1)),
        other.apply(rewrite(1)),
        other.apply(commit(1, { newNodes: [node('x')] })),
      ]);
      const rejected = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
      expect(rejected).toHaveLength(2);
      for (const reason of rejected) expect(reason).toMatchObject({ code: 'store-conflict', retryable: true });
      expect((await held(one)).version).toBe(2);
      expect(await raw()).toMatchObject({ pending: 0 });
    });

    test('one is lost midway: its commit is left alone for a while, then undone by the next that opens', async () => {
      const lost = await proxied();
      await lost.apply(ring(0, SIZE));
      let steps = 0;
      const stuck = lost.apply(rewrite(1), {
        onProgress: () => {
          steps += 1;
          if (steps === 7) proxy.pause();
        },
      });
      stuck.catch(() => undefined);
      await expect.poll(() => steps, { timeout: 60_000 }).toBe(7);

      const other = await direct();
      await expect(other.apply(commit(1, { newNodes: [node('x')] }))).rejects.toMatchObject({
        code: 'store-conflict',
        retryable: true,
      });
      expect(await sizes(other)).toStrictEqual(OLD);
      expect(await raw()).toMatchObject({ pending: 1 });

      await expireLease();
      const next = await direct();
      expect(await raw()).toStrictEqual({ nodes: SIZE, edges: SIZE, changes: 0, pending: 0 });
      expect(await sizes(next)).toStrictEqual(OLD);
      expect(await next.apply(commit(1, { newNodes: [node('x')] }))).toBe(2);

      // It wakes up again, and finds that the commit isn't its own any more.
      proxy.resume();
      await expect(stuck).rejects.toMatchObject({ code: 'store-conflict', retryable: true });
      expect(await sizes(next)).toStrictEqual({ ...OLD, version: 2, nodes: SIZE + 1 });
    });

    test('a read-only client reads the old version and undoes nothing', async () => {
      const writer = await direct();
      await writer.apply(ring(0, SIZE));
      await server.query(
        `MATCH (m:TendrilMeta) SET m.allocated = 9, m.pendingCommit = 9, m.pendingToken = 'lost', m.pendingStep = 1`,
      );
      await server.query(
        `MATCH (n:Entity {uid: 'id-1'}) CREATE (n)-[:CAN_ACCESS {scope: 's', _commit: 9}]->(:Entity:Identity {uid: 'half', _commit: 9})`,
      );
      const reader = await server.open({ readOnly: true });
      open.push(reader);
      expect(await sizes(reader)).toStrictEqual(OLD);
      expect(await raw()).toMatchObject({ nodes: SIZE + 1, pending: 1 });
      expect(await writer.apply(commit(1, { newNodes: [node('half')] }))).toBe(2);
      expect(await raw()).toMatchObject({ nodes: SIZE + 1, edges: SIZE, pending: 0 });
    });
  });
});
