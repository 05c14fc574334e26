/** Files as importers get them: found in folders, decompressed, counted, hashed, as UTF-8 without a byte order mark. */
import { createHash, type Hash } from 'node:crypto';
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { lstat, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { PassThrough, Transform, pipeline, type Readable } from 'node:stream';
import { promisify } from 'node:util';
import { createGunzip, gunzip, type ZlibOptions } from 'node:zlib';
import { AppError } from '../../base/errors.ts';
import type { Head, Source } from '../../sdk/importer.ts';

export const STANDARD_INPUT = '-';
const HEAD_BYTES = 64 * 1024;
/** A case file lies beside its exports often enough; it is never one. Hidden files and rejects are not either. */
const NEVER = /(^\.)|(\.tendril(\.wal)?$)|(\.rejects\.)/;

export interface FoundFile {
  /** Absolute or as given; `-` for standard input. */
  readonly path: string;
  /** Relative to the folder that was named, with `/`; what evidence shows. */
  readonly name: string;
  readonly bytes: number;
}

/**
 * The regular files behind the paths: a file as itself, a folder with all below it, in name order. A file is called by
 * the folder it lies in and its own name, named by itself or found, so that it is the same file either way. Links are followed
 * only where named, never inside a folder. Throws `file-unreadable` naming the path.
 */
export async function findFiles(paths: readonly string[]): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  for (const path of paths) {
    if (path === STANDARD_INPUT) {
      found.push({ path, name: STANDARD_INPUT, bytes: 0 });
      continue;
    }
    try {
      await walk(path, path, true, found);
    } catch (cause) {
      throw unreadable(path, cause);
    }
  }
  return found;
}

async function walk(root: string, path: string, named: boolean, found: FoundFile[]): Promise<void> {
  const status = named ? await stat(path) : await lstat(path);
  if (status.isFile()) {
    if (!named && NEVER.test(basename(path))) return;
    const name = (named ? [basename(dirname(resolve(path))), basename(path)] : [basename(root), ...relative(root, path).split(sep)]).filter(Boolean).join('/');
    found.push({ path, name, bytes: status.size });
  } else if (status.isDirectory()) {
    const entries = await readdir(path);
    for (const entry of entries.sort()) if (!entry.startsWith('.')) await walk(root, join(path, entry), false, found);
  }
}

function unreadable(path: string, cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  const code = (cause as { code?: string }).code;
  const what = code === 'ENOENT' ? 'does not exist' : code === 'EACCES' ? 'may not be read by this user' : `cannot be read (${code ?? String(cause)})`;
  return new AppError('file-unreadable', `${path} ${what}.`, { detail: { path, code }, cause });
}

export interface OpenedSource {
  readonly source: Source;
  readonly head: Head;
  /** Hex SHA-256 of the bytes as stored; complete once `source.bytes()` has ended. */
  sha256(): string;
  /** Call when the source is not read to its end. */
  close(): void;
}

/** Opens one file: reads its head and keeps it, so that the whole can be read once, standard input too. */
export async function openSource(
  path: string,
  name: string,
  signal: AbortSignal,
  onBytes: (bytes: number) => void = () => undefined,
  prepared: Promise<SmallFile | undefined> = prepareFile(path),
): Promise<OpenedSource> {
  const small = await prepared;
  if (small) {
    onBytes(small.stored);
    return inMemory(name, small, signal);
  }
  const hash = createHash('sha256');
  const raw: Readable = path === STANDARD_INPUT ? process.stdin : createReadStream(path, { highWaterMark: 256 * 1024 });
  const stream = decompressed(raw, path, hash, onBytes);
  const iterator = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  // A pipe may be silent for ever: a cancel must not wait for its next bytes.
  const cancel = (): void => void stream.destroy(new AppError('aborted', 'The import was cancelled.'));
  signal.addEventListener('abort', cancel, { once: true });
  if (signal.aborted) cancel();
  // Standard input too: a writer that goes on for ever must not keep this process waiting.
  const close = (): void => {
    signal.removeEventListener('abort', cancel);
    stream.destroy();
    raw.destroy();
  };
  const first: Buffer[] = [];
  let held = 0;
  let ended = false;
  try {
    while (held < HEAD_BYTES && !ended) {
      const { value, done } = await iterator.next();
      if (done) ended = true;
      else {
        first.push(value);
        held += value.length;
      }
    }
  } catch (cause) {
    close();
    throw unreadable(path, cause);
  }
  const stored = Buffer.concat(first);
  const text = asUtf8(stored);
  const start = withoutMark(text(stored, ended));
  const head: Head = {
    name,
    text: new TextDecoder('utf-8').decode(start.subarray(0, HEAD_BYTES)),
    complete: ended && start.length <= HEAD_BYTES,
  };
  async function* bytes(): AsyncGenerator<Uint8Array> {
    if (start.length > 0) yield start;
    try {
      while (!ended) {
        if (signal.aborted) throw new AppError('aborted', 'The import was cancelled.');
        const { value, done } = await iterator.next();
        const piece = text(value ?? Buffer.alloc(0), done ?? false);
        if (piece.length > 0) yield piece;
        if (done) return;
      }
    } catch (cause) {
      throw unreadable(path, cause);
    }
  }
  let digest: string | undefined;
  return {
    source: { name, bytes, signal },
    head,
    sha256: () => (digest ??= hash.digest('hex')),
    close,
  };
}

