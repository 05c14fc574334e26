/** Secrets on both sides of the rotation period, and those whose age says nothing. */
import { queryCase } from '../support/query-case.ts';

const secret = (more = {}) => ({ kind: 'access_key', provider: 'aws', status: 'active', createdAt: '2026-01-01T00:00:00.000Z', ...more });
const row = (uid: string, severity: string, ageDays: number, since: string, identity: string | null = null) => ({ uid, severity, since, ageDays, identity });
const COLUMNS = ['uid', 'severity', 'since', 'ageDays', 'identity'];

export default queryCase({
  query: 'unrotated-credential',
  nodes: [
    ['Identity', 'bot', { kind: 'iam_user', isNhi: true }],
    ['Credential', 'due', secret()],
    ['Credential', 'just-due', secret({ createdAt: '2026-03-02T23:59:59.999Z' })],
    ['Credential', 'not-yet-due', secret({ createdAt: '2026-03-03T00:00:00.000Z' })],
    ['Credential', 'overdue', secret({ createdAt: '2020-01-01T00:00:00.000Z' })],
    ['Credential', 'rotated', secret({ createdAt: '2020-01-01T00:00:00.000Z', lastRotatedAt: '2026-05-01T00:00:00.000Z' })],
    ['Credential', 'of-unknown-age', { kind: 'access_key', status: 'active' }],
    ['Credential', 'inactive', secret({ status: 'inactive' })],
    ['Credential', 'expired', secret({ expiresAt: '2026-05-01T00:00:00.000Z' })],
    ['Credential', 'session', secret({ kind: 'session' })],
    ['Credential', 'closed', secret({ until: '2026-05-01T00:00:00.000Z' })],
    ['Credential', 'slot', secret()],
  ],
  edges: [
    ['due', 'AUTHENTICATES_AS', 'bot'],
    ['slot', 'SAME_AS', 'rotated'],
  ],
  asked: [
    {
      title: 'older than the period',
      columns: COLUMNS,
      rows: [
        row('due', 'medium', 151, '2026-01-01T00:00:00.000Z', 'bot'),
        row('just-due', 'medium', 90, '2026-03-02T23:59:59.999Z'),
        row('overdue', 'high', 2343, '2020-01-01T00:00:00.000Z'),
      ],
    },
    { title: 'with another period', parameters: { rotationDays: 365 }, columns: COLUMNS, rows: [row('overdue', 'high', 2343, '2020-01-01T00:00:00.000Z')] },
  ],
});
