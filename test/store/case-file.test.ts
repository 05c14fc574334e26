/** The case file on real files: the suite that every store passes, and what only a file can do wrong. */
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { isCaseFile, openCaseFile } from '../../src/store/case-file/case-file.ts';
import type { Store } from '../../src/store/store.ts';
import { Children } from './case-file-process.ts';
import { change, commit, edge, evidence, node } from './records.ts';
import { RING, ring } from './rings.ts';
import { held, storeSuite } from './suite.ts';

let folder: string;
let count = 0;
let children: Children;
const opened: Store[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tendril-case-'));
  children = await Children.prepare();
}, 60_000);
afterEach(async () => {
  await children.killAll();
  for (const store of opened.splice(0)) await store.close();
});
afterAll(async () => {
  await children.dispose();
  await rm(folder, { recursive: true, force: true });
});

storeSuite('case file', ({ fresh = false, readOnly = false } = {}) => {
  if (fresh) count += 1;
  return openCaseFile(join(folder, `suite-${count}.tendril`), { create: fresh, readOnly });
});

/** Opened, and closed after the test. */
async function openHere(path: string, options: { create?: boolean; readOnly?: boolean } = {}): Promise<Store> {
  const store = await openCaseFile(path, options);
  opened.push(store);
  return store;
}

function freshPath(): string {
  count += 1;
  return join(folder, `case-${count}.tendril`);
}

/** A closed case of one ring. */
async function madeCase(): Promise<string> {
  const path = freshPath();
  const store = await openCaseFile(path, { create: true });
  await store.apply(ring(0, RING));
  await store.close();
  return path;
}

/** Runs SQL on a closed case behind Tendril's back. */
async function tamper(path: string, sql: string): Promise<void> {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  await connection.run(sql);
  connection.closeSync();
  instance.closeSync();
}

/** Text of one cell of the first row. */
async function oneCell(store: Store, sql: string): Promise<unknown> {
  return (await store.query(sql, { limit: 1 })).rows[0]?.[0];
}

async function permissions(path: string): Promise<number> {
  return (await stat(path)).mode & 0o777;
}

describe('one owner', { timeout: 30_000 }, () => {
  test('a case that another process has open is in use, and the error says by whom', async () => {
    const path = await madeCase();
    const child = children.start('hold', path);
    expect(await child.line()).toBe('open 1');
    const inUse = { code: 'case-in-use', retryable: true, detail: { path, processId: child.pid, command: 'node' } };
    await expect(openCaseFile(path)).rejects.toMatchObject(inUse);
    await expect(openCaseFile(path, { readOnly: true })).rejects.toMatchObject(inUse);
    await child.kill();
    expect(await (await openHere(path)).version()).toBe(1);
  });

  test('this process does not open it twice either, nor lose its lock by trying or looking', async () => {
    const path = await madeCase();
    await openHere(path);
    const again = expect.objectContaining({
      code: 'case-in-use',
      detail: expect.objectContaining({ processId: process.pid }),
    });
    await expect(openCaseFile(path)).rejects.toEqual(again);
    await expect(openCaseFile(path, { readOnly: true })).rejects.toEqual(again);
    expect(await isCaseFile(path)).toBe(true);
    expect(await children.start('hold', path).line()).toBe('case-in-use');
  });

  test('several may read it while none writes', async () => {
    const path = await madeCase();
    const [first, second] = [await openHere(path, { readOnly: true }), await openHere(path, { readOnly: true })];
    expect(await children.start('read', path).line()).toBe('open 1');
    expect(await children.start('hold', path).line()).toBe('case-in-use');
    await first.close();
    expect((await held(second)).nodes).toHaveLength(RING);
    expect(await children.start('hold', path).line()).toBe('case-in-use');
  });

  test('a closed case is free at once, whatever was being read', async () => {
    const path = freshPath();
    const store = await openHere(path, { create: true });
    await store.apply(ring(0, 20_000));
    for await (const batch of store.scan()) if (batch.nodes.length > 0) break;
    const halfway = store.scan()[Symbol.asyncIterator]();
    await halfway.next();
    await store.close();
    await expect(halfway.next()).rejects.toMatchObject({ code: 'aborted' });
    await expect(store.version()).rejects.toMatchObject({ code: 'internal' });
    expect(await children.start('hold', path).line()).toBe('open 1');
  });
});

