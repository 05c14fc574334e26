/** A query of the catalogue, run over a graph: every question is asked by this one piece of code. */
import { AppError } from '../base/errors.ts';
import { query } from '../catalogue/index.ts';
import type { Graph } from '../graph/graph.ts';
import type { Query, QueryContext, Row } from '../sdk/query.ts';

/** All rows, in the query's order. Throws `query-unknown`, `bad-request`, and what the query throws. */
export function queryRows(id: string, graph: Graph, parameters: Readonly<Record<string, unknown>>, context: QueryContext): Row[] {
  const asked = query(id);
  return [...asked.answer(graph, parseParameters(asked, parameters), context)];
}

/** Parameters checked by the query's own schema. Throws `bad-request` naming the field. */
export function parseParameters(asked: Query, parameters: Readonly<Record<string, unknown>>): unknown {
  const known = Object.keys((asked.parameters as { shape?: object }).shape ?? parameters);
  const unknown = Object.keys(parameters).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const what = known.length === 0 ? 'It takes none.' : `It takes ${known.join(', ')}.`;
    throw new AppError('bad-request', `${asked.id} has no parameter "${unknown}". ${what}`, { detail: { query: asked.id, field: unknown } });
  }
  const parsed = asked.parameters.safeParse(parameters);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.') ?? '';
  throw new AppError('bad-request', `${asked.id}: ${field ? `${field}: ` : ''}${issue?.message}.`, { detail: { query: asked.id, field } });
}
