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
  /** Where in `#text` the record begins, where its latest line does, and where the search for that line's end goes on. */
  #start = 0;
  #lineStart = 0;
  #searched = 0;
  /** Line of the file where the record begins, and how many lines of it have been looked at. */
  #line = 1;
  #lines = 0;
  /** Inside a quoted field. */
  #open = false;
  /** Last line that a record which was given up had reached. */
  #lookedThrough = 0;
  /** The rest of the line belongs to a record that was too long. */
  #skipping = false;

  constructor(delimiters: string, limit = RECORD_LIMIT) {
    this.delimiters = delimiters;
    this.#limit = limit;
  }

  /** Takes the next piece of text, gives the records that are whole by then. After `end` nothing more may come. */
  *feed(piece: string, end: boolean): Generator<CsvRecord> {
    this.#text += piece;
    for (;;) {
      const lineFeed = this.#text.indexOf('\n', this.#searched);
      const terminated = lineFeed !== -1;
      const stop = terminated ? lineFeed : this.#text.length;
      if (!terminated) this.#searched = stop;
      const tooLong = stop - this.#start > this.#limit;
      if (!terminated && (end ? stop === this.#start : !tooLong && !this.#skipping)) break;
      const record = this.#skipping ? this.#skip(stop, terminated) : tooLong ? this.#overflow(stop, terminated) : this.#look(stop, terminated);
      if (record) yield record;
      else if (!terminated) break;
    }
    this.#text = this.#text.slice(this.#start);
    this.#lineStart -= this.#start;
    this.#searched -= this.#start;
    this.#start = 0;
  }

  /** Looks at the record's latest line, which ends at `stop`; without a line break that is where the file ends. */
  #look(stop: number, terminated: boolean): CsvRecord | undefined {
    let line = this.#text.slice(this.#lineStart, stop);
    if (line.charCodeAt(line.length - 1) === 13) line = line.slice(0, -1);
    const state = lineState(line, this.#open, this.delimiters);
    this.#lines += 1;
    const secondLook = this.#line <= this.#lookedThrough && this.#lines >= SECOND_LOOK;
    if (state === 'broken' || (state === 'open' && (!terminated || secondLook))) return this.#giveUp();
    if (state === 'open') {
      this.#open = true;
      this.#lineStart = this.#searched = stop + 1;
      return undefined;
    }
    const text = this.#lines === 1 ? line : this.#text.slice(this.#start, this.#lineStart + line.length);
    const record: CsvRecord = { line: this.#line, text, quoted: state === 'quoted', terminated };
    this.#begin(stop, terminated, this.#lines);
    return record;
  }

  /** Gives up on the record's first line; the lines after it are looked at again, as records of their own. */
  #giveUp(): CsvRecord {
    this.#lookedThrough = Math.max(this.#lookedThrough, this.#line + this.#lines - 1);
    const lineFeed = this.#text.indexOf('\n', this.#start);
    const terminated = lineFeed !== -1;
    const stop = terminated ? lineFeed : this.#text.length;
    const text = this.#text.slice(this.#start, stop).replace(/\r$/, '');
    const record: CsvRecord = { line: this.#line, text, quoted: true, terminated, broken: 'quote' };
    this.#begin(stop, terminated, 1);
    return record;
  }

  #overflow(stop: number, terminated: boolean): CsvRecord {
    if (this.#lines > 0) return this.#giveUp();
    const record: CsvRecord = { line: this.#line, text: '', quoted: false, terminated, broken: 'long' };
    this.#skip(stop, terminated);
    return record;
  }

  #skip(stop: number, terminated: boolean): undefined {
    this.#skipping = !terminated;
    this.#begin(stop, terminated, terminated ? 1 : 0);
  }

  #begin(stop: number, terminated: boolean, lines: number): void {
    this.#start = this.#lineStart = this.#searched = terminated ? stop + 1 : stop;
    this.#line += lines;
    this.#lines = 0;
    this.#open = false;
  }
}

/**
 * plain: the record ends with this line, which has no quotes. quoted: it ends, and has quotes. open: a quoted field goes
 * on in the next line. broken: something follows a closing quote that may not.
 */
function lineState(line: string, open: boolean, delimiters: string): 'plain' | 'quoted' | 'open' | 'broken' {
  let quote = line.indexOf('"');
  if (quote === -1) return open ? 'open' : 'plain';
  while (quote !== -1) {
    let next = quote + 1;
    if (!open) {
      // A quote within an unquoted field is an ordinary character.
      open = quote === 0 || delimiters.includes(line[quote - 1]!);
    } else if (line[next] === '"') {
      next += 1;
    } else if (next < line.length && !delimiters.includes(line[next]!)) {
      return 'broken';
    } else {
      open = false;
    }
    quote = line.indexOf('"', next);
  }
  return open ? 'open' : 'quoted';
}
