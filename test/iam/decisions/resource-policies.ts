/** Decisions with resource policies: whom a principal element names, same account and across, services, anyone. */
import {
  ACCOUNT,
  allowed,
  allowedIf,
  allowedUnless,
  anyone,
  denied,
  may,
  mayNot,
  OTHER,
  role,
  root,
  service,
  user,
  type DecisionCase,
  type Policies,
  type ResourceGiven,
  type StatementJson,
} from './decision-case.ts';

const OBJECT = 'arn:aws:s3:::reports/q1.csv';
const ANN = `arn:aws:iam::${ACCOUNT}:user/ann`;
const BOB = `arn:aws:iam::${ACCOUNT}:user/bob`;
const ROOT = `arn:aws:iam::${ACCOUNT}:root`;
const READ: Policies = { Read: [may('s3:GetObject')] };

const bucket = (...Bucket: StatementJson[]): ResourceGiven => ({ arn: OBJECT, account: ACCOUNT, policies: { Bucket } });
const to = (Principal: unknown, more: StatementJson = {}): StatementJson =>
  may('s3:GetObject', 'arn:aws:s3:::reports/*', { Principal, ...more });
const against = (more: StatementJson): StatementJson => mayNot('s3:*', '*', more);

const asked = (
  title: string,
  rule: string,
  principal: DecisionCase['principal'],
  resource: ResourceGiven,
  expect: DecisionCase['expect'],
): DecisionCase => ({
  title,
  rule,
  principal,
  action: 's3:GetObject',
  resource,
  expect,
});

const DIRECT = 'Same account: a resource policy that names the principal is enough';
const DELEGATES = 'Same account: naming the account root only delegates, an identity policy is still needed';
const NO_PATTERN = 'Principal: no wildcard in part of a name or ARN';
const ann = user('ann');

