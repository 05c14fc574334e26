/** What leaves a case as text: the whole graph as JSON lines, rows as CSV. */
import { inBatches } from '../base/batch.ts';
import type { Graph } from '../graph/graph.ts';
import type { Properties } from '../model/properties.ts';
import type { Column, Row } from '../sdk/query.ts';
import { textOf } from './results.ts';

/** Properties by name, so that the same graph gives the same text however it came about. */
function byName(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Starts of cells that spreadsheets run as formulas. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * Every node, then every edge record, closed ones included, one JSON object a line:
 * `{"node", "labels", "properties", "evidence"}` and `{"edge", "from", "to", "properties", "evidence"}`.
 * An edge's properties hold its `scope`; properties come in order of their names.
 */
export function* graphLines(graph: Graph): Generator<string> {
  for (const { uid, label, properties, evidence } of graph.nodes) {
    yield JSON.stringify({ node: uid, labels: ['Entity', label], properties: byName(properties), evidence });
  }
  for (let edge = 0; edge < graph.edgeCount; edge++) {
    const { kind, from, to, scope, properties, evidence } = graph.edge(edge);
    yield JSON.stringify({ edge: kind, from, to, properties: byName({ ...properties, scope }), evidence });
  }
}

/** RFC 4180 with a header of column names; cells that a spreadsheet would run start with an apostrophe. */
export function* csvLines(columns: readonly Column[], rows: Iterable<Row>): Generator<string> {
  yield columns.map(({ name }) => quoted(name)).join(',');
  for (const row of rows) yield columns.map(({ name }) => quoted(textOf(row[name]))).join(',');
}

function quoted(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Lines joined into texts of some thousand, each ending in a line feed. */
export function* inTexts(lines: Iterable<string>): Generator<{ text: string; lines: number }> {
  for (const batch of inBatches(lines, 1000)) yield { text: `${batch.join('\n')}\n`, lines: batch.length };
}
