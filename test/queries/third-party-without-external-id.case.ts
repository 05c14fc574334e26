/** Trust in strangers that asks for no external id, beside trust that does, that is in ourselves, that vouches otherwise, or that is not AWS's. */
import { queryCase } from '../support/query-case.ts';

const OVER = { until: '2026-02-01T00:00:00.000Z' };
const VENDOR = 'arn:aws:iam::222222222222:root';
const OURS = 'arn:aws:iam::111111111111:root';
const row = (uid: string, about: string, severity: string, more: object = {}) => ({ uid, about, severity, since: '2026-01-01T00:00:00.000Z', tier0: false, conditional: false, conditionKeys: [], ...more });
const columns = ['uid', 'about', 'severity', 'since', 'tier0', 'conditional', 'conditionKeys'];

export default queryCase({
  query: 'third-party-without-external-id',
  nodes: [
    ['Container', 'arn:aws:iam::111111111111:root-account', { kind: 'account', provider: 'aws' }],
    ['Identity', VENDOR, { kind: 'account_root', missing: true }],
    ['Identity', OURS, { kind: 'account_root', missing: true }],
    ['Identity', 'aws:*', { kind: 'external', thirdParty: true }],
    ['Identity', 'auditor', { kind: 'external', provider: 'aws' }],
    ['Identity', 'auditor-user', { kind: 'iam_user', thirdParty: true }],
    ['Identity', 'contractor', { kind: 'external' }],
    ['Identity', 'chat-bot', { kind: 'bot', provider: 'atlassian', thirdParty: true }],
    ['Identity', 'atlassian-user', { kind: 'service_account', provider: 'atlassian' }],
    ['Identity', 'aws-user', { kind: 'iam_user' }],
    ['Identity', 'of-no-kind'],
    ['Identity', 'service:ec2.amazonaws.com', { kind: 'aws_service', thirdParty: true }],
    ['Identity', 'oidc', { kind: 'federated', thirdParty: true }],
    ['Identity', 'closed-vendor', { kind: 'external', ...OVER }],
    ['Identity', 'role-open', { kind: 'iam_role' }],
    ['Identity', 'role-asks', { kind: 'iam_role' }],
    ['Identity', 'role-asks-once', { kind: 'iam_role' }],
    ['Identity', 'role-asks-not-always', { kind: 'iam_role' }],
    ['Identity', 'role-ip', { kind: 'iam_role' }],
    ['Identity', 'role-organization', { kind: 'iam_role' }],
    ['Identity', 'role-tier0', { kind: 'iam_role', tier0: true }],
    ['Identity', 'role-anyone', { kind: 'iam_role' }],
    ['Identity', 'role-anyone-if', { kind: 'iam_role' }],
    ['Identity', 'role-closed', { kind: 'iam_role', ...OVER }],
  ],
  edges: [
    [VENDOR, 'CAN_ASSUME', 'role-open', { externalId: false, since: '2026-02-01T00:00:00.000Z' }],
    [VENDOR, 'CAN_ASSUME', 'role-open', { scope: 'case:two' }],
    ['auditor', 'CAN_ASSUME', 'role-open'],
    ['auditor-user', 'CAN_ASSUME', 'role-open'],
    ['contractor', 'CAN_ASSUME', 'role-open'],
    ['chat-bot', 'CAN_ASSUME', 'role-open'],
    ['chat-bot', 'CAN_ASSUME', 'atlassian-user'],
    [VENDOR, 'CAN_ASSUME', 'aws-user'],
    [VENDOR, 'CAN_ASSUME', 'of-no-kind'],
    [OURS, 'CAN_ASSUME', 'role-open', { externalId: false }],
    ['service:ec2.amazonaws.com', 'CAN_ASSUME', 'role-open'],
    ['oidc', 'CAN_ASSUME', 'role-open'],
    ['closed-vendor', 'CAN_ASSUME', 'role-open'],
    [VENDOR, 'CAN_ASSUME', 'role-asks', { externalId: true, conditional: true, conditionKeys: ['sts:ExternalId'] }],
    ['auditor', 'CAN_ASSUME', 'role-asks', { externalId: false, ...OVER }],
    [VENDOR, 'CAN_ASSUME', 'role-asks-once', { externalId: true }],
    [VENDOR, 'CAN_ASSUME', 'role-asks-once', { scope: 'case:two' }],
    [VENDOR, 'CAN_ASSUME', 'role-asks-not-always', { externalId: true, conditional: true, conditionKeys: ['sts:ExternalId'] }],
    [VENDOR, 'CAN_ASSUME', 'role-asks-not-always', { externalId: false, scope: 'case:two' }],
    [VENDOR, 'CAN_ASSUME', 'role-ip', { externalId: false, conditional: true, conditionKeys: ['aws:SourceIp', 'aws:MultiFactorAuthPresent'] }],
    [VENDOR, 'CAN_ASSUME', 'role-organization', { externalId: false, conditional: true, conditionKeys: ['aws:PrincipalOrgId'] }],
    [VENDOR, 'CAN_ASSUME', 'role-tier0', { externalId: false }],
    ['aws:*', 'CAN_ASSUME', 'role-anyone'],
    ['aws:*', 'CAN_ASSUME', 'role-anyone-if', { conditional: true, conditionKeys: ['aws:SourceIp'] }],
    [VENDOR, 'CAN_ASSUME', 'role-closed', { externalId: false }],
  ],
  asked: [
    {
      title: 'who is let in',
      columns,
      rows: [
        row('role-anyone', 'aws:*', 'critical'),
        row('role-anyone-if', 'aws:*', 'high', { conditional: true, conditionKeys: ['aws:SourceIp'] }),
        row('role-asks-not-always', VENDOR, 'high'),
        row('role-ip', VENDOR, 'high', { conditional: true, conditionKeys: ['aws:MultiFactorAuthPresent', 'aws:SourceIp'] }),
        row('role-open', VENDOR, 'high'),
        row('role-open', 'auditor', 'high'),
        row('role-open', 'auditor-user', 'high'),
        row('role-tier0', VENDOR, 'critical', { tier0: true }),
      ],
    },
  ],
});
