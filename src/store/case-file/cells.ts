/** The cells of a chunk, read one at a time and only when asked for: most cells of an edge mean nothing. */
import type { DuckDBDataChunk, DuckDBVector } from '@duckdb/node-api';

export class Cells {
  /** The row that `number` and `text` read. */
  row = 0;
  readonly rows: number;
  readonly #vectors: DuckDBVector[];

  constructor(chunk: DuckDBDataChunk) {
    this.rows = chunk.rowCount;
    this.#vectors = Array.from({ length: chunk.columnCount }, (_, column) => chunk.getColumnVector(column));
  }

  /** @param column by its place in the SELECT; must not be NULL here, nor of another type */
  number(column: number): number {
    return this.#vectors[column]!.getItem(this.row) as number;
  }

  text(column: number): string {
    return this.#vectors[column]!.getItem(this.row) as string;
  }
}
