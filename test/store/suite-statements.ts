/** Of every store: running a statement of its own language, which may read this store and nothing else. Part of the suite. */
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { commit, edge, node, NOW } from './records.ts';

interface Statements {
  readonly uids: string;
  readonly edges: string;
  readonly million: string;
  readonly cells: string;
  readonly long: string;
  readonly endless: string;
  /** No statement of the language, or wrong ones. */
  readonly wrong: readonly string[];
  readonly writing: readonly string[];
  /** Reach beyond the store. FILE is a file that is there, URL an address that notices. */
  readonly reaching: readonly string[];
  /** Statements that look like those and only read. */
  readonly harmless: readonly string[];
}

const STATEMENTS: Readonly<Record<Store['language'], Statements>> = {
  sql: {
    uids: 'SELECT uid FROM nodes ORDER BY uid',
    edges: 'SELECT kind, from_uid, to_uid, scope, level, conditional, count, since FROM edges ORDER BY scope',
    million: 'SELECT range AS n FROM range(1000000)',
    cells: `SELECT 'x' AS text, 2 AS whole, 1.5 AS half, TRUE AS truth, NULL AS none, TIMESTAMP '2026-11-24 12:00:00.0009' AS time,
      [1, 2] AS list, {'a': [TRUE], 'b': NULL} AS map, DATE '2026-11-24' AS day, 'NaN'::DOUBLE AS odd`,
    long: `SELECT repeat('x', 131072) AS text FROM range(1000)`,
    endless: 'SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE (a.range * b.range) % 7 = 3',
    wrong: ['', '  -- nothing', 'SELECT', 'SELECT nothing FROM nodes', 'SELECT $1', 'SELECT ?', 'SELECT 1; SELECT 2', 'MATCH (n) RETURN n', `SELECT error('x')`],
    writing: [
      `INSERT INTO node VALUES (9, 'x', 1, 0, '{}', 0, 0, 0, NULL)`,
      'DELETE FROM node',
      'UPDATE meta SET version = 7',
      'DROP TABLE node',
      'CREATE TABLE mine (n INTEGER)',
      'CREATE TEMP TABLE mine AS SELECT 1',
      'SELECT 1; DROP TABLE node',
      'BEGIN',
      'COMMIT',
      'COMMIT; DROP TABLE node',
      'CHECKPOINT',
      'VACUUM',
      'WITH x AS (SELECT 1) DELETE FROM node',
      'SELECT * FROM checkpoint()',
      'SELECT * FROM force_checkpoint()',
      `SELECT * FROM "query"('SELECT 1')`,
      `SELECT * FROM query_table('node')`,
      `SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1'))`,
      'EXPLAIN ANALYZE SELECT 1',
      'PREPARE mine AS SELECT 1',
      `SELECT (SELECT write_log('x'))`,
      'CALL checkpoint()',
    ],
    reaching: [
      `SELECT * FROM read_csv('FILE')`,
      `SELECT * FROM read_text('FILE')`,
      `SELECT * FROM read_blob('FILE')`,
      `SELECT * FROM READ_JSON('FILE')`,
      `SELECT * FROM sniff_csv('FILE')`,
      `SELECT * FROM parquet_scan('FILE')`,
      `SELECT * FROM glob('/*')`,
      `SELECT * FROM 'FILE'`,
      `SELECT * FROM nodes WHERE uid IN (SELECT content FROM read_text('FILE'))`,
      `WITH hidden AS (SELECT * FROM read_text('FILE')) SELECT * FROM hidden`,
      `SELECT * FROM read_csv('URL')`,
      `SELECT * FROM 'URL/x.csv'`,
      `COPY node TO 'FILE.copy'`,
      `COPY node FROM 'FILE'`,
      `EXPORT DATABASE 'FILE.export'`,
      `IMPORT DATABASE 'FILE.export'`,
      `ATTACH 'FILE.attached' AS other`,
      'INSTALL httpfs',
      'LOAD httpfs',
      'PRAGMA database_list',
      `PRAGMA table_info('node')`,
      'SET threads = 1',
      'SET enable_external_access = true',
      'RESET ALL',
      'SELECT * FROM arrow_scan(1, 2, 3)',
      'SELECT * FROM duckdb_secrets()',
      'SELECT * FROM which_secret(\'URL\', \'http\')',
      'SELECT * FROM duckdb_logs()',
      'SELECT * FROM enable_logging()',
      'SELECT sleep_ms(60000)',
    ],
    harmless: [
      `SELECT 'read_text(''x'')' AS text -- read_csv('x')`,
      'WITH recursive n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3) FROM n;',
      'DESCRIBE nodes',
      'SUMMARIZE edges',
      `SELECT unnest(['a']) AS x, properties ->> '$.name' FROM nodes`,
      'VALUES (1), (2)',
    ],
  },
  cypher: {
    uids: 'MATCH (n:Entity) RETURN n.uid AS uid ORDER BY uid',
    edges: `MATCH (a:Entity)-[r]->(b:Entity) RETURN type(r) AS kind, a.uid AS from_uid, b.uid AS to_uid, r.scope AS scope, r.level AS level,
      r.conditional AS conditional, r.count AS count, r.since AS since ORDER BY scope`,
    million: 'UNWIND range(0, 999999) AS n RETURN n',
    cells: `RETURN 'x' AS text, 2 AS whole, 1.5 AS half, true AS truth, null AS none, datetime('2026-11-24T13:00:00.0009+01:00') AS time,
      [1, 2] AS list, {a: [true], b: null} AS map, date('2026-11-24') AS day, 0.0 / 0.0 AS odd`,
    long: `UNWIND range(1, 1000) AS n RETURN reduce(text = 'x', i IN range(1, 17) | text + text) AS text`,
    endless: 'UNWIND range(1, 10000000) AS a UNWIND range(1, 10000000) AS b RETURN sum(a * b % 7) AS n',
    wrong: ['', '  // nothing', 'MATCH (', 'RETURN $missing', 'RETURN 1; RETURN 2', 'SELECT 1', 'RETURN nothing(1)', 'RETURN 1 / 0', 'PROFILE RETURN 1'],
    writing: [
      `CREATE (:Entity {uid: 'x'})`,
      'MATCH (n) DETACH DELETE n',
      'MATCH (n) SET n.mine = 1 RETURN n',
      'FOREACH (n IN [1] | CREATE (:Entity))',
      'MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS',
      'MATCH (n) CALL (n) { RETURN 1 AS one } IN TRANSACTIONS RETURN one',
      'DROP CONSTRAINT tendril_entity_uid',
      'CREATE INDEX mine FOR (n:Entity) ON (n.mine)',
      `CALL db.createLabel('Mine')`,
      `CALL db.\`createLabel\`('Mine')`,
      'RETURN 1; MATCH (n) DETACH DELETE n',
      'CALL db.clearQueryCaches()',
      'CALL db.stats.clear("QUERIES")',
    ],
    reaching: [
      `LOAD CSV FROM 'file://FILE' AS line RETURN line`,
      `LOAD CSV WITH HEADERS FROM 'URL' AS line RETURN line`,
      `load /* a comment */ csv FROM 'URL' AS line RETURN line`,
      `CALL () { LOAD CSV FROM 'URL' AS line RETURN line } RETURN line`,
      `MATCH (n) WHERE EXISTS { CALL () { LOAD CSV FROM 'URL' AS line RETURN line } RETURN line } RETURN n`,
      `RETURN COUNT { LOAD CSV FROM 'URL' AS line RETURN line } AS n`,
      `CYPHER 5 LOAD CSV FROM 'URL' AS line RETURN line`,
      `EXPLAIN LOAD CSV FROM 'URL' AS line RETURN line`,
      String.raw`L\u004FAD CSV FROM 'URL' AS line RETURN line`,
      `CALL apoc.load.json('URL') YIELD value RETURN value`,
      `RETURN apoc.cypher.runFirstColumnSingle('MATCH (n) RETURN n', {})`,
      'RETURN `apoc` /* x */ . `text`.`join`([], "")',
      `RETURN genai.vector.encode('x', 'OpenAI', {})`,
      String.raw`RETURN '\u0027 + apoc.text.join([], "") + \u0027'`,
      'CALL dbms.listConfig()',
      'CALL dbms.components',
      `CALL dbms.killConnection('x')`,
      `CALL dbms.queryJmx('*:*')`,
      'CALL tx.setMetaData({a: 1})',
      'SHOW TRANSACTIONS',
      'SHOW SETTINGS',
      'SHOW USERS',
      `TERMINATE TRANSACTIONS 'neo4j-transaction-1'`,
      'SHOW TRANSACTIONS YIELD transactionId AS t TERMINATE TRANSACTIONS t YIELD message RETURN message',
      'USE system MATCH (n) RETURN n',
      'USE neo4j MATCH (n) RETURN n',
      'CALL () { USE neo4j MATCH (n) RETURN n } RETURN n',
      `ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'`,
    ],
    harmless: [
      `RETURN 'LOAD CSV FROM "x" apoc.load.json(1) USE neo4j' AS text // apoc.load.json(1)`,
      'MATCH (n:Entity) RETURN n.use AS use_, size(coalesce(n.tags, [])) AS size',
      `RETURN date.truncate('day', datetime('2026-11-24T12:00:00Z')) AS day, duration.between(date('2026-11-24'), date('2026-11-25')).days AS days;`,
      'CALL db.labels() YIELD label RETURN count(label) AS labels',
      'MATCH (a)-[:USES|USE*0..2]->(b) RETURN count(*) AS n',
      'RETURN [1, 2, 3][0..size([1])] AS list',
      'CYPHER 5 RETURN 1 AS n',
    ],
  },
};

