/** Findings over time: first seen, fixed, back again, accepted for a while; and by which thresholds. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Output } from '../../src/protocol/procedures.ts';
import type { FindingView } from '../../src/protocol/shapes.ts';
import { filesIn, openNewCase, someBackend, withCode, type SomeBackend } from './some-backend.ts';

const HEADER = 'id,identity_id,kind,created_at,last_used_at,status';
/** Created at the start of the year, used until lately: old on the first of June, not unused. */
const OLD = 'key-old,bot,access_key,2026-01-01,2026-05-30,active';
const NEW = 'key-new,bot,access_key,2026-05-20,2026-05-30,active';
const RENEWED = 'key-old,bot,access_key,2026-05-31,2026-05-31,active';
const UNROTATED = 'unrotated-credential';

interface Listed {
  readonly summary: Output<'findings.run'>;
  readonly rows: readonly Record<string, unknown>[];
}

async function list(some: SomeBackend): Promise<Listed> {
  const summary = await some.call('findings.run', {});
  const { rows } = await some.call('query.page', { handle: summary.handle, offset: 0, limit: 100 });
  return { summary, rows: rows.map((row) => Object.fromEntries(row.map((cell, place) => [summary.columns[place]!.name, cell]))) };
}

async function unrotated(some: SomeBackend): Promise<Record<string, unknown>[]> {
  return (await list(some)).rows.filter(({ rule }) => rule === UNROTATED);
}

async function importCredentials(some: SomeBackend, ...rows: string[]) {
  const folder = await filesIn(join(some.folder, 'exports'), { 'credentials.csv': `${[HEADER, ...rows].join('\n')}\n` });
  return some.call('import.run', { paths: [folder] });
}

/** A back end on a new case with the old and the new key, and a clock to set. */
async function withKeys() {
  let now = '2026-06-01T00:00:00.000Z';
  const some = await someBackend({ clock: () => now });
  await openNewCase(some);
  const report = await importCredentials(some, OLD, NEW);
  return { some, report, setClock: (time: string) => void (now = time) };
}

describe('what the case remembers of a finding', () => {
  it('the import counts what it opened; first and last seen are its time', async () => {
    const { some, report } = await withKeys();
    const found = await unrotated(some);
    expect(found).toEqual([expect.objectContaining({ uid: 'key-old', state: 'open', severity: 'medium', firstSeen: '2026-06-01T00:00:00.000Z', lastSeen: '2026-06-01T00:00:00.000Z' })]);
    const { summary, rows } = await list(some);
    expect(report.findings).toEqual({ opened: rows.length, fixed: 0, open: rows.length });
    expect(Object.values(summary.open).reduce((sum, count) => sum + count, 0)).toBe(rows.length);
  });

  it('stays with the same key while it lasts, is fixed by an import that no longer shows it, and comes back as the same', async () => {
    const { some, setClock } = await withKeys();
    const [{ key }] = (await unrotated(some)) as [{ key: string }];
    setClock('2026-06-02T00:00:00.000Z');
    await importCredentials(some, OLD);
    expect(await unrotated(some)).toEqual([expect.objectContaining({ key, state: 'open', firstSeen: '2026-06-01T00:00:00.000Z', lastSeen: '2026-06-02T00:00:00.000Z' })]);

    setClock('2026-06-03T00:00:00.000Z');
    const fixing = await importCredentials(some, RENEWED);
    expect(fixing.findings!.fixed).toBeGreaterThan(0);
    expect(await unrotated(some)).toEqual([expect.objectContaining({ key, state: 'fixed', firstSeen: '2026-06-01T00:00:00.000Z', lastSeen: '2026-06-02T00:00:00.000Z' })]);
    const view: FindingView = await some.call('finding.get', { key });
    expect([view.state, view.fixedAt, view.sentence]).toEqual(['fixed', '2026-06-03T00:00:00.000Z', null]);

    setClock('2026-10-01T00:00:00.000Z');
    const { findings } = await importCredentials(some, RENEWED.replace('2026-05-31,active', '2026-09-30,active'));
    expect(findings!.opened).toBeGreaterThan(0);
    expect(await unrotated(some)).toEqual([expect.objectContaining({ key, state: 'open', firstSeen: '2026-06-01T00:00:00.000Z' })]);
  });

  it('is opened anew from the case with all of it', async () => {
    const { some } = await withKeys();
    const before = await list(some);
    const path = (await some.call('case.summary', {}))!.location;
    await some.call('case.close', {});
    await some.call('case.open', { kind: 'case-file', path });
    expect((await list(some)).rows).toEqual(before.rows);
  });
});

describe('the record of a finding', () => {
  const NAMED = 'id,identity_id,kind,name,created_at,last_used_at,status';
  const named = async (some: SomeBackend, name: string, created: string) => {
    const folder = await filesIn(join(some.folder, 'exports'), { 'credentials.csv': `${NAMED}\nkey-old,bot,access_key,${name},${created},2026-05-30,active\n` });
    return some.call('import.run', { paths: [folder] });
  };

  it('follows a new name, so that a fixed one is told by its last', async () => {
    const some = await someBackend();
    await openNewCase(some);
    await named(some, 'deploy', '2026-01-01');
    const renamed = await named(some, 'release', '2026-01-01');
    expect(renamed.findings).toMatchObject({ opened: 0, fixed: 0 });
    await named(some, 'release', '2026-05-31');
    expect(await unrotated(some)).toEqual([expect.objectContaining({ state: 'fixed', name: 'release' })]);
  });

  it('is not written when an import changes nothing, and stays', async () => {
    const { some } = await withKeys();
    const before = (await list(some)).rows;
    expect((await importCredentials(some, OLD, NEW)).findings).toMatchObject({ opened: 0, fixed: 0 });
    expect((await list(some)).rows).toEqual(before);
  });
});

