/** Query results held at the host under handles: sorted, filtered and paged without crossing whole. */
import { AppError } from '../base/errors.ts';
import { query } from '../catalogue/index.ts';
import type { Output, ParsedInput } from '../protocol/procedures.ts';
import type { Cell, Column, Row } from '../sdk/query.ts';
import { SEVERITIES } from '../model/labels.ts';
import type { OpenCase } from './open-case.ts';
import { queryRows } from './query-rows.ts';

interface HeldResult {
  readonly client: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** The last arrangement asked for: scrolling asks for it again and again. */
  arranged?: { readonly key: string; readonly rows: readonly Row[] };
}

type Arrangement = Pick<ParsedInput<'query.page'>, 'order' | 'filter'>;
const HELD_PER_CLIENT = 16;
const FACET_VALUES = 200;
/** Made once: a comparison by locale without one is many times slower. */
const TEXT_ORDER = new Intl.Collator('en', { numeric: true });

export class Results {
  readonly #held = new Map<string, HeldResult>();
  #next = 1;

  run(openCase: OpenCase, client: string, id: string, parameters: Record<string, unknown>, signal: AbortSignal): Output<'query.run'> {
    const rows = queryRows(id, openCase.graph, parameters, { now: openCase.time(), signal });
    return { ...this.hold(client, query(id).columns, rows), version: openCase.graph.version };
  }

  /** Keeps rows for a client to page through; a client that never closes its results loses its oldest. */
  hold(client: string, columns: readonly Column[], rows: readonly Row[]): { handle: string; columns: Column[]; total: number } {
    const mine = [...this.#held].filter(([, held]) => held.client === client);
    if (mine.length >= HELD_PER_CLIENT) this.#held.delete(mine[0]![0]);
    const handle = `result-${this.#next++}`;
    this.#held.set(handle, { client, columns, rows });
    return { handle, columns: columns.map((column) => ({ ...column })), total: rows.length };
  }

  page({ handle, offset, limit, order, filter, facets }: ParsedInput<'query.page'>): Output<'query.page'> {
    const { columns, rows } = this.arranged(handle, { order, filter });
    const counted = facets.length > 0 && filter.search;
    const searched = counted ? this.arranged(handle, { order: [], filter: { search: filter.search } }, false).rows : this.#get(handle).rows;
    return {
      total: rows.length,
      rows: rows.slice(offset, offset + limit).map((row) => columns.map(({ name }) => mutableCell(row[name]))),
      facets: Object.fromEntries(facets.map((name) => [name, countValues(searched, name)])),
    };
  }

  /** All rows of a result in the order and filter asked for. */
  arranged(handle: string, arrangement: Arrangement, keep = true): { columns: readonly Column[]; rows: readonly Row[] } {
    const held = this.#get(handle);
    const key = JSON.stringify(arrangement);
    if (held.arranged?.key === key) return { columns: held.columns, rows: held.arranged.rows };
    const rows = arrange(held, arrangement);
    if (keep) held.arranged = { key, rows };
    return { columns: held.columns, rows };
  }

  close(handle: string): void {
    this.#held.delete(handle);
  }

  disconnect(client: string): void {
    for (const [handle, held] of this.#held) if (held.client === client) this.#held.delete(handle);
  }

  #get(handle: string): HeldResult {
    const held = this.#held.get(handle);
    if (!held) throw new AppError('bad-request', 'This result is no longer held. Run the query again.', { detail: { handle } });
    return held;
  }
}

function arrange({ rows, columns }: HeldResult, { order, filter }: Arrangement): readonly Row[] {
  const search = filter.search?.trim().toLowerCase();
  const facets = Object.entries(filter.facets ?? {}).filter(([, values]) => values.length > 0);
  let kept = rows;
  if (search) kept = kept.filter((row) => columns.some(({ name }) => textOf(row[name]).toLowerCase().includes(search)));
  for (const [name, values] of facets) {
    const accepted = new Set(values);
    kept = kept.filter((row) => valuesOf(row[name]).some((value) => accepted.has(value)));
  }
  if (order.length === 0) return kept;
  return [...kept].sort((a, b) => {
    for (const { column, descending } of order) {
      const difference = compareCells(rankOf(column, a[column]), rankOf(column, b[column]), descending);
      if (difference !== 0) return difference;
    }
    return 0;
  });
}

/** Severities are sorted by how severe they are, not by the alphabet. */
function rankOf(column: string, cell: Cell | undefined): Cell | undefined {
  const rank = column === 'severity' ? (SEVERITIES as readonly unknown[]).indexOf(cell) : -1;
  return rank === -1 ? cell : rank;
}

/** Absent cells last, whichever way the column is sorted. */
function compareCells(a: Cell | undefined, b: Cell | undefined, descending: boolean): number {
  const left = Array.isArray(a) ? a.join(' ') : a;
  const right = Array.isArray(b) ? b.join(' ') : b;
  if (left === right) return 0;
  if (left === null || left === undefined || left === '') return 1;
  if (right === null || right === undefined || right === '') return -1;
  const ascending = typeof left === 'string' && typeof right === 'string' ? TEXT_ORDER.compare(left, right) : left < right ? -1 : 1;
  return descending ? -ascending : ascending;
}

function countValues(rows: readonly Row[], name: string): { name: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const row of rows) for (const value of valuesOf(row[name])) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ name: value, count })).sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1)).slice(0, FACET_VALUES);
}

function valuesOf(cell: Cell | undefined): readonly string[] {
  if (Array.isArray(cell)) return cell.length === 0 ? [''] : cell;
  return [textOf(cell)];
}

/** A cell as text: lists joined by `; `, absent as empty. */
export function textOf(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  return Array.isArray(cell) ? cell.join('; ') : String(cell);
}

function mutableCell(cell: Cell | undefined): string | number | boolean | string[] | null {
  if (cell === undefined) return null;
  return Array.isArray(cell) ? [...cell] : (cell as string | number | boolean | null);
}
