/** The case file: a store in one DuckDB file, in this process, with nothing to install. */
import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { AppError, toAppError } from '../../base/errors.ts';
import type { Change } from '../../model/records.ts';
import { withinDeadline } from '../deadline.ts';
import type { ApplyOptions, Commit, Document, KeptDocument, ScanBatch, ScanOptions, Store, StoreQueryOptions, StoreRows } from '../store.ts';
import { apply } from './apply.ts';
import { history } from './change-log.ts';
import { createDatabase, isOwned, openDatabase, prepareLog, removeEmptyLog, type Database } from './database.ts';
import { documents, keep } from './documents.ts';
import { errnoOf, openingFailure, unreadable } from './failures.ts';
import { query } from './query.ts';
import { scan } from './scan.ts';
import { oneNumber, rows } from './sql.ts';
import { Words } from './words.ts';

export interface CaseFileOptions {
  /** Makes the file when there is none; one that is there is opened as it is. Default false. */
  readonly create?: boolean;
  /** Several processes may read one file while none writes. Default false. */
  readonly readOnly?: boolean;
  /** Milliseconds since 1970, for the time of creation. Default: the clock. */
  readonly now?: () => number;
}

/**
 * Opens a case file; one process at a time owns it. Records of one scan may share their properties objects.
 *
 * Throws `case-missing`, `case-corrupt` (not a database, not Tendril's, or damaged), `case-newer`, `case-in-use`
 * (detail: processId and command of the holder where known; retryable), and `file-unreadable` when its folder is
 * missing or the file can't be read, made or written.
 */
export async function openCaseFile(path: string, options: CaseFileOptions = {}): Promise<Store> {
  const location = resolve(path);
  const { create = false, readOnly = false, now = Date.now } = options;
  if (create && !readOnly) await createDatabase(location, now());
  const database = await openDatabase(location, readOnly);
  try {
    const connection = await database.instance.connect();
    const texts = await rows(connection, 'SELECT text FROM word ORDER BY id');
    return new CaseFile(location, readOnly, database, connection, new Words(texts.map(([text]) => text as string)));
  } catch (error) {
    database.release();
    throw await openingFailure(location, error);
  }
}

/** True when the file looks like one that openCaseFile takes, judged by its first bytes. Throws `file-unreadable`. */
export async function isCaseFile(path: string): Promise<boolean> {
  // Opening a file that this process owns, only to look, would drop its lock (see database.ts).
  if (await isOwned(path)) return true;
  try {
    const handle = await open(path, 'r');
    try {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(12), 0, 12, 0);
      return bytesRead === 12 && buffer.toString('latin1', 8, 12) === 'DUCK';
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'EISDIR') return false;
    throw unreadable(path, error);
  }
}

class CaseFile implements Store {
  readonly kind = 'case-file';
  readonly language = 'sql';
  readonly location: string;
  readonly readOnly: boolean;
  readonly #database: Database;
  /** For questions; scans and commits take connections of their own, as each is a transaction. */
  readonly #connection: DuckDBConnection;
  readonly #words: Words;
  readonly #scans = new Set<AsyncGenerator<ScanBatch>>();
  /** Somebody's statements that run, each with what stops it. */
  readonly #queries = new Map<AbortController, Promise<unknown>>();
  /** What writes queues up here: two commits at once would both see the version that only the first can change. */
  #lastWrite: Promise<unknown> = Promise.resolve();
  #closed: Promise<void> | undefined;

  constructor(location: string, readOnly: boolean, database: Database, connection: DuckDBConnection, words: Words) {
    this.location = location;
    this.readOnly = readOnly;
    this.#database = database;
    this.#connection = connection;
    this.#words = words;
  }

  version(): Promise<number> {
    return this.#guarded(() => oneNumber(this.#connection, 'SELECT version FROM meta'));
  }

  async *scan(options: ScanOptions = {}): AsyncGenerator<ScanBatch> {
    this.#assertOpen();
    const reading = scan(this.#database.instance, this.#words, options);
    this.#scans.add(reading);
    try {
      yield* reading;
    } catch (error) {
      throw toAppError(error);
    } finally {
      this.#scans.delete(reading);
    }
    // Closing the store ends the reading, which must not look like the end of the records.
    if (this.#closed) throw new AppError('aborted', `${this.location} was closed while it was being read.`);
  }

  apply(commit: Commit, options: ApplyOptions = {}): Promise<number> {
    return this.#written((connection) => apply(connection, this.#words, commit, options));
  }

  documents(collection: string): Promise<Document[]> {
    return this.#guarded(() => documents(this.#connection, collection));
  }

  keep(kept: readonly KeptDocument[]): Promise<void> {
    return this.#written((connection) => keep(connection, kept));
  }

  /** In its turn, on a connection of its own. */
  async #written<Result>(write: (connection: DuckDBConnection) => Promise<Result>): Promise<Result> {
    if (this.readOnly) {
      throw new AppError('store-read-only', `${this.location} was opened for reading only. Open it for writing to change it.`, {
        detail: { path: this.location },
      });
    }
    const turn = this.#guarded(() =>
      this.#lastWrite.then(async () => {
        await prepareLog(this.location);
        return this.#connected(write);
      }),
    );
    this.#lastWrite = turn.catch(() => undefined);
    return turn;
  }

  async #connected<Result>(work: (connection: DuckDBConnection) => Promise<Result>): Promise<Result> {
    const connection = await this.#database.instance.connect();
    try {
      return await work(connection);
    } finally {
      connection.closeSync();
    }
  }

  query(text: string, { limit, ...options }: StoreQueryOptions): Promise<StoreRows> {
    const stop = new AbortController();
    const run = (signal: AbortSignal) => this.#connected((connection) => query(connection, text, limit, signal));
    const running = this.#guarded(() => withinDeadline(options, run, stop)).finally(() => this.#queries.delete(stop));
    this.#queries.set(
      stop,
      running.catch(() => undefined),
    );
    return running;
  }

  history({ uid, limit }: { uid?: string; limit: number }): Promise<Change[]> {
    return this.#guarded(() => history(this.#connection, this.#words, uid, limit));
  }

  /** Waits for a commit under way; a scan or statement under way ends with `aborted`. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    await this.#lastWrite;
    for (const stop of this.#queries.keys()) stop.abort();
    await Promise.all(this.#queries.values());
    await Promise.all([...this.#scans].map((reading) => reading.return(undefined)));
    try {
      // Folds the log into the file, so that a closed case is one file.
      if (!this.readOnly) await this.#connection.run('CHECKPOINT');
    } finally {
      this.#connection.closeSync();
      this.#database.release();
      if (!this.readOnly) await removeEmptyLog(this.location);
    }
  }

  #assertOpen(): void {
    if (this.#closed) throw new AppError('internal', `${this.location} was used after it was closed.`);
  }

  async #guarded<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#assertOpen();
    try {
      return await work();
    } catch (error) {
      throw toAppError(error);
    }
  }
}
