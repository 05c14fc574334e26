/** Decisions that what is known does not settle: conditions in doubt in each kind of policy, resources by pattern. */
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
  type PrincipalGiven,
  type StatementJson,
} from './decision-case.ts';

const OBJECT = 'arn:aws:s3:::reports/q1.csv';
const fromOffice = { Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } };
const withMfa = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };
const withoutMfa = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } } };

const asked = (
  title: string,
  rule: string,
  given: PrincipalGiven,
  expect: DecisionCase['expect'],
  more: Partial<DecisionCase> = {},
): DecisionCase => ({
  title,
  rule,
  principal: user('ann', given),
  action: 's3:GetObject',
  resource: OBJECT,
  expect,
  ...more,
});

const read = (...statements: StatementJson[]): PrincipalGiven => ({ identity: { P: statements } });
const ALLOW = 'An Allow in doubt is kept as conditional';
const DENY = 'A Deny in doubt does not take away, but is told';
const SURE = 'What is sure outweighs what is in doubt';

const doubts: DecisionCase[] = [
  asked('an Allow in doubt', ALLOW, read(may('s3:*', '*', fromOffice)), allowedIf(['aws:SourceIp'], 'identity P[0]')),
  asked('an Allow in doubt that is settled', ALLOW, read(may('s3:*', '*', fromOffice)), allowed('identity P[0]'), {
    context: { 'aws:SourceIp': ['203.0.113.5'] },
  }),
  asked('an Allow in doubt that is settled otherwise', ALLOW, read(may('s3:*', '*', fromOffice)), denied('no-allow'), {
    context: { 'aws:SourceIp': ['198.51.100.5'] },
  }),
  asked(
    'an Allow in doubt and one without',
    SURE,
    read(may('s3:*', '*', fromOffice), may('s3:Get*')),
    allowed('identity P[1]'),
  ),
  asked(
    'two Allows in doubt, all told',
    ALLOW,
    read(may('s3:*', '*', fromOffice), may('s3:*', '*', withMfa)),
    allowedIf(['aws:MultiFactorAuthPresent', 'aws:SourceIp'], 'identity P[0]', 'identity P[1]'),
  ),
  asked('an Allow in doubt for another action', ALLOW, read(may('s3:Put*', '*', fromOffice)), denied('no-allow')),
  asked(
    'a Deny in doubt',
    DENY,
    read(may('s3:*'), mayNot('s3:*', '*', withoutMfa)),
    allowedUnless(['aws:MultiFactorAuthPresent'], 'identity P[0]', 'identity P[1]'),
  ),
  asked(
    'a Deny in doubt that is settled',
    DENY,
    read(may('s3:*'), mayNot('s3:*', '*', withoutMfa)),
    denied('explicit-deny', 'identity P[1]'),
    { context: { 'aws:MultiFactorAuthPresent': ['false'] } },
  ),
  asked(
    'a Deny in doubt that is settled otherwise',
    DENY,
    read(may('s3:*'), mayNot('s3:*', '*', withoutMfa)),
    allowed('identity P[0]'),
    { context: { 'aws:MultiFactorAuthPresent': ['true'] } },
  ),
  asked('a Deny in doubt and no Allow', DENY, read(mayNot('s3:*', '*', withoutMfa)), {
    allowed: false,
    reason: 'no-allow',
  }),
  asked(
    'a Deny in doubt and one without',
    SURE,
    read(may('s3:*'), mayNot('s3:*', '*', withoutMfa), mayNot('s3:Get*')),
    { allowed: false, reason: 'explicit-deny' },
  ),
  asked(
    'a Deny in doubt for another action',
    DENY,
    read(may('s3:*'), mayNot('s3:Put*', '*', withoutMfa)),
    allowed('identity P[0]'),
  ),
  asked('an Allow and a Deny in doubt', DENY, read(may('s3:*', '*', fromOffice), mayNot('s3:*', '*', withoutMfa)), {
    allowed: true,
    reason: 'allowed',
    conditional: true,
    conditionalDeny: true,
    conditionKeys: ['aws:MultiFactorAuthPresent', 'aws:SourceIp'],
    by: ['identity P[0]', 'identity P[1]'],
  }),
  asked(
    'an Allow in doubt under a Deny without',
    SURE,
    read(may('s3:*', '*', fromOffice), mayNot('s3:Get*')),
    denied('explicit-deny', 'identity P[1]'),
  ),
  asked(
    'keys as the document spells them',
    'Keys are told as the documents spell them',
    read(may('s3:*', '*', { Condition: { StringEquals: { 'AWS:sourceVPC': 'vpc-1' } } })),
    allowedIf(['AWS:sourceVPC']),
  ),
  asked(
    'a boundary in doubt',
    'In doubt in any needed kind: in doubt as a whole',
    { ...read(may('s3:*')), boundary: { Edge: [may('s3:*', '*', fromOffice)] } },
    allowedIf(['aws:SourceIp'], 'identity P[0]', 'boundary Edge[0]'),
  ),
  asked(
    'a boundary in doubt and an identity policy in doubt',
    'In doubt in any needed kind: in doubt as a whole',
    { ...read(may('s3:*', '*', withMfa)), boundary: { Edge: [may('s3:*', '*', fromOffice)] } },
    allowedIf(['aws:MultiFactorAuthPresent', 'aws:SourceIp'], 'identity P[0]', 'boundary Edge[0]'),
  ),
  asked(
    'an SCP level in doubt',
    'In doubt in any needed kind: in doubt as a whole',
    { ...read(may('s3:*')), scp: [{ Full: [may('*')] }, { Office: [may('*', '*', fromOffice)] }] },
    allowedIf(['aws:SourceIp'], 'identity P[0]', 'scp Full[0]', 'scp Office[0]'),
  ),
  asked(
    'a Deny in doubt in an SCP',
    DENY,
    {
      ...read(may('s3:*')),
      scp: [
        {
          Full: [
            may('*'),
            mayNot('*', '*', { Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } } }),
          ],
        },
      ],
    },
    allowedUnless(['aws:RequestedRegion'], 'identity P[0]', 'scp Full[0]', 'scp Full[1]'),
  ),
  asked(
    'a Deny in doubt in a boundary',
    DENY,
    { ...read(may('s3:*')), boundary: { Edge: [may('*'), mayNot('*', '*', withoutMfa)] } },
    allowedUnless(['aws:MultiFactorAuthPresent'], 'identity P[0]', 'boundary Edge[0]', 'boundary Edge[1]'),
  ),
  asked(
    'an Allow in doubt and an unknown boundary',
    'In doubt in any needed kind: in doubt as a whole',
    { ...read(may('s3:*', '*', fromOffice)), boundaryUnknown: true },
    allowedIf(['aws:SourceIp', 'permissions-boundary']),
  ),
  asked(
    'a resource policy without doubt, an identity policy in doubt',
    SURE,
    read(may('s3:*', '*', fromOffice)),
    allowed(),
    {
      resource: {
        arn: OBJECT,
        account: ACCOUNT,
        policies: { Bucket: [may('s3:*', '*', { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:user/ann` } })] },
      },
    },
  ),
  asked('an identity policy without doubt, a resource policy in doubt', SURE, read(may('s3:*')), allowed(), {
    resource: {
      arn: OBJECT,
      account: ACCOUNT,
      policies: {
        Bucket: [may('s3:*', '*', { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:user/ann` }, ...fromOffice })],
      },
    },
  }),
  asked(
    'a Deny in doubt in a resource policy',
    DENY,
    read(may('s3:*')),
    allowedUnless(['aws:SourceVpce'], 'identity P[0]', 'resource Bucket[0]'),
    {
      resource: {
        arn: OBJECT,
        account: ACCOUNT,
        policies: {
          Bucket: [
            mayNot('s3:*', '*', { Principal: '*', Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } } }),
          ],
        },
      },
    },
  ),
  {
    title: 'cross-account, the resource’s side in doubt',
    rule: 'In doubt in any needed kind: in doubt as a whole',
    principal: user('eve', { account: OTHER, identity: { P: [may('s3:*')] } }),
    action: 's3:GetObject',
    resource: {
      arn: OBJECT,
      account: ACCOUNT,
      policies: { Bucket: [may('s3:*', '*', { Principal: { AWS: OTHER }, ...fromOffice })] },
    },
    expect: allowedIf(['aws:SourceIp'], 'identity P[0]', 'resource Bucket[0]'),
  },
  asked(
    'old sessions revoked, judged at the export’s time',
    'aws:TokenIssueTime is judged at the export’s own time',
    {},
    allowed('identity P[0]'),
    {
      principal: role(
        'app',
        read(
          may('s3:*'),
          mayNot('*', '*', { Condition: { DateLessThan: { 'aws:TokenIssueTime': '2024-06-01T00:00:00Z' } } }),
        ),
      ),
      time: '2024-06-15T12:00:00.000Z',
    },
  ),
  asked(
    'sessions revoked until after the export’s time',
    'aws:TokenIssueTime is judged at the export’s own time',
    {},
    denied('explicit-deny', 'identity P[1]'),
    {
      principal: role(
        'app',
        read(
          may('s3:*'),
          mayNot('*', '*', { Condition: { DateLessThan: { 'aws:TokenIssueTime': '2024-07-01T00:00:00Z' } } }),
        ),
      ),
      time: '2024-06-15T12:00:00.000Z',
    },
  ),
];

