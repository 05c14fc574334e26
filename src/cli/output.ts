/** Rows for a terminal, a pipe or a program: a table, CSV or JSON. */
import Table from 'cli-table3';
import { writeFile } from 'node:fs/promises';
import { AppError } from '../base/errors.ts';
import { csvLines, textOf } from '../backend/index.ts';
import type { Cell, Column, Row } from '../sdk/query.ts';

export interface OutputOptions {
  readonly json?: boolean;
  readonly csv?: boolean;
}

/** Widest a cell may be in a table on a terminal; a pipe gets it whole. */
const CELL_WIDTH = 60;

export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** JSON escapes the control characters below space; those that terminals also heed are escaped here, which JSON reads as the same. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2).replaceAll(/[\u007f-\u009f]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`));
}

/** For people, beside what a pipe reads. */
export function note(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Writes a text to a file for its owner only. Throws `file-unreadable` when it cannot be written. */
export async function writePrivately(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { mode: 0o600 });
  } catch (error) {
    throw unwritable(path, error);
  }
}

/** What a failure to write a file is to people; what is none of the file system's comes back as it is. */
export function unwritable(path: string, cause: unknown): unknown {
  const { code, syscall } = cause as NodeJS.ErrnoException;
  if (syscall === undefined) return cause;
  return new AppError('file-unreadable', `${path} cannot be written (${code}). Name another file.`, { detail: { path, code }, cause });
}

/** Prints rows as asked: `--json` an array of objects, `--csv` RFC 4180, otherwise a table with a count. */
export function printRows(columns: readonly Column[], rows: readonly Row[], options: OutputOptions): void {
  if (options.json) printJson(rows);
  else if (options.csv) for (const line of csvLines(columns, rows)) print(process.stdout.isTTY ? visible(line) : line);
  else printTable(columns, rows);
}

function printTable(columns: readonly Column[], rows: readonly Row[]): void {
  if (rows.length === 0) {
    print('No rows.');
    return;
  }
  // A column in which no row has anything only takes up width.
  const shown = columns.filter(({ name }) => rows.some((row) => textOf(row[name]) !== ''));
  const table = new Table({
    head: shown.map(({ title }) => title),
    colAligns: shown.map(({ type }) => (type === 'integer' ? 'right' : 'left')),
    style: { head: [], border: [], compact: true },
    chars: PLAIN,
  });
  for (const row of rows) table.push(shown.map((column) => cellText(row[column.name], column)));
  print(table.toString());
  print(`${rows.length} ${rows.length === 1 ? 'row' : 'rows'}`);
}

const PLAIN = {
  top: '', 'top-mid': '', 'top-left': '', 'top-right': '', bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '',
  left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: ' ',
};

function cellText(cell: Cell | undefined, { type }: Column): string {
  let text = type === 'boolean' ? (cell === true ? 'yes' : cell === false ? 'no' : '') : textOf(cell);
  if (type === 'time') text = text.replace(/:\d{2}\.\d{3}Z$/, 'Z').replace('T', ' ');
  return process.stdout.isTTY ? shortened(visible(text)) : visible(text);
}

/** Control characters shown, never sent: a name from an export must not drive the terminal, nor turn the order of its line. */
export function visible(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, (character) => {
    const code = character.charCodeAt(0).toString(16);
    return code.length > 2 ? `\\u${code}` : `\\x${code.padStart(2, '0')}`;
  });
}

function shortened(text: string): string {
  if (text.length <= CELL_WIDTH) return text;
  const kept = CELL_WIDTH - 1;
  return `${text.slice(0, Math.ceil(kept / 2))}…${text.slice(text.length - Math.floor(kept / 2))}`;
}
