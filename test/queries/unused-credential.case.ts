/** Secrets on both sides of the threshold, and those that cannot be used or whose age says nothing. */
import { queryCase } from '../support/query-case.ts';

const OLD = '2026-01-01T00:00:00.000Z';
const EARLIER = '2026-04-16T23:59:59.999Z';
const LATELY = '2026-04-17T00:00:00.000Z';
const secret = (more = {}) => ({ kind: 'access_key', provider: 'aws', status: 'active', createdAt: OLD, ...more });
const row = (uid: string, severity: string, reason: string, since: string, idleDays: number, identity: string | null = null) => ({ uid, severity, since, reason, idleDays, identity });
const COLUMNS = ['uid', 'severity', 'since', 'reason', 'idleDays', 'identity'];

export default queryCase({
  query: 'unused-credential',
  nodes: [
    ['Identity', 'bot', { kind: 'iam_user', isNhi: true }],
    ['Identity', 'bot-described', { kind: 'iam_user', isNhi: true, tier0: true }],
    ['Identity', 'mighty-once', { kind: 'iam_user', isNhi: true, tier0: true, until: LATELY }],
    ['Credential', 'closed', secret({ until: LATELY })],
    ['Credential', 'inactive', secret({ status: 'inactive' })],
    ['Credential', 'in-use', secret({ lastUsedAt: LATELY })],
    ['Credential', 'just-late', secret({ lastUsedAt: EARLIER })],
    ['Credential', 'never-used', secret()],
    ['Credential', 'never-used-of-unknown-age', { kind: 'access_key', status: 'active' }],
    ['Credential', 'rotated-lately', secret({ lastRotatedAt: LATELY })],
    ['Credential', 'slot', secret()],
    ['Credential', 'unused', secret({ lastUsedAt: OLD, lastRotatedAt: LATELY })],
  ],
  edges: [
    ['never-used', 'AUTHENTICATES_AS', 'bot'],
    ['never-used', 'AUTHENTICATES_AS', 'bot-described'],
    ['just-late', 'AUTHENTICATES_AS', 'mighty-once'],
    ['unused', 'AUTHENTICATES_AS', 'bot-described', { until: LATELY }],
    ['slot', 'SAME_AS', 'in-use'],
  ],
  asked: [
    {
      title: 'longer than the threshold',
      columns: COLUMNS,
      rows: [
        row('just-late', 'medium', 'unused', EARLIER, 45, 'mighty-once'),
        row('never-used', 'high', 'never-used', OLD, 151, 'bot'),
        row('unused', 'medium', 'unused', OLD, 151),
      ],
    },
    { title: 'with a longer threshold', parameters: { unusedDays: 365 }, columns: COLUMNS, rows: [] },
  ],
});
