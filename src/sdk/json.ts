/**
 * JSON streams: the items at given paths of a document of any size, or the lines of a JSON Lines file. One item at a
 * time is held, never the document. What cannot be read comes as a problem in the same stream.
 */
import { throwIfAborted } from '../base/abort.ts';
import type { Problem, Source } from './importer.ts';
import { JsonScanner, type Cut, type JsonPath } from './json-scanner.ts';

export type { JsonPath } from './json-scanner.ts';

export interface JsonItem {
  /** The path asked for that this item is at, as given. */
  readonly pattern: string;
  readonly path: JsonPath;
  /** JSON pointer within its document (RFC 6901). */
  readonly pointer: string;
  /** 0 for the first; above it for concatenated documents. */
  readonly document: number;
  /** Evidence text: the pointer, or `byte <n>` where a pointer would be ambiguous (second document and on). */
  readonly at: string;
  /** As JSON.parse gives it: a `__proto__` key is an ordinary own property. */
  readonly value: unknown;
}

export interface JsonItemsOptions {
  /**
   * Paths of the items, dotted, `*` for any key or index: `RoleDetailList.*`, `*.Records.*`; `''` is a whole document.
   * Where one item lies within another, the outer one is given.
   */
  readonly paths: readonly string[];
  /** Largest item, in bytes. Default 64 MiB. */
  readonly itemBytes?: number;
  /** Deepest nesting within an item. Default 256. */
  readonly depth?: number;
}

export type JsonSource = Pick<Source, 'bytes' | 'signal'>;

const ITEM_BYTES = 64 * 1024 * 1024;
const DEPTH = 256;
const decoder = new TextDecoder();

/**
 * Items in file order, over one or several concatenated documents. Problems: `malformed` or `truncated` at `byte <n>`
 * when the text cannot be followed (items before it have been given, none comes after it; severity error), `malformed`
 * for one item that is no JSON and `unsupported` for one beyond a limit (the next ones still come).
 * The source is read to its end even then, so that whoever hashes it sees every byte. Throws `aborted`.
 */
export async function* jsonItems(source: JsonSource, options: JsonItemsOptions): AsyncGenerator<JsonItem | Problem> {
  const scanner = new JsonScanner(options.paths, {
    itemBytes: options.itemBytes ?? ITEM_BYTES,
    depth: options.depth ?? DEPTH,
  });
  for await (const chunk of source.bytes()) {
    throwIfAborted(source.signal);
    if (scanner.failure) continue;
    for (const cut of scanner.feed(chunk)) yield itemOf(cut);
  }
  for (const cut of scanner.finish()) yield itemOf(cut);
  const { failure } = scanner;
  if (failure) {
    const found = failure.code === 'truncated' ? 'The file ends too early' : 'The file is no JSON from here on';
    yield problem(
      failure.code,
      `byte ${failure.byte}`,
      `${found}: expected ${failure.expected} at byte ${failure.byte}. Export the file again.`,
    );
  } else if (scanner.documents === 0) {
    yield problem('malformed', 'byte 0', 'The file is empty: expected a JSON document. Export it again.');
  }
}

export type JsonLine =
  | { readonly line: number; readonly byte: number; readonly value: unknown }
  | { readonly line: number; readonly byte: number; readonly problem: Problem };

/**
 * The lines of a JSON Lines file, numbered from 1; blank ones are passed over. A line that is no JSON is a problem
 * (`malformed`; `truncated` when it is the last and the file ends without a line break; `unsupported` when longer than
 * `lineBytes`) and the next line is read. Throws `aborted`.
 */
export async function* jsonLines(
  source: JsonSource,
  options: { readonly lineBytes?: number } = {},
): AsyncGenerator<JsonLine> {
  const limit = options.lineBytes ?? ITEM_BYTES;
  let line = 1;
  let byte = 0;
  let size = 0;
  let pieces: Uint8Array[] = [];
  const add = (piece: Uint8Array): void => {
    size += piece.length;
    if (size <= limit) pieces.push(piece);
    else pieces = [];
  };
  const finished = (broken: 'malformed' | 'truncated'): JsonLine | undefined => {
    const text = pieces.length === 0 ? '' : decoder.decode(pieces.length === 1 ? pieces[0] : Buffer.concat(pieces));
    const at = `line ${line}`;
    if (size > limit)
      return {
        line,
        byte,
        problem: problem('unsupported', at, `Line ${line} is longer than ${limit} bytes and was left out.`),
      };
    if (text.trim() === '') return undefined;
    const parsed = parse(text);
    if (parsed) return { line, byte, value: parsed.value };
    return {
      line,
      byte,
      problem: problem(broken, at, `Line ${line} is no JSON and was left out. Each line must be one JSON value.`),
    };
  };
  for await (const chunk of source.bytes()) {
    throwIfAborted(source.signal);
    let from = 0;
    for (let end = chunk.indexOf(0x0a); end >= 0; end = chunk.indexOf(0x0a, from)) {
      add(chunk.subarray(from, end));
      const result = finished('malformed');
      if (result) yield result;
      line += 1;
      byte += size + 1;
      size = 0;
      pieces = [];
      from = end + 1;
    }
    add(chunk.subarray(from));
  }
  const result = finished('truncated');
  if (result) yield result;
}

function itemOf(cut: Cut): JsonItem | Problem {
  const pointer = jsonPointer(cut.path);
  const at = `byte ${cut.byte}`;
  if (cut.found === 'oversized') {
    return problem(
      'unsupported',
      at,
      `The item ${pointer || 'that is the document'} is larger than ${cut.limit} and was left out.`,
    );
  }
  const parsed = parse(decoder.decode(cut.bytes));
  if (!parsed)
    return problem(
      'malformed',
      at,
      `The item ${pointer || 'that is the document'}, which starts at byte ${cut.byte}, is no JSON and was left out.`,
    );
  const { pattern, path, document } = cut;
  return { pattern, path, pointer, document, at: document === 0 ? pointer : at, value: parsed.value };
}

/** The path as a JSON pointer (RFC 6901). */
export function jsonPointer(path: JsonPath): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Undefined for text that is no JSON. JSON.parse's own message quotes the text, maybe a secret: it goes nowhere. */
function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

function problem(code: Problem['code'], at: string, message: string): Problem {
  return { fact: 'problem', code, severity: 'error', message, at };
}
