/**
 * A commit as batches that one statement each can write. Labels and kinds can't be parameters in Cypher, so records are
 * grouped by them; the names in the texts come from the model's closed lists and nothing else is ever put into a text.
 */
import neo4j, { type ManagedTransaction } from 'neo4j-driver';
import { inBatches } from '../../base/batch.ts';
import { AppError } from '../../base/errors.ts';
import { EDGE_KINDS, NODE_LABELS, type EdgeKind, type NodeLabel } from '../../model/labels.ts';
import { edgeKey, type Change, type EdgeRecord, type NodeRecord } from '../../model/records.ts';
import type { Commit } from '../store.ts';
import { changeProperties } from './history.ts';
import {
  beforeText,
  edgeProperties,
  heldEdge,
  heldNode,
  nodeProperties,
  type Held,
  type NativeProperties,
} from './records.ts';

export interface Batch {
  /** Records of the commit in it; log entries don't count. */
  readonly records: number;
  /** Writes all of it as part of the numbered commit, or throws. */
  write(tx: ManagedTransaction, commit: number): Promise<void>;
}

const BATCH_SIZE = 4_000;

/**
 * In the order to write them: nodes before the edges that join them. Texts and parameters are made when a batch is
 * written. Throws `internal` for a label or kind that the model has not.
 */
export function* batchesOf(commit: Commit): Generator<Batch> {
  const newNodes = grouped(commit.newNodes, ({ label }) => label, NODE_LABELS);
  const changedNodes = grouped(commit.changedNodes, ({ label }) => label, NODE_LABELS);
  const newEdges = grouped(commit.newEdges, ({ kind }) => kind, EDGE_KINDS);
  const changedEdges = grouped(commit.changedEdges, ({ kind }) => kind, EDGE_KINDS);
  for (const [label, nodes] of newNodes) yield* cut(nodes, (some) => createNodes(label, some));
  for (const [label, nodes] of changedNodes) yield* cut(nodes, (some) => changeNodes(label, some));
  for (const [kind, edges] of newEdges) yield* cut(edges, (some) => createEdges(kind, some));
  for (const [kind, edges] of changedEdges) yield* cut(edges, (some) => changeEdges(kind, some));
  let place = 0;
  for (const changes of inBatches(commit.changes, BATCH_SIZE)) {
    yield logChanges(changes, place);
    place += changes.length;
  }
}

function grouped<R, N extends string>(
  records: readonly R[],
  nameOf: (record: R) => N,
  names: readonly N[],
): Map<N, R[]> {
  const groups = new Map<N, R[]>();
  for (const record of records) {
    const name = nameOf(record);
    const group = groups.get(name);
    if (group) group.push(record);
    else groups.set(name, [record]);
  }
  for (const name of groups.keys()) {
    if (!names.includes(name)) throw new AppError('internal', `The model has no label or kind "${name}".`);
  }
  return groups;
}

function* cut<R>(records: readonly R[], batch: (records: R[]) => Batch): Generator<Batch> {
  for (const some of inBatches(records, BATCH_SIZE)) yield batch(some);
}

function createNodes(label: NodeLabel, nodes: readonly NodeRecord[]): Batch {
  const text = `UNWIND $rows AS row CREATE (n:Entity:${label}) SET n = row`;
  return {
    records: nodes.length,
    write: async (tx, commit) => {
      await tx.run(text, { rows: nodes.map((node) => nodeProperties(node, commit)) });
    },
  };
}

function changeNodes(label: NodeLabel, nodes: readonly NodeRecord[]): Batch {
  return {
    records: nodes.length,
    write: async (tx, commit) => {
      const before = await nodesBefore(
        tx,
        nodes.map(({ uid }) => uid),
      );
      const rows = nodes.map((node) => {
        const held = before.get(node.uid);
        if (!held) throw new AppError('internal', `The node ${node.uid} is to be changed and is not in the store.`);
        return nodeProperties(node, commit, beforeText(held));
      });
      await setNodes(tx, label, rows);
    },
  };
}

async function nodesBefore(tx: ManagedTransaction, uids: readonly string[]): Promise<Map<string, Held<NodeRecord>>> {
  const text =
    'UNWIND $uids AS uid MATCH (n:Entity {uid: uid}) RETURN labels(n) AS labels, properties(n) AS properties';
  const { records } = await tx.run(text, { uids });
  const before = new Map<string, Held<NodeRecord>>();
  for (const found of records) {
    const held = heldNode(found.get('labels') as string[], found.get('properties') as NativeProperties);
    if (held) before.set(held.record.uid, held);
  }
  return before;
}

