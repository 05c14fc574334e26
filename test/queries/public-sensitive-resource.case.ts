/** Sensitive things that are public, beside ones that are not sensitive, not public, or open only to somebody. */
import { queryCase } from '../support/query-case.ts';

const OVER = { until: '2026-02-01T00:00:00.000Z' };
const row = (uid: string, severity: string, sensitivity: number, isPublic: boolean, level: string | null = null) => ({ uid, severity, sensitivity, public: isPublic, level });
const columns = ['uid', 'severity', 'sensitivity', 'public', 'level'];

export default queryCase({
  query: 'public-sensitive-resource',
  nodes: [
    ['Identity', 'aws:*', { kind: 'external' }],
    ['Identity', 'vendor', { kind: 'external' }],
    ['Resource', 'a-jewel', { sensitivity: 3, public: true }],
    ['Resource', 'b-confidential', { sensitivity: 2, public: true }],
    ['Resource', 'c-internal', { sensitivity: 1, public: true }],
    ['Resource', 'd-of-unknown-sensitivity', { public: true }],
    ['Resource', 'e-inside', { sensitivity: 3, public: false }],
    ['Resource', 'f-unknown', { sensitivity: 3 }],
    ['Resource', 'g-closed', { sensitivity: 3, public: true, ...OVER }],
    ['Resource', 'h-open-policy', { sensitivity: 3 }],
    ['Resource', 'i-open-confidential', { sensitivity: 2 }],
    ['Resource', 'j-open-if', { sensitivity: 3 }],
    ['Resource', 'k-open-list', { sensitivity: 3 }],
    ['Resource', 'l-open-before', { sensitivity: 3 }],
    ['Resource', 'm-open-to-vendor', { sensitivity: 3 }],
    ['Workload', 'n-workload', { public: true }],
  ],
  edges: [
    ['aws:*', 'CAN_ACCESS', 'a-jewel', { level: 'write' }],
    ['aws:*', 'CAN_ACCESS', 'a-jewel', { level: 'admin', conditional: true, scope: 'case:two' }],
    ['aws:*', 'CAN_ACCESS', 'b-confidential', { level: 'list' }],
    ['aws:*', 'CAN_ACCESS', 'c-internal', { level: 'read' }],
    ['aws:*', 'CAN_ACCESS', 'e-inside', { level: 'read' }],
    ['aws:*', 'CAN_ACCESS', 'h-open-policy', { level: 'read' }],
    ['aws:*', 'CAN_ACCESS', 'h-open-policy', { level: 'list', scope: 'case:two' }],
    ['aws:*', 'CAN_ACCESS', 'i-open-confidential', { level: 'read', conditional: false }],
    ['aws:*', 'CAN_ACCESS', 'j-open-if', { level: 'read', conditional: true }],
    ['aws:*', 'CAN_ACCESS', 'k-open-list', { level: 'list' }],
    ['aws:*', 'CAN_ACCESS', 'l-open-before', { level: 'read', ...OVER }],
    ['vendor', 'CAN_ACCESS', 'm-open-to-vendor', { level: 'read' }],
  ],
  asked: [
    {
      title: 'confidential and above',
      columns,
      rows: [
        row('a-jewel', 'critical', 3, true, 'write'),
        row('b-confidential', 'high', 2, true),
        row('h-open-policy', 'high', 3, false, 'read'),
        row('i-open-confidential', 'medium', 2, false, 'read'),
      ],
    },
    { title: 'crown jewels', parameters: { sensitiveLevel: 3 }, columns, rows: [row('a-jewel', 'critical', 3, true, 'write'), row('h-open-policy', 'high', 3, false, 'read')] },
  ],
});
