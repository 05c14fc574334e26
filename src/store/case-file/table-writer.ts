/** Appends rows to a table in DuckDB's own column chunks, the fastest way in. */
import {
  DuckDBDataChunk,
  type DuckDBAppender,
  type DuckDBConnection,
  type DuckDBType,
  type DuckDBVector,
} from '@duckdb/node-api';
import type { Columns, Row } from './schema.ts';

/** Rows of one DuckDB vector. */
const CHUNK = 2048;

type Value = Row[number];

export class TableWriter {
  readonly #appender: DuckDBAppender;
  readonly #types: readonly DuckDBType[];
  #chunk: DuckDBDataChunk | undefined;
  #vectors: DuckDBVector<Value>[] = [];
  #filled = 0;

  private constructor(appender: DuckDBAppender, types: readonly DuckDBType[]) {
    this.#appender = appender;
    this.#types = types;
  }

  /** Writes within the connection's transaction. `columns` are all of the table's, in its order. */
  static async open(connection: DuckDBConnection, table: string, columns: Columns): Promise<TableWriter> {
    return new TableWriter(await connection.createAppender(table), Object.values(columns));
  }

  /** Values in the order of the columns. */
  append(row: Row): void {
    if (!this.#chunk) this.#start();
    const vectors = this.#vectors;
    for (let column = 0; column < vectors.length; column += 1) vectors[column]!.setItem(this.#filled, row[column]!);
    this.#filled += 1;
    if (this.#filled === CHUNK) this.#finish();
  }

  /** Hands over what is still here. The rows are the transaction's from then on. */
  close(): void {
    if (this.#filled > 0) this.#finish();
    this.#appender.closeSync();
  }

  /** Lets go of rows that DuckDB has not taken yet; for a transaction that will be rolled back. */
  discard(): void {
    this.#appender.clear();
    this.#appender.closeSync();
  }

  #start(): void {
    const chunk = DuckDBDataChunk.create(this.#types, CHUNK);
    this.#chunk = chunk;
    this.#vectors = this.#types.map((_, column) => chunk.getColumnVector(column) as DuckDBVector<Value>);
    this.#filled = 0;
  }

  #finish(): void {
    const chunk = this.#chunk!;
    for (const vector of this.#vectors) vector.flush();
    if (this.#filled < CHUNK) chunk.rowCount = this.#filled;
    this.#appender.appendDataChunk(chunk);
    this.#chunk = undefined;
    this.#filled = 0;
  }
}
