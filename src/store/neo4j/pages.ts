/**
 * Reads all nodes, then all edges, page by page in uid order: short transactions that can be repeated and cancelled,
 * with bounded memory on both sides. Edges come as one list for each source, since one record for each edge is slower.
 */
import neo4j, { type ManagedTransaction } from 'neo4j-driver';
import { EDGE_KINDS } from '../../model/labels.ts';
import type { EdgeRecord, NodeRecord } from '../../model/records.ts';
import type { Connection } from './connection.ts';
import { heldEdge, heldNode, type Held, type NativeProperties } from './records.ts';

interface Page<R> {
  readonly items: Held<R>[];
  /** uid to read on after; absent on the last page. */
  readonly after: string | undefined;
}

const NODES_A_PAGE = 4_000;
const EDGES_A_PAGE = 10_000;
const SOURCES = { first: 500, most: 8_000, fewest: 20 };
/** A source with more edges than this is read edge by edge. */
const DENSE = 5_000;

const KINDS = EDGE_KINDS.join('|');
const NODE_PAGE = `MATCH (n:Entity) WHERE n.uid > $after WITH n ORDER BY n.uid LIMIT $size
  RETURN n.uid AS uid, labels(n) AS labels, properties(n) AS properties`;
const EDGE_PAGE = `MATCH (a:Entity) WHERE a.uid > $after WITH a ORDER BY a.uid LIMIT $size
  WITH a, COUNT { (a)-->() } > $dense AS dense
  RETURN a.uid AS uid, dense, CASE WHEN dense THEN [] ELSE
    COLLECT { MATCH (a)-[r:${KINDS}]->(b:Entity) RETURN [type(r), b.uid, properties(r)] } END AS edges`;
const DENSE_EDGES = `MATCH (a:Entity {uid: $uid})-[r:${KINDS}]->(b:Entity)
  RETURN type(r) AS kind, b.uid AS to, properties(r) AS properties`;

/** Every node of ours, visible or not, in lists of some thousand. */
export function nodePages(connection: Connection, signal?: AbortSignal): AsyncGenerator<Held<NodeRecord>[]> {
  return ahead(connection, signal, async (tx, after) => {
    const { records } = await tx.run(NODE_PAGE, { after, size: neo4j.int(NODES_A_PAGE) });
    const items: Held<NodeRecord>[] = [];
    for (const found of records) {
      const held = heldNode(found.get('labels') as string[], found.get('properties') as NativeProperties);
      if (held) items.push(held);
    }
    return { items, after: records.length < NODES_A_PAGE ? undefined : (records.at(-1)!.get('uid') as string) };
  });
}

/** Every edge of ours between nodes, visible or not, in lists of some thousand. */
export async function* edgePages(connection: Connection, signal?: AbortSignal): AsyncGenerator<Held<EdgeRecord>[]> {
  let size = SOURCES.first;
  const dense: string[] = [];
  const pages = ahead<EdgeRecord>(connection, signal, async (tx, after) => {
    const asked = size;
    const { records } = await tx.run(EDGE_PAGE, { after, size: neo4j.int(asked), dense: neo4j.int(DENSE) });
    const items: Held<EdgeRecord>[] = [];
    const heavy: string[] = [];
    for (const found of records) {
      const from = found.get('uid') as string;
      if (found.get('dense')) heavy.push(from);
      for (const [kind, to, properties] of found.get('edges') as [string, string, NativeProperties][]) {
        const held = heldEdge(kind, from, to, properties);
        if (held) items.push(held);
      }
    }
    dense.push(...heavy);
    size = nextSize(asked, items.length);
    return { items, after: records.length < asked ? undefined : (records.at(-1)!.get('uid') as string) };
  });
  for await (const page of pages) yield page;
  // Only now: a page that had to be read twice may have named a source twice.
  for (const uid of new Set(dense)) yield* edgesOf(connection, uid, signal);
}

/** Sources to ask for so that the next page has about EDGES_A_PAGE edges; grows slowly, since graphs are uneven. */
function nextSize(asked: number, edges: number): number {
  const wanted = edges === 0 ? SOURCES.most : Math.round((asked * EDGES_A_PAGE) / edges);
  return Math.max(SOURCES.fewest, Math.min(SOURCES.most, asked * 2, wanted));
}

async function* edgesOf(
  connection: Connection,
  from: string,
  signal?: AbortSignal,
): AsyncGenerator<Held<EdgeRecord>[]> {
  let items: Held<EdgeRecord>[] = [];
  for await (const found of connection.stream(DENSE_EDGES, { uid: from }, signal)) {
    const held = heldEdge(
      found.get('kind') as string,
      from,
      found.get('to') as string,
      found.get('properties') as NativeProperties,
    );
    if (held) items.push(held);
    if (items.length >= EDGES_A_PAGE) {
      yield items;
      items = [];
    }
  }
  if (items.length > 0) yield items;
}

/** Yields page after page, and has the next one read while the caller works on this one. */
async function* ahead<R>(
  connection: Connection,
  signal: AbortSignal | undefined,
  read: (tx: ManagedTransaction, after: string) => Promise<Page<R>>,
): AsyncGenerator<Held<R>[]> {
  const leaving = new AbortController();
  const leave = () => leaving.abort();
  // By hand, since AbortSignal.any is newer than the oldest Node that the window runs on.
  if (signal?.aborted) leave();
  else signal?.addEventListener('abort', leave, { once: true });
  const ask = (after: string) => {
    const page = connection.read((tx) => read(tx, after), { signal: leaving.signal });
    // Awaited below, or given up when the caller leaves early; until then a failure must not count as unhandled.
    page.catch(() => undefined);
    return page;
  };
  let asked: Promise<Page<R>> | undefined = ask('');
  try {
    while (asked) {
      const { items, after }: Page<R> = await asked;
      asked = after === undefined ? undefined : ask(after);
      if (items.length > 0) yield items;
    }
  } finally {
    signal?.removeEventListener('abort', leave);
    leave();
    await asked?.catch(() => undefined);
  }
}
