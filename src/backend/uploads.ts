/** Files that a browser sends: kept in a private folder only while they are imported or opened. */
import { randomUUID } from 'node:crypto';
import { appendFile, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { AppError } from '../base/errors.ts';

const CHUNK_LIMIT = 1024 * 1024;

export class Uploads {
  readonly #folder: string;
  readonly #byClient = new Map<string, Set<string>>();

  constructor(stateFolder: string) {
    this.#folder = join(stateFolder, 'uploads');
  }

  /** An empty file of that base name in a folder of its own; other parts of the name are dropped. */
  async begin(client: string, name: string): Promise<string> {
    const folder = join(this.#folder, randomUUID());
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const path = join(folder, basename(name.replaceAll('\\', '/')) || 'upload');
    await writeFile(path, '', { mode: 0o600, flag: 'wx' });
    const mine = this.#byClient.get(client) ?? new Set();
    this.#byClient.set(client, mine.add(path));
    return path;
  }

  async append(client: string, path: string, base64: string): Promise<void> {
    this.#check(client, path);
    const data = Buffer.from(base64, 'base64');
    if (data.length > CHUNK_LIMIT) throw new AppError('bad-request', `A chunk may hold ${CHUNK_LIMIT} bytes; this one holds ${data.length}.`, { detail: { field: 'data' } });
    await appendFile(path, data);
  }

  async discard(client: string, path: string): Promise<void> {
    this.#check(client, path);
    this.#byClient.get(client)?.delete(path);
    await rm(dirname(path), { recursive: true, force: true });
  }

  async disconnect(client: string): Promise<void> {
    const paths = [...(this.#byClient.get(client) ?? [])];
    this.#byClient.delete(client);
    for (const path of paths) await rm(dirname(path), { recursive: true, force: true });
  }

  /** True for a file this client uploaded. */
  holds(client: string, path: string): boolean {
    return this.#byClient.get(client)?.has(path) ?? false;
  }

  /** Removes what an earlier process that died left behind, if nothing is being uploaded. */
  async clear(): Promise<void> {
    const present = await stat(this.#folder).catch(() => undefined);
    if (present && resolve(this.#folder).endsWith(`${sep}uploads`)) await rm(this.#folder, { recursive: true, force: true });
  }

  #check(client: string, path: string): void {
    if (!this.holds(client, path)) throw new AppError('bad-request', 'This upload is not known. Start it again.', { detail: { field: 'path' } });
  }
}
