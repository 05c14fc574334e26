/**
 * Judges somebody's SQL before it runs, by DuckDB's own parse of it. That SQL reaches no file is seen to when the case is
 * opened; here is refused what else a SELECT could do: a table function may write a checkpoint, change what is logged, read
 * memory by address or run a text as a statement.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import { AppError } from '../../base/errors.ts';
import { rows } from './sql.ts';

/** Functions that may stand in FROM; all others are refused, those of a later DuckDB too. */
const TABLE_FUNCTIONS: ReadonlySet<string> = new Set(['range', 'generate_series', 'unnest', 'repeat', 'json_each', 'json_tree']);

/** Functions elsewhere that do more than compute. */
const REFUSED: ReadonlySet<string> = new Set(['write_log', 'nextval', 'currval', 'sleep_ms', 'setseed']);

/** Throws `bad-request` unless the text is one SELECT (or VALUES, DESCRIBE, SUMMARIZE …) that only reads and computes. */
export async function assertOnlyReads(connection: DuckDBConnection, text: string): Promise<void> {
  const [[json] = []] = await rows(connection, 'SELECT json_serialize_sql(CAST(? AS VARCHAR))', [text]);
  const parsed = JSON.parse(json as string) as Parsed;
  if (parsed.error && parsed.error_type === 'parser') throw refused(`That is no SQL: ${parsed.error_message}.`);
  if (parsed.error) throw refused('Only statements that read are run here: one SELECT, or WITH … SELECT.');
  if (parsed.statements.length === 0) throw refused('The statement is empty.');
  if (parsed.statements.length > 1) throw refused(`One statement is run at a time, and there are ${parsed.statements.length}.`);
  const open: unknown[] = [parsed.statements[0]];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (typeof part !== 'object' || part === null) continue;
    assertHarmless(part as Part);
    for (const inner of Object.values(part)) if (typeof inner === 'object' && inner !== null) open.push(inner);
  }
}

type Parsed = { readonly error: false; readonly statements: readonly object[] } | { readonly error: true; readonly error_type: string; readonly error_message: string };

interface Part {
  readonly type?: unknown;
  readonly class?: unknown;
  readonly function_name?: unknown;
  readonly function?: Part;
}

function assertHarmless(part: Part): void {
  if (part.type === 'TABLE_FUNCTION') {
    const name = String(part.function?.function_name).toLowerCase();
    if (!TABLE_FUNCTIONS.has(name)) {
      throw refused(`${name}() may not stand in FROM here. There are the views nodes and edges, and ${[...TABLE_FUNCTIONS].join(', ')}.`);
    }
  } else if (part.class === 'FUNCTION' && REFUSED.has(String(part.function_name).toLowerCase())) {
    throw refused(`${String(part.function_name)}() is not allowed here: it does more than compute.`);
  }
}

function refused(message: string): AppError {
  return new AppError('bad-request', message);
}
