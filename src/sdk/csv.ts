/**
 * CSV as a stream of rows: RFC 4180 with commas, semicolons or tabs, CRLF, LF or CR, quoted line breaks. One piece of the file
 * is held, never the file. What cannot be read comes as a problem in the same stream, and the next rows are still read.
 */
import { throwIfAborted } from '../base/abort.ts';
import { DELIMITERS, decode, decodeQuoted, headerOf, nameColumns, type CsvColumns, type CsvHeader } from './csv-header.ts';
import { LineBreaks } from './csv-line-breaks.ts';
import { RECORD_LIMIT, RecordSplitter, type CsvRecord } from './csv-records.ts';
import type { Problem, Source } from './importer.ts';

export { columnKey, csvHeader, nameColumns, type CsvColumns, type CsvHeader } from './csv-header.ts';

/** Yielded once, before the first row. */
export interface CsvHeaderEntry extends CsvHeader {
  readonly fact: 'header';
  /** Name of each column by position (csv-header nameColumns). */
  readonly names: readonly (string | undefined)[];
}

export interface CsvRow {
  readonly fact: 'row';
  /** Line of the file, from 1, where the row begins. */
  readonly line: number;
  /** Column names by position, as the keys of `cells`. */
  readonly header: readonly (string | undefined)[];
  /** By column name, as the file has them: untrimmed. Every column of the header is there. */
  readonly cells: Readonly<Record<string, string>>;
  /** By position, those of repeated columns too. */
  readonly values: readonly string[];
  /** The row's own text, without the line break that ends it. */
  readonly raw: string;
}

export interface CsvOptions {
  /** Names by which the importer knows columns; may depend on the titles found. Default: titles are the names. */
  readonly columns?: CsvColumns | ((titles: readonly string[]) => CsvColumns);
  /** Longest record in characters. Default 1 Mi. */
  readonly recordLimit?: number;
}

/** File name of a source is of no use here. */
export type CsvSource = Pick<Source, 'bytes' | 'signal'>;

/**
 * The header, then rows and problems in file order; blank rows are passed over. Problems, at `line <n>` where the record
 * begins: `malformed` for a broken or unclosed quote (its first line is rejected, the next line is read), and for
 * a row with more or fewer fields than the header; `truncated` when that row ends the file without a line break;
 * `unsupported` for a row beyond the limit; `duplicate` for a column that repeats an earlier one (warning, ignored);
 * `bad-value` where the text is not UTF-8 (warning, once). A file without a header is one `malformed`.
 * Throws `aborted`, and what the source throws.
 */
export async function* readCsv(source: CsvSource, options: CsvOptions = {}): AsyncGenerator<CsvHeaderEntry | CsvRow | Problem> {
  const decoder = new TextDecoder();
  const rows = new RowReader(options);
  for await (const chunk of source.bytes()) {
    throwIfAborted(source.signal);
    for (const entry of rows.read(decoder.decode(chunk, { stream: true }), false)) yield entry;
  }
  for (const entry of rows.read(decoder.decode(), true)) yield entry;
}

