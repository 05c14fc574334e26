/** Opening, watching and closing cases; what a client without paths may name; what is freed when one goes. */
import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { EventOf } from '../../src/protocol/procedures.ts';
import { filesIn, openNewCase, someBackend, withCode, type Caller } from './some-backend.ts';

const SAMPLE = { kind: 'sample', id: 'meridian-parcel' } as const;
const IDENTITIES = 'id,name,kind\nci,CI deploy,iam_role\n';

async function upload(caller: Caller, name: string, text: string): Promise<string> {
  const { path } = await caller.call('upload.begin', { name, bytes: text.length });
  const half = Math.floor(text.length / 2);
  for (const part of [text.slice(0, half), text.slice(half)]) await caller.call('upload.chunk', { path, data: Buffer.from(part).toString('base64') });
  return path;
}

describe('case.open', () => {
  it('opens the sample, which is what it says', async () => {
    const some = await someBackend();
    const { samples } = await some.call('system.info', {});
    expect(samples.map(({ id }) => id)).toContain(SAMPLE.id);
    const summary = await some.call('case.open', SAMPLE);
    expect(summary).toMatchObject({ kind: 'case-file', sample: true, version: 1 });
    expect(summary.imports.flatMap(({ problems }) => problems)).toEqual([0]);
    expect([summary.nodes > 150, summary.orphaned > 0, summary.staleCredentials > 0, summary.crownJewels > 0]).toEqual([true, true, true, true]);
    expect(summary.labels.reduce((sum, { count }) => sum + count, 0)).toBe(summary.nodes);
  });

  it('opens the sample anew while it is open, and leaves no file behind', async () => {
    const some = await someBackend();
    const first = await some.call('case.open', SAMPLE);
    const second = await some.call('case.open', SAMPLE);
    expect({ ...second, location: '', imports: [] }).toEqual({ ...first, location: '', imports: [] });
    await some.call('case.close', {});
    expect(await readdir(join(some.folder, 'state', 'samples'))).toEqual([]);
  });

  it('a case that cannot be opened leaves the present one open', async () => {
    const some = await someBackend();
    const path = await openNewCase(some);
    await expect(some.call('case.open', { kind: 'case-file', path: join(some.folder, 'absent.tendril') })).rejects.toEqual(withCode('case-missing'));
    await expect(some.call('case.open', { kind: 'sample', id: '../samples' })).rejects.toEqual(withCode('case-missing'));
    const neo4j = { kind: 'neo4j', uri: 'bolt://127.0.0.1:1', username: 'neo4j', password: '' } as const;
    await expect(some.call('case.open', neo4j)).rejects.toEqual(withCode('store-unreachable'));
    expect(await some.call('case.summary', {})).toMatchObject({ location: path, title: 'case' });
  });

  it('opens the case that is open once more, and remembers recent ones, newest first', async () => {
    const some = await someBackend();
    const one = await openNewCase(some, 'one.tendril');
    const two = await openNewCase(some, 'two.tendril');
    await some.call('case.open', { kind: 'case-file', path: two });
    expect((await some.call('system.info', {})).recent.map(({ path }) => path)).toEqual([two, one]);
  });

  it('says that no case is open, whatever is asked of it', async () => {
    const some = await someBackend();
    expect(await some.call('case.summary', {})).toBeNull();
    const asked = [
      some.call('query.run', { query: 'inventory' }),
      some.call('thing.find', { text: 'x' }),
      some.call('thing.get', { uid: 'x' }),
      some.call('thing.neighbours', { uid: 'x' }),
      some.call('walk.run', { seeds: ['x'], filter: {} }),
      some.call('walk.members', { view: 'x', offset: 0, limit: 1 }),
      some.call('walk.why', { from: 'x', to: 'y', filter: {} }),
      some.call('import.run', { paths: ['x'] }),
      some.call('export.run', { format: 'jsonl' }),
    ];
    for (const answer of await Promise.allSettled(asked)) expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'no-case-open' } });
  });
});

describe('case.watch', () => {
  it('tells every client of an import, a close and an open, and stops when cancelled', async () => {
    const some = await someBackend();
    const other = some.connect();
    await openNewCase(some);
    const seen: EventOf<'case.watch'>[] = [];
    const cancel = new AbortController();
    const watching = other.call('case.watch', {}, { signal: cancel.signal, onEvent: (event) => void seen.push(event) });
    await expect.poll(() => seen.length).toBe(1);
    await some.call('import.run', { paths: [await filesIn(join(some.folder, 'export'), { 'identities.csv': IDENTITIES })] });
    await some.call('case.close', {});
    await expect.poll(() => seen.map((event) => event?.version ?? null)).toEqual([0, 1, null]);
    cancel.abort();
    await expect(watching).rejects.toEqual(withCode('aborted'));
    await openNewCase(some, 'other.tendril');
    await other.disconnect();
    expect(seen.length).toBe(3);
  });
});

