/** Decisions about assuming roles by sessions, unique ids, services, federated identities and whole accounts. */
import {
  account,
  ACCOUNT,
  allowed,
  allowedIf,
  denied,
  federated,
  may,
  OTHER,
  role,
  service,
  user,
  type DecisionCase,
} from './decision-case.ts';
import { ALWAYS, appMay, ASSUME, assuming, ROOT, trusts } from './roles.ts';

const SESSION = 'A session’s ARN in the trust: the role, if its session has that name';
const GONE = 'A unique id in the trust is the principal of that id, not one recreated under the same name';
const SERVICE = 'Service: the trust policy must name it, and is enough';
const FEDERATED = 'Federated: the trust policy must name the provider and the action, and is enough';
const SAML = `arn:aws:iam::${ACCOUNT}:saml-provider/corp`;
const GITHUB = `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com`;
const claims = {
  Condition: { StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:acme/app:*' } },
  Action: 'sts:AssumeRoleWithWebIdentity',
};

const inDoubt = allowedIf(['sts:RoleSessionName'], 'trust trust[0]');
const VENDOR = account(OTHER);
const WHOLE = 'An account of which nothing is known stands for whoever in it is given the right to ask';

export const TRUSTED_OTHERS: readonly DecisionCase[] = [
  assuming(
    'a session of the role',
    SESSION,
    appMay,
    [trusts({ AWS: `arn:aws:sts::${ACCOUNT}:assumed-role/app/nightly` })],
    inDoubt,
  ),
  assuming(
    'a session of another role',
    SESSION,
    appMay,
    [trusts({ AWS: `arn:aws:sts::${ACCOUNT}:assumed-role/app2/nightly` })],
    denied('trust'),
  ),
  assuming(
    'a session of a role with that name elsewhere',
    SESSION,
    appMay,
    [trusts({ AWS: `arn:aws:sts::${OTHER}:assumed-role/app/nightly` })],
    denied('trust'),
  ),
  assuming(
    'a session of an SSO role, whose ARN drops the path',
    SESSION,
    role('AWSReservedSSO_Admin_0123456789abcdef', { path: '/aws-reserved/sso.amazonaws.com/', identity: ASSUME }),
    [trusts({ AWS: `arn:aws:sts::${ACCOUNT}:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/ann` })],
    inDoubt,
  ),
  assuming(
    'a user of the session’s role name',
    SESSION,
    user('app', { identity: ASSUME }),
    [trusts({ AWS: `arn:aws:sts::${ACCOUNT}:assumed-role/app/nightly` })],
    denied('trust'),
  ),
  assuming(
    'the id of the role as it is',
    GONE,
    role('app', { uniqueId: 'AROAEXAMPLEAPP0000001' }),
    [trusts({ AWS: 'AROAEXAMPLEAPP0000001' })],
    allowed('trust trust[0]'),
  ),
  assuming(
    'the id of a role that was deleted',
    GONE,
    role('app', { uniqueId: 'AROAEXAMPLEAPP0000002', identity: ASSUME }),
    [trusts({ AWS: 'AROAEXAMPLEAPP0000001' })],
    denied('trust'),
  ),
  assuming(
    'the id of a user that was deleted',
    GONE,
    user('ann', { uniqueId: 'AIDAEXAMPLEANN0000001', identity: { Admin: [may('*')] } }),
    [trusts({ AWS: 'AIDAEXAMPLEANN0000009' })],
    denied('trust'),
  ),
  assuming(
    'an id in the trust, the principal’s own not known',
    GONE,
    appMay,
    [trusts({ AWS: 'AROAEXAMPLEAPP0000001' })],
    denied('trust'),
  ),
  assuming(
    'a service that is trusted',
    SERVICE,
    service('lambda.amazonaws.com'),
    [trusts({ Service: 'lambda.amazonaws.com' })],
    allowed('trust trust[0]'),
  ),
  assuming(
    'a service in a list',
    SERVICE,
    service('ec2.amazonaws.com'),
    [trusts({ Service: ['lambda.amazonaws.com', 'ec2.amazonaws.com'] })],
    allowed('trust trust[0]'),
  ),
  assuming(
    'another service',
    SERVICE,
    service('ec2.amazonaws.com'),
    [trusts({ Service: 'lambda.amazonaws.com' })],
    denied('trust'),
  ),
  assuming(
    'a service, the trust names an account',
    SERVICE,
    service('ec2.amazonaws.com'),
    [trusts({ AWS: ROOT })],
    denied('trust'),
  ),
  assuming(
    'a user, the trust names a service and the identity policy allows',
    ALWAYS,
    user('ann', { identity: ASSUME }),
    [trusts({ Service: 'lambda.amazonaws.com' })],
    denied('trust'),
  ),
  assuming(
    'a service, if the source account is the own, not known',
    SERVICE,
    service('lambda.amazonaws.com'),
    [trusts({ Service: 'lambda.amazonaws.com' }, { Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT } } })],
    allowedIf(['aws:SourceAccount'], 'trust trust[0]'),
  ),
  assuming(
    'a SAML provider that is trusted',
    FEDERATED,
    federated(SAML),
    [trusts({ Federated: SAML }, { Action: 'sts:AssumeRoleWithSAML' })],
    allowed('trust trust[0]'),
    undefined,
    'sts:AssumeRoleWithSAML',
  ),
  assuming(
    'another SAML provider',
    FEDERATED,
    federated(`${SAML}2`),
    [trusts({ Federated: SAML }, { Action: 'sts:AssumeRoleWithSAML' })],
    denied('trust'),
    undefined,
    'sts:AssumeRoleWithSAML',
  ),
  assuming(
    'a SAML provider, the trust allows web identities',
    FEDERATED,
    federated(SAML),
    [trusts({ Federated: SAML }, { Action: 'sts:AssumeRoleWithWebIdentity' })],
    denied('trust'),
    undefined,
    'sts:AssumeRoleWithSAML',
  ),
  assuming(
    'a workflow of the repository asked for',
    FEDERATED,
    federated(GITHUB),
    [trusts({ Federated: GITHUB }, claims)],
    allowed('trust trust[0]'),
    { 'token.actions.githubusercontent.com:sub': ['repo:acme/app:ref:refs/heads/main'] },
    'sts:AssumeRoleWithWebIdentity',
  ),
  assuming(
    'a workflow of another repository',
    FEDERATED,
    federated(GITHUB),
    [trusts({ Federated: GITHUB }, claims)],
    denied('trust'),
    { 'token.actions.githubusercontent.com:sub': ['repo:acme/app-fork:ref:refs/heads/main'] },
    'sts:AssumeRoleWithWebIdentity',
  ),
  assuming(
    'a workflow of who knows which repository',
    FEDERATED,
    federated(GITHUB),
    [trusts({ Federated: GITHUB }, claims)],
    allowedIf(['token.actions.githubusercontent.com:sub'], 'trust trust[0]'),
    undefined,
    'sts:AssumeRoleWithWebIdentity',
  ),
  assuming('an account that is trusted', WHOLE, VENDOR, [trusts({ AWS: OTHER })], allowed('trust trust[0]')),
  assuming('another account than the trusted', WHOLE, VENDOR, [trusts({ AWS: '777788889999' })], denied('trust')),
  assuming('an account, the trust names everyone', WHOLE, VENDOR, [trusts('*')], allowed('trust trust[0]')),
  assuming(
    'an account that is trusted with an external id, not known',
    WHOLE,
    VENDOR,
    [trusts({ AWS: OTHER }, { Condition: { StringEquals: { 'sts:ExternalId': 'tenant-7' } } })],
    allowedIf(['sts:ExternalId'], 'trust trust[0]'),
  ),
];
