/** The node ids of a commit's uids: those that the file holds are looked up in one join, new ones are counted on. */
import { UINTEGER, VARCHAR, type DuckDBConnection } from '@duckdb/node-api';
import { AppError } from '../../base/errors.ts';
import type { Change, EdgeRecord } from '../../model/records.ts';
import type { Commit } from '../store.ts';
import type { Pace } from './pace.ts';
import { createTable } from './schema.ts';
import { chunks, oneNumber, runAll } from './sql.ts';
import { TableWriter } from './table-writer.ts';

const ASKED = { uid: VARCHAR, position: UINTEGER } as const;

export class NodeIds {
  /** Of uids that the commit names; 0 for one that the file does not hold. */
  readonly #ids: Map<string, number>;
  #next: number;

  private constructor(ids: Map<string, number>, next: number) {
    this.#ids = ids;
    this.#next = next;
  }

  static async of(commit: Commit, connection: DuckDBConnection, pace: Pace): Promise<NodeIds> {
    const ids = new Map<string, number>();
    const last = await oneNumber(connection, 'SELECT coalesce(max(id), 0) FROM node');
    // An empty file, the usual place of the largest commit, holds no uid that could be asked for.
    if (last > 0) {
      await collect(commit, ids, pace);
      await lookUp(ids, connection, pace);
    }
    return new NodeIds(ids, last + 1);
  }

  /** The id that the file holds for this uid, or undefined. */
  held(uid: string): number | undefined {
    return this.#ids.get(uid) || undefined;
  }

  /** Gives the uid the next free id. */
  add(uid: string): number {
    const id = this.#next;
    this.#next += 1;
    this.#ids.set(uid, id);
    return id;
  }

  /** Ids of an edge's ends. Throws `internal` when one is no node: the caller left it out of the commit. */
  ofEdge(edge: Pick<EdgeRecord, 'kind' | 'from' | 'to'>): readonly [number, number] {
    const { from, to, kind } = edge;
    return [this.#needed(from, `${kind} from`), this.#needed(to, `${kind} to`)];
  }

  ofSubject(subject: Change['subject']): readonly [number, number] {
    return 'node' in subject ? [this.#needed(subject.node, 'a change of'), 0] : this.ofEdge(subject);
  }

  #needed(uid: string, what: string): number {
    const id = this.held(uid);
    if (id !== undefined) return id;
    throw new AppError(
      'internal',
      `The commit has ${what} "${uid}", which is no node of the commit nor of the case file.`,
      {
        detail: { uid },
      },
    );
  }
}

/** Every uid that the commit names, with 0. */
async function collect(commit: Commit, ids: Map<string, number>, pace: Pace): Promise<void> {
  for (const { uid } of commit.newNodes) ids.set(uid, 0);
  for (const { uid } of commit.changedNodes) ids.set(uid, 0);
  for (const edges of [commit.newEdges, commit.changedEdges]) {
    for (const { from, to } of edges) {
      ids.set(from, 0).set(to, 0);
      if (pace.due()) await pace.turn();
    }
  }
  for (const { subject } of commit.changes) {
    if ('node' in subject) ids.set(subject.node, 0);
    else ids.set(subject.from, 0).set(subject.to, 0);
    if (pace.due()) await pace.turn();
  }
}

async function lookUp(ids: Map<string, number>, connection: DuckDBConnection, pace: Pace): Promise<void> {
  const uids = [...ids.keys()];
  await runAll(connection, [createTable('asked', ASKED, 'CREATE OR REPLACE TEMP TABLE')]);
  const writer = await TableWriter.open(connection, 'asked', ASKED);
  for (const [position, uid] of uids.entries()) {
    writer.append([uid, position]);
    if (pace.due()) await pace.turn();
  }
  writer.close();
  for await (const chunk of chunks(connection, 'SELECT position, id FROM asked JOIN node USING (uid)')) {
    for (const [position, id] of chunk.getRows() as [number, number][]) ids.set(uids[position]!, id);
    if (pace.due(chunk.rowCount)) await pace.turn();
  }
  await runAll(connection, ['DROP TABLE asked']);
}
