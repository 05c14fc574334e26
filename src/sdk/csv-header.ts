/** The first record of a CSV file: which character separates fields, and which column is which. */
import { parse } from 'csv-parse/sync';
import { withLineFeeds } from './csv-line-breaks.ts';
import { RecordSplitter, type CsvRecord } from './csv-records.ts';

/** Column names as the importer calls them, each with the other names it goes by. */
export type CsvColumns = Readonly<Record<string, readonly string[]>>;

export interface CsvHeader {
  readonly line: number;
  readonly delimiter: string;
  /** As the file spells them, trimmed, by position. */
  readonly titles: readonly string[];
  /** The header's own text, for a rejects file. */
  readonly text: string;
}

/** What may separate fields. Comma first: it wins a tie. */
export const DELIMITERS = [',', ';', '\t'] as const;

/** Names are compared without case, spaces, `_`, `-` and `.`: `Last Used At`, `last_used_at` and `lastUsedAt` are one. */
export function columnKey(title: string): string {
  return title.toLowerCase().replaceAll(/[\s_.-]+/g, '');
}

/** The header of the file that begins with this text, for recognition; undefined when the text has none. */
export function csvHeader(text: string): CsvHeader | undefined {
  for (const record of new RecordSplitter(DELIMITERS.join('')).feed(withLineFeeds(text), true)) {
    if (record.text.trim() !== '' || record.broken) return record.broken ? undefined : headerOf(record);
  }
  return undefined;
}

/** Reads the header's record. */
export function headerOf(record: CsvRecord): CsvHeader {
  const delimiter = delimiterOf(record.text);
  const titles = decode(record, delimiter).map((title) => title.replace(/^\uFEFF/, '').trim());
  return { line: record.line, delimiter, titles, text: record.text };
}

/** Fields of one whole record. */
export function decode(record: CsvRecord, delimiter: string): string[] {
  return record.quoted ? (decodeQuoted([record], delimiter)[0] ?? []) : record.text.split(delimiter);
}

/** Fields of whole records that have quotes, in order: one call of csv-parse costs more than a row. */
export function decodeQuoted(records: readonly CsvRecord[], delimiter: string): string[][] {
  const options = { delimiter, record_delimiter: ['\r\n', '\n'], relax_quotes: true, relax_column_count: true };
  return parse(records.map(({ text }) => text).join('\n'), options);
}

/** The candidate that occurs most often outside quotes. */
function delimiterOf(header: string): string {
  const bare = header.replaceAll(/"(?:[^"]|"")*"/g, '');
  const counts = DELIMITERS.map((candidate) => bare.split(candidate).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))]!;
}

/**
 * The name of each column by position: the importer's own where a title matches, else the title itself, and
 * `column_<n>` for one without a title. A column that repeats an earlier one's name is undefined.
 */
export function nameColumns(titles: readonly string[], columns: CsvColumns): (string | undefined)[] {
  const known = new Map<string, string>();
  for (const [name, aliases] of Object.entries(columns)) for (const alias of aliases) known.set(columnKey(alias), name);
  for (const name of Object.keys(columns)) known.set(columnKey(name), name);
  const met = new Set<string>();
  return titles.map((title, position) => {
    const name = known.get(columnKey(title)) ?? (title === '' || title === '__proto__' ? `column_${position + 1}` : title);
    const key = columnKey(name);
    if (met.has(key)) return undefined;
    met.add(key);
    return name;
  });
}
