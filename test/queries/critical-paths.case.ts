/** From two leaked keys to what matters most: which path is told, and what is near and no target. */
import { queryCase } from '../support/query-case.ts';

const columns = ['hops', 'uid', 'seed', 'path', 'kinds'];

export default queryCase({
  query: 'critical-paths',
  nodes: [
    ['Credential', 'key1', {}],
    ['Credential', 'key2', {}],
    ['Identity', 'a-role', {}],
    ['Identity', 'b-role', {}],
    ['Identity', 'root', { name: 'root', kind: 'account_root', tier0: true }],
    ['Identity', 'former', { tier0: true }],
    ['Identity', 'plain', { tier0: false }],
    ['Resource', 'orders', { name: 'orders', kind: 'database', environment: 'production', sensitivity: 3 }],
    ['Resource', 'vault', { sensitivity: 3 }],
    ['Resource', 'internal', { sensitivity: 2 }],
    ['Resource', 'unreached', { sensitivity: 3 }],
    ['Credential', 'vaulted', {}],
    ['Identity', 'climber', {}],
    ['Container', 'tenant', {}],
    ['Container', 'former-tenant', {}],
    ['Container', 'merely-seen', {}],
  ],
  edges: [
    ['key1', 'AUTHENTICATES_AS', 'b-role'],
    ['key1', 'AUTHENTICATES_AS', 'a-role'],
    ['key2', 'AUTHENTICATES_AS', 'a-role'],
    ['a-role', 'CAN_ACCESS', 'orders', { level: 'read' }],
    ['a-role', 'CAN_ACCESS', 'orders', { level: 'write', scope: 'case:two' }],
    ['a-role', 'CONTROLS', 'orders'],
    ['b-role', 'CAN_ACCESS', 'orders', { level: 'admin' }],
    ['a-role', 'CAN_ACCESS', 'internal', { level: 'read' }],
    ['a-role', 'CAN_ACCESS', 'vault', { level: 'list' }],
    ['b-role', 'CAN_ASSUME', 'plain'],
    ['plain', 'CAN_ACCESS', 'vault', { level: 'read' }],
    ['vault', 'EXPOSES', 'vaulted'],
    ['vaulted', 'AUTHENTICATES_AS', 'root'],
    ['a-role', 'CAN_ASSUME', 'former', { until: '2026-03-01T00:00:00.000Z' }],
    ['climber', 'CAN_ESCALATE_TO', 'tenant'],
    ['climber', 'CAN_ESCALATE_TO', 'tenant', { scope: 'case:two', until: '2026-03-01T00:00:00.000Z' }],
    ['climber', 'CAN_ESCALATE_TO', 'former-tenant', { until: '2026-03-01T00:00:00.000Z' }],
    ['climber', 'CAN_ACCESS', 'former-tenant', { level: 'admin' }],
    ['climber', 'CAN_ACCESS', 'merely-seen', { level: 'admin' }],
  ],
  asked: [
    {
      title: 'the first of the shortest paths to each; what was only listed is reached early, and led through later',
      parameters: { seeds: ['key2', 'key1'] },
      columns,
      rows: [
        { hops: 2, uid: 'orders', seed: 'key1', path: ['key1', 'a-role', 'orders'], kinds: ['AUTHENTICATES_AS', 'CAN_ACCESS|CONTROLS'] },
        { hops: 2, uid: 'vault', seed: 'key1', path: ['key1', 'a-role', 'vault'], kinds: ['AUTHENTICATES_AS', 'CAN_ACCESS'] },
        { hops: 5, uid: 'root', seed: 'key1', path: ['key1', 'b-role', 'plain', 'vault', 'vaulted', 'root'], kinds: ['AUTHENTICATES_AS', 'CAN_ASSUME', 'CAN_ACCESS', 'EXPOSES', 'AUTHENTICATES_AS'] },
      ],
    },
    { title: 'from the key that has no other way', parameters: { seeds: ['key2'], hops: 3 }, columns: ['uid', 'path'], rows: [{ uid: 'orders', path: ['key2', 'a-role', 'orders'] }, { uid: 'vault', path: ['key2', 'a-role', 'vault'] }] },
    { title: 'as it stood in February', parameters: { seeds: ['a-role'], at: '2026-02-01', relationships: ['CAN_ASSUME'] }, columns: ['uid'], rows: [{ uid: 'former' }] },
    { title: 'to an account that somebody escalates to', parameters: { seeds: ['climber'] }, columns, rows: [{ hops: 1, uid: 'tenant', seed: 'climber', path: ['climber', 'tenant'], kinds: ['CAN_ESCALATE_TO'] }] },
    { title: 'a seed is no target of its own', parameters: { seeds: ['vault', 'root'] }, rows: [] },
    {
      title: 'a row says what the thing is',
      parameters: { seeds: ['b-role'], hops: 1 },
      rows: [{ hops: 1, uid: 'orders', label: 'Resource', name: 'orders', kind: 'database', environment: 'production', sensitivity: 3, tier0: false, seed: 'b-role', path: ['b-role', 'orders'], kinds: ['CAN_ACCESS'] }],
    },
  ],
});
