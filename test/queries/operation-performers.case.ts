/** Events and counted accesses of the operation asked for, beside others: another action, target, outcome or time. */
import { queryCase, type NodeLine } from '../support/query-case.ts';

const [FIRST, LAST] = ['2026-05-01T00:00:00.000Z', '2026-05-20T00:00:00.000Z'];
const event = (uid: string, more = {}): NodeLine => ['Event', uid, { action: 'secretsmanager:GetSecretValue', activity: 'read', outcome: 'success', time: FIRST, ...more }];
const row = (uid: string, target: string, basis: string, count: number | null, denied: number | null, firstSeen: string | null = FIRST, lastSeen: string | null = LAST, action = 'secretsmanager:GetSecretValue') => ({
  uid, name: uid === 'app' ? 'The app' : uid, target, targetName: target, action, basis, count, denied, firstSeen, lastSeen,
});
const READ = ['secretsmanager:GetSecretValue'];

export default queryCase({
  query: 'operation-performers',
  nodes: [
    ['Identity', 'app', { name: 'The app' }],
    ['Identity', 'busy', {}],
    ['Identity', 'refused', {}],
    ['Identity', 'told-twice', {}],
    ['Identity', 'other', {}],
    ['Group', 'no-identity', {}],
    ['Resource', 'secret', {}],
    ['Resource', 'other-secret', {}],
    event('e-1'),
    event('e-2', { time: LAST, outcome: 'denied' }),
    event('e-3', { action: 'secretsmanager:PutSecretValue' }),
    event('e-4', { time: '2026-05-10T00:00:00.000Z', outcome: 'failed' }),
    ['Event', 'e-undated', { action: 'secretsmanager:GetSecretValue', outcome: 'success' }],
    event('e-by-nobody'),
    ['Event', 'e-of-no-action', { outcome: 'success', time: FIRST }],
  ],
  edges: [
    ...['e-1', 'e-2', 'e-3', 'e-of-no-action'].map((uid) => ['app', 'PERFORMED', uid] as const),
    ['app', 'PERFORMED', 'e-1', { scope: 'case:two' }],
    ['other', 'PERFORMED', 'e-4'],
    ['other', 'PERFORMED', 'e-undated'],
    ['no-identity', 'PERFORMED', 'e-1'],
    ...['e-1', 'e-2', 'e-3', 'e-by-nobody', 'e-of-no-action'].map((uid) => [uid, 'TARGETED', 'secret'] as const),
    ['e-2', 'TARGETED', 'secret', { scope: 'case:two' }],
    ['e-2', 'TARGETED', 'other-secret'],
    ['e-4', 'TARGETED', 'other-secret'],
    ['app', 'ACCESSED', 'secret', { actions: READ, count: 9, denied: 1, firstSeen: FIRST, lastSeen: LAST }],
    ['busy', 'ACCESSED', 'secret', { actions: [...READ, 'secretsmanager:PutSecretValue'], count: 9, denied: 1, firstSeen: FIRST, lastSeen: LAST }],
    ['refused', 'ACCESSED', 'secret', { actions: READ, count: 2, denied: 2, firstSeen: FIRST, lastSeen: LAST }],
    ['told-twice', 'ACCESSED', 'secret', { actions: READ, count: 2, firstSeen: '2026-05-03T00:00:00.000Z', lastSeen: LAST }],
    ['told-twice', 'ACCESSED', 'secret', { actions: READ, count: 3, denied: 1, firstSeen: FIRST, lastSeen: '2026-05-03T00:00:00.000Z', scope: 'case:two' }],
    ['other', 'ACCESSED', 'secret', { actions: ['secretsmanager:DescribeSecret'], count: 1, firstSeen: FIRST, lastSeen: LAST }],
    ['no-identity', 'ACCESSED', 'secret', { actions: READ, count: 1 }],
  ],
  asked: [
    {
      title: 'an action, in any case',
      parameters: { action: 'SecretsManager:GetSecret*' },
      rows: [
        row('app', 'other-secret', 'event', 1, 1, LAST),
        row('app', 'secret', 'event', 2, 1),
        row('app', 'secret', 'log', 9, 1),
        row('busy', 'secret', 'log', null, null),
        row('other', 'e-undated', 'event', 1, 0, null, null),
        row('other', 'other-secret', 'event', 1, 0, '2026-05-10T00:00:00.000Z', '2026-05-10T00:00:00.000Z'),
        row('refused', 'secret', 'log', 2, 2),
        row('told-twice', 'secret', 'log', 5, 1),
      ],
    },
    {
      title: 'to one thing, denied',
      parameters: { action: 'secretsmanager:?etSecretValue', target: 'secret', outcome: 'denied' },
      rows: [row('app', 'secret', 'event', 1, 1, LAST), row('app', 'secret', 'log', 1, 1), row('busy', 'secret', 'log', null, null), row('refused', 'secret', 'log', 2, 2), row('told-twice', 'secret', 'log', 1, 1, FIRST, '2026-05-03T00:00:00.000Z')],
    },
    {
      title: 'that succeeded',
      parameters: { action: '*', target: 'secret', outcome: 'success' },
      columns: ['uid', 'action', 'basis', 'count', 'denied'],
      rows: [
        { uid: 'app', action: 'secretsmanager:GetSecretValue', basis: 'event', count: 1, denied: 0 },
        { uid: 'app', action: 'secretsmanager:GetSecretValue', basis: 'log', count: null, denied: 1 },
        { uid: 'app', action: 'secretsmanager:PutSecretValue', basis: 'event', count: 1, denied: 0 },
        { uid: 'busy', action: 'secretsmanager:GetSecretValue', basis: 'log', count: null, denied: null },
        { uid: 'busy', action: 'secretsmanager:PutSecretValue', basis: 'log', count: null, denied: null },
        { uid: 'other', action: 'secretsmanager:DescribeSecret', basis: 'log', count: null, denied: 0 },
        { uid: 'told-twice', action: 'secretsmanager:GetSecretValue', basis: 'log', count: null, denied: 1 },
      ],
    },
    { title: 'that failed, which logs do not count apart', parameters: { action: '*', outcome: 'failed' }, rows: [row('other', 'other-secret', 'event', 1, 0, '2026-05-10T00:00:00.000Z', '2026-05-10T00:00:00.000Z')] },
    {
      title: 'in a window that cuts through what was counted',
      parameters: { action: 'secretsmanager:GetSecretValue', target: 'secret', from: '2026-05-03' },
      columns: ['uid', 'basis', 'count', 'denied'],
      rows: [
        { uid: 'app', basis: 'event', count: 1, denied: 1 },
        { uid: 'app', basis: 'log', count: null, denied: null },
        { uid: 'busy', basis: 'log', count: null, denied: null },
        { uid: 'refused', basis: 'log', count: null, denied: null },
        { uid: 'told-twice', basis: 'log', count: null, denied: null },
      ],
    },
    { title: 'before that', parameters: { action: 'secretsmanager:GetSecretValue', to: '2026-05-01' }, columns: ['uid', 'basis', 'count'], rows: [{ uid: 'app', basis: 'event', count: 1 }, ...['app', 'busy', 'refused', 'told-twice'].map((uid) => ({ uid, basis: 'log', count: null }))] },
    { title: 'by nobody', parameters: { action: 's3:*' }, rows: [] },
  ],
});
