/**
 * Cuts a JSON text, met in chunks of bytes, into the items at wanted paths, without building the rest. It knows only
 * where strings, containers and scalars begin and end; JSON.parse reads what it cuts out.
 */

/** One item cut out, or why one could not be. `byte` counts from the start of the text. */
export type Cut =
  | {
      readonly found: 'item';
      readonly pattern: string;
      readonly path: JsonPath;
      readonly document: number;
      readonly byte: number;
      readonly bytes: Uint8Array;
    }
  | { readonly found: 'oversized'; readonly path: JsonPath; readonly byte: number; readonly limit: string };

/** Object keys and array indexes, from the outside in. */
export type JsonPath = readonly (string | number)[];

/** What ends the reading: the text cannot be followed past `byte`. */
export interface ScanFailure {
  readonly code: 'malformed' | 'truncated';
  readonly byte: number;
  readonly expected: string;
}

export interface ScanLimits {
  readonly itemBytes: number;
  readonly depth: number;
}

type Expectation =
  'a JSON value' | 'a value' | 'a value or ]' | 'a key' | 'a key or }' | ':' | ', or the closing bracket';

interface Frame {
  readonly array: boolean;
  key: string | number;
}

/** The value being passed over: an item to keep, an object key, or something nobody asked for. */
interface Passing {
  readonly purpose: 'item' | 'key' | 'skip';
  readonly pattern: string;
  readonly byte: number;
  pieces: Uint8Array[] | undefined;
  size: number;
  depth: number;
  inString: boolean;
  escaped: boolean;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
/** `"`, `-`, a digit, `t`, `f`, `n`, or an opening bracket. */
const startsValue = (byte: number): boolean =>
  byte === QUOTE ||
  byte === 0x2d ||
  (byte >= 0x30 && byte <= 0x39) ||
  byte === 0x74 ||
  byte === 0x66 ||
  byte === 0x6e ||
  byte === OPEN_BRACE ||
  byte === OPEN_BRACKET;

export class JsonScanner {
  /** Set once, when the text cannot be followed any further; `feed` then finds nothing more. */
  failure: ScanFailure | undefined;
  /** Whole top-level values begun so far. */
  documents = 0;

  readonly #patterns: readonly { readonly text: string; readonly parts: readonly string[] }[];
  readonly #limits: ScanLimits;
  readonly #decoder = new TextDecoder();
  readonly #frames: Frame[] = [];
  #expect: Expectation = 'a JSON value';
  #passing: Passing | undefined;
  #offset = 0;
  #cuts: Cut[] = [];

  constructor(patterns: readonly string[], limits: ScanLimits) {
    this.#patterns = patterns.map((text) => ({ text, parts: text === '' ? [] : text.split('.') }));
    this.#limits = limits;
  }

  /** The items that end within this chunk, in order. */
  feed(chunk: Uint8Array): Cut[] {
    this.#cuts = [];
    let index = 0;
    while (index < chunk.length && !this.failure) {
      index = this.#passing ? this.#passOver(this.#passing, chunk, index) : this.#structure(chunk, index);
    }
    this.#offset += chunk.length;
    return this.#cuts;
  }

  /** At the end: the last item, if only the end closes it (a bare number); sets `failure` if the text is cut off. */
  finish(): Cut[] {
    this.#cuts = [];
    const passing = this.#passing;
    if (passing && passing.depth === 0 && !passing.inString && this.#frames.length === 0) {
      this.#ended(passing, new Uint8Array(0));
    }
    if (!this.failure && (this.#passing || this.#frames.length > 0)) {
      this.failure = {
        code: 'truncated',
        byte: this.#offset,
        expected: this.#passing ? 'the rest of a value' : this.#expect,
      };
    }
    return this.#cuts;
  }

  #structure(chunk: Uint8Array, index: number): number {
    const byte = chunk[index] as number;
    if (isSpace(byte)) return index + 1;
    const frame = this.#frames.at(-1);
    switch (this.#expect) {
      case 'a JSON value':
      case 'a value':
      case 'a value or ]':
        if (byte === CLOSE_BRACKET && this.#expect === 'a value or ]') return this.#close(index);
        if (startsValue(byte)) return this.#begin(byte, index);
        break;
      case 'a key':
      case 'a key or }':
        if (byte === CLOSE_BRACE && this.#expect === 'a key or }') return this.#close(index);
        if (byte === QUOTE) {
          this.#pass('key', '', index);
          return index;
        }
        break;
      case ':':
        if (byte === COLON) {
          this.#expect = 'a value';
          return index + 1;
        }
        break;
      case ', or the closing bracket':
        if (byte === COMMA && frame) return this.#next(frame, index);
        if (byte === (frame?.array ? CLOSE_BRACKET : CLOSE_BRACE)) return this.#close(index);
        break;
    }
    this.failure = { code: 'malformed', byte: this.#offset + index, expected: this.#expect };
    return index;
  }

  #next(frame: Frame, index: number): number {
    if (frame.array) frame.key = (frame.key as number) + 1;
    this.#expect = frame.array ? 'a value' : 'a key';
    return index + 1;
  }

  #close(index: number): number {
    this.#frames.pop();
    this.#afterValue();
    return index + 1;
  }

  #afterValue(): void {
    this.#expect = this.#frames.length === 0 ? 'a JSON value' : ', or the closing bracket';
  }

