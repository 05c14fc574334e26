/**
 * What any store must do. Both stores run all of it; there is no way to leave a test out for one of them.
 *
 * `open({ fresh: true })` gives an empty store at a new place (or one emptied first); without `fresh` it opens again
 * the place that was fresh last. The suite closes every store it opens before it opens the next.
 */
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { edgeKey, type EdgeRecord, type NodeRecord } from '../../src/model/records.ts';
import type { Commit, ScanOptions, Store } from '../../src/store/store.ts';
import { anyEdge, anyNode, AWKWARD, change, commit, edge, evidence, IMPORT, node, NOW } from './records.ts';
import { ring } from './rings.ts';
import { documentTests } from './suite-documents.ts';
import { statementTests } from './suite-statements.ts';

export { ring };

export type OpenStore = (options?: { fresh?: boolean; readOnly?: boolean }) => Promise<Store>;

export interface SuiteOptions {
  /** Runs of the property test; default 30. */
  readonly runs?: number;
  /** Milliseconds for one test; default 30 000. */
  readonly timeout?: number;
}

interface Held {
  readonly version: number;
  readonly nodes: NodeRecord[];
  readonly edges: EdgeRecord[];
}

/** All that the store holds, sorted by key, after checking the order that the port promises. */
export async function held(store: Store, options?: ScanOptions): Promise<Held> {
  const nodes: NodeRecord[] = [];
  const edges: EdgeRecord[] = [];
  let version: number | undefined;
  for await (const batch of store.scan(options)) {
    if (edges.length > 0) expect(batch.nodes).toHaveLength(0);
    nodes.push(...batch.nodes);
    edges.push(...batch.edges);
    version = batch.version;
  }
  if (version === undefined) throw new Error('A scan gave no batch, so nothing names the version that was read.');
  return { version, ...sorted(nodes, edges) };
}

function sorted(nodes: Iterable<NodeRecord>, edges: Iterable<EdgeRecord>) {
  const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return {
    nodes: [...nodes].sort((a, b) => order(a.uid, b.uid)),
    edges: [...edges].sort((a, b) => order(edgeKey(a), edgeKey(b))),
  };
}

/** The naive store: two maps. */
class Model {
  version = 0;
  readonly nodes = new Map<string, NodeRecord>();
  readonly edges = new Map<string, EdgeRecord>();

  apply(made: Commit): void {
    for (const record of [...made.newNodes, ...made.changedNodes]) this.nodes.set(record.uid, record);
    for (const record of [...made.newEdges, ...made.changedEdges]) this.edges.set(edgeKey(record), record);
    this.version = made.base + 1;
  }

  /** The commit that brings these records in, split into new and changed as a caller must. */
  commitOf(nodes: readonly NodeRecord[], edges: readonly EdgeRecord[]): Commit {
    const missing = new Set(edges.flatMap(({ from, to }) => [from, to]));
    for (const uid of this.nodes.keys()) missing.delete(uid);
    const byUid = new Map([...missing].map((uid) => [uid, node(uid)]));
    for (const record of nodes) byUid.set(record.uid, record);
    const byKey = new Map(edges.map((record) => [edgeKey(record), record]));
    return commit(this.version, {
      newNodes: [...byUid.values()].filter(({ uid }) => !this.nodes.has(uid)),
      changedNodes: [...byUid.values()].filter(({ uid }) => this.nodes.has(uid)),
      newEdges: [...byKey.values()].filter((record) => !this.edges.has(edgeKey(record))),
      changedEdges: [...byKey.values()].filter((record) => this.edges.has(edgeKey(record))),
    });
  }
}

