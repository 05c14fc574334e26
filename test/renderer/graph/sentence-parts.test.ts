/** Which numbers of the sentence can be clicked, and what each counts. */
import { describe, expect, test } from 'vitest';
import { passes, sentenceParts } from '../../../src/renderer/graph/sentence-parts.ts';
import { thing } from './walk-views.ts';

function numbers(sentence: string): unknown[] {
  return sentenceParts(sentence).flatMap(({ text, filter }) => (filter ? [[text, filter]] : []));
}

describe('the sentence', () => {
  test('each number knows its rows', () => {
    const sentence = 'ci-deploy’s key reaches 41 identities and 1,312 resources, 4 of them crown jewels, nearest in 3 hops; 19 were used in the window.';
    expect(numbers(sentence)).toEqual([
      ['41', { kind: 'label', label: 'Identity' }],
      ['1,312', { kind: 'label', label: 'Resource' }],
      ['4', { kind: 'crown-jewels' }],
      ['3', { kind: 'hop', hop: 3 }],
      ['19', { kind: 'observed' }],
    ]);
    expect(sentenceParts(sentence).map(({ text }) => text).join('')).toBe(sentence);
  });

  test('numbers in names, and such as count nothing, stay words', () => {
    expect(numbers('ci-2 of 111122223333 reaches v2.1 and bucket-7 at 12:30.')).toEqual([]);
  });

  test('one of a kind counts too', () => {
    expect(numbers('It reaches 1 identity, 1 account or project and 2 things; 1 of them is orphaned.')).toEqual([
      ['1', { kind: 'label', label: 'Identity' }],
      ['1', { kind: 'label', label: 'Container' }],
      ['2', { kind: 'all' }],
      ['1', { kind: 'orphaned' }],
    ]);
  });
});

test('filters tell near misses apart', () => {
  const confidential = thing('a', 'Resource', { sensitivity: 2 });
  expect(passes({ kind: 'crown-jewels' }, confidential, 1)).toBe(false);
  expect(passes({ kind: 'crown-jewels' }, { ...confidential, sensitivity: 3 }, 1)).toBe(true);
  expect(passes({ kind: 'label', label: 'Identity' }, confidential, 1)).toBe(false);
  expect(passes({ kind: 'hop', hop: 2 }, confidential, 1)).toBe(false);
  expect(passes({ kind: 'all' }, confidential, 9)).toBe(true);
});
