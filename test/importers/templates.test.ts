/** resources/templates: one for each table of tendril-csv, and together they import without a problem. */
import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { importer, recognise } from '../../src/catalogue/index.ts';
import { factsOf, fold, headOf, sourceOf } from '../support/importer-run.ts';

const folder = new URL('../../resources/templates/', import.meta.url);
const files = readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), 'utf8')] as const);
const csv = importer('tendril-csv');

test('there is one for each table, and each is recognised as its own, whatever its name', () => {
  expect(files.map(([name]) => name).sort()).toEqual(['access.csv', 'credentials.csv', 'grants.csv', 'identities.csv', 'memberships.csv', 'owners.csv', 'resources.csv', 'workloads.csv']);
  for (const [name, text] of files) {
    const claims = recognise(headOf('export.csv', text));
    expect(claims.map((claim) => claim.importer.id)).toEqual(['tendril-csv']);
    expect(claims[0]!.reason).toContain(name.replace('.csv', ''));
  }
});

test('they have two rows each and import without a problem', async () => {
  const read = await Promise.all(files.map(async ([name, text]) => [name, await factsOf(csv, sourceOf(name, text))] as const));
  const folded = fold(read);
  expect(folded.problems).toEqual([]);
  expect(folded.scopes).toHaveLength(files.length);
  for (const [name, text] of files) expect(text.trimEnd().split('\n'), name).toHaveLength(3);
  const described = Object.values(folded.nodes).filter(({ missing }) => !missing).map(({ label }) => label);
  expect(new Set(described)).toEqual(new Set(['Identity', 'Credential', 'Owner', 'Resource', 'Workload', 'Group']));
});
