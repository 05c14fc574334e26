/** Shares of unused rights on both sides of the threshold, and identities of which too little is known. */
import { queryCase } from '../support/query-case.ts';

const LONG_AGO = '2026-04-16T23:59:59.999Z';
const JUST_NOW = '2026-04-17T00:00:00.000Z';
const FIVE = ['dynamodb:Query', 'iam:PassRole', 's3:Get*', 'sns:*', 'sqs:*'];
const machine = (more = {}) => ({ kind: 'iam_role', isNhi: true, grantedActions: FIVE, ...more });
const row = (uid: string, severity: string, granted: number, unused: number, percent: number, ...basis: string[]) => ({ uid, severity, granted, unused, percent, basis });
const columns = ['uid', 'severity', 'granted', 'unused', 'percent', 'basis'];

export default queryCase({
  query: 'unused-permissions',
  nodes: [
    ['Container', 'account', { kind: 'account' }],
    ['Resource', 'bucket'],
    ['Identity', 'a-four-of-five', machine({ usedActions: [`s3:GetObject=${JUST_NOW}`, `sqs:*=${LONG_AGO}`] })],
    ['Identity', 'b-three-of-five', machine({ usedActions: [`s3:GetObject=${JUST_NOW}`, `sqs:*=${JUST_NOW}`] })],
    ['Identity', 'c-all', machine({ usedActions: [], tier0: true })],
    ['Identity', 'd-logged', machine({ grantedActions: ['s3:Get*', 'sns:*', 'sqs:*'] })],
    ['Identity', 'e-unknown-use', machine()],
    ['Identity', 'f-nothing-granted', machine({ grantedActions: [], usedActions: [] })],
    ['Identity', 'g-human', machine({ isNhi: false, usedActions: [] })],
    ['Identity', 'h-disabled', machine({ enabled: false, usedActions: [] })],
    ['Identity', 'i-closed', machine({ usedActions: [], until: '2026-02-01T00:00:00.000Z' })],
    ['Identity', 'j-policies-unknown', { kind: 'iam_role', isNhi: true, usedActions: [] }],
  ],
  edges: [
    ['d-logged', 'CONTAINED_IN', 'account'],
    ['d-logged', 'ACCESSED', 'bucket', { count: 1, lastSeen: JUST_NOW, actions: ['s3:GetObject'] }],
    ['d-logged', 'ACCESSED', 'account', { count: 1, denied: 1, lastSeen: JUST_NOW, actions: ['sqs:SendMessage'] }],
  ],
  asked: [
    { title: 'eighty percent', columns, rows: [row('a-four-of-five', 'medium', 5, 4, 80, 'last-accessed'), row('c-all', 'high', 5, 5, 100, 'last-accessed')] },
    {
      title: 'a lower share, a longer window',
      parameters: { unusedPermissionPercent: 60, unusedDays: 46 },
      columns,
      rows: [
        row('a-four-of-five', 'medium', 5, 3, 60, 'last-accessed'),
        row('b-three-of-five', 'medium', 5, 3, 60, 'last-accessed'),
        row('c-all', 'high', 5, 5, 100, 'last-accessed'),
        row('d-logged', 'medium', 3, 2, 66, 'log'),
      ],
    },
  ],
});
