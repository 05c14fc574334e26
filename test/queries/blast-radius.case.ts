/** What a leaked key reaches, and what lies near it and is not reached. */
import { queryCase } from '../support/query-case.ts';
import { REACH_EDGES, REACH_NODES } from '../support/reach-case.ts';

const columns = ['hops', 'uid'];

export default queryCase({
  query: 'blast-radius',
  nodes: REACH_NODES,
  edges: REACH_EDGES,
  asked: [
    {
      title: 'a key could reach what its identity, its roles and the secrets they read lead to; a listed secret leads no further',
      parameters: { seeds: ['key'] },
      columns,
      rows: [
        { hops: 1, uid: 'ci' },
        { hops: 2, uid: 'conditional' },
        { hops: 2, uid: 'deployer' },
        { hops: 2, uid: 'operators' },
        { hops: 3, uid: 'api' },
        { hops: 3, uid: 'listed' },
        { hops: 3, uid: 'logs' },
        { hops: 3, uid: 'orders' },
        { hops: 3, uid: 'vault' },
        { hops: 4, uid: 'key2' },
        { hops: 5, uid: 'vaulted' },
      ],
    },
    { title: 'a revoked key, where it is asked about, tells what it opened', parameters: { seeds: ['revoked'] }, columns, rows: [{ hops: 1, uid: 'retired' }] },
    {
      title: 'two hops are two hops',
      parameters: { seeds: ['key'], hops: 2 },
      columns,
      rows: [
        { hops: 1, uid: 'ci' },
        { hops: 2, uid: 'conditional' },
        { hops: 2, uid: 'deployer' },
        { hops: 2, uid: 'operators' },
      ],
    },
    {
      title: 'without conditional edges and below write nothing is left but what has no level, or enough of it',
      parameters: { seeds: ['key'], conditional: false, minimumLevel: 'write' },
      columns,
      rows: [
        { hops: 1, uid: 'ci' },
        { hops: 2, uid: 'deployer' },
        { hops: 2, uid: 'operators' },
        { hops: 3, uid: 'api' },
        { hops: 3, uid: 'orders' },
      ],
    },
    {
      title: 'observed: what was used, denied attempts aside',
      parameters: { seeds: ['key'], mode: 'observed' },
      columns,
      rows: [
        { hops: 1, uid: 'ci' },
        { hops: 2, uid: 'deployer' },
        { hops: 2, uid: 'logs' },
        { hops: 2, uid: 'operators' },
        { hops: 3, uid: 'vault' },
        { hops: 4, uid: 'key2' },
        { hops: 5, uid: 'vaulted' },
      ],
    },
    {
      title: 'observed in a window: an access without times does not pass',
      parameters: { seeds: ['key'], mode: 'observed', from: '2026-03-01', to: '2026-05-01' },
      columns,
      rows: [
        { hops: 1, uid: 'ci' },
        { hops: 2, uid: 'deployer' },
        { hops: 2, uid: 'operators' },
      ],
    },
    {
      title: 'as it stood in February, the former role was within reach',
      parameters: { seeds: ['ci'], at: '2026-02-01', hops: 1 },
      columns,
      rows: [
        { hops: 1, uid: 'conditional' },
        { hops: 1, uid: 'deployer' },
        { hops: 1, uid: 'former' },
        { hops: 1, uid: 'operators' },
      ],
    },
    {
      title: 'without memberships there are no logs; a kind of another mode changes nothing',
      parameters: { seeds: ['key'], relationships: ['AUTHENTICATES_AS', 'CAN_ASSUME', 'CAN_ACCESS', 'ACCESSED'] },
      columns,
      rows: [
        { hops: 1, uid: 'ci' },
        { hops: 2, uid: 'conditional' },
        { hops: 2, uid: 'deployer' },
        { hops: 3, uid: 'listed' },
        { hops: 3, uid: 'orders' },
        { hops: 3, uid: 'vault' },
      ],
    },
    {
      title: 'shown are things of a type and kind; the walk goes through the others',
      parameters: { seeds: ['key'], labels: ['Identity', 'Credential'], kinds: ['iam_user', 'access_key', 'service_account', 'bucket'] },
      columns,
      rows: [
        { hops: 1, uid: 'ci' },
        { hops: 4, uid: 'key2' },
        { hops: 5, uid: 'vaulted' },
      ],
    },
    {
      title: 'a thing without a sensitivity is not shown where one is asked for',
      parameters: { seeds: ['key'], minimumSensitivity: 2 },
      columns,
      rows: [
        { hops: 3, uid: 'listed' },
        { hops: 3, uid: 'orders' },
        { hops: 3, uid: 'vault' },
      ],
    },
    {
      title: 'nor one without an environment',
      parameters: { seeds: ['key'], environments: ['production', 'staging'] },
      columns,
      rows: [
        { hops: 3, uid: 'api' },
        { hops: 3, uid: 'orders' },
      ],
    },
    { title: 'seeds are not in their own reach', parameters: { seeds: ['deployer', 'api'], minimumLevel: 'admin' }, columns, rows: [{ hops: 1, uid: 'orders' }] },
    {
      title: 'a row says what the thing is',
      parameters: { seeds: ['deployer'], minimumLevel: 'admin' },
      rows: [
        { hops: 1, uid: 'api', label: 'Workload', name: 'api', kind: 'ecs_service', environment: 'production', sensitivity: null, tier0: false },
        { hops: 1, uid: 'orders', label: 'Resource', name: 'orders', kind: 'database', environment: 'production', sensitivity: 3, tier0: false },
      ],
    },
  ],
});
