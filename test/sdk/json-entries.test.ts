/** Entries of JSON files, whatever they stand in. */
import { expect, test } from 'vitest';
import { evidenceOf, jsonEntries } from '../../src/sdk/index.ts';
import { sourceOf } from '../support/importer-run.ts';

async function entriesOf(text: string): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const entry of jsonEntries(sourceOf('some.json', text, 3))) found.push('fact' in entry ? entry.code : [entry.place.at, entry.value]);
  return found;
}

test('an object is one entry, a list one for each element, and documents may follow each other', async () => {
  expect(await entriesOf('{"a": 1, "b": {"c": 2}}')).toEqual([['', { a: 1, b: { c: 2 } }]]);
  expect(await entriesOf('[{"a": 1}, 2]')).toEqual([['/0', { a: 1 }], ['/1', 2]]);
  expect(await entriesOf('{"a": 1}\n{"b": 2}[3]')).toEqual([['', { a: 1 }], ['byte 15', { b: 2 }], ['byte 18', 3]]);
  expect(await entriesOf('{} [] 7')).toEqual([]);
});

test('a field that cannot be read is a problem, and the rest of its entry still counts', async () => {
  expect(await entriesOf('{"a": nul, "b": 2}')).toEqual(['malformed', ['', { b: 2 }]]);
  expect(await entriesOf('{"a": 1, "b": [')).toEqual(['truncated', ['', { a: 1 }]]);
});

test('a key called __proto__ stays a key', async () => {
  const [[, value]] = (await entriesOf('{"__proto__": {"x": 1}}')) as [[string, Record<string, unknown>]];
  expect(Object.keys(value)).toEqual(['__proto__']);
});

test('evidence of a document as a whole is its first field', () => {
  expect(evidenceOf({ at: '', within: '' }, { UserName: 'ada' })).toBe('/UserName');
  expect(evidenceOf({ at: '/3', within: '' }, { UserName: 'ada' })).toBe('/3');
  expect(evidenceOf({ at: 'byte 9', within: 'a/' }, {})).toBe('byte 9');
});
