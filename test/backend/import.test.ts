/** Imports of real files into a real case file: what goes in, what is refused, and what a second time does. */
import { mkdir, readFile, readdir, readlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readFileHere } from '../../src/backend/index.ts';
import { AppError } from '../../src/base/errors.ts';
import type { EventOf } from '../../src/protocol/procedures.ts';
import { openCaseFile } from '../../src/store/case-file/case-file.ts';
import { NOW, exportText, filesIn, openNewCase, someBackend, withCode } from './some-backend.ts';

const IDENTITIES = 'id,name,kind,owner\nci,CI deploy,iam_role,platform\nbackup,Backup,machine_user,\n';
const RESOURCES = 'id,name,kind,sensitivity\norders,Orders,database,3\nlogs,Logs,bucket,1\n';
const GRANTS = 'identity_id,resource_id,level\nci,orders,write\nbackup,logs,read\n';
const FILES = { 'identities.csv': IDENTITIES, 'resources.csv': RESOURCES, 'grants.csv': GRANTS };
const signal = new AbortController().signal;

describe('import.run', () => {
  it('reads a folder, gzip and notes beside it, with progress, and counts what came in', async () => {
    const some = await someBackend();
    await openNewCase(some);
    const folder = await filesIn(join(some.folder, 'export'), {
      'identities.csv': IDENTITIES,
      'more/resources.csv.gz': gzipSync(RESOURCES),
      'more/grants.csv': `\uFEFF${GRANTS.replaceAll('\n', '\r\n')}`,
      'README.md': '# not an export\n',
      '.hidden.csv': IDENTITIES,
    });
    const events: EventOf<'import.run'>[] = [];
    const report = await some.call('import.run', { paths: [folder] }, { onEvent: (event) => void events.push(event) });
    expect(report.files.map(({ file, format }) => [file, format])).toEqual([
      ['export/README.md', null],
      ['export/identities.csv', 'tendril-csv'],
      ['export/more/grants.csv', 'tendril-csv'],
      ['export/more/resources.csv.gz', 'tendril-csv'],
    ]);
    expect([report.changed, report.problemCounts.error, report.version]).toEqual([
      { newNodes: 5, changedNodes: 0, newEdges: 3, changedEdges: 0, closed: 0 },
      0,
      1,
    ]);
    const [last] = events.filter((event) => event.type === 'progress').slice(-1);
    expect(last).toMatchObject({ progress: { phase: 'writing', filesDone: 3, filesTotal: 3, records: report.records } });
    const summary = await some.call('case.summary', {});
    expect(summary).toMatchObject({ nodes: 6, edges: 3, nonHumanIdentities: 2, orphaned: 1, crownJewels: 1 });
    expect(summary!.imports).toEqual(report.imports);
  });

  it('reads UTF-16, as PowerShell and spreadsheets write it, packed too, over any length', async () => {
    const some = await someBackend();
    await openNewCase(some);
    const many = `id,name,kind\n${Array.from({ length: 60_000 }, (_, number) => `svc-${number},Zoë 🚀 ${number},bot\n`).join('')}`;
    const little = Buffer.from(`\uFEFF${many}`, 'utf16le');
    const folder = await filesIn(join(some.folder, 'export'), {
      'identities.csv': little,
      'grants.csv.gz': gzipSync(Buffer.from(`\uFEFF${GRANTS}`, 'utf16le').swap16()),
    });
    const report = await some.call('import.run', { paths: [folder] });
    expect([report.problemCounts, report.changed.newNodes, report.changed.newEdges]).toEqual([{ error: 0, warning: 0, note: 0 }, 60_004, 2]);
    expect(await exportText(some, { format: 'jsonl' })).toContain('"Zoë 🚀 59999"');
  });

  it('changes nothing the second time: same version, same export', async () => {
    const some = await someBackend();
    await openNewCase(some);
    const paths = [await filesIn(join(some.folder, 'export'), FILES)];
    const first = await some.call('import.run', { paths });
    const before = await exportText(some, { format: 'jsonl' });
    const second = await some.call('import.run', { paths });
    expect(second.changed).toEqual({ newNodes: 0, changedNodes: 0, newEdges: 0, changedEdges: 0, closed: 0 });
    expect(second.version).toBe(first.version);
    expect(await exportText(some, { format: 'jsonl' })).toBe(before);
    const lines = before.trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.filter((line) => 'node' in line).length + lines.filter((line) => 'edge' in line).length).toBe(lines.length);
    expect(lines.filter((line) => line['edge'] === 'CAN_ACCESS' && line['from'] === 'backup')).toEqual([
      { edge: 'CAN_ACCESS', from: 'backup', to: 'logs', properties: { level: 'read', since: NOW, scope: 'tendril-csv:export/grants.csv' }, evidence: [expect.objectContaining({ file: 'export/grants.csv', at: 'line 3' })] },
    ]);
  });

  it('reads what it wrote: the case opened anew gives the same export', async () => {
    const some = await someBackend();
    const path = await openNewCase(some);
    await some.call('import.run', { paths: [await filesIn(join(some.folder, 'export'), FILES)] });
    const before = await exportText(some, { format: 'jsonl' });
    await some.call('case.close', {});
    await some.call('case.open', { kind: 'case-file', path });
    expect((await exportText(some, { format: 'jsonl' })).split('\n').toSorted()).toEqual(before.split('\n').toSorted());
  });

  it('names file, line and field of a bad row, takes the good ones, and the mended rejects go in', async () => {
    const some = await someBackend();
    await openNewCase(some);
    const broken = `${GRANTS}ci,logs,whatever\n,orders,read\nbackup,orders,list\n`;
    const folder = await filesIn(join(some.folder, 'export'), { ...FILES, 'grants.csv': broken });
    const rejectsFolder = join(some.folder, 'rejects');
    const report = await some.backend.runImport({ paths: [folder], rejectsFolder, signal });
    expect(report.problems.filter(({ severity }) => severity === 'error').map(({ file, at, field, code }) => [file, at, field, code])).toEqual([
      ['export/grants.csv', 'line 4', 'level', 'bad-value'],
      ['export/grants.csv', 'line 5', 'identity_id', 'missing-value'],
    ]);
    expect([report.problemCounts.error, report.changed.newEdges, report.imports[0]!.problems]).toEqual([2, 4, 3]);
    expect(report.rejects).toEqual([join(rejectsFolder, 'export_grants.rejects.csv')]);
    const rejected = await readFile(report.rejects[0]!, 'utf8');
    expect(rejected).toBe('identity_id,resource_id,level\nci,logs,whatever\n,orders,read\n');

    await writeFile(report.rejects[0]!, rejected.replace('whatever', 'read').replace('\n,orders', '\nbackup,orders'));
    const mended = await some.backend.runImport({ paths: report.rejects, rejectsFolder, signal });
    expect([mended.problemCounts.error, mended.changed.newEdges, mended.changed.closed, mended.rejects]).toEqual([0, 2, 0, []]);
  });

  it('writes rejects beside the case for a window, and none for a sample or a browser', async () => {
    const window = await someBackend();
    const folder = await filesIn(join(window.folder, 'export'), { 'grants.csv': `${GRANTS}ci,logs,whatever\n` });
    await openNewCase(window);
    expect((await window.call('import.run', { paths: [folder] })).rejects).toEqual([join(window.folder, 'export_grants.rejects.csv')]);
    await window.call('case.open', { kind: 'sample', id: 'meridian-parcel' });
    const sample = await window.call('import.run', { paths: [folder] });
    expect([sample.rejects, sample.problemCounts.error]).toEqual([[], 1]);

    const browser = await someBackend({ paths: false });
    await browser.call('case.open', { kind: 'case-file', path: 'mine', create: true });
    const { path } = await browser.call('upload.begin', { name: 'grants.csv', bytes: 1 });
    await browser.call('upload.chunk', { path, data: Buffer.from(`${GRANTS}ci,logs,whatever\n`).toString('base64') });
    expect((await browser.call('import.run', { paths: [path] })).rejects).toEqual([]);
  });

  it('says so when rejected rows cannot be written, and imports nothing', async () => {
    const some = await someBackend();
    await openNewCase(some);
    const folder = await filesIn(join(some.folder, 'export'), { 'identities.csv': `${IDENTITIES},nameless,iam_role,\n` });
    const rejectsFolder = join(folder, 'identities.csv', 'below-a-file');
    await expect(some.backend.runImport({ paths: [folder], rejectsFolder, signal })).rejects.toEqual(withCode('file-unreadable'));
    await mkdir(join(some.folder, 'taken', 'export_identities.rejects.csv'), { recursive: true });
    await expect(some.backend.runImport({ paths: [folder], rejectsFolder: join(some.folder, 'taken'), signal })).rejects.toEqual(withCode('file-unreadable'));
    expect(await some.call('case.summary', {})).toMatchObject({ nodes: 0, version: 0 });
  });

  it('refuses what is of no known format, naming the file and the formats', async () => {
    const some = await someBackend();
    await openNewCase(some);
    const folder = await filesIn(join(some.folder, 'export'), { 'notes.txt': 'hello', 'empty.csv': '', 'broken.csv.gz': gzipSync(IDENTITIES).subarray(0, 20) });
    const refused: AppError = await some.call('import.run', { paths: [join(folder, 'notes.txt')] }).then(() => expect.unreachable(), (error: AppError) => error);
    expect([refused.code, refused.detail]).toEqual([
      'format-unknown',
      { files: [{ name: 'export/notes.txt', reason: expect.any(String) }], formats: expect.arrayContaining(['tendril-csv', 'aws-authorization-details']) },
    ]);
    await expect(some.call('import.run', { paths: [folder] })).rejects.toEqual(withCode('format-unknown'));
    await expect(some.call('import.run', { paths: [join(folder, 'absent.csv')] })).rejects.toEqual(withCode('file-unreadable'));
    expect((await some.call('import.recognise', { paths: [folder] })).map(({ file, format }) => [file, format])).toEqual([
      ['export/broken.csv.gz', null],
      ['export/empty.csv', null],
      ['export/notes.txt', null],
    ]);
  });

  it('counts relationships to things that nothing describes once, in the report and in the record of the import', async () => {
    const some = await someBackend({
      readFile: async (options, onFacts) => {
        await onFacts([
          { fact: 'node', uid: 'a', label: 'Identity', properties: {}, at: 'line 1', scope: 'case:one' },
          { fact: 'edge', kind: 'CAN_ASSUME', from: 'a', to: 'gone', properties: {}, at: 'line 2', scope: 'case:one' },
        ], 'tendril-csv');
        return readFileHere(options, () => undefined);
      },
      // Someone else's commit comes in between, once.
      openCaseFile: async (path, options) => {
        const store = await openCaseFile(path, options);
        let tries = 0;
        const apply: typeof store.apply = async (commit, more) => {
          tries += 1;
          if (tries > 1) return store.apply(commit, more);
          throw new AppError('store-conflict', 'Someone else wrote in between.', { retryable: true });
        };
        return new Proxy(store, {
          get: (target, name) => {
            if (name === 'apply') return apply;
            const value: unknown = Reflect.get(target, name, target);
            return typeof value === 'function' ? value.bind(target) : value;
          },
        });
      },
    });
    await openNewCase(some);
    const report = await some.call('import.run', { paths: [await filesIn(join(some.folder, 'export'), { 'identities.csv': IDENTITIES })] });
    const unknown = { file: 'export/identities.csv', at: 'line 2', code: 'unknown-reference', severity: 'warning' };
    expect([report.problems, report.problemCounts.warning]).toEqual([[expect.objectContaining(unknown)], 1]);
    expect((await some.call('case.summary', {}))!.imports.map(({ problems }) => problems)).toEqual([1]);
  });

  it('an import that is cancelled while it reads leaves the case as it was, and closes its files', async () => {
    const cancel = new AbortController();
    const some = await someBackend({
      readFile: (options, onFacts) =>
        readFileHere(options, async (facts, format) => {
          await onFacts(facts, format);
          cancel.abort();
          await new Promise((resolve) => setTimeout(resolve, 20));
        }),
    });
    await openNewCase(some);
    const rows = Array.from({ length: 30_000 }, (_, number) => `identity-${number},Identity ${number},iam_role,team-${number % 50}`);
    const folder = await filesIn(join(some.folder, 'export'), { 'identities.csv': `id,name,kind,owner\n${rows.join('\n')}\n` });
    await expect(some.call('import.run', { paths: [folder] }, { signal: cancel.signal })).rejects.toEqual(withCode('aborted'));
    await expect.poll(() => openFiles(folder)).toEqual([]);
    expect(await some.call('case.summary', {})).toMatchObject({ version: 0, nodes: 0 });
    // The next import is not held up by the cancelled one.
    const next = await some.backend.runImport({ paths: [await filesIn(join(some.folder, 'small'), FILES)], signal });
    expect(next.version).toBe(1);
  });

  it('two imports at once both go in, one after the other', async () => {
    const some = await someBackend();
    await openNewCase(some);
    const one = await filesIn(join(some.folder, 'one'), { 'identities.csv': IDENTITIES });
    const two = await filesIn(join(some.folder, 'two'), { 'resources.csv': RESOURCES });
    const reports = await Promise.all([some.call('import.run', { paths: [one] }), some.call('import.run', { paths: [two] })]);
    expect(reports.map(({ changed }) => changed.newNodes).toSorted()).toEqual([2, 3]);
    expect(await some.call('case.summary', {})).toMatchObject({ version: 2, nodes: 7 });
  });

  it('what an export no longer shows is closed, and the history of the thing says by which import', async () => {
    const some = await someBackend();
    await openNewCase(some);
    const folder = await filesIn(join(some.folder, 'export'), FILES);
    await some.call('import.run', { paths: [folder] });
    await writeFile(join(folder, 'grants.csv'), GRANTS.replace('ci,orders,write\n', ''));
    const second = await some.call('import.run', { paths: [folder] });
    expect(second.changed).toMatchObject({ newNodes: 0, newEdges: 0, changedEdges: 1, closed: 1 });
    const { history, relations, reach } = await some.call('thing.get', { uid: 'ci' });
    expect(history[0]).toMatchObject({ operation: 'closed', import: second.imports[0]!.uid });
    expect([relations.some(({ kind }) => kind === 'CAN_ACCESS'), reach.granted]).toEqual([false, 0]);
  });
});

