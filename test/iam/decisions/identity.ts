/** Decisions by identity policies alone: which statements match, and that a Deny wins wherever it stands. */
import { allowed, denied, may, mayNot, user, role, type DecisionCase, type Policies } from './decision-case.ts';

const OBJECT = 'arn:aws:s3:::reports/2026/q1.csv';

const asked = (title: string, rule: string, identity: Policies, expect: DecisionCase['expect']): DecisionCase => ({
  title,
  rule,
  principal: user('ann', { identity }),
  action: 's3:GetObject',
  resource: OBJECT,
  expect,
});

const DENY_WINS = 'An explicit Deny in any policy overrides every Allow';
const DEFAULT = 'By default a request is denied';

const denies: DecisionCase[] = [
  asked('no policy at all', DEFAULT, {}, denied('no-allow')),
  asked(
    'one Allow',
    'One Allow in any identity policy is enough',
    { Read: [may('s3:GetObject', OBJECT)] },
    allowed('identity Read[0]'),
  ),
  asked(
    'an Allow in the second policy',
    'One Allow in any identity policy is enough',
    { Other: [may('ec2:*')], Read: [may('s3:GetObject')] },
    allowed('identity Read[0]'),
  ),
  asked(
    'an Allow in the second statement',
    'One Allow in any statement is enough',
    { Read: [may('ec2:*'), may('s3:GetObject')] },
    allowed('identity Read[1]'),
  ),
  asked('an Allow for another action only', DEFAULT, { Read: [may('s3:PutObject')] }, denied('no-allow')),
  asked(
    'an Allow for another resource only',
    DEFAULT,
    { Read: [may('s3:GetObject', 'arn:aws:s3:::payroll/*')] },
    denied('no-allow'),
  ),
  asked(
    'an action and a resource in different statements',
    'A statement matches as a whole',
    { Read: [may('s3:GetObject', 'arn:aws:s3:::payroll/*'), may('s3:PutObject', OBJECT)] },
    denied('no-allow'),
  ),
  asked(
    'a Deny in the same policy',
    DENY_WINS,
    { Read: [may('s3:*'), mayNot('s3:GetObject')] },
    denied('explicit-deny', 'identity Read[1]'),
  ),
  asked(
    'a Deny before the Allow',
    DENY_WINS,
    { Read: [mayNot('s3:GetObject'), may('s3:*')] },
    denied('explicit-deny', 'identity Read[0]'),
  ),
  asked(
    'a Deny in another policy',
    DENY_WINS,
    { Admin: [may('*')], Guard: [mayNot('s3:Get*', 'arn:aws:s3:::reports/*')] },
    denied('explicit-deny', 'identity Guard[0]'),
  ),
  asked(
    'a Deny in another policy, of another action',
    DENY_WINS,
    { Admin: [may('*')], Guard: [mayNot('s3:Put*')] },
    allowed('identity Admin[0]'),
  ),
  asked(
    'a Deny in another policy, of another resource',
    DENY_WINS,
    { Admin: [may('*')], Guard: [mayNot('s3:*', 'arn:aws:s3:::payroll/*')] },
    allowed('identity Admin[0]'),
  ),
  asked(
    'a Deny and no Allow',
    DENY_WINS,
    { Guard: [mayNot('s3:GetObject')] },
    denied('explicit-deny', 'identity Guard[0]'),
  ),
  asked(
    'two Denies, both told',
    DENY_WINS,
    { Admin: [may('*')], A: [mayNot('s3:*')], B: [mayNot('s3:GetObject')] },
    denied('explicit-deny', 'identity A[0]', 'identity B[0]'),
  ),
  {
    title: 'an Allow from a group',
    rule: 'Policies of a user’s groups are identity policies',
    principal: user('ann', { groups: { Readers: { GroupRead: [may('s3:GetObject')] } } }),
    action: 's3:GetObject',
    resource: OBJECT,
    expect: allowed('identity GroupRead[0]'),
  },
  {
    title: 'a Deny from a group against the user’s own Allow',
    rule: DENY_WINS,
    principal: user('ann', {
      identity: { Own: [may('s3:*')] },
      groups: { Limits: { GroupGuard: [mayNot('s3:GetObject')] } },
    }),
    action: 's3:GetObject',
    resource: OBJECT,
    expect: denied('explicit-deny', 'identity GroupGuard[0]'),
  },
  {
    title: 'a statement that stands alone, not in a list',
    rule: 'Statement may be one object',
    principal: role('app', { identity: { Read: { Version: '2012-10-17', Statement: may('s3:GetObject') } } }),
    action: 's3:GetObject',
    resource: OBJECT,
    expect: allowed('identity Read[0]'),
  },
];

