/** Three leaked keys, what they lead to together, and what only some of them do. */
import { queryCase } from '../support/query-case.ts';

const columns = ['uid', 'reachedBy', 'seeds', 'hops', 'farthest'];
const row = (uid: string, seeds: string[], hops: number, farthest: number) => ({ uid, reachedBy: seeds.length, seeds, hops, farthest });
const SEEDS = ['key3', 'key1', 'key2', 'key1'];

export default queryCase({
  query: 'shared-reach',
  nodes: [
    ['Credential', 'key1', { kind: 'access_key' }],
    ['Credential', 'key2', { kind: 'access_key' }],
    ['Credential', 'key3', { kind: 'pat' }],
    ['Identity', 'one', { kind: 'iam_user' }],
    ['Identity', 'two', { kind: 'iam_user' }],
    ['Identity', 'three', { kind: 'machine_user', name: 'Three', environment: 'production', tier0: true }],
    ['Identity', 'former', {}],
    ['Resource', 'orders', { name: 'orders', kind: 'database', environment: 'production', sensitivity: 3 }],
    ['Resource', 'vault', { kind: 'secret' }],
    ['Resource', 'listed', { kind: 'secret' }],
    ['Resource', 'behind', {}],
    ['Resource', 'apart', {}],
  ],
  edges: [
    ['key1', 'AUTHENTICATES_AS', 'one'],
    ['key2', 'AUTHENTICATES_AS', 'two'],
    ['key3', 'AUTHENTICATES_AS', 'three'],
    ['one', 'CAN_ASSUME', 'two'],
    ['two', 'CAN_ASSUME', 'one'],
    ['two', 'CAN_ACCESS', 'orders', { level: 'read' }],
    ['three', 'CAN_ACCESS', 'orders', { level: 'write' }],
    ['one', 'CAN_ACCESS', 'vault', { level: 'read' }],
    ['vault', 'EXPOSES', 'key3'],
    ['one', 'CAN_ACCESS', 'listed', { level: 'list' }],
    ['three', 'CAN_ACCESS', 'listed', { level: 'list' }],
    ['listed', 'EXPOSES', 'key1'],
    ['three', 'CAN_ASSUME', 'former', { until: '2026-03-01T00:00:00.000Z' }],
    ['former', 'CAN_ACCESS', 'behind', { level: 'read' }],
  ],
  asked: [
    {
      title: 'what all reach, nearest first; a listed secret leads nobody to the key in it',
      parameters: { seeds: SEEDS },
      columns,
      rows: [row('three', ['key1', 'key2', 'key3'], 1, 5), row('listed', ['key1', 'key2', 'key3'], 2, 3), row('orders', ['key1', 'key2', 'key3'], 2, 3)],
    },
    {
      title: 'what two of them reach, a seed among it that the other two lead to',
      parameters: { seeds: SEEDS, atLeast: 2 },
      columns,
      rows: [
        row('three', ['key1', 'key2', 'key3'], 1, 5),
        row('listed', ['key1', 'key2', 'key3'], 2, 3),
        row('orders', ['key1', 'key2', 'key3'], 2, 3),
        row('one', ['key1', 'key2'], 1, 2),
        row('two', ['key1', 'key2'], 1, 2),
        row('vault', ['key1', 'key2'], 2, 3),
        row('key3', ['key1', 'key2'], 3, 4),
      ],
    },
    {
      title: 'within two hops, by any of them, without listing',
      parameters: { seeds: SEEDS, atLeast: 1, hops: 2, minimumLevel: 'read' },
      columns,
      rows: [
        row('one', ['key1', 'key2'], 1, 2),
        row('two', ['key1', 'key2'], 1, 2),
        row('orders', ['key2', 'key3'], 2, 2),
        row('three', ['key3'], 1, 1),
        row('vault', ['key1'], 2, 2),
      ],
    },
    { title: 'of one seed it is the blast radius', parameters: { seeds: ['key3'] }, columns: ['uid', 'hops'], rows: [{ uid: 'three', hops: 1 }, { uid: 'listed', hops: 2 }, { uid: 'orders', hops: 2 }] },
    { title: 'more than there are seeds reach nothing', parameters: { seeds: ['key3'], atLeast: 2 }, rows: [] },
    {
      title: 'a row says what the thing is',
      parameters: { seeds: ['key3'], relationships: ['AUTHENTICATES_AS'] },
      rows: [{ uid: 'three', label: 'Identity', name: 'Three', kind: 'machine_user', environment: 'production', sensitivity: null, tier0: true, reachedBy: 1, seeds: ['key3'], hops: 1, farthest: 1 }],
    },
  ],
});