type Opened = (how?: { fresh?: boolean; readOnly?: boolean }) => Promise<Store>;

export function statementTests(opened: Opened): void {
  async function made(): Promise<Store> {
    const store = await opened({ fresh: true });
    const edges = [edge('a', 'b', { level: 'read', conditional: false, count: 3, since: NOW }), edge('a', 'b', {}, { scope: 'made-up:2', kind: 'EXPOSES' })];
    await store.apply(commit(0, { newNodes: [node('a', { name: 'A' }), node('b')], newEdges: edges }));
    return store;
  }

  test('gives columns and rows of nodes and edges, read-only too', async () => {
    for (const readOnly of [false, true]) {
      const store = readOnly ? await opened({ readOnly }) : await made();
      const { uids, edges } = STATEMENTS[store.language];
      expect(await store.query(uids, { limit: 10 })).toStrictEqual({ columns: ['uid'], rows: [['a'], ['b']], more: false });
      expect(await store.query(edges, { limit: 10 })).toStrictEqual({
        columns: ['kind', 'from_uid', 'to_uid', 'scope', 'level', 'conditional', 'count', 'since'],
        rows: [
          ['CAN_ACCESS', 'a', 'b', 'made-up:1', 'read', false, 3, NOW],
          ['EXPOSES', 'a', 'b', 'made-up:2', null, null, null, null],
        ],
        more: false,
      });
    }
  });

  test('cells are text, numbers, truth values and null; times are fixed-width UTC text and the rest is JSON', async () => {
    const store = await opened({ fresh: true });
    const { columns, rows } = await store.query(STATEMENTS[store.language].cells, { limit: 10 });
    expect(columns).toStrictEqual(['text', 'whole', 'half', 'truth', 'none', 'time', 'list', 'map', 'day', 'odd']);
    expect(rows).toStrictEqual([['x', 2, 1.5, true, null, NOW, '[1,2]', '{"a":[true],"b":null}', '2026-11-24', 'NaN']]);
  });

  test('stops at the limit and says that there were more', async () => {
    const store = await opened({ fresh: true });
    const { million, uids } = STATEMENTS[store.language];
    const began = performance.now();
    const some = await store.query(million, { limit: 2_500 });
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(some.rows).toHaveLength(2_500);
    expect(some.rows.at(-1)).toStrictEqual([2_499]);
    expect(some.more).toBe(true);
    expect(await store.query(uids, { limit: 0 })).toStrictEqual({ columns: ['uid'], rows: [], more: false });
    expect(await store.query(million, { limit: 0 })).toStrictEqual({ columns: ['n'], rows: [], more: true });
    await store.apply(commit(0, { newNodes: [node('a'), node('b')] }));
    expect(await store.query(uids, { limit: 2 })).toMatchObject({ more: false });
    expect(await store.query(uids, { limit: 1 })).toMatchObject({ rows: [['a']], more: true });
  });

  test('refuses an answer that holds more text than memory should', async () => {
    const store = await opened({ fresh: true });
    const { long } = STATEMENTS[store.language];
    expect((await store.query(long, { limit: 3 })).rows).toHaveLength(3);
    await expect(store.query(long, { limit: 1_000 })).rejects.toMatchObject({ code: 'bad-request' });
  });

  test('refuses what is wrong, what writes, and what reaches beyond the store', async () => {
    const store = await made();
    const { wrong, writing, reaching, harmless, uids } = STATEMENTS[store.language];
    const file = join(tmpdir(), `tendril-statement-${process.pid}.csv`);
    await writeFile(file, 'a,b\n1,2\n');
    let noticed = 0;
    const server = createServer((_, response) => {
      noticed += 1;
      response.end('a,b\n1,2\n');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    try {
      for (const text of [...wrong, ...writing, ...reaching]) {
        const filled = text.replaceAll('FILE', file).replaceAll('URL', `http://127.0.0.1:${port}`);
        const outcome = await store.query(filled, { limit: 10 }).then(
          () => 'ran',
          (error: { code?: unknown }) => error.code,
        );
        expect(`${filled}: ${String(outcome)}`).toBe(`${filled}: bad-request`);
      }
      await expect(store.query('x'.repeat(200_000), { limit: 1 })).rejects.toMatchObject({ code: 'bad-request' });
    } finally {
      server.close();
    }
    expect(noticed).toBe(0);
    for (const text of harmless) expect(await store.query(text, { limit: 100 })).toMatchObject({ more: false });
    expect((await store.query(uids, { limit: 10 })).rows).toHaveLength(2);
    expect(await store.version()).toBe(1);
    expect(await store.apply(commit(1, { newNodes: [node('c')] }))).toBe(2);
  });

  test('an aborted statement and one that takes too long end soon, and the store goes on', async () => {
    const store = await made();
    const { endless, uids } = STATEMENTS[store.language];
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 300);
    let began = performance.now();
    await expect(store.query(endless, { limit: 1, signal: controller.signal })).rejects.toMatchObject({ code: 'aborted' });
    expect(performance.now() - began).toBeLessThan(2_500);
    began = performance.now();
    await expect(store.query(endless, { limit: 1, timeout: 300 })).rejects.toMatchObject({ code: 'aborted', detail: { timeout: 300 } });
    expect(performance.now() - began).toBeLessThan(2_500);
    await expect(store.query(uids, { limit: 1, signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'aborted' });
    expect((await store.query(uids, { limit: 10 })).rows).toHaveLength(2);
    const [one, two, version] = await Promise.all([
      store.query(uids, { limit: 10 }),
      store.query(uids, { limit: 1 }),
      store.apply(commit(1, { newNodes: [node('c')] })),
    ]);
    expect(one.rows.length).toBeGreaterThanOrEqual(2);
    expect(two.more).toBe(true);
    expect(version).toBe(2);
  });
}
