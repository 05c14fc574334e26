/** A real Neo4j that is filled with one graph after the other, and asked. */
import { buildGraph } from '../../src/graph/build.ts';
import type { Graph } from '../../src/graph/graph.ts';
import type { CypherStatement, Query, Row } from '../../src/sdk/index.ts';
import { toDateTime } from '../../src/store/neo4j/neo4j.ts';
import { testServer } from '../store/neo4j-server.ts';
import { CASE_NOW, edgeRecords, nodeRecords, type EdgeLine, type NodeLine } from '../support/query-case.ts';

export interface LoadedNeo4j {
  /** Empties the database and fills it through the store, as a user's import would. Gives the same graph in memory. */
  load(lines: { readonly nodes: readonly NodeLine[]; readonly edges: readonly EdgeLine[] }): Promise<Graph>;
  /** The rows of a query's Cypher. */
  run(asked: Query, parameters: Readonly<Record<string, unknown>>, now: string): Promise<readonly Row[]>;
  /** The rows of a statement. */
  runStatement(statement: CypherStatement, now: string, signal?: AbortSignal): Promise<readonly Row[]>;
  release(): Promise<void>;
}

/**
 * Statements are compiled once each and not again for every graph: that takes longer than to run them. A plan differs in how fast
 * it is, never in its rows.
 */
const ONE_PLAN = 'CYPHER replan=skip ';

/** For use while a test runs, inside `describeWith('neo4j', …)`. */
export async function loadedNeo4j(): Promise<LoadedNeo4j> {
  const server = await testServer();
  await server.clear();
  const store = await server.open();

  async function runStatement({ text, parameters }: CypherStatement, now: string, signal?: AbortSignal): Promise<readonly Row[]> {
    const { rows } = await store.run(ONE_PLAN + text, { ...parameters, now: toDateTime(now) }, signal === undefined ? {} : { signal });
    return rows as readonly Row[];
  }

  return {
    load: async ({ nodes, edges }) => {
      await server.query('MATCH (n:Entity) DETACH DELETE n');
      const [newNodes, newEdges] = [nodeRecords(nodes), edgeRecords(edges)];
      await store.apply({ base: await store.version(), time: CASE_NOW, newNodes, changedNodes: [], newEdges, changedEdges: [], changes: [] });
      return buildGraph(1, newNodes, newEdges).graph;
    },
    runStatement,
    run: (asked, parameters, now) => {
      if (typeof asked.cypher !== 'function') throw new Error(`${asked.id} has no Cypher.`);
      return runStatement(asked.cypher(asked.parameters.parse(parameters)), now);
    },
    release: async () => {
      await store.close();
      await server.release();
    },
  };
}
