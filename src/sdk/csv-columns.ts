/** Columns of a table, declared: what a cell may hold, by which names the column goes, what an empty or wrong cell means. */
import { parseTime } from '../base/time.ts';
import type { PropertyValue } from '../model/properties.ts';
import { columnKey } from './csv-header.ts';

export interface CsvColumn {
  readonly aliases: readonly string[];
  /** The cell, trimmed and not empty, as a value; undefined when it is none. */
  readonly read: (cell: string) => PropertyValue | undefined;
  /** What a right cell is, for the message about a wrong one. */
  readonly expected: string;
  /** Property that takes the value; absent for a column that is used otherwise. */
  readonly property?: string;
  /** An empty cell rejects the row. */
  readonly required?: boolean;
  /** A wrong cell rejects the row; else the row is read without it. */
  readonly strict?: boolean;
  /** Stands in for an empty or wrong cell where nothing else says more. */
  readonly otherwise?: PropertyValue;
}

type Maker = (property?: string, ...aliases: string[]) => CsvColumn;

const FLAGS = new Map([
  ...['true', 'yes', 'y', '1', 'on', 'enabled'].map((spelling) => [spelling, true] as const),
  ...['false', 'no', 'n', '0', 'off', 'disabled'].map((spelling) => [spelling, false] as const),
]);

function column(read: CsvColumn['read'], expected: string): Maker {
  return (property, ...aliases) => ({ read, expected, aliases, ...(property !== undefined && { property }) });
}

/** Times of a table repeat, and reading one costs more than the rest of its cell: the latest ones are kept. */
function rememberingTimes(): CsvColumn['read'] {
  const read = new Map<string, string | undefined>();
  return (cell) => {
    if (read.has(cell)) return read.get(cell);
    if (read.size >= 10_000) read.clear();
    const time = parseTime(cell);
    read.set(cell, time);
    return time;
  };
}

/** Entries of a list in one cell, separated by `;` or `|`; a list of none is an empty cell. */
export function listEntries(cell: string): string[] {
  return cell.split(/[;|]/).map((entry) => entry.trim()).filter((entry) => entry !== '');
}

/** Makers of columns: each takes the property, if any, and the column's other names. */
export const csvColumn = {
  text: column((cell) => cell, 'text'),
  list: column(listEntries, 'a list separated by ; or |'),
  time: column(rememberingTimes(), 'a time such as 2026-11-24T08:00:00Z or 2026-11-24'),
  flag: column((cell) => FLAGS.get(cell.toLowerCase()), 'true or false'),
  count: column((cell) => (/^\d{1,15}$/.test(cell) ? Number(cell) : undefined), 'a whole number'),
  /** Text of the caller's own reading. */
  of: column,
  /** Text without which a row says nothing. */
  required: (...aliases: string[]): CsvColumn => ({ ...column((cell) => cell, 'text')(undefined, ...aliases), required: true }),
  /**
   * One of these words, or another spelling of one; case, spaces, hyphens and underscores don't matter. Where `unknown`
   * is one of the words, it stands in for an empty or wrong cell.
   */
  word(property: string | undefined, words: readonly string[], spellings: Readonly<Record<string, PropertyValue>>, ...aliases: string[]): CsvColumn {
    const known = new Map<string, PropertyValue>();
    for (const one of words) known.set(columnKey(one), one);
    for (const [spelling, value] of Object.entries(spellings)) known.set(columnKey(spelling), value);
    const made = column((cell) => known.get(columnKey(cell)), `one of ${words.join(', ')}`)(property, ...aliases);
    return words.includes('unknown') ? { ...made, otherwise: 'unknown' } : made;
  },
} as const;