describe('a file that is no usable case', () => {
  test('is missing', async () => {
    const path = freshPath();
    await expect(openCaseFile(path)).rejects.toMatchObject({ code: 'case-missing', detail: { path } });
    await expect(openCaseFile(path, { create: true, readOnly: true })).rejects.toMatchObject({ code: 'case-missing' });
    expect(await isCaseFile(path)).toBe(false);
  });

  test('is text, empty, cut short, damaged, or a database of something else', async () => {
    const whole = await readFile(await madeCase());
    const damaged = Buffer.from(whole);
    for (let at = 8192; at < damaged.length; at += 64) damaged[at]! ^= 0xff;
    const contents = {
      text: Buffer.from('uid,name\na,b\n'.repeat(2000)),
      empty: Buffer.alloc(0),
      short: whole.subarray(0, 20_000),
      damaged,
    };
    for (const [name, content] of Object.entries(contents)) {
      const path = join(folder, `${name}.tendril`);
      await writeFile(path, content);
      for (const options of [{}, { create: true }, { readOnly: true }]) {
        await expect(openCaseFile(path, options), name).rejects.toMatchObject({
          code: 'case-corrupt',
          detail: { path },
        });
      }
      expect(await readFile(path), `${name} is left as it was`).toEqual(content);
    }
    const other = freshPath();
    await tamper(other, 'CREATE TABLE node (uid VARCHAR)');
    await expect(openCaseFile(other)).rejects.toMatchObject({ code: 'case-corrupt' });
    await expect(openCaseFile(other, { create: true })).rejects.toMatchObject({ code: 'case-corrupt' });
  });

  test('was written by a newer Tendril', async () => {
    const path = await madeCase();
    await tamper(path, 'UPDATE meta SET format = format + 1');
    await expect(openCaseFile(path)).rejects.toMatchObject({ code: 'case-newer', detail: { path } });
    await expect(openCaseFile(path, { readOnly: true })).rejects.toMatchObject({ code: 'case-newer' });
    await tamper(path, 'UPDATE meta SET format = format - 1');
    expect(await (await openHere(path)).version()).toBe(1);
  });

  test('has no folder, one that nobody can write to, or is one', async () => {
    const file = await madeCase();
    await mkdir(join(folder, 'folder.tendril'));
    for (const path of [
      join(folder, 'nowhere', 'x.tendril'),
      '/proc/x.tendril',
      join(file, 'x.tendril'),
      join(folder, 'folder.tendril'),
    ]) {
      await expect(openCaseFile(path, { create: true }), path).rejects.toMatchObject({ code: 'file-unreadable' });
    }
    expect(await isCaseFile(join(folder, 'folder.tendril'))).toBe(false);
    expect(await isCaseFile(file)).toBe(true);
  });

  test('is gone but for its log', async () => {
    const path = freshPath();
    await writeFile(`${path}.wal`, 'left over');
    await expect(openCaseFile(path, { create: true })).rejects.toMatchObject({ code: 'case-corrupt' });
  });
});