/** An Allow of that action pattern, asked for that action. */
const action = (Action: unknown, asks: string, matches: boolean, rule: string): DecisionCase => ({
  title: `${JSON.stringify(Action)} ${matches ? 'covers' : 'does not cover'} ${asks}`,
  rule,
  principal: user('ann', { identity: { P: [may(Action)] } }),
  action: asks,
  resource: OBJECT,
  expect: matches ? allowed('identity P[0]') : denied('no-allow'),
});

const ANY = 'Action: * stands for any characters, also none';
const ONE = 'Action: ? stands for exactly one character';
const CASELESS = 'Action: compared without case';

const actions: DecisionCase[] = [
  action('*', 's3:GetObject', true, ANY),
  action('s3:*', 's3:GetObject', true, ANY),
  action('s3:*', 's3express:CreateSession', false, ANY),
  action('s3*:*', 's3express:CreateSession', true, ANY),
  action('s3:Get*', 's3:GetObject', true, ANY),
  action('s3:GetObject*', 's3:GetObject', true, ANY),
  action('s3:Get*', 's3:ListBucket', false, ANY),
  action('s3:*Object', 's3:GetObject', true, ANY),
  action('s3:*Object', 's3:GetObjectAcl', false, ANY),
  action('s3:*Object*', 's3:GetObjectAcl', true, ANY),
  action('s3:GetObject', 's3:GetObjectAcl', false, 'Action: without a wildcard the whole name must be the same'),
  action('s3:Get', 's3:GetObject', false, 'Action: without a wildcard the whole name must be the same'),
  action('s3:?etObject', 's3:GetObject', true, ONE),
  action('s3:GetObjec?', 's3:GetObject', true, ONE),
  action('s3:GetObject?', 's3:GetObject', false, ONE),
  action('s3:Get?', 's3:GetObject', false, ONE),
  action('S3:GETOBJECT', 's3:GetObject', true, CASELESS),
  action('s3:getobject', 'S3:GetObject', true, CASELESS),
  action('s3:GET*', 's3:GetObject', true, CASELESS),
  action(['ec2:*', 's3:GetObject'], 's3:GetObject', true, 'Action: any one of a list'),
  action(['ec2:*', 's3:PutObject'], 's3:GetObject', false, 'Action: any one of a list'),
  action('s3:Get.*', 's3:GetObject', false, 'Action: no regular expressions'),
];

/** An Allow of that resource pattern, asked for that resource. */
const resource = (Resource: unknown, asks: string, matches: boolean, rule: string): DecisionCase => ({
  title: `${JSON.stringify(Resource)} ${matches ? 'covers' : 'does not cover'} ${asks}`,
  rule,
  principal: user('ann', { identity: { P: [may('*', Resource)] } }),
  action: asks.startsWith('arn:aws:sns') ? 'sns:Publish' : 's3:GetObject',
  resource: asks,
  expect: matches ? allowed('identity P[0]') : denied('no-allow'),
});

const ACROSS = 'Resource: * crosses / and :';
const CASED = 'Resource: compared with case';
const TOPIC = 'arn:aws:sns:eu-west-1:111122223333:orders';

const resources: DecisionCase[] = [
  resource('arn:aws:s3:::reports/*', OBJECT, true, ACROSS),
  resource('arn:aws:s3:::rep*', OBJECT, true, ACROSS),
  resource('arn:aws:s3:::*.csv', OBJECT, true, ACROSS),
  resource('arn:aws:s3:::reports/*/q1.csv', OBJECT, true, ACROSS),
  resource('arn:aws:s3:::reports/*/q1.csv', 'arn:aws:s3:::reports/a/b/c/q1.csv', true, ACROSS),
  resource('arn:aws:s3:::reports/*/q2.csv', OBJECT, false, ACROSS),
  resource('arn:aws:sns:*', TOPIC, true, ACROSS),
  resource('arn:aws:sns:*:orders', TOPIC, true, ACROSS),
  resource('arn:aws:sns:*:111122223333:orders', TOPIC, true, ACROSS),
  resource('arn:aws:sns:*:444455556666:orders', TOPIC, false, ACROSS),
  resource('arn:aws:s3:::reports', OBJECT, false, 'Resource: a bucket is not its objects'),
  resource('arn:aws:s3:::reports/*', 'arn:aws:s3:::reports', false, 'Resource: a bucket is not its objects'),
  resource('arn:aws:s3:::report?/*', OBJECT, true, 'Resource: ? stands for exactly one character'),
  resource('arn:aws:s3:::reports?/*', OBJECT, false, 'Resource: ? stands for exactly one character'),
  resource('arn:aws:s3:::Reports/*', OBJECT, false, CASED),
  resource('arn:aws:s3:::reports/2026/Q1.csv', OBJECT, false, CASED),
  resource(['arn:aws:s3:::a/*', 'arn:aws:s3:::reports/*'], OBJECT, true, 'Resource: any one of a list'),
  resource(['arn:aws:s3:::a/*', 'arn:aws:s3:::b/*'], OBJECT, false, 'Resource: any one of a list'),
];

