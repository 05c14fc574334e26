/** Grants to an identity and its groups, with what exports say of them, and the events before and after that may have made them. */
import { queryCase, type NodeLine } from '../support/query-case.ts';

const SINCE = '2026-05-01T00:00:00.000Z';
const EARLIER = '2026-04-30T10:00:00.000Z';
const statement = (policy: string): string => JSON.stringify({ effect: 'Allow', policy, statement: 0 });
const event = (uid: string, activity: string, time: string, more = {}): NodeLine => ['Event', uid, { activity, time, outcome: 'success', ...more }];
const row = (via: string, kind: string, to: string, more = {}) => ({
  via, viaName: via, kind, to, toName: to, level: null, since: SINCE, expiresAt: null, justification: null, ticket: null, source: null, statements: [], grantedBy: null, grantedByName: null, event: null, certainty: null, ...more,
});
const eve = { grantedBy: 'eve', grantedByName: 'Eve' };

export default queryCase({
  query: 'access-reason',
  nodes: [
    ['Identity', 'bot', {}],
    ['Identity', 'bare', {}],
    ['Identity', 'eve', { name: 'Eve' }],
    ['Identity', 'role', {}],
    ['Group', 'admins', {}],
    ['Group', 'closed-group', { until: SINCE }],
    ['Group', 'left-group', {}],
    ['PermissionSet', 'policy', {}],
    ['PermissionSet', 'group-policy', {}],
    ['Resource', 'bucket', {}],
    ['Resource', 'queue', {}],
    ['Resource', 'gone', { until: SINCE }],
    ['Resource', 'taken-away', {}],
    event('attached', 'grant', EARLIER),
    event('attached-before', 'grant', '2026-04-01T00:00:00.000Z'),
    event('attached-after', 'grant', '2026-05-01T00:00:00.001Z'),
    event('attaching-refused', 'grant', SINCE, { outcome: 'denied' }),
    event('key-made', 'create', SINCE),
    event('trusted', 'create', EARLIER),
    event('group-policy-put', 'grant', SINCE),
  ],
  edges: [
    ['bot', 'HAS_PERMISSION', 'policy', { since: SINCE, source: 'attached' }],
    ['bot', 'CAN_ACCESS', 'bucket', { since: SINCE, level: 'read', statements: [statement('policy')], expiresAt: '2026-09-01T00:00:00.000Z', justification: 'migration' }],
    ['bot', 'CAN_ACCESS', 'bucket', { since: '2026-05-02T00:00:00.000Z', level: 'write', scope: 'case:two', statements: [statement('policy'), '{"effect":"Allow"}'], expiresAt: '2026-08-01T00:00:00.000Z', justification: 'later', ticket: 'OPS-1' }],
    ['bot', 'CAN_ACCESS', 'queue', { since: SINCE, level: 'list', expiresAt: '2026-09-01T00:00:00.000Z' }],
    ['bot', 'CAN_ACCESS', 'queue', { since: SINCE, scope: 'case:two' }],
    ['bot', 'CAN_ACCESS', 'gone', { since: SINCE }],
    ['bot', 'CAN_ACCESS', 'taken-away', { since: SINCE, until: '2026-05-02T00:00:00.000Z' }],
    ['bot', 'CAN_ASSUME', 'role', { since: SINCE }],
    ['bot', 'CAN_ASSUME', 'bot', { since: SINCE }],
    ['bot', 'ACCESSED', 'bucket', {}],
    ['bot', 'MEMBER_OF', 'admins', { since: '2026-03-01T00:00:00.000Z' }],
    ['bot', 'MEMBER_OF', 'closed-group', { since: SINCE }],
    ['bot', 'MEMBER_OF', 'left-group', { since: SINCE, until: '2026-05-02T00:00:00.000Z' }],
    ['admins', 'HAS_PERMISSION', 'group-policy', { since: SINCE }],
    ['admins', 'CONTROLS', 'role', { since: '2026-03-01T00:00:00.000Z' }],
    ['closed-group', 'CAN_ACCESS', 'taken-away', { since: SINCE }],
    ['left-group', 'CAN_ACCESS', 'taken-away', { since: SINCE }],
    ...['attached', 'attached-before', 'attached-after', 'attaching-refused'].flatMap((uid) => [[uid, 'TARGETED', 'bot'] as const, [uid, 'TARGETED', 'policy'] as const]),
    ['key-made', 'TARGETED', 'bot'],
    ['trusted', 'TARGETED', 'bot'],
    ['trusted', 'TARGETED', 'role'],
    ['group-policy-put', 'TARGETED', 'group-policy'],
    ...['attached', 'attached-before', 'attached-after', 'attaching-refused', 'trusted'].map((uid) => ['eve', 'PERFORMED', uid] as const),
  ],
  asked: [
    {
      title: 'all that it has, and through its group',
      parameters: { identity: 'bot' },
      rows: [
        row('admins', 'CONTROLS', 'role', { since: '2026-03-01T00:00:00.000Z' }),
        row('admins', 'HAS_PERMISSION', 'group-policy', { event: 'group-policy-put', certainty: 'likely' }),
        row('bot', 'CAN_ACCESS', 'bucket', {
          level: 'write', expiresAt: '2026-09-01T00:00:00.000Z', justification: 'migration', ticket: 'OPS-1', statements: ['{"effect":"Allow"}', statement('policy')].sort(), event: 'attached', certainty: 'exact', ...eve,
        }),
        row('bot', 'CAN_ACCESS', 'queue', { level: 'list', event: 'attached', certainty: 'likely', ...eve }),
        row('bot', 'CAN_ASSUME', 'role', { event: 'trusted', certainty: 'exact', ...eve }),
        row('bot', 'HAS_PERMISSION', 'policy', { source: 'attached', event: 'attached', certainty: 'exact', ...eve }),
        row('bot', 'MEMBER_OF', 'admins', { since: '2026-03-01T00:00:00.000Z' }),
      ],
    },
    { title: 'one thing', parameters: { identity: 'bot', target: 'group-policy' }, rows: [row('admins', 'HAS_PERMISSION', 'group-policy', { event: 'group-policy-put', certainty: 'likely' })] },
    { title: 'what it has not', parameters: { identity: 'bot', target: 'taken-away' }, rows: [] },
    { title: 'of one without any', parameters: { identity: 'bare' }, rows: [] },
    { title: 'of what is no identity', parameters: { identity: 'admins' }, rows: [] },
  ],
});
