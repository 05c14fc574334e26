/** Reads one consistent version of everything, also while somebody writes the next one. */
import { AppError } from '../../base/errors.ts';
import { throwIfAborted } from '../../base/abort.ts';
import type { ManagedTransaction } from 'neo4j-driver';
import type { ScanBatch, ScanOptions } from '../store.ts';
import type { Connection } from './connection.ts';
import { readMeta } from './meta.ts';
import { edgePages, nodePages } from './pages.ts';
import { parseBefore, type Held } from './records.ts';

/** See Store.scan. Throws `store-conflict` (retryable) when two commits landed while it read. */
export async function* scan(connection: Connection, options: ScanOptions): AsyncGenerator<ScanBatch> {
  const { signal, onProgress } = options;
  throwIfAborted(signal);
  const { version, commit } = await connection.read(readMeta, { signal });
  const total = await connection.read(countAll, { signal });
  let read = 0;
  const batch = (part: Partial<ScanBatch>): ScanBatch => {
    throwIfAborted(signal);
    read += (part.nodes?.length ?? 0) + (part.edges?.length ?? 0);
    onProgress?.(read, Math.max(total, read));
    return { version, nodes: [], edges: [], ...part };
  };
  for await (const page of nodePages(connection, signal)) yield batch({ nodes: asOf(commit, page) });
  for await (const page of edgePages(connection, signal)) yield batch({ edges: asOf(commit, page) });
  // The last batch names the version, so there is always one.
  yield batch({});
}

/** The records as they stood after that commit. */
function asOf<R>(commit: number, page: readonly Held<R>[]): R[] {
  const records: R[] = [];
  for (const held of page) {
    if (held.commit <= commit) {
      records.push(held.record);
    } else if (held.before !== undefined) {
      const before = parseBefore<R>(held.before);
      if (before.commit > commit) {
        throw new AppError('store-conflict', 'The database was changed twice while it was being read. Read it again.', {
          retryable: true,
        });
      }
      records.push(before.record);
    }
  }
  return records;
}

/** From the server's count store: exact but for things of a commit that isn't visible. */
async function countAll(tx: ManagedTransaction): Promise<number> {
  const nodes = await tx.run('MATCH (n:Entity) RETURN count(n) AS count');
  const edges = await tx.run('MATCH (:Entity)-[r]->() RETURN count(r) AS count');
  return (nodes.records[0]!.get('count') as number) + (edges.records[0]!.get('count') as number);
}
