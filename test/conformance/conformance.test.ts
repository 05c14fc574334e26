/**
 * One question, one answer: every query's Cypher on a real Neo4j gives the rows that its answer over the graph gives, on
 * random graphs and on its case's graph. There is no way to leave a query out but to have no Cypher.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queries, query } from '../../src/catalogue/index.ts';
import type { Graph } from '../../src/graph/graph.ts';
import type { Query, Row } from '../../src/sdk/index.ts';
import { describeWith } from '../support/prerequisites.ts';
import { CASE_NOW, type QueryCase } from '../support/query-case.ts';
import { asksAbout } from './asks.ts';
import { loadedNeo4j, type LoadedNeo4j } from './loaded-neo4j.ts';
import { BLOCKS } from './random-blocks.ts';

const cases = Object.values(import.meta.glob<QueryCase>('../queries/*.case.ts', { eager: true, import: 'default' }));
const WITH_CYPHER = queries().filter(({ cypher }) => typeof cypher === 'function');

describeWith('neo4j', 'Cypher and the graph', () => {
  let neo4j: LoadedNeo4j;
  const rowsOf = new Map<string, number>();

  beforeAll(async () => {
    neo4j = await loadedNeo4j();
  });
  afterAll(() => neo4j.release());

  async function compare(asked: Query, graph: Graph, parameters: Readonly<Record<string, unknown>>, now: string): Promise<readonly Row[]> {
    const answer = [...asked.answer(graph, asked.parameters.parse(parameters), { now, signal: new AbortController().signal })];
    expectSame(await neo4j.run(asked, parameters, now), answer, `${asked.id} ${JSON.stringify(parameters)}`);
    return answer;
  }

  // First, so that plans are made for more than a handful of things: they serve to the end.
  describe.each(BLOCKS)('on $title', (block) => {
    let graph: Graph;
    beforeAll(async () => {
      graph = await neo4j.load(block.lines);
    });

    it.each(WITH_CYPHER.map((asked) => [asked.id, asked] as const))('%s', async (id, asked) => {
      let rows = 0;
      for (const parameters of asksAbout(asked, block, graph)) rows += (await compare(asked, graph, parameters, CASE_NOW)).length;
      rowsOf.set(id, (rowsOf.get(id) ?? 0) + rows);
    });
  });

  // Comparing nothing with nothing would prove nothing. Only what was asked counts, should one query be run alone.
  it('every query has rows on some random graph', () => {
    expect([...rowsOf].filter(([, rows]) => rows === 0)).toEqual([]);
  });

  it.each(cases.map((declared) => [declared.query, declared] as const))('%s on its case', async (id, declared) => {
    const asked = query(id);
    if (typeof asked.cypher !== 'function') return;
    const graph = await neo4j.load(declared);
    for (const { parameters = {} } of declared.asked) await compare(asked, graph, parameters, declared.now ?? CASE_NOW);
  });
});

/** Shows the first rows that differ: a block's answer has hundreds. */
function expectSame(rows: readonly Row[], answer: readonly Row[], what: string): void {
  const first = Array.from({ length: Math.max(rows.length, answer.length) }, (_, place) => place).find((place) => JSON.stringify(rows[place]) !== JSON.stringify(answer[place]));
  if (first === undefined) return;
  expect(rows.slice(first, first + 2), `${what}: ${rows.length} rows of Cypher, ${answer.length} of the graph; they differ from row ${first + 1} on`).toEqual(answer.slice(first, first + 2));
  expect(rows).toEqual(answer);
}
