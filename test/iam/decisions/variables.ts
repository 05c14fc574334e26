/** Decisions with policy variables: in resources and condition values, with defaults, in documents too old for them. */
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
  type StatementJson,
} from './decision-case.ts';

const HOME = 'arn:aws:s3:::homes/${aws:username}/*';
const IN_RESOURCE = 'Policy variables in Resource stand for the request’s value';
const IN_VALUE = 'Policy variables in a condition’s value stand for the request’s value';
const OLD = 'Without Version 2012-10-17 a variable is plain text';

const asked = (
  title: string,
  rule: string,
  P: DecisionCase['principal']['identityPolicies'] | StatementJson[],
  resource: DecisionCase['resource'],
  expect: DecisionCase['expect'],
  context?: DecisionCase['context'],
): DecisionCase => ({
  title,
  rule,
  principal: user('ann', {
    identity: { P: P as StatementJson[] },
    tags: { team: 'blue' },
    uniqueId: 'AIDAEXAMPLEANN0000001',
  }),
  action: 's3:GetObject',
  resource,
  ...(context ? { context } : {}),
  expect,
});

const matched = (Condition: StatementJson): StatementJson[] => [may('s3:GetObject', '*', { Condition })];

const ofRole = (
  title: string,
  rule: string,
  statement: StatementJson,
  resource: string,
  expect: DecisionCase['expect'],
): DecisionCase => ({
  title,
  rule,
  principal: role('app', { identity: { P: statement['Effect'] === 'Deny' ? [may('*'), statement] : [statement] } }),
  action: 's3:GetObject',
  resource,
  expect,
});

