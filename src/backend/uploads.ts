/** Files that a browser sends: kept in a private folder of this process only while they are imported or opened. */
import { randomUUID } from 'node:crypto';
import { appendFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../base/errors.ts';

const CHUNK_LIMIT = 1024 * 1024;
const NAME_LIMIT = 150;

export class Uploads {
  readonly #everyones: string;
  readonly #folder: string;
  readonly #byClient = new Map<string, Set<string>>();
  #swept: Promise<void> | undefined;

  constructor(stateFolder: string) {
    this.#everyones = join(stateFolder, 'uploads');
    this.#folder = join(this.#everyones, `${process.pid}-${randomUUID()}`);
  }

  /**
   * An empty file of that base name, in a folder of its own that is called as the one it lay in (`upload` where the name
   * has none), since importers tell tables apart by both. Other parts of the name are dropped.
   */
  async begin(client: string, name: string): Promise<string> {
    await (this.#swept ??= sweep(this.#everyones));
    const parts = name.replaceAll('\\', '/').split('/');
    const folder = join(this.#folder, randomUUID(), safeName(parts.at(-2) ?? ''));
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const path = join(folder, safeName(parts.at(-1)!));
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
    await rm(dirname(dirname(path)), { recursive: true, force: true });
  }

  async disconnect(client: string): Promise<void> {
    const paths = [...(this.#byClient.get(client) ?? [])];
    this.#byClient.delete(client);
    for (const path of paths) await rm(dirname(dirname(path)), { recursive: true, force: true });
  }

  /** True for a file this client uploaded. */
  holds(client: string, path: string): boolean {
    return this.#byClient.get(client)?.has(path) ?? false;
  }

  /** Removes all that this process holds; another one's uploads stay. */
  async clear(): Promise<void> {
    this.#byClient.clear();
    await rm(this.#folder, { recursive: true, force: true });
  }

  #check(client: string, path: string): void {
    if (!this.holds(client, path)) throw new AppError('bad-request', 'This upload is not known. Start it again.', { detail: { field: 'path' } });
  }
}

/** A base name that every file system takes: no separators, no control characters, its end (which says the kind) kept. */
function safeName(name: string): string {
  // oxlint-disable-next-line no-control-regex
  const base = name.replaceAll(/[\u0000-\u001f\u007f:*?"<>|]/g, '_').slice(-NAME_LIMIT);
  return base === '' || base === '.' || base === '..' ? 'upload' : base;
}

/** Removes what processes that have ended left behind. */
async function sweep(folder: string): Promise<void> {
  const entries = await readdir(folder).catch(() => []);
  for (const entry of entries) {
    if (!isRunning(Number.parseInt(entry, 10))) await rm(join(folder, entry), { recursive: true, force: true });
  }
}

function isRunning(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (error) {
    // Someone else's process may not be signalled, but it is there.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
