/**
 * The records of a CloudTrail file, whatever wraps them: `{"Records": […]}`, answers of `lookup-events`, bare lists, JSON
 * lines, tables. A file of usual size is parsed as a whole, which is many times faster than item by item; a larger one,
 * or one that is no JSON as a whole, is read item by item, so that one broken record costs no other.
 */
import { throwIfAborted } from '../../base/abort.ts';
import type { Problem, Source } from '../importer.ts';
import { isJsonObject } from '../json-fields.ts';
import { jsonItems, jsonLines } from '../json.ts';
import { eventRows } from './table.ts';

/** Records that came together. */
export interface Batch {
  readonly records: readonly unknown[];
  /** Evidence text for one of them: a JSON pointer, `line <n>` or `byte <n>`. */
  readonly placeOf: (index: number) => string;
}

export interface Beside {
  /** A list of log files and their hashes, which holds no events. */
  readonly digest: true;
}

/** AWS closes a log file long before; only files put together by hand are larger. */
const WHOLE = 32 * 1024 * 1024;
const WRAPPERS = ['Records', 'Events'] as const;
const ROWS_AT_ONCE = 500;
/** Enough to see how the text begins, and its first lines. */
const HEAD = 1024;
const LINES_HEAD = 1024 * 1024;
const decoder = new TextDecoder();

