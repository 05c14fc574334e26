/** Conditions on keys that are not known, and on what is worked out; the table of decisions has the rest. */
import { describe, expect, it } from 'vitest';
import { compileDocument, decide, type Context, type Decision, type Principal } from '../../src/iam/index.ts';

type Outcome = 'holds' | 'fails' | 'open';

interface Asked {
  readonly context?: Context;
  readonly principal?: Partial<Principal>;
  readonly time?: string;
}

/** What becomes of an Allow of everything under a condition. */
function decided(condition: unknown, { context = new Map(), principal, time }: Asked = {}): Decision {
  const statement = { Effect: 'Allow', Action: '*', Resource: '*', Condition: condition };
  const document = compileDocument(JSON.stringify({ Version: '2012-10-17', Statement: statement }));
  if (!document) throw new Error('The condition of this test makes no policy document.');
  return decide({
    principal: {
      kind: 'role',
      arn: 'arn:aws:iam::111122223333:role/app',
      account: '111122223333',
      identityPolicies: [{ kind: 'identity', id: 'p', name: 'P', document }],
      ...principal,
    },
    action: 's3:GetObject',
    resource: { arn: 'arn:aws:s3:::b/k' },
    context,
    ...(time !== undefined && { time }),
  });
}

function outcome(condition: unknown, asked?: Asked): Outcome {
  const { allowed, conditional } = decided(condition, asked);
  return !allowed ? 'fails' : conditional ? 'open' : 'holds';
}

describe('a key that is not known', () => {
  it.each<[string, string | string[], Outcome]>([
    ['StringEquals', 'a', 'open'],
    ['StringNotEquals', 'a', 'open'],
    ['StringEqualsIfExists', 'a', 'open'],
    ['ForAllValues:StringEquals', 'a', 'open'],
    ['ForAnyValue:StringEquals', 'a', 'open'],
    ['Null', 'true', 'open'],
    ['Null', ['true', 'false'], 'holds'],
    ['StringLike', '*', 'open'],
    ['StringLikeIfExists', '*', 'holds'],
    ['ForAllValues:StringLike', '**', 'holds'],
    ['ForAnyValue:StringLike', '*', 'open'],
    ['StringNotLike', '*', 'open'],
    ['ForAnyValue:StringNotLike', '*', 'fails'],
    ['ForAnyValue:StringNotLikeIfExists', '*', 'open'],
    ['StringEquals', [], 'fails'],
    ['StringNotEquals', [], 'holds'],
    ['ArnLikeIfExists', '*', 'holds'],
    ['BoolIfExists', ['true', 'false'], 'holds'],
    ['Bool', ['true', 'false'], 'open'],
    ['NumericLessThan', 'many', 'fails'],
    ['NumericNotEquals', 'many', 'holds'],
    ['DateLessThan', 'soon', 'fails'],
    ['IpAddress', '10.0.0.0/33', 'fails'],
    ['NotIpAddress', '10.0.0.0/8', 'open'],
    ['StringMatches', 'a', 'open'],
    ['NullIfExists', 'true', 'open'],
    ['ForSomeValue:StringEquals', 'a', 'open'],
  ])('%s %j: %s', (operator, values, expected) => {
    expect(outcome({ [operator]: { 'x:key': values } })).toBe(expected);
  });

  it('is told as spelled, each once, where it leaves the outcome open', () => {
    const known = { Bool: { 'aws:PrincipalIsAWSService': 'false' }, StringLikeIfExists: { 'x:any': '*' } };
    const open = { StringEquals: { 'X:Key': 'a', 'b:key': 'b' }, StringLike: { 'b:key': '*' } };
    expect(decided({ ...known, ...open }).conditionKeys).toEqual(['X:Key', 'b:key']);
    expect(decided({ ...open, Bool: { 'aws:PrincipalIsAWSService': 'true' } })).toMatchObject({
      allowed: false,
      conditionKeys: [],
    });
  });
});

describe('the user id of a role, which ends with its session', () => {
  const principal = { uniqueId: 'AROAEXAMPLEAPP0000001' };

  it.each<[string, string, Outcome]>([
    ['StringLike', 'AROAEXAMPLEAPP0000001:*', 'holds'],
    ['StringLike', 'AROAEXAMPLEAPP0000001:nightly', 'open'],
    ['StringLike', 'AROAEXAMPLEOTHER00001:*', 'fails'],
    ['StringNotLike', 'AROAEXAMPLEAPP0000001:*', 'fails'],
    ['StringNotLike', 'AROAEXAMPLEOTHER00001:*', 'holds'],
    ['StringEquals', 'AROAEXAMPLEAPP0000001', 'fails'],
    ['Null', 'false', 'holds'],
  ])('%s %s: %s', (operator, value, expected) => {
    expect(outcome({ [operator]: { 'aws:userid': value } }, { principal })).toBe(expected);
  });

  it('is not known when the role’s id is not', () => {
    expect(outcome({ StringLike: { 'aws:userid': 'AROAEXAMPLEAPP0000001:*' } })).toBe('open');
  });
});

describe('times', () => {
  const time = '2026-11-24T16:50:00.000Z';

  it.each<[string, unknown, Outcome]>([
    ['aws:CurrentTime', '2026-11-24T16:50:01Z', 'holds'],
    ['aws:CurrentTime', '2026-11-24T17:50:00+01:00', 'fails'],
    ['aws:CurrentTime', '2026-11-25', 'holds'],
    ['aws:EpochTime', 1_795_539_001, 'holds'],
    ['aws:TokenIssueTime', '2026-11-24T16:49:59Z', 'fails'],
  ])('%s before %s: %s', (key, value, expected) => {
    expect(outcome({ DateLessThan: { [key]: value } }, { time })).toBe(expected);
  });

  it('are not known without the export’s time', () => {
    expect(outcome({ DateLessThan: { 'aws:CurrentTime': '2026-11-25' } })).toBe('open');
  });
});

describe('what the context says', () => {
  it('goes before what follows from the principal', () => {
    const context = new Map([['aws:principalarn', ['arn:aws:iam::444455556666:role/other']]]);
    const condition = { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::444455556666:role/*' } };
    expect(outcome(condition, { context })).toBe('holds');
    expect(outcome(condition)).toBe('fails');
  });

  it('fills variables, an ARN’s colons included', () => {
    const condition = { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:${aws:PrincipalAccount}:${x:topic}' } };
    const topic: Context = new Map([['aws:sourcearn', ['arn:aws:sns:eu-west-1:111122223333:orders']]]);
    expect(outcome(condition, { context: new Map([...topic, ['x:topic', ['orders']]]) })).toBe('holds');
    expect(outcome(condition, { context: new Map([...topic, ['x:topic', ['*']]]) })).toBe('fails');
    expect(outcome(condition, { context: topic })).toBe('open');
  });

  it('keeps IPv4 and IPv6 apart', () => {
    const from = (address: string): Asked => ({ context: new Map([['aws:sourceip', [address]]]) });
    const condition = { IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '2001:db8::/32', '192.0.2.7'] } };
    const found = ['10.1.2.3', '2001:db8::1', '192.0.2.7', '192.0.2.8', '::ffff:10.1.2.3', 'nowhere'].map((address) =>
      outcome(condition, from(address)),
    );
    expect(found).toEqual(['holds', 'holds', 'holds', 'fails', 'fails', 'fails']);
  });
});