  /** A value starts: an item when its path is wanted, entered when something below it may be, passed over otherwise. */
  #begin(byte: number, index: number): number {
    if (this.#frames.length === 0) this.documents += 1;
    const depth = this.#frames.length;
    const near = this.#patterns.filter(
      ({ parts }) =>
        parts.length >= depth && this.#frames.every(({ key }, at) => parts[at] === '*' || parts[at] === String(key)),
    );
    const wanted = near.find(({ parts }) => parts.length === depth);
    const container = byte === OPEN_BRACE || byte === OPEN_BRACKET;
    if (wanted || near.length === 0 || !container) {
      this.#pass(wanted ? 'item' : 'skip', wanted?.text ?? '', index);
      return index;
    }
    const array = byte === OPEN_BRACKET;
    this.#frames.push({ array, key: array ? 0 : '' });
    this.#expect = array ? 'a value or ]' : 'a key or }';
    return index + 1;
  }

  #pass(purpose: Passing['purpose'], pattern: string, index: number): void {
    const pieces = purpose === 'skip' ? undefined : [];
    this.#passing = {
      purpose,
      pattern,
      byte: this.#offset + index,
      pieces,
      size: 0,
      depth: 0,
      inString: false,
      escaped: false,
    };
  }

  /** Goes to the end of the value, or of the chunk. The hot loop: state is held in locals. */
  #passOver(passing: Passing, chunk: Uint8Array, from: number): number {
    let { depth, inString, escaped } = passing;
    let end = -1;
    for (let index = from; index < chunk.length; index += 1) {
      const byte = chunk[index] as number;
      if (inString) {
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) {
          inString = false;
          if (depth === 0) end = index + 1;
        }
      } else if (byte === QUOTE) inString = true;
      else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        depth += 1;
        if (depth > this.#limits.depth && passing.pieces)
          this.#giveUp(passing, `${this.#limits.depth} levels of nesting`);
      } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        // At depth 0 the bracket belongs to the container around a bare number or word, which ends before it.
        if (depth === 0) end = index;
        else if ((depth -= 1) === 0) end = index + 1;
      } else if (depth === 0 && (byte === COMMA || isSpace(byte))) end = index;
      if (end >= 0) break;
    }
    passing.depth = depth;
    passing.inString = inString;
    passing.escaped = escaped;
    if (end >= 0) {
      this.#ended(passing, chunk.subarray(from, end));
      return end;
    }
    this.#keep(passing, chunk.subarray(from));
    return chunk.length;
  }

  #keep(passing: Passing, piece: Uint8Array): void {
    passing.size += piece.length;
    if (!passing.pieces) return;
    if (passing.size > this.#limits.itemBytes) this.#giveUp(passing, `${this.#limits.itemBytes} bytes`);
    else passing.pieces.push(piece);
  }

  /** Lets go of an item that is too large to hold, and goes on behind it. */
  #giveUp(passing: Passing, limit: string): void {
    passing.pieces = undefined;
    this.#cuts.push({ found: 'oversized', path: this.#path(), byte: passing.byte, limit });
  }

  #ended(passing: Passing, lastPiece: Uint8Array): void {
    this.#keep(passing, lastPiece);
    this.#passing = undefined;
    const bytes = passing.pieces && joined(passing.pieces, passing.size);
    if (passing.purpose === 'key') {
      this.#keyEnded(passing, bytes);
      return;
    }
    if (bytes) {
      this.#cuts.push({
        found: 'item',
        pattern: passing.pattern,
        path: this.#path(),
        document: this.documents - 1,
        byte: passing.byte,
        bytes,
      });
    }
    this.#afterValue();
  }

  #keyEnded(passing: Passing, bytes: Uint8Array | undefined): void {
    const key = bytes && parsedKey(this.#decoder.decode(bytes));
    const frame = this.#frames.at(-1);
    if (key === undefined || !frame) {
      this.failure = { code: 'malformed', byte: passing.byte, expected: 'a key' };
      return;
    }
    frame.key = key;
    this.#expect = ':';
  }

  #path(): JsonPath {
    return this.#frames.map(({ key }) => key);
  }
}

function joined(pieces: readonly Uint8Array[], size: number): Uint8Array {
  const [only] = pieces;
  if (pieces.length === 1 && only) return only;
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

function parsedKey(text: string): string | undefined {
  try {
    return JSON.parse(text) as string;
  } catch {
    // A broken escape sequence; the caller turns undefined into a failure with the key's offset.
    return undefined;
  }
}
