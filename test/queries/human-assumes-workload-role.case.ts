/** People who may or did act as a workload's role, and accesses that are none of that. */
import { queryCase } from '../support/query-case.ts';

const person = { kind: 'human', isNhi: false };
const row = (uid: string, about: string, severity: string, more = {}) => ({
  uid, about, severity, granted: true, observed: false, lastSeen: null, workloads: 1, named: ['job'], since: '2026-01-01T00:00:00.000Z', ...more,
});
const SEEN = { firstSeen: '2025-12-01T00:00:00.000Z', lastSeen: '2026-05-01T00:00:00.000Z' };

export default queryCase({
  query: 'human-assumes-workload-role',
  nodes: [
    ['Identity', 'ada', person],
    ['Identity', 'ben', person],
    ['Identity', 'cat', person],
    ['Identity', 'dan', person],
    ['Identity', 'eve', person],
    ['Identity', 'fay', { ...person, until: '2026-02-01T00:00:00.000Z' }],
    ['Identity', 'gus', person],
    ['Identity', 'bot', { kind: 'bot', isNhi: true }],
    ['Identity', 'unclear', { kind: 'iam_user' }],
    ['Identity', 'role', { kind: 'iam_role', isNhi: true }],
    ['Identity', 'busy-role', { kind: 'iam_role', isNhi: true }],
    ['Identity', 'idle-role', { kind: 'iam_role', isNhi: true }],
    ['Identity', 'gone-role', { kind: 'iam_role', isNhi: true, until: '2026-02-01T00:00:00.000Z' }],
    ['Workload', 'job', {}],
    ['Workload', 'other-job', {}],
    ['Workload', 'gone-job', { until: '2026-02-01T00:00:00.000Z' }],
  ],
  edges: [
    ['job', 'RUNS_AS', 'role'],
    ['job', 'RUNS_AS', 'role', { scope: 'case:two' }],
    ['job', 'RUNS_AS', 'busy-role'],
    ['other-job', 'RUNS_AS', 'busy-role'],
    ['job', 'RUNS_AS', 'gone-role'],
    ['gone-job', 'RUNS_AS', 'idle-role'],
    ['other-job', 'RUNS_AS', 'idle-role', { until: '2026-02-01T00:00:00.000Z' }],
    ['ada', 'CAN_ASSUME', 'role', { since: '2026-03-01T00:00:00.000Z' }],
    ['ada', 'CAN_ASSUME', 'role', { scope: 'case:two' }],
    ['ada', 'CAN_ASSUME', 'idle-role'],
    ['ada', 'CAN_ASSUME', 'gone-role'],
    ['ben', 'CAN_ASSUME', 'role'],
    ['ben', 'ACCESSED', 'role', { count: 2, denied: 1, actions: ['iam:GetRole', 'sts:AssumeRole'], ...SEEN }],
    ['ben', 'ACCESSED', 'busy-role', { count: 1 }],
    ['cat', 'ACCESSED', 'role', { count: 2, actions: ['iam:GetRole'], ...SEEN }],
    ['dan', 'ACCESSED', 'role', { count: 2, denied: 2, actions: ['sts:AssumeRole'], ...SEEN }],
    ['eve', 'CAN_ASSUME', 'role', { until: '2026-02-01T00:00:00.000Z' }],
    ['fay', 'CAN_ASSUME', 'role'],
    ['gus', 'CAN_ESCALATE_TO', 'role'],
    ['bot', 'CAN_ASSUME', 'role'],
    ['unclear', 'CAN_ASSUME', 'role'],
  ],
  asked: [
    {
      title: 'may, and did',
      columns: ['uid', 'about', 'severity', 'granted', 'observed', 'lastSeen', 'workloads', 'named', 'since'],
      rows: [
        row('busy-role', 'ben', 'high', { granted: false, observed: true, workloads: 2, named: ['job', 'other-job'], since: null }),
        row('role', 'ada', 'medium'),
        row('role', 'ben', 'high', { observed: true, lastSeen: SEEN.lastSeen, since: SEEN.firstSeen }),
      ],
    },
  ],
});
