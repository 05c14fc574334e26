/** Writes one commit in one transaction: new records are appended, changed ones staged and merged on their key. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { throwIfAborted } from '../../base/abort.ts';
import { AppError } from '../../base/errors.ts';
import type { EdgeRecord, NodeRecord } from '../../model/records.ts';
import type { ApplyOptions, Commit } from '../store.ts';
import { packChange } from './change-log.ts';
import { EdgePacker } from './edge-row.ts';
import { NodeIds } from './node-ids.ts';
import { NodePacker } from './node-row.ts';
import { Pace } from './pace.ts';
import {
  CHANGE_COLUMNS,
  createTable,
  EDGE_COLUMNS,
  EDGE_KEY,
  NODE_COLUMNS,
  WORD_COLUMNS,
  type Columns,
  type Row,
} from './schema.ts';
import { oneNumber, runAll } from './sql.ts';
import { TableWriter } from './table-writer.ts';
import type { Words } from './words.ts';

/**
 * See Store.apply. The connection is for this commit alone: closing it, which is up to the caller, takes back a
 * transaction that failed, and its temporary tables.
 */
export async function apply(
  connection: DuckDBConnection,
  words: Words,
  commit: Commit,
  options: ApplyOptions,
): Promise<number> {
  throwIfAborted(options.signal);
  try {
    await connection.run('BEGIN TRANSACTION');
    const version = await bumpVersion(connection, commit.base);
    await new Application(connection, words, commit, options).run();
    throwIfAborted(options.signal);
    await connection.run('COMMIT');
    words.commit();
    return version;
  } catch (error) {
    words.rollback();
    throw error;
  }
}

async function bumpVersion(connection: DuckDBConnection, base: number): Promise<number> {
  const found = await oneNumber(connection, 'SELECT version FROM meta');
  if (found !== base) {
    throw new AppError(
      'store-conflict',
      `The case is at version ${found}, the change is for version ${base}. Load the case again and repeat.`,
      { detail: { found, base }, retryable: true },
    );
  }
  await connection.run(`UPDATE meta SET version = ${base + 1}`);
  return base + 1;
}

class Application {
  readonly #connection: DuckDBConnection;
  readonly #words: Words;
  readonly #commit: Commit;
  readonly #pace: Pace;
  readonly #onProgress: ApplyOptions['onProgress'];
  readonly #total: number;
  #written = 0;

  constructor(connection: DuckDBConnection, words: Words, commit: Commit, options: ApplyOptions) {
    this.#connection = connection;
    this.#words = words;
    this.#commit = commit;
    this.#pace = new Pace(options.signal);
    this.#onProgress = options.onProgress;
    this.#total =
      commit.newNodes.length + commit.changedNodes.length + commit.newEdges.length + commit.changedEdges.length;
  }

  async run(): Promise<void> {
    const commit = this.#commit;
    const ids = await NodeIds.of(commit, this.#connection, this.#pace);
    await this.#nodes(ids);
    const edges = new EdgePacker(this.#words);
    const row = (edge: EdgeRecord) => edges.pack(edge, ...ids.ofEdge(edge));
    await this.#merge('edge', EDGE_COLUMNS, EDGE_KEY, commit.changedEdges, row);
    await this.#append('edge', EDGE_COLUMNS, commit.newEdges, row, true);
    await this.#append('change', CHANGE_COLUMNS, commit.changes, (change, position) =>
      packChange(change, position, ...ids.ofSubject(change.subject), this.#words),
    );
    await this.#append('word', WORD_COLUMNS, this.#words.added(), (word) => word);
    if (this.#total > 0) this.#onProgress?.(this.#total, this.#total);
  }

  /** A uid decides here, not the list that the node stands in: a file never holds two nodes of one uid. */
  async #nodes(ids: NodeIds): Promise<void> {
    const packer = new NodePacker(this.#words);
    const fresh = new Map<string, NodeRecord>();
    const changed = new Map<string, NodeRecord>();
    for (const list of [this.#commit.newNodes, this.#commit.changedNodes]) {
      for (const node of list) {
        (ids.held(node.uid) === undefined ? fresh : changed).set(node.uid, node);
        if (this.#pace.due()) await this.#pace.turn();
      }
    }
    await this.#merge('node', NODE_COLUMNS, ['id'], [...changed.values()], (node) =>
      packer.pack(node, ids.held(node.uid)!),
    );
    await this.#append('node', NODE_COLUMNS, fresh.values(), (node) => packer.pack(node, ids.add(node.uid)), true);
  }

  async #merge<Item>(
    table: string,
    columns: Columns,
    key: readonly string[],
    items: readonly Item[],
    row: (item: Item) => Row,
  ): Promise<void> {
    if (items.length === 0) return;
    const staged = `changed_${table}`;
    await runAll(this.#connection, [createTable(staged, columns, 'CREATE OR REPLACE TEMP TABLE')], this.#pace.signal);
    await this.#append(staged, columns, items, row, true);
    const on = key.map((name) => `${table}.${name} = ${staged}.${name}`).join(' AND ');
    const merge = `MERGE INTO ${table} USING ${staged} ON (${on})`;
    const whole = `${merge} WHEN MATCHED THEN UPDATE WHEN NOT MATCHED THEN INSERT`;
    await runAll(this.#connection, [whole, `DROP TABLE ${staged}`], this.#pace.signal);
  }

  async #append<Item>(
    table: string,
    columns: Columns,
    items: Iterable<Item>,
    row: (item: Item, index: number) => Row,
    counts = false,
  ): Promise<void> {
    const writer = await TableWriter.open(this.#connection, table, columns);
    let index = 0;
    try {
      for (const item of items) {
        writer.append(row(item, index));
        index += 1;
        if (counts) this.#written += 1;
        if (!this.#pace.due()) continue;
        if (counts) this.#onProgress?.(this.#written, this.#total);
        await this.#pace.turn();
      }
    } catch (error) {
      writer.discard();
      throw error;
    }
    writer.close();
  }
}