/** Replaces labels of the model and all properties of nodes that exist; rows are property maps with `uid`. */
export async function setNodes(
  tx: ManagedTransaction,
  label: NodeLabel,
  rows: readonly NativeProperties[],
): Promise<void> {
  const others = NODE_LABELS.filter((name) => name !== label).join(':');
  const text = `UNWIND $rows AS row MATCH (n:Entity {uid: row.uid}) REMOVE n:${others} SET n:${label}, n = row`;
  await tx.run(text, { rows });
}

function createEdges(kind: EdgeKind, edges: readonly EdgeRecord[]): Batch {
  const text = `UNWIND $rows AS row
    MATCH (a:Entity {uid: row.from}) MATCH (b:Entity {uid: row.to})
    CREATE (a)-[r:${kind}]->(b) SET r = row.properties
    RETURN count(r) AS written`;
  return {
    records: edges.length,
    write: async (tx, commit) => {
      const rows = edges.map((edge) => edgeRow(edge, edgeProperties(edge, commit)));
      const written = (await tx.run(text, { rows })).records[0]?.get('written') as number;
      if (written !== edges.length) throw await missingEnds(tx, kind, edges);
    },
  };
}

async function missingEnds(tx: ManagedTransaction, kind: EdgeKind, edges: readonly EdgeRecord[]): Promise<AppError> {
  const uids = [...new Set(edges.flatMap(({ from, to }) => [from, to]))];
  const text = 'UNWIND $uids AS uid WITH uid WHERE NOT EXISTS { MATCH (:Entity {uid: uid}) } RETURN uid LIMIT 5';
  const missing = (await tx.run(text, { uids })).records.map((found) => found.get('uid') as string);
  const message =
    `${kind} edges join nodes that are nowhere: ${missing.join(', ')}. ` +
    `The commit names an edge without its nodes.`;
  return new AppError('internal', message, { detail: { kind, missing } });
}

function changeEdges(kind: EdgeKind, edges: readonly EdgeRecord[]): Batch {
  return {
    records: edges.length,
    write: async (tx, commit) => {
      const before = await edgesBefore(tx, kind, edges);
      const rows = edges.map((edge) => {
        const held = before.get(edgeKey(edge));
        if (!held) {
          throw new AppError(
            'internal',
            `The ${kind} edge from ${edge.from} to ${edge.to} is to be changed and is not in the store.`,
          );
        }
        return edgeRow(edge, edgeProperties(edge, commit, beforeText(held)));
      });
      await setEdges(tx, kind, rows);
    },
  };
}

async function edgesBefore(
  tx: ManagedTransaction,
  kind: EdgeKind,
  edges: readonly EdgeRecord[],
): Promise<Map<string, Held<EdgeRecord>>> {
  const text = `UNWIND $rows AS row
    MATCH (a:Entity {uid: row.from}) MATCH (b:Entity {uid: row.to})
    MATCH (a)-[r:${kind}]->(b) WHERE r.scope = row.scope
    RETURN row.from AS from, row.to AS to, properties(r) AS properties`;
  const { records } = await tx.run(text, { rows: edges.map(({ from, to, scope }) => ({ from, to, scope })) });
  const before = new Map<string, Held<EdgeRecord>>();
  for (const found of records) {
    const ends = [found.get('from') as string, found.get('to') as string] as const;
    const held = heldEdge(kind, ...ends, found.get('properties') as NativeProperties);
    if (held) before.set(edgeKey(held.record), held);
  }
  return before;
}

export interface EdgeRow {
  readonly from: string;
  readonly to: string;
  readonly scope: string;
  readonly properties: NativeProperties;
}

export function edgeRow({ from, to, scope }: EdgeRecord, properties: NativeProperties): EdgeRow {
  return { from, to, scope, properties };
}

/** Replaces all properties of edges that exist, found by kind, ends and scope. */
export async function setEdges(tx: ManagedTransaction, kind: EdgeKind, rows: readonly EdgeRow[]): Promise<void> {
  const text = `UNWIND $rows AS row
    MATCH (a:Entity {uid: row.from}) MATCH (b:Entity {uid: row.to})
    MATCH (a)-[r:${kind}]->(b) WHERE r.scope = row.scope
    SET r = row.properties`;
  await tx.run(text, { rows });
}

function logChanges(changes: readonly Change[], firstPlace: number): Batch {
  return {
    records: 0,
    write: async (tx, commit) => {
      const rows = changes.map((change, index) => ({
        ...changeProperties(change, firstPlace + index),
        _commit: neo4j.int(commit),
      }));
      await tx.run('UNWIND $rows AS row CREATE (c:TendrilChange) SET c = row', { rows });
    },
  };
}
