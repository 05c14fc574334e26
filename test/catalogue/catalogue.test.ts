/** The catalogue: what is there is found and checked, what is not there is named with what may have been meant. */
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkedImporters, checkedQueries } from '../../src/catalogue/check.ts';
import { importer, importers, queries, query, recognise } from '../../src/catalogue/index.ts';
import { defineImporter, defineQuery, z } from '../../src/sdk/index.ts';

const good = defineImporter({
  id: 'made-up',
  title: 'Made up',
  obtain: 'made-up export',
  description: 'For this test.',
  extensions: ['csv'],
  emits: { labels: ['Identity'], edges: [] },
  recognise: () => undefined,
  read: async function* () {},
});

const goodQuery = defineQuery({
  id: 'made-up',
  title: 'Made up',
  question: 'What is made up?',
  description: 'For this test.',
  parameters: z.object({}),
  columns: [{ name: 'uid', title: 'Id', type: 'uid', description: 'The thing.' }],
  order: ['-uid'],
  answer: () => [],
  cypher: { none: 'it is made up' },
});

function files(folder: string): string[] {
  return readdirSync(new URL(`../../${folder}`, import.meta.url), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => path.split('/').at(-1)!.slice(0, -3))
    .sort();
}

describe('what there is', () => {
  test('each file in importers/ and queries/ is found, in order of id', () => {
    expect(importers().map(({ id }) => id)).toEqual(files('importers'));
    expect(queries().map(({ id }) => id)).toEqual(files('queries'));
  });

  test('by id', () => {
    expect(importer('tendril-csv').id).toBe('tendril-csv');
    expect(query(queries()[0]!.id)).toBe(queries()[0]);
  });

  test('an unknown id names what may have been meant, and nothing far off', () => {
    expect(() => importer('tendrl-csv')).toThrow(expect.objectContaining({ code: 'format-unknown', detail: expect.objectContaining({ near: ['tendril-csv'] }) }));
    expect(() => importer('bicycle')).toThrow(expect.objectContaining({ code: 'format-unknown', detail: expect.objectContaining({ near: [] }) }));
    expect(() => query('blast-radus')).toThrow(expect.objectContaining({ code: 'query-unknown', detail: expect.objectContaining({ near: ['blast-radius'] }) }));
    expect(() => query('orphans')).toThrow(expect.objectContaining({ detail: expect.objectContaining({ near: ['orphaned-identities'] }) }));
    expect(() => query('constructor')).toThrow(expect.objectContaining({ code: 'query-unknown' }));
  });
});

describe('recognition', () => {
  test('says which importer and why', () => {
    const claims = recognise({ name: 'x.csv', text: 'identity_id,resource_id,level\n', complete: true });
    expect(claims.map((claim) => claim.importer.id)).toEqual(['tendril-csv']);
    expect(claims[0]!.reason).toContain('grants');
  });

  test("a provider's format comes before Tendril's own tables when both claim a file", () => {
    const columns = 'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active';
    const claims = recognise({ name: 'report.csv', text: `${columns},id,identity_id,kind\n`, complete: true });
    expect(claims.map((claim) => claim.importer.id)).toEqual(['aws-credential-report', 'tendril-csv']);
  });

  test('nothing claims what is no export', () => {
    expect(recognise({ name: 'notes.txt', text: 'Buy milk.\n', complete: true })).toEqual([]);
  });
});

describe('checks', () => {
  test.each([
    ['no default export', '/importers/made-up.ts', undefined],
    ['an id that is not the file name', '/importers/other.ts', good],
    ['a name that is not kebab-case', '/importers/Made_Up.ts', { ...good, id: 'Made_Up' }],
    ['an unknown label', '/importers/made-up.ts', { ...good, emits: { labels: ['Robot'], edges: [] } }],
    ['an unknown edge kind', '/importers/made-up.ts', { ...good, emits: { labels: [], edges: ['LIKES'] } }],
    ['nothing on how to obtain it', '/importers/made-up.ts', { ...good, obtain: ' ' }],
  ])('an importer with %s ends the start', (_, path, declared) => {
    expect(() => checkedImporters({ [path]: { default: declared } })).toThrow(expect.objectContaining({ code: 'internal', detail: expect.objectContaining({ path }) }));
  });

  test.each([
    ['no columns', { ...goodQuery, columns: [] }],
    ['two columns of one name', { ...goodQuery, columns: [goodQuery.columns[0], goodQuery.columns[0]] }],
    ['a column of an unknown type', { ...goodQuery, columns: [{ ...goodQuery.columns[0], type: 'float' }] }],
    ['an order by no column', { ...goodQuery, order: ['name'] }],
    ['no order', { ...goodQuery, order: [] }],
    ['neither Cypher nor a reason', { ...goodQuery, cypher: undefined }],
  ])('a query with %s ends the start', (_, declared) => {
    expect(() => checkedQueries({ '/queries/area/made-up.ts': { default: declared } })).toThrow(expect.objectContaining({ code: 'internal' }));
  });

  test('the same id twice ends the start', () => {
    const modules = { '/queries/one/made-up.ts': { default: goodQuery }, '/queries/two/made-up.ts': { default: goodQuery } };
    expect(() => checkedQueries(modules)).toThrow(expect.objectContaining({ code: 'internal' }));
  });

  test('good ones pass', () => {
    expect(checkedImporters({ '/importers/made-up.ts': { default: good } })).toEqual([good]);
    expect(checkedQueries({ '/queries/area/made-up.ts': { default: goodQuery } })).toEqual([goodQuery]);
  });
});