export const VARIABLES: readonly DecisionCase[] = [
  asked(
    'the own folder',
    IN_RESOURCE,
    [may('s3:GetObject', HOME)],
    'arn:aws:s3:::homes/ann/notes.txt',
    allowed('identity P[0]'),
  ),
  asked(
    'another’s folder',
    IN_RESOURCE,
    [may('s3:GetObject', HOME)],
    'arn:aws:s3:::homes/bob/notes.txt',
    denied('no-allow'),
  ),
  asked(
    'a folder that begins with the name',
    IN_RESOURCE,
    [may('s3:GetObject', HOME)],
    'arn:aws:s3:::homes/anna/notes.txt',
    denied('no-allow'),
  ),
  asked(
    'the variable in other case',
    'Variable names are compared without case',
    [may('s3:GetObject', 'arn:aws:s3:::homes/${AWS:UserName}/*')],
    'arn:aws:s3:::homes/ann/notes.txt',
    allowed('identity P[0]'),
  ),
  asked(
    'all but the own folder',
    IN_RESOURCE,
    [may('*'), { Effect: 'Deny', Action: 's3:*', NotResource: HOME }],
    'arn:aws:s3:::homes/bob/notes.txt',
    denied('explicit-deny', 'identity P[1]'),
  ),
  asked(
    'all but the own folder, the own',
    IN_RESOURCE,
    [may('*'), { Effect: 'Deny', Action: 's3:*', NotResource: HOME }],
    'arn:aws:s3:::homes/ann/notes.txt',
    allowed('identity P[0]'),
  ),
  asked(
    'a tag of the principal',
    IN_RESOURCE,
    [may('s3:GetObject', 'arn:aws:s3:::teams/${aws:PrincipalTag/team}/*')],
    'arn:aws:s3:::teams/blue/plan',
    allowed('identity P[0]'),
  ),
  asked(
    'a tag of the principal, another folder',
    IN_RESOURCE,
    [may('s3:GetObject', 'arn:aws:s3:::teams/${aws:PrincipalTag/team}/*')],
    'arn:aws:s3:::teams/red/plan',
    denied('no-allow'),
  ),
  asked(
    'the unique id',
    IN_RESOURCE,
    [may('s3:GetObject', 'arn:aws:s3:::homes/${aws:userid}/*')],
    'arn:aws:s3:::homes/AIDAEXAMPLEANN0000001/notes',
    allowed('identity P[0]'),
  ),
  asked(
    'a Deny on the own folder',
    IN_RESOURCE,
    [may('*'), mayNot('*', HOME)],
    'arn:aws:s3:::homes/ann/notes.txt',
    denied('explicit-deny', 'identity P[1]'),
  ),
  asked(
    'a Deny on the own folder, another’s',
    IN_RESOURCE,
    [may('*'), mayNot('*', HOME)],
    'arn:aws:s3:::homes/bob/notes.txt',
    allowed('identity P[0]'),
  ),

  asked(
    'a value of the request',
    IN_VALUE,
    matched({ StringLike: { 's3:prefix': 'home/${aws:username}/*' } }),
    'arn:aws:s3:::b/k',
    allowed('identity P[0]'),
    { 's3:prefix': ['home/ann/x'] },
  ),
  asked(
    'another value of the request',
    IN_VALUE,
    matched({ StringLike: { 's3:prefix': 'home/${aws:username}/*' } }),
    'arn:aws:s3:::b/k',
    denied('no-allow'),
    { 's3:prefix': ['home/bob/x'] },
  ),
  asked(
    'a tag of the resource like that of the principal',
    IN_VALUE,
    matched({ StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } }),
    { arn: 'arn:aws:s3:::b/k', tags: { team: 'blue' } },
    allowed('identity P[0]'),
  ),
  asked(
    'a tag of the resource unlike that of the principal',
    IN_VALUE,
    matched({ StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } }),
    { arn: 'arn:aws:s3:::b/k', tags: { team: 'red' } },
    denied('no-allow'),
  ),
  asked(
    'a tag that the resource does not have',
    IN_VALUE,
    matched({ StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } }),
    { arn: 'arn:aws:s3:::b/k', tags: {} },
    denied('no-allow'),
  ),
  asked(
    'an account in an ARN condition',
    IN_VALUE,
    matched({ ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:${aws:PrincipalAccount}:*' } }),
    'arn:aws:s3:::b/k',
    allowed('identity P[0]'),
    { 'aws:SourceArn': [`arn:aws:sns:eu-west-1:${ACCOUNT}:orders`] },
  ),
  asked(
    'another account in an ARN condition',
    IN_VALUE,
    matched({ ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:${aws:PrincipalAccount}:*' } }),
    'arn:aws:s3:::b/k',
    denied('no-allow'),
    { 'aws:SourceArn': [`arn:aws:sns:eu-west-1:${OTHER}:orders`] },
  ),

  asked(
    'a default, not needed',
    'A default stands in for an absent value',
    [may('s3:GetObject', "arn:aws:s3:::teams/${aws:PrincipalTag/team, 'none'}/*")],
    'arn:aws:s3:::teams/blue/plan',
    allowed('identity P[0]'),
  ),
  asked(
    'a default, needed',
    'A default stands in for an absent value',
    [may('s3:GetObject', "arn:aws:s3:::teams/${aws:PrincipalTag/cost, 'none'}/*")],
    'arn:aws:s3:::teams/none/plan',
    allowed('identity P[0]'),
  ),
  asked(
    'a default, needed elsewhere',
    'A default stands in for an absent value',
    [may('s3:GetObject', "arn:aws:s3:::teams/${aws:PrincipalTag/cost, 'none'}/*")],
    'arn:aws:s3:::teams/blue/plan',
    denied('no-allow'),
  ),
  asked(
    'a tag that is absent, no default',
    'A variable without a value matches nothing',
    [may('s3:GetObject', 'arn:aws:s3:::teams/${aws:PrincipalTag/cost}/*')],
    'arn:aws:s3:::teams//plan',
    denied('no-allow'),
  ),

  asked(
    '${*} is a plain *',
    'Escapes for the special characters',
    [may('s3:GetObject', 'arn:aws:s3:::b/${*}')],
    'arn:aws:s3:::b/k',
    denied('no-allow'),
  ),
  asked(
    '${?} in a condition is a plain ?',
    'Escapes for the special characters',
    matched({ StringLike: { 's3:prefix': 'wh${?}' } }),
    'arn:aws:s3:::b/k',
    allowed('identity P[0]'),
    { 's3:prefix': ['wh?'] },
  ),
  asked(
    '${?} in a condition is no wildcard',
    'Escapes for the special characters',
    matched({ StringLike: { 's3:prefix': 'wh${?}' } }),
    'arn:aws:s3:::b/k',
    denied('no-allow'),
    { 's3:prefix': ['why'] },
  ),
  asked(
    '${$} is a plain $',
    'Escapes for the special characters',
    matched({ StringEquals: { 's3:prefix': '${$}5' } }),
    'arn:aws:s3:::b/k',
    allowed('identity P[0]'),
    { 's3:prefix': ['$5'] },
  ),

  {
    title: 'a document of 2008',
    rule: OLD,
    principal: user('ann', { identity: { P: { Version: '2008-10-17', Statement: [may('s3:GetObject', HOME)] } } }),
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::homes/ann/notes.txt',
    expect: denied('no-allow'),
  },
  {
    title: 'a document without Version',
    rule: OLD,
    principal: user('ann', { identity: { P: { Statement: [may('s3:GetObject', HOME)] } } }),
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::homes/ann/notes.txt',
    expect: denied('no-allow'),
  },

  ofRole(
    'aws:username of a role',
    'aws:username is there for users only',
    may('s3:GetObject', HOME),
    'arn:aws:s3:::homes/app/notes.txt',
    denied('no-allow'),
  ),
  ofRole(
    'a variable that is not known, where it could fit',
    'A variable that is not known leaves the statement undecided',
    may('s3:GetObject', 'arn:aws:s3:::vpcs/${aws:SourceVpc}/*'),
    'arn:aws:s3:::vpcs/vpc-1/log',
    allowedIf(['aws:SourceVpc'], 'identity P[0]'),
  ),
  ofRole(
    'a variable that is not known, where it cannot fit',
    'A variable that is not known leaves the statement undecided, unless nothing it could be would fit',
    may('s3:GetObject', 'arn:aws:s3:::vpcs/${aws:SourceVpc}/*'),
    'arn:aws:s3:::other/vpc-1/log',
    denied('no-allow'),
  ),
  ofRole(
    'a Deny with a variable that is not known',
    'A variable that is not known leaves the statement undecided',
    mayNot('s3:GetObject', 'arn:aws:s3:::vpcs/${aws:SourceVpc}/*'),
    'arn:aws:s3:::vpcs/vpc-1/log',
    allowedUnless(['aws:SourceVpc'], 'identity P[0]', 'identity P[1]'),
  ),
];
