/** Reads a whole case file in one snapshot: nodes, then edges, a DuckDB chunk at a time. */
import type { DuckDBConnection, DuckDBDataChunk, DuckDBInstance } from '@duckdb/node-api';
import { throwIfAborted } from '../../base/abort.ts';
import type { EdgeRecord, NodeRecord } from '../../model/records.ts';
import type { ScanBatch, ScanOptions } from '../store.ts';
import { EdgeReader } from './edge-row.ts';
import { NodeReader, type NodeRow } from './node-row.ts';
import { EDGE_COLUMNS, NODE_COLUMNS } from './schema.ts';
import { chunks, oneNumber } from './sql.ts';
import type { Words } from './words.ts';

const list = (columns: object) => Object.keys(columns).map((name) => `"${name}"`).join(', ');
const READ_NODES = `SELECT ${list(NODE_COLUMNS)} FROM node`;
const READ_EDGES = `SELECT ${list(EDGE_COLUMNS)} FROM edge`;
const EXTRA = Object.keys(EDGE_COLUMNS).indexOf('extra');

/**
 * See Store.scan. Takes a connection of its own, and with it a snapshot, for as long as it runs.
 * @param options.signal fires too when the store is closed
 */
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
    const nodes = (chunk.getRows() as unknown as NodeRow[]).map((row) => {
      uids[row[0]] = row[1];
      return reader.read(row);
    });
    yield { nodes };
  }
}

async function* edgeBatches(connection: DuckDBConnection, reader: EdgeReader, uids: readonly string[]): AsyncGenerator<Records> {
  for await (const chunk of chunks(connection, READ_EDGES)) yield { edges: edgesOf(chunk, reader, uids) };
}

/** Column by column, and only those that count for a row: most cells of an edge are never looked at. */
function edgesOf(chunk: DuckDBDataChunk, reader: EdgeReader, uids: readonly string[]): EdgeRecord[] {
  const vectors = Array.from({ length: chunk.columnCount }, (_, column) => chunk.getColumnVector(column));
  let row = 0;
  const at = (column: number) => vectors[column]!.getItem(row) as number;
  const extra = () => vectors[EXTRA]!.getItem(row) as string;
  const edges: EdgeRecord[] = [];
  for (; row < chunk.rowCount; row += 1) edges.push(reader.read(at, extra, uids));
  return edges;
}
