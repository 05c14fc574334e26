/** Queries held at the host, single things, and what leaves as text. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EdgeLine, NodeLine } from '../support/query-case.ts';
import { exportText, openCaseWith, startBackend, withCode } from './some-backend.ts';

const NODES: NodeLine[] = [
  ['Identity', 'bot-1', { name: '=HYPERLINK("http://evil.example","x")', kind: 'bot', provider: 'github', isNhi: true }],
  ['Identity', 'bot-2', { name: 'Say "hi", twice', kind: 'bot', isNhi: true }],
  ['Identity', 'bot-10', { name: '@sum', kind: 'bot', provider: 'aws', isNhi: true }],
  ['Identity', 'jo', { name: '-jo', kind: 'human', provider: 'aws', isNhi: false, email: 'jo@example.com' }],
  ['Credential', 'AKIAEXAMPLEQUERIES01', { kind: 'access_key', status: 'active', createdAt: '2024-01-01T00:00:00.000Z' }],
  ['Owner', 'owner://team', { name: 'Team', kind: 'team' }],
  ['Resource', 'bucket', { name: 'Bucket', kind: 'bucket', sensitivity: 2 }],
  ['Resource', 'old', { name: 'Old', kind: 'bucket', until: '2026-02-01T00:00:00.000Z' }],
  ['Import', 'import://case/1', { name: 'case', format: 'case', files: ['case'], scopes: ['case:one'], importedAt: '2026-01-01T00:00:00.000Z', records: 1, problems: 0 }],
];
const EDGES: EdgeLine[] = [
  ['AKIAEXAMPLEQUERIES01', 'AUTHENTICATES_AS', 'bot-1'],
  ['bot-1', 'OWNED_BY', 'owner://team', { source: 'tag:Owner' }],
  ['bot-1', 'CAN_ACCESS', 'bucket', { level: 'read' }],
  ['bot-1', 'CAN_ACCESS', 'bucket', { level: 'write', conditional: true, scope: 'case:two' }],
  ['bot-1', 'CAN_ACCESS', 'old', { level: 'read', until: '2026-02-01T00:00:00.000Z' }],
  ['bot-2', 'CAN_ACCESS', 'bucket', { level: 'read' }],
  ['bot-2', 'ACCESSED', 'bucket', { count: 3, denied: 1 }],
];

let some: Awaited<ReturnType<typeof startBackend>>;
beforeAll(async () => {
  some = await startBackend();
  await openCaseWith(some, NODES, EDGES);
});
afterAll(() => some.end());

/** Rows of the inventory as objects, for the columns asked for. */
async function inventory(arrangement: { order?: { column: string; descending: boolean }[]; filter?: { search?: string; facets?: Record<string, string[]> } }, column = 'uid') {
  const { handle, columns } = await some.call('query.run', { query: 'inventory' });
  const place = columns.findIndex(({ name }) => name === column);
  const { rows, total } = await some.call('query.page', { handle, offset: 0, limit: 100, ...arrangement });
  expect(rows.length).toBe(total);
  return rows.map((row) => row[place]);
}

