/** Identities that nothing uses, by each thing that would know of a use, beside those of which nobody would know. */
import { queryCase } from '../support/query-case.ts';

const CREATED = '2025-01-01T00:00:00.000Z';
const LATELY = '2026-04-17T00:00:00.000Z';
const EARLIER = '2026-04-16T23:59:59.999Z';
const OLD = '2026-01-01T00:00:00.000Z';
const bot = (more = {}) => ({ kind: 'iam_role', isNhi: true, provider: 'aws', createdAt: CREATED, ...more });
const row = (uid: string, idleDays: number, lastActiveAt: string | null, basis: readonly string[], severity = 'medium') => ({
  uid,
  severity,
  since: lastActiveAt ?? CREATED,
  idleDays,
  lastActiveAt,
  basis,
});
const COLUMNS = ['uid', 'severity', 'since', 'idleDays', 'lastActiveAt', 'basis'];
const LINKED = 'arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX';

export default queryCase({
  query: 'unused-identity',
  nodes: [
    ['Container', 'account', { kind: 'account' }],
    ['Resource', 'bucket', {}],
    ['Identity', 'by-alias', bot({ lastUsedAt: OLD })],
    ['Identity', 'by-alias-known', { kind: 'iam_role', isNhi: true, missing: true }],
    ['Identity', 'by-credential', bot()],
    ['Identity', 'by-credential-in-use', bot({ lastUsedAt: OLD })],
    ['Identity', 'by-details', bot()],
    ['Identity', 'by-details-user', bot({ kind: 'iam_user' })],
    ['Identity', 'by-log', bot()],
    ['Identity', 'by-log-denied', bot({ lastUsedAt: OLD })],
    ['Identity', 'by-log-in-use', bot({ lastUsedAt: OLD })],
    ['Identity', 'by-record', bot({ usedActions: [] })],
    ['Identity', 'by-record-in-use', bot({ usedActions: [`s3:*=${OLD}`, `sqs:*=${LATELY}`] })],
    ['Identity', 'by-record-once', bot({ usedActions: [`s3:*=${OLD}`, `sqs:*=${CREATED}`] })],
    ['Identity', 'by-report', bot({ kind: 'iam_user' })],
    ['Identity', 'disabled', bot({ lastUsedAt: OLD, enabled: false })],
    ['Identity', 'in-time', bot({ lastUsedAt: LATELY })],
    ['Identity', 'just-late', bot({ lastUsedAt: EARLIER, tier0: true })],
    ['Identity', 'new', bot({ usedActions: [], createdAt: LATELY })],
    ['Identity', 'no-longer-shown', bot()],
    ['Identity', 'of-unknown-age', { kind: 'bot', isNhi: true, lastUsedAt: OLD }],
    ['Identity', 'of-unknown-use', bot()],
    ['Identity', 'person', { kind: 'human', isNhi: false, createdAt: CREATED, lastUsedAt: OLD }],
    ['Identity', LINKED, bot({ usedActions: [] })],
    ['Credential', 'key-old', { kind: 'access_key', status: 'active', lastUsedAt: OLD }],
    ['Credential', 'key-revoked', { kind: 'access_key', status: 'revoked', lastUsedAt: LATELY }],
    ['Credential', 'key-of-unknown-use', { kind: 'access_key', status: 'active' }],
  ],
  edges: [
    ['by-alias-known', 'SAME_AS', 'by-alias'],
    ['by-alias-known', 'ACCESSED', 'bucket', { count: 1, lastSeen: EARLIER }],
    ['key-old', 'AUTHENTICATES_AS', 'by-credential'],
    ['key-old', 'AUTHENTICATES_AS', 'by-credential', { scope: 'case:two' }],
    ['key-of-unknown-use', 'AUTHENTICATES_AS', 'of-unknown-use'],
    ['key-revoked', 'AUTHENTICATES_AS', 'by-credential-in-use'],
    ['by-details', 'CONTAINED_IN', 'account', { scope: 'aws-authorization-details:1' }],
    ['by-details-user', 'CONTAINED_IN', 'account', { scope: 'aws-authorization-details:1' }],
    ['no-longer-shown', 'CONTAINED_IN', 'account', { scope: 'aws-authorization-details:1', until: LATELY }],
    ['of-unknown-use', 'CONTAINED_IN', 'account', { scope: 'aws-compute:1' }],
    ['by-report', 'CONTAINED_IN', 'account', { scope: 'aws-credential-report:1' }],
    ['by-log', 'ACCESSED', 'bucket', { count: 1, lastSeen: OLD, until: OLD }],
    ['by-log-denied', 'ACCESSED', 'bucket', { count: 1, denied: 1, lastSeen: LATELY }],
    ['by-log-in-use', 'ACCESSED', 'bucket', { count: 2, denied: 1, lastSeen: LATELY }],
  ],
  asked: [
    {
      title: 'each thing that would know',
      columns: COLUMNS,
      rows: [
        row('by-alias', 45, EARLIER, ['last-used', 'log']),
        row('by-credential', 151, OLD, ['credential']),
        row('by-details', 516, null, ['role-last-used']),
        row('by-log', 151, OLD, ['log']),
        row('by-log-denied', 151, OLD, ['last-used', 'log']),
        row('by-record', 516, null, ['last-accessed']),
        row('by-record-once', 151, OLD, ['last-accessed']),
        row('by-report', 516, null, ['credential-report']),
        row('just-late', 45, EARLIER, ['last-used'], 'high'),
      ],
    },
    {
      title: 'with a longer time',
      parameters: { unusedDays: 200 },
      columns: COLUMNS,
      rows: [row('by-details', 516, null, ['role-last-used']), row('by-record', 516, null, ['last-accessed']), row('by-report', 516, null, ['credential-report'])],
    },
  ],
});
