/** Walks over a case of two thousand things: what is drawn, grouped, listed and explained adds up. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WalkView } from '../../src/protocol/shapes.ts';
import type { EdgeLine, NodeLine } from '../support/query-case.ts';
import { filesIn, openCaseWith, someBackend, startBackend, withCode } from './some-backend.ts';

const BUCKETS = 1500;
const QUEUES = 400;
const ROLES = 90;
const REACHED = BUCKETS + QUEUES + ROLES + 3;

/** A key, its user, a hub role, ninety roles behind it, and what those may read; a last database that only a chain reaches. */
function estate(): { nodes: NodeLine[]; edges: EdgeLine[] } {
  const nodes: NodeLine[] = [
    ['Credential', 'key', { kind: 'access_key', status: 'active' }],
    ['Identity', 'user', { kind: 'iam_user', isNhi: true, provider: 'aws' }],
    ['Identity', 'hub', { kind: 'hub', isNhi: true, provider: 'aws', tier0: true }],
    ['Resource', 'vault', { kind: 'database', provider: 'aws', sensitivity: 3, name: 'Vault' }],
    ['Resource', 'apart', { kind: 'database', provider: 'aws', sensitivity: 3 }],
    ['Identity', 'stranger', { kind: 'iam_user', isNhi: true }],
  ];
  const edges: EdgeLine[] = [
    ['key', 'AUTHENTICATES_AS', 'user'],
    ['user', 'CAN_ASSUME', 'hub'],
    ['role-7', 'CAN_ACCESS', 'vault', { level: 'admin' }],
    ['role-7', 'CAN_ACCESS', 'vault', { level: 'read', conditional: true, scope: 'case:two' }],
    ['user', 'ACCESSED', 'bucket-3', { count: 5, denied: 0, firstSeen: '2026-02-01T00:00:00.000Z', lastSeen: '2026-03-01T00:00:00.000Z' }],
    ['hub', 'ACCESSED', 'apart', { count: 2, denied: 2 }],
  ];
  for (let role = 0; role < ROLES; role++) {
    nodes.push(['Identity', `role-${role}`, { kind: 'iam_role', provider: 'aws', isNhi: true }]);
    edges.push(['hub', 'CAN_ASSUME', `role-${role}`]);
  }
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    nodes.push(['Resource', `bucket-${bucket}`, { kind: 'bucket', provider: 'aws', sensitivity: bucket % 500 === 3 ? 2 : 1 }]);
    edges.push([`role-${bucket % ROLES}`, 'CAN_ACCESS', `bucket-${bucket}`, { level: bucket % 2 === 0 ? 'read' : 'write' }]);
  }
  for (let queue = 0; queue < QUEUES; queue++) {
    nodes.push(['Resource', `queue-${queue}`, { kind: 'queue', provider: 'aws' }]);
    edges.push([`role-${queue % ROLES}`, 'CAN_ACCESS', `queue-${queue}`]);
  }
  return { nodes, edges };
}

/** What every view must satisfy. */
function expectAddsUp(view: WalkView): void {
  const grouped = view.groups.reduce((sum, { count }) => sum + count, 0);
  expect(view.nodes.length + grouped).toBe(view.reached + view.seeds.length);
  expect(view.labels.reduce((sum, { count }) => sum + count, 0)).toBe(view.reached);
  const drawn = new Set([...view.nodes.map(({ thing }) => thing.uid), ...view.groups.map(({ id }) => id)]);
  expect(drawn.size).toBe(view.nodes.length + view.groups.length);
  expect(view.links.filter(({ from, to }) => !drawn.has(from) || !drawn.has(to))).toEqual([]);
  expect(view.sentence).not.toBe('');
}

