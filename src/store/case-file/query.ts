/** Runs somebody's SQL, which may read the case and nothing else. */
import {
  DuckDBArrayValue,
  DuckDBDecimalValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBUnionValue,
  StatementType,
  type DuckDBConnection,
  type DuckDBDataChunk,
  type DuckDBPreparedStatement,
  type DuckDBValue,
} from '@duckdb/node-api';
import { throwIfAborted } from '../../base/abort.ts';
import { AppError } from '../../base/errors.ts';
import { timeText } from '../../base/time.ts';
import { AnswerRows, numberCell, type Cell } from '../answer-rows.ts';
import { assertStatementLength } from '../statement-length.ts';
import type { StoreRows } from '../store.ts';
import { chunksOf } from './sql.ts';
import { assertOnlyReads } from './statement.ts';
import { createViews } from './views.ts';

/**
 * See Store.query. The connection is for this statement alone, and the caller closes it. When the signal fires, DuckDB is
 * interrupted and the call ends with whatever it throws then.
 */
export async function query(connection: DuckDBConnection, text: string, limit: number, signal: AbortSignal): Promise<StoreRows> {
  throwIfAborted(signal);
  assertStatementLength(text);
  const release = interruptOn(signal, connection);
  try {
    await createViews(connection);
    await connection.run('BEGIN TRANSACTION READ ONLY');
    await assertOnlyReads(connection, text);
    throwIfAborted(signal);
    return await answer(await prepared(connection, text), connection, limit, signal);
  } catch (thrown) {
    throw failure(thrown);
  } finally {
    release();
  }
}

/** Again and again: DuckDB forgets an interruption that comes just before a statement begins. */
function interruptOn(signal: AbortSignal, connection: DuckDBConnection): () => void {
  let timer: NodeJS.Timeout | undefined;
  const interrupt = () => {
    connection.interrupt();
    timer ??= setInterval(() => connection.interrupt(), 50);
  };
  signal.addEventListener('abort', interrupt);
  return () => {
    signal.removeEventListener('abort', interrupt);
    clearInterval(timer);
  };
}

async function prepared(connection: DuckDBConnection, text: string): Promise<DuckDBPreparedStatement> {
  const statements = await connection.extractStatements(text);
  const statement = await statements.prepare(0);
  // Said by another part of DuckDB than the parse that was judged: the two have to agree.
  if (statements.count !== 1 || statement.statementType !== StatementType.SELECT) {
    throw new AppError('bad-request', 'Only one statement that reads is run here.');
  }
  if (statement.parameterCount > 0) {
    throw new AppError('bad-request', 'The statement has parameters ($1, ?), and none are given here. Write the values out.');
  }
  return statement;
}

async function answer(statement: DuckDBPreparedStatement, connection: DuckDBConnection, limit: number, signal: AbortSignal): Promise<StoreRows> {
  const result = await statement.stream();
  const rows = new AnswerRows(limit);
  for await (const chunk of chunksOf(connection, result)) {
    throwIfAborted(signal);
    if (!takeAll(chunk, rows)) break;
  }
  return rows.result(result.deduplicatedColumnNames());
}

/** False when the answer is full. */
function takeAll(chunk: DuckDBDataChunk, rows: AnswerRows): boolean {
  const vectors = Array.from({ length: chunk.columnCount }, (_, column) => chunk.getColumnVector(column));
  for (let row = 0; row < chunk.rowCount; row += 1) {
    if (!rows.take(vectors.map((vector) => cell(vector.getItem(row))))) return false;
  }
  return true;
}

function cell(value: DuckDBValue): Cell {
  const plainValue = plain(value);
  return typeof plainValue === 'object' && plainValue !== null ? JSON.stringify(plainValue) : plainValue;
}

type Plain = Cell | readonly Plain[] | { readonly [name: string]: Plain };

function plain(value: DuckDBValue): Plain {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return numberCell(value);
  if (typeof value === 'bigint') return exact(value) ?? String(value);
  if (value instanceof DuckDBDecimalValue) return exact(value.value) === undefined ? String(value) : value.toDouble();
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue) return value.items.map(plain);
  if (value instanceof DuckDBStructValue) return Object.fromEntries(Object.entries(value.entries).map(([name, held]) => [name, plain(held)]));
  if (value instanceof DuckDBMapValue) return value.entries.map((entry) => ({ key: plain(entry.key), value: plain(entry.value) }));
  if (value instanceof DuckDBUnionValue) return plain(value.value);
  const milliseconds = millisecondsOf(value);
  // Infinite, or of a year that the fixed-width text has no room for.
  if (milliseconds === undefined || milliseconds < EARLIEST || milliseconds > LATEST) return String(value);
  return timeText(milliseconds);
}

const EARLIEST = Date.parse('0000-01-01T00:00:00.000Z');
const LATEST = Date.parse('9999-12-31T23:59:59.999Z');

function exact(value: bigint): number | undefined {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : undefined;
}

/** Of any of DuckDB's timestamps. */
function millisecondsOf(value: DuckDBValue): number | undefined {
  if (value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue) return floor(value.micros, 1000n);
  if (value instanceof DuckDBTimestampNanosecondsValue) return floor(value.nanos, 1_000_000n);
  if (value instanceof DuckDBTimestampMillisecondsValue) return Number(value.millis);
  if (value instanceof DuckDBTimestampSecondsValue) return Number(value.seconds) * 1000;
  return undefined;
}

/** Towards the past, also before 1970. */
function floor(value: bigint, unit: bigint): number {
  const cut = value / unit;
  return Number(value % unit < 0n ? cut - 1n : cut);
}

/** DuckDB's own messages begin with what went wrong. Of these the statement is not the cause. */
const NOT_THE_STATEMENT = /^(INTERNAL|FATAL|IO) Error/i;

function failure(thrown: unknown): unknown {
  if (thrown instanceof AppError || !(thrown instanceof Error) || NOT_THE_STATEMENT.test(thrown.message)) return thrown;
  return new AppError('bad-request', thrown.message, { cause: thrown });
}