export function storeSuite(name: string, open: OpenStore, options: SuiteOptions = {}): void {
  const { runs = 30, timeout = 30_000 } = options;
  let current: Store | undefined;

  async function opened(how?: { fresh?: boolean; readOnly?: boolean }): Promise<Store> {
    await current?.close();
    current = undefined;
    current = await open(how);
    return current;
  }

  describe(`${name}: what every store does`, { timeout }, () => {
    afterEach(async () => {
      await current?.close();
      current = undefined;
    });

    test('an empty store is at version 0 and its scan says so', async () => {
      const store = await opened({ fresh: true });
      expect(await store.version()).toBe(0);
      expect(await held(store)).toStrictEqual({ version: 0, nodes: [], edges: [] });
      expect(await store.history({ limit: 10 })).toStrictEqual([]);
      expect(store.readOnly).toBe(false);
    });

    test('gives back every type of property, and evidence in order', async () => {
      const store = await opened({ fresh: true });
      const awkward = AWKWARD.map((text, index) =>
        node(`awkward ${index} ${text}`, { name: text, description: `${text}${text}`, tags: [text, '', text] }),
      );
      const nodes = [
        ...awkward,
        node('arn:aws:iam::111122223333:role/ci', {
          isNhi: true,
          enabled: false,
          createdAt: NOW,
          lastUsedAt: '0999-01-01T00:00:00.001Z',
          tags: [],
          inlinePolicies: ['one', 'two', 'one'],
        }),
        node('import', { records: 0, problems: Number.MAX_SAFE_INTEGER }, { label: 'Import' }),
        node(
          'bucket',
          { sensitivity: 3, public: false },
          {
            label: 'Resource',
            evidence: [
              { ...evidence('line 9'), scope: 'made-up:2' },
              { ...evidence('/Buckets/0', 'b.json'), scope: 'made-up:1' },
              { ...evidence('line 9'), scope: 'made-up:2' },
            ],
          },
        ),
      ];
      const edges = [
        edge(
          'arn:aws:iam::111122223333:role/ci',
          'bucket',
          {
            level: 'admin',
            conditional: true,
            conditionKeys: ['aws:SourceIp', ''],
            since: NOW,
            until: '2026-12-01T00:00:00.000Z',
            actions: [],
            externalId: false,
          },
          {
            evidence: [evidence('line 3'), evidence('line 2'), evidence('event a-1', 'x/y.json'), evidence('line 003')],
          },
        ),
        edge(
          'arn:aws:iam::111122223333:role/ci',
          'bucket',
          {
            count: Number.MAX_SAFE_INTEGER,
            denied: 0,
            firstSeen: NOW,
            lastSeen: NOW,
            days: ['2026-11-24=3'],
            credentials: ['AKIAEXAMPLE000000001'],
            source: AWKWARD[0]!,
            path: AWKWARD[1]!,
          },
          { kind: 'ACCESSED' },
        ),
        edge('bucket', 'bucket', {}, { kind: 'EXPOSES' }),
      ];
      expect(await store.apply(commit(0, { newNodes: nodes, newEdges: edges }))).toBe(1);
      expect(await held(store)).toStrictEqual({ version: 1, ...sorted(nodes, edges) });
    });

    test('a changed record replaces the one with its key, whole', async () => {
      const store = await opened({ fresh: true });
      const before = [
        node('a', { name: 'A', enabled: true }, { evidence: [{ ...evidence('line 2'), scope: 'made-up:1' }] }),
        node('b'),
      ];
      const edges = [edge('a', 'b', { level: 'read', count: 3 }), edge('b', 'a', { level: 'list' })];
      await store.apply(commit(0, { newNodes: before, newEdges: edges }));
      const changedNode = node('a', { description: 'renamed' });
      const changedEdge = edge('a', 'b', { until: NOW }, { evidence: [evidence('line 4')] });
      expect(await store.apply(commit(1, { changedNodes: [changedNode], changedEdges: [changedEdge] }))).toBe(2);
      expect(await held(store)).toStrictEqual({
        version: 2,
        ...sorted([changedNode, before[1]!], [changedEdge, edges[1]!]),
      });
    });

    test('kind, direction and scope each make an edge of its own', async () => {
      const store = await opened({ fresh: true });
      const edges = [
        edge('a', 'b', { level: 'read' }),
        edge('a', 'b', { level: 'write' }, { scope: 'made-up:2' }),
        edge('a', 'b', { count: 1 }, { kind: 'ACCESSED' }),
        edge('b', 'a', { level: 'list' }),
      ];
      await store.apply(commit(0, { newNodes: [node('a'), node('b')], newEdges: edges }));
      const closed = edge('a', 'b', { level: 'write', until: NOW }, { scope: 'made-up:2' });
      await store.apply(commit(1, { changedEdges: [closed] }));
      expect((await held(store)).edges).toStrictEqual(sorted([], [edges[0]!, closed, edges[2]!, edges[3]!]).edges);
    });

    test('new edges may join nodes of earlier commits', async () => {
      const store = await opened({ fresh: true });
      await store.apply(commit(0, { newNodes: [node('a'), node('b')] }));
      await store.apply(commit(1, { newNodes: [node('c')], newEdges: [edge('a', 'c'), edge('b', 'a')] }));
      expect((await held(store)).edges).toStrictEqual([edge('a', 'c'), edge('b', 'a')]);
    });

    test('refuses, whole, a commit with an edge from or to a node that is nowhere', async () => {
      const store = await opened({ fresh: true });
      await store.apply(commit(0, { newNodes: [node('a')] }));
      const lost = commit(1, { newNodes: [node('b')], newEdges: [edge('a', 'b'), edge('b', 'nowhere')] });
      await expect(store.apply(lost)).rejects.toMatchObject({ name: 'AppError', code: 'internal' });
      expect(await held(store)).toStrictEqual({ version: 1, nodes: [node('a')], edges: [] });
    });

    test('a commit worked out against another version is a conflict that may be retried', async () => {
      const store = await opened({ fresh: true });
      await store.apply(commit(0, { newNodes: [node('a')] }));
      for (const base of [0, 2]) {
        const refused = store.apply(commit(base, { newNodes: [node('b')] }));
        await expect(refused).rejects.toMatchObject({ code: 'store-conflict', retryable: true });
      }
      expect(await held(store)).toStrictEqual({ version: 1, nodes: [node('a')], edges: [] });
    });

    test('of two commits at once against one version, one is kept and one conflicts', async () => {
      const store = await opened({ fresh: true });
      const results = await Promise.allSettled([
        store.apply(commit(0, { newNodes: [node('a')] })),
        store.apply(commit(0, { newNodes: [node('b')] })),
      ]);
      const rejected = results.filter((result) => result.status === 'rejected');
      expect(rejected).toHaveLength(1);
      expect(rejected[0]!.reason).toMatchObject({ code: 'store-conflict', retryable: true });
      expect(await held(store)).toMatchObject({
        version: 1,
        nodes: [{ uid: results[0]!.status === 'fulfilled' ? 'a' : 'b' }],
      });
    });

    test('a commit of 20 000 edges is written and read whole, with progress', async () => {
      const store = await opened({ fresh: true });
      const big = ring(0, 20_000);
      const written: number[] = [];
      await store.apply(big, {
        onProgress: (done, total) => {
          expect(total).toBe(40_000);
          written.push(done);
        },
      });
      expect(written.at(-1)).toBe(40_000);
      expect(written).toStrictEqual(written.toSorted((a, b) => a - b));
      const read: number[] = [];
      const scanned = await held(store, { onProgress: (done) => read.push(done) });
      expect(scanned).toStrictEqual({ version: 1, ...sorted(big.newNodes, big.newEdges) });
      expect(read.at(-1)).toBe(40_000);
    });

    test('an aborted scan stops within a batch, and the store goes on', async () => {
      const store = await opened({ fresh: true });
      await store.apply(ring(0, 20_000));
      const controller = new AbortController();
      let after = 0;
      const reading = (async () => {
        for await (const batch of store.scan({ signal: controller.signal })) {
          if (controller.signal.aborted) after += 1;
          if (batch.nodes.length > 0) controller.abort();
        }
      })();
      await expect(reading).rejects.toMatchObject({ code: 'aborted' });
      expect(after).toBeLessThanOrEqual(1);
      expect((await held(store)).edges).toHaveLength(20_000);
      await expect(held(store, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'aborted' });
    });

    test('a scan that is left early frees what it held', async () => {
      const store = await opened({ fresh: true });
      await store.apply(ring(0, 20_000));
      for await (const batch of store.scan()) if (batch.nodes.length > 0) break;
      expect(await store.apply(commit(1, { newNodes: [node('later')] }))).toBe(2);
    });

    test('an aborted apply leaves the store as it was', async () => {
      const store = await opened({ fresh: true });
      await store.apply(commit(0, { newNodes: [node('a')] }));
      const controller = new AbortController();
      const aborted = store.apply(ring(1, 20_000), { signal: controller.signal, onProgress: () => controller.abort() });
      await expect(aborted).rejects.toMatchObject({ code: 'aborted' });
      const already = store.apply(commit(1, { newNodes: [node('b')] }), { signal: AbortSignal.abort() });
      await expect(already).rejects.toMatchObject({ code: 'aborted' });
      expect(await held(store)).toStrictEqual({ version: 1, nodes: [node('a')], edges: [] });
      expect(await store.apply(commit(1, { newNodes: [node('c')] }))).toBe(2);
    });

    test('history is newest first, up to the limit, of everything or of one node with its edges', async () => {
      const store = await opened({ fresh: true });
      const changes = [
        change(1, { node: 'a' }, { after: { name: 'A', tags: ['x', ''], enabled: false } }),
        change(2, { node: 'b' }, { operation: 'updated', time: '2026-11-24T13:00:00.000Z' }),
        change(3, { kind: 'CAN_ACCESS', from: 'a', to: 'b' }, { after: { level: 'read', count: 0 } }),
        change(4, { kind: 'CAN_ACCESS', from: 'b', to: 'a' }, { operation: 'closed', after: { until: NOW } }),
        change(5, { kind: 'ACCESSED', from: 'b', to: 'c' }, { operation: 'reopened', before: { until: NOW } }),
        change(6, { node: 'ab' }, { before: { name: "it's" }, after: { name: AWKWARD[1]! } }),
      ];
      const everyone = ['a', 'b', 'c', 'ab'].map((uid) => node(uid));
      for (const [base, made] of changes.entries()) {
        await store.apply(commit(base, { changes: [made], newNodes: base === 0 ? everyone : [] }));
      }
      const newest = changes.toReversed();
      expect(await store.history({ limit: 100 })).toStrictEqual(newest);
      expect(await store.history({ limit: 2 })).toStrictEqual(newest.slice(0, 2));
      expect(await store.history({ uid: 'a', limit: 100 })).toStrictEqual([changes[3], changes[2], changes[0]]);
      expect(await store.history({ uid: 'b', limit: 2 })).toStrictEqual([changes[4], changes[3]]);
      expect(await store.history({ uid: 'nobody', limit: 100 })).toStrictEqual([]);
    });

    test('one commit may log many changes', async () => {
      const store = await opened({ fresh: true });
      const changes = Array.from({ length: 5_000 }, (_, index) => change(1, { node: `id-${index}` }));
      await store.apply({ ...ring(0, 5_000), changes });
      const logged = await store.history({ limit: 10_000 });
      const uids = (list: typeof logged) => list.map(({ subject }) => 'node' in subject && subject.node).sort();
      expect(uids(logged)).toStrictEqual(uids(changes));
    });

    test('a change of the Import node alone is a commit like any other', async () => {
      const store = await opened({ fresh: true });
      const made = node(IMPORT, { format: 'made-up', records: 0 }, { label: 'Import' });
      await store.apply(commit(0, { newNodes: [made] }));
      expect(await store.apply(commit(1, {}))).toBe(2);
      expect(await held(store)).toStrictEqual({ version: 2, nodes: [made], edges: [] });
    });

    test('opening again gives everything back', async () => {
      const made = { ...ring(0, 500), changes: [change(1, { node: 'id-1' })] };
      await (await opened({ fresh: true })).apply(made);
      const again = await opened();
      expect(await held(again)).toStrictEqual({ version: 1, ...sorted(made.newNodes, made.newEdges) });
      expect(await again.history({ limit: 5 })).toStrictEqual(made.changes);
      const changed = edge('id-1', 'id-2', { level: 'admin' });
      expect(await again.apply(commit(1, { changedEdges: [changed], newEdges: [edge('id-1', 'id-7')] }))).toBe(2);
      const third = await held(await opened());
      expect(third.edges).toHaveLength(501);
      expect(third.edges).toContainEqual(changed);
    });

    test('opened read-only it reads and refuses to write', async () => {
      await (await opened({ fresh: true })).apply(ring(0, 10));
      const store = await opened({ readOnly: true });
      expect(store.readOnly).toBe(true);
      const refused = store.apply(commit(1, { newNodes: [node('b')] }));
      await expect(refused).rejects.toMatchObject({ code: 'store-read-only' });
      expect((await held(store)).nodes).toHaveLength(10);
      expect(await store.version()).toBe(1);
    });

    documentTests(opened);
    statementTests(opened);

    test(
      'any run of commits leaves what two plain maps hold',
      async () => {
        const uids = ['a', 'b', 'arn:aws:iam::111122223333:user/c', 'd "quoted"', 'é🔑'];
        const nodes = fc.constantFrom(...uids).chain(anyNode);
        const step = fc.record({
          nodes: fc.array(nodes, { maxLength: 4 }),
          edges: fc.array(anyEdge(uids), { maxLength: 8 }),
          reopen: fc.boolean(),
        });
        await fc.assert(
          fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
            let store = await opened({ fresh: true });
            const model = new Model();
            for (const { nodes: someNodes, edges: someEdges, reopen } of steps) {
              const made = model.commitOf(someNodes, someEdges);
              expect(await store.apply(made)).toBe(made.base + 1);
              model.apply(made);
              if (reopen) store = await opened();
            }
            const expected = { version: model.version, ...sorted(model.nodes.values(), model.edges.values()) };
            expect(await held(store)).toStrictEqual(expected);
          }),
          { numRuns: runs },
        );
      },
      timeout * 4,
    );
  });
}
