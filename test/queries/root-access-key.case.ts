/** Keys of a root that work, beside ones that do not, are no access keys, or are not a root’s. */
import { queryCase } from '../support/query-case.ts';

const key = (more = {}) => ({ kind: 'access_key', provider: 'aws', status: 'active', createdAt: '2020-01-01T00:00:00.000Z', ...more });
const OVER = { until: '2026-02-01T00:00:00.000Z' };

export default queryCase({
  query: 'root-access-key',
  nodes: [
    ['Identity', 'root', { kind: 'account_root' }],
    ['Identity', 'root-closed', { kind: 'account_root', ...OVER }],
    ['Identity', 'user', { kind: 'iam_user', tier0: true }],
    ['Credential', 'key-used', key({ lastUsedAt: '2026-05-01T00:00:00.000Z' })],
    ['Credential', 'key-unused', key()],
    ['Credential', 'key-inactive', key({ status: 'inactive' })],
    ['Credential', 'key-closed', key(OVER)],
    ['Credential', 'slot', key()],
    ['Credential', 'certificate', key({ kind: 'certificate' })],
    ['Credential', 'key-of-user', key()],
    ['Credential', 'key-of-closed', key()],
    ['Credential', 'key-taken', key()],
  ],
  edges: [
    ['key-used', 'AUTHENTICATES_AS', 'root'],
    ['key-used', 'AUTHENTICATES_AS', 'root', { scope: 'case:two' }],
    ['key-unused', 'AUTHENTICATES_AS', 'root'],
    ['key-unused', 'AUTHENTICATES_AS', 'user'],
    ['key-inactive', 'AUTHENTICATES_AS', 'root'],
    ['key-closed', 'AUTHENTICATES_AS', 'root'],
    ['slot', 'AUTHENTICATES_AS', 'root'],
    ['slot', 'SAME_AS', 'key-used'],
    ['certificate', 'AUTHENTICATES_AS', 'root'],
    ['key-of-user', 'AUTHENTICATES_AS', 'user'],
    ['key-of-closed', 'AUTHENTICATES_AS', 'root-closed'],
    ['key-taken', 'AUTHENTICATES_AS', 'root', OVER],
  ],
  asked: [
    {
      title: 'keys that work',
      columns: ['uid', 'about', 'severity', 'since', 'lastUsedAt'],
      rows: [
        { uid: 'key-unused', about: 'root', severity: 'critical', since: '2020-01-01T00:00:00.000Z', lastUsedAt: null },
        { uid: 'key-used', about: 'root', severity: 'critical', since: '2020-01-01T00:00:00.000Z', lastUsedAt: '2026-05-01T00:00:00.000Z' },
      ],
    },
  ],
});
