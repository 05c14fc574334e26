/** Grants past their time, to the moment; those prolonged, endless, gone; used since or not. */
import { queryCase } from '../support/query-case.ts';

const MAY = '2026-05-01T00:00:00.000Z';
const NOW = '2026-06-01T00:00:00.000Z';
const row = (expiresAt: string, overdueDays: number, from: string, kind: string, to: string, more = {}) => ({
  expiresAt, overdueDays, from, fromName: from, kind, to, toName: to, level: null, usedSince: false, justification: null, ticket: null, ...more,
});

export default queryCase({
  query: 'expired-grants',
  nodes: [
    ['Identity', 'bot', {}],
    ['Identity', 'person', { isNhi: false }],
    ['Identity', 'gone', { until: MAY }],
    ['Identity', 'role', {}],
    ['Group', 'group', {}],
    ['Group', 'admins', {}],
    ['PermissionSet', 'policy', {}],
    ['Resource', 'database', {}],
    ['Resource', 'used', {}],
    ['Resource', 'used-before', {}],
    ['Resource', 'denied', {}],
    ['Resource', 'prolonged', {}],
    ['Resource', 'endless', {}],
    ['Resource', 'running', {}],
    ['Resource', 'closed', { until: MAY }],
    ['Resource', 'taken-back', {}],
    ['Credential', 'key', { expiresAt: MAY }],
  ],
  edges: [
    ['bot', 'CAN_ACCESS', 'database', { level: 'read', expiresAt: '2026-04-01T00:00:00.000Z', ticket: 'OPS-2', scope: 'case:two' }],
    ['bot', 'CAN_ACCESS', 'database', { level: 'admin', expiresAt: MAY, justification: 'migration', ticket: 'OPS-1' }],
    ['bot', 'CAN_ACCESS', 'used', { level: 'read', expiresAt: MAY }],
    ['bot', 'ACCESSED', 'used', { count: 2, denied: 1, lastSeen: '2026-05-01T00:00:00.001Z' }],
    ['bot', 'CAN_ACCESS', 'used-before', { level: 'read', expiresAt: MAY }],
    ['bot', 'ACCESSED', 'used-before', { count: 1, lastSeen: MAY }],
    ['bot', 'CAN_ACCESS', 'denied', { level: 'read', expiresAt: MAY }],
    ['bot', 'ACCESSED', 'denied', { count: 1, denied: 1, lastSeen: '2026-05-20T00:00:00.000Z' }],
    ['bot', 'CAN_ACCESS', 'prolonged', { level: 'read', expiresAt: MAY }],
    ['bot', 'CAN_ACCESS', 'prolonged', { level: 'read', expiresAt: '2026-06-01T00:00:00.001Z', scope: 'case:two' }],
    ['bot', 'CAN_ACCESS', 'endless', { level: 'read', expiresAt: MAY }],
    ['bot', 'CAN_ACCESS', 'endless', { level: 'read', scope: 'case:two' }],
    ['bot', 'CAN_ACCESS', 'running', { level: 'read', expiresAt: '2026-06-01T00:00:00.001Z' }],
    ['bot', 'CAN_ACCESS', 'closed', { level: 'read', expiresAt: MAY }],
    ['bot', 'CAN_ACCESS', 'taken-back', { level: 'read', expiresAt: MAY, until: '2026-05-02T00:00:00.000Z' }],
    ['gone', 'CAN_ACCESS', 'database', { level: 'read', expiresAt: MAY }],
    ['person', 'MEMBER_OF', 'admins', { expiresAt: NOW }],
    ['person', 'MEMBER_OF', 'group', { expiresAt: '2026-05-31T23:00:00.000Z' }],
    ['group', 'HAS_PERMISSION', 'policy', { expiresAt: MAY }],
    ['person', 'CAN_ASSUME', 'role', { expiresAt: MAY }],
    // The records of one that stands beside one that does not.
    ['person', 'CAN_ASSUME', 'bot', { expiresAt: MAY }],
    ['person', 'CAN_ASSUME', 'bot', { until: MAY, scope: 'case:two' }],
    ['key', 'AUTHENTICATES_AS', 'bot', { expiresAt: MAY }],
  ],
  asked: [
    {
      title: 'over and still there',
      rows: [
        row(MAY, 31, 'bot', 'CAN_ACCESS', 'database', { level: 'admin', justification: 'migration', ticket: 'OPS-1' }),
        row(MAY, 31, 'bot', 'CAN_ACCESS', 'denied', { level: 'read' }),
        row(MAY, 31, 'bot', 'CAN_ACCESS', 'used', { level: 'read', usedSince: true }),
        row(MAY, 31, 'bot', 'CAN_ACCESS', 'used-before', { level: 'read' }),
        row(MAY, 31, 'group', 'HAS_PERMISSION', 'policy'),
        row(MAY, 31, 'person', 'CAN_ASSUME', 'bot'),
        row(MAY, 31, 'person', 'CAN_ASSUME', 'role'),
        row('2026-05-31T23:00:00.000Z', 0, 'person', 'MEMBER_OF', 'group'),
        row(NOW, 0, 'person', 'MEMBER_OF', 'admins'),
      ],
    },
  ],
});