/** Files below a folder that this process holds open. */
async function openFiles(folder: string): Promise<string[]> {
  const links = await Promise.all((await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')));
  return links.filter((target) => target.startsWith(folder));
}

it('a file is the same whether it is named or its folder is, and as an upload from that folder', async () => {
  const some = await someBackend();
  await openNewCase(some);
  const folder = await filesIn(join(some.folder, 'export'), { ...FILES, 'more/grants.csv': GRANTS });
  await some.call('import.run', { paths: [folder] });
  const before = await exportText(some, { format: 'jsonl' });
  for (const name of [...Object.keys(FILES), 'more/grants.csv']) {
    const { changed } = await some.call('import.run', { paths: [join(folder, name)] });
    expect([name, changed]).toEqual([name, { newNodes: 0, changedNodes: 0, newEdges: 0, changedEdges: 0, closed: 0 }]);
  }
  const { path } = await some.call('upload.begin', { name: '/home/somebody/export/grants.csv', bytes: GRANTS.length });
  await some.call('upload.chunk', { path, data: Buffer.from(GRANTS).toString('base64') });
  expect((await some.call('import.run', { paths: [path] })).changed.newEdges).toBe(0);
  // What differs is the Import nodes, which tell one importing from another.
  const edgesOf = (text: string): string[] => text.split('\n').filter((line) => line.startsWith('{"edge"'));
  expect(edgesOf(await exportText(some, { format: 'jsonl' }))).toEqual(edgesOf(before));
});

it('a row that is rejected closes nothing, and says so', async () => {
  const some = await someBackend();
  await openNewCase(some);
  const header = 'identity_id,resource_id,level\n';
  const folder = await filesIn(some.folder, { 'exports/grants.csv': `${header}bot,db,write\nbot,logs,read\n` });
  const path = join(folder, 'exports', 'grants.csv');
  await some.call('import.run', { paths: [path] });
  await writeFile(path, `${header}bot,db,wriite\n`);
  const broken = await some.call('import.run', { paths: [path] });
  expect(broken.changed.closed).toBe(0);
  expect(broken.problems.map(({ code, severity }) => [code, severity])).toEqual([['bad-value', 'error'], ['skipped', 'note']]);
  await writeFile(path, `${header}bot,db,write\n`);
  expect((await some.call('import.run', { paths: [path] })).changed.closed).toBe(1);
});

it('a permissions boundary that an export no longer shows is taken away', async () => {
  const some = await someBackend();
  await openNewCase(some);
  const role = { RoleName: 'deploy', RoleId: 'AROAEXAMPLEDEPLOY0001', Arn: 'arn:aws:iam::111122223333:role/deploy', Path: '/' };
  const boundary = { PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: 'arn:aws:iam::111122223333:policy/fence' } };
  const text = (more: object): string => JSON.stringify({ UserDetailList: [], GroupDetailList: [], RoleDetailList: [{ ...role, ...more }], Policies: [] });
  const folder = await filesIn(some.folder, { 'a.json': text(boundary), 'b.json': text({}) });
  const boundaryOf = async (): Promise<unknown> => (await some.call('thing.get', { uid: role.Arn })).properties['permissionsBoundary'];
  await some.call('import.run', { paths: [join(folder, 'a.json')] });
  expect(await boundaryOf()).toBe('arn:aws:iam::111122223333:policy/fence');
  await some.call('import.run', { paths: [join(folder, 'b.json')] });
  expect(await boundaryOf()).toBeUndefined();
});
