/** Runs somebody's Cypher, which may read and nothing else. */
import { AppError } from '../../base/errors.ts';
import type { Connection } from './connection.ts';
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