/** One line of CSV with these fields, quoted where they must be. */
export function csvLine(values: readonly string[], delimiter: string): string {
  return values.map((value) => (/["\r\n]/.test(value) || value.includes(delimiter) ? `"${value.replaceAll('"', '""')}"` : value)).join(delimiter);
}

class RowReader {
  readonly #options: CsvOptions;
  readonly #splitter: RecordSplitter;
  readonly #lineBreaks = new LineBreaks();
  #header: CsvHeaderEntry | undefined;
  /** A character stood for bytes that are no UTF-8; looked for row by row until the first is found. */
  #damaged: 'no' | 'somewhere' | 'said' = 'no';

  constructor(options: CsvOptions) {
    this.#options = options;
    this.#splitter = new RecordSplitter(DELIMITERS.join(''), options.recordLimit ?? RECORD_LIMIT);
  }

  /** What this piece of text completes. */
  read(piece: string, end: boolean): (CsvHeaderEntry | CsvRow | Problem)[] {
    const text = this.#lineBreaks.take(piece, end);
    if (this.#damaged === 'no' && text.includes('\uFFFD')) this.#damaged = 'somewhere';
    const entries: (CsvHeaderEntry | CsvRow | Problem)[] = [];
    const records: CsvRecord[] = [];
    for (const record of this.#splitter.feed(text, end)) {
      if (!record.broken && record.text.trim() === '') continue;
      if (this.#header) records.push(record);
      else if (record.broken) entries.push(this.#broken(record));
      else entries.push(...this.#readHeader(record));
    }
    const fields = this.#decode(records);
    for (const [position, record] of records.entries()) this.#readRow(record, fields[position]!, entries);
    if (end && !this.#header) entries.push(problem('malformed', 1, 'The file has no header: its first line must name the columns.'));
    return entries;
  }

  #readHeader(record: CsvRecord): (CsvHeaderEntry | Problem)[] {
    const header = headerOf(record);
    const { columns = {} } = this.#options;
    const names = nameColumns(header.titles, typeof columns === 'function' ? columns(header.titles) : columns);
    this.#header = { fact: 'header', ...header, names };
    this.#splitter.delimiters = header.delimiter;
    const repeated = header.titles.filter((_, position) => names[position] === undefined);
    const found = repeated.map((field): Problem => {
      const message = `Column "${field}" repeats an earlier column; the first one was read. Rename or remove one of them.`;
      return { ...problem('duplicate', header.line, message), severity: 'warning', field };
    });
    return [this.#header, ...found];
  }

  /** Fields of each record; for broken ones none. Records with quotes go to csv-parse together, the others need no parser. */
  #decode(records: readonly CsvRecord[]): string[][] {
    const delimiter = this.#header?.delimiter ?? ',';
    const quoted = records.filter((record) => record.quoted && !record.broken);
    let decoded = quoted.length > 0 ? decodeQuoted(quoted, delimiter) : [];
    if (decoded.length !== quoted.length) decoded = quoted.map((record) => decode(record, delimiter));
    let next = 0;
    return records.map((record) => {
      if (record.broken) return [];
      return record.quoted ? decoded[next++]! : record.text.split(delimiter);
    });
  }

  #readRow(record: CsvRecord, values: string[], entries: (CsvRow | CsvHeaderEntry | Problem)[]): void {
    const header = this.#header!;
    const expected = header.names.length;
    if (record.broken) {
      entries.push(this.#broken(record));
      return;
    }
    if (values.every((value) => value.trim() === '')) return;
    if (values.length !== expected && !surplusIsEmpty(values, expected)) {
      entries.push(this.#ragged(record, values.length));
      return;
    }
    if (this.#damaged === 'somewhere' && record.text.includes('\uFFFD')) {
      this.#damaged = 'said';
      const message = `Line ${record.line} has characters that are not UTF-8; they were replaced. Save the file as UTF-8 and import it again.`;
      entries.push({ ...problem('bad-value', record.line, message), severity: 'warning' });
    }
    const cells: Record<string, string> = {};
    for (let position = 0; position < expected; position++) {
      const name = header.names[position];
      if (name !== undefined) cells[name] = values[position]!;
    }
    entries.push({ fact: 'row', line: record.line, header: header.names, cells, values, raw: record.text });
  }

  #ragged(record: CsvRecord, found: number): Problem {
    const expected = this.#header!.names.length;
    const cut = found < expected && !record.terminated;
    const what = `Line ${record.line} has ${found} fields, the header has ${expected}`;
    const message = cut
      ? `${what}, and the file ends there without a line break: it seems to be cut off. Export it again.`
      : `${what}. Quote a field that holds a ${nameOf(this.#header!.delimiter)}, or add the missing fields.`;
    return { ...problem(cut ? 'truncated' : 'malformed', record.line, message), reject: this.#reject(record) };
  }

  #broken(record: CsvRecord): Problem {
    if (record.broken === 'long') {
      const limit = this.#options.recordLimit ?? RECORD_LIMIT;
      return problem('unsupported', record.line, `The row at line ${record.line} is longer than ${limit} characters and was left out.`);
    }
    const message = `Line ${record.line} has a quoted field that is not closed, or that goes on after its closing quote. Double quotes within a field must be written twice.`;
    return { ...problem('malformed', record.line, message), reject: this.#reject(record) };
  }

  #reject(record: CsvRecord): NonNullable<Problem['reject']> {
    return this.#header ? { header: this.#header.text, row: record.text } : { row: record.text };
  }
}

/** Spreadsheets pad rows with empty cells. */
function surplusIsEmpty(values: readonly string[], expected: number): boolean {
  return values.length > expected && values.slice(expected).every((value) => value.trim() === '');
}

function nameOf(delimiter: string): string {
  return delimiter === ',' ? 'comma' : delimiter === ';' ? 'semicolon' : 'tab';
}

function problem(code: Problem['code'], line: number, message: string): Problem {
  return { fact: 'problem', code, severity: 'error', message, at: `line ${line}` };
}
