/** Rejected rows written beside each other by file, so that they can be mended and imported again. */
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';

export class Rejects {
  readonly #folder: string | undefined;
  readonly #files = new Map<string, WriteStream>();

  constructor(folder: string | undefined) {
    this.#folder = folder;
  }

  /** Appends a row to `<name>.rejects.csv` (or the file's own ending), header first. */
  add(file: string, reject: { header?: string; row: string }): void {
    if (this.#folder === undefined) return;
    let stream = this.#files.get(file);
    if (!stream) {
      mkdirSync(this.#folder, { recursive: true });
      const name = (file === '-' ? 'stdin' : file.replaceAll('/', '_')).replace(/\.gz$/i, '');
      const ending = /\.[a-z0-9]+$/i.exec(name)?.[0] ?? '.txt';
      const path = join(this.#folder, `${name.slice(0, name.length - (name.endsWith(ending) ? ending.length : 0))}.rejects${ending}`);
      stream = createWriteStream(path, { mode: 0o600 });
      this.#files.set(file, stream);
      if (reject.header !== undefined) stream.write(`${reject.header}\n`);
    }
    stream.write(`${reject.row}\n`);
  }

  /** Paths of the files written, once they are on disk. */
  async close(): Promise<string[]> {
    const paths: string[] = [];
    for (const stream of this.#files.values()) {
      stream.end();
      await once(stream, 'finish');
      paths.push(String(stream.path));
    }
    return paths;
  }
}
