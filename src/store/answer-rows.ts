/** The rows of somebody's statement, taken one at a time until there are enough or too much of them. */
import { AppError } from '../base/errors.ts';
import type { StoreRows } from './store.ts';

export type Cell = string | number | boolean | null;

/** Characters of text in all cells: a hundred thousand policy documents would fill the memory of this process. */
const MOST_TEXT = 32_000_000;

export class AnswerRows {
  readonly #limit: number;
  readonly #rows: (readonly Cell[])[] = [];
  #text = 0;
  #more = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** False when there are enough: this row was not taken, and no further one will be. Throws `bad-request` on too much text. */
  take(row: readonly Cell[]): boolean {
    if (this.#rows.length >= this.#limit) {
      this.#more = true;
      return false;
    }
    for (const cell of row) if (typeof cell === 'string') this.#text += cell.length;
    if (this.#text > MOST_TEXT) {
      const message =
        `The first ${this.#rows.length} rows hold more than ${MOST_TEXT.toLocaleString('en')} characters. ` +
        'Ask for fewer columns, or set a lower limit.';
      throw new AppError('bad-request', message, { detail: { rows: this.#rows.length } });
    }
    this.#rows.push(row);
    return true;
  }

  result(columns: readonly string[]): StoreRows {
    return { columns, rows: this.#rows, more: this.#more };
  }
}

/** Numbers that JSON can't say come as text. */
export function numberCell(value: number): Cell {
  return Number.isFinite(value) ? value : String(value);
}
