/** Rights against use, each beside one that just is, or just is not, used, granted or known. */
import { queryCase } from '../support/query-case.ts';

const columns = ['uid', 'finding', 'action', 'lastUsedAt', 'basis'];
const LONG_AGO = '2026-03-02T23:59:59.999Z';
const JUST_NOW = '2026-03-03T00:00:00.000Z';
const row = (uid: string, finding: string, action: string, lastUsedAt: string | null, ...basis: string[]) => ({ uid, finding, action, lastUsedAt, basis });

export default queryCase({
  query: 'granted-but-unused',
  nodes: [
    ['Container', 'account', { kind: 'account' }],
    ['Container', 'quiet', { kind: 'account' }],
    ['Resource', 'bucket'],
    ['Identity', 'a-etl', { name: 'ETL', grantedActions: ['s3:Get*', 's3:PutObject', 'sqs:*', 'KMS:Decrypt'] }],
    ['Identity', 'b-idle', { grantedActions: ['ec2:RunInstances'] }],
    ['Identity', 'c-unknown', { grantedActions: ['s3:*'] }],
    ['Identity', 'd-asked', { grantedActions: ['iam:PassRole', 's3:Get*', 'dynamodb:Query', '*'], usedActions: [`s3:*=${JUST_NOW}`, `dynamodb:*=${LONG_AGO}`] }],
    ['Identity', 'e-never', { grantedActions: ['iam:Pass?ole'], usedActions: [] }],
    ['Identity', 'f-closed', { grantedActions: ['s3:*'], usedActions: [], until: '2026-02-01T00:00:00.000Z' }],
    ['Identity', 'g-no-policies', { usedActions: [`s3:GetObject=${JUST_NOW}`] }],
    ['Identity', 'h-stripped', { grantedActions: [], usedActions: [`s3:GetObject=${JUST_NOW}`, `s3:PutObject=${LONG_AGO}`, `sqs:*=${JUST_NOW}`] }],
    ['Identity', 'i-elsewhere', { grantedActions: ['s3:*'] }],
  ],
  edges: [
    ['a-etl', 'CONTAINED_IN', 'account'],
    ['b-idle', 'CONTAINED_IN', 'account'],
    ['c-unknown', 'CONTAINED_IN', 'quiet'],
    ['i-elsewhere', 'CONTAINED_IN', 'account', { until: '2026-02-01T00:00:00.000Z' }],
    ['a-etl', 'ACCESSED', 'bucket', { count: 3, denied: 1, firstSeen: LONG_AGO, lastSeen: JUST_NOW, actions: ['s3:GetObject', 'kms:decrypt', 'lambda:InvokeFunction'] }],
    ['a-etl', 'ACCESSED', 'account', { count: 1, firstSeen: LONG_AGO, lastSeen: LONG_AGO, actions: ['sqs:SendMessage', 'logs:GetLogEvents'] }],
    ['a-etl', 'ACCESSED', 'quiet', { count: 2, denied: 2, firstSeen: JUST_NOW, lastSeen: JUST_NOW, actions: ['s3:PutObject', 'iam:CreateUser'] }],
  ],
  asked: [
    {
      title: 'ninety days',
      columns,
      rows: [
        row('a-etl', 'granted-unused', 's3:PutObject', null, 'log'),
        row('a-etl', 'granted-unused', 'sqs:*', LONG_AGO, 'log'),
        row('a-etl', 'used-not-granted', 'lambda:InvokeFunction', JUST_NOW, 'log'),
        row('b-idle', 'granted-unused', 'ec2:RunInstances', null, 'log'),
        row('d-asked', 'granted-unused', 'dynamodb:Query', LONG_AGO, 'last-accessed'),
        row('d-asked', 'granted-unused', 'iam:PassRole', null, 'last-accessed'),
        row('e-never', 'granted-unused', 'iam:Pass?ole', null, 'last-accessed'),
        row('h-stripped', 'used-not-granted', 's3:GetObject', JUST_NOW, 'last-accessed'),
        row('h-stripped', 'used-not-granted', 'sqs:*', JUST_NOW, 'last-accessed'),
      ],
    },
    {
      title: 'a longer window, one finding, one identity',
      parameters: { days: 400, finding: 'granted-unused', identity: 'a-etl' },
      rows: [{ uid: 'a-etl', name: 'ETL', finding: 'granted-unused', service: 's3', action: 's3:PutObject', lastUsedAt: null, basis: ['log'] }],
    },
    { title: 'only what is no longer granted', parameters: { finding: 'used-not-granted', identity: 'a-etl' }, columns, rows: [row('a-etl', 'used-not-granted', 'lambda:InvokeFunction', JUST_NOW, 'log')] },
  ],
});
