/** Of every store: documents kept with the case. Part of the suite. */
import { expect, test } from 'vitest';
import type { Document, Store } from '../../src/store/store.ts';
import { AWKWARD, commit, node, NOW } from './records.ts';
import { ring } from './rings.ts';

function document(key: string, over: Partial<Document> = {}): Document {
  return { collection: 'made-up', key, value: '{}', by: 'tester', time: NOW, ...over };
}

type Opened = (how?: { fresh?: boolean; readOnly?: boolean }) => Promise<Store>;

export function documentTests(opened: Opened): void {
  test('keeps documents by collection and key, ascending by key, also after opening again', async () => {
    const store = await opened({ fresh: true });
    expect(await store.documents('made-up')).toStrictEqual([]);
    const texts = AWKWARD.map((text, index) => document(`${index} ${text}`, { value: JSON.stringify({ text }), by: text }));
    // U+FF5E comes before an emoji by code unit, and after it by code point.
    const kept = [...texts, document('～', { time: '1999-12-31T23:59:59.999Z' }), document('🔑'), document('B'), document('a')];
    const other = document('a', { collection: 'made', value: '"other"' });
    await store.keep([...kept.toReversed(), other]);
    const expected = kept.toSorted((a, b) => (a.key < b.key ? -1 : 1));
    expect(await store.documents('made-up')).toStrictEqual(expected);
    const again = await opened();
    expect(await again.documents('made-up')).toStrictEqual(expected);
    expect(await again.documents('made')).toStrictEqual([other]);
    expect(await again.documents('nothing')).toStrictEqual([]);
    const reading = await opened({ readOnly: true });
    expect(await reading.documents('made')).toStrictEqual([other]);
    await expect(reading.keep([other])).rejects.toMatchObject({ code: 'store-read-only' });
  });

  test('a document replaces the one of its collection and key, and null takes it away', async () => {
    const store = await opened({ fresh: true });
    await store.keep([document('a'), document('b'), document('c'), document('a', { collection: 'other' })]);
    const changed = document('a', { value: '[1]', by: 'somebody else', time: '2026-11-25T00:00:00.000Z' });
    await store.keep([changed, document('d')]);
    await store.keep([{ ...document('b'), value: null }, { ...document('nowhere'), value: null }]);
    expect(await store.documents('made-up')).toStrictEqual([changed, document('c'), document('d')]);
    expect(await store.documents('other')).toStrictEqual([document('a', { collection: 'other' })]);
    await store.keep([]);
    // Within one call, too, the last one of a key holds.
    await store.keep([document('c', { value: '1' }), { ...document('c'), value: null }, { ...document('d'), value: null }, document('d', { value: '2' })]);
    expect(await store.documents('made-up')).toStrictEqual([changed, document('d', { value: '2' })]);
  });

  test('documents touch neither the version nor what a scan gives, nor the log', async () => {
    const store = await opened({ fresh: true });
    await store.keep([document('before')]);
    expect(await store.version()).toBe(0);
    await store.apply(commit(0, { newNodes: [node('a')] }));
    await store.keep([document('after')]);
    expect(await store.version()).toBe(1);
    let records = 0;
    for await (const batch of store.scan()) records += batch.nodes.length + batch.edges.length;
    expect(records).toBe(1);
    expect(await store.history({ limit: 10 })).toStrictEqual([]);
    expect(await store.apply(commit(1, { newNodes: [node('b')] }))).toBe(2);
    expect(await store.documents('made-up')).toHaveLength(2);
  });

  test('keeps while a scan and a commit are under way, and by several at once', async () => {
    const store = await opened({ fresh: true });
    await store.apply(ring(0, 20_000));
    let nodes = 0;
    for await (const batch of store.scan()) {
      if (nodes === 0) await store.keep([document('during the scan')]);
      nodes += batch.nodes.length;
    }
    expect(nodes).toBe(20_000);
    const committing = store.apply(commit(1, { newNodes: [node('new')] }));
    const keeping = Array.from({ length: 8 }, (_, turn) => store.keep([document('b'), document('a'), document(`${turn}`)]));
    await Promise.all([committing, ...keeping]);
    const keys = (await store.documents('made-up')).map(({ key }) => key);
    expect(keys).toStrictEqual(['0', '1', '2', '3', '4', '5', '6', '7', 'a', 'b', 'during the scan']);
    expect(await store.version()).toBe(2);
  });

  test('some thousand documents are kept whole', async () => {
    const store = await opened({ fresh: true });
    const many = Array.from({ length: 12_000 }, (_, index) => document(`key ${String(index).padStart(5, '0')}`, { value: JSON.stringify({ index }) }));
    await store.keep(many);
    expect(await store.documents('made-up')).toStrictEqual(many);
    await store.keep(many.map((kept) => ({ ...kept, value: null })));
    expect(await store.documents('made-up')).toStrictEqual([]);
  });

  test('keeps nothing of a call of which one document can not be kept', async () => {
    const store = await opened({ fresh: true });
    await store.keep([document('a')]);
    const broken = { ...document('z'), time: undefined as unknown as string };
    await expect(store.keep([document('a', { value: '1' }), document('b'), broken])).rejects.toThrow();
    expect(await store.documents('made-up')).toStrictEqual([document('a')]);
    await store.keep([document('c')]);
    expect(await store.documents('made-up')).toHaveLength(2);
  });
}
