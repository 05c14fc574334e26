/** `tendril import`: folders, several files, gzip and standard input; rejected rows, unknown formats and Ctrl-C. */
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXIT } from '../../src/cli/exit-codes.ts';
import { SAMPLE, jsonOf, shell, startTendril, temporaryFolder, tendril } from './some-command.ts';

const IDENTITIES = 'id,name,kind\nci,CI deploy,iam_role\nbackup,Backup,machine_user\n';
const GRANTS = 'identity_id,resource_id,level\nci,orders,write\n';
let folder: string;
let remove: () => Promise<void>;
beforeAll(async () => {
  ({ folder, remove } = await temporaryFolder());
});
afterAll(() => remove());

async function write(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  return path;
}

interface Report {
  imports: { format: string; files: string[]; records: number }[];
  files: { file: string; format: string | null }[];
  changed: { newNodes: number; changedNodes: number; newEdges: number; changedEdges: number };
  version: number;
  rejects: string[];
}

describe('tendril import', () => {
  it('imports the sample, and once more without a change', async () => {
    const parameters = ['import', SAMPLE, '--case', join(folder, 'sample.tendril')];
    const first = await tendril(parameters);
    expect([first.code, first.err]).toEqual([EXIT.success, '']);
    const second = jsonOf(await tendril([...parameters, '--json'])) as Report;
    expect([second.changed, second.version]).toEqual([{ newNodes: 0, changedNodes: 0, newEdges: 0, changedEdges: 0, closed: 0 }, 1]);
  });

  it('takes several files, gzip among them, and standard input beside them', async () => {
    const identities = await write('several/identities.csv', IDENTITIES);
    const resources = await write('several/resources.csv.gz', gzipSync('id,name,kind\norders,Orders,database\n'));
    const file = join(folder, 'several.tendril');
    const report = jsonOf(await tendril(['import', identities, resources, '-', '--case', file, '--json'], gzipSync(GRANTS))) as Report;
    expect(report.files.map(({ file: name, format }) => [name, format])).toEqual([['several/identities.csv', 'tendril-csv'], ['several/resources.csv.gz', 'tendril-csv'], ['-', 'tendril-csv']]);
    expect(report.imports.map(({ format, files }) => [format, files])).toEqual([['tendril-csv', ['several/identities.csv', 'several/resources.csv.gz']], ['tendril-csv', ['-']]]);
    expect(report.changed).toMatchObject({ newNodes: 3, newEdges: 1 });
    const again = await tendril(['import', '-', '--case', file, '--json'], gzipSync(GRANTS));
    expect((jsonOf(again) as Report).version).toBe(1);
  });

  it('rejected rows: named on standard error, written beside the case, and the exit code says so', async () => {
    const grants = await write('broken/grants.csv', `${GRANTS}ci,orders,everything\n`);
    const file = join(folder, 'broken', 'case.tendril');
    const { code, err } = await tendril(['import', grants, '--case', file]);
    expect([code, err.includes('grants.csv line 3 (level)')]).toEqual([EXIT.rejected, true]);
    const rejects = join(folder, 'broken', 'broken_grants.rejects.csv');
    expect(readFileSync(rejects, 'utf8')).toBe('identity_id,resource_id,level\nci,orders,everything\n');
    await writeFile(rejects, readFileSync(rejects, 'utf8').replace('everything', 'read'));
    const elsewhere = await tendril(['import', rejects, '--case', file, '--rejects', join(folder, 'elsewhere'), '--json']);
    expect([(jsonOf(elsewhere) as Report).rejects, existsSync(join(folder, 'elsewhere'))]).toEqual([[], false]);
  });

  it('leaves no new case behind when nothing could be imported, and an old one as it was', async () => {
    const fresh = join(folder, 'fresh.tendril');
    expect((await tendril(['import', join(folder, 'absent.csv'), '--case', fresh])).code).toBe(EXIT.input);
    expect(existsSync(fresh)).toBe(false);
    const kept = join(folder, 'kept.tendril');
    await tendril(['import', await write('kept/identities.csv', IDENTITIES), '--case', kept]);
    expect((await tendril(['import', join(folder, 'absent.csv'), '--case', kept])).code).toBe(EXIT.input);
    expect(existsSync(kept)).toBe(true);
  });

  it('says which files of a folder were left out; one that cannot be read is no success', async () => {
    await write('mixed/identities.csv', IDENTITIES);
    await write('mixed/notes.txt', 'not an export\n');
    const noted = await tendril(['import', join(folder, 'mixed'), '--case', join(folder, 'mixed.tendril')]);
    expect([noted.code, noted.out.includes('mixed/notes.txt')]).toEqual([EXIT.success, true]);
    await write('mixed/grants.csv.gz', gzipSync(GRANTS).subarray(0, 30));
    const damaged = await tendril(['import', join(folder, 'mixed'), '--case', join(folder, 'mixed.tendril')]);
    expect([damaged.code, damaged.err.includes('error: mixed/grants.csv.gz')]).toEqual([EXIT.rejected, true]);
  });

  it('what is no known format, or is not there, is refused', async () => {
    const notes = await write('notes.txt', 'not an export\n');
    const file = join(folder, 'refused.tendril');
    const [unknown, absent, streamed] = await Promise.all([
      tendril(['import', notes, '--case', file]),
      tendril(['import', join(folder, 'absent.csv'), '--case', join(folder, 'refused-2.tendril')]),
      tendril(['import', '-', '--case', join(folder, 'refused-3.tendril')], 'not an export\n'),
    ]);
    expect([unknown.code, absent.code, streamed.code]).toEqual([EXIT.input, EXIT.input, EXIT.input]);
    for (const { err } of [unknown, streamed]) expect([err.includes('tendril-csv'), err.includes('aws-credential-report')]).toEqual([true, true]);
  });

  it('does not wait for a writer that never ends when it has seen enough to refuse', async () => {
    const { out } = await shell('yes | tendril import - --case "$FOLDER/endless.tendril" 2>/dev/null; echo "${PIPESTATUS[1]}"', { FOLDER: folder });
    expect(out.trim()).toBe(String(EXIT.input));
  });

  it('Ctrl-C ends it while it waits for input, and the case stays as it was', async () => {
    const file = join(folder, 'cancelled.tendril');
    const { process: running, outcome } = startTendril('import', '-', '--case', file);
    running.stdin!.write(IDENTITIES);
    // The case is there once it is open, and then the input is awaited.
    await expect.poll(() => existsSync(`${file}.wal`) || existsSync(file), { timeout: 10_000 }).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 300));
    running.kill('SIGINT');
    expect((await outcome).code).toBe(EXIT.cancelled);
    const { out } = await tendril(['export', '--case', file]);
    expect(out).toBe('');
  });

  it('a name that would drive a terminal is shown, not sent', async () => {
    const identities = await write('hostile/identities.csv', 'id,name,kind\nci,\u001b[31mred\u0007\u009b32m\u202e,iam_role\n');
    const file = join(folder, 'hostile.tendril');
    await tendril(['import', identities, '--case', file]);
    const { out } = await tendril(['orphans', '--case', file]);
    expect(['\u001b', '\u0007', '\u009b', '\u202e', 'red'].map((text) => out.includes(text))).toEqual([false, false, false, false, true]);
    const json = await tendril(['orphans', '--case', file, '--json']);
    expect(['\u001b', '\u0007', '\u009b'].map((text) => json.out.includes(text))).toEqual([false, false, false]);
    expect(jsonOf(json)).toMatchObject([{ name: '\u001b[31mred\u0007\u009b32m\u202e' }]);
  });
});
