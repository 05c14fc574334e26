/** The Neo4j store on a real server: the suite that every store passes, what is in the database, and running Cypher. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { EdgeKind, NodeLabel } from '../../src/model/labels.ts';
import { toDateTime, type Neo4jStore } from '../../src/store/neo4j/neo4j.ts';
import { describeWith } from '../support/prerequisites.ts';
import { testServer, type TestServer } from './neo4j-server.ts';
import { change, commit, edge, evidence, node, NOW } from './records.ts';
import { held, ring, storeSuite } from './suite.ts';

let server: TestServer;
let store: Neo4jStore | undefined;

describeWith('neo4j', 'Neo4j', () => {
  beforeAll(async () => {
    server = await testServer();
  }, 120_000);
  afterAll(() => server.release());

  storeSuite(
    'neo4j',
    async ({ fresh = false, readOnly = false } = {}) => {
      if (fresh) await server.clear();
      return server.open({ readOnly });
    },
    { runs: 15, timeout: 60_000 },
  );

  async function opened(): Promise<Neo4jStore> {
    store = await server.open();
    return store;
  }

  describe('a Neo4j store', { timeout: 60_000 }, () => {
    beforeEach(() => server.clear());
    afterEach(async () => {
      await store?.close();
      store = undefined;
    });

    test('creates its constraint and indexes on first use, and none when read-only', async () => {
      const ours = async () =>
        (
          await server.query(
            `SHOW INDEXES YIELD name, state, entityType WHERE name STARTS WITH 'tendril_' AND state = 'ONLINE' RETURN name`,
          )
        ).length;
      const before = await ours();
      await (await server.open({ readOnly: true })).close();
      expect(await ours()).toBe(before);
      await opened();
      expect(await ours()).toBe(7);
      await server.query(`CREATE (:Entity {uid: 'twice'})`);
      await expect(server.query(`CREATE (:Entity {uid: 'twice'})`)).rejects.toThrow();
    });

    test('of an older Tendril has no documents and, opened for reading, gets no constraint for them', async () => {
      await (await opened()).close();
      await server.query('DROP CONSTRAINT tendril_document_key');
      const reading = await server.open({ readOnly: true });
      expect(await reading.documents('made-up')).toStrictEqual([]);
      await reading.close();
      const constraints = `SHOW CONSTRAINTS YIELD name WHERE name = 'tendril_document_key' RETURN name`;
      expect(await server.query(constraints)).toStrictEqual([]);
      const writing = await opened();
      const document = { collection: 'made-up', key: 'a', value: '{}', by: 'tester', time: NOW };
      await writing.keep([document]);
      expect(await writing.documents('made-up')).toStrictEqual([document]);
      expect(await server.query(constraints)).toHaveLength(1);
    });

    test('says where it is, without credentials', async () => {
      expect((await opened()).location).toMatch(/^(neo4j|bolt):\/\/[\w.]+:\d+(\/\w+)?$/);
    });

    test('keeps native types and labels that Cypher can work with', async () => {
      await (
        await opened()
      ).apply(
        commit(0, {
          newNodes: [
            node(
              'a',
              { createdAt: NOW, isNhi: true, tags: ['k=v', 'x'] },
              { evidence: [{ ...evidence('line 2'), scope: 's' }] },
            ),
            node('b', { sensitivity: 3 }, { label: 'Resource' }),
          ],
          newEdges: [
            edge(
              'a',
              'b',
              { count: Number.MAX_SAFE_INTEGER, lastSeen: NOW, credentials: ['AKIAEXAMPLE000000001'] },
              { kind: 'ACCESSED' },
            ),
          ],
        }),
      );
      const [row] = await server.query(
        `MATCH (a:Entity:Identity {uid: 'a'})-[r:ACCESSED {scope: 'made-up:1'}]->(b:Entity:Resource)
        RETURN a.createdAt IS :: ZONED DATETIME AS time, a.createdAt = datetime($now) AS same, a.createdAt.timezone AS zone,
          a.isNhi AS flag, a.tags AS tags, a.evidence[0] AS evidence, labels(b) AS labels, b.sensitivity IS :: INTEGER AS integer,
          toString(r.count) AS count, r.lastSeen > datetime($now) - duration('PT1S') AS later`,
        { now: NOW },
      );
      expect(row).toStrictEqual({
        time: true,
        same: true,
        zone: 'Z',
        flag: true,
        tags: ['k=v', 'x'],
        evidence: JSON.stringify({ ...evidence('line 2'), scope: 's' }),
        labels: ['Entity', 'Resource'],
        integer: true,
        count: '9007199254740991',
        later: true,
      });
    });

    test('leaves alone, and never reads, what is not its own', async () => {
      await server.query(`CREATE (p:Foreign {uid: 'a', name: 'theirs'})-[:CAN_ACCESS {scope: 'made-up:1'}]->(:Foreign:Entity {name: 'no uid'}),
        (:Foreign:Entity {uid: 'theirs', name: 'no label of ours'})`);
      const opening = await opened();
      await opening.apply(commit(0, { newNodes: [node('a'), node('b')], newEdges: [edge('a', 'b')] }));
      await server.query(`MATCH (a:Entity {uid: 'a'}), (b:Entity {uid: 'b'}), (p:Foreign {uid: 'a'})
        CREATE (a)-[:KNOWS]->(p), (p)-[:CAN_ACCESS {scope: 'x'}]->(b), (a)-[:CAN_ACCESS]->(b) SET a.theirs = 7`);
      expect(await held(opening)).toStrictEqual({ version: 1, nodes: [node('a'), node('b')], edges: [edge('a', 'b')] });
      await opening.apply(commit(1, { changedNodes: [node('b', { name: 'B' })] }));
      expect(
        await server.query(`MATCH (p:Foreign) RETURN count(p) AS nodes, count { MATCH (:Foreign)--() } AS edges`),
      ).toStrictEqual([{ nodes: 3, edges: 4 }]);
    });

    test('reads what another tool loaded without the bookkeeping', async () => {
      const opening = await opened();
      await server.query(
        `CREATE (a:Entity:Identity {uid: 'a', name: 'A'})-[:CAN_ACCESS {scope: 'made-up:1', level: 'read'}]->(:Entity:Resource {uid: 'b'})`,
      );
      expect(await held(opening)).toStrictEqual({
        version: 0,
        nodes: [node('a', { name: 'A' }), node('b', {}, { label: 'Resource' })],
        edges: [edge('a', 'b', { level: 'read' })],
      });
    });

    test('reads a source of many edges whole', async () => {
      const targets = Array.from({ length: 12_000 }, (_, index) => `t-${index}`);
      const hub = targets.map((to) => edge('hub', to));
      const opening = await opened();
      await opening.apply(
        commit(0, {
          newNodes: [node('hub'), ...targets.map((uid) => node(uid, {}, { label: 'Resource' }))],
          newEdges: [...hub, edge('t-1', 'hub', {}, { kind: 'EXPOSES' })],
        }),
      );
      const { edges } = await held(opening);
      expect(edges).toHaveLength(12_001);
      expect(new Set(edges.map(({ to }) => to)).size).toBe(12_001);
    });

    test('never lets a name into the text of a statement', async () => {
      const opening = await opened();
      await opening.apply(commit(0, { newNodes: [node('a'), node('b')] }));
      const evil = 'X]->() MATCH (n) DETACH DELETE n //';
      const commits = [
        commit(1, { newNodes: [node('c', {}, { label: evil as NodeLabel })] }),
        commit(1, { newEdges: [edge('a', 'b', {}, { kind: evil as EdgeKind })] }),
        commit(1, { changedNodes: [node('a', { [evil]: 'x' })] }),
      ];
      for (const refused of commits) await expect(opening.apply(refused)).rejects.toMatchObject({ code: 'internal' });
      expect(await held(opening)).toStrictEqual({ version: 1, nodes: [node('a'), node('b')], edges: [] });
    });

    test('a change of what is nowhere is refused, whole', async () => {
      const opening = await opened();
      await opening.apply(commit(0, { newNodes: [node('a'), node('b')] }));
      for (const part of [{ changedNodes: [node('c')] }, { changedEdges: [edge('a', 'b')] }]) {
        await expect(opening.apply(commit(1, { newNodes: [node('d')], ...part }))).rejects.toMatchObject({
          code: 'internal',
        });
      }
      expect(await held(opening)).toStrictEqual({ version: 1, nodes: [node('a'), node('b')], edges: [] });
    });
  });

  describe('a scan while others write', { timeout: 60_000 }, () => {
    beforeEach(() => server.clear());
    afterEach(async () => {
      await store?.close();
      store = undefined;
    });

    /** Reads all, and does something after the first batch. */
    async function heldWhile(reader: Neo4jStore, act: () => Promise<unknown>) {
      const seen = { nodes: 0, edges: 0, names: new Set<unknown>(), versions: new Set<number>() };
      let acted = false;
      for await (const { nodes, edges, version } of reader.scan()) {
        if (!acted) await act();
        acted = true;
        seen.nodes += nodes.length;
        seen.edges += edges.length;
        seen.versions.add(version);
        for (const { properties } of [...nodes, ...edges]) seen.names.add(properties.description ?? properties.how);
      }
      return { ...seen, names: [...seen.names], versions: [...seen.versions] };
    }

    const changed = (base: number, text: string) => {
      const all = ring(0, 12_000);
      return commit(base, {
        newNodes: [node(`zz-${base}`)],
        newEdges: [edge('id-1', `zz-${base}`, { how: 'new' })],
        changedNodes: all.newNodes.map((record) => ({ ...record, properties: { description: text } })),
        changedEdges: all.newEdges.map((record) => ({ ...record, properties: { how: text } })),
      });
    };

    test('gives the version it began with, whole', async () => {
      const reader = await opened();
      await reader.apply(ring(0, 12_000));
      const seen = await heldWhile(reader, () => reader.apply(changed(1, 'later')));
      expect(seen).toStrictEqual({ nodes: 12_000, edges: 12_000, names: [undefined], versions: [1] });
      const after = await heldWhile(reader, async () => undefined);
      expect({ ...after, names: after.names.toSorted() }).toStrictEqual({
        nodes: 12_001,
        edges: 12_001,
        names: ['later', 'new', undefined],
        versions: [2],
      });
    });

    test('is told to start again when two commits landed meanwhile', async () => {
      const reader = await opened();
      await reader.apply(ring(0, 12_000));
      const torn = heldWhile(reader, async () => {
        await reader.apply(changed(1, 'later'));
        await reader.apply(changed(2, 'even later'));
      });
      await expect(torn).rejects.toMatchObject({ code: 'store-conflict', retryable: true });
    });
  });

  describe('running Cypher', { timeout: 60_000 }, () => {
    let runner: Neo4jStore;
    beforeAll(async () => {
      await server.clear();
      runner = await server.open();
      await runner.apply(
        commit(0, {
          newNodes: [node('a', { createdAt: NOW }), node('b')],
          newEdges: [edge('a', 'b', { count: 3 })],
          changes: [change(1, { node: 'a' })],
        }),
      );
    });
    afterAll(() => runner?.close());

    test('gives columns and plain values', async () => {
      const { columns, rows } = await runner.run(`MATCH p = (a:Identity)-[r:CAN_ACCESS]->(b)
        RETURN a.uid AS uid, a.createdAt AS time, r.count AS count, 1.5 AS float, null AS none, [1, 'x', true] AS list, {k: date('2026-11-24')} AS map,
          labels(a) AS labels, r, length(p) AS hops, size(nodes(p)) AS size, b AS b, p AS path, datetime('2026-11-24T13:00:00+01:00') AS zoned`);
      expect(columns).toStrictEqual([
        'uid',
        'time',
        'count',
        'float',
        'none',
        'list',
        'map',
        'labels',
        'r',
        'hops',
        'size',
        'b',
        'path',
        'zoned',
      ]);
      expect(rows).toMatchObject([
        {
          uid: 'a',
          time: NOW,
          count: 3,
          float: 1.5,
          none: null,
          list: [1, 'x', true],
          map: { k: '2026-11-24' },
          labels: ['Entity', 'Identity'],
          r: { type: 'CAN_ACCESS', properties: { count: 3, scope: 'made-up:1' } },
          hops: 1,
          size: 2,
          zoned: NOW,
          b: { labels: ['Entity', 'Identity'], properties: { uid: 'b' } },
          path: {
            nodes: [{ properties: { uid: 'a' } }, { properties: { uid: 'b' } }],
            relationships: [{ type: 'CAN_ACCESS' }],
          },
        },
      ]);
      expect(structuredClone(rows)).toStrictEqual(rows);
    });

    test('passes whole numbers as integers, and times under their names as datetimes', async () => {
      const text = `RETURN $n IS :: INTEGER AS n, $list[0] IS :: INTEGER AS list, $half IS :: FLOAT AS half, $now IS :: ZONED DATETIME AS now,
        $from IS :: STRING AS from, $to IS :: ZONED DATETIME AS to, $name IS :: STRING AS name, $made IS :: ZONED DATETIME AS made, $none IS NULL AS none`;
      const parameters = {
        n: 5,
        list: [1],
        half: 0.5,
        now: NOW,
        from: 'arn:aws:iam::111122223333:user/x',
        to: NOW,
        name: NOW,
        made: toDateTime(NOW),
        none: undefined,
      };
      const { rows } = await runner.run(text, parameters);
      expect(new Set(Object.values(rows[0]!))).toStrictEqual(new Set([true]));
      expect(() => toDateTime('2026-11-24')).toThrow(expect.objectContaining({ code: 'bad-request' }));
    });

    test('stops at the limit', async () => {
      const { columns, rows } = await runner.run('UNWIND range(1, 1000000) AS n RETURN n', {}, { limit: 3 });
      expect({ columns, rows }).toStrictEqual({ columns: ['n'], rows: [{ n: 1 }, { n: 2 }, { n: 3 }] });
      expect((await runner.run('MATCH (n:Nothing) RETURN n', {}, { limit: 3 })).rows).toStrictEqual([]);
    });

    test('refuses to write, and what is no Cypher', async () => {
      for (const text of [
        `CREATE (:Entity {uid: 'x'})`,
        'MATCH (n) DETACH DELETE n',
        'DROP CONSTRAINT tendril_entity_uid',
        'MATCH (',
        '',
        'RETURN $missing',
      ]) {
        await expect(runner.run(text)).rejects.toMatchObject({ name: 'AppError', code: 'bad-request' });
      }
      expect((await held(runner)).nodes).toHaveLength(2);
    });

    test('stops on the server, too, when it is cancelled', async () => {
      const controller = new AbortController();
      const endless = runner.run(
        'UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN sum(a * b % 7) AS /* endless */ n',
        {},
        { signal: controller.signal },
      );
      setTimeout(() => controller.abort(), 300);
      const began = performance.now();
      await expect(endless).rejects.toMatchObject({ code: 'aborted' });
      expect(performance.now() - began).toBeLessThan(2_000);
      await expect
        .poll(
          async () =>
            (
              await server.query(
                `SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery CONTAINS '/* endless */' AND NOT currentQuery CONTAINS 'SHOW' RETURN currentQuery`,
              )
            ).length,
          { timeout: 5_000 },
        )
        .toBe(0);
      await expect(runner.run('RETURN 1 AS n', {}, { signal: AbortSignal.abort() })).rejects.toMatchObject({
        code: 'aborted',
      });
    });
  });
});
