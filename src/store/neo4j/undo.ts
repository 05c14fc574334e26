/**
 * Takes back a commit in several transactions that was begun and never made visible. May be broken off and run again,
 * and by two clients at once: it touches nothing but what carries that commit's number, which is never given out twice.
 */
import neo4j from 'neo4j-driver';
import { EDGE_KINDS, NODE_LABELS } from '../../model/labels.ts';
import type { EdgeRecord, NodeRecord } from '../../model/records.ts';
import { edgeRow, setEdges, setNodes } from './batches.ts';
import type { Connection } from './connection.ts';
import { clearPending, lockMeta, notePending } from './meta.ts';
import { edgePages, nodePages } from './pages.ts';
import { edgeProperties, nodeProperties, parseBefore, type Held } from './records.ts';

// In this order, since a node can't go before its edges.
const DELETIONS: readonly string[] = [
  `MATCH (:Entity)-[r:${EDGE_KINDS.join('|')}]->() WHERE r._commit = $commit AND r._before IS NULL
   CALL (r) { DELETE r } IN TRANSACTIONS OF 5000 ROWS`,
  `MATCH (n:Entity) WHERE n._commit = $commit AND n._before IS NULL
   CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS`,
  `MATCH (c:TendrilChange) WHERE c._commit = $commit
   CALL (c) { DELETE c } IN TRANSACTIONS OF 5000 ROWS`,
];

/** @param token of whoever undoes: the commit's own writer, should it live, finds that it isn't its commit any more */
export async function undo(connection: Connection, commit: number, token: string): Promise<void> {
  const mine = await connection.write(async (tx) => {
    const { pending } = await lockMeta(tx);
    if (pending?.commit !== commit) return false;
    await notePending(tx, commit, token, pending.step);
    return true;
  });
  if (!mine) return;
  for (const text of DELETIONS) await connection.runInBatches(text, { commit: neo4j.int(commit) });
  for await (const page of nodePages(connection)) await restoreNodes(connection, commit, page);
  for await (const page of edgePages(connection)) await restoreEdges(connection, commit, page);
  await connection.write(async (tx) => {
    const { pending } = await lockMeta(tx);
    if (pending?.commit === commit && pending.token === token) await clearPending(tx);
  });
}

async function restoreNodes(connection: Connection, commit: number, page: readonly Held<NodeRecord>[]): Promise<void> {
  const before = statesBefore(commit, page);
  for (const label of NODE_LABELS) {
    const rows = before
      .filter(({ record }) => record.label === label)
      .map((state) => nodeProperties(state.record, state.commit));
    if (rows.length > 0) await connection.write((tx) => setNodes(tx, label, rows));
  }
}

async function restoreEdges(connection: Connection, commit: number, page: readonly Held<EdgeRecord>[]): Promise<void> {
  const before = statesBefore(commit, page);
  for (const kind of EDGE_KINDS) {
    const rows = before
      .filter(({ record }) => record.kind === kind)
      .map((state) => edgeRow(state.record, edgeProperties(state.record, state.commit)));
    if (rows.length > 0) await connection.write((tx) => setEdges(tx, kind, rows));
  }
}

function statesBefore<R>(commit: number, page: readonly Held<R>[]): { record: R; commit: number }[] {
  return page.flatMap((held) =>
    held.commit === commit && held.before !== undefined ? [parseBefore<R>(held.before)] : [],
  );
}
