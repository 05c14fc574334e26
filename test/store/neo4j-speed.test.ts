/** How fast the Neo4j store writes and reads, beside the plain way to load (UNWIND … MERGE, 1000 rows) in the same run. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inBatches } from '../../src/base/batch.ts';
import type { EdgeRecord, NodeRecord } from '../../src/model/records.ts';
import { describeWith } from '../support/prerequisites.ts';
import { testServer, type TestServer } from './neo4j-server.ts';
import { commit, edge, evidence, node, NOW } from './records.ts';

const NODES = 20_000;
const EDGES = 100_000;

let server: TestServer;

const uid = (index: number) => `arn:aws:iam::111122223333:role/made-up-${index % NODES}`;
const nodes = Array.from({ length: NODES }, (_, index) =>
  node(
    uid(index),
    { name: `made-up-${index}`, isNhi: true, tags: ['team=x'] },
    { evidence: [{ ...evidence(`line ${index}`), scope: 'made-up:1' }] },
  ),
);
// Five edges from each node, to five others: 7919 and NODES have no common factor.
const edges = Array.from({ length: EDGES }, (_, index) =>
  edge(
    uid(index),
    uid((index % NODES) + (1 + Math.floor(index / NODES)) * 7_919),
    { level: 'read', since: NOW, count: index },
    { evidence: [evidence(`line ${index}`)] },
  ),
);

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1_000;
}

/** The same records as a program would load that does not know what is new. */
async function merge(newNodes: readonly NodeRecord[], newEdges: readonly EdgeRecord[]): Promise<void> {
  const evidenceOf = (record: NodeRecord | EdgeRecord) => record.evidence.map((entry) => JSON.stringify(entry));
  for (const some of inBatches(newNodes, 1_000)) {
    const rows = some.map((record) => ({
      uid: record.uid,
      properties: { ...record.properties, evidence: evidenceOf(record) },
    }));
    await server.query('UNWIND $rows AS row MERGE (n:Entity {uid: row.uid}) SET n:Identity, n += row.properties', {
      rows,
    });
  }
  for (const some of inBatches(newEdges, 1_000)) {
    const rows = some.map((record) => ({
      ...record,
      properties: { ...record.properties, evidence: evidenceOf(record) },
    }));
    await server.query(
      `UNWIND $rows AS row MATCH (a:Entity {uid: row.from}) MATCH (b:Entity {uid: row.to})
      MERGE (a)-[r:CAN_ACCESS {scope: row.scope}]->(b) SET r += row.properties, r.since = datetime(row.properties.since)`,
      { rows },
    );
  }
}

describeWith('neo4j', 'Neo4j by the clock', () => {
  beforeAll(async () => {
    server = await testServer();
  }, 120_000);
  afterAll(() => server.release());

  test('20 000 nodes and 100 000 edges', { timeout: 300_000 }, async () => {
    const everything = commit(0, { newNodes: nodes, newEdges: edges });
    const emptied = async () => {
      await server.clear();
      return server.open();
    };
    // The first time a server that has just started still compiles what it runs.
    const first = await emptied();
    const cold = await seconds(() => first.apply(everything));
    await first.close();

    await (await emptied()).close();
    const merged = await seconds(() => merge(nodes, edges));

    const store = await emptied();
    const applied = await seconds(() => store.apply(everything));
    let read = 0;
    const scanned = await seconds(async () => {
      for await (const batch of store.scan()) read += batch.nodes.length + batch.edges.length;
    });
    const rewritten = edges.slice(0, 50_000).map((record) => ({ ...record, properties: { level: 'admin' } }));
    const changed = await seconds(() => store.apply(commit(1, { changedEdges: rewritten })));
    await store.close();

    const shown = Object.entries({ cold, merged, applied, scanned, changed }).map(
      ([name, took]) => `${name} ${took.toFixed(1)} s`,
    );
    console.info(
      `${NODES} nodes, ${EDGES} edges: ${shown.join(', ')}; MERGE takes ${(merged / applied).toFixed(2)} times as long`,
    );
    expect(read).toBe(NODES + EDGES);
    // Generous: this guards against a lost index, not against a busy machine.
    expect(applied).toBeLessThan(merged * 3 + 5);
  });
});
