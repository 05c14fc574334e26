/** Uses on both sides of an end, for each way to end; ends that nothing dates, and sessions. */
import { queryCase, type EdgeLine, type NodeLine } from '../support/query-case.ts';

const ENDED = '2026-05-01T00:00:00.000Z';
const AFTER = '2026-05-11T12:00:00.000Z';
const BEFORE = '2026-04-01T00:00:00.000Z';
const key = (uid: string, more = {}): NodeLine => ['Credential', uid, { kind: 'access_key', status: 'active', lastUsedAt: AFTER, ...more }];
const event = (uid: string, action: string, more = {}): NodeLine => ['Event', uid, { action, outcome: 'success', time: ENDED, ...more }];
const row = (uid: string, reason: string, event: string | null = null, more = {}) => ({ uid, reason, endedAt: ENDED, lastUsedAt: AFTER, days: 10, event, ...more });
const targeted = (event: string, ...targets: readonly string[]): EdgeLine[] => targets.map((target) => [event, 'TARGETED', target]);

export default queryCase({
  query: 'use-after-expiry',
  nodes: [
    key('expired', { expiresAt: ENDED, name: 'An expired key' }),
    key('expired-since', { expiresAt: AFTER }),
    key('expired-never-used', { expiresAt: ENDED, lastUsedAt: BEFORE }),
    key('expired-session', { kind: 'session', expiresAt: ENDED }),
    key('switched-off', { status: 'inactive' }),
    key('switched-off-later', { status: 'inactive' }),
    key('switched-off-by-nobody-knows', { status: 'inactive' }),
    key('switched-off-in-vain', { status: 'inactive' }),
    key('switched-on-again', {}),
    key('revoked', { status: 'revoked' }),
    key('gone', { until: ENDED }),
    key('gone-as-told', { until: '2026-05-20T00:00:00.000Z', expiresAt: AFTER, status: 'inactive' }),
    key('gone-since', { until: AFTER }),
    event('off', 'iam:UpdateAccessKey'),
    event('off-later', 'iam:UpdateAccessKey', { time: AFTER }),
    event('off-refused', 'iam:UpdateAccessKey', { outcome: 'denied' }),
    ['Event', 'off-undated', { action: 'iam:UpdateAccessKey', outcome: 'success' }],
    event('looked-at', 'iam:GetAccessKeyLastUsed'),
    event('deleted', 'iam:DeleteAccessKey'),
    ['Identity', 'user', { kind: 'iam_user', enabled: false }],
    ['Identity', 'user-whose-key-was-deleted', { kind: 'iam_user', enabled: false, lastUsedAt: AFTER }],
    ['Identity', 'user-enabled', { kind: 'iam_user', enabled: true, lastUsedAt: AFTER }],
    ['Identity', 'role-gone', { kind: 'iam_role', until: ENDED }],
    ['Identity', 'role-only-refused', { kind: 'iam_role', until: ENDED }],
    event('user-deleted', 'iam:DeleteUser'),
    event('policy-deleted', 'iam:DeleteUserPolicy'),
    ['Identity', 'person', { kind: 'human', isNhi: false, lastUsedAt: AFTER }],
    ['Identity', 'person-with-a-colleague', { kind: 'human', isNhi: false, lastUsedAt: AFTER }],
    ['Identity', 'bot-of-one-who-left', { kind: 'bot', isNhi: true, lastUsedAt: AFTER }],
    ['Owner', 'left', { leftAt: ENDED }],
    ['Owner', 'left-earlier', { leftAt: BEFORE }],
    ['Owner', 'here', {}],
    ['Resource', 'bucket', { until: ENDED }],
  ],
  edges: [
    ...targeted('off', 'switched-off', 'switched-on-again', 'revoked', 'user-enabled'),
    ['off', 'TARGETED', 'switched-off', { scope: 'case:two' }],
    ...targeted('off-later', 'switched-off-later'),
    ...targeted('off-refused', 'switched-off-in-vain'),
    ...targeted('off-undated', 'switched-off-in-vain'),
    ...targeted('looked-at', 'switched-off-in-vain'),
    ...targeted('deleted', 'gone-as-told', 'user-whose-key-was-deleted'),
    ...targeted('policy-deleted', 'user-whose-key-was-deleted'),
    ...targeted('user-deleted', 'user', 'bucket'),
    ['user', 'ACCESSED', 'bucket', { count: 2, denied: 1, lastSeen: AFTER }],
    ['role-gone', 'ACCESSED', 'bucket', { count: 1, lastSeen: AFTER }],
    ['role-only-refused', 'ACCESSED', 'bucket', { count: 1, denied: 1, lastSeen: AFTER }],
    ['person', 'OWNED_BY', 'left'],
    ['person', 'OWNED_BY', 'left', { scope: 'case:two' }],
    ['person', 'OWNED_BY', 'left-earlier'],
    ['person', 'OWNED_BY', 'here', { until: ENDED }],
    ['person-with-a-colleague', 'OWNED_BY', 'left'],
    ['person-with-a-colleague', 'OWNED_BY', 'here'],
    ['bot-of-one-who-left', 'OWNED_BY', 'left'],
  ],
  asked: [
    {
      title: 'each way to end',
      columns: ['uid', 'reason', 'endedAt', 'lastUsedAt', 'days', 'event'],
      rows: [
        row('expired', 'expired'),
        row('gone', 'removed'),
        row('gone-as-told', 'removed', 'deleted'),
        row('person', 'owner-left'),
        row('revoked', 'disabled', 'off'),
        row('role-gone', 'removed'),
        row('switched-off', 'disabled', 'off'),
        row('user', 'disabled', 'user-deleted'),
      ],
    },
    {
      title: 'what it is',
      columns: ['name', 'label', 'kind'],
      rows: [
        { name: 'An expired key', label: 'Credential', kind: 'access_key' },
        ...['gone', 'gone-as-told'].map((name) => ({ name, label: 'Credential', kind: 'access_key' })),
        { name: 'person', label: 'Identity', kind: 'human' },
        { name: 'revoked', label: 'Credential', kind: 'access_key' },
        { name: 'role-gone', label: 'Identity', kind: 'iam_role' },
        { name: 'switched-off', label: 'Credential', kind: 'access_key' },
        { name: 'user', label: 'Identity', kind: 'iam_user' },
      ],
    },
  ],
});
