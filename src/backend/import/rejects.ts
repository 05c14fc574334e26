/** Rejected rows written beside each other by file, so that they can be mended and imported again. */
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { AppError } from '../../base/errors.ts';

export class Rejects {
  readonly #folder: string | undefined;
  readonly #files = new Map<string, WriteStream>();
  #failure: AppError | undefined;
  #closed = false;

  constructor(folder: string | undefined) {
    this.#folder = folder;
  }

  /** Appends a row to `<name>.rejects.csv` (or the file's own ending), header first. */
  add(file: string, reject: { header?: string; row: string }): void {
    if (this.#folder === undefined || this.#failure) return;
    let stream = this.#files.get(file);
    if (!stream) {
      stream = this.#open(this.#folder, file);
      this.#files.set(file, stream);
      if (reject.header !== undefined) stream.write(`${reject.header}\n`);
    }
    stream.write(`${reject.row}\n`);
  }

  #open(folder: string, file: string): WriteStream {
    const name = (file === '-' ? 'stdin' : file.replaceAll('/', '_')).replace(/\.gz$/i, '');
    const ending = /\.[a-z0-9]+$/i.exec(name)?.[0] ?? '.txt';
    const path = join(folder, `${name.slice(0, name.length - (name.endsWith(ending) ? ending.length : 0))}.rejects${ending}`);
    try {
      mkdirSync(folder, { recursive: true });
    } catch (cause) {
      throw unwritable(path, cause);
    }
    const stream = createWriteStream(path, { mode: 0o600 });
    stream.on('error', (cause) => {
      this.#failure ??= unwritable(path, cause);
    });
    return stream;
  }

  /** Resolves when what was added does not pile up in memory. Throws `file-unreadable` when it cannot be written. */
  async written(): Promise<void> {
    for (const stream of this.#files.values()) {
      if (stream.writableNeedDrain && !this.#failure) await once(stream, 'drain').catch(() => undefined);
    }
    if (this.#failure) throw this.#failure;
  }

  /** Paths of the files written, once they are on disk. Throws `file-unreadable`. */
  async close(): Promise<string[]> {
    const paths: string[] = [];
    for (const stream of this.#files.values()) {
      stream.end();
      await finished(stream).catch((cause: unknown) => {
        throw this.#failure ?? unwritable(String(stream.path), cause);
      });
      paths.push(String(stream.path));
    }
    this.#closed = true;
    return paths;
  }

  /** After an import that failed: lets go of files left open, which may then hold only a part of the rows. */
  release(): void {
    if (this.#closed) return;
    for (const stream of this.#files.values()) stream.destroy();
  }
}

function unwritable(path: string, cause: unknown): AppError {
  const code = (cause as { code?: string }).code;
  return new AppError('file-unreadable', `Rejected rows cannot be written to ${path} (${code ?? String(cause)}). Name another folder.`, {
    detail: { path, code },
    cause,
  });
}
