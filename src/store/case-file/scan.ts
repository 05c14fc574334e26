/** Reads a whole case file in one snapshot: nodes, then edges, a DuckDB chunk at a time. */
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { throwIfAborted } from '../../base/abort.ts';
import type { EdgeRecord, NodeRecord } from '../../model/records.ts';
import type { ScanBatch, ScanOptions } from '../store.ts';
import { Cells } from './cells.ts';
import { EdgeReader } from './edge-row.ts';
import { NodeReader } from './node-row.ts';
import { EDGE_COLUMNS, NODE_AT, NODE_COLUMNS } from './schema.ts';
import { chunks, oneNumber } from './sql.ts';
import type { Words } from './words.ts';

const list = (columns: object) =>
  Object.keys(columns)
    .map((name) => `"${name}"`)
    .join(', ');
const READ_NODES = `SELECT ${list(NODE_COLUMNS)} FROM node`;
const READ_EDGES = `SELECT ${list(EDGE_COLUMNS)} FROM edge`;

/** See Store.scan. Takes a connection of its own, and with it a snapshot, for as long as it runs. */
export async function* scan(instance: DuckDBInstance, words: Words, options: ScanOptions): AsyncGenerator<ScanBatch> {
  const { signal, onProgress } = options;
  throwIfAborted(signal);
  const connection = await instance.connect();
  try {
    await connection.run('BEGIN TRANSACTION READ ONLY');
    const version = await oneNumber(connection, 'SELECT version FROM meta');
    const total = await oneNumber(connection, 'SELECT (SELECT count(*) FROM node) + (SELECT count(*) FROM edge)');
    let read = 0;
    for await (const { nodes = [], edges = [] } of records(connection, words)) {
      throwIfAborted(signal);
      read += nodes.length + edges.length;
      onProgress?.(read, total);
      yield { version, nodes, edges };
      throwIfAborted(signal);
    }
    if (read === 0) yield { version, nodes: [], edges: [] };
  } finally {
    connection.closeSync();
  }
}

interface Records {
  readonly nodes?: NodeRecord[];
  readonly edges?: EdgeRecord[];
}

async function* records(connection: DuckDBConnection, words: Words): AsyncGenerator<Records> {
  const uids: string[] = [];
  yield* nodeBatches(connection, new NodeReader(words), uids);
  yield* edgeBatches(connection, new EdgeReader(words), uids);
}

/** Fills `uids` by node id on the way: edges name their ends by id. */
async function* nodeBatches(connection: DuckDBConnection, reader: NodeReader, uids: string[]): AsyncGenerator<Records> {
  for await (const chunk of chunks(connection, READ_NODES)) {
    const cells = new Cells(chunk);
    const nodes: NodeRecord[] = [];
    for (; cells.row < cells.rows; cells.row += 1) {
      const node = reader.read(cells);
      uids[cells.number(NODE_AT.id)] = node.uid;
      nodes.push(node);
    }
    yield { nodes };
  }
}

async function* edgeBatches(
  connection: DuckDBConnection,
  reader: EdgeReader,
  uids: readonly string[],
): AsyncGenerator<Records> {
  for await (const chunk of chunks(connection, READ_EDGES)) {
    const cells = new Cells(chunk);
    const edges: EdgeRecord[] = [];
    for (; cells.row < cells.rows; cells.row += 1) edges.push(reader.read(cells, uids));
    yield { edges };
  }
}
