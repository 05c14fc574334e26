/** Running SQL on a connection: values back as plain JavaScript, long statements that an abort stops. */
import type { DuckDBConnection, DuckDBDataChunk, DuckDBResult, DuckDBValue } from '@duckdb/node-api';
import { throwIfAborted } from '../../base/abort.ts';

/** All rows of a small result. */
export async function rows(
  connection: DuckDBConnection,
  sql: string,
  values?: DuckDBValue[],
): Promise<DuckDBValue[][]> {
  return (await connection.runAndReadAll(sql, values)).getRows();
}

/** The one number that a query answers; counts come as BIGINT and fit a number here. */
export async function oneNumber(connection: DuckDBConnection, sql: string): Promise<number> {
  const [[value] = []] = await rows(connection, sql);
  return Number(value);
}

/** Runs statements in turn; when the signal fires, the one that runs is stopped and `aborted` is thrown. */
export async function runAll(
  connection: DuckDBConnection,
  statements: readonly string[],
  signal?: AbortSignal,
): Promise<void> {
  const interrupt = () => connection.interrupt();
  signal?.addEventListener('abort', interrupt);
  try {
    for (const sql of statements) {
      throwIfAborted(signal);
      await connection.run(sql);
    }
  } catch (error) {
    throwIfAborted(signal);
    throw error;
  } finally {
    signal?.removeEventListener('abort', interrupt);
  }
}

/**
 * The chunks of a result as DuckDB computes them; only a few are in memory at a time. None is empty. A result that is
 * left early is ended: one that merely waits for the garbage collector would keep the file locked after it was closed.
 */
export async function* chunks(connection: DuckDBConnection, sql: string): AsyncGenerator<DuckDBDataChunk> {
  yield* chunksOf(connection, await connection.stream(sql));
}

/** The same of a statement that streams already. */
export async function* chunksOf(connection: DuckDBConnection, result: DuckDBResult): AsyncGenerator<DuckDBDataChunk> {
  let ended = false;
  try {
    for (;;) {
      const chunk = await result.fetchChunk();
      ended = !chunk || chunk.rowCount === 0;
      if (!chunk || ended) return;
      yield chunk;
    }
  } finally {
    if (!ended) await end(connection, result);
  }
}

async function end(connection: DuckDBConnection, result: DuckDBResult): Promise<void> {
  connection.interrupt();
  try {
    while ((await result.fetchChunk())?.rowCount) continue;
  } catch {
    // That it was interrupted is what was asked for; a result that failed has ended just as well.
  }
}
