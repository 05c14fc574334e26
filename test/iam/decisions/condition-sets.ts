/** Decisions by one condition each, both ways round: IfExists, Null, sets of values, ARNs, keys of who asks. */
import { ACCOUNT } from './decision-case.ts';
import type { ConditionRow } from './conditions.ts';

const IF_EXISTS = 'IfExists holds when the key is absent';
const AS_USUAL = 'IfExists decides as usual when the key is there';
const UNKNOWN = 'A key that is not known leaves the condition undecided';
const NULL = 'Null: true asks for a key that is absent, false for one that is there';

const existence: ConditionRow[] = [
  [
    'StringEqualsIfExists, absent',
    IF_EXISTS,
    { StringEqualsIfExists: { 's3:prefix': 'home' } },
    { 's3:prefix': [] },
    'holds',
  ],
  [
    'StringEqualsIfExists, another value',
    AS_USUAL,
    { StringEqualsIfExists: { 's3:prefix': 'home' } },
    { 's3:prefix': ['away'] },
    'fails',
  ],
  ['StringEqualsIfExists, not known', UNKNOWN, { StringEqualsIfExists: { 's3:prefix': 'home' } }, {}, ['s3:prefix']],
  [
    'StringLikeIfExists, absent',
    IF_EXISTS,
    { StringLikeIfExists: { 's3:prefix': 'home/*' } },
    { 's3:prefix': [] },
    'holds',
  ],
  [
    'StringNotEqualsIfExists, absent',
    IF_EXISTS,
    { StringNotEqualsIfExists: { 's3:prefix': 'home' } },
    { 's3:prefix': [] },
    'holds',
  ],
  [
    'StringNotEqualsIfExists, that value',
    AS_USUAL,
    { StringNotEqualsIfExists: { 's3:prefix': 'home' } },
    { 's3:prefix': ['home'] },
    'fails',
  ],
  [
    'NumericLessThanIfExists, absent',
    IF_EXISTS,
    { NumericLessThanIfExists: { 's3:max-keys': '10' } },
    { 's3:max-keys': [] },
    'holds',
  ],
  [
    'NumericLessThanIfExists, more',
    AS_USUAL,
    { NumericLessThanIfExists: { 's3:max-keys': '10' } },
    { 's3:max-keys': ['11'] },
    'fails',
  ],
  [
    'IpAddressIfExists, absent',
    IF_EXISTS,
    { IpAddressIfExists: { 'aws:SourceIp': '203.0.113.0/24' } },
    { 'aws:SourceIp': [] },
    'holds',
  ],
  [
    'DateLessThanIfExists, absent',
    IF_EXISTS,
    { DateLessThanIfExists: { 's3:until': '2024-01-01T00:00:00Z' } },
    { 's3:until': [] },
    'holds',
  ],
  [
    'ArnLikeIfExists, absent',
    IF_EXISTS,
    { ArnLikeIfExists: { 'aws:SourceArn': 'arn:aws:sns:*:*:orders' } },
    { 'aws:SourceArn': [] },
    'holds',
  ],
  ['Null true, absent', NULL, { Null: { 's3:prefix': 'true' } }, { 's3:prefix': [] }, 'holds'],
  ['Null true, there', NULL, { Null: { 's3:prefix': 'true' } }, { 's3:prefix': ['home'] }, 'fails'],
  ['Null false, there', NULL, { Null: { 's3:prefix': 'false' } }, { 's3:prefix': ['home'] }, 'holds'],
  ['Null false, absent', NULL, { Null: { 's3:prefix': 'false' } }, { 's3:prefix': [] }, 'fails'],
  ['Null as a JSON boolean', NULL, { Null: { 's3:prefix': true } }, { 's3:prefix': [] }, 'holds'],
  ['Null, not known', UNKNOWN, { Null: { 's3:prefix': 'true' } }, {}, ['s3:prefix']],
];

const ALL = 'ForAllValues: every value of the request matches one of the policy; also when there is none';
const ANY = 'ForAnyValue: at least one value of the request matches one of the policy';
const tags = (...keys: string[]) => ({ 'aws:TagKeys': keys });

