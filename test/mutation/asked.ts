/** What a query is asked to tell a mutant of it from the original: its case's questions, and those of the conformance suite. */
import type { Graph } from '../../src/graph/graph.ts';
import type { Query, Row } from '../../src/sdk/index.ts';
import { asksAbout } from '../conformance/asks.ts';
import { BLOCKS } from '../conformance/random-blocks.ts';
import { CASE_NOW, caseGraph, type EdgeLine, type NodeLine, type QueryCase } from '../support/query-case.ts';

export interface Ask {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly now: string;
  /** Those that the case compares; absent: all. */
  readonly columns?: readonly string[];
  /** What the original answers, as `told` writes it. */
  readonly answer: string;
}

export interface AskedGraph {
  readonly title: string;
  readonly lines: { readonly nodes: readonly NodeLine[]; readonly edges: readonly EdgeLine[] };
  readonly graph: Graph;
  readonly asks: readonly Ask[];
}

/** Mutants may answer without end. */
const ROWS = 100_000;

/** The case's graph first, then the random graphs: a handful of them before the others. */
export function* askedGraphs(query: Query, declared: QueryCase): Generator<AskedGraph> {
  const graph = caseGraph(declared);
  const asks = declared.asked.map(({ parameters = {}, columns }) => ask(query, graph, parameters, declared.now ?? CASE_NOW, columns));
  yield { title: 'its case', lines: declared, graph, asks };
  for (const block of IN_ORDER) {
    const random = graphOf(block);
    yield { title: block.title, lines: block.lines, graph: random, asks: Array.from(asksAbout(query, block, random), (parameters) => ask(query, random, parameters, CASE_NOW)) };
  }
}

const HANDFUL = 16;
const IN_ORDER = BLOCKS.toSorted((a, b) => Number(b.graphs.length === HANDFUL) - Number(a.graphs.length === HANDFUL));

const graphs = new Map<string, Graph>();
function graphOf({ title, lines }: (typeof BLOCKS)[number]): Graph {
  const known = graphs.get(title) ?? caseGraph(lines);
  graphs.set(title, known);
  return known;
}

function ask(query: Query, graph: Graph, parameters: Ask['parameters'], now: string, columns?: readonly string[]): Ask {
  const shown = columns === undefined ? {} : { columns };
  return { parameters, now, ...shown, answer: told(answerOf(query, graph, { parameters, now }), columns) };
}

export function answerOf(query: Query, graph: Graph, { parameters, now }: Pick<Ask, 'parameters' | 'now'>): Row[] {
  const rows: Row[] = [];
  for (const row of query.answer(graph, query.parameters.parse(parameters), { now, signal: new AbortController().signal })) {
    if (rows.push(row) === ROWS) break;
  }
  return rows;
}

/** Rows as text, of these columns. */
export function told(rows: readonly Row[], columns?: readonly string[]): string {
  return JSON.stringify(columns === undefined ? rows : rows.map((row) => columns.map((name) => row[name])));
}
