/**
 * Decisions by one condition each, both ways round: an Allow with it, and a Deny with it beside an Allow of
 * all. `holds`, `fails`, or the keys that leave it undecided.
 */
import { allowed, allowedIf, allowedUnless, denied, may, mayNot, user, type DecisionCase } from './decision-case.ts';

export type Verdict = 'holds' | 'fails' | readonly string[];
export type ConditionRow = readonly [
  title: string,
  rule: string,
  condition: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  context: Readonly<Record<string, readonly string[]>>,
  verdict: Verdict,
  time?: string,
];

const OBJECT = 'arn:aws:s3:::reports/q1.csv';

const onAllow = (verdict: Verdict): DecisionCase['expect'] =>
  verdict === 'holds'
    ? allowed('identity P[0]')
    : verdict === 'fails'
      ? denied('no-allow')
      : allowedIf(verdict, 'identity P[0]');

const onDeny = (verdict: Verdict): DecisionCase['expect'] =>
  verdict === 'holds'
    ? denied('explicit-deny', 'identity P[1]')
    : verdict === 'fails'
      ? allowed('identity P[0]')
      : allowedUnless(verdict, 'identity P[0]', 'identity P[1]');

/** Both decisions of a row. */
export function bothWays([title, rule, Condition, context, verdict, time]: ConditionRow): DecisionCase[] {
  const common = {
    rule,
    action: 's3:GetObject',
    resource: { arn: OBJECT, account: '111122223333' },
    context,
    ...(time === undefined ? {} : { time }),
  };
  const ann = (P: Readonly<Record<string, unknown>>[]) =>
    user('ann', { identity: { P }, uniqueId: 'AIDAEXAMPLEANN0000001', tags: { team: 'blue' } });
  return [
    {
      ...common,
      title: `Allow: ${title}`,
      principal: ann([may('s3:*', '*', { Condition })]),
      expect: onAllow(verdict),
    },
    {
      ...common,
      title: `Deny: ${title}`,
      principal: ann([may('*'), mayNot('s3:*', '*', { Condition })]),
      expect: onDeny(verdict),
    },
  ];
}

const ABSENT = 'A key that is absent: not matched, so a negated operator holds';
const UNKNOWN = 'A key that is not known leaves the condition undecided';
const AND = 'Operators and keys are all needed (AND)';
const OR = 'One value of a list is enough (OR); for a negated operator, none may match';

const logic: ConditionRow[] = [
  [
    'one value that is equal',
    'StringEquals: the same, with case',
    { StringEquals: { 's3:prefix': 'home' } },
    { 's3:prefix': ['home'] },
    'holds',
  ],
  [
    'one value that is not equal',
    'StringEquals: the same, with case',
    { StringEquals: { 's3:prefix': 'home' } },
    { 's3:prefix': ['away'] },
    'fails',
  ],
  [
    'the key in other case',
    'Condition keys are compared without case',
    { StringEquals: { 'S3:PREFIX': 'home' } },
    { 's3:prefix': ['home'] },
    'holds',
  ],
  ['the key absent', ABSENT, { StringEquals: { 's3:prefix': 'home' } }, { 's3:prefix': [] }, 'fails'],
  ['the key not known', UNKNOWN, { StringEquals: { 's3:prefix': 'home' } }, {}, ['s3:prefix']],
  [
    'the second of two values',
    OR,
    { StringEquals: { 's3:prefix': ['home', 'away'] } },
    { 's3:prefix': ['away'] },
    'holds',
  ],
  ['none of two values', OR, { StringEquals: { 's3:prefix': ['home', 'away'] } }, { 's3:prefix': ['far'] }, 'fails'],
  [
    'negated, the second of two values',
    OR,
    { StringNotEquals: { 's3:prefix': ['home', 'away'] } },
    { 's3:prefix': ['away'] },
    'fails',
  ],
  [
    'negated, none of two values',
    OR,
    { StringNotEquals: { 's3:prefix': ['home', 'away'] } },
    { 's3:prefix': ['far'] },
    'holds',
  ],
  [
    'two keys, both',
    AND,
    { StringEquals: { 's3:prefix': 'home', 's3:delimiter': '/' } },
    { 's3:prefix': ['home'], 's3:delimiter': ['/'] },
    'holds',
  ],
  [
    'two keys, one',
    AND,
    { StringEquals: { 's3:prefix': 'home', 's3:delimiter': '/' } },
    { 's3:prefix': ['home'], 's3:delimiter': ['-'] },
    'fails',
  ],
  [
    'two operators, both',
    AND,
    { StringEquals: { 's3:prefix': 'home' }, Bool: { 'aws:SecureTransport': 'true' } },
    { 's3:prefix': ['home'], 'aws:SecureTransport': ['true'] },
    'holds',
  ],
  [
    'two operators, one',
    AND,
    { StringEquals: { 's3:prefix': 'home' }, Bool: { 'aws:SecureTransport': 'true' } },
    { 's3:prefix': ['home'], 'aws:SecureTransport': ['false'] },
    'fails',
  ],
  [
    'one holds, one is not known',
    'True and unknown is unknown',
    { StringEquals: { 's3:prefix': 'home' }, Bool: { 'aws:SecureTransport': 'true' } },
    { 's3:prefix': ['home'] },
    ['aws:SecureTransport'],
  ],
  [
    'one fails, one is not known',
    'False and unknown is false',
    { StringEquals: { 's3:prefix': 'home' }, Bool: { 'aws:SecureTransport': 'true' } },
    { 's3:prefix': ['away'] },
    'fails',
  ],
  [
    'two are not known',
    'All undecided keys are told, sorted',
    { StringEquals: { 's3:prefix': 'home', 'aws:SourceVpc': 'vpc-1' } },
    {},
    ['aws:SourceVpc', 's3:prefix'],
  ],
  ['no condition in the block', 'An empty condition always holds', {}, {}, 'holds'],
];