/** One Allow of everything but what is named, or one Deny of it beside an Allow of all. */
const complement = (
  title: string,
  rule: string,
  statement: Record<string, unknown>,
  asks: string,
  expect: DecisionCase['expect'],
): DecisionCase => ({
  title,
  rule,
  principal: user('ann', {
    identity: statement['Effect'] === 'Deny' ? { Admin: [may('*')], P: [statement] } : { P: [statement] },
  }),
  action: asks,
  resource: asks.startsWith('iam:') ? 'arn:aws:iam::111122223333:user/bob' : OBJECT,
  expect,
});

const NOT_ACTION = 'NotAction: every action but the named ones, within the statement’s own effect';
const NOT_RESOURCE = 'NotResource: every resource but the named ones, within the statement’s own effect';

const complements: DecisionCase[] = [
  complement(
    'NotAction allows what it does not name',
    NOT_ACTION,
    { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' },
    's3:GetObject',
    allowed('identity P[0]'),
  ),
  complement(
    'NotAction does not allow what it names',
    NOT_ACTION,
    { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' },
    'iam:DeleteUser',
    denied('no-allow'),
  ),
  complement(
    'NotAction leaves out by pattern, without case',
    NOT_ACTION,
    { Effect: 'Allow', NotAction: ['iam:Delete*', 'IAM:create*'], Resource: '*' },
    'iam:CreateUser',
    denied('no-allow'),
  ),
  complement(
    'NotAction allows what no pattern leaves out',
    NOT_ACTION,
    { Effect: 'Allow', NotAction: ['iam:Delete*'], Resource: '*' },
    'iam:CreateUser',
    allowed('identity P[0]'),
  ),
  complement(
    'NotAction allows only on its resources',
    NOT_ACTION,
    { Effect: 'Allow', NotAction: 'iam:*', Resource: 'arn:aws:s3:::payroll/*' },
    's3:GetObject',
    denied('no-allow'),
  ),
  complement(
    'NotAction with Deny denies what it does not name',
    NOT_ACTION,
    { Effect: 'Deny', NotAction: ['iam:*', 'sts:*'], Resource: '*' },
    's3:GetObject',
    denied('explicit-deny', 'identity P[0]'),
  ),
  complement(
    'NotAction with Deny spares what it names',
    NOT_ACTION,
    { Effect: 'Deny', NotAction: ['iam:*', 'sts:*'], Resource: '*' },
    'iam:DeleteUser',
    allowed('identity Admin[0]'),
  ),
  {
    title: 'NotAction with Allow is no Deny: another statement may still allow',
    rule: NOT_ACTION,
    principal: user('ann', {
      identity: { P: [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }, may('iam:GetUser')] },
    }),
    action: 'iam:GetUser',
    resource: 'arn:aws:iam::111122223333:user/bob',
    expect: allowed('identity P[1]'),
  },
  complement(
    'NotResource allows what it does not name',
    NOT_RESOURCE,
    { Effect: 'Allow', Action: 's3:*', NotResource: 'arn:aws:s3:::payroll/*' },
    's3:GetObject',
    allowed('identity P[0]'),
  ),
  complement(
    'NotResource does not allow what it names',
    NOT_RESOURCE,
    { Effect: 'Allow', Action: 's3:*', NotResource: ['arn:aws:s3:::payroll/*', 'arn:aws:s3:::reports/*'] },
    's3:GetObject',
    denied('no-allow'),
  ),
  complement(
    'NotResource with Deny denies what it does not name',
    NOT_RESOURCE,
    { Effect: 'Deny', Action: 's3:*', NotResource: 'arn:aws:s3:::payroll/*' },
    's3:GetObject',
    denied('explicit-deny', 'identity P[0]'),
  ),
  complement(
    'NotResource with Deny spares what it names',
    NOT_RESOURCE,
    { Effect: 'Deny', Action: 's3:*', NotResource: 'arn:aws:s3:::reports/*' },
    's3:GetObject',
    allowed('identity Admin[0]'),
  ),
  complement(
    'NotAction and NotResource together with Deny: another action elsewhere',
    NOT_RESOURCE,
    { Effect: 'Deny', NotAction: 'iam:*', NotResource: 'arn:aws:s3:::payroll/*' },
    's3:GetObject',
    denied('explicit-deny', 'identity P[0]'),
  ),
  complement(
    'NotAction and NotResource together with Deny: a named action elsewhere',
    NOT_RESOURCE,
    { Effect: 'Deny', NotAction: 's3:*', NotResource: 'arn:aws:s3:::payroll/*' },
    's3:GetObject',
    allowed('identity Admin[0]'),
  ),
];

export const IDENTITY: readonly DecisionCase[] = [...denies, ...actions, ...resources, ...complements];
