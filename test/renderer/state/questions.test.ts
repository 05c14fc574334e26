/** The menu of queries: grouped by what they are about, found by any word, rules last and by risk. */
import { describe, expect, it } from 'vitest';
import { queryGroups } from '../../../src/renderer/state/questions.ts';
import type { QueryInfo } from '../../../src/renderer/state/session.ts';

const query = (id: string, area: string, risk: string | null = null): QueryInfo => ({
  id,
  title: `Title of ${id}`,
  question: `What of ${id}?`,
  description: '',
  area,
  risk,
  columns: [],
  parameters: {},
  hasCypher: true,
});

const QUERIES = [
  query('zebra', 'reach'),
  query('antelope', 'reach'),
  query('late', 'findings', 'NHI10'),
  query('early', 'findings', 'NHI2'),
  query('novel', 'weather'),
  query('owners', 'ownership'),
  query('orphaned-identities', 'ownership'),
  query('stale-credentials', 'credentials'),
  query('inventory', 'inventory'),
];

const shown = (text: string) => queryGroups(QUERIES, text).map(({ title, queries }) => [title, queries.map(({ id }) => id)]);

describe('groups of queries', () => {
  it('stand by area, an unknown one too, the rules last; what has a place of its own is left out', () => {
    expect(shown('')).toEqual([
      ['Reach', ['antelope', 'zebra']],
      ['Ownership', ['owners']],
      ['Weather', ['novel']],
      ['Rules', ['early', 'late']],
    ]);
  });

  it('begin with what is called as the text says', () => {
    expect(queryGroups([query('what-if', 'weather'), { ...query('zebra', 'reach'), question: 'What if it rains?' }], 'what if').map(({ title }) => title)).toEqual(['Weather', 'Reach']);
  });

  it('hold what says all the words, in any case', () => {
    expect(shown('NHI10')).toEqual([['Rules', ['late']]]);
    expect(shown('of ZEBRA')).toEqual([['Reach', ['zebra']]]);
    expect(shown('zebra antelope')).toEqual([]);
    expect(shown('stale')).toEqual([]);
  });
});