const strings: ConditionRow[] = [
  [
    'other case',
    'StringEquals: the same, with case',
    { StringEquals: { 's3:prefix': 'Home' } },
    { 's3:prefix': ['home'] },
    'fails',
  ],
  [
    'a * is a plain character',
    'StringEquals: no wildcards',
    { StringEquals: { 's3:prefix': 'ho*' } },
    { 's3:prefix': ['home'] },
    'fails',
  ],
  [
    'the same',
    'StringNotEquals: negated',
    { StringNotEquals: { 's3:prefix': 'home' } },
    { 's3:prefix': ['home'] },
    'fails',
  ],
  [
    'another',
    'StringNotEquals: negated',
    { StringNotEquals: { 's3:prefix': 'home' } },
    { 's3:prefix': ['away'] },
    'holds',
  ],
  ['negated, absent', ABSENT, { StringNotEquals: { 's3:prefix': 'home' } }, { 's3:prefix': [] }, 'holds'],
  ['negated, not known', UNKNOWN, { StringNotEquals: { 's3:prefix': 'home' } }, {}, ['s3:prefix']],
  [
    'other case',
    'StringEqualsIgnoreCase: the same, without case',
    { StringEqualsIgnoreCase: { 's3:prefix': 'HOME' } },
    { 's3:prefix': ['home'] },
    'holds',
  ],
  [
    'another',
    'StringEqualsIgnoreCase: the same, without case',
    { StringEqualsIgnoreCase: { 's3:prefix': 'HOMES' } },
    { 's3:prefix': ['home'] },
    'fails',
  ],
  [
    'other case',
    'StringNotEqualsIgnoreCase: negated',
    { StringNotEqualsIgnoreCase: { 's3:prefix': 'HOME' } },
    { 's3:prefix': ['home'] },
    'fails',
  ],
  [
    'another',
    'StringNotEqualsIgnoreCase: negated',
    { StringNotEqualsIgnoreCase: { 's3:prefix': 'HOMES' } },
    { 's3:prefix': ['home'] },
    'holds',
  ],
  [
    '*',
    'StringLike: * and ?, with case',
    { StringLike: { 's3:prefix': 'home/*' } },
    { 's3:prefix': ['home/ann/'] },
    'holds',
  ],
  ['?', 'StringLike: * and ?, with case', { StringLike: { 's3:prefix': 'ho?e' } }, { 's3:prefix': ['home'] }, 'holds'],
  [
    '? for none',
    'StringLike: * and ?, with case',
    { StringLike: { 's3:prefix': 'home?' } },
    { 's3:prefix': ['home'] },
    'fails',
  ],
  [
    'other case',
    'StringLike: * and ?, with case',
    { StringLike: { 's3:prefix': 'Home/*' } },
    { 's3:prefix': ['home/ann/'] },
    'fails',
  ],
  [
    'without a wildcard, only a part',
    'StringLike: the whole value',
    { StringLike: { 's3:prefix': 'home' } },
    { 's3:prefix': ['home/ann'] },
    'fails',
  ],
  ['absent, by *', ABSENT, { StringLike: { 's3:prefix': '*' } }, { 's3:prefix': [] }, 'fails'],
  [
    'matched',
    'StringNotLike: negated',
    { StringNotLike: { 's3:prefix': 'home/*' } },
    { 's3:prefix': ['home/ann/'] },
    'fails',
  ],
  [
    'not matched',
    'StringNotLike: negated',
    { StringNotLike: { 's3:prefix': 'home/*' } },
    { 's3:prefix': ['away/'] },
    'holds',
  ],
  ['absent', ABSENT, { StringNotLike: { 's3:prefix': 'home/*' } }, { 's3:prefix': [] }, 'holds'],
];

