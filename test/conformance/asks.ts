/** What a query is asked about a block of random graphs: without ids about all of it, with ids about each of its graphs. */
import type { Graph } from '../../src/graph/graph.ts';
import type { Query } from '../../src/sdk/index.ts';
import type { NodeLine } from '../support/query-case.ts';
import { dice } from '../support/random-numbers.ts';
import { answerOrRefusal, askings, fillIn, type Asking } from './parameters.ts';
import type { RandomBlock } from './random-blocks.ts';

type Parameters = Readonly<Record<string, unknown>>;

/** So many ids are tried until there is something to answer about them: comparing nothing with nothing proves nothing. */
const DRAWS = 12;
/** Of the askings that take ids, how many each graph is asked with; they take turns. */
const ASKED_OF_EACH = 2;

/** @param graph the block's graph */
export function* asksAbout(query: Query, { graphs }: RandomBlock, graph: Graph): Generator<Parameters> {
  const all = askings(query);
  for (const { fixed, ids } of all) if (ids.length === 0) yield fixed;
  const withIds = all.filter(({ ids }) => ids.length > 0);
  if (withIds.length === 0) return;
  for (const { nodes, number } of graphs) {
    for (let turn = 0; turn < Math.min(ASKED_OF_EACH, withIds.length); turn++) {
      const asking = withIds[(number * ASKED_OF_EACH + turn) % withIds.length]!;
      yield idsWithRows(query, graph, asking, nodes, number * ASKED_OF_EACH + turn);
    }
  }
}

/** The last draw that the query did not refuse, as it does one thing on both sides, where none has rows. */
function idsWithRows(query: Query, graph: Graph, asking: Asking, nodes: readonly NodeLine[], seed: number): Parameters {
  let asked: Parameters | undefined;
  for (let draw = 0; draw < DRAWS; draw++) {
    const parameters = fillIn(asking, nodes, dice(seed * DRAWS + draw));
    const rows = answerOrRefusal(query, graph, parameters);
    if (rows === undefined) continue;
    asked = parameters;
    if (rows.length > 0) break;
  }
  if (asked === undefined) throw new Error(`${query.id} refused ${DRAWS} draws of ids beside ${JSON.stringify(asking.fixed)}.`);
  return asked;
}
