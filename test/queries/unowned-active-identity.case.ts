/** Identities without an owner, each way of being usable alone, beside those that are owned, disabled or only lie there. */
import { queryCase } from '../support/query-case.ts';

const bot = (more = {}) => ({ kind: 'iam_role', isNhi: true, provider: 'aws', ...more });
const row = (uid: string, severity: string, reasons: readonly string[], ways: readonly string[], lastActiveAt: string | null = null) => ({ uid, severity, reasons, ways, lastActiveAt });
const COLUMNS = ['uid', 'severity', 'reasons', 'ways', 'lastActiveAt'];
const NEVER = ['never-owned'];
const LATELY = '2026-04-17T00:00:00.000Z';
const EARLIER = '2026-04-16T23:59:59.999Z';

export default queryCase({
  query: 'unowned-active-identity',
  nodes: [
    ['Owner', 'ana', { kind: 'person', active: true }],
    ['Owner', 'gone', { kind: 'person', active: false }],
    ['Identity', 'assumable', bot()],
    ['Identity', 'assumable-by-itself', bot()],
    ['Identity', 'assumable-by-the-gone', bot()],
    ['Identity', 'assumable-once', bot()],
    ['Identity', 'disabled', bot({ enabled: false, lastUsedAt: LATELY })],
    ['Identity', 'human', { kind: 'human', isNhi: false, lastUsedAt: LATELY }],
    ['Identity', 'idle', bot({ lastUsedAt: EARLIER })],
    ['Identity', 'keyed', bot()],
    ['Identity', 'left', bot({ lastUsedAt: EARLIER })],
    ['Identity', 'logged', bot()],
    ['Identity', 'logged-denied', bot()],
    ['Identity', 'mentioned', bot({ missing: true, lastUsedAt: LATELY })],
    ['Identity', 'mighty', bot({ tier0: true, lastUsedAt: LATELY })],
    ['Identity', 'owned', bot({ lastUsedAt: LATELY })],
    ['Identity', 'running', bot()],
    ['Identity', 'running-no-more', bot()],
    ['Identity', 'AIDAEXAMPLEDELETED01', { kind: 'iam_user', missing: true }],
    ['Identity', 'person', { kind: 'human', isNhi: false }],
    ['Credential', 'key', { kind: 'access_key', status: 'active' }],
    ['Credential', 'key-of-idle', { kind: 'access_key', status: 'inactive' }],
    ['Workload', 'pod', { kind: 'pod' }],
    ['Workload', 'pod-gone', { kind: 'pod', until: '2026-05-01T00:00:00.000Z' }],
    ['Resource', 'bucket', {}],
  ],
  edges: [
    ['owned', 'OWNED_BY', 'ana'],
    ['owned', 'OWNED_BY', 'gone'],
    ['left', 'OWNED_BY', 'gone'],
    ['person', 'CAN_ASSUME', 'assumable'],
    ['person', 'CAN_ASSUME', 'assumable', { scope: 'case:two' }],
    ['person', 'CAN_ASSUME', 'assumable-once', { until: '2026-02-01T00:00:00.000Z' }],
    ['assumable-by-itself', 'CAN_ASSUME', 'assumable-by-itself'],
    ['AIDAEXAMPLEDELETED01', 'CAN_ASSUME', 'assumable-by-the-gone'],
    ['key', 'AUTHENTICATES_AS', 'keyed'],
    ['key', 'AUTHENTICATES_AS', 'left'],
    ['key-of-idle', 'AUTHENTICATES_AS', 'idle'],
    ['logged', 'ACCESSED', 'bucket', { count: 2, denied: 1, lastSeen: LATELY }],
    ['logged-denied', 'ACCESSED', 'bucket', { count: 2, denied: 2, lastSeen: LATELY }],
    ['pod', 'RUNS_AS', 'running'],
    ['pod-gone', 'RUNS_AS', 'running-no-more'],
    ['pod', 'RUNS_AS', 'running-no-more', { until: '2026-05-01T00:00:00.000Z' }],
    ['pod', 'RUNS_AS', 'left'],
  ],
  asked: [
    {
      title: 'each way of being usable',
      columns: COLUMNS,
      rows: [
        row('assumable', 'medium', NEVER, ['assumable']),
        row('keyed', 'medium', NEVER, ['credential']),
        row('left', 'high', ['owner-left'], ['credential', 'workload'], EARLIER),
        row('logged', 'medium', NEVER, ['used'], LATELY),
        row('mighty', 'high', NEVER, ['used'], LATELY),
        row('running', 'medium', NEVER, ['workload']),
      ],
    },
    {
      title: 'used within a shorter time',
      parameters: { unusedDays: 30 },
      columns: COLUMNS,
      rows: [
        row('assumable', 'medium', NEVER, ['assumable']),
        row('keyed', 'medium', NEVER, ['credential']),
        row('left', 'high', ['owner-left'], ['credential', 'workload'], EARLIER),
        row('running', 'medium', NEVER, ['workload']),
      ],
    },
  ],
});
