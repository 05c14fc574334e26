/** What holds of every sample: it says what it is and when it stands, and a user can open and import it without a problem. */
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportText, openNewCase, someBackend } from '../backend/some-backend.ts';

const FOLDER = join(import.meta.dirname, '..', '..', 'resources', 'samples');
/** Made up from end to end: of no time and no source. */
const MADE_UP = ['meridian-parcel'];
/** Describes a sample; it is no export. */
const DESCRIPTION_FILE = 'sample.json';

/** Containers and owners may be no more than a name. */
const DESCRIBED = new Set(['Credential', 'Identity', 'Resource', 'Workload']);

interface Description {
  readonly title: string;
  readonly description: string;
  readonly asOf?: string;
  readonly sources?: readonly { readonly title: string; readonly url: string }[];
}

interface ExportedLine {
  readonly node?: string;
  /** Of a node. */
  readonly labels?: readonly string[];
  readonly properties: Readonly<Record<string, unknown>>;
}

const IDS = (await readdir(FOLDER)).sort();
const describeSample = async (id: string): Promise<Description> => JSON.parse(await readFile(join(FOLDER, id, DESCRIPTION_FILE), 'utf8')) as Description;

it('there are three incidents beside what is made up', () => {
  expect(IDS).toEqual([...MADE_UP, 'cloudflare-okta-2023', 'midnight-blizzard-2024', 'salesloft-drift-2025'].sort());
});

it('the start page lists them all', async () => {
  const some = await someBackend();
  const { samples } = await some.call('system.info', {});
  const described = await Promise.all(IDS.map(async (id) => ({ id, ...(await describeSample(id)) })));
  expect(samples.map(({ id, title, description }) => ({ id, title, description }))).toEqual(described.map(({ id, title, description }) => ({ id, title, description })));
});

describe.each(IDS)('%s', (id) => {
  it('says what it is, when it stands and what it is rebuilt from', async () => {
    const { title, description, asOf, sources } = await describeSample(id);
    expect(title).not.toBe('');
    expect(description).not.toBe('');
    if (MADE_UP.includes(id)) {
      expect([asOf, sources]).toEqual([undefined, undefined]);
      return;
    }
    expect(new Date(asOf!).toISOString()).toBe(asOf);
    expect(sources!.length).toBeGreaterThanOrEqual(2);
    for (const source of sources!) {
      expect(source.title).not.toBe('');
      expect(new URL(source.url).protocol).toBe('https:');
    }
  });

  it('imports with every table recognised and no problem of any severity', async () => {
    const some = await someBackend();
    await openNewCase(some);
    const { problems, problemCounts, rejects, files } = await some.call('import.run', { paths: [join(FOLDER, id)] });
    expect({ problems, problemCounts, rejects }).toEqual({ problems: [], problemCounts: { error: 0, warning: 0, note: 0 }, rejects: [] });
    const tables = files.filter(({ file }) => file !== `${id}/${DESCRIPTION_FILE}`);
    expect(tables.length).toBe((await readdir(join(FOLDER, id))).length - 1);
    expect(tables.filter(({ format }) => format !== 'tendril-csv')).toEqual([]);
  });

  it('opens as it stood then; an incident describes everything that it names', async () => {
    const { asOf } = await describeSample(id);
    const some = await someBackend();
    const summary = await some.call('case.open', { kind: 'sample', id });
    expect(summary.asOf).toBe(asOf ?? null);
    if (MADE_UP.includes(id)) return;
    const exported = (await exportText(some, { format: 'jsonl' })).trim().split('\n').map((line) => JSON.parse(line) as ExportedLine);
    const described = exported.filter(({ labels }) => labels?.some((label) => DESCRIBED.has(label)));
    expect(described.length).toBeGreaterThan(0);
    expect(described.filter(({ properties }) => properties['missing'] === true).map(({ node }) => node)).toEqual([]);
  });
});
