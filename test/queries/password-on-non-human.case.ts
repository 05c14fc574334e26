/** Non-human identities with a password that works, and those whose password, or who themselves, do not. */
import { queryCase } from '../support/query-case.ts';

const bot = (more = {}) => ({ kind: 'iam_user', isNhi: true, ...more });
const password = (more = {}) => ({ kind: 'password', status: 'active', createdAt: '2025-01-01T00:00:00.000Z', ...more });
const row = (uid: string, severity: string, lastUsedAt: string | null, mfa: boolean | null = null) => ({ uid, about: `${uid}#password`, severity, lastUsedAt, mfa, since: '2025-01-01T00:00:00.000Z' });

export default queryCase({
  query: 'password-on-non-human',
  nodes: [
    ['Identity', 'used', bot({ mfa: false })],
    ['Credential', 'used#password', password({ lastUsedAt: '2026-03-03T00:00:00.000Z' })],
    ['Identity', 'used-long-ago', bot({ enabled: true })],
    ['Credential', 'used-long-ago#password', password({ lastUsedAt: '2026-03-02T23:59:59.999Z' })],
    ['Identity', 'never-used', bot()],
    ['Credential', 'never-used#password', password()],
    ['Identity', 'disabled', bot({ enabled: false })],
    ['Credential', 'disabled#password', password()],
    ['Identity', 'person', bot({ isNhi: false })],
    ['Credential', 'person#password', password()],
    ['Identity', 'of-unknown-kind', {}],
    ['Credential', 'of-unknown-kind#password', password()],
    ['Identity', 'root', bot({ kind: 'account_root' })],
    ['Credential', 'root#password', password()],
    ['Identity', 'gone', bot({ until: '2026-02-01T00:00:00.000Z' })],
    ['Credential', 'gone#password', password()],
    ['Identity', 'with-key', bot()],
    ['Credential', 'with-key#key1', password({ kind: 'access_key' })],
    ['Identity', 'switched-off', bot()],
    ['Credential', 'switched-off#password', password({ status: 'inactive' })],
    ['Identity', 'taken-back', bot()],
    ['Credential', 'taken-back#password', password()],
  ],
  edges: [
    ...['used', 'used-long-ago', 'never-used', 'disabled', 'person', 'of-unknown-kind', 'root', 'gone', 'switched-off'].map((uid) => [`${uid}#password`, 'AUTHENTICATES_AS', uid] as const),
    ['used#password', 'AUTHENTICATES_AS', 'used', { scope: 'case:two' }],
    ['with-key#key1', 'AUTHENTICATES_AS', 'with-key'],
    ['taken-back#password', 'AUTHENTICATES_AS', 'taken-back', { until: '2026-02-01T00:00:00.000Z' }],
  ],
  asked: [
    {
      title: 'high when used of late',
      columns: ['uid', 'about', 'severity', 'lastUsedAt', 'mfa', 'since'],
      rows: [row('never-used', 'medium', null), row('used', 'high', '2026-03-03T00:00:00.000Z', false), row('used-long-ago', 'medium', '2026-03-02T23:59:59.999Z')],
    },
    {
      title: 'further back',
      parameters: { humanUseDays: 91 },
      columns: ['uid', 'severity'],
      rows: [{ uid: 'never-used', severity: 'medium' }, { uid: 'used', severity: 'high' }, { uid: 'used-long-ago', severity: 'high' }],
    },
  ],
});
