/** Decisions about assuming roles: trust policies beside identity policies, same account and across, external ids. */
import {
  ACCOUNT,
  allowed,
  allowedIf,
  allowedUnless,
  denied,
  may,
  mayNot,
  OTHER,
  role,
  user,
  type DecisionCase,
  type Policies,
  type StatementJson,
} from './decision-case.ts';

export const DEPLOY = `arn:aws:iam::${ACCOUNT}:role/deploy`;
const APP = `arn:aws:iam::${ACCOUNT}:role/app`;
const ANN = `arn:aws:iam::${ACCOUNT}:user/ann`;
export const ROOT = `arn:aws:iam::${ACCOUNT}:root`;
export const ASSUME: Policies = { Assume: [may('sts:AssumeRole', DEPLOY)] };

export const trusts = (Principal: unknown, more: StatementJson = {}): StatementJson => ({
  Effect: 'Allow',
  Principal,
  Action: 'sts:AssumeRole',
  ...more,
});

/** That principal, asked for the role deploy, which has that trust policy. */
export const assuming = (
  title: string,
  rule: string,
  principal: DecisionCase['principal'],
  trust: readonly StatementJson[],
  expect: DecisionCase['expect'],
  context?: DecisionCase['context'],
  action = 'sts:AssumeRole',
): DecisionCase => ({
  title,
  rule,
  principal,
  action,
  resource: { arn: DEPLOY, trust },
  ...(context ? { context } : {}),
  expect,
});

const NAMED = 'Same account: a trust policy that names the principal is enough';
const DELEGATES = 'A trust policy that names the account root only delegates: sts:AssumeRole is still needed';
export const ALWAYS = 'The trust policy must let the principal in, whatever its identity policies say';
const app = role('app');
export const appMay = role('app', { identity: ASSUME });

