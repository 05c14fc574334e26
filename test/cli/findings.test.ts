/** Findings, checks and reports on the command line: what a pipeline reads, and what leaves a case. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXIT } from '../../src/cli/exit-codes.ts';
import { newCase } from './new-case.ts';
import { SAMPLE, jsonOf, temporaryFolder, tendril } from './some-command.ts';

const AS_OF = ['--as-of', '2026-11-24'];
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
interface Listed {
  key: string;
  severity: string;
  rule: string;
  uid: string;
  state: string;
  risk: string;
}
const listed = async (...parameters: string[]) => jsonOf(await ask('findings', '--json', ...AS_OF, ...parameters)) as Listed[];

describe('tendril findings', () => {
  it('lists the open ones, the most severe first, and narrows them', async () => {
    const all = await listed();
    expect(all.length).toBeGreaterThan(3);
    const order = ['low', 'medium', 'high', 'critical'];
    const ranks = all.map(({ severity }) => order.indexOf(severity));
    expect(ranks).toEqual(ranks.toSorted((a, b) => b - a));
    const [severe, ofRisk] = [await listed('--severity', 'high'), await listed('--risk', 'NHI7')];
    expect(severe).toEqual(all.filter(({ severity }) => order.indexOf(severity) >= 2));
    expect(ofRisk).toEqual(all.filter(({ risk }) => risk.startsWith('NHI7 ')));
    expect(ofRisk.length).toBeGreaterThan(0);
  });

  it('tells all of one by the beginning of its key', async () => {
    const [{ key, uid }] = (await listed()) as [Listed];
    const one = await ask('findings', key.slice(0, -4), ...AS_OF);
    expect([one.code, one.out.includes(uid), one.out.includes('Remedy'), one.out.includes('Evidence')]).toEqual([0, true, true, true]);
    expect((await ask('findings', 'no-such-finding')).code).toBe(EXIT.usage);
  });

  it('ages are those of the time asked for', async () => {
    const keys = (found: readonly Listed[]): string[] => found.map(({ key }) => key).toSorted();
    const earlier = jsonOf(await ask('findings', '--json', '--as-of', '2024-01-01')) as Listed[];
    expect(keys(earlier)).not.toEqual(keys(await listed()));
    expect((await ask('findings', '--as-of', 'yesterday')).code).toBe(EXIT.usage);
  });
});

describe('tendril accept and reopen', () => {
  it('an accepted finding is no longer open, and fails no check', async () => {
    const own = join(folder, 'own.tendril');
    await newCase(own, [SAMPLE]);
    const on = (...parameters: string[]) => tendril([...parameters, '--case', own]);
    const found = jsonOf(await on('findings', '--json', ...AS_OF)) as Listed[];
    const severe = found.filter(({ severity }) => severity === 'critical' || severity === 'high').map(({ key }) => key);
    expect((await on('check', ...AS_OF)).code).toBe(EXIT.findings);
    expect((await on('accept', ...severe, '--reason', 'for the test')).code).toBe(0);
    expect((await on('check', ...AS_OF)).code).toBe(0);
    const accepted = jsonOf(await on('findings', '--json', '--state', 'accepted', ...AS_OF)) as Listed[];
    expect(accepted.map(({ key }) => key).toSorted()).toEqual(severe.toSorted());
    const baseline = join(folder, 'before-accepting.json');
    await writeFile(baseline, JSON.stringify({ baseline: 1, findings: found.map(({ key, severity, rule, uid }) => ({ key, severity, rule, uid })) }));
    expect((jsonOf(await on('check', '--baseline', baseline, '--format', 'json', ...AS_OF)) as { gone: unknown[] }).gone).toEqual([]);
    expect((await on('reopen', severe[0]!)).code).toBe(0);
    expect((await on('check', ...AS_OF)).code).toBe(EXIT.findings);
    expect((await on('accept', severe[0]!)).code).toBe(EXIT.usage);
    expect((await on('accept', severe[0]!, '--reason', 'x', '--until', '2020-01-01')).code).toBe(EXIT.usage);
  });
});

describe('tendril check', () => {
  it('fails from the severity asked, and passes above what there is', async () => {
    const counts = (jsonOf(await ask('check', '--format', 'json', '--fail-on', 'none', ...AS_OF)) as { counts: Record<string, number> }).counts;
    for (const severity of ['low', 'medium', 'high', 'critical']) {
      const outcome = await ask('check', '--fail-on', severity, ...AS_OF);
      const order = ['low', 'medium', 'high', 'critical'];
      const fails = order.slice(order.indexOf(severity)).some((name) => counts[name]! > 0);
      expect([severity, outcome.code]).toEqual([severity, fails ? EXIT.findings : EXIT.success]);
    }
  });

  it('a baseline silences what it knows, and nothing that became more severe', async () => {
    const baseline = join(folder, 'baseline.json');
    expect((await ask('check', '--write-baseline', baseline, '--fail-on', 'none', ...AS_OF)).code).toBe(0);
    const quiet = jsonOf(await ask('check', '--baseline', baseline, '--format', 'json', '--fail-on', 'low', ...AS_OF)) as { failed: boolean; inBaseline: number; findings: unknown[] };
    expect([quiet.failed, quiet.findings, quiet.inBaseline]).toEqual([false, [], (await listed()).length]);
    const known = JSON.parse(await readFile(baseline, 'utf8')) as { baseline: number; findings: { key: string; severity: string }[] };
    const severe = known.findings.find(({ severity }) => severity === 'high' || severity === 'critical')!;
    severe.severity = 'low';
    known.findings.push({ ...severe, key: 'gone-0000000000000000' });
    await writeFile(baseline, JSON.stringify(known));
    const failing = await ask('check', '--baseline', baseline, '--format', 'json', ...AS_OF);
    expect(failing.code).toBe(EXIT.findings);
    const risen = JSON.parse(failing.out) as { findings: Listed[]; gone: { key: string }[] };
    expect(risen.findings.map(({ key }) => key)).toEqual([severe.key]);
    expect(risen.gone.map(({ key }) => key)).toEqual(['gone-0000000000000000']);
    await writeFile(baseline, '{"baseline": 2}');
    expect((await ask('check', '--baseline', baseline)).code).toBe(EXIT.usage);
    expect((await ask('check', '--baseline', join(folder, 'none.json'))).code).toBe(EXIT.input);
  });

  it('SARIF holds a result for each finding', async () => {
    const sarif = jsonOf(await ask('check', '--format', 'sarif', '--fail-on', 'none', ...AS_OF)) as { version: string; runs: { results: { ruleId: string }[] }[] };
    expect([sarif.version, sarif.runs[0]!.results.length]).toEqual(['2.1.0', (await listed()).length]);
  });
});

describe('tendril report', () => {
  it.each([
    ['findings', [], '# Findings: sample'],
    ['case', [], '# Case report: sample'],
    ['case', ['AKIAEXAMPLECIDEPLOY1'], '# Incident report: sample'],
    ['dossier', ['ci-deploy'], '# Dossier: ci'],
  ])('%s %j as Markdown and HTML', async (report, things, title) => {
    const markdown = await ask('report', report, ...things, ...AS_OF);
    expect([markdown.code, markdown.err]).toEqual([0, '']);
    expect(markdown.out.replaceAll('\\', '')).toContain(title);
    const html = await ask('report', report, ...things, '--format', 'html', ...AS_OF);
    expect([html.code, html.out.startsWith('<!doctype html>')]).toEqual([0, true]);
  });

  it('in pseudonyms no name, id, file or address is left, and codes stay the same', async () => {
    const own = join(folder, 'pseudonyms.tendril');
    await newCase(own, [SAMPLE]);
    const names = ['meridian', 'ci-deploy', 'AKIAEXAMPLECIDEPLOY1', 'tobias', 'owen', 'stripe://', '.example', '210987654321', 'PLAT-412'];
    for (const format of ['markdown', 'html', 'csv', 'sarif']) {
      for (const parameters of [['findings'], ['case', 'AKIAEXAMPLECIDEPLOY1'], ['dossier', 'ci-deploy']]) {
        const { code, out } = await tendril(['report', ...parameters, '--pseudonymize', '--format', format, '--case', own, ...AS_OF]);
        expect(code).toBe(0);
        expect(names.filter((name) => out.toLowerCase().includes(name.toLowerCase())), `${parameters.join(' ')} as ${format}`).toEqual([]);
      }
    }
    const twice = await Promise.resolve().then(async () => [await tendril(['report', 'findings', '--pseudonymize', '--case', own, ...AS_OF]), await tendril(['report', 'findings', '--pseudonymize', '--case', own, ...AS_OF])]);
    expect(twice[0]!.out).toBe(twice[1]!.out);
  });

  it('says what is wrong with what was asked', async () => {
    expect((await ask('report', 'dossier')).code).toBe(EXIT.usage);
    expect((await ask('report', 'findings', 'ci-deploy')).code).toBe(EXIT.usage);
    expect((await ask('report', 'dossier', 'no-such-thing')).code).toBe(EXIT.unknown);
  });
});

describe('tendril what-if', () => {
  const KEY = 'AKIAEXAMPLECIDEPLOY1';
  const DEPLOYER = 'arn:aws:iam::210987654321:role/deployer';
  interface WhatIf {
    rows: { uid: string; change: string }[];
    reached: { present: number; changed: number };
    cutCost: { present: number | null; changed: number | null };
    findings: { gone: { uid: string }[]; opened: { uid: string }[] };
  }
  const whatIf = async (...parameters: string[]) => jsonOf(await ask('what-if', ...parameters, '--json', ...AS_OF)) as WhatIf;

  it('without a role, what was reached by it is lost, the cut is cheaper, and findings about it are gone', async () => {
    const outcome = await whatIf(KEY, '--disable', 'role/deployer');
    expect(outcome.rows).toContainEqual(expect.objectContaining({ uid: DEPLOYER, change: 'lost' }));
    expect(outcome.rows.filter(({ change }) => change === 'lost')).toHaveLength(outcome.reached.present - outcome.reached.changed);
    expect(outcome.cutCost.present).toBeGreaterThan(0);
    expect(outcome.cutCost.changed).toBeLessThan(outcome.cutCost.present!);
    expect(outcome.findings.opened).toEqual([]);
    const before = jsonOf(await ask('blast-radius', KEY, '--json')) as { total: number };
    expect(before.total).toBe(outcome.reached.present);
  });

  it('cuts and adds relationships, and says when there is none to cut', async () => {
    const cut = await whatIf(KEY, '--cut', `${KEY} AUTHENTICATES_AS arn:aws:iam::210987654321:user/ci-deploy`);
    expect([cut.reached.changed, cut.cutCost.changed]).toEqual([0, 0]);
    const add = await whatIf(KEY, '--hops', '1', '--add', `${KEY} AUTHENTICATES_AS ${DEPLOYER}`);
    expect(add.rows).toContainEqual(expect.objectContaining({ uid: DEPLOYER, change: 'gained' }));
    expect((await ask('what-if', KEY, '--cut', `${DEPLOYER} CAN_ASSUME ${KEY}`)).code).toBe(EXIT.usage);
    expect((await ask('what-if', KEY, '--disable', 'no-such-thing')).code).toBe(EXIT.unknown);
  });

  it('without ids compares findings alone, in words', async () => {
    const { code, out } = await ask('what-if', '--disable', 'ci-deploy', ...AS_OF);
    expect([code, /Findings gone: [1-9]/.test(out), out.includes('Reached')]).toEqual([0, true, false]);
  });
});
