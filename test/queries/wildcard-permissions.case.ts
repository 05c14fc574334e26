/** Patterns that grant all of something, beside ones that grant some of it, and identities that are not judged. */
import { queryCase } from '../support/query-case.ts';

const machine = (grantedActions: readonly string[], more = {}) => ({ kind: 'iam_role', isNhi: true, grantedActions, ...more });
const row = (uid: string, severity: string, patterns: readonly string[], tier0 = false) => ({ uid, severity, patterns, tier0 });

export default queryCase({
  query: 'wildcard-permissions',
  nodes: [
    ['Identity', 'a-all', machine(['s3:Get*', '*'], { tier0: true })],
    ['Identity', 'b-all-limited', machine(['sqs:*', '*:*'])],
    ['Identity', 'c-iam', machine(['IAM:*', 'sqs:Send*'], { tier0: true })],
    ['Identity', 'd-service', machine(['sqs:*', 's3:*', 'iam:PassRole'])],
    ['Identity', 'e-some-services', machine(['s*:**'])],
    ['Identity', 'f-other-services', machine(['s?s:*'])],
    ['Identity', 'g-actions', machine(['s3:Get*', 'iam:*Role', 'kms:Decrypt', 'sts:?*'])],
    ['Identity', 'h-none', machine([])],
    ['Identity', 'i-unknown', { kind: 'iam_role', isNhi: true }],
    ['Identity', 'j-human', machine(['*'], { isNhi: false })],
    ['Identity', 'k-disabled', machine(['*'], { enabled: false })],
    ['Identity', 'l-closed', machine(['*'], { until: '2026-02-01T00:00:00.000Z' })],
    ['Identity', 'm-mentioned', machine(['*'], { missing: true })],
  ],
  edges: [],
  asked: [
    {
      title: 'all of something',
      columns: ['uid', 'severity', 'patterns', 'tier0'],
      rows: [
        row('a-all', 'critical', ['*'], true),
        row('b-all-limited', 'high', ['*:*', 'sqs:*']),
        row('c-iam', 'high', ['IAM:*'], true),
        row('d-service', 'medium', ['s3:*', 'sqs:*']),
        row('e-some-services', 'high', ['s*:**']),
        row('f-other-services', 'high', ['s?s:*']),
      ],
    },
  ],
});
