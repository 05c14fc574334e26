/** Every query's cases, and the laws that every query's rows obey. A query without a case fails here. */
import { describe, expect, it } from 'vitest';
import { queries, query } from '../../src/catalogue/index.ts';
import type { Cell, Column, Query, Row } from '../../src/sdk/index.ts';
import { CASE_NOW, caseGraph, type QueryCase } from '../support/query-case.ts';

const files = import.meta.glob<QueryCase>('./*.case.ts', { eager: true, import: 'default' });
const cases = Object.entries(files);
const context = (now = CASE_NOW) => ({ now, signal: new AbortController().signal });

it('every query has a case of its name', () => {
  expect(cases.map(([path, declared]) => [path, declared.query])).toEqual(
    queries().map(({ id }) => [`./${id}.case.ts`, id]),
  );
});

describe.each(cases)('%s', (_path, declared) => {
  const asked = query(declared.query);
  const graph = caseGraph(declared);

  it.each(declared.asked.map((entry) => [entry.title, entry] as const))('%s', (_title, { parameters = {}, columns, rows }) => {
    const answer = [...asked.answer(graph, asked.parameters.parse(parameters), context(declared.now))];
    const compared = columns === undefined ? answer : answer.map((row) => Object.fromEntries(columns.map((name) => [name, row[name]])));
    expect(compared).toEqual(rows);
    obeysLaws(asked, answer, (uid) => graph.indexOf(uid) !== -1);
  });

  it('has an answer with rows and one without a thing that is near', () => {
    expect(declared.asked.some(({ rows }) => rows.length > 0)).toBe(true);
    const named = new Set(declared.asked.flatMap(({ rows }) => rows.flatMap((row) => Object.values(row))));
    expect(declared.nodes.some(([, uid]) => !named.has(uid))).toBe(true);
  });

  it('says in Cypher or in words how Neo4j answers', () => {
    if (typeof asked.cypher === 'function') return;
    expect(asked.cypher.none.length).toBeGreaterThan(20);
  });
});

function obeysLaws(asked: Query, rows: readonly Row[], exists: (uid: string) => boolean): void {
  for (const row of rows) {
    expect(Object.keys(row)).toEqual(asked.columns.map(({ name }) => name));
    for (const column of asked.columns) expect(fits(row[column.name]!, column, exists), `${column.name}: ${String(row[column.name])}`).toBe(true);
  }
  const keys = rows.map((row) => asked.order.map((name) => row[name.replace(/^-/, '')]!));
  for (let position = 1; position < keys.length; position++) {
    expect(comesBefore(keys[position - 1]!, keys[position]!, asked.order), `rows ${position} and ${position + 1}`).toBe(true);
  }
}

function fits(cell: Cell, { type }: Column, exists: (uid: string) => boolean): boolean {
  if (cell === null) return true;
  if (type === 'uid') return typeof cell === 'string' && exists(cell);
  if (type === 'integer') return Number.isInteger(cell);
  if (type === 'boolean') return typeof cell === 'boolean';
  if (type === 'time') return typeof cell === 'string' && new Date(cell).toISOString() === cell;
  return type === 'texts' ? Array.isArray(cell) : typeof cell === 'string';
}

function comesBefore(before: readonly Cell[], after: readonly Cell[], order: readonly string[]): boolean {
  for (let position = 0; position < order.length; position++) {
    const [a, b] = order[position]!.startsWith('-') ? [after[position]!, before[position]!] : [before[position]!, after[position]!];
    if (a! < b!) return true;
    if (a! > b!) return false;
  }
  return false;
}
