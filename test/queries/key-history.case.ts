/** Events about a key, about another one, reads, and creators that exports tell. */
import { queryCase, type NodeLine } from '../support/query-case.ts';

const CREATED = '2026-02-01T10:00:00.000Z';
const UPDATED = '2026-03-01T10:00:00.000Z';
const event = (uid: string, action: string, activity: string, time: string, more = {}): NodeLine => ['Event', uid, { action, activity, time, outcome: 'success', sourceIp: '203.0.113.7', userAgent: 'aws-cli/2.18.1', ...more }];
const row = (time: string, action: string, actor: string | null, event: string, outcome = 'success') => ({
  time, action, actor, actorName: actor === 'eve' ? 'Eve' : actor, outcome, sourceIp: '203.0.113.7', userAgent: 'aws-cli/2.18.1', basis: 'event', event,
});
const creator = (time: string, actor: string) => ({ time, action: null, actor, actorName: actor, outcome: null, sourceIp: null, userAgent: null, basis: 'created-by', event: null });

export default queryCase({
  query: 'key-history',
  nodes: [
    ['Credential', 'key', { kind: 'access_key' }],
    ['Credential', 'other-key', { kind: 'access_key' }],
    ['Credential', 'session', { kind: 'session' }],
    ['Identity', 'role', {}],
    ['Identity', 'eve', { name: 'Eve' }],
    ['Identity', 'bob', {}],
    ['Owner', 'iac', {}],
    event('created', 'iam:CreateAccessKey', 'create', CREATED),
    event('off', 'iam:UpdateAccessKey', 'update', UPDATED),
    event('by-nobody', 'iam:UpdateAccessKey', 'update', UPDATED),
    event('deletion-refused', 'iam:DeleteAccessKey', 'delete', '2026-04-01T10:00:00.000Z', { outcome: 'denied' }),
    ['Event', 'undated', { action: 'iam:UpdateAccessKey', activity: 'update', outcome: 'success', sourceIp: '203.0.113.7', userAgent: 'aws-cli/2.18.1' }],
    event('read', 'iam:GetAccessKeyLastUsed', 'read', UPDATED),
    event('of-the-other', 'iam:UpdateAccessKey', 'update', UPDATED),
    event('assumed', 'sts:AssumeRole', 'login', UPDATED),
    event('attached', 'iam:AttachRolePolicy', 'grant', UPDATED),
  ],
  edges: [
    ...['created', 'off', 'by-nobody', 'deletion-refused', 'undated', 'read'].map((uid) => [uid, 'TARGETED', 'key'] as const),
    ['off', 'TARGETED', 'key', { scope: 'case:two' }],
    ['of-the-other', 'TARGETED', 'other-key'],
    ...['assumed', 'attached'].map((uid) => [uid, 'TARGETED', 'role'] as const),
    ['assumed', 'TARGETED', 'session'],
    ...['created', 'deletion-refused', 'read', 'of-the-other', 'assumed', 'attached'].map((uid) => ['eve', 'PERFORMED', uid] as const),
    ['bob', 'PERFORMED', 'off'],
    ['bob', 'PERFORMED', 'undated'],
    ['key', 'CREATED_BY', 'eve', { at: CREATED }],
    ['key', 'CREATED_BY', 'bob', { at: CREATED }],
    ['key', 'CREATED_BY', 'bob', { at: CREATED, scope: 'case:two' }],
    ['key', 'CREATED_BY', 'iac', {}],
    ['other-key', 'CREATED_BY', 'eve', { at: UPDATED }],
  ],
  asked: [
    {
      title: 'a key',
      parameters: { target: 'key' },
      rows: [
        creator('2026-01-01T00:00:00.000Z', 'iac'),
        row('2026-01-01T00:00:00.000Z', 'iam:UpdateAccessKey', 'bob', 'undated'),
        creator(CREATED, 'bob'),
        row(CREATED, 'iam:CreateAccessKey', 'eve', 'created'),
        row(UPDATED, 'iam:UpdateAccessKey', null, 'by-nobody'),
        row(UPDATED, 'iam:UpdateAccessKey', 'bob', 'off'),
        row('2026-04-01T10:00:00.000Z', 'iam:DeleteAccessKey', 'eve', 'deletion-refused', 'denied'),
      ],
    },
    { title: 'a creation that an event tells', parameters: { target: 'other-key' }, rows: [row(UPDATED, 'iam:UpdateAccessKey', 'eve', 'of-the-other')] },
    { title: 'a session, which a sign-in issues', parameters: { target: 'session' }, rows: [row(UPDATED, 'sts:AssumeRole', 'eve', 'assumed')] },
    { title: 'a role, which a sign-in does not change', parameters: { target: 'role' }, rows: [row(UPDATED, 'iam:AttachRolePolicy', 'eve', 'attached')] },
  ],
});
