/** Machines that are tier 0, beside people, strangers, and machines that are not, or no longer, in force. */
import { queryCase } from '../support/query-case.ts';

const machine = (more = {}) => ({ kind: 'iam_role', isNhi: true, tier0: true, ...more });

export default queryCase({
  query: 'administrator-identity',
  nodes: [
    ['Identity', 'a-used', machine({ lastUsedAt: '2026-04-17T00:00:00.000Z' })],
    ['Identity', 'b-idle', machine({ lastUsedAt: '2026-04-16T23:59:59.999Z' })],
    ['Identity', 'c-never-seen', machine({ enabled: true })],
    ['Identity', 'd-no-administrator', machine({ tier0: false })],
    ['Identity', 'e-of-unknown-tier', { kind: 'iam_role', isNhi: true }],
    ['Identity', 'f-human', machine({ kind: 'human', isNhi: false })],
    ['Identity', 'g-disabled', machine({ enabled: false })],
    ['Identity', 'h-closed', machine({ until: '2026-02-01T00:00:00.000Z' })],
    ['Identity', 'i-mentioned', machine({ missing: true })],
    ['Identity', 'j-service', machine({ kind: 'aws_service' })],
    ['Identity', 'k-external', machine({ kind: 'external' })],
  ],
  edges: [],
  asked: [
    {
      title: 'forty-five days',
      columns: ['uid', 'about', 'severity', 'lastUsedAt', 'idleDays'],
      rows: [
        { uid: 'a-used', about: 'a-used', severity: 'high', lastUsedAt: '2026-04-17T00:00:00.000Z', idleDays: 45 },
        { uid: 'b-idle', about: 'b-idle', severity: 'critical', lastUsedAt: '2026-04-16T23:59:59.999Z', idleDays: 45 },
        { uid: 'c-never-seen', about: 'c-never-seen', severity: 'high', lastUsedAt: null, idleDays: null },
      ],
    },
  ],
});
