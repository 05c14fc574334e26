/**
 * Cuts CSV text into records (RFC 4180: a quoted field may hold line breaks) and says at which line each begins. Kept
 * apart from decoding because csv-parse reads on to the end of the file when a quote is never closed; here one broken
 * line costs that line. What comes out does not depend on how the text is chunked.
 */

export interface CsvRecord {
  /** Line of the file, from 1, where the record begins. */
  readonly line: number;
  /** Without the line break that ends it. */
  readonly text: string;
  readonly quoted: boolean;
  /** False for the last record of a file that ends without a line break. */
  readonly terminated: boolean;
  /** quote: a quoted field is not closed, or goes on after its closing quote; `text` is its first line. long: beyond the limit, `text` is ''. */
  readonly broken?: 'quote' | 'long';
}

/** Characters that a record may have, line breaks included. */
export const RECORD_LIMIT = 1024 * 1024;
/** Lines to look ahead for a closing quote where one was looked for in vain already, so that garbage costs linear time. */
const SECOND_LOOK = 64;

export class RecordSplitter {
  /** Characters that may separate fields; the header decides among them. */
  delimiters: string;
  readonly #limit: number;
  #text = '';
  /** Line of the record at the start of `#text`. */
  #line = 1;
  /** Where in `#text` the line being looked at begins, and where the search for its end goes on. */
  #lineStart = 0;
  #searched = 0;
  #open = false;
  #lines = 0;
  #lookedThrough = 0;
  #skippingLine = false;

  constructor(delimiters: string, limit = RECORD_LIMIT) {
    this.delimiters = delimiters;
    this.#limit = limit;
  }

  /** Takes the next piece of text, gives the records that are whole by then. After `end` nothing more may come. */
  *feed(piece: string, end: boolean): Generator<CsvRecord> {
    this.#text += piece;
    let from = 0;
    for (;;) {
      const lineFeed = this.#text.indexOf('\n', this.#searched);
      const terminated = lineFeed !== -1;
      const atEnd = !terminated && end;
      if (!terminated && !atEnd) {
        this.#searched = this.#text.length;
        if (this.#text.length - from <= this.#limit && !this.#skippingLine) break;
      }
      if (atEnd && from === this.#text.length) break;
      const stop = terminated ? lineFeed : this.#text.length;
      const record = this.#lookAt(from, stop, terminated, atEnd);
      if (record) yield record;
      if (!terminated && !atEnd && !record?.broken) {
        from = this.#lineStart;
        break;
      }
      // A record, or a broken first line: what comes next begins after it. Otherwise the record goes on.
      if (record || !this.#open) from = this.#lineStart;
    }
    this.#drop(from);
  }

  /** Looks at the text from the record's start to `stop`, the end of its latest line. */
  #lookAt(from: number, stop: number, terminated: boolean, atEnd: boolean): CsvRecord | undefined {
    if (this.#skippingLine) {
      this.#skippingLine = !terminated;
      this.#begin(terminated ? stop + 1 : stop, terminated ? 1 : 0);
      return undefined;
    }
    const first = this.#lines === 0;
    if (stop - from > this.#limit) return first ? this.#tooLong(stop, terminated) : this.#giveUp(from);
    const lineEnd = stop > this.#lineStart && this.#text.charCodeAt(stop - 1) === 13 ? stop - 1 : stop;
    const state = lineState(this.#text, this.#lineStart, lineEnd, this.#open, this.delimiters);
    this.#lines += 1;
    this.#lookedThrough = Math.max(this.#lookedThrough, first ? 0 : this.#line + this.#lines - 1);
    const secondLook = this.#line < this.#lookedThrough && this.#lines >= SECOND_LOOK;
    if (state === 'broken' || (state === 'open' && (atEnd || secondLook))) return this.#giveUp(from);
    const next = terminated ? stop + 1 : stop;
    if (state === 'open') {
      this.#open = true;
      this.#lineStart = this.#searched = next;
      return undefined;
    }
    const record = { line: this.#line, text: this.#text.slice(from, lineEnd), quoted: state === 'quoted', terminated };
    this.#begin(next, this.#lines);
    return record;
  }

  /** Gives up on the record's first line; the lines after it are looked at again as records of their own. */
  #giveUp(from: number): CsvRecord {
    const lineFeed = this.#text.indexOf('\n', from);
    const terminated = lineFeed !== -1;
    const text = this.#text.slice(from, terminated ? lineFeed : this.#text.length).replace(/\r$/, '');
    const record: CsvRecord = { line: this.#line, text, quoted: true, terminated, broken: 'quote' };
    this.#begin(terminated ? lineFeed + 1 : this.#text.length, 1);
    return record;
  }

  #tooLong(stop: number, terminated: boolean): CsvRecord {
    const record: CsvRecord = { line: this.#line, text: '', quoted: false, terminated, broken: 'long' };
    this.#skippingLine = !terminated;
    this.#begin(terminated ? stop + 1 : stop, terminated ? 1 : 0);
    return record;
  }

  #begin(next: number, lines: number): void {
    this.#line += lines;
    this.#lineStart = this.#searched = next;
    this.#open = false;
    this.#lines = 0;
  }

  #drop(characters: number): void {
    this.#text = this.#text.slice(characters);
    this.#lineStart -= characters;
    this.#searched -= characters;
  }
}

/**
 * plain: the record ends with this line and no line of it has a quote that matters. quoted: it ends, and has one.
 * open: a quoted field goes on in the next line. broken: something follows a closing quote that may not.
 */
function lineState(text: string, start: number, end: number, open: boolean, delimiters: string): 'plain' | 'quoted' | 'open' | 'broken' {
  let quoted = open;
  let at = start;
  for (;;) {
    const quote = text.indexOf('"', at);
    const found = quote !== -1 && quote < end;
    if (open) {
      if (!found) return 'open';
      const after = quote + 1;
      if (after < end && text[after] === '"') at = after + 1;
      else if (after >= end) return 'quoted';
      else if (!delimiters.includes(text[after]!)) return 'broken';
      else {
        open = false;
        at = after + 1;
        // Just behind a delimiter, where a quote opens a field.
        if (at < end && text[at] === '"') {
          open = true;
          at += 1;
        }
      }
    } else {
      if (!found) return quoted ? 'quoted' : 'plain';
      const opens = quote === start || delimiters.includes(text[quote - 1]!);
      at = quote + 1;
      quoted = true;
      if (opens) open = true;
    }
  }
}
