/** Credentials nobody uses, each beside one just under the threshold. */
import { queryCase } from '../support/query-case.ts';

const key = (more = {}) => ({ kind: 'access_key', status: 'active', createdAt: '2025-01-01T00:00:00.000Z', ...more });
const columns = ['uid', 'reason', 'idleDays', 'identity'];

export default queryCase({
  query: 'stale-credentials',
  nodes: [
    ['Credential', 'unused', key({ name: 'Unused', lastUsedAt: '2026-03-02T23:59:59.999Z' })],
    ['Credential', 'just-in-time', key({ lastUsedAt: '2026-03-03T00:00:00.000Z' })],
    ['Credential', 'never-used', key()],
    ['Credential', 'never-used-new', key({ createdAt: '2026-05-01T00:00:00.000Z' })],
    ['Credential', 'rotated-lately', key({ lastRotatedAt: '2026-05-01T00:00:00.000Z' })],
    ['Credential', 'age-unknown', { kind: 'access_key', status: 'active' }],
    ['Credential', 'status-unknown', { kind: 'pat', lastUsedAt: '2025-06-01T00:00:00.000Z' }],
    ['Credential', 'inactive', key({ status: 'inactive', lastUsedAt: '2025-06-01T00:00:00.000Z' })],
    ['Credential', 'expired', key({ expiresAt: '2026-06-01T00:00:00.000Z' })],
    ['Credential', 'expires-later', key({ expiresAt: '2026-06-01T00:00:00.001Z' })],
    ['Credential', 'session', key({ kind: 'session' })],
    ['Credential', 'user#key1', key()],
    ['Credential', 'user#key2', key({ lastUsedAt: '2025-06-01T00:00:00.000Z' })],
    ['Credential', 'closed', key({ until: '2026-02-01T00:00:00.000Z' })],
    ['Identity', 'b-bot', { name: 'b' }],
    ['Identity', 'a-bot', { name: 'a' }],
  ],
  edges: [
    ['unused', 'AUTHENTICATES_AS', 'b-bot'],
    ['unused', 'AUTHENTICATES_AS', 'a-bot'],
    ['user#key1', 'SAME_AS', 'unused'],
    ['user#key2', 'SAME_AS', 'unused', { until: '2026-02-01T00:00:00.000Z' }],
    ['never-used', 'AUTHENTICATES_AS', 'a-bot', { until: '2026-02-01T00:00:00.000Z' }],
  ],
  asked: [
    {
      title: 'ninety days',
      columns,
      rows: [
        { uid: 'expires-later', reason: 'never-used', idleDays: 516, identity: null },
        { uid: 'never-used', reason: 'never-used', idleDays: 516, identity: null },
        { uid: 'status-unknown', reason: 'unused', idleDays: 365, identity: null },
        { uid: 'unused', reason: 'unused', idleDays: 90, identity: 'a-bot' },
        { uid: 'user#key2', reason: 'unused', idleDays: 365, identity: null },
      ],
    },
    {
      title: 'four hundred days',
      parameters: { unusedDays: 400 },
      rows: [
        { uid: 'expires-later', name: 'expires-later', kind: 'access_key', identity: null, identityName: null, reason: 'never-used', idleDays: 516, lastUsedAt: null, createdAt: '2025-01-01T00:00:00.000Z' },
        { uid: 'never-used', name: 'never-used', kind: 'access_key', identity: null, identityName: null, reason: 'never-used', idleDays: 516, lastUsedAt: null, createdAt: '2025-01-01T00:00:00.000Z' },
      ],
    },
  ],
});
