/** Passwords without a second factor, beside ones with it, ones of unknown state, and identities without a password. */
import { queryCase } from '../support/query-case.ts';

const password = (more = {}) => ({ kind: 'password', status: 'active', ...more });
const OVER = { until: '2026-02-01T00:00:00.000Z' };
const row = (uid: string, severity: string, more: object = {}) => ({ uid, severity, nonHuman: false, tier0: false, lastUsedAt: null, ...more });

export default queryCase({
  query: 'password-without-mfa',
  nodes: [
    ['Identity', 'person', { kind: 'human', mfa: false, lastUsedAt: '2026-05-01T00:00:00.000Z' }],
    ['Identity', 'machine', { kind: 'iam_user', isNhi: true, mfa: false }],
    ['Identity', 'admin', { kind: 'human', tier0: true, mfa: false }],
    ['Identity', 'root', { kind: 'account_root', tier0: true, mfa: false }],
    ['Identity', 'root-with-mfa', { kind: 'account_root', tier0: true, mfa: true }],
    ['Identity', 'root-unknown', { kind: 'account_root' }],
    ['Identity', 'with-mfa', { kind: 'human', mfa: true }],
    ['Identity', 'unknown', { kind: 'human' }],
    ['Identity', 'only-a-key', { kind: 'iam_user', mfa: false }],
    ['Identity', 'expired', { kind: 'human', mfa: false }],
    ['Identity', 'taken-away', { kind: 'human', mfa: false }],
    ['Identity', 'disabled', { kind: 'human', mfa: false, enabled: false }],
    ['Identity', 'closed', { kind: 'human', mfa: false, ...OVER }],
    ['Credential', 'p1', password()],
    ['Credential', 'p2', password({ status: 'unknown' })],
    ['Credential', 'k', { kind: 'access_key', status: 'active' }],
    ['Credential', 'p-old', password({ expiresAt: '2026-05-01T00:00:00.000Z' })],
    ['Credential', 'p-off', password({ status: 'inactive' })],
  ],
  edges: [
    ...['person', 'machine', 'admin', 'with-mfa', 'unknown', 'disabled', 'closed'].map((identity) => ['p1', 'AUTHENTICATES_AS', identity] as const),
    ['p2', 'AUTHENTICATES_AS', 'person'],
    ['p2', 'AUTHENTICATES_AS', 'person', { scope: 'case:two' }],
    ['k', 'AUTHENTICATES_AS', 'only-a-key'],
    ['p-old', 'AUTHENTICATES_AS', 'expired'],
    ['p-off', 'AUTHENTICATES_AS', 'expired'],
    ['p1', 'AUTHENTICATES_AS', 'taken-away', OVER],
  ],
  asked: [
    {
      title: 'a password alone',
      columns: ['uid', 'severity', 'nonHuman', 'tier0', 'lastUsedAt'],
      rows: [
        row('admin', 'critical', { tier0: true }),
        row('machine', 'high', { nonHuman: true }),
        row('person', 'high', { lastUsedAt: '2026-05-01T00:00:00.000Z' }),
        row('root', 'critical', { tier0: true }),
      ],
    },
  ],
});
