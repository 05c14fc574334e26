/** Federated trust that says nothing of the subject, beside trust that does, SAML, and one’s own application. */
import { queryCase } from '../support/query-case.ts';

const OVER = { until: '2026-02-01T00:00:00.000Z' };
const WEB = { actions: ['sts:AssumeRoleWithWebIdentity'], conditional: true };
const GITHUB = 'arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com';
const CLUSTER = 'arn:aws:iam::111111111111:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF';
const COGNITO = 'federated:cognito-identity.amazonaws.com';
const row = (uid: string, about: string, severity: string, conditionKeys: readonly string[], more: object = {}) => ({
  uid, about, severity, since: '2026-01-01T00:00:00.000Z', conditionKeys, sharedIssuer: false, tier0: false, ...more,
});

export default queryCase({
  query: 'open-federation-trust',
  nodes: [
    ['Identity', GITHUB, { kind: 'federated', missing: true }],
    ['Identity', CLUSTER, { kind: 'federated', missing: true }],
    ['Identity', `${CLUSTER}/closed`, { kind: 'federated', ...OVER }],
    ['Identity', COGNITO, { kind: 'federated', missing: true }],
    ['Identity', 'saml', { kind: 'federated' }],
    ['Identity', 'vendor', { kind: 'external' }],
    ['Identity', 'role-audience', { kind: 'iam_role' }],
    ['Identity', 'role-nothing', { kind: 'iam_role' }],
    ['Identity', 'role-once', { kind: 'iam_role' }],
    ['Identity', 'role-pod', { kind: 'iam_role', tier0: true }],
    ['Identity', 'role-repository', { kind: 'iam_role' }],
    ['Identity', 'role-subject', { kind: 'iam_role' }],
    ['Identity', 'role-closed', { kind: 'iam_role', ...OVER }],
  ],
  edges: [
    [GITHUB, 'CAN_ASSUME', 'role-audience', { ...WEB, conditionKeys: ['token.actions.githubusercontent.com:aud', 'token.actions.githubusercontent.com:amr'] }],
    [CLUSTER, 'CAN_ASSUME', 'role-audience', { ...WEB, conditionKeys: ['oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF:aud'] }],
    [COGNITO, 'CAN_ASSUME', 'role-audience', { ...WEB, conditionKeys: ['cognito-identity.amazonaws.com:aud'] }],
    ['saml', 'CAN_ASSUME', 'role-audience', { actions: ['sts:AssumeRoleWithSAML'], conditionKeys: ['SAML:aud'] }],
    ['vendor', 'CAN_ASSUME', 'role-audience'],
    [COGNITO, 'CAN_ASSUME', 'role-nothing', WEB],
    [`${CLUSTER}/closed`, 'CAN_ASSUME', 'role-nothing', WEB],
    [GITHUB, 'CAN_ASSUME', 'role-nothing', OVER],
    [GITHUB, 'CAN_ASSUME', 'role-once', { ...WEB, conditionKeys: ['token.actions.githubusercontent.com:sub'] }],
    [GITHUB, 'CAN_ASSUME', 'role-once', { scope: 'case:two', since: '2026-03-01T00:00:00.000Z' }],
    [CLUSTER, 'CAN_ASSUME', 'role-pod', { actions: ['sts:AssumeRoleWithSAML', 'sts:assumerolewithwebidentity'] }],
    [GITHUB, 'CAN_ASSUME', 'role-repository', { ...WEB, conditionKeys: ['token.actions.githubusercontent.com:Repository'] }],
    [GITHUB, 'CAN_ASSUME', 'role-subject', { ...WEB, conditionKeys: ['token.actions.githubusercontent.com:aud', 'token.actions.githubusercontent.com:sub'] }],
    [GITHUB, 'CAN_ASSUME', 'role-closed', WEB],
  ],
  asked: [
    {
      title: 'whose token opens it',
      columns: ['uid', 'about', 'severity', 'since', 'conditionKeys', 'sharedIssuer', 'tier0'],
      rows: [
        row('role-audience', CLUSTER, 'high', ['oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF:aud']),
        row('role-audience', GITHUB, 'critical', ['token.actions.githubusercontent.com:amr', 'token.actions.githubusercontent.com:aud'], { sharedIssuer: true }),
        row('role-nothing', COGNITO, 'critical', [], { sharedIssuer: true }),
        row('role-once', GITHUB, 'critical', [], { sharedIssuer: true, since: '2026-03-01T00:00:00.000Z' }),
        row('role-pod', CLUSTER, 'critical', [], { tier0: true }),
      ],
    },
  ],
});
