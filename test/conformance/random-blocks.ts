/**
 * The random graphs that queries are asked about, in blocks that stand side by side in one database. Some facts are judged over
 * all that is there (whether any owner is known, say): so there are blocks of one graph as well as of many.
 */
import type { NodeLine } from '../support/query-case.ts';
import { randomGraph, sideBySide, type RandomGraph } from '../support/random-graph.ts';

export interface RandomBlock {
  readonly title: string;
  readonly graphs: readonly { readonly number: number; readonly nodes: readonly NodeLine[] }[];
  /** All of them together. */
  readonly lines: RandomGraph;
}

/** The largest first: what plans are made for. */
const SIZES = [40, 40, 40, 40, 24, 8, 3, 2, 1, 1, 1];

export const BLOCKS: readonly RandomBlock[] = SIZES.map((size, place) => {
  const first = SIZES.slice(0, place).reduce((sum, before) => sum + before, 1);
  const graphs = Array.from({ length: size }, (_, more) => ({ number: first + more, ...randomGraph(first + more, `graph-${String(first + more).padStart(3, '0')}-`) }));
  return { title: size === 1 ? `random graph ${first}` : `random graphs ${first} to ${first + size - 1}`, graphs, lines: sideBySide(graphs) };
});
