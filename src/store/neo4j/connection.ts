/** One database of one server: sessions, managed transactions with retries, and errors turned into ours. */
import neo4j, { type Driver, type ManagedTransaction, type Record as Row, type Session } from 'neo4j-driver';
import { AppError } from '../../base/errors.ts';
import { parseAddress, type Address } from './address.ts';
import { foundError, isConnectionError, storeError, type Doing } from './errors.ts';
import { probe } from './probe.ts';

export interface ConnectionOptions {
  readonly uri: string;
  readonly username: string;
  readonly password: string;
  /** Absent: the home database of the user. */
  readonly database?: string | undefined;
  /** Shown in Neo4j's connection list and query log. */
  readonly userAgent?: string | undefined;
  /** For how many milliseconds a transaction is repeated while the line or the server fails. Default 15 000. */
  readonly retryMs?: number | undefined;
}

export type Work<T> = (tx: ManagedTransaction) => Promise<T> | PromiseLike<T>;

export interface ReadOptions {
  readonly signal?: AbortSignal | undefined;
  readonly doing?: Doing;
  readonly timeout?: number;
  readonly fetchSize?: number;
}

const CONNECT_MS = 5_000;
const ACQUIRE_MS = 6_000;
const PROBE_MS = 3_000;
/** Long enough for a cluster to elect another leader. */
const RETRY_MS = 15_000;

export class Connection {
  readonly address: Address;
  readonly database: string | undefined;
  readonly #driver: Driver;
  /** Makes a read see the writes before it, also when another member of a cluster answers. */
  readonly #bookmarks = neo4j.bookmarkManager();
  /** A Neo4j has answered: from then on a broken line is a broken line, whatever a probe would find. */
  #answered = false;

  constructor({ uri, username, password, database, userAgent, retryMs = RETRY_MS }: ConnectionOptions) {
    this.address = parseAddress(uri);
    this.database = database || undefined;
    this.#driver = neo4j.driver(uri, neo4j.auth.basic(username, password), {
      // Tendril's integers stay within 2^53-1, which a JavaScript number holds exactly; Integer objects are slow.
      disableLosslessIntegers: true,
      connectionTimeout: CONNECT_MS,
      connectionAcquisitionTimeout: ACQUIRE_MS,
      maxTransactionRetryTime: retryMs,
      telemetryDisabled: true,
      ...(userAgent !== undefined && { userAgent }),
    });
  }

  /**
   * Runs `work` in a read transaction, again when that may help. Throws `aborted` soon after the signal fires.
   * @param options.timeout milliseconds after which the server ends the transaction; absent: what the server is set to
   * @param options.fetchSize rows that are sent ahead of who reads them; absent: the driver's 1000
   */
  read<T>(work: Work<T>, options: ReadOptions = {}): Promise<T> {
    const { signal, doing = 'read', timeout, fetchSize } = options;
    const settings = timeout === undefined ? {} : { timeout };
    const use = (session: Session) => session.executeRead(async (tx) => work(tx), settings);
    return this.#inSession('READ', doing, signal, use, fetchSize);
  }

  /** Runs `work` in a write transaction, again when that may help: it must do the same when its first run did count. */
  write<T>(work: Work<T>): Promise<T> {
    return this.#inSession('WRITE', 'write', undefined, (session) => session.executeWrite(async (tx) => work(tx)));
  }

  /** Runs a statement that commits as it goes (CALL … IN TRANSACTIONS). Not repeated. */
  async runInBatches(text: string, parameters: Record<string, unknown>): Promise<void> {
    await this.#inSession('WRITE', 'write', undefined, (session) => session.run(text, parameters));
  }

  /** The rows of a statement as they come, held back while the caller is busy. Not repeated. */
  async *stream(text: string, parameters: Record<string, unknown>, signal?: AbortSignal): AsyncGenerator<Row> {
    if (signal?.aborted) throw cancelled();
    const session = this.#session('READ');
    const stop = closer(session);
    signal?.addEventListener('abort', stop, { once: true });
    try {
      for await (const row of session.run(text, parameters)) yield row;
    } catch (thrown) {
      throw signal?.aborted ? cancelled() : await this.#explain(thrown, 'read');
    } finally {
      signal?.removeEventListener('abort', stop);
      await session.close().catch(() => undefined);
    }
  }

  /** Connects and says which product and version answers. Throws what keeps it from connecting. */
  async agent(): Promise<string> {
    try {
      const info = await this.#driver.getServerInfo(this.database === undefined ? {} : { database: this.database });
      this.#answered = true;
      return info.agent ?? '';
    } catch (thrown) {
      throw await this.#explain(thrown, 'read');
    }
  }

  async close(): Promise<void> {
    await this.#driver.close();
  }

  async #inSession<T>(
    mode: 'READ' | 'WRITE',
    doing: Doing,
    signal: AbortSignal | undefined,
    use: (session: Session) => PromiseLike<T>,
    fetchSize?: number,
  ): Promise<T> {
    if (signal?.aborted) throw cancelled();
    const session = this.#session(mode, fetchSize);
    const stop = closer(session);
    signal?.addEventListener('abort', stop, { once: true });
    try {
      return await use(session);
    } catch (thrown) {
      throw signal?.aborted ? cancelled() : await this.#explain(thrown, doing);
    } finally {
      signal?.removeEventListener('abort', stop);
      // A session that can't be closed has lost its connection, which the call itself has reported.
      await session.close().catch(() => undefined);
    }
  }

  #session(mode: 'READ' | 'WRITE', fetchSize?: number): Session {
    return this.#driver.session({
      defaultAccessMode: mode,
      bookmarkManager: this.#bookmarks,
      ...(fetchSize !== undefined && { fetchSize }),
      ...(this.database !== undefined && { database: this.database }),
    });
  }

  async #explain(thrown: unknown, doing: Doing): Promise<AppError> {
    const place = { address: this.address, database: this.database };
    if (this.#answered || !isConnectionError(thrown)) return storeError(thrown, place, doing);
    return foundError(await probe(this.address, PROBE_MS), place, thrown) ?? storeError(thrown, place, doing);
  }
}

/** Closing the session resets its connection, which makes the server end the statement that runs on it. */
function closer(session: Session): () => void {
  return () => void session.close().catch(() => undefined);
}

function cancelled(): AppError {
  return new AppError('aborted', 'The operation was cancelled.');
}
