/** Keys of a cloud on workloads of one, beside tokens of elsewhere, workloads elsewhere, sessions, and what is over. */
import { queryCase } from '../support/query-case.ts';

const key = (more = {}) => ({ kind: 'access_key', provider: 'aws', status: 'active', createdAt: '2026-01-01T00:00:00.000Z', ...more });
const OVER = { until: '2026-02-01T00:00:00.000Z' };
const row = (uid: string, about: string, severity: string, exposed: boolean, platform: string, more: object = {}) => ({ uid, about, severity, since: '2026-01-01T00:00:00.000Z', identity: null, exposed, platform, ...more });

export default queryCase({
  query: 'static-key-on-workload',
  nodes: [
    ['Identity', 'aws-user', { provider: 'aws', kind: 'iam_user' }],
    ['Identity', 'aws-admin', { provider: 'AWS', kind: 'iam_user', tier0: true }],
    ['Identity', 'github-bot', { provider: 'github', kind: 'bot' }],
    ['Credential', 'key', key()],
    ['Credential', 'key-of-admin', { kind: 'access_key', createdAt: '2026-01-01T00:00:00.000Z' }],
    ['Credential', 'key-inactive', key({ status: 'inactive' })],
    ['Credential', 'secret', key({ kind: 'client_secret', provider: 'entra' })],
    ['Credential', 'session', key({ kind: 'session' })],
    ['Credential', 'certificate', key({ kind: 'certificate' })],
    ['Credential', 'token', key({ kind: 'api_token', provider: 'github' })],
    ['Credential', 'key-of-nobody', { kind: 'access_key' }],
    ['Workload', 'function', { provider: 'aws' }],
    ['Workload', 'function-closed', { provider: 'aws', ...OVER }],
    ['Workload', 'vm', { provider: 'Azure' }],
    ['Workload', 'pod', { provider: 'kubernetes' }],
    ['Workload', 'pod-public', { provider: 'kubernetes', public: true }],
    ['Workload', 'on-premises', { provider: 'vmware' }],
    ['Workload', 'nowhere'],
    ['Resource', 'bucket', { provider: 'aws' }],
  ],
  edges: [
    ['key', 'AUTHENTICATES_AS', 'aws-user'],
    ['key-of-admin', 'AUTHENTICATES_AS', 'aws-admin'],
    ['token', 'AUTHENTICATES_AS', 'github-bot'],
    ['function', 'DEPENDS_ON', 'key'],
    ['function', 'EXPOSES', 'key'],
    ['function', 'EXPOSES', 'key', { scope: 'case:two' }],
    ['function-closed', 'EXPOSES', 'key'],
    ['pod', 'DEPENDS_ON', 'key'],
    ['pod', 'EXPOSES', 'key', OVER],
    ['pod-public', 'DEPENDS_ON', 'key'],
    ['pod', 'EXPOSES', 'key-of-admin'],
    ['vm', 'DEPENDS_ON', 'secret'],
    ['on-premises', 'EXPOSES', 'key'],
    ['nowhere', 'EXPOSES', 'key'],
    ['bucket', 'EXPOSES', 'key'],
    ['function', 'EXPOSES', 'key-inactive'],
    ['function', 'EXPOSES', 'session'],
    ['function', 'EXPOSES', 'certificate'],
    ['function', 'EXPOSES', 'token'],
    ['function', 'EXPOSES', 'key-of-nobody'],
  ],
  asked: [
    {
      title: 'where a role would do',
      columns: ['uid', 'about', 'severity', 'since', 'identity', 'exposed', 'platform'],
      rows: [
        row('key', 'function', 'high', true, 'aws', { identity: 'aws-user' }),
        row('key', 'pod', 'medium', false, 'kubernetes', { identity: 'aws-user' }),
        row('key', 'pod-public', 'high', false, 'kubernetes', { identity: 'aws-user' }),
        row('key-of-admin', 'pod', 'high', true, 'kubernetes', { identity: 'aws-admin' }),
        row('secret', 'vm', 'high', false, 'azure'),
      ],
    },
  ],
});