const sameAccount: DecisionCase[] = [
  assuming(
    'the trust names the role’s ARN, no identity policy',
    NAMED,
    app,
    [trusts({ AWS: APP })],
    allowed('trust trust[0]'),
  ),
  assuming(
    'the trust names the user’s ARN, no identity policy',
    NAMED,
    user('ann'),
    [trusts({ AWS: ANN })],
    allowed('trust trust[0]'),
  ),
  assuming(
    'the trust names another role',
    ALWAYS,
    appMay,
    [trusts({ AWS: `arn:aws:iam::${ACCOUNT}:role/app2` })],
    denied('trust'),
  ),
  assuming(
    'the trust names a user of the role’s name',
    ALWAYS,
    appMay,
    [trusts({ AWS: `arn:aws:iam::${ACCOUNT}:user/app` })],
    denied('trust'),
  ),
  assuming(
    'the trust names the account root, with an identity policy',
    DELEGATES,
    appMay,
    [trusts({ AWS: ROOT })],
    allowed('identity Assume[0]', 'trust trust[0]'),
  ),
  assuming(
    'the trust names the account root, no identity policy',
    DELEGATES,
    app,
    [trusts({ AWS: ROOT })],
    denied('no-allow'),
  ),
  assuming(
    'the trust names the bare account id, no identity policy',
    DELEGATES,
    app,
    [trusts({ AWS: ACCOUNT })],
    denied('no-allow'),
  ),
  assuming(
    'the trust names the account root, an identity policy for another role',
    DELEGATES,
    role('app', { identity: { Assume: [may('sts:AssumeRole', `${DEPLOY}2`)] } }),
    [trusts({ AWS: ROOT })],
    denied('no-allow'),
  ),
  assuming(
    'the trust names the root and the role in two statements',
    NAMED,
    app,
    [trusts({ AWS: ROOT }), trusts({ AWS: APP })],
    allowed('trust trust[1]'),
  ),
  assuming(
    'the trust names everyone, no identity policy',
    'Principal *: principals of the own account need nothing more',
    app,
    [trusts('*')],
    allowed('trust trust[0]'),
  ),
  assuming(
    'an administrator whom the trust does not name',
    ALWAYS,
    role('admin', { identity: { Admin: [may('*')] } }),
    [trusts({ Service: 'lambda.amazonaws.com' })],
    denied('trust'),
  ),
  assuming(
    'an administrator, the trust is empty',
    ALWAYS,
    role('admin', { identity: { Admin: [may('*')] } }),
    [],
    denied('trust'),
  ),
  {
    title: 'an administrator, no trust policy is known',
    rule: ALWAYS,
    principal: role('admin', { identity: { Admin: [may('*')] } }),
    action: 'sts:AssumeRole',
    resource: DEPLOY,
    expect: denied('trust'),
  },
  assuming(
    'a role that may all, itself',
    'A role does not trust itself by itself',
    role('deploy', { identity: { Admin: [may('*')] } }),
    [trusts({ AWS: APP })],
    denied('trust'),
  ),
  assuming(
    'the trust allows another action only',
    ALWAYS,
    appMay,
    [trusts({ AWS: APP }, { Action: 'sts:TagSession' })],
    denied('trust'),
  ),
  assuming(
    'the trust allows sts:*',
    ALWAYS,
    app,
    [trusts({ AWS: APP }, { Action: 'sts:*' })],
    allowed('trust trust[0]'),
  ),
  assuming(
    'a Deny in the identity policy',
    'An explicit Deny in any policy overrides every Allow',
    role('app', { identity: { Guard: [mayNot('sts:AssumeRole')] } }),
    [trusts({ AWS: APP })],
    denied('explicit-deny', 'identity Guard[0]'),
  ),
  assuming(
    'a Deny in the trust',
    'An explicit Deny in any policy overrides every Allow',
    appMay,
    [trusts({ AWS: ROOT }), trusts({ AWS: APP }, { Effect: 'Deny' })],
    denied('explicit-deny', 'trust trust[1]'),
  ),
  assuming(
    'a Deny in the trust for another role',
    'An explicit Deny in any policy overrides every Allow',
    appMay,
    [trusts({ AWS: ROOT }), trusts({ AWS: `${APP}2` }, { Effect: 'Deny' })],
    allowed('identity Assume[0]', 'trust trust[0]'),
  ),
  assuming(
    'the trust names the role, whose boundary is silent',
    'A grant to the role’s ARN is limited by an implicit deny in its boundary',
    role('app', { boundary: { Edge: [may('s3:*')] } }),
    [trusts({ AWS: APP })],
    denied('boundary'),
  ),
  assuming(
    'the trust names the user, whose boundary is silent',
    'A grant to the user’s ARN is not limited by an implicit deny in the boundary',
    user('ann', { boundary: { Edge: [may('s3:*')] } }),
    [trusts({ AWS: ANN })],
    allowed('trust trust[0]'),
  ),
  assuming(
    'the trust names the role, the SCP denies',
    'SCPs hold for assuming roles',
    role('app', { scp: [{ Full: [may('*'), mayNot('sts:*')] }] }),
    [trusts({ AWS: APP })],
    denied('explicit-deny', 'scp Full[1]'),
  ),
  assuming(
    'a role with a path, named with it',
    NAMED,
    role('app', { path: '/team/' }),
    [trusts({ AWS: `arn:aws:iam::${ACCOUNT}:role/team/app` })],
    allowed('trust trust[0]'),
  ),
];

const BOTH = 'Cross-account: identity policy and trust policy must both allow';
const partner = role('partner', { account: OTHER });
const partnerMay = role('partner', { account: OTHER, identity: ASSUME });
const PARTNER = `arn:aws:iam::${OTHER}:role/partner`;
const withId = { Condition: { StringEquals: { 'sts:ExternalId': 'tenant-7' } } };
const EXTERNAL = 'sts:ExternalId: the caller must give the one the trust asks for';