const USER_ID = 'aws:userid of a role is its unique id, a colon and the session’s name, which is not known beforehand';

/** An Allow by unique id, as bucket policies have long told roles apart. */
const byUserId = (title: string, operator: string, value: string, expect: DecisionCase['expect']): DecisionCase => ({
  title,
  rule: USER_ID,
  principal: role('app', {
    uniqueId: 'AROAEXAMPLEAPP0000001',
    identity: { P: [may('s3:*', '*', { Condition: { [operator]: { 'aws:userid': value } } })] },
  }),
  action: 's3:GetObject',
  resource: OBJECT,
  expect,
});

const userIds: DecisionCase[] = [
  byUserId('any session of the role', 'StringLike', 'AROAEXAMPLEAPP0000001:*', allowed('identity P[0]')),
  byUserId('any session of another role', 'StringLike', 'AROAEXAMPLEAPP0000002:*', denied('no-allow')),
  byUserId('one session of the role', 'StringEquals', 'AROAEXAMPLEAPP0000001:nightly', allowedIf(['aws:userid'])),
  byUserId('one session of another role', 'StringEquals', 'AROAEXAMPLEAPP0000002:nightly', denied('no-allow')),
  byUserId('the id without a session', 'StringEquals', 'AROAEXAMPLEAPP0000001', denied('no-allow')),
  byUserId('no session of the role', 'StringNotLike', 'AROAEXAMPLEAPP0000001:*', denied('no-allow')),
  byUserId('no session of another role', 'StringNotLike', 'AROAEXAMPLEAPP0000002:*', allowed('identity P[0]')),
];

