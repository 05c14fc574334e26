/** What a query is asked about a block of random graphs: without ids about all of it, with ids about each of its graphs. */
import type { Graph } from '../../src/graph/graph.ts';
import type { Query } from '../../src/sdk/index.ts';
import type { NodeLine } from '../support/query-case.ts';
import { dice } from '../support/random-numbers.ts';
import { answerOrRefusal, askings, fillIn, type Asking } from './parameters.ts';
import type { RandomBlock } from './random-blocks.ts';

type Parameters = Readonly<Record<string, unknown>>;

/** Whatever the ids, a query must find something to answer about them. */
const DRAWS = 20;

/** @param graph the block's graph */
export function* asksAbout(query: Query, { graphs }: RandomBlock, graph: Graph): Generator<Parameters> {
  const all = askings(query);
  for (const { fixed, ids } of all) if (ids.length === 0) yield fixed;
  const withIds = all.filter(({ ids }) => ids.length > 0);
  if (withIds.length === 0) return;
  // Each graph is asked about once: the askings take turns.
  for (const { nodes, number } of graphs) yield idsThatGoTogether(query, graph, withIds[number % withIds.length]!, nodes, number);
}

/** Other ids where the query refuses some, as it does for one thing on both sides. */
function idsThatGoTogether(query: Query, graph: Graph, asking: Asking, nodes: readonly NodeLine[], number: number): Parameters {
  for (let draw = 0; draw < DRAWS; draw++) {
    const parameters = fillIn(asking, nodes, dice(number * DRAWS + draw));
    if (answerOrRefusal(query, graph, parameters) !== undefined) return parameters;
  }
  throw new Error(`${query.id} refused ${DRAWS} draws of ids beside ${JSON.stringify(asking.fixed)}.`);
}
