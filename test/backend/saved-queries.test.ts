/** Queries kept with the case, asked for over the protocol: saved, listed, run, paged, removed; and what is refused. */
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCaseFile } from '../../src/store/case-file/case-file.ts';
import type { Store } from '../../src/store/store.ts';
import { NOW, someBackend, type SomeBackend } from './some-backend.ts';

const SECOND = '2026-06-02T00:00:00.000Z';

async function withSample(options: Parameters<typeof someBackend>[0] = {}): Promise<SomeBackend> {
  const some = await someBackend(options);
  await some.call('case.open', { kind: 'sample', id: 'meridian-parcel' });
  return some;
}

const save = (some: SomeBackend, name: string, text: string, over: { description?: string; replace?: boolean } = {}) => some.call('saved.save', { name, text, ...over });
const names = async (some: SomeBackend) => (await some.call('saved.list', {})).queries.map(({ name }) => name);

describe('saved queries', () => {
  it('are kept with the case: who, when, in which language; and there when it is opened again', async () => {
    const some = await someBackend();
    const location = { kind: 'case-file', path: join(some.folder, 'a.tendril'), create: true } as const;
    await some.call('case.open', location);
    expect(await some.call('saved.list', {})).toEqual({ language: 'sql', readOnly: false, queries: [] });
    const saved = await save(some, ' Buckets ', '\nSELECT uid FROM nodes\n', { description: ' all of them ' });
    expect(saved).toEqual({ name: 'Buckets', language: 'sql', text: 'SELECT uid FROM nodes', description: 'all of them', by: userInfo().username, time: NOW });
    await save(some, 'Another', 'SELECT 1');
    await some.call('case.open', location);
    expect((await some.call('saved.list', {})).queries).toEqual([{ ...saved, name: 'Another', text: 'SELECT 1', description: '' }, saved]);
    expect((await some.call('case.summary', {}))!.version).toBe(0);
  });

  it('replace one of their name only when that is asked for', async () => {
    let clock = NOW;
    const some = await withSample({ clock: () => clock });
    await save(some, 'One', 'SELECT 1');
    await expect(save(some, 'One', 'SELECT 2')).rejects.toMatchObject({ code: 'bad-request', detail: { field: 'name' } });
    // The same name in another composition of the same letters is no other name.
    await save(some, 'Café', 'SELECT 1');
    await expect(save(some, 'Cafe\u0301', 'SELECT 1')).rejects.toMatchObject({ code: 'bad-request' });
    clock = SECOND;
    await save(some, 'One', 'SELECT 2', { replace: true });
    const { queries } = await some.call('saved.list', {});
    expect(queries.map(({ name, text, time }) => [name, text, time])).toEqual([
      ['Café', 'SELECT 1', NOW],
      ['One', 'SELECT 2', SECOND],
    ]);
  });

  it('have a name on one line, and a statement', async () => {
    const some = await withSample();
    for (const name of ['', '  ', 'a\nb', 'tab\there', 'turned \u202e round', 'x'.repeat(81)]) {
      await expect(save(some, name, 'SELECT 1')).rejects.toMatchObject({ code: 'bad-request', detail: { field: 'name' } });
    }
    for (const text of ['', ' \n ']) await expect(save(some, 'One', text)).rejects.toMatchObject({ code: 'bad-request', detail: { field: 'text' } });
    await expect(save(some, 'One', 'x'.repeat(100_001))).rejects.toMatchObject({ code: 'bad-request' });
    await save(some, `it's "quoted" & <b>東京 🔑</b>`, 'SELECT 1');
    await save(some, 'x'.repeat(80), 'SELECT 1');
    expect(await names(some)).toEqual([`it's "quoted" & <b>東京 🔑</b>`, 'x'.repeat(80)]);
  });

  it('are removed by name, and only those', async () => {
    const some = await withSample();
    await save(some, 'One', 'SELECT 1');
    await save(some, 'Two', 'SELECT 2');
    await expect(some.call('saved.remove', { name: 'one' })).rejects.toMatchObject({ code: 'query-unknown' });
    await some.call('saved.remove', { name: 'One' });
    expect(await names(some)).toEqual(['Two']);
    await expect(some.call('saved.run', { name: 'One' })).rejects.toMatchObject({ code: 'query-unknown' });
  });

  it('need a case', async () => {
    const some = await someBackend();
    await expect(some.call('saved.list', {})).rejects.toMatchObject({ code: 'no-case-open' });
    await expect(some.call('saved.run', { text: 'SELECT 1' })).rejects.toMatchObject({ code: 'no-case-open' });
  });
});

