/** Trust in identities that are gone, by name and by what is left of them, beside trust in those that are there. */
import { queryCase } from '../support/query-case.ts';

const GONE_AT = '2026-05-01T00:00:00.000Z';
const AWS_USER = 'AIDAEXAMPLEDELETED01';
const AWS_ROLE = 'AROAEXAMPLEDELETED02';
const GOOGLE = 'deleted:serviceAccount:ci@p.iam.gserviceaccount.com?uid=123';
const row = (uid: string, about: string, severity: string, how: string, relationships: readonly string[], level: string | null = null) => ({
  uid,
  about,
  severity,
  since: how === 'closed' ? GONE_AT : null,
  how,
  relationships,
  level,
});
const COLUMNS = ['uid', 'about', 'severity', 'since', 'how', 'relationships', 'level'];

export default queryCase({
  query: 'deleted-principal-trusted',
  nodes: [
    ['Identity', AWS_USER, { kind: 'iam_user', missing: true }],
    ['Identity', AWS_ROLE, { kind: 'iam_role', missing: true }],
    ['Identity', 'AIDAEXAMPLEDESCRIBED', { kind: 'iam_user' }],
    ['Identity', 'AIDA-no-unique-id', { kind: 'iam_user', missing: true }],
    ['Identity', GOOGLE, { kind: 'service_account' }],
    ['Identity', 'closed', { kind: 'bot', until: GONE_AT }],
    ['Identity', 'there', { kind: 'bot' }],
    ['Identity', 'mentioned', { kind: 'bot', missing: true }],
    ['Group', 'group-closed', { until: GONE_AT }],
    ['Identity', 'role', { kind: 'iam_role' }],
    ['Identity', 'role-mighty', { kind: 'iam_role', tier0: true }],
    ['Identity', 'role-of-the-living', { kind: 'iam_role' }],
    ['Resource', 'bucket', { sensitivity: 2 }],
    ['Resource', 'bucket-closed', { until: GONE_AT }],
    ['Resource', 'jewel', { sensitivity: 3 }],
    ['Resource', 'of-a-group', {}],
    ['Workload', 'pod', {}],
  ],
  edges: [
    [AWS_USER, 'CAN_ASSUME', 'role'],
    [AWS_ROLE, 'CAN_ASSUME', 'role-mighty'],
    ['closed', 'CAN_ASSUME', 'role'],
    ['closed', 'CAN_ASSUME', 'role', { scope: 'case:two' }],
    ['closed', 'CAN_ASSUME', 'role-mighty'],
    ['closed', 'CAN_ASSUME', 'closed'],
    ['there', 'CAN_ASSUME', 'role-of-the-living'],
    ['mentioned', 'CAN_ASSUME', 'role-of-the-living'],
    ['AIDAEXAMPLEDESCRIBED', 'CAN_ASSUME', 'role-of-the-living'],
    ['AIDA-no-unique-id', 'CAN_ASSUME', 'role-of-the-living'],
    ['closed', 'CAN_ASSUME', 'role-of-the-living', { until: GONE_AT }],
    ['closed', 'CONTROLS', 'pod'],
    ['closed', 'CAN_ACCESS', 'bucket', { level: 'read' }],
    ['closed', 'CAN_ACCESS', 'bucket', { level: 'write', scope: 'case:two' }],
    ['closed', 'CAN_ACCESS', 'bucket', { level: 'admin', scope: 'case:three', until: GONE_AT }],
    ['closed', 'CAN_ACCESS', 'bucket-closed', { level: 'read' }],
    ['closed', 'CAN_ACCESS', 'jewel'],
    ['closed', 'CAN_ASSUME', 'jewel'],
    [GOOGLE, 'CAN_ACCESS', 'jewel', { level: 'admin' }],
    ['group-closed', 'CAN_ACCESS', 'of-a-group', { level: 'read' }],
  ],
  asked: [
    {
      title: 'who is gone',
      columns: COLUMNS,
      rows: [
        row('bucket', 'closed', 'medium', 'closed', ['CAN_ACCESS'], 'write'),
        row('jewel', 'closed', 'high', 'closed', ['CAN_ACCESS', 'CAN_ASSUME']),
        row('jewel', GOOGLE, 'low', 'unique-id', ['CAN_ACCESS'], 'admin'),
        row('role', AWS_USER, 'low', 'unique-id', ['CAN_ASSUME']),
        row('role', 'closed', 'medium', 'closed', ['CAN_ASSUME']),
        row('role-mighty', AWS_ROLE, 'low', 'unique-id', ['CAN_ASSUME']),
        row('role-mighty', 'closed', 'high', 'closed', ['CAN_ASSUME']),
      ],
    },
  ],
});
