/** Decisions by what only limits: permissions boundaries, service control policies and resource control policies. */
import {
  ACCOUNT,
  allowed,
  allowedIf,
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
  type PrincipalGiven,
  type ResourceGiven,
} from './decision-case.ts';

const OBJECT = 'arn:aws:s3:::reports/q1.csv';
const ANN = `arn:aws:iam::${ACCOUNT}:user/ann`;
const APP = `arn:aws:iam::${ACCOUNT}:role/app`;

const READ: Policies = { Read: [may('s3:GetObject')] };
const bucket = (AWS: unknown, more: Omit<ResourceGiven, 'arn'> = {}): ResourceGiven => ({
  arn: OBJECT,
  account: ACCOUNT,
  policies: { Bucket: [may('s3:GetObject', `arn:aws:s3:::reports/*`, { Principal: { AWS } })] },
  ...more,
});

const asked = (
  title: string,
  rule: string,
  given: PrincipalGiven,
  expect: DecisionCase['expect'],
  resource: DecisionCase['resource'] = OBJECT,
): DecisionCase => ({
  title,
  rule,
  principal: user('ann', given),
  action: 's3:GetObject',
  resource,
  expect,
});

const BOUNDARY = 'Identity policies and permissions boundary must both allow';
const USER_ARN =
  'Same account: a resource policy naming the user’s ARN is not limited by an implicit deny in the boundary';
const ROLE_ARN = 'Same account: a grant to the role’s ARN is limited by an implicit deny in the boundary';

const boundaries: DecisionCase[] = [
  asked(
    'both allow',
    BOUNDARY,
    { identity: READ, boundary: { Edge: [may('s3:*')] } },
    allowed('identity Read[0]', 'boundary Edge[0]'),
  ),
  asked('the boundary alone grants nothing', BOUNDARY, { boundary: { Edge: [may('*')] } }, denied('no-allow')),
  asked(
    'the boundary does not allow the action',
    BOUNDARY,
    { identity: READ, boundary: { Edge: [may('ec2:*')] } },
    denied('boundary'),
  ),
  asked(
    'the boundary does not allow the resource',
    BOUNDARY,
    { identity: READ, boundary: { Edge: [may('s3:*', 'arn:aws:s3:::payroll/*')] } },
    denied('boundary'),
  ),
  asked(
    'the boundary allows all but what NotAction names',
    BOUNDARY,
    { identity: READ, boundary: { Edge: [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }] } },
    allowed('identity Read[0]', 'boundary Edge[0]'),
  ),
  asked(
    'the boundary names it in NotAction',
    BOUNDARY,
    { identity: READ, boundary: { Edge: [{ Effect: 'Allow', NotAction: 's3:*', Resource: '*' }] } },
    denied('boundary'),
  ),
  asked(
    'a Deny in the boundary',
    'An explicit Deny in any policy overrides every Allow',
    { identity: READ, boundary: { Edge: [may('*'), mayNot('s3:*')] } },
    denied('explicit-deny', 'boundary Edge[1]'),
  ),
  asked(
    'a Deny in the boundary of something else',
    'An explicit Deny in any policy overrides every Allow',
    { identity: READ, boundary: { Edge: [may('*'), mayNot('iam:*')] } },
    allowed('identity Read[0]', 'boundary Edge[0]'),
  ),
  asked(
    'administrator within a boundary',
    BOUNDARY,
    { identity: { Admin: [may('*')] }, boundary: { Edge: [may(['s3:*', 'logs:*'])] } },
    allowed('identity Admin[0]', 'boundary Edge[0]'),
  ),
  asked(
    'a boundary that no export shows',
    'A boundary whose document is not known leaves an Allow in doubt',
    { identity: READ, boundaryUnknown: true },
    allowedIf(['permissions-boundary']),
  ),
  asked(
    'a boundary that no export shows, and no Allow',
    'A boundary grants nothing',
    { boundaryUnknown: true },
    denied('no-allow'),
  ),
  asked(
    'a boundary that no export shows, and a Deny',
    'An explicit Deny in any policy overrides every Allow',
    { identity: { Read: [may('s3:*'), mayNot('s3:GetObject')] }, boundaryUnknown: true },
    denied('explicit-deny'),
  ),
  asked(
    'a resource policy names the user, whose boundary is silent',
    USER_ARN,
    { boundary: { Edge: [may('ec2:*')] } },
    allowed('resource Bucket[0]'),
    bucket(ANN),
  ),
  asked(
    'a resource policy names another user',
    USER_ARN,
    { identity: READ, boundary: { Edge: [may('ec2:*')] } },
    denied('boundary'),
    bucket(`arn:aws:iam::${ACCOUNT}:user/bob`),
  ),
  asked(
    'a resource policy names the user, whose boundary denies',
    'An explicit Deny in the boundary limits resource policies too',
    { boundary: { Edge: [may('*'), mayNot('s3:*')] } },
    denied('explicit-deny', 'boundary Edge[1]'),
    bucket(ANN),
  ),
  asked(
    'a resource policy names the user, whose boundary is not known',
    USER_ARN,
    { boundaryUnknown: true },
    allowed('resource Bucket[0]'),
    bucket(ANN),
  ),
  asked(
    'a resource policy names the account root, and the boundary is silent',
    'Naming the account root only delegates: the boundary still limits',
    { identity: READ, boundary: { Edge: [may('ec2:*')] } },
    denied('boundary'),
    bucket(`arn:aws:iam::${ACCOUNT}:root`),
  ),
  {
    title: 'a resource policy names the role, whose boundary is silent',
    rule: ROLE_ARN,
    principal: role('app', { boundary: { Edge: [may('ec2:*')] } }),
    action: 's3:GetObject',
    resource: bucket(APP),
    expect: denied('boundary'),
  },
  {
    title: 'a resource policy names the role, whose boundary allows',
    rule: ROLE_ARN,
    principal: role('app', { boundary: { Edge: [may('s3:*')] } }),
    action: 's3:GetObject',
    resource: bucket(APP),
    expect: allowed('boundary Edge[0]', 'resource Bucket[0]'),
  },
  {
    title: 'a resource policy names the role, whose boundary is not known',
    rule: ROLE_ARN,
    principal: role('app', { boundaryUnknown: true }),
    action: 's3:GetObject',
    resource: bucket(APP),
    expect: allowedIf(['permissions-boundary'], 'resource Bucket[0]'),
  },
  {
    title: 'a resource policy names everyone with aws:PrincipalArn, and the role’s boundary is silent',
    rule: 'Same account: what a wildcard principal grants is not limited by an implicit deny in the boundary',
    principal: role('app', { boundary: { Edge: [may('ec2:*')] } }),
    action: 's3:GetObject',
    resource: {
      arn: OBJECT,
      account: ACCOUNT,
      policies: {
        Bucket: [may('s3:GetObject', '*', { Principal: '*', Condition: { ArnEquals: { 'aws:PrincipalArn': APP } } })],
      },
    },
    expect: allowed('resource Bucket[0]'),
  },
  {
    title: 'cross-account: a resource policy names the user, whose boundary is silent',
    rule: 'Cross-account: the identity side must allow in full, boundary included',
    principal: user('ann', { identity: READ, boundary: { Edge: [may('ec2:*')] } }),
    action: 's3:GetObject',
    resource: bucket(ANN, { account: OTHER }),
    expect: denied('boundary'),
  },
];

