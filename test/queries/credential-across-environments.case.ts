/** Secrets held on both sides of an environment's border, and those whose holders are of one, unknown or gone. */
import { queryCase } from '../support/query-case.ts';

const key = (more = {}) => ({ kind: 'access_key', status: 'active', ...more });
const row = (uid: string, severity: string, environments: string[], holders: string[]) => ({ uid, severity, environments, holders });

export default queryCase({
  query: 'credential-across-environments',
  nodes: [
    ['Credential', 'both', key()],
    ['Credential', 'read-from-secret', key()],
    ['Credential', 'lower-ones', key()],
    ['Credential', 'production-alone', key()],
    ['Credential', 'one-known', key()],
    ['Credential', 'revoked', key({ status: 'revoked' })],
    ['Credential', 'of-the-past', key()],
    ['Credential', 'depended-on-by-identity', key()],
    ['Workload', 'prod-shop', { environment: 'production' }],
    ['Workload', 'prod-stock', { environment: 'production' }],
    ['Workload', 'staging-shop', { environment: 'staging' }],
    ['Workload', 'test-shop', { environment: 'test' }],
    ['Workload', 'closed-shop', { environment: 'test', until: '2026-02-01T00:00:00.000Z' }],
    ['Workload', 'unknown-shop', { environment: 'unknown' }],
    ['Workload', 'unplaced-shop', {}],
    ['Resource', 'prod-secret', { environment: 'production' }],
    ['Identity', 'test-bot', { environment: 'test', isNhi: true }],
  ],
  edges: [
    ['prod-shop', 'EXPOSES', 'both'],
    ['prod-shop', 'EXPOSES', 'both', { scope: 'case:two' }],
    ['staging-shop', 'DEPENDS_ON', 'both'],
    ['unplaced-shop', 'DEPENDS_ON', 'both'],
    ['prod-secret', 'EXPOSES', 'read-from-secret'],
    ['test-shop', 'DEPENDS_ON', 'prod-secret'],
    ['staging-shop', 'EXPOSES', 'lower-ones'],
    ['test-shop', 'EXPOSES', 'lower-ones'],
    ['prod-shop', 'EXPOSES', 'production-alone'],
    ['prod-stock', 'EXPOSES', 'production-alone'],
    ['prod-shop', 'EXPOSES', 'one-known'],
    ['unknown-shop', 'EXPOSES', 'one-known'],
    ['unplaced-shop', 'EXPOSES', 'one-known'],
    ['prod-shop', 'EXPOSES', 'revoked'],
    ['test-shop', 'EXPOSES', 'revoked'],
    ['prod-shop', 'EXPOSES', 'of-the-past'],
    ['closed-shop', 'EXPOSES', 'of-the-past'],
    ['test-shop', 'EXPOSES', 'of-the-past', { until: '2026-02-01T00:00:00.000Z' }],
    ['prod-shop', 'EXPOSES', 'depended-on-by-identity'],
    ['test-bot', 'DEPENDS_ON', 'depended-on-by-identity'],
  ],
  asked: [
    {
      title: 'in two known environments or more',
      columns: ['uid', 'severity', 'environments', 'holders'],
      rows: [
        row('both', 'high', ['production', 'staging'], ['prod-shop', 'staging-shop']),
        row('lower-ones', 'medium', ['staging', 'test'], ['staging-shop', 'test-shop']),
        row('read-from-secret', 'high', ['production', 'test'], ['prod-secret', 'test-shop']),
      ],
    },
  ],
});