describe('query.run and query.page', () => {
  it('lists the catalogue with parameters as JSON Schema, and Cypher where there is one', async () => {
    const listed = await some.call('query.list', {});
    expect(listed.map(({ id }) => id)).toEqual(expect.arrayContaining(['blast-radius', 'inventory', 'orphaned-identities', 'stale-credentials', 'why']));
    for (const { parameters, columns } of listed) expect([parameters['type'], columns.length > 0]).toEqual(['object', true]);
    const { text, reason } = await some.call('query.cypher', { query: 'blast-radius', parameters: { seeds: ["it's"], at: '2026-01-01' } });
    expect([text?.includes(":param seeds => ['it\\'s'];"), text?.includes(":param at => datetime('2026-01-01T00:00:00.000Z');"), reason]).toEqual([true, true, null]);
  });

  it('pages, and every row comes once', async () => {
    const { handle, total, version } = await some.call('query.run', { query: 'inventory' });
    expect(version).toBe(1);
    const pages = await Promise.all(Array.from({ length: total + 1 }, (_, offset) => some.call('query.page', { handle, offset, limit: 1 })));
    expect(pages.map(({ rows }) => rows.length)).toEqual([...Array.from({ length: total }, () => 1), 0]);
    expect(new Set(pages.flatMap(({ rows }) => rows).map((row) => JSON.stringify(row))).size).toBe(total);
    await some.call('query.close', { handle });
    await expect(some.call('query.page', { handle, offset: 0, limit: 1 })).rejects.toEqual(withCode('bad-request'));
  });

  it('sorts numbers within text as numbers, and absent cells last both ways', async () => {
    const bots = { filter: { facets: { kind: ['bot'] } } };
    expect(await inventory({ ...bots, order: [{ column: 'uid', descending: false }] })).toEqual(['bot-1', 'bot-2', 'bot-10']);
    expect(await inventory({ ...bots, order: [{ column: 'provider', descending: false }] })).toEqual(['bot-10', 'bot-1', 'bot-2']);
    expect(await inventory({ ...bots, order: [{ column: 'provider', descending: true }] })).toEqual(['bot-1', 'bot-10', 'bot-2']);
  });

  it('searches every cell without case; facets count after the search, and narrow the rows alone', async () => {
    expect(await inventory({ filter: { search: 'SAY "HI"' } })).toEqual(['bot-2']);
    const { handle } = await some.call('query.run', { query: 'inventory' });
    const page = await some.call('query.page', { handle, offset: 0, limit: 10, filter: { search: 'bot', facets: { provider: ['aws', ''] } }, facets: ['provider', 'kind'] });
    expect([page.total, page.facets]).toEqual([
      2,
      { provider: [{ name: '', count: 1 }, { name: 'aws', count: 1 }, { name: 'github', count: 1 }], kind: [{ name: 'bot', count: 3 }] },
    ]);
    expect((await some.call('query.page', { handle, offset: 0, limit: 10, filter: { search: 'no such text' }, facets: ['kind'] })).facets).toEqual({ kind: [] });
  });

  it('refuses an unknown query, an unknown parameter and a wrong value, naming the field', async () => {
    await expect(some.call('query.run', { query: 'blast-radios' })).rejects.toEqual(withCode('query-unknown'));
    const run = (parameters: Record<string, unknown>) => some.call('query.run', { query: 'blast-radius', parameters });
    await expect(run({ seeds: ['bot-1'], hop: 3 })).rejects.toMatchObject({ code: 'bad-request', detail: { field: 'hop' } });
    await expect(run({ seeds: ['bot-1'], hops: 'three' })).rejects.toMatchObject({ code: 'bad-request', detail: { field: 'hops' } });
    await expect(run({ seeds: ['absent'] })).rejects.toEqual(withCode('identity-unknown'));
  });

  it('many at once each get their own rows, and the oldest result gives way past the limit', async () => {
    const runs = await Promise.all(Array.from({ length: 18 }, (_, number) => some.call('query.run', { query: number % 2 === 0 ? 'inventory' : 'orphaned-identities' })));
    expect(new Set(runs.map(({ handle }) => handle)).size).toBe(18);
    const pages = await Promise.allSettled(runs.map(({ handle }) => some.call('query.page', { handle, offset: 0, limit: 100 })));
    expect(pages.map((page, number) => (page.status === 'fulfilled' ? page.value.total === runs[number]!.total : 'gone'))).toEqual(['gone', 'gone', ...Array.from({ length: 16 }, () => true)]);
  });
});

