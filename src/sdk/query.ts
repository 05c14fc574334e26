/**
 * What a query may see, and what it promises: one question, its answer over the graph in memory, and its Cypher, which
 * gives the same rows on Neo4j. The conformance suite compares the two.
 */
import type { z } from 'zod';
import type { Graph } from '../graph/graph.ts';

export type Cell = string | number | boolean | null | readonly string[];

/** uid columns are what a row is about: the window links them. `time` cells are fixed-width UTC text. */
export interface Column {
  readonly name: string;
  readonly title: string;
  readonly type: 'uid' | 'text' | 'integer' | 'boolean' | 'time' | 'texts';
  readonly description: string;
}

export type Row = Readonly<Record<string, Cell>>;

export interface QueryContext {
  /** The time that ages are measured against: fixed-width UTC text. */
  readonly now: string;
  readonly signal: AbortSignal;
}

/** Cypher text and parameters. `now` is passed as `$now` (a datetime) by whoever runs it, beside these. */
export interface CypherStatement {
  readonly text: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

export interface Query<Parameters = unknown> {
  /** kebab-case, also the file's name. */
  readonly id: string;
  readonly title: string;
  /** The question in words. */
  readonly question: string;
  readonly description: string;
  readonly parameters: z.ZodType<Parameters>;
  readonly columns: readonly Column[];
  /** Column names that the rows are ordered by, ascending unless prefixed with `-`; together unique for a row. */
  readonly order: readonly string[];
  /** Every row, in `order`. Throws QueryError or `aborted`. */
  answer(graph: Graph, parameters: Parameters, context: QueryContext): Iterable<Row>;
  /** The same rows on Neo4j, one record a row with the columns' names; or why plain Cypher cannot say it. */
  readonly cypher: ((parameters: Parameters) => CypherStatement) | { readonly none: string };
}

/** Declares a query. Checked when the catalogue loads: id, columns, order. */
export function defineQuery<Parameters>(query: Query<Parameters>): Query<Parameters> {
  return query;
}
