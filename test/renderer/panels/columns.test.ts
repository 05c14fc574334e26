/** What a table makes of a query's columns. */
import { describe, expect, it } from 'vitest';
import { queries } from '../../../src/catalogue/index.ts';
import type { Column } from '../../../src/protocol/shapes.ts';
import { canBeFacet, placesOf, reasonColumns, readingOrder, ruleReading, subjectColumn } from '../../../src/renderer/panels/table/columns.ts';
import { nextOrder } from '../../../src/renderer/panels/table/table-head.tsx';

const column = (name: string, type: Column['type'] = 'text'): Column => ({ name, title: name, type, description: '' });

describe('columns', () => {
  it('are read name first, reasons next, the id of the subject last', () => {
    const columns = [column('hops', 'integer'), column('uid', 'uid'), column('name'), column('orphaned', 'texts'), column('owner', 'uid')];
    expect(readingOrder(columns).map((place) => columns[place]!.name)).toEqual(['name', 'orphaned', 'hops', 'owner', 'uid']);
    expect(subjectColumn(columns)).toBe(1);
    expect(reasonColumns(columns)).toEqual([3]);
  });

  it('without a name begin with the id', () => {
    const columns = [column('hop', 'integer'), column('from', 'uid')];
    expect(readingOrder(columns)).toEqual([1, 0]);
  });

  it('are read in an order of their own where there is one, the others behind', () => {
    expect(placesOf([column('a'), column('b'), column('c')], ['c', 'gone', 'a'])).toEqual([2, 0, 1]);
  });

  it('without an id have no subject', () => {
    expect(subjectColumn([column('code')])).toBe(-1);
  });

  it('of every query are each shown once', () => {
    for (const { id, columns } of queries()) {
      expect([...readingOrder(columns as Column[])].sort((a, b) => a - b), id).toEqual(columns.map((_, place) => place));
      expect([...placesOf(columns as Column[], ruleReading(columns as Column[]))].sort((a, b) => a - b), id).toEqual(columns.map((_, place) => place));
    }
  });

  it('with few values can be filtered by, ids, names, numbers and times can not', () => {
    expect([column('kind'), column('tier0', 'boolean'), column('owners', 'texts')].every(canBeFacet)).toBe(true);
    expect([column('uid', 'uid'), column('identityName'), column('hops', 'integer'), column('at', 'time')].some(canBeFacet)).toBe(false);
  });
});

it('a head sorts up, then down, then not at all, one column at a time', () => {
  const up = nextOrder([], 'name');
  expect(up).toEqual([{ column: 'name', descending: false }]);
  const down = nextOrder(up, 'name');
  expect(down).toEqual([{ column: 'name', descending: true }]);
  expect(nextOrder(down, 'name')).toEqual([]);
  expect(nextOrder(down, 'kind')).toEqual([{ column: 'kind', descending: false }]);
});