describe('accepting', () => {
  it('takes it out of the open ones until the time given, with who and why; reopening takes it back', async () => {
    const { some, setClock } = await withKeys();
    const [{ key }] = (await unrotated(some)) as [{ key: string }];
    const open = (await list(some)).summary;
    await some.call('findings.accept', { keys: [key], reason: 'moves to a role in July', until: '2026-08-01' });
    const { summary } = await list(some);
    expect([summary.accepted, summary.open.medium]).toEqual([1, open.open.medium - 1]);
    const view = await some.call('finding.get', { key });
    expect(view).toMatchObject({ state: 'accepted', acceptance: { reason: 'moves to a role in July', until: '2026-08-01T00:00:00.000Z', at: '2026-06-01T00:00:00.000Z' } });
    expect(view.acceptance!.by).not.toBe('');

    setClock('2026-08-01T00:00:00.000Z');
    expect(await some.call('finding.get', { key })).toMatchObject({ state: 'open', acceptance: { reason: 'moves to a role in July' } });
    setClock('2026-07-01T00:00:00.000Z');
    await some.call('findings.reopen', { keys: [key] });
    expect(await some.call('finding.get', { key })).toMatchObject({ state: 'open', acceptance: null });
  });

  it('survives importing again', async () => {
    const { some } = await withKeys();
    const [{ key }] = (await unrotated(some)) as [{ key: string }];
    await some.call('findings.accept', { keys: [key], reason: 'known' });
    await importCredentials(some, OLD);
    expect(await some.call('finding.get', { key })).toMatchObject({ state: 'accepted', acceptance: { until: null } });
  });

  it('refuses a key that there is not, an empty reason, and an end that has passed; nothing is accepted then', async () => {
    const { some } = await withKeys();
    const [{ key }] = (await unrotated(some)) as [{ key: string }];
    const refused = withCode('bad-request');
    await expect(some.call('findings.accept', { keys: [key, 'no-such-key'], reason: 'x' })).rejects.toEqual(refused);
    await expect(some.call('findings.accept', { keys: [key], reason: '  ' })).rejects.toEqual(refused);
    await expect(some.call('findings.accept', { keys: [key], reason: 'x', until: '2026-05-01' })).rejects.toEqual(refused);
    await expect(some.call('findings.accept', { keys: [key], reason: 'x', until: 'soon' })).rejects.toEqual(refused);
    expect((await list(some)).summary.accepted).toBe(0);
  });
});

describe('what a finding says', () => {
  it('has its sentence, remedy, controls and the row it was read from', async () => {
    const { some } = await withKeys();
    const [{ key }] = (await unrotated(some)) as [{ key: string }];
    const view = await some.call('finding.get', { key });
    expect(view.sentence).toContain('151 days');
    expect(view.remedy!.length).toBeGreaterThan(20);
    expect([view.risk, view.controls]).toEqual(['NHI7 Long-Lived Secrets', expect.arrayContaining(['CIS AWS 1.14'])]);
    expect(view.evidence[0]).toMatchObject({ at: 'line 2' });
    expect(view.evidence[0]!.file).toContain('credentials.csv');
  });
});

describe('the settings file', () => {
  const settings = async (some: SomeBackend, text: string): Promise<void> => {
    await mkdir(join(some.folder, 'state'), { recursive: true });
    await writeFile(join(some.folder, 'state', 'settings.json'), text);
  };

  it('sets the thresholds that rules judge by', async () => {
    const { some } = await withKeys();
    await settings(some, '{"thresholds": {"rotationDays": 365}}');
    expect((await unrotated(some)).map(({ state }) => state)).not.toContain('open');
    await settings(some, '{"preset": "stig", "thresholds": {}}');
    expect(await unrotated(some)).toEqual([expect.objectContaining({ uid: 'key-old', severity: 'high' })]);
  });

  it.each([
    ['no JSON', '{'],
    ['an unknown preset', '{"preset": "none"}'],
    ['an unknown threshold', '{"thresholds": {"rotationdays": 3}}'],
    ['a threshold out of range', '{"thresholds": {"rotationDays": 0}}'],
  ])('is refused when it is %s', async (_what, text) => {
    const { some } = await withKeys();
    await settings(some, text);
    await expect(some.call('findings.run', {})).rejects.toEqual(withCode('bad-request'));
  });

  it('is read before an import, which with a wrong one is refused whole', async () => {
    const some = await someBackend();
    await openNewCase(some);
    await settings(some, '{"preset": "none"}');
    await expect(importCredentials(some, OLD)).rejects.toEqual(withCode('bad-request'));
    expect((await some.call('case.summary', {}))!.nodes).toBe(0);
  });
});