const FULL: Policies = { FullAWSAccess: [may('*')] };
const LEVELS = 'SCP: every level from the root to the account must allow';

const serviceControl: DecisionCase[] = [
  asked(
    'FullAWSAccess at every level',
    LEVELS,
    { identity: READ, scp: [FULL, FULL, FULL] },
    allowed('identity Read[0]', 'scp FullAWSAccess[0]', 'scp FullAWSAccess[0]', 'scp FullAWSAccess[0]'),
  ),
  asked('no SCPs supplied', 'SCP: not supplied counts as allowing', { identity: READ }, allowed('identity Read[0]')),
  asked('SCPs grant nothing', 'SCP: grants nothing', { scp: [FULL, FULL] }, denied('no-allow')),
  asked(
    'the root does not allow',
    LEVELS,
    { identity: READ, scp: [{ Ec2: [may('ec2:*')] }, FULL, FULL] },
    denied('scp'),
  ),
  asked('the OU does not allow', LEVELS, { identity: READ, scp: [FULL, { Ec2: [may('ec2:*')] }, FULL] }, denied('scp')),
  asked(
    'the account does not allow',
    LEVELS,
    { identity: READ, scp: [FULL, FULL, { Ec2: [may('ec2:*')] }] },
    denied('scp'),
  ),
  asked('a level with no policy at all', LEVELS, { identity: READ, scp: [FULL, {}, FULL] }, denied('scp')),
  asked(
    'an allow list that has it, at one level',
    LEVELS,
    { identity: READ, scp: [FULL, { Listed: [may(['s3:*', 'ec2:*'])] }, FULL] },
    allowed('identity Read[0]', 'scp FullAWSAccess[0]', 'scp Listed[0]', 'scp FullAWSAccess[0]'),
  ),
  asked(
    'two policies on one level, one of which allows',
    'SCP: one Allow on a level is enough for it',
    { identity: READ, scp: [FULL, { Ec2: [may('ec2:*')], S3: [may('s3:*')] }] },
    allowed('identity Read[0]', 'scp FullAWSAccess[0]', 'scp S3[0]'),
  ),
  asked(
    'allow lists on two levels do not add up',
    LEVELS,
    { identity: READ, scp: [{ S3: [may('s3:*')] }, { Ec2: [may('ec2:*')] }] },
    denied('scp'),
  ),
  asked(
    'a Deny at the root',
    'SCP: an explicit Deny at any level',
    { identity: READ, scp: [{ ...FULL, NoS3: [mayNot('s3:*')] }, FULL] },
    denied('explicit-deny', 'scp NoS3[0]'),
  ),
  asked(
    'a Deny at the account',
    'SCP: an explicit Deny at any level',
    { identity: READ, scp: [FULL, { ...FULL, NoS3: [mayNot('s3:Get*')] }] },
    denied('explicit-deny', 'scp NoS3[0]'),
  ),
  asked(
    'a Deny of something else',
    'SCP: an explicit Deny at any level',
    { identity: READ, scp: [FULL, { ...FULL, NoOrg: [mayNot('organizations:LeaveOrganization')] }] },
    allowed('identity Read[0]', 'scp FullAWSAccess[0]', 'scp FullAWSAccess[0]'),
  ),
  asked(
    'a resource policy names the user and the SCP does not allow',
    'SCP: limits what resource policies grant to the account’s principals',
    { scp: [FULL, { Ec2: [may('ec2:*')] }] },
    denied('scp'),
    bucket(ANN),
  ),
  asked(
    'boundary, SCP and identity policy all allow',
    'Boundary, SCP and identity policy must all allow',
    { identity: READ, boundary: { Edge: [may('s3:*')] }, scp: [FULL] },
    allowed('identity Read[0]', 'boundary Edge[0]', 'scp FullAWSAccess[0]'),
  ),
  {
    title: 'the root user of a member account',
    rule: 'SCP: binds the root user of member accounts too',
    principal: root(ACCOUNT, [
      {
        ...FULL,
        NoRoot: [mayNot('*', '*', { Condition: { StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:root' } } })],
      },
    ]),
    action: 's3:GetObject',
    resource: { arn: OBJECT, account: ACCOUNT },
    expect: denied('explicit-deny', 'scp NoRoot[0]'),
  },
  asked(
    'the Deny for root users spares a user',
    'SCP: binds the root user of member accounts too',
    {
      identity: READ,
      scp: [
        {
          ...FULL,
          NoRoot: [mayNot('*', '*', { Condition: { StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:root' } } })],
        },
      ],
    },
    allowed('identity Read[0]', 'scp FullAWSAccess[0]'),
  ),
  {
    title: 'a service-linked role under an SCP that denies',
    rule: 'SCP: does not bind service-linked roles',
    principal: role('AWSServiceRoleForOrganizations', {
      path: '/aws-service-role/organizations.amazonaws.com/',
      identity: READ,
      scp: [{ ...FULL, NoS3: [mayNot('s3:*')] }],
    }),
    action: 's3:GetObject',
    resource: OBJECT,
    expect: allowed('identity Read[0]'),
  },
  {
    title: 'an ordinary service role under an SCP that denies',
    rule: 'SCP: does not bind service-linked roles, but every other role',
    principal: role('lambda', { path: '/service-role/', identity: READ, scp: [{ ...FULL, NoS3: [mayNot('s3:*')] }] }),
    action: 's3:GetObject',
    resource: OBJECT,
    expect: denied('explicit-deny', 'scp NoS3[0]'),
  },
  {
    title: 'a Deny that exempts one role by ArnNotLike',
    rule: 'SCP: conditions of a Deny',
    principal: role('admin', {
      identity: READ,
      scp: [
        {
          ...FULL,
          Guard: [
            mayNot('s3:*', '*', { Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/admin' } } }),
          ],
        },
      ],
    }),
    action: 's3:GetObject',
    resource: OBJECT,
    expect: allowed('identity Read[0]', 'scp FullAWSAccess[0]'),
  },
  {
    title: 'the same Deny for a role that is not exempt',
    rule: 'SCP: conditions of a Deny',
    principal: role('administrator', {
      identity: READ,
      scp: [
        {
          ...FULL,
          Guard: [
            mayNot('s3:*', '*', { Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/admin' } } }),
          ],
        },
      ],
    }),
    action: 's3:GetObject',
    resource: OBJECT,
    expect: denied('explicit-deny', 'scp Guard[0]'),
  },
];

const RCP_FULL: Policies = { RCPFullAWSAccess: [may('*', '*', { Principal: '*' })] };
const ownOnly: Policies = {
  ...RCP_FULL,
  OwnOnly: [
    mayNot('s3:*', '*', { Principal: '*', Condition: { StringNotEquals: { 'aws:PrincipalAccount': ACCOUNT } } }),
  ],
};

const resourceControl: DecisionCase[] = [
  asked(
    'RCPFullAWSAccess at every level',
    'RCP: every level must allow',
    { identity: READ },
    allowed('identity Read[0]', 'rcp RCPFullAWSAccess[0]', 'rcp RCPFullAWSAccess[0]'),
    { arn: OBJECT, account: ACCOUNT, rcp: [RCP_FULL, RCP_FULL] },
  ),
  asked('a level that does not allow', 'RCP: every level must allow', { identity: READ }, denied('rcp'), {
    arn: OBJECT,
    account: ACCOUNT,
    rcp: [RCP_FULL, {}],
  }),
  asked('a Deny', 'RCP: an explicit Deny at any level', { identity: READ }, denied('explicit-deny', 'rcp NoS3[0]'), {
    arn: OBJECT,
    account: ACCOUNT,
    rcp: [RCP_FULL, { ...RCP_FULL, NoS3: [mayNot('s3:*', '*', { Principal: '*' })] }],
  }),
  asked(
    'a Deny of other buckets',
    'RCP: an explicit Deny at any level',
    { identity: READ },
    allowed('identity Read[0]', 'rcp RCPFullAWSAccess[0]'),
    {
      arn: OBJECT,
      account: ACCOUNT,
      rcp: [{ ...RCP_FULL, NoS3: [mayNot('s3:*', 'arn:aws:s3:::payroll/*', { Principal: '*' })] }],
    },
  ),
  asked('RCPs grant nothing', 'RCP: grants nothing', {}, denied('no-allow'), {
    arn: OBJECT,
    account: ACCOUNT,
    rcp: [RCP_FULL],
  }),
  asked(
    'a principal of the own account under “own account only”',
    'RCP: limits whoever asks, by conditions on the principal',
    { identity: READ },
    allowed('identity Read[0]', 'rcp RCPFullAWSAccess[0]'),
    { arn: OBJECT, account: ACCOUNT, rcp: [ownOnly] },
  ),
  {
    title: 'a principal of another account under “own account only”',
    rule: 'RCP: limits whoever asks, by conditions on the principal',
    principal: user('eve', { account: OTHER, identity: READ }),
    action: 's3:GetObject',
    resource: bucket(`arn:aws:iam::${OTHER}:user/eve`, { rcp: [ownOnly] }),
    expect: denied('explicit-deny', 'rcp OwnOnly[0]'),
  },
  {
    title: 'anyone at all under “own account only”, on a public bucket',
    rule: 'RCP: limits whoever asks; the account of an unauthenticated request is “anonymous”',
    principal: anyone,
    action: 's3:GetObject',
    resource: bucket('*', { rcp: [ownOnly] }),
    expect: denied('explicit-deny', 'rcp OwnOnly[0]'),
  },
  {
    title: 'a service spared by aws:PrincipalIsAWSService',
    rule: 'RCP: applies to services unless a condition spares them',
    principal: service('logging.s3.amazonaws.com'),
    action: 's3:PutObject',
    resource: {
      arn: OBJECT,
      account: ACCOUNT,
      policies: { Bucket: [may('s3:PutObject', '*', { Principal: { Service: 'logging.s3.amazonaws.com' } })] },
      rcp: [
        {
          ...RCP_FULL,
          OwnOnly: [
            mayNot('s3:*', '*', {
              Principal: '*',
              Condition: {
                StringNotEqualsIfExists: { 'aws:PrincipalAccount': ACCOUNT },
                BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
              },
            }),
          ],
        },
      ],
    },
    expect: allowed('resource Bucket[0]', 'rcp RCPFullAWSAccess[0]'),
  },
  {
    title: 'an RCP on the role’s account against assuming it from outside',
    rule: 'RCP: covers sts:AssumeRole on the account’s roles',
    principal: role('partner', { account: OTHER, identity: { Assume: [may('sts:AssumeRole')] } }),
    action: 'sts:AssumeRole',
    resource: {
      arn: APP,
      trust: [{ Effect: 'Allow', Principal: { AWS: OTHER }, Action: 'sts:AssumeRole' }],
      rcp: [
        {
          ...RCP_FULL,
          OwnOnly: [
            mayNot('sts:AssumeRole', '*', {
              Principal: '*',
              Condition: { StringNotEquals: { 'aws:PrincipalAccount': ACCOUNT } },
            }),
          ],
        },
      ],
    },
    expect: denied('explicit-deny', 'rcp OwnOnly[0]'),
  },
];

export const CEILINGS: readonly DecisionCase[] = [...boundaries, ...serviceControl, ...resourceControl];