/** Logs come as thousands of small files: what fits is read and unpacked at once, which costs half of streaming it. */
const SMALL_BYTES = 16 * 1024 * 1024;
const SMALL_UNPACKED_BYTES = 128 * 1024 * 1024;
const PIECE_BYTES = 32 * 1024 * 1024;

export interface SmallFile {
  readonly content: Buffer;
  /** Bytes on disk. */
  readonly stored: number;
  readonly sha256: string;
}

const unpackWith = promisify(gunzip) as (packed: Buffer, options: ZlibOptions) => Promise<Buffer>;

/**
 * Into one buffer of the size that the file itself tells (its last four bytes; wrong for what was packed in parts, which costs a
 * copy). Buffers are weighed by the collector: with many small ones a day of logs has it look through all that is held, file by file.
 */
function unpack(packed: Buffer): Promise<Buffer> {
  const size = packed.length < 18 ? 0 : packed.readUInt32LE(packed.length - 4);
  const chunkSize = Math.min(Math.max(size + 64, 64 * 1024), SMALL_UNPACKED_BYTES);
  return unpackWith(packed, { maxOutputLength: SMALL_UNPACKED_BYTES, chunkSize });
}

/**
 * A small file's whole content, unpacked beside whatever this thread does meanwhile; undefined for one that is larger, unpacks
 * to more, or is broken: that is streamed. Never rejects.
 */
export async function prepareFile(path: string): Promise<SmallFile | undefined> {
  try {
    // Read in one go: a reader that is busy with the file before this one leaves no turn for each step of it.
    if (path === STANDARD_INPUT || statSync(path).size > SMALL_BYTES) return undefined;
    const stored = readFileSync(path);
    const sha256 = createHash('sha256').update(stored).digest('hex');
    const gzip = stored[0] === 0x1f && stored[1] === 0x8b;
    const unpacked = gzip ? await unpack(stored) : stored;
    return { content: withoutMark(asUtf8(unpacked)(unpacked, true)), stored: stored.length, sha256 };
  } catch {
    // Streaming reads what can be read of it, and says what is wrong.
    return undefined;
  }
}

function inMemory(name: string, { content, sha256 }: SmallFile, signal: AbortSignal): OpenedSource {
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for (let from = 0; from < content.length; from += PIECE_BYTES) {
      if (signal.aborted) throw new AppError('aborted', 'The import was cancelled.');
      yield content.subarray(from, from + PIECE_BYTES);
    }
  }
  const head = { name, text: new TextDecoder('utf-8').decode(content.subarray(0, HEAD_BYTES)), complete: content.length <= HEAD_BYTES };
  return { source: { name, bytes, signal }, head, sha256: () => sha256, close: () => undefined };
}

/** The stream with gzip undone where its first bytes say gzip, whatever the file is called. */
function decompressed(raw: Readable, path: string, hash: Hash, onBytes: (bytes: number) => void): Readable {
  let read = 0;
  const output = new PassThrough({ highWaterMark: 256 * 1024 });
  let target: NodeJS.WritableStream | undefined;
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      read += chunk.length;
      hash.update(chunk);
      onBytes(read);
      done(null, chunk);
    },
  });
  const fail = (error: Error | null | undefined): void => {
    if (error) output.destroy(unreadable(path, error));
  };
  pipeline(raw, counter, fail);
  counter.once('data', (chunk: Buffer) => {
    counter.pause();
    const gzip = chunk[0] === 0x1f && chunk[1] === 0x8b;
    target = gzip ? createGunzip() : output;
    if (gzip) pipeline(target as ReturnType<typeof createGunzip>, output, fail);
    const onwards = target;
    // Not piped into while it is full: older Nodes then never go on.
    if (onwards.write(chunk)) counter.pipe(onwards);
    else onwards.once('drain', () => counter.pipe(onwards));
  });
  counter.once('end', () => {
    if (!target) output.end();
  });
  return output;
}

/**
 * Turns the bytes of a file that begins so into UTF-8, one piece after the other: PowerShell's `>` and Excel's "Unicode
 * text" write UTF-16, which they mark. Anything else is passed on as it is.
 */
function asUtf8(start: Buffer): (piece: Buffer, end: boolean) => Buffer {
  const encoding = start[0] === 0xff && start[1] === 0xfe ? 'utf-16le' : start[0] === 0xfe && start[1] === 0xff ? 'utf-16be' : undefined;
  if (encoding === undefined) return (piece) => piece;
  const decoder = new TextDecoder(encoding);
  return (piece, end) => Buffer.from(decoder.decode(piece, { stream: !end }), 'utf8');
}

function withoutMark(bytes: Buffer): Buffer {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}
