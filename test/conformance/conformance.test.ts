/**
 * One question, one answer: every query's Cypher on a real Neo4j gives the rows that its answer over the graph gives, on
 * its case's graph and on random ones. There is no way to leave a query out but to have no Cypher.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { queries, query } from '../../src/catalogue/index.ts';
import { buildGraph } from '../../src/graph/build.ts';
import type { Graph } from '../../src/graph/graph.ts';
import { ACCESS_LEVELS } from '../../src/model/labels.ts';
import { EVIDENCE_MODES } from '../../src/model/walk.ts';
import type { Query, Row } from '../../src/sdk/index.ts';
import { toDateTime, type Neo4jStore } from '../../src/store/neo4j/neo4j.ts';
import { testServer, type TestServer } from '../store/neo4j-server.ts';
import { describeWith } from '../support/prerequisites.ts';
import { CASE_NOW, edgeRecords, nodeRecords, type QueryCase } from '../support/query-case.ts';
import { randomGraph, randomNumbers } from '../support/random-graph.ts';

const cases = Object.values(import.meta.glob<QueryCase>('../queries/*.case.ts', { eager: true, import: 'default' }));
const WITH_CYPHER = queries().filter(({ cypher }) => typeof cypher === 'function');
const RANDOM_GRAPHS = 100;

describeWith('neo4j', 'Cypher and the graph', () => {
  let server: TestServer;
  let store: Neo4jStore;

  beforeAll(async () => {
    server = await testServer();
    await server.clear();
    store = await server.open();
  });
  afterAll(async () => {
    await store.close();
    await server.release();
  });

  /** Empties the database and fills it through the store, as a user's import would. */
  async function load({ nodes, edges }: Pick<QueryCase, 'nodes' | 'edges'>): Promise<Graph> {
    await store.close();
    await server.clear();
    store = await server.open();
    const newNodes = nodeRecords(nodes);
    const newEdges = edgeRecords(edges);
    await store.apply({ base: 0, time: CASE_NOW, newNodes, changedNodes: [], newEdges, changedEdges: [], changes: [] });
    return buildGraph(1, newNodes, newEdges).graph;
  }

  async function compare(asked: Query, graph: Graph, parameters: unknown, now: string, where: string): Promise<Row[]> {
    const answer = [...asked.answer(graph, asked.parameters.parse(parameters), { now, signal: new AbortController().signal })];
    if (typeof asked.cypher !== 'function') throw new Error(`${asked.id} has no Cypher`);
    const statement = asked.cypher(asked.parameters.parse(parameters));
    const { rows } = await store.run(statement.text, { ...statement.parameters, now: toDateTime(now) });
    expect(rows, `${asked.id} ${JSON.stringify(parameters)} on ${where}`).toEqual(answer);
    return answer;
  }

  it.each(cases.map((declared) => [declared.query, declared] as const))('%s on its case', async (id, declared) => {
    const asked = query(id);
    const graph = await load(declared);
    for (const { title, parameters = {} } of declared.asked) await compare(asked, graph, parameters, declared.now ?? CASE_NOW, title);
  });

  it(`every query on ${RANDOM_GRAPHS} random graphs`, async () => {
    // Fifty graphs stand side by side, told apart by the prefix of their ids; each is asked on its own where a query takes
    // ids, and all together where it takes none.
    let rows = 0;
    for (let block = 0; block < RANDOM_GRAPHS / 50; block++) {
      const lines = Array.from({ length: 50 }, (_, number) => randomGraph(block * 50 + number + 1, `g${number}-`));
      const graph = await load({ nodes: lines.flatMap(({ nodes }) => nodes), edges: lines.flatMap(({ edges }) => edges) });
      for (const asked of WITH_CYPHER) {
        for (const [number, { nodes }] of lines.entries()) {
          const parameters = randomParameters(asked, nodes.map(([, uid]) => uid), block * 1000 + number);
          rows += (await compare(asked, graph, parameters, CASE_NOW, `random graph ${block * 50 + number + 1}`)).length;
          if (!takesIds(asked)) break;
        }
      }
    }
    // Comparing nothing with nothing would prove nothing.
    expect(rows).toBeGreaterThan(RANDOM_GRAPHS * 3);
  }, 180_000);
});

function takesIds({ parameters }: Query): boolean {
  const names = Object.keys((parameters as unknown as { shape: object }).shape);
  return names.includes('seeds') || names.includes('source');
}

function randomParameters(asked: Query, uids: readonly string[], seed: number): Record<string, unknown> {
  const random = randomNumbers(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const shape = (asked.parameters as unknown as { shape: object }).shape;
  const parameters: Record<string, unknown> = {};
  const maybe = (name: string, value: () => unknown, probability = 0.3): void => {
    if (name in shape && random() < probability) parameters[name] = value();
  };
  maybe('seeds', () => [...new Set([pick(uids), pick(uids)])], 1);
  maybe('source', () => pick(uids), 1);
  maybe('target', () => pick(uids), 1);
  maybe('mode', () => pick(EVIDENCE_MODES), 0.8);
  maybe('hops', () => 1 + Math.floor(random() * 4));
  maybe('from', () => '2026-01-01');
  maybe('to', () => '2026-06-01');
  maybe('minimumLevel', () => pick(ACCESS_LEVELS));
  maybe('conditional', () => false);
  maybe('at', () => '2026-02-15', 0.15);
  maybe('nonHuman', () => true);
  maybe('days', () => pick([30, 90, 365]));
  maybe('finding', () => pick(['granted-unused', 'used-not-granted']));
  maybe('unusedDays', () => pick([30, 90, 365]));
  return parameters;
}