/** In file order. Throws `aborted`, and what the source throws. */
export async function* cloudTrailBatches(source: Source): AsyncGenerator<Batch | Beside | Problem> {
  const chunks: Uint8Array[] = [];
  const bytes = source.bytes()[Symbol.asyncIterator]();
  let size = 0;
  let ended = false;
  while (size <= WHOLE && !ended) {
    throwIfAborted(source.signal);
    const { value, done } = await bytes.next();
    if (done) ended = true;
    else {
      chunks.push(value);
      size += value.length;
    }
  }
  // The chunks go as they are read again, so that a large file is not held twice.
  const again: Source = {
    ...source,
    async *bytes() {
      for (let chunk = chunks.shift(); chunk; chunk = chunks.shift()) yield chunk;
      if (!ended) for (let next = await bytes.next(); !next.done; next = await bytes.next()) yield next.value;
    },
  };
  const head = decoder.decode(beginning(chunks, HEAD));
  if (!/^\s*[[{]/.test(head)) {
    yield* rows(again);
    return;
  }
  let taken = 0;
  for (const piece of ended ? pieces(chunks, size) : []) {
    if (piece.whole) {
      yield* unwrapped(piece.value, '');
      return;
    }
    const from = taken;
    taken += piece.value.length;
    yield { records: piece.value, placeOf: (index) => `/Records/${from + index}` };
    if (piece.last) return;
  }
  if (taken === 0 && isLines(decoder.decode(beginning(chunks, LINES_HEAD)))) yield* lines(again);
  else yield* items(again, head, taken);
}

/** The first bytes, up to so many. */
function beginning(chunks: readonly Uint8Array[], most: number): Uint8Array {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (const chunk of chunks) {
    if (size >= most) break;
    pieces.push(chunk.subarray(0, most - size));
    size += chunk.length;
  }
  return Buffer.concat(pieces);
}

/** JSON.parse's own message quotes the text, maybe a secret: it goes nowhere. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

interface Piece {
  /** The value is the document, not records of it. */
  readonly whole: boolean;
  readonly value: unknown[];
  readonly last: boolean;
}

/** `{"Records":[{"<first key>":` as AWS writes it: each record begins with the same key. */
const COMPACT = /^\{"Records":\[(\{"\w+":)/;
/** Small enough for its objects to be dead before the collector would move them to where it seldom looks. */
const PIECE = 512 * 1024;
const OPEN = 0x5b;
const CLOSE = 0x5d;

/**
 * The parsed text: as a whole, or in pieces cut where one record ends and the next begins. Between records there is
 * `},{"<first key>":`, which can't stand within a string, where quotes are escaped; should it stand within a record, a
 * piece is no JSON and the rest is left to a reader that knows the structure. Ends early there.
 */
function* pieces(chunks: readonly Uint8Array[], size: number): Generator<Piece> {
  const begin = size > PIECE ? COMPACT.exec(decoder.decode(beginning(chunks, HEAD)))?.[1] : undefined;
  const [only] = chunks;
  // Not copied where it is whole already: what is written to it is taken back.
  const bytes = only && chunks.length === 1 ? Buffer.from(only.buffer, only.byteOffset, only.length) : Buffer.concat(chunks, size);
  if (begin === undefined) {
    const value = parse(decoder.decode(bytes));
    if (value !== undefined) yield { whole: true, value: value as unknown[], last: true };
    return;
  }
  const end = endOfRecords(bytes);
  if (end === undefined) return;
  // The comma between two records closes the list of one piece and opens that of the next: nothing is copied.
  let from = bytes.indexOf(OPEN);
  for (;;) {
    const cut = bytes.indexOf(`},${begin}`, from + PIECE) + 1;
    const to: number = cut === 0 ? end : cut;
    const value = parse(between(bytes, from, to));
    if (!Array.isArray(value)) return;
    yield { whole: false, value: value as unknown[], last: to === end };
    if (to === end) return;
    from = to;
  }
}

/** The text of records as a list, whatever stands at both ends. */
function between(bytes: Buffer, from: number, to: number): string {
  const [first, last] = [bytes[from]!, bytes[to]!];
  bytes[from] = OPEN;
  bytes[to] = CLOSE;
  const text = decoder.decode(bytes.subarray(from, to + 1));
  bytes[from] = first;
  bytes[to] = last;
  return text;
}

/** Where the list of records closes, when only the document's own bracket comes after it. */
function endOfRecords(bytes: Buffer): number | undefined {
  const end = bytes.lastIndexOf(CLOSE);
  return end > 0 && decoder.decode(bytes.subarray(end + 1)).trim() === '}' ? end : undefined;
}

/** Some of the first lines is a whole object with an event in it. */
function isLines(head: string): boolean {
  return head
    .split('\n', 6)
    .map((line) => parse(line.trim()))
    .some((value) => isJsonObject(value) && ['eventName', 'eventname', 'EventName', 'CloudTrailEvent', ...WRAPPERS].some((name) => Object.hasOwn(value, name)));
}

async function* rows(source: Source): AsyncGenerator<Batch | Problem> {
  let records: unknown[] = [];
  let at: number[] = [];
  const batch = (): Batch => {
    const [places, found] = [at, records];
    [records, at] = [[], []];
    return { records: found, placeOf: (index) => `line ${places[index]!}` };
  };
  for await (const entry of eventRows(source)) {
    if ('fact' in entry) {
      if (records.length > 0) yield batch();
      yield entry;
      continue;
    }
    records.push(entry.record);
    at.push(entry.line);
    if (records.length >= ROWS_AT_ONCE) yield batch();
  }
  if (records.length > 0) yield batch();
}

async function* lines(source: Source): AsyncGenerator<Batch | Beside | Problem> {
  for await (const line of jsonLines(source)) {
    if ('problem' in line) yield line.problem;
    else yield* unwrapped(line.value, `line ${line.line}`);
  }
}

/** @param taken so many of the first records were taken before */
async function* items(source: Source, head: string, taken: number): AsyncGenerator<Batch | Beside | Problem> {
  const list = /^\s*\[/.test(head);
  const wrapped = /^\s*\{[^[{]*"(?:Records|Events)"\s*:\s*\[/.test(head);
  const paths = list ? ['*'] : wrapped ? WRAPPERS.map((name) => `${name}.*`) : [''];
  for await (const item of jsonItems(source, { paths })) {
    if ('fact' in item) yield item;
    else if (item.document > 0 || Number(item.path.at(-1) ?? 0) >= taken) yield* unwrapped(item.value, item.at);
  }
}

/** What a value holds: records of a list or page, or itself. */
function* unwrapped(value: unknown, at: string): Generator<Batch | Beside | Problem> {
  if (Array.isArray(value)) {
    const pages = (value as unknown[]).some(isPage);
    if (pages) for (const [index, entry] of value.entries()) yield* unwrapped(entry, within(at, String(index)));
    else yield* listed(value, at);
    return;
  }
  if (isDigest(value)) {
    yield { digest: true };
    return;
  }
  const wrapper = isPage(value) ? WRAPPERS.find((name) => Array.isArray(value[name])) : undefined;
  if (wrapper === undefined) yield* listed([value], at, () => at);
  else yield* listed((value as Record<string, unknown[]>)[wrapper]!, within(at, wrapper));
}

/** One of `lookup-events` has the record itself as text. */
function* listed(values: readonly unknown[], at: string, placeOf = (index: number): string => within(at, String(index))): Generator<Batch | Problem> {
  const records: unknown[] = [];
  const places: number[] = [];
  const problems: Problem[] = [];
  const lookedUp = values.some(hasEventText);
  for (const [index, value] of lookedUp ? values.entries() : []) {
    const record = hasEventText(value) ? parse(value['CloudTrailEvent']) : value;
    if (record === undefined) problems.push(notJson(value, placeOf(index)));
    else {
      records.push(record);
      places.push(index);
    }
  }
  yield* problems;
  yield lookedUp ? { records, placeOf: (index) => placeOf(places[index]!) } : { records: values, placeOf };
}

const hasEventText = (value: unknown): value is { readonly CloudTrailEvent: string } =>
  isJsonObject(value) && typeof value['CloudTrailEvent'] === 'string';

function notJson(value: unknown, place: string): Problem {
  const id = isJsonObject(value) ? value['EventId'] : undefined;
  const message = 'CloudTrailEvent is no JSON; the event was left out.';
  return { fact: 'problem', code: 'malformed', severity: 'error', message, at: typeof id === 'string' ? `event ${id}` : place, field: 'CloudTrailEvent' };
}

const isPage = (value: unknown): value is Readonly<Record<string, unknown>> =>
  isJsonObject(value) && value['eventName'] === undefined && WRAPPERS.some((name) => Array.isArray(value[name]));

const isDigest = (value: unknown): boolean => isJsonObject(value) && 'digestStartTime' in value && Array.isArray(value['logFiles']);

/** A pointer leads on; `line <n>` and `byte <n>` are near enough. */
const within = (at: string, key: string): string => (at === '' || at.startsWith('/') ? `${at}/${key}` : at);