const crossAccount: DecisionCase[] = [
  assuming(
    'the trust names the other account, with an identity policy',
    BOTH,
    partnerMay,
    [trusts({ AWS: OTHER })],
    allowed('identity Assume[0]', 'trust trust[0]'),
  ),
  assuming(
    'the trust names the other account, no identity policy',
    BOTH,
    partner,
    [trusts({ AWS: OTHER })],
    denied('no-allow'),
  ),
  assuming(
    'the trust names the other account’s role, no identity policy',
    BOTH,
    partner,
    [trusts({ AWS: PARTNER })],
    denied('no-allow'),
  ),
  assuming(
    'the trust names the other account’s role, with an identity policy',
    BOTH,
    partnerMay,
    [trusts({ AWS: PARTNER })],
    allowed('identity Assume[0]', 'trust trust[0]'),
  ),
  assuming('the trust names only the own account', BOTH, partnerMay, [trusts({ AWS: ROOT })], denied('trust')),
  assuming('the trust names everyone, no identity policy', BOTH, partner, [trusts('*')], denied('no-allow')),
  assuming(
    'the right external id',
    EXTERNAL,
    partnerMay,
    [trusts({ AWS: OTHER }, withId)],
    allowed('identity Assume[0]', 'trust trust[0]'),
    { 'sts:ExternalId': ['tenant-7'] },
  ),
  assuming('another external id', EXTERNAL, partnerMay, [trusts({ AWS: OTHER }, withId)], denied('trust'), {
    'sts:ExternalId': ['tenant-8'],
  }),
  assuming('an external id in other case', EXTERNAL, partnerMay, [trusts({ AWS: OTHER }, withId)], denied('trust'), {
    'sts:ExternalId': ['Tenant-7'],
  }),
  assuming('no external id', EXTERNAL, partnerMay, [trusts({ AWS: OTHER }, withId)], denied('trust'), {
    'sts:ExternalId': [],
  }),
  assuming(
    'whether there is an external id is not known',
    EXTERNAL,
    partnerMay,
    [trusts({ AWS: OTHER }, withId)],
    allowedIf(['sts:ExternalId'], 'identity Assume[0]', 'trust trust[0]'),
  ),
  assuming(
    'a Deny without an external id, and there is none',
    EXTERNAL,
    partnerMay,
    [trusts({ AWS: OTHER }), trusts('*', { Effect: 'Deny', Condition: { Null: { 'sts:ExternalId': 'true' } } })],
    denied('explicit-deny', 'trust trust[1]'),
    { 'sts:ExternalId': [] },
  ),
  assuming(
    'a Deny without an external id, not known',
    EXTERNAL,
    partnerMay,
    [trusts({ AWS: OTHER }), trusts('*', { Effect: 'Deny', Condition: { Null: { 'sts:ExternalId': 'true' } } })],
    allowedUnless(['sts:ExternalId'], 'identity Assume[0]', 'trust trust[0]', 'trust trust[1]'),
  ),
  assuming(
    'the organization asked for, not known',
    'aws:PrincipalOrgID limits a trust for everyone',
    partnerMay,
    [trusts('*', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } })],
    allowedIf(['aws:PrincipalOrgID']),
  ),
  assuming(
    'the organization asked for, another one',
    'aws:PrincipalOrgID limits a trust for everyone',
    partnerMay,
    [trusts('*', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } })],
    denied('trust'),
    { 'aws:PrincipalOrgID': ['o-f6g7h8i9j0'] },
  ),
  assuming(
    'a trust for everyone, limited to one role by aws:PrincipalArn',
    'aws:PrincipalArn limits a trust for everyone',
    partnerMay,
    [trusts('*', { Condition: { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${OTHER}:role/part*` } } })],
    allowed('identity Assume[0]', 'trust trust[0]'),
  ),
  assuming(
    'a trust for everyone, limited to another role by aws:PrincipalArn',
    'aws:PrincipalArn limits a trust for everyone',
    partnerMay,
    [trusts('*', { Condition: { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${OTHER}:role/ops*` } } })],
    denied('trust'),
  ),
];

export const ROLES: readonly DecisionCase[] = [...sameAccount, ...crossAccount];
