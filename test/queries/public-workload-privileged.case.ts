/** Public workloads that hold power, beside ones that are not public, hold less, or hold it no longer. */
import { queryCase } from '../support/query-case.ts';

const OVER = { until: '2026-02-01T00:00:00.000Z' };
const row = (uid: string, about: string, severity: string, tier0: boolean, resources: number, sensitivity: number | null) => ({ uid, about, severity, tier0, resources, sensitivity });
const columns = ['uid', 'about', 'severity', 'tier0', 'resources', 'sensitivity'];

export default queryCase({
  query: 'public-workload-privileged',
  nodes: [
    ['Workload', 'site', { public: true }],
    ['Workload', 'shop', { public: true }],
    ['Workload', 'blog', { public: true }],
    ['Workload', 'inside', { public: false }],
    ['Workload', 'unknown'],
    ['Workload', 'closed', { public: true, ...OVER }],
    ['Identity', 'admin', { tier0: true }],
    ['Identity', 'admin-disabled', { tier0: true, enabled: false }],
    ['Identity', 'writer'],
    ['Identity', 'member'],
    ['Identity', 'reader'],
    ['Group', 'group'],
    ['Group', 'group-closed', OVER],
    ['Resource', 'confidential', { sensitivity: 2 }],
    ['Resource', 'internal', { sensitivity: 1 }],
    ['Resource', 'jewel', { sensitivity: 3 }],
    ['Resource', 'gone', { sensitivity: 3, ...OVER }],
  ],
  edges: [
    ['site', 'RUNS_AS', 'admin'],
    ['site', 'RUNS_AS', 'admin', { scope: 'case:two' }],
    ['inside', 'RUNS_AS', 'admin'],
    ['unknown', 'RUNS_AS', 'admin'],
    ['closed', 'RUNS_AS', 'admin'],
    ['blog', 'RUNS_AS', 'admin', OVER],
    ['blog', 'RUNS_AS', 'admin-disabled'],
    ['blog', 'RUNS_AS', 'reader'],
    ['shop', 'RUNS_AS', 'writer'],
    ['shop', 'RUNS_AS', 'member'],
    ['writer', 'CAN_ACCESS', 'confidential', { level: 'write' }],
    ['writer', 'CAN_ACCESS', 'confidential', { level: 'admin', scope: 'case:two' }],
    ['writer', 'CAN_ACCESS', 'internal', { level: 'admin' }],
    ['writer', 'CAN_ACCESS', 'jewel', { level: 'read' }],
    ['writer', 'CAN_ACCESS', 'gone', { level: 'admin' }],
    ['member', 'MEMBER_OF', 'group'],
    ['member', 'CAN_ACCESS', 'confidential', { level: 'write' }],
    ['group', 'CAN_ACCESS', 'confidential', { level: 'write' }],
    ['group', 'CAN_ACCESS', 'jewel', { level: 'admin' }],
    ['reader', 'CAN_ACCESS', 'jewel', { level: 'read' }],
    ['reader', 'CAN_ACCESS', 'confidential', { level: 'write', ...OVER }],
    ['reader', 'MEMBER_OF', 'group', OVER],
    ['reader', 'MEMBER_OF', 'group-closed'],
    ['group-closed', 'CAN_ACCESS', 'jewel', { level: 'admin' }],
  ],
  asked: [
    {
      title: 'confidential and above',
      columns,
      rows: [row('shop', 'member', 'critical', false, 2, 3), row('shop', 'writer', 'high', false, 1, 2), row('site', 'admin', 'critical', true, 0, null)],
    },
    { title: 'crown jewels', parameters: { sensitiveLevel: 3 }, columns, rows: [row('shop', 'member', 'critical', false, 1, 3), row('site', 'admin', 'critical', true, 0, null)] },
  ],
});