const mfa = (value: string) => ({ 'aws:MultiFactorAuthPresent': [value] });
const from = (address: string) => ({ 'aws:SourceIp': [address] });

const others: ConditionRow[] = [
  ['true asked, true', 'Bool', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }, mfa('true'), 'holds'],
  ['true asked, false', 'Bool', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }, mfa('false'), 'fails'],
  ['a JSON boolean asked', 'Bool', { Bool: { 'aws:MultiFactorAuthPresent': true } }, mfa('true'), 'holds'],
  [
    'false asked, absent',
    ABSENT,
    { Bool: { 'aws:MultiFactorAuthPresent': 'false' } },
    { 'aws:MultiFactorAuthPresent': [] },
    'fails',
  ],
  [
    'false asked if it exists, absent',
    'IfExists holds when the key is absent',
    { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
    { 'aws:MultiFactorAuthPresent': [] },
    'holds',
  ],
  [
    'false asked if it exists, true',
    'IfExists decides as usual when the key is there',
    { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
    mfa('true'),
    'fails',
  ],
  [
    'false asked if it exists, not known',
    UNKNOWN,
    { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
    {},
    ['aws:MultiFactorAuthPresent'],
  ],
  [
    'inside the range',
    'IpAddress: CIDR, IPv4',
    { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
    from('203.0.113.255'),
    'holds',
  ],
  [
    'just outside the range',
    'IpAddress: CIDR, IPv4',
    { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
    from('203.0.114.0'),
    'fails',
  ],
  [
    'a range that is no whole byte',
    'IpAddress: CIDR, IPv4',
    { IpAddress: { 'aws:SourceIp': '10.0.0.0/12' } },
    from('10.15.255.255'),
    'holds',
  ],
  [
    'just outside a range that is no whole byte',
    'IpAddress: CIDR, IPv4',
    { IpAddress: { 'aws:SourceIp': '10.0.0.0/12' } },
    from('10.16.0.0'),
    'fails',
  ],
  [
    'high addresses',
    'IpAddress: CIDR, IPv4',
    { IpAddress: { 'aws:SourceIp': '128.0.0.0/1' } },
    from('203.0.113.9'),
    'holds',
  ],
  ['everything', 'IpAddress: CIDR, IPv4', { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }, from('203.0.113.9'), 'holds'],
  [
    'one address',
    'IpAddress: without a prefix, /32',
    { IpAddress: { 'aws:SourceIp': '203.0.113.9' } },
    from('203.0.113.9'),
    'holds',
  ],
  [
    'the address beside it',
    'IpAddress: without a prefix, /32',
    { IpAddress: { 'aws:SourceIp': '203.0.113.9' } },
    from('203.0.113.8'),
    'fails',
  ],
  [
    'the second of two ranges',
    OR,
    { IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '2001:DB8:1234:5678::/64'] } },
    from('2001:db8:1234:5678::9'),
    'holds',
  ],
  [
    'inside the range',
    'IpAddress: CIDR, IPv6',
    { IpAddress: { 'aws:SourceIp': '2001:db8:1234:5678::/64' } },
    from('2001:0db8:1234:5678:ffff::1'),
    'holds',
  ],
  [
    'outside the range',
    'IpAddress: CIDR, IPv6',
    { IpAddress: { 'aws:SourceIp': '2001:db8:1234:5678::/64' } },
    from('2001:db8:1234:5679::1'),
    'fails',
  ],
  [
    'IPv4 against IPv6',
    'IpAddress: no address of the other kind',
    { IpAddress: { 'aws:SourceIp': '::/0' } },
    from('203.0.113.9'),
    'fails',
  ],
  [
    'inside the range',
    'NotIpAddress: negated',
    { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
    from('203.0.113.9'),
    'fails',
  ],
  [
    'outside the range',
    'NotIpAddress: negated',
    { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
    from('198.51.100.1'),
    'holds',
  ],
  [
    'outside one range, inside the other',
    OR,
    { NotIpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '198.51.100.0/24'] } },
    from('198.51.100.1'),
    'fails',
  ],
  [
    'the address absent',
    ABSENT,
    { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
    { 'aws:SourceIp': [] },
    'holds',
  ],
  ['not known', UNKNOWN, { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }, {}, ['aws:SourceIp']],
  ['the same bytes', 'BinaryEquals', { BinaryEquals: { 's3:key': 'QmluYXJ5' } }, { 's3:key': ['QmluYXJ5'] }, 'holds'],
  ['other bytes', 'BinaryEquals', { BinaryEquals: { 's3:key': 'QmluYXJ5' } }, { 's3:key': ['QmluYXJZ'] }, 'fails'],
];

export const CONDITIONS: readonly ConditionRow[] = [...logic, ...strings, ...others];
