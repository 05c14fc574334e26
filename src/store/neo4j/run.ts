/** Runs somebody's Cypher, which may read and nothing else. */
import { AppError } from '../../base/errors.ts';
import { AnswerRows, numberCell, type Cell } from '../answer-rows.ts';
import { withinDeadline } from '../deadline.ts';
import type { StoreQueryOptions, StoreRows } from '../store.ts';
import type { Connection } from './connection.ts';
import { assertOnlyReads } from './statement.ts';
import { plain, toParameters, type CypherValue } from './values.ts';

export interface RunOptions {
  readonly signal?: AbortSignal;
  /** Most rows to give; absent: all. */
  readonly limit?: number;
}

export interface CypherResult {
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, CypherValue>>[];
}

/** See Neo4jStore.run. */
export function runCypher(
  connection: Connection,
  text: string,
  parameters: Readonly<Record<string, unknown>>,
  { signal, limit = Infinity }: RunOptions,
): Promise<CypherResult> {
  if (text.trim() === '') throw new AppError('bad-request', 'The statement is empty.');
  const native = toParameters(parameters);
  return connection.read(
    async (tx) => {
      const result = tx.run(text, native);
      const columns = (await result.keys()) as string[];
      const rows: Record<string, CypherValue>[] = [];
      for await (const record of result) {
        if (rows.length >= limit) break;
        rows.push(Object.fromEntries(columns.map((name) => [name, plain(record.get(name))])));
      }
      return { columns, rows };
    },
    { signal, doing: 'run' },
  );
}

/** The server ends a statement by itself somewhat later, should this process be unable to. */
const SERVER_GRACE_MS = 1_000;

/** Of rows that may be large, as somebody's `RETURN n` is with policy documents. */
const ROWS_AHEAD = 200;

/** See Store.query. */
export function queryCypher(connection: Connection, text: string, { limit, ...options }: StoreQueryOptions): Promise<StoreRows> {
  return withinDeadline(options, (signal, timeout) =>
    connection.read(
      async (tx) => {
        await assertOnlyReads(tx, text);
        const result = tx.run(text);
        const columns = (await result.keys()) as string[];
        const rows = new AnswerRows(limit);
        for await (const record of result) {
          if (!rows.take(columns.map((name) => cell(record.get(name))))) break;
        }
        return rows.result(columns);
      },
      { signal, doing: 'run', timeout: timeout + SERVER_GRACE_MS, fetchSize: Math.min(limit + 1, ROWS_AHEAD) },
    ),
  );
}

function cell(value: unknown): Cell {
  const shown = plain(value);
  if (typeof shown === 'number') return numberCell(shown);
  return typeof shown === 'object' && shown !== null ? JSON.stringify(shown) : shown;
}