describe('a client without paths', () => {
  it('imports what it uploaded, in chunks, and nothing else', async () => {
    const some = await someBackend({ paths: false });
    await some.call('case.open', { kind: 'case-file', path: 'mine', create: true });
    const path = await upload(some, 'identities.csv', IDENTITIES);
    expect([(await some.call('import.recognise', { paths: [path] }))[0]!.format, (await some.call('import.run', { paths: [path] })).changed.newNodes]).toEqual(['tendril-csv', 1]);
    const foreign = join(await filesIn(some.folder, { 'identities.csv': IDENTITIES }), 'identities.csv');
    for (const paths of [[foreign], [path, foreign], ['-'], [join(path, '..')]]) {
      await expect(some.call('import.run', { paths })).rejects.toEqual(withCode('unauthorised'));
      await expect(some.call('import.recognise', { paths })).rejects.toEqual(withCode('unauthorised'));
    }
  });

  it('opens a new case by name, an uploaded one, and a recent one, and no other file', async () => {
    const some = await someBackend({ paths: false });
    const foreign = join(some.folder, 'foreign.tendril');
    for (const path of [foreign, '../foreign', './x', '..\\x', '..', '/etc/passwd']) {
      for (const create of [true, false]) {
        await expect(some.call('case.open', { kind: 'case-file', path, create })).rejects.toEqual(withCode('unauthorised'));
      }
    }
    const { location } = await some.call('case.open', { kind: 'case-file', path: 'mine', create: true });
    expect(location).toBe(join(some.folder, 'state', 'cases', 'mine.tendril'));
    // The command line, which may name any path, opened this one.
    await some.backend.open({ kind: 'case-file', path: foreign, create: true }, new AbortController().signal);
    await some.call('case.open', { kind: 'case-file', path: location });
    expect((await some.call('case.open', { kind: 'case-file', path: foreign })).location).toBe(foreign);
    await some.call('case.close', {});
    const uploaded = await upload(some, 'sent.tendril', '');
    for (let offset = 0, bytes = await readFile(foreign); offset < bytes.length; offset += 500_000) {
      await some.call('upload.chunk', { path: uploaded, data: bytes.subarray(offset, offset + 500_000).toString('base64') });
    }
    expect((await some.call('case.open', { kind: 'case-file', path: uploaded })).title).toBe('sent');
    await some.call('case.close', {});
  });

  it.each(['../../escaped.csv', '..\\..\\escaped.csv', '/etc/escaped.csv', '..', '.', '', 'a\u0000b.csv', `${'x'.repeat(5000)}.csv`])('puts an upload named %j in a folder of its own', async (name) => {
    const some = await someBackend({ paths: false });
    const { path } = await some.call('upload.begin', { name, bytes: 1 });
    const uploads = join(some.folder, 'state', 'uploads');
    expect([path.startsWith(`${uploads}/`), path.includes('..'), path.slice(uploads.length).split('/').length]).toEqual([true, false, 5]);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('may not write to, discard or import another client’s upload, nor send a chunk past the limit', async () => {
    const some = await someBackend({ paths: false });
    const other = some.connect();
    await some.call('case.open', { kind: 'case-file', path: 'mine', create: true });
    const path = await upload(some, 'identities.csv', IDENTITIES);
    const data = Buffer.from('x').toString('base64');
    await expect(other.call('upload.chunk', { path, data })).rejects.toEqual(withCode('bad-request'));
    await expect(other.call('upload.discard', { path })).rejects.toEqual(withCode('bad-request'));
    await expect(other.call('import.run', { paths: [path] })).rejects.toEqual(withCode('unauthorised'));
    await expect(some.call('upload.chunk', { path, data: Buffer.alloc(1024 * 1024 + 1).toString('base64') })).rejects.toEqual(withCode('bad-request'));
    await expect(some.call('upload.chunk', { path: '/etc/passwd', data })).rejects.toEqual(withCode('bad-request'));
    expect(await readFile(path, 'utf8')).toBe(IDENTITIES);
    await other.disconnect();
  });
});

describe('what a client held', () => {
  it('is freed when it goes: uploads, results and views', async () => {
    const some = await someBackend();
    const other = some.connect();
    await some.call('case.open', SAMPLE);
    const path = await upload(other, 'identities.csv', IDENTITIES);
    const { handle } = await other.call('query.run', { query: 'inventory' });
    const [found] = await other.call('thing.find', { text: 'ci-deploy' });
    const { view } = await other.call('walk.run', { seeds: [found!.thing.uid], filter: {} });
    const kept = await some.call('query.run', { query: 'inventory' });
    await other.disconnect();
    await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(some.call('query.page', { handle, offset: 0, limit: 1 })).rejects.toEqual(withCode('bad-request'));
    await expect(some.call('walk.members', { view, offset: 0, limit: 1 })).rejects.toEqual(withCode('bad-request'));
    expect((await some.call('query.page', { handle: kept.handle, offset: 0, limit: 1 })).total).toBe(kept.total);
  });

  it('stays when another back end on the same state folder closes', async () => {
    const some = await someBackend();
    const path = await upload(some, 'identities.csv', IDENTITIES);
    const second = await someBackend({ folder: join(some.folder) });
    const theirs = await upload(second, 'identities.csv', IDENTITIES);
    await second.backend.close();
    await expect(stat(theirs)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await readFile(path, 'utf8')).toBe(IDENTITIES);
  });

  it('what a process that has ended left is swept away by the next upload', async () => {
    const some = await someBackend();
    // Process ids are well below this on every system.
    const left = await filesIn(join(some.folder, 'state', 'uploads'), { '2147483646-left/a/secret.csv': IDENTITIES });
    await upload(some, 'identities.csv', IDENTITIES);
    expect(await readdir(left)).toEqual([expect.stringMatching(`^${process.pid}-`)]);
  });
});