const sets: ConditionRow[] = [
  [
    'every value is listed',
    ALL,
    { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['team', 'cost'] } },
    tags('team', 'cost'),
    'holds',
  ],
  [
    'fewer than listed',
    ALL,
    { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['team', 'cost'] } },
    tags('cost'),
    'holds',
  ],
  [
    'one is not listed',
    ALL,
    { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['team', 'cost'] } },
    tags('team', 'stage'),
    'fails',
  ],
  ['no value', ALL, { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['team'] } }, tags(), 'holds'],
  ['not known', UNKNOWN, { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['team'] } }, {}, ['aws:TagKeys']],
  ['by pattern', ALL, { 'ForAllValues:StringLike': { 'aws:TagKeys': 'team*' } }, tags('team', 'team-lead'), 'holds'],
  [
    'one not by pattern',
    ALL,
    { 'ForAllValues:StringLike': { 'aws:TagKeys': 'team?*' } },
    tags('team', 'team-lead'),
    'fails',
  ],
  [
    'negated, none is listed',
    ALL,
    { 'ForAllValues:StringNotEquals': { 'aws:TagKeys': ['team'] } },
    tags('cost', 'stage'),
    'holds',
  ],
  [
    'negated, one is listed',
    ALL,
    { 'ForAllValues:StringNotEquals': { 'aws:TagKeys': ['team'] } },
    tags('cost', 'team'),
    'fails',
  ],
  [
    'one is listed',
    ANY,
    { 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['team', 'cost'] } },
    tags('stage', 'team'),
    'holds',
  ],
  ['none is listed', ANY, { 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['team', 'cost'] } }, tags('stage'), 'fails'],
  ['no value', ANY, { 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['team'] } }, tags(), 'fails'],
  ['ForAnyValue, not known', UNKNOWN, { 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['team'] } }, {}, ['aws:TagKeys']],
  [
    'by pattern',
    ANY,
    { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-a1/r-1/ou-1/*' } },
    { 'aws:PrincipalOrgPaths': ['o-a1/r-1/ou-1/ou-2/'] },
    'holds',
  ],
  [
    'negated, one is not listed',
    ANY,
    { 'ForAnyValue:StringNotEquals': { 'aws:TagKeys': ['team'] } },
    tags('team', 'cost'),
    'holds',
  ],
  ['negated, no value', ANY, { 'ForAnyValue:StringNotEquals': { 'aws:TagKeys': ['team'] } }, tags(), 'fails'],
  [
    'negated, all are listed',
    ANY,
    { 'ForAnyValue:StringNotEquals': { 'aws:TagKeys': ['team'] } },
    tags('team'),
    'fails',
  ],
  [
    'with Null false, no value',
    'Null false closes what ForAllValues leaves open',
    { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['team'] }, Null: { 'aws:TagKeys': 'false' } },
    tags(),
    'fails',
  ],
];

const ARN = 'ArnEquals and ArnLike: each part by itself, with * and ?';
const source = (arn: string) => ({ 'aws:SourceArn': [arn] });
const TOPIC = 'arn:aws:sns:eu-west-1:111122223333:orders';

const arns: ConditionRow[] = [
  ['the same', ARN, { ArnEquals: { 'aws:SourceArn': TOPIC } }, source(TOPIC), 'holds'],
  ['another name', ARN, { ArnEquals: { 'aws:SourceArn': TOPIC } }, source(`${TOPIC}2`), 'fails'],
  ['ArnEquals with wildcards', ARN, { ArnEquals: { 'aws:SourceArn': 'arn:aws:sns:*:*:ord*' } }, source(TOPIC), 'holds'],
  [
    'ArnLike with wildcards',
    ARN,
    { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:eu-west-?:111122223333:*' } },
    source(TOPIC),
    'holds',
  ],
  [
    'ArnLike, another account',
    ARN,
    { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:444455556666:*' } },
    source(TOPIC),
    'fails',
  ],
  [
    'a * stands in one part only',
    ARN,
    { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:orders' } },
    source(TOPIC),
    'fails',
  ],
  ['other case', ARN, { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:*:Orders' } }, source(TOPIC), 'fails'],
  ['the same', 'ArnNotEquals: negated', { ArnNotEquals: { 'aws:SourceArn': TOPIC } }, source(TOPIC), 'fails'],
  ['matched', 'ArnNotLike: negated', { ArnNotLike: { 'aws:SourceArn': 'arn:aws:sns:*:*:*' } }, source(TOPIC), 'fails'],
  [
    'not matched',
    'ArnNotLike: negated',
    { ArnNotLike: { 'aws:SourceArn': 'arn:aws:sqs:*:*:*' } },
    source(TOPIC),
    'holds',
  ],
  [
    'absent',
    'A key that is absent: a negated operator holds',
    { ArnNotLike: { 'aws:SourceArn': 'arn:aws:sqs:*:*:*' } },
    { 'aws:SourceArn': [] },
    'holds',
  ],
];

const WHO = 'Keys that follow from the principal';
const WHAT = 'Keys that follow from the resource';

/** Asked by the user ann, with tag team=blue and no tags known of the resource; nothing of it is in the context. */
const derived: ConditionRow[] = [
  ['aws:PrincipalArn', WHO, { ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:user/ann` } }, {}, 'holds'],
  [
    'aws:PrincipalArn of another',
    WHO,
    { ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:user/bob` } },
    {},
    'fails',
  ],
  ['aws:PrincipalArn as text', WHO, { StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:user/a*' } }, {}, 'holds'],
  ['aws:PrincipalAccount', WHO, { StringEquals: { 'aws:PrincipalAccount': ACCOUNT } }, {}, 'holds'],
  ['aws:PrincipalAccount of another', WHO, { StringNotEquals: { 'aws:PrincipalAccount': ACCOUNT } }, {}, 'fails'],
  ['aws:PrincipalType', WHO, { StringEquals: { 'aws:PrincipalType': 'User' } }, {}, 'holds'],
  ['aws:PrincipalType of a role', WHO, { StringEquals: { 'aws:PrincipalType': 'AssumedRole' } }, {}, 'fails'],
  ['aws:username', WHO, { StringEquals: { 'aws:username': 'ann' } }, {}, 'holds'],
  ['aws:username of another', WHO, { StringEquals: { 'aws:username': 'Ann' } }, {}, 'fails'],
  ['aws:userid', WHO, { StringEquals: { 'aws:userid': 'AIDAEXAMPLEANN0000001' } }, {}, 'holds'],
  ['aws:PrincipalTag', WHO, { StringEquals: { 'aws:PrincipalTag/team': 'blue' } }, {}, 'holds'],
  [
    'aws:PrincipalTag, the tag’s key in other case',
    WHO,
    { StringEquals: { 'aws:PrincipalTag/Team': 'blue' } },
    {},
    'holds',
  ],
  ['aws:PrincipalTag of another value', WHO, { StringEquals: { 'aws:PrincipalTag/team': 'red' } }, {}, 'fails'],
  ['a tag that the principal does not have', WHO, { Null: { 'aws:PrincipalTag/cost': 'true' } }, {}, 'holds'],
  ['aws:PrincipalIsAWSService', WHO, { Bool: { 'aws:PrincipalIsAWSService': 'false' } }, {}, 'holds'],
  ['aws:ResourceAccount', WHAT, { StringEquals: { 'aws:ResourceAccount': ACCOUNT } }, {}, 'holds'],
  ['aws:ResourceAccount of another', WHAT, { StringEquals: { 'aws:ResourceAccount': '444455556666' } }, {}, 'fails'],
  [
    'aws:ResourceTag, tags not known',
    UNKNOWN,
    { StringEquals: { 'aws:ResourceTag/team': 'blue' } },
    {},
    ['aws:ResourceTag/team'],
  ],
  [
    'aws:PrincipalOrgID, not derived',
    UNKNOWN,
    { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
    {},
    ['aws:PrincipalOrgID'],
  ],
];

export const CONDITION_SETS: readonly ConditionRow[] = [...existence, ...sets, ...arns, ...derived];
