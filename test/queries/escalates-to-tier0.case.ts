/** Escalation to tier 0 by machines, beside escalation to less, by people, by administrators, and what is over. */
import { queryCase } from '../support/query-case.ts';

const machine = (more = {}) => ({ kind: 'iam_role', isNhi: true, ...more });
const OVER = { until: '2026-02-01T00:00:00.000Z' };
const proven = (more = {}) => ({ path: 'iam-001', how: 'a new policy version', certainty: 'proven', ...more });
const row = (uid: string, about: string, severity: string, more: object = {}) => ({
  uid, about, severity, since: '2026-01-01T00:00:00.000Z', path: 'iam-001', how: 'a new policy version', certainty: 'proven', conditional: false, ...more,
});

export default queryCase({
  query: 'escalates-to-tier0',
  nodes: [
    ['Container', 'account', { kind: 'account' }],
    ['Container', 'account-closed', OVER],
    ['Identity', 'admin', machine({ tier0: true })],
    ['Identity', 'admin-closed', machine({ tier0: true, ...OVER })],
    ['Identity', 'plain', machine()],
    ['Identity', 'ci', machine()],
    ['Identity', 'etl', machine()],
    ['Identity', 'person', { kind: 'human', isNhi: false }],
    ['Identity', 'disabled', machine({ enabled: false })],
    ['Identity', 'mentioned', machine({ missing: true })],
  ],
  edges: [
    ['ci', 'CAN_ESCALATE_TO', 'admin', proven()],
    ['ci', 'CAN_ESCALATE_TO', 'account', { path: 'ec2-001', certainty: 'potential' }],
    ['ci', 'CAN_ESCALATE_TO', 'plain', proven()],
    ['ci', 'CAN_ESCALATE_TO', 'admin-closed', proven()],
    ['ci', 'CAN_ESCALATE_TO', 'account-closed', proven()],
    ['etl', 'CAN_ESCALATE_TO', 'admin', { path: 'a', certainty: 'potential', scope: 'case:a', since: '2025-01-01T00:00:00.000Z' }],
    ['etl', 'CAN_ESCALATE_TO', 'admin', proven({ scope: 'case:c', conditional: true, path: 'c' })],
    ['etl', 'CAN_ESCALATE_TO', 'admin', proven({ scope: 'case:b', conditional: true, path: 'b' })],
    ['etl', 'CAN_ESCALATE_TO', 'admin', proven({ scope: 'case:0', path: 'over', ...OVER })],
    ['etl', 'CAN_ESCALATE_TO', 'account'],
    ['plain', 'CAN_ESCALATE_TO', 'admin', proven({ scope: 'case:a', conditional: true, path: 'a' })],
    ['plain', 'CAN_ESCALATE_TO', 'admin', proven({ scope: 'case:b', conditional: false })],
    ['admin', 'CAN_ESCALATE_TO', 'account', proven()],
    ['person', 'CAN_ESCALATE_TO', 'account', proven()],
    ['disabled', 'CAN_ESCALATE_TO', 'account', proven()],
    ['mentioned', 'CAN_ESCALATE_TO', 'account', proven()],
  ],
  asked: [
    {
      title: 'one row for each target',
      columns: ['uid', 'about', 'severity', 'since', 'path', 'how', 'certainty', 'conditional'],
      rows: [
        row('ci', 'account', 'medium', { path: 'ec2-001', how: null, certainty: 'potential' }),
        row('ci', 'admin', 'high'),
        row('etl', 'account', 'high', { path: null, how: null, certainty: null }),
        row('etl', 'admin', 'medium', { since: '2025-01-01T00:00:00.000Z', path: 'b', conditional: true }),
        row('plain', 'admin', 'high'),
      ],
    },
  ],
});