const sameAccount: DecisionCase[] = [
  asked(
    'the user’s ARN, without an identity policy',
    DIRECT,
    ann,
    bucket(to({ AWS: ANN })),
    allowed('resource Bucket[0]'),
  ),
  asked('another user’s ARN', DIRECT, ann, bucket(to({ AWS: BOB })), denied('no-allow')),
  asked('a list with the user’s ARN', DIRECT, ann, bucket(to({ AWS: [BOB, ANN] })), allowed('resource Bucket[0]')),
  asked(
    'the user’s ARN in other case',
    'Principal: the name in an ARN is case sensitive',
    ann,
    bucket(to({ AWS: ANN.replace('ann', 'Ann') })),
    denied('no-allow'),
  ),
  asked(
    'the user’s ARN, for another action',
    DIRECT,
    ann,
    bucket(may('s3:PutObject', '*', { Principal: { AWS: ANN } })),
    denied('no-allow'),
  ),
  asked(
    'the user’s ARN, for another object',
    DIRECT,
    ann,
    bucket(may('s3:GetObject', 'arn:aws:s3:::reports/q2.csv', { Principal: { AWS: ANN } })),
    denied('no-allow'),
  ),
  asked(
    'the role’s ARN, without an identity policy',
    DIRECT,
    role('app'),
    bucket(to({ AWS: `arn:aws:iam::${ACCOUNT}:role/app` })),
    allowed('resource Bucket[0]'),
  ),
  asked(
    'a user of the role’s name',
    DIRECT,
    role('app'),
    bucket(to({ AWS: `arn:aws:iam::${ACCOUNT}:user/app` })),
    denied('no-allow'),
  ),
  asked(
    'the role’s ARN with its path',
    DIRECT,
    role('app', { path: '/service/' }),
    bucket(to({ AWS: `arn:aws:iam::${ACCOUNT}:role/service/app` })),
    allowed('resource Bucket[0]'),
  ),
  asked(
    'the role’s ARN without its path',
    'Principal: a role’s ARN has its path',
    role('app', { path: '/service/' }),
    bucket(to({ AWS: `arn:aws:iam::${ACCOUNT}:role/app` })),
    denied('no-allow'),
  ),
  asked('the account root, without an identity policy', DELEGATES, ann, bucket(to({ AWS: ROOT })), denied('no-allow')),
  asked(
    'the bare account id, without an identity policy',
    DELEGATES,
    ann,
    bucket(to({ AWS: ACCOUNT })),
    denied('no-allow'),
  ),
  asked(
    'the account root, with an identity policy',
    DELEGATES,
    user('ann', { identity: READ }),
    bucket(to({ AWS: ROOT })),
    allowed(),
  ),
  asked(
    'no resource policy, with an identity policy',
    'Same account: an identity policy is enough',
    user('ann', { identity: READ }),
    bucket(),
    allowed('identity Read[0]'),
  ),
  asked(
    'everyone, without an identity policy',
    'Principal *: principals of the own account need nothing more',
    ann,
    bucket(to('*')),
    allowed('resource Bucket[0]'),
  ),
  asked(
    'everyone, as {"AWS": "*"}',
    'Principal {"AWS": "*"} is the same as *',
    ann,
    bucket(to({ AWS: '*' })),
    allowed('resource Bucket[0]'),
  ),
  asked(
    'all users by a pattern',
    NO_PATTERN,
    ann,
    bucket(to({ AWS: `arn:aws:iam::${ACCOUNT}:user/*` })),
    denied('no-allow'),
  ),
  asked(
    'a pattern that fits the name',
    NO_PATTERN,
    ann,
    bucket(to({ AWS: `arn:aws:iam::${ACCOUNT}:user/an?` })),
    denied('no-allow'),
  ),
  asked(
    'a service, asked by a user',
    'Principal: each kind by its own key',
    ann,
    bucket(to({ Service: 'lambda.amazonaws.com' })),
    denied('no-allow'),
  ),
  asked(
    'a Deny for the user against the identity policy',
    'An explicit Deny in the resource policy',
    user('ann', { identity: READ }),
    bucket(against({ Principal: { AWS: ANN } })),
    denied('explicit-deny', 'resource Bucket[0]'),
  ),
  asked(
    'a Deny for another user',
    'An explicit Deny in the resource policy',
    user('ann', { identity: READ }),
    bucket(against({ Principal: { AWS: BOB } })),
    allowed('identity Read[0]'),
  ),
  asked(
    'a Deny for everyone against a resource policy’s Allow',
    'An explicit Deny in the resource policy',
    ann,
    bucket(to({ AWS: ANN }), against({ Principal: '*' })),
    denied('explicit-deny', 'resource Bucket[1]'),
  ),
  asked(
    'a Deny in the identity policy against a resource policy’s Allow',
    'An explicit Deny in the identity policy',
    user('ann', { identity: { Guard: [mayNot('s3:*')] } }),
    bucket(to({ AWS: ANN })),
    denied('explicit-deny', 'identity Guard[0]'),
  ),
  asked(
    'a Deny for the role that asks',
    'An explicit Deny for a role covers its sessions',
    role('app', { identity: READ }),
    bucket(against({ Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/app` } })),
    denied('explicit-deny', 'resource Bucket[0]'),
  ),
  asked(
    'a Deny for the whole account',
    'A Deny for the account root covers its principals',
    user('ann', { identity: READ }),
    bucket(against({ Principal: { AWS: ROOT } })),
    denied('explicit-deny', 'resource Bucket[0]'),
  ),
  asked(
    'a Deny for another account',
    'A Deny for the account root covers its principals only',
    user('ann', { identity: READ }),
    bucket(against({ Principal: { AWS: OTHER } })),
    allowed('identity Read[0]'),
  ),
];

const BOTH = 'Cross-account: both the identity’s and the resource’s side must allow';
const EVE = `arn:aws:iam::${OTHER}:user/eve`;
const eve = user('eve', { account: OTHER });
const eveMay = user('eve', { account: OTHER, identity: READ });

const crossAccount: DecisionCase[] = [
  asked('both sides', BOTH, eveMay, bucket(to({ AWS: EVE })), allowed('identity Read[0]', 'resource Bucket[0]')),
  asked(
    'both sides, by the other account’s root',
    BOTH,
    eveMay,
    bucket(to({ AWS: `arn:aws:iam::${OTHER}:root` })),
    allowed('identity Read[0]', 'resource Bucket[0]'),
  ),
  asked(
    'both sides, by the other account’s id',
    BOTH,
    eveMay,
    bucket(to({ AWS: OTHER })),
    allowed('identity Read[0]', 'resource Bucket[0]'),
  ),
  asked('both sides, everyone named', BOTH, eveMay, bucket(to('*')), allowed('identity Read[0]', 'resource Bucket[0]')),
  asked('the identity’s side only', BOTH, eveMay, bucket(), denied('resource-policy')),
  asked(
    'the identity’s side, and a resource policy for the own account',
    BOTH,
    eveMay,
    bucket(to({ AWS: ROOT })),
    denied('resource-policy'),
  ),
  asked('the resource’s side only, by ARN', BOTH, eve, bucket(to({ AWS: EVE })), denied('no-allow')),
  asked('the resource’s side only, everyone', BOTH, eve, bucket(to('*')), denied('no-allow')),
  asked(
    'a Deny on the resource’s side',
    'An explicit Deny on either side',
    eveMay,
    bucket(to({ AWS: EVE }), against({ Principal: { AWS: OTHER } })),
    denied('explicit-deny', 'resource Bucket[1]'),
  ),
  asked(
    'the SCP of the principal’s account does not allow',
    'Cross-account: SCPs of the principal’s account',
    user('eve', { account: OTHER, identity: READ, scp: [{ Ec2: [may('ec2:*')] }] }),
    bucket(to({ AWS: EVE })),
    denied('scp'),
  ),
  {
    title: 'the account is that of the resource’s ARN',
    rule: BOTH,
    principal: user('eve', { account: OTHER, identity: { Publish: [may('sns:*')] } }),
    action: 'sns:Publish',
    resource: `arn:aws:sns:eu-west-1:${ACCOUNT}:orders`,
    expect: denied('resource-policy'),
  },
  {
    title: 'the same, by a principal of that account',
    rule: 'Same account: an identity policy is enough',
    principal: user('ann', { identity: { Publish: [may('sns:*')] } }),
    action: 'sns:Publish',
    resource: `arn:aws:sns:eu-west-1:${ACCOUNT}:orders`,
    expect: allowed('identity Publish[0]'),
  },
];

const PUBLIC = 'Anyone: only Principal * lets the unauthenticated in';
const SERVICE = 'Service: the resource policy must name it, and is enough';

const others: DecisionCase[] = [
  asked('anyone, of a public bucket', PUBLIC, anyone, bucket(to('*')), allowed('resource Bucket[0]')),
  asked(
    'anyone, of a bucket public as {"AWS": "*"}',
    PUBLIC,
    anyone,
    bucket(to({ AWS: '*' })),
    allowed('resource Bucket[0]'),
  ),
  asked('anyone, of a bucket for one account', PUBLIC, anyone, bucket(to({ AWS: ACCOUNT })), denied('no-allow')),
  asked(
    'anyone, of a public bucket with a condition that is not known',
    PUBLIC,
    anyone,
    bucket(to('*', { Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1' } } })),
    allowedIf(['aws:SourceVpce'], 'resource Bucket[0]'),
  ),
  asked(
    'a service that is named',
    SERVICE,
    service('cloudtrail.amazonaws.com'),
    bucket(to({ Service: 'cloudtrail.amazonaws.com' })),
    allowed('resource Bucket[0]'),
  ),
  asked(
    'a service that is not named',
    SERVICE,
    service('cloudtrail.amazonaws.com'),
    bucket(to({ Service: 'config.amazonaws.com' })),
    denied('no-allow'),
  ),
  asked(
    'a service, with aws:SourceAccount not known',
    SERVICE,
    service('cloudtrail.amazonaws.com'),
    bucket(
      to({ Service: 'cloudtrail.amazonaws.com' }, { Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT } } }),
    ),
    allowedIf(['aws:SourceAccount'], 'resource Bucket[0]'),
  ),
  asked(
    'the root user, with no policy at all',
    'The root user has full access to its account’s resources',
    root(),
    bucket(),
    allowed(),
  ),
  asked(
    'the root user, under a Deny for everyone',
    'The root user is bound by an explicit Deny of a resource policy',
    root(),
    bucket(against({ Principal: '*' })),
    denied('explicit-deny', 'resource Bucket[0]'),
  ),
  asked('the root user of another account', BOTH, root(OTHER), bucket(), denied('resource-policy')),
];

const NOT_PRINCIPAL = 'NotPrincipal with Deny: everyone but the named, whose account must be named too';

const notPrincipals: DecisionCase[] = [
  asked(
    'the user is named, with the account',
    NOT_PRINCIPAL,
    user('ann', { identity: READ }),
    bucket(against({ NotPrincipal: { AWS: [ANN, ROOT] } })),
    allowed('identity Read[0]'),
  ),
  asked(
    'another user of that account',
    NOT_PRINCIPAL,
    user('bob', { identity: READ }),
    bucket(against({ NotPrincipal: { AWS: [ANN, ROOT] } })),
    denied('explicit-deny', 'resource Bucket[0]'),
  ),
  asked(
    'a role of that account',
    NOT_PRINCIPAL,
    role('app', { identity: READ }),
    bucket(against({ NotPrincipal: { AWS: [ANN, ROOT] } })),
    denied('explicit-deny', 'resource Bucket[0]'),
  ),
  asked(
    'another user, by the resource policy’s own Allow',
    NOT_PRINCIPAL,
    user('bob'),
    bucket(to({ AWS: BOB }), against({ NotPrincipal: { AWS: [ANN, ROOT] } })),
    denied('explicit-deny', 'resource Bucket[1]'),
  ),
  asked(
    'the named user gets nothing by it',
    'NotPrincipal with Deny grants nothing',
    ann,
    bucket(against({ NotPrincipal: { AWS: [ANN, ROOT] } })),
    denied('no-allow'),
  ),
  asked(
    'anyone at all',
    NOT_PRINCIPAL,
    anyone,
    bucket(to('*'), against({ NotPrincipal: { AWS: [ANN, ROOT] } })),
    denied('explicit-deny', 'resource Bucket[1]'),
  ),
  asked(
    'the named user has a boundary',
    'NotPrincipal with Deny always denies a principal that has a permissions boundary',
    user('ann', { identity: READ, boundary: { Edge: [may('*')] } }),
    bucket(against({ NotPrincipal: { AWS: [ANN, ROOT] } })),
    denied('explicit-deny', 'resource Bucket[0]'),
  ),
  asked(
    'the user is named without the account',
    'NotPrincipal with Deny: without the account it depends on the service whether who is named is spared',
    user('ann', { identity: READ }),
    bucket(against({ NotPrincipal: { AWS: ANN } })),
    allowedUnless(['NotPrincipal'], 'identity Read[0]', 'resource Bucket[0]'),
  ),
  asked(
    'the account is named without the user',
    'NotPrincipal with Deny: naming the account spares nobody in it',
    user('ann', { identity: READ }),
    bucket(against({ NotPrincipal: { AWS: ROOT } })),
    denied('explicit-deny', 'resource Bucket[0]'),
  ),
  asked(
    'a service is named',
    NOT_PRINCIPAL,
    service('cloudtrail.amazonaws.com'),
    bucket(
      to({ Service: 'cloudtrail.amazonaws.com' }),
      against({ NotPrincipal: { Service: 'cloudtrail.amazonaws.com' } }),
    ),
    allowed('resource Bucket[0]'),
  ),
  asked(
    'NotPrincipal with Allow lets anyone else in',
    'NotPrincipal with Allow: everyone but the named, also the unauthenticated',
    anyone,
    bucket(may('s3:GetObject', '*', { NotPrincipal: { AWS: ANN } })),
    allowed('resource Bucket[0]'),
  ),
  asked(
    'NotPrincipal with Allow lets another account in',
    'NotPrincipal with Allow: everyone but the named',
    eveMay,
    bucket(may('s3:GetObject', '*', { NotPrincipal: { AWS: [ANN, ROOT] } })),
    allowed('identity Read[0]', 'resource Bucket[0]'),
  ),
  asked(
    'NotPrincipal with Allow does not let the named in',
    'NotPrincipal with Allow: everyone but the named',
    eveMay,
    bucket(may('s3:GetObject', '*', { NotPrincipal: { AWS: [EVE, `arn:aws:iam::${OTHER}:root`] } })),
    denied('resource-policy'),
  ),
];

export const RESOURCE_POLICIES: readonly DecisionCase[] = [
  ...sameAccount,
  ...crossAccount,
  ...others,
  ...notPrincipals,
];