describe('running one', () => {
  it('holds its rows for paging, sorting, searching and CSV, like those of any query', async () => {
    const some = await withSample();
    await save(some, 'Identities', `SELECT uid, name, kind = 'iam_user' AS "user", since FROM nodes WHERE label = 'Identity' ORDER BY uid`);
    const run = await some.call('saved.run', { name: 'Identities' });
    expect(run.columns.map(({ name, type }) => [name, type])).toEqual([
      ['uid', 'uid'],
      ['name', 'text'],
      ['user', 'boolean'],
      ['since', 'time'],
    ]);
    expect([run.total > 3, run.more]).toEqual([true, false]);
    const { handle } = run;
    const page = await some.call('query.page', { handle, offset: 1, limit: 2, order: [{ column: 'uid', descending: true }] });
    const all = await some.call('query.page', { handle, offset: 0, limit: 2000 });
    expect(page.rows).toEqual(all.rows.toReversed().slice(1, 3));
    expect((await some.call('query.page', { handle, offset: 0, limit: 10, filter: { search: 'ci-deploy' } })).total).toBeGreaterThan(0);
    let csv = '';
    await some.call('export.run', { format: 'csv', handle }, { onEvent: ({ text }) => void (csv += text) });
    expect(csv.split(/\r?\n/)[0]).toBe('uid,name,user,since');
    await some.call('query.close', { handle });
    await expect(some.call('query.page', { handle, offset: 0, limit: 1 })).rejects.toMatchObject({ code: 'bad-request' });
  });

  it('says when the limit cut rows off, and takes a text that is not saved', async () => {
    const some = await withSample();
    const text = 'SELECT range AS n, range / 2 AS half FROM range(1500)';
    const usual = await some.call('saved.run', { text });
    expect([usual.total, usual.more]).toEqual([1000, true]);
    expect(usual.columns.map(({ type }) => type)).toEqual(['integer', 'text']);
    expect(await some.call('saved.run', { text, limit: 1500 })).toMatchObject({ total: 1500, more: false });
    expect(await some.call('saved.run', { text: 'SELECT 1 AS n WHERE false' })).toMatchObject({ total: 0, more: false, columns: [{ name: 'n', type: 'text' }] });
    for (const limit of [0, 100_001, 1.5]) await expect(some.call('saved.run', { text, limit })).rejects.toMatchObject({ code: 'bad-request' });
    await expect(some.call('saved.run', { text, name: 'One' } as never)).rejects.toMatchObject({ code: 'bad-request' });
    expect(await names(some)).toEqual([]);
  });

  it('reads only, and ends when it is cancelled', async () => {
    const some = await withSample();
    for (const text of ['DROP TABLE node', 'DELETE FROM document', `SELECT * FROM read_text('/etc/hostname')`, 'SELECT 1; SELECT 2', 'nonsense']) {
      await expect(some.call('saved.run', { text })).rejects.toMatchObject({ code: 'bad-request' });
    }
    // It may be saved all the same: somebody else can see what is wrong with it.
    await save(some, 'Wrong', 'nonsense');
    await expect(some.call('saved.run', { name: 'Wrong' })).rejects.toMatchObject({ code: 'bad-request' });
    const cancel = new AbortController();
    const endless = some.call('saved.run', { text: 'SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE (a.range * b.range) % 7 = 3' }, { signal: cancel.signal });
    setTimeout(() => cancel.abort(), 200);
    await expect(endless).rejects.toMatchObject({ code: 'aborted' });
    expect(await some.call('saved.run', { text: 'SELECT 1 AS n' })).toMatchObject({ total: 1 });
  });

  it('refuses one in the language of the other store, and one that cannot be read', async () => {
    let store!: Store;
    const some = await withSample({
      openCaseFile: async (path, options) => {
        store = await openCaseFile(path, options);
        return store;
      },
    });
    const foreign = { collection: 'saved-queries', key: 'Theirs', value: JSON.stringify({ language: 'cypher', text: 'RETURN 1', description: '' }), by: 'somebody', time: NOW };
    await store.keep([foreign]);
    expect((await some.call('saved.list', {})).queries).toMatchObject([{ name: 'Theirs', language: 'cypher', by: 'somebody' }]);
    await expect(some.call('saved.run', { name: 'Theirs' })).rejects.toMatchObject({ code: 'bad-request', detail: { language: 'cypher' } });
    await store.keep([{ ...foreign, value: '{"language":"gremlin"}' }]);
    await expect(some.call('saved.list', {})).rejects.toMatchObject({ code: 'case-corrupt', detail: { name: 'Theirs' } });
    await some.call('saved.remove', { name: 'Theirs' });
    expect(await names(some)).toEqual([]);
  });

  it('on a case opened for reading only runs, and saves nothing', async () => {
    const some = await someBackend();
    const path = join(some.folder, 'a.tendril');
    await some.call('case.open', { kind: 'case-file', path, create: true });
    await save(some, 'One', 'SELECT 1 AS n');
    await some.backend.open({ kind: 'case-file', path }, new AbortController().signal, { readOnly: true });
    expect(await some.call('saved.list', {})).toMatchObject({ readOnly: true, queries: [{ name: 'One' }] });
    expect(await some.call('saved.run', { name: 'One' })).toMatchObject({ total: 1 });
    await expect(save(some, 'Two', 'SELECT 2')).rejects.toMatchObject({ code: 'store-read-only' });
    await expect(some.call('saved.remove', { name: 'One' })).rejects.toMatchObject({ code: 'store-read-only' });
  });
});