describe('walks', () => {
  let some: Awaited<ReturnType<typeof startBackend>>;
  beforeAll(async () => {
    some = await startBackend();
    const { nodes, edges } = estate();
    await openCaseWith(some, nodes, edges);
  });
  afterAll(() => some.end());

  it('groups a large walk to the budget, and the counts add up', async () => {
    const view = await some.call('walk.run', { seeds: ['key'], filter: {} });
    expectAddsUp(view);
    expect([view.reached, view.granted, view.observed, view.crownJewels, view.tier0, view.maximumHop, view.leftOut]).toEqual([REACHED, REACHED, 2, 1, 1, 4, 0]);
    expect(view.nodes.length + view.groups.length).toBeLessThanOrEqual(300);
    expect(view.groups.map(({ id, hop, label, kind, count, sensitive }) => [id, hop, label, kind, count, sensitive])).toEqual([
      ['group:3:Identity:iam_role:aws', 3, 'Identity', 'iam_role', ROLES, 0],
      ['group:4:Resource:bucket:aws', 4, 'Resource', 'bucket', BUCKETS, 3],
      ['group:4:Resource:queue:aws', 4, 'Resource', 'queue', QUEUES, 0],
    ]);
    expect(view.groups[1]!.named.map(({ uid }) => uid)).toEqual(['bucket-1003', 'bucket-3', 'bucket-503']);
    expect(view.groups[0]!.orphaned).toBe(ROLES);
    expect(view.nodes.map(({ thing, hop, evidence }) => [thing.uid, hop, evidence])).toEqual([
      ['key', 0, 'both'],
      ['user', 1, 'both'],
      ['hub', 2, 'granted'],
      ['vault', 4, 'granted'],
    ]);
    expect(view.links.find(({ to }) => to === 'vault')).toMatchObject({ from: 'group:3:Identity:iam_role:aws', kinds: ['CAN_ACCESS'], count: 2, conditional: false });
  });

  it('draws all of a small walk, backward too', async () => {
    const view = await some.call('walk.run', { seeds: ['vault'], direction: 'backward', filter: {} });
    expectAddsUp(view);
    expect([view.groups, view.nodes.map(({ thing, hop }) => [thing.uid, hop])]).toEqual([
      [],
      [['vault', 0], ['role-7', 1], ['hub', 2], ['user', 3], ['key', 4]],
    ]);
  });

  it('opens a group, at most three hundred of it', async () => {
    const open = ['group:3:Identity:iam_role:aws', 'group:4:Resource:bucket:aws'];
    const view = await some.call('walk.run', { seeds: ['key'], filter: {}, open });
    expectAddsUp(view);
    expect(view.groups.map(({ id, count }) => [id, count])).toEqual([['group:4:Resource:bucket:aws', BUCKETS - 300], ['group:4:Resource:queue:aws', QUEUES]]);
  });

  it.each([
    ['observed', { mode: 'observed' }, ['bucket-3', 'user']],
    ['at most one hop', { hops: 1 }, ['user']],
    ['observed before anything was seen', { mode: 'observed', window: { to: '2026-01-01' } }, ['user']],
    ['as the graph stood before', { at: '2025-01-01' }, []],
  ] as const)('filters: %s', async (_title, filter, uids) => {
    const view = await some.call('walk.run', { seeds: ['key'], filter });
    expectAddsUp(view);
    expect(view.nodes.filter(({ hop }) => hop > 0).map(({ thing }) => thing.uid).toSorted()).toEqual([...uids]);
  });

  it('says how many edges lack what a filter asks for', async () => {
    const view = await some.call('walk.run', { seeds: ['key'], filter: { minimumLevel: 'write' } });
    expectAddsUp(view);
    expect([view.leftOut, view.reached]).toEqual([QUEUES, BUCKETS / 2 + ROLES + 3]);
  });

  it('several seeds, one of them given twice, are seeds and not reached', async () => {
    const view = await some.call('walk.run', { seeds: ['key', 'hub', 'key', 'stranger'], filter: {} });
    expectAddsUp(view);
    expect([view.seeds.map(({ uid }) => uid), view.reached]).toEqual([['key', 'hub', 'stranger'], REACHED - 1]);
    const nothing = await some.call('walk.run', { seeds: ['stranger'], filter: {} });
    expectAddsUp(nothing);
    expect([nothing.reached, nothing.maximumHop]).toEqual([0, 0]);
  });

  it('lists the things behind a group and the whole walk, page by page', async () => {
    const { view } = await some.call('walk.run', { seeds: ['key'], filter: {} });
    const buckets = await some.call('walk.members', { view, group: 'group:4:Resource:bucket:aws', offset: 0, limit: 4 });
    expect([buckets.total, buckets.members.slice(0, 3).map(({ thing, hop }) => [thing.uid, hop])]).toEqual([BUCKETS, [['bucket-1003', 4], ['bucket-3', 4], ['bucket-503', 4]]]);
    const uids: string[] = [];
    for (let offset = 0; offset < REACHED; offset += 900) {
      const { total, members } = await some.call('walk.members', { view, offset, limit: 900 });
      expect(total).toBe(REACHED);
      uids.push(...members.map(({ thing }) => thing.uid));
    }
    expect([uids.slice(0, 2), uids[2 + ROLES], new Set(uids).size]).toEqual([['user', 'hub'], 'vault', REACHED]);
  });

  it('a view is held until it is closed, displaced by newer ones, or the case changes', async () => {
    const own = await someBackend();
    await openCaseWith(own, [['Credential', 'key'], ['Identity', 'user']], [['key', 'AUTHENTICATES_AS', 'user']]);
    const run = () => own.call('walk.run', { seeds: ['key'], filter: { hops: 1 } });
    const members = (view: string) => own.call('walk.members', { view, offset: 0, limit: 1 });
    const { view: closed } = await run();
    await own.call('walk.close', { view: closed });
    await expect(members(closed)).rejects.toEqual(withCode('bad-request'));
    const views: string[] = [];
    for (let number = 0; number < 9; number++) views.push((await run()).view);
    await expect(members(views[0]!)).rejects.toEqual(withCode('bad-request'));
    expect((await members(views[8]!)).total).toBe(1);
    await own.call('import.run', { paths: [await filesIn(own.folder, { 'e/identities.csv': 'id,name,kind\nnew,New,bot\n' })] });
    await expect(members(views[8]!)).rejects.toEqual(withCode('bad-request'));
  });

  it('why: a shortest path with every parallel edge merged and its evidence', async () => {
    const { things, steps } = await some.call('walk.why', { from: 'key', to: 'vault', filter: {} });
    expect(things.map(({ uid }) => uid)).toEqual(['key', 'user', 'hub', 'role-7', 'vault']);
    expect(steps.map(({ from, to, links }) => [from, links.map(({ link }) => link.kind), to])).toEqual([
      ['key', ['AUTHENTICATES_AS'], 'user'],
      ['user', ['CAN_ASSUME'], 'hub'],
      ['hub', ['CAN_ASSUME'], 'role-7'],
      ['role-7', ['CAN_ACCESS'], 'vault'],
    ]);
    const [last] = steps.at(-1)!.links;
    expect([last!.link.level, last!.link.conditional, last!.link.records, last!.evidence.map(({ scope }) => scope)]).toEqual(['admin', false, 2, ['case:one', 'case:two']]);
    expect(await some.call('walk.why', { from: 'vault', to: 'key', filter: {} })).toEqual({ things: [], steps: [] });
  });

  it('follows only the relationships asked for, in the walk and in why', async () => {
    const relationships = ['AUTHENTICATES_AS', 'CAN_ASSUME'] as const;
    const { labels } = await some.call('walk.run', { seeds: ['key'], filter: { relationships: [...relationships] } });
    expect(labels).toEqual([{ name: 'Identity', count: ROLES + 2 }]);
    expect((await some.call('walk.why', { from: 'key', to: 'vault', filter: { relationships: [...relationships] } })).steps).toEqual([]);
    // Of the mode's kinds those that are named; the other mode's figures beside it follow nothing, and are no error.
    const { observed } = await some.call('walk.run', { seeds: ['hub'], filter: { relationships: ['CAN_ASSUME'] } });
    expect(observed).toBe(0);
    for (const relationship of ['ACCESSED', 'OWNED_BY'] as const) {
      await expect(some.call('walk.run', { seeds: ['key'], filter: { relationships: [relationship] } })).rejects.toEqual(withCode('bad-request'));
    }
  });

  it('refuses an unknown id and a time that is none', async () => {
    await expect(some.call('walk.run', { seeds: ['absent'], filter: {} })).rejects.toEqual(withCode('identity-unknown'));
    await expect(some.call('walk.why', { from: 'key', to: 'absent', filter: {} })).rejects.toEqual(withCode('identity-unknown'));
    for (const filter of [{ at: 'yesterday' }, { window: { from: '2026-02-31' } }]) {
      await expect(some.call('walk.run', { seeds: ['key'], filter })).rejects.toEqual(withCode('bad-request'));
      await expect(some.call('walk.why', { from: 'key', to: 'hub', filter })).rejects.toEqual(withCode('bad-request'));
    }
  });
});