const COVER = 'A resource by pattern: an Allow counts when it covers at least one of them';
const SPARE = 'A resource by pattern: a Deny only when it covers all; one that covers some is told';
const SOME = 'arn:aws:s3:::reports/*';
const ALL_ALLOWED: Policies = { P: [may('s3:*')] };

const pattern = (
  title: string,
  rule: string,
  identity: Policies,
  expect: DecisionCase['expect'],
  arn = SOME,
): DecisionCase => ({
  title,
  rule,
  principal: user('ann', { identity }),
  action: 's3:GetObject',
  resource: arn,
  expect,
});

const patterns: DecisionCase[] = [
  pattern('an Allow of all', COVER, ALL_ALLOWED, allowed('identity P[0]')),
  pattern('an Allow of just these', COVER, { P: [may('s3:*', SOME)] }, allowed('identity P[0]')),
  pattern('an Allow of one of them', COVER, { P: [may('s3:*', OBJECT)] }, allowed('identity P[0]')),
  pattern('an Allow that overlaps', COVER, { P: [may('s3:*', 'arn:aws:s3:::*/q1.csv')] }, allowed('identity P[0]')),
  pattern('an Allow of others', COVER, { P: [may('s3:*', 'arn:aws:s3:::payroll/*')] }, denied('no-allow')),
  pattern(
    'an Allow that has a longer name',
    COVER,
    { P: [may('s3:*', 'arn:aws:s3:::reports-old/*')] },
    denied('no-allow'),
  ),
  pattern(
    'an Allow of all but some of them',
    COVER,
    { P: [{ Effect: 'Allow', Action: 's3:*', NotResource: OBJECT }] },
    allowed('identity P[0]'),
  ),
  pattern(
    'an Allow of all but them',
    COVER,
    { P: [{ Effect: 'Allow', Action: 's3:*', NotResource: 'arn:aws:s3:::rep*' }] },
    denied('no-allow'),
  ),
  pattern('a Deny of all', SPARE, { ...ALL_ALLOWED, D: [mayNot('s3:*')] }, denied('explicit-deny', 'identity D[0]')),
  pattern(
    'a Deny of just these',
    SPARE,
    { ...ALL_ALLOWED, D: [mayNot('s3:*', SOME)] },
    denied('explicit-deny', 'identity D[0]'),
  ),
  pattern(
    'a Deny of one of them',
    SPARE,
    { ...ALL_ALLOWED, D: [mayNot('s3:*', OBJECT)] },
    allowedUnless(['resource'], 'identity P[0]', 'identity D[0]'),
  ),
  pattern(
    'a Deny of others',
    SPARE,
    { ...ALL_ALLOWED, D: [mayNot('s3:*', 'arn:aws:s3:::payroll/*')] },
    allowed('identity P[0]'),
  ),
  pattern(
    'a Deny of all but others',
    SPARE,
    { ...ALL_ALLOWED, D: [{ Effect: 'Deny', Action: 's3:*', NotResource: 'arn:aws:s3:::payroll/*' }] },
    denied('explicit-deny', 'identity D[0]'),
  ),
  pattern(
    'a Deny of all but some of them',
    SPARE,
    { ...ALL_ALLOWED, D: [{ Effect: 'Deny', Action: 's3:*', NotResource: OBJECT }] },
    allowedUnless(['resource'], 'identity P[0]', 'identity D[0]'),
  ),
  pattern(
    'a Deny of all but them',
    SPARE,
    { ...ALL_ALLOWED, D: [{ Effect: 'Deny', Action: 's3:*', NotResource: SOME }] },
    allowed('identity P[0]'),
  ),
  pattern(
    '? for a digit, an Allow of one',
    COVER,
    { P: [may('s3:*', OBJECT)] },
    allowed('identity P[0]'),
    'arn:aws:s3:::reports/q?.csv',
  ),
  pattern(
    '? for a digit, a Deny of a longer name',
    SPARE,
    { ...ALL_ALLOWED, D: [mayNot('s3:*', 'arn:aws:s3:::reports/q10.csv')] },
    allowed('identity P[0]'),
    'arn:aws:s3:::reports/q?.csv',
  ),
  pattern(
    '? for a digit, a Deny by *',
    SPARE,
    { ...ALL_ALLOWED, D: [mayNot('s3:*', 'arn:aws:s3:::reports/q*.csv')] },
    denied('explicit-deny', 'identity D[0]'),
    'arn:aws:s3:::reports/q?.csv',
  ),
  pattern('everything, an Allow of one thing', COVER, { P: [may('s3:*', OBJECT)] }, allowed('identity P[0]'), '*'),
  pattern(
    'everything, a Deny of one thing',
    SPARE,
    { ...ALL_ALLOWED, D: [mayNot('s3:*', OBJECT)] },
    allowedUnless(['resource'], 'identity P[0]', 'identity D[0]'),
    '*',
  ),
];

export const UNDECIDED: readonly DecisionCase[] = [...doubts, ...userIds, ...patterns];