describe('thing.find, thing.get and thing.neighbours', () => {
  it('finds, exact first', async () => {
    const found = await some.call('thing.find', { text: 'bot-1' });
    expect(found.map(({ thing, matched, exact }) => [thing.uid, matched, exact])).toEqual([['bot-1', 'bot-1', true], ['bot-10', 'bot-10', false]]);
    expect(found[0]!.thing).toMatchObject({ label: 'Identity', isNhi: true, orphanReasons: [], closed: false });
  });

  it('describes one thing: owner, credentials, open relations merged with their evidence, and its reach', async () => {
    const thing = await some.call('thing.get', { uid: 'bot-1' });
    expect(thing.owners.map(({ thing: owner, source }) => [owner.uid, source])).toEqual([['owner://team', 'tag:Owner']]);
    expect(thing.credentials.map(({ thing: credential }) => [credential.uid, credential.stale])).toEqual([['AKIAEXAMPLEQUERIES01', true]]);
    expect(thing.reach).toEqual({ granted: 1, observed: 0, exposure: 1 });
    expect(thing.relations.map(({ kind, direction, total }) => [direction, kind, total])).toEqual([['out', 'CAN_ACCESS', 1], ['out', 'OWNED_BY', 1], ['in', 'AUTHENTICATES_AS', 1]]);
    const [access] = thing.relations[0]!.items;
    expect([access!.link.level, access!.link.conditional, access!.link.records, access!.evidence.length]).toEqual(['write', true, 2, 2]);
    expect((await some.call('thing.get', { uid: 'bot-2' })).orphanReasons.map(({ code }) => code)).toEqual(['never-owned']);
    await expect(some.call('thing.get', { uid: 'absent' })).rejects.toEqual(withCode('identity-unknown'));
  });

  it('gives neighbours not yet drawn, with every link to what is', async () => {
    const first = await some.call('thing.neighbours', { uid: 'bucket', drawn: ['bot-1', 'gone since'], limit: 1 });
    expect([first.things.map(({ uid }) => uid), first.more]).toEqual([['bot-2'], 0]);
    expect(first.links.map(({ kind, from, to, count, denied }) => [from, kind, to, count, denied])).toEqual(
      expect.arrayContaining([['bot-1', 'CAN_ACCESS', 'bucket', null, null], ['bot-2', 'CAN_ACCESS', 'bucket', null, null], ['bot-2', 'ACCESSED', 'bucket', 3, 1]]),
    );
    const limited = await some.call('thing.neighbours', { uid: 'bot-1', limit: 1 });
    // Closed edges lead nowhere: `old` is no neighbour.
    expect([limited.things.length, limited.more]).toEqual([1, 2]);
  });
});

describe('export.run', () => {
  it('writes CSV that a spreadsheet does not run, in the order and filter asked for', async () => {
    const { handle, columns } = await some.call('query.run', { query: 'inventory' });
    const text = await exportText(some, { format: 'csv', handle, order: [{ column: 'uid', descending: false }], filter: { facets: { kind: ['bot', 'human'] } } });
    const place = columns.findIndex(({ name }) => name === 'name');
    const [header, ...lines] = text.trimEnd().split('\n');
    expect(header).toBe(columns.map(({ name }) => name).join(','));
    expect(lines.length).toBe(4);
    const start = (line: string): string => line.split(',').slice(place).join(',');
    expect(lines.map(start).map((line) => line.slice(0, 6))).toEqual([`"'=HYP`, '"Say "', `'@sum,`, `'-jo,h`]);
    expect(lines[1]).toContain('"Say ""hi"", twice"');
    expect(lines.join('\n')).not.toMatch(/(^|,)"?[=@-]/m);
  });

  it('writes every node, then every edge record, as JSON lines that each stand alone', async () => {
    const text = await exportText(some, { format: 'jsonl' });
    const lines = text.trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map((line) => ('node' in line ? 'node' : 'edge'))).toEqual([...NODES.map(() => 'node'), ...EDGES.map(() => 'edge')]);
    expect(lines.map((line) => line['node']).filter((uid) => uid !== undefined)).toEqual(NODES.map(([, uid]) => uid).toSorted());
    expect(lines.find((line) => line['node'] === 'bucket')).toMatchObject({ labels: ['Entity', 'Resource'], properties: { sensitivity: 2 } });
  });

  it('stops when cancelled, and refuses a result that is not held', async () => {
    const cancel = new AbortController();
    cancel.abort();
    await expect(some.call('export.run', { format: 'jsonl' }, { signal: cancel.signal })).rejects.toEqual(withCode('aborted'));
    await expect(some.call('export.run', { format: 'csv', handle: 'result-99' })).rejects.toEqual(withCode('bad-request'));
  });
});
