/** Questions to an imported case: tables, JSON and CSV, and what a wrong question ends with. */
import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXIT } from '../../src/cli/exit-codes.ts';
import { openCaseFile } from '../../src/store/case-file/case-file.ts';
import { newCase } from './new-case.ts';
import { SAMPLE, jsonOf, shell, temporaryFolder, tendril } from './some-command.ts';

const KEY = 'AKIAEXAMPLECIDEPLOY1';
let folder: string;
let remove: () => Promise<void>;
let file: string;

beforeAll(async () => {
  ({ folder, remove } = await temporaryFolder());
  file = join(folder, 'sample.tendril');
  await newCase(file, [SAMPLE]);
});
afterAll(() => remove());

const ask = (...parameters: string[]) => tendril([...parameters, '--case', file]);
interface Walk {
  seeds: string[];
  mode: string;
  total: number;
  counts: Record<string, number>;
  reached: { uid: string; label: string; name: string; hops: number }[];
}

describe('blast-radius', () => {
  it('--json: seeds, mode, counts by label, and what is reached, nearest first', async () => {
    const { seeds, mode, total, counts, reached } = jsonOf(await ask('blast-radius', KEY.toLowerCase(), '--json')) as Walk;
    expect([seeds, mode, total]).toEqual([[KEY], 'granted', reached.length]);
    expect(reached[0]).toMatchObject({ uid: 'arn:aws:iam::210987654321:user/ci-deploy', label: 'Identity', name: 'ci-deploy', hops: 1 });
    expect(reached.map(({ hops }) => hops)).toEqual(reached.map(({ hops }) => hops).toSorted((a, b) => a - b));
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(total);
    expect(counts['Identity']).toBe(reached.filter(({ label }) => label === 'Identity').length);
    // The leaked key reaches production, as the sample says.
    expect(reached.find(({ uid }) => uid === 'arn:aws:rds:eu-west-1:210987654321:cluster:orders')?.hops).toBeLessThanOrEqual(3);
  });

  it('a table and CSV of the same rows, without colours where nobody sees them', async () => {
    const near = ['blast-radius', KEY, '--hops', '1'];
    const [table, csv, third] = await Promise.all([ask(...near), ask(...near, '--csv'), ask(...near, '--json')]);
    const json = jsonOf(third) as Walk;
    expect([table.code, csv.code, table.err, csv.err]).toEqual([0, 0, '', '']);
    for (const { uid } of json.reached) expect([table.out.includes(uid), csv.out.includes(uid)]).toEqual([true, true]);
    const lines = csv.out.trimEnd().split('\n');
    expect([lines[0]!.startsWith('hops,uid,label,name'), lines.length]).toEqual([true, json.total + 1]);
    // oxlint-disable-next-line no-control-regex
    expect(table.out + csv.out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
  });

  it('an id that fits several lists them; one that fits none, and a wrong hop count, say so', async () => {
    const [several, none, hops] = await Promise.all([ask('blast-radius', 'meridian-'), ask('blast-radius', 'no-such-thing'), ask('blast-radius', KEY, '--hops', 'many')]);
    expect([several.code, none.code, hops.code]).toEqual([EXIT.unknown, EXIT.unknown, EXIT.usage]);
    expect(several.err.split('\n').filter((line) => line.startsWith('  ')).length).toBeGreaterThan(2);
    expect([several.out, none.out, hops.out]).toEqual(['', '', '']);
  });
});

describe('orphans, why, query', () => {
  it('orphans --json has each identity with its reasons', async () => {
    const rows = jsonOf(await ask('orphans', '--json')) as { uid: string; reasons: string[] }[];
    expect(rows.find(({ uid }) => uid === 'arn:aws:iam::210987654321:user/ci-deploy')?.reasons).toEqual(['never-owned']);
    expect(rows.every(({ reasons }) => reasons.length > 0)).toBe(true);
  });

  it('why shows file and line for every hop', async () => {
    const { code, out } = await ask('why', KEY, 'arn:aws:rds:eu-west-1:210987654321:cluster:orders');
    expect([code, /^1\. /m.test(out), /grants\.csv line \d+/.test(out)]).toEqual([0, true, true]);
  });

  it('an id of digits is an id, whole, however long', async () => {
    await mkdir(join(folder, 'digits'), { recursive: true });
    const grants = join(folder, 'digits', 'grants.csv');
    await writeFile(grants, 'identity_id,resource_id,level\n108123456789012345678,123456789012,read\n');
    const digits = join(folder, 'digits.tendril');
    await newCase(digits, [grants]);
    const rows = jsonOf(await tendril(['query', 'why', '-p', 'source=108123456789012345678', '-p', 'target=123456789012', '--case', digits, '--json'])) as { from: string; to: string }[];
    expect(rows.map(({ from, to }) => [from, to])).toEqual([['108123456789012345678', '123456789012']]);
  });

  it('query --cypher prints what Neo4j Browser takes: parameters and the time of the question, then the statement', async () => {
    const { code, out } = await ask('query', 'stale-credentials', '-p', 'unusedDays=10', '--cypher', '--as-of', '2026-11-24');
    expect([code, out.split('\n').slice(0, 3)]).toEqual([0, [":param now => datetime('2026-11-24T00:00:00.000Z');", ':param unusedDays => 10;', '']]);
    expect((await ask('query', 'choke-points', '--cypher', '-p', `seeds=${KEY}`)).code).toBe(EXIT.usage);
  });

  it('query takes parameters; an unknown query or parameter is the command line’s fault', async () => {
    const [rows, query, parameter, command] = await Promise.all([
      ask('query', 'stale-credentials', '-p', 'unusedDays=30000', '--json'),
      ask('query', 'stale-credential'),
      ask('query', 'stale-credentials', '-p', 'unused=30'),
      tendril(['orphan', '--case', file]),
    ]);
    expect([Array.isArray(jsonOf(rows)), query.code, parameter.code, command.code]).toEqual([true, EXIT.usage, EXIT.usage, EXIT.usage]);
  });
});

describe('export', () => {
  it('writes the whole graph as JSON lines, to a file too', async () => {
    const written = join(folder, 'graph.jsonl');
    const [piped, toFile] = await Promise.all([ask('export', '--format', 'jsonl'), ask('export', '--output', written)]);
    expect([piped.code, toFile.code, toFile.out]).toEqual([0, 0, '']);
    expect(readFileSync(written, 'utf8')).toBe(piped.out);
    const lines = piped.out.trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    const nodes = lines.filter((line) => 'node' in line);
    const edges = lines.filter((line) => 'edge' in line);
    expect([nodes.length > 150, edges.length > 150, nodes.length + edges.length]).toEqual([true, true, lines.length]);
    expect(nodes.every(({ labels, properties }) => Array.isArray(labels) && typeof properties === 'object')).toBe(true);
    const uids = new Set(nodes.map(({ node }) => node));
    expect(edges.filter(({ from, to }) => !uids.has(from) || !uids.has(to))).toEqual([]);
  });

  it('refuses to overwrite the case, and says when a file cannot be written', async () => {
    const [onto, nowhere] = await Promise.all([ask('export', '--output', file), ask('export', '--output', join(folder, 'absent', 'graph.jsonl'))]);
    expect([onto.code, nowhere.code]).toEqual([EXIT.usage, EXIT.input]);
    expect((await ask('orphans')).code).toBe(EXIT.success);
  });

  it('a reader that has seen enough ends it quietly', async () => {
    const { out, err } = await shell('set -o pipefail; tendril export --case "$FILE" | head -n 1 | wc -l; echo "${PIPESTATUS[0]}"', { FILE: file });
    expect([out.trim().split(/\s+/), err]).toEqual([['1', '0'], '']);
  });
});

describe('the case', () => {
  it('held by another process: says who holds it', async () => {
    const store = await openCaseFile(file);
    try {
      const { code, err } = await ask('orphans');
      expect([code, err.includes(String(process.pid))]).toEqual([EXIT.store, true]);
    } finally {
      await store.close();
    }
  });

  it('read by another process: can be read here too, but not written', async () => {
    const store = await openCaseFile(file, { readOnly: true });
    try {
      const [asked, written] = await Promise.all([ask('orphans', '--json'), ask('import', join(SAMPLE, 'owners.csv'))]);
      expect([asked.code, written.code]).toEqual([EXIT.success, EXIT.store]);
    } finally {
      await store.close();
    }
  });

  it('missing, not one, or not named', async () => {
    const [missing, wrong, unnamed, both] = await Promise.all([
      tendril(['orphans', '--case', join(folder, 'absent.tendril')]),
      tendril(['orphans', '--case', join(SAMPLE, 'owners.csv')]),
      tendril(['orphans']),
      tendril(['orphans', '--case', file, '--neo4j', 'bolt://127.0.0.1:1']),
    ]);
    expect([missing.code, wrong.code, unnamed.code, both.code]).toEqual([EXIT.store, EXIT.store, EXIT.usage, EXIT.usage]);
  });
});

describe('formats, queries and help', () => {
  it('need no case', async () => {
    const [formats, queries, help, bare] = await Promise.all([tendril(['formats', '--json']), tendril(['queries', '--csv']), tendril(['--help']), tendril([])]);
    expect((jsonOf(formats) as { id: string }[]).map(({ id }) => id)).toContain('tendril-csv');
    expect([queries.out.includes('blast-radius'), help.code, bare.code]).toEqual([true, EXIT.success, EXIT.usage]);
  });
});
