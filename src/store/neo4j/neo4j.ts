/** The store a team shares: a Neo4j database, 5.26 or newer. How it keeps its promises is told in docs/neo4j.md. */
import { AppError } from '../../base/errors.ts';
import type { Change } from '../../model/records.ts';
import type { ApplyOptions, Commit, Document, KeptDocument, ScanBatch, ScanOptions, Store, StoreQueryOptions, StoreRows } from '../store.ts';
import { Writer } from './apply.ts';
import { Connection, type ConnectionOptions } from './connection.ts';
import { keepDocuments, readDocuments } from './documents.ts';
import { readHistory } from './history.ts';
import { readMeta } from './meta.ts';
import { queryCypher, runCypher, type CypherResult, type RunOptions } from './run.ts';
import { scan } from './scan.ts';
import { prepare } from './prepare.ts';
import { assertSupported } from './server-version.ts';

export { toDateTime, type CypherValue } from './values.ts';
export type { CypherResult, RunOptions } from './run.ts';

export interface Neo4jOptions extends ConnectionOptions {
  /** Refuses `apply` and `keep`, and changes nothing in the database, not even its schema. */
  readonly readOnly?: boolean | undefined;
}

export interface Neo4jStore extends Store {
  /** The address without credentials, and the database when one was named. */
  readonly location: string;
  /** Also true, without being asked for, when the user or the database turned out to allow no writes. */
  readonly readOnly: boolean;

  /**
   * Runs one Cypher statement that only reads. Rows are objects by column name with plain values: datetimes as
   * fixed-width UTC text, integers as numbers, nodes as `{labels, properties}`. Parameters: whole numbers become
   * integers; fixed-width UTC text named now, from, to or at becomes a datetime (for others: `toDateTime`).
   * Throws `bad-request` for a statement that is wrong or writes; `aborted` soon after the signal fires.
   */
  run(text: string, parameters?: Readonly<Record<string, unknown>>, options?: RunOptions): Promise<CypherResult>;
}

/**
 * Connects, checks the version, and unless read-only creates the constraints and indexes that are missing and undoes a
 * commit that a lost client left half-written. Throws `bad-request` (URI), `store-unreachable` (retryable),
 * `store-not-neo4j`, `store-too-old`, `store-credentials`, `store-database-unknown`, `case-newer`.
 */
export async function openNeo4j(options: Neo4jOptions): Promise<Neo4jStore> {
  const connection = new Connection(options);
  try {
    assertSupported(await connection.agent(), connection.address);
    await connection.read(readMeta);
    const writer = new Writer(connection);
    const refusal = options.readOnly ? undefined : await prepare(connection, writer);
    return new OpenNeo4j(connection, writer, options.readOnly === true || refusal !== undefined, refusal);
  } catch (thrown) {
    await connection.close();
    throw thrown;
  }
}

class OpenNeo4j implements Neo4jStore {
  readonly kind = 'neo4j';
  readonly language = 'cypher';
  readonly location: string;
  readonly readOnly: boolean;
  readonly #connection: Connection;
  readonly #writer: Writer;
  readonly #refusal: AppError | undefined;

  constructor(connection: Connection, writer: Writer, readOnly: boolean, refusal: AppError | undefined) {
    this.#connection = connection;
    this.#writer = writer;
    this.#refusal = refusal;
    this.readOnly = readOnly;
    this.location = connection.address.display + (connection.database === undefined ? '' : `/${connection.database}`);
  }

  async version(): Promise<number> {
    return (await this.#connection.read(readMeta)).version;
  }

  scan(options: ScanOptions = {}): AsyncIterable<ScanBatch> {
    return scan(this.#connection, options);
  }

  async apply(commit: Commit, options: ApplyOptions = {}): Promise<number> {
    this.#assertWritable();
    return this.#writer.apply(commit, options);
  }

  documents(collection: string): Promise<Document[]> {
    return this.#connection.read((tx) => readDocuments(tx, collection));
  }

  async keep(kept: readonly KeptDocument[]): Promise<void> {
    this.#assertWritable();
    await keepDocuments(this.#connection, kept);
  }

  #assertWritable(): void {
    if (this.#refusal) throw this.#refusal;
    if (this.readOnly) {
      throw new AppError('store-read-only', `${this.location} was opened read-only. Open it for writing to change it.`);
    }
  }

  async query(text: string, options: StoreQueryOptions): Promise<StoreRows> {
    return queryCypher(this.#connection, text, options);
  }

  history(options: { uid?: string; limit: number }): Promise<Change[]> {
    return this.#connection.read((tx) => readHistory(tx, options));
  }

  async run(
    text: string,
    parameters: Readonly<Record<string, unknown>> = {},
    options: RunOptions = {},
  ): Promise<CypherResult> {
    return runCypher(this.#connection, text, parameters, options);
  }

  async close(): Promise<void> {
    await this.#writer.settled();
    await this.#connection.close();
  }
}
