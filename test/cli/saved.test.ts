/** `tendril saved` on a case file: what a script reads, and what it may rely on when something is wrong. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { existsSync } from 'node:fs';
import { EXIT } from '../../src/cli/exit-codes.ts';
import { newCase } from './new-case.ts';
import { SAMPLE, jsonOf, shell, temporaryFolder, tendril } from './some-command.ts';

let folder: string;
let remove: () => Promise<void>;
let file: string;

beforeAll(async () => {
  ({ folder, remove } = await temporaryFolder());
  file = join(folder, 'sample.tendril');
  await newCase(file, [SAMPLE]);
});
afterAll(() => remove());

const saved = (...parameters: string[]) => tendril(['saved', ...parameters, '--case', file]);
const listed = async () => jsonOf(await saved('--json')) as { name: string; text: string; description: string; language: string; by: string; time: string }[];

describe('tendril saved', () => {
  it('adds from text, a file and standard input; lists; replaces when asked; removes', async () => {
    expect(await saved()).toMatchObject({ code: 0, out: 'No rows.\n' });
    await writeFile(join(folder, 'keys.sql'), '-- keys\nSELECT uid FROM nodes WHERE label = \'Credential\'\n');
    expect((await saved('add', 'One', 'SELECT 1 AS n', '--description', 'the first')).code).toBe(0);
    expect((await saved('add', 'Keys', '--file', join(folder, 'keys.sql'))).code).toBe(0);
    expect((await tendril(['saved', 'add', 'Piped', '--file', '-', '--case', file], 'SELECT 3 AS n')).code).toBe(0);
    expect((await saved('add', 'One', 'SELECT 2 AS n')).code).toBe(EXIT.usage);
    expect((await saved('add', 'One', 'SELECT 2 AS n', '--replace')).code).toBe(0);
    expect((await listed()).map(({ name, text, description }) => [name, text, description])).toEqual([
      ['Keys', `-- keys\nSELECT uid FROM nodes WHERE label = 'Credential'`, ''],
      ['One', 'SELECT 2 AS n', ''],
      ['Piped', 'SELECT 3 AS n', ''],
    ]);
    expect((await listed())[0]).toMatchObject({ language: 'sql', by: expect.stringMatching(/./), time: expect.stringMatching(/^\d{4}-.*Z$/) });
    expect((await saved('list')).out).toBe((await saved()).out);
    expect((await saved('remove', 'Piped')).code).toBe(0);
    expect((await saved('remove', 'Piped')).code).toBe(EXIT.usage);
    expect((await listed()).map(({ name }) => name)).toEqual(['Keys', 'One']);
  });

  it('runs a saved one and a text, as a table, JSON and CSV, up to a limit that is said', async () => {
    const keys = jsonOf(await saved('run', 'Keys', '--json')) as { uid: string }[];
    expect(keys.length).toBeGreaterThan(0);
    expect(Object.keys(keys[0]!)).toEqual(['uid']);
    const csv = await saved('run', '--text', 'SELECT range AS n FROM range(5)', '--csv', '--limit', '2');
    expect(csv.out.trimEnd().split(/\r?\n/)).toEqual(['n', '0', '1']);
    expect(csv.err).not.toBe('');
    expect(await saved('run', '--text', 'SELECT range AS n FROM range(2)', '--csv', '--limit', '2')).toMatchObject({ code: 0, err: '' });
    expect((await saved('run', '--text', 'SELECT range AS n FROM range(2000)', '--json')).err).not.toBe('');
    const piped = await shell(`echo "SELECT 7 AS n" | tendril saved run --file - --case "$FILE" --json`, { FILE: file });
    expect(jsonOf(piped)).toEqual([{ n: 7 }]);
    expect((await saved('run', '--text', `SELECT chr(27) || '[2Jx' AS escape`)).out).toContain('\\x1b[2Jx');
  });

  it('refuses what writes, reaches out, is wrong or is not one thing to run', async () => {
    for (const text of ['DROP TABLE node', `SELECT * FROM read_text('${file}')`, `COPY node TO '${join(folder, 'out.csv')}'`, 'nonsense', '']) {
      expect((await saved('run', '--text', text)).code).toBe(EXIT.usage);
    }
    expect(existsSync(join(folder, 'out.csv'))).toBe(false);
    expect((await saved('run')).code).toBe(EXIT.usage);
    expect((await saved('run', 'Nothing')).code).toBe(EXIT.usage);
    expect((await saved('run', 'One', '--text', 'SELECT 1')).code).toBe(EXIT.usage);
    expect((await saved('add', 'Nothing')).code).toBe(EXIT.usage);
    expect((await saved('add', 'two\nlines', 'SELECT 1')).code).toBe(EXIT.usage);
    expect((await saved('run', '--file', join(folder, 'missing.sql'))).code).toBe(EXIT.input);
    for (const limit of ['0', '-1', '1e3', 'all', '100001']) expect((await saved('run', 'One', '--limit', limit)).code).toBe(EXIT.usage);
    expect((await saved('lst')).code).toBe(EXIT.usage);
  });

  it('makes no case, and lets several read one', async () => {
    const missing = join(folder, 'mistyped.tendril');
    expect((await tendril(['saved', 'add', 'One', 'SELECT 1', '--case', missing])).code).toBe(EXIT.store);
    expect(existsSync(missing)).toBe(false);
    const runs = await Promise.all([saved('run', 'One', '--json'), saved('run', 'One', '--json')]);
    expect(runs.map((run) => jsonOf(run))).toEqual([[{ n: 2 }], [{ n: 2 }]]);
  });
});