describe('what is on disk', { timeout: 30_000 }, () => {
  test('only the owner of the account may read it, while open and closed', async () => {
    const path = freshPath();
    const store = await openHere(path, { create: true });
    expect(await permissions(path)).toBe(0o600);
    for (let version = 0; version < 3; version += 1) {
      await store.apply(ring(version, RING, version * RING));
      expect(await permissions(`${path}.wal`)).toBe(0o600);
    }
    await store.close();
    expect(await permissions(path)).toBe(0o600);
    await expect(stat(`${path}.wal`)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('opening to create leaves a case that is there as it is', async () => {
    const path = await madeCase();
    expect((await held(await openHere(path, { create: true }))).nodes).toHaveLength(RING);
  });

  test('a commit is whole and kept once acknowledged, though its process is killed', async () => {
    const path = await madeCase();
    for (let round = 0; round < 5; round += 1) {
      const child = children.start('write', path);
      let acknowledged = Number((await child.line())?.replace('open ', ''));
      for (let commits = 0; commits <= round; commits += 1) acknowledged = Number(await child.line());
      await child.kill();
      for (let line = await child.line(); line !== undefined; line = await child.line()) acknowledged = Number(line);
      for (const readOnly of [true, false]) {
        const store = await openCaseFile(path, { readOnly });
        const { version, nodes, edges } = await held(store);
        await store.close();
        expect(version).toBeGreaterThanOrEqual(acknowledged);
        expect([nodes.length, edges.length]).toEqual([version * RING, version * RING]);
      }
    }
  });
});

describe('commits and scans', { timeout: 30_000 }, () => {
  test('a scan gives the version it began with, whatever is committed meanwhile', async () => {
    const store = await openHere(freshPath(), { create: true });
    await store.apply(ring(0, 20_000));
    const seen = { nodes: 0, edges: 0 };
    let committed = 1;
    for await (const batch of store.scan()) {
      expect(batch.version).toBe(1);
      seen.nodes += batch.nodes.length;
      seen.edges += batch.edges.length;
      if (committed < 5) committed = await store.apply(ring(committed, RING, 20_000 + committed * RING));
    }
    expect(seen).toEqual({ nodes: 20_000, edges: 20_000 });
    expect((await held(store)).version).toBe(5);
  });

  test('closing waits for a commit that was accepted', async () => {
    const path = freshPath();
    const store = await openHere(path, { create: true });
    const accepted = store.apply(ring(0, 5_000));
    await store.close();
    expect(await accepted).toBe(1);
    expect((await held(await openHere(path))).edges).toHaveLength(5_000);
  });

  test('text that is too long for the dictionary comes back as it was', async () => {
    const path = freshPath();
    const store = await openHere(path, { create: true });
    const long = '{"Statement":"é"}'.repeat(60);
    const made = commit(0, {
      newNodes: [
        node('a', { trustPolicy: long }, { evidence: [{ ...evidence(`event ${long}`), scope: long }] }),
        node('b'),
      ],
      newEdges: [
        edge(
          'a',
          'b',
          { source: long, level: 'read' },
          { scope: long, evidence: [evidence(long), evidence('line 2', long)] },
        ),
      ],
      changes: [
        change(
          1,
          { kind: 'CAN_ACCESS', from: 'a', to: 'b' },
          { before: { source: long }, after: { source: `${long}2` } },
        ),
      ],
    });
    await store.apply(made);
    await store.close();
    const again = await openHere(path);
    expect(await held(again)).toStrictEqual({ version: 1, nodes: made.newNodes, edges: made.newEdges });
    expect(await again.history({ uid: 'b', limit: 9 })).toStrictEqual(made.changes);
  });

  test('an aborted commit leaves no trace in the dictionary', async () => {
    const path = freshPath();
    const store = await openHere(path, { create: true });
    const controller = new AbortController();
    const doomed = {
      ...ring(0, 20_000),
      newEdges: ring(0, 20_000).newEdges.map((made) => ({ ...made, scope: 'doomed:1' })),
    };
    await expect(
      store.apply(doomed, { signal: controller.signal, onProgress: () => controller.abort() }),
    ).rejects.toMatchObject({ code: 'aborted' });
    const kept = commit(0, {
      newNodes: [node('a', {}, { label: 'Resource' })],
      newEdges: [edge('a', 'a', { how: 'x' }, { kind: 'CONTROLS' })],
    });
    await store.apply(kept);
    await store.close();
    expect(await held(await openHere(path))).toStrictEqual({ version: 1, nodes: kept.newNodes, edges: kept.newEdges });
  });

  test('a node that is called new but is held replaces the one that is held', async () => {
    const store = await openHere(freshPath(), { create: true });
    await store.apply(commit(0, { newNodes: [node('a', { name: 'before' }), node('b')], newEdges: [edge('a', 'b')] }));
    await store.apply(
      commit(1, {
        newNodes: [node('a', { name: 'after' })],
        changedEdges: [edge('a', 'b', { level: 'read' }), edge('b', 'a')],
      }),
    );
    const { nodes, edges } = await held(store);
    expect(nodes).toStrictEqual([node('a', { name: 'after' }), node('b')]);
    expect(edges).toStrictEqual([edge('a', 'b', { level: 'read' }), edge('b', 'a')]);
  });
});

describe('a case of an older Tendril', { timeout: 30_000 }, () => {
  test('has no documents, read-only too, until something is kept', async () => {
    const path = await madeCase();
    await tamper(path, 'DROP TABLE IF EXISTS document');
    const reading = await openHere(path, { readOnly: true });
    expect(await reading.documents('made-up')).toStrictEqual([]);
    await expect(reading.keep([])).rejects.toMatchObject({ code: 'store-read-only' });
    await reading.close();
    const store = await openHere(path);
    expect(await store.documents('made-up')).toStrictEqual([]);
    const document = { collection: 'made-up', key: 'a', value: '{}', by: 'tester', time: '2026-11-24T12:00:00.000Z' };
    await store.keep([document]);
    expect(await store.documents('made-up')).toStrictEqual([document]);
    expect((await held(store)).nodes).toHaveLength(RING);
  });
});

describe('what SQL sees', { timeout: 30_000 }, () => {
  test('nodes and edges have columns for what is asked most, and all properties as JSON', async () => {
    const store = await openHere(freshPath(), { create: true });
    const times = { since: '0999-01-01T00:00:00.001Z', until: '2026-11-24T12:00:00.000Z' };
    const properties = { name: "it's", kind: 'iam_user', provider: 'aws', environment: 'production', tags: ['a=b', ''], ...times };
    const access = { level: 'admin', conditional: true, count: 7, denied: 0, firstSeen: times.since, lastSeen: times.until, ...times, actions: ['s3:*'], path: '/x' };
    // Properties that repeat are words; many different ones are written out.
    const others = Array.from({ length: 3 }, (_, index) => edge('b', 'a', { path: `${'long '.repeat(200)}${index}`, level: 'read' }, { scope: `made-up:${index}` }));
    await store.apply(commit(0, { newNodes: [node('a', properties), node('b')], newEdges: [edge('a', 'b', access), edge('b', 'b', {}), ...others] }));
    const nodes = await store.query('SELECT * FROM nodes ORDER BY uid', { limit: 10 });
    expect(nodes.columns).toStrictEqual(['uid', 'label', 'name', 'kind', 'provider', 'environment', 'since', 'until', 'properties']);
    expect(nodes.rows.map((row) => row.slice(0, 8))).toStrictEqual([
      ['a', 'Identity', "it's", 'iam_user', 'aws', 'production', times.since, times.until],
      ['b', 'Identity', null, null, null, null, null, null],
    ]);
    expect(nodes.rows.map((row) => JSON.parse(row[8] as string))).toStrictEqual([properties, {}]);
    const edges = await store.query('SELECT * FROM edges ORDER BY from_uid, to_uid, scope', { limit: 10 });
    expect(edges.columns).toStrictEqual(
      ['kind', 'from_uid', 'to_uid', 'scope', 'level', 'conditional', 'count', 'denied', 'since', 'until', 'first_seen', 'last_seen', 'properties'],
    );
    expect(edges.rows[0]!.slice(0, 12)).toStrictEqual(
      ['CAN_ACCESS', 'a', 'b', 'made-up:1', 'admin', true, 7, 0, times.since, times.until, times.since, times.until],
    );
    expect(JSON.parse(edges.rows[0]![12] as string)).toEqual(access);
    expect(edges.rows.slice(1, 4).map((row) => JSON.parse(row[12] as string))).toEqual(others.map((other) => other.properties));
    expect(edges.rows[4]!.slice(4)).toStrictEqual([null, null, null, null, null, null, null, null, '{}']);
  });

  test('times are UTC wherever the machine stands', async () => {
    const store = await openHere(freshPath(), { create: true });
    await store.apply(commit(0, { newNodes: [node('a', { since: '2026-06-01T00:00:00.000Z' })] }));
    expect(await oneCell(store, `SELECT current_setting('TimeZone')`)).toBe('UTC');
    expect(await oneCell(store, `SELECT since = TIMESTAMPTZ '2026-06-01 02:00:00+02' AND since < now() FROM nodes`)).toBe(true);
  });

  test('numbers beyond what JavaScript holds come as text', async () => {
    const store = await openHere(freshPath(), { create: true });
    const { rows } = await store.query(
      `SELECT 9007199254740993, 170141183460469231731687303715884105727, 12345678901234567890.123456789, 1.25::DECIMAL(4, 2), 'infinity'::TIMESTAMP, MAP {'a': now() < now()}`,
      { limit: 1 },
    );
    expect(rows[0]).toStrictEqual(
      ['9007199254740993', '170141183460469231731687303715884105727', '12345678901234567890.123456789', 1.25, 'infinity', '[{"key":"a","value":false}]'],
    );
  });

  test('a case that is closed ends a statement, and the file is free at once', async () => {
    const path = await madeCase();
    const store = await openHere(path);
    const endless = store.query('SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE (a.range * b.range) % 7 = 3', { limit: 1 });
    const ended = expect(endless).rejects.toMatchObject({ code: 'aborted' });
    await new Promise((resolve) => setTimeout(resolve, 200));
    await store.close();
    await ended;
    expect(await (await openHere(path)).version()).toBe(1);
  });
});
