/** Policy documents: read once, in every shape that AWS writes, and never in the way of an import. */
import { describe, expect, it } from 'vitest';
import {
  allowStatementsFor,
  compileDocument,
  decide,
  mayEverAllow,
  type CompiledDocument,
  type Policy,
  type Principal,
} from '../../src/iam/index.ts';

function compiled(document: unknown): CompiledDocument {
  const result = compileDocument(JSON.stringify(document));
  if (!result) throw new Error('The document of this test is no policy document.');
  return result;
}

function principal(...documents: readonly unknown[]): Principal {
  const identityPolicies = documents.map((document, index): Policy => {
    return { kind: 'identity', id: `p${index}`, name: `P${index}`, document: compiled(document) };
  });
  return { kind: 'user', arn: 'arn:aws:iam::111122223333:user/ann', account: '111122223333', identityPolicies };
}

const ask = (who: Principal, action: string, arn = 'arn:aws:s3:::b/k') =>
  decide({ principal: who, action, resource: { arn }, context: new Map() });

describe('compileDocument', () => {
  it('keeps statements as written, single values as lists', () => {
    const [statement] = compiled({
      Statement: {
        Sid: 'One',
        Effect: 'Allow',
        Action: 's3:Get*',
        NotResource: ['arn:aws:s3:::x'],
        Principal: { AWS: '111122223333', Service: ['ec2.amazonaws.com'] },
        Condition: { StringLike: { 's3:prefix': ['a', 1, true] } },
      },
    }).statements;
    expect(statement).toMatchObject({
      index: 0,
      sid: 'One',
      effect: 'Allow',
      actions: ['s3:Get*'],
      notActions: undefined,
      resources: undefined,
      notResources: ['arn:aws:s3:::x'],
      principals: [
        { type: 'AWS', value: '111122223333' },
        { type: 'Service', value: 'ec2.amazonaws.com' },
      ],
      notPrincipals: undefined,
      conditions: [{ operator: 'StringLike', key: 's3:prefix', values: ['a', '1', 'true'] }],
    });
  });

  it('compiles a text once', () => {
    const text = JSON.stringify({ Statement: [] });
    expect(compileDocument(text)).toBe(compileDocument(text));
  });

  it('matches actions given in lower case, by list, wildcard and complement', () => {
    const many = ['s3:Get*', 's3:List?', 'iam:*User', 'ec2:Describe*', 'SQS:SendMessage'];
    const [listed, excepted] = compiled({
      Statement: [
        { Effect: 'Allow', Action: many, Resource: '*' },
        { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' },
      ],
    }).statements;
    const asked = ['s3:getobject', 's3:listx', 's3:list', 'iam:getuser', 'iam:getuserpolicy', 'sqs:sendmessage'];
    expect(asked.map((action) => listed?.matchesAction(action))).toEqual([true, true, false, true, false, true]);
    expect(asked.map((action) => listed?.matchesAction(action))).toEqual([true, true, false, true, false, true]);
    expect(asked.map((action) => excepted?.matchesAction(action))).toEqual([true, true, true, false, false, true]);
  });

  it.each([
    ['no JSON', '{'],
    ['a list', '[]'],
    ['null', 'null'],
    ['no statement', '{}'],
    ['a statement that is no object', '{"Statement":["Allow"]}'],
    ['no effect', '{"Statement":[{"Action":"*"}]}'],
    ['an effect that is none', '{"Statement":[{"Effect":"allow","Action":"*"}]}'],
    ['statements in a prototype', '{"__proto__":{"Statement":[]}}'],
  ])('is no document: %s', (_what, text) => {
    expect(compileDocument(text)).toBeUndefined();
  });

  it('does not take elements of a prototype for its own', () => {
    const condition = '"Condition":{"__proto__":{"a":"b"}}';
    const document = compileDocument(`{"Statement":[{"Effect":"Allow","__proto__":{"Action":"*"},${condition}}]}`);
    expect(document?.statements[0]?.actions).toBeUndefined();
    expect(document?.statements[0]?.matchesAction('s3:getobject')).toBe(false);
    expect(document?.statements[0]?.conditions).toMatchObject([{ operator: '__proto__', key: 'a' }]);
  });
});

describe('hostile documents neither throw nor hang', () => {
  const lists = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
  const allow = (more: object) => ({ Statement: [{ Effect: 'Allow', Action: '*', Resource: '*', ...more }] });
  const keys = Object.fromEntries(Array.from({ length: 200_000 }, (_item, index) => [`k:${index}`, 'v']));

  it('deep nesting', () => {
    expect(() => compileDocument(`{"Statement":[{"Effect":"Allow","Action":${lists(100_000)}}]}`)).not.toThrow();
  });

  it.each([
    ['200,000 conditions', { Condition: { StringEquals: keys } }, true],
    ['stars without end', { Resource: '*'.repeat(500_000) }, true],
    ['digits without end', { Condition: { NumericEquals: { 'a:b': `${'1'.repeat(200_000)}x` } } }, false],
    ['openings without end', { Resource: `arn:${'${'.repeat(200_000)}` }, false],
    ['defaults without end', { Resource: `arn:${"${a,'".repeat(100_000)}` }, false],
    ['variables without end', { Resource: `${'${k:x}'.repeat(100_000)}` }, true],
    ['a condition that is a list', { Condition: ['StringEquals'] }, true],
    ['condition values that are objects', { Condition: { StringEquals: { 'a:b': [{}, null] } } }, true],
    ['elements of other types', { Action: [1, null, {}], Resource: 7 }, false],
  ])('%s', (_what, more, allowed) => {
    const started = performance.now();
    expect(ask(principal({ Version: '2012-10-17', ...allow(more) }), 's3:GetObject').allowed).toBe(allowed);
    expect(performance.now() - started).toBeLessThan(3000);
  });

  it('200,000 statements', () => {
    const one = { Effect: 'Allow', Action: '*', Resource: '*', Condition: { StringEquals: { 'a:b': 'c' } } };
    const decision = ask(principal({ Statement: Array.from({ length: 200_000 }, () => one) }), 's3:GetObject');
    expect(decision).toMatchObject({ allowed: true, conditional: true, conditionKeys: ['a:b'] });
  });
});

describe('statements by action', () => {
  const who = principal(
    { Statement: [{ Effect: 'Deny', Action: 'sqs:*', Resource: '*' }] },
    { Statement: [{ Effect: 'Allow', Action: 'sqs:Send*', Resource: 'arn:aws:sqs:*:*:a' }] },
  );

  it('are found by Allow alone, whatever the resource', () => {
    expect(allowStatementsFor(who.identityPolicies, 'SQS:SendMessage')).toMatchObject([
      { policy: { name: 'P1' }, statement: { index: 0 } },
    ]);
    expect(allowStatementsFor(who.identityPolicies, 'sqs:ReceiveMessage')).toEqual([]);
  });

  it('tell whether a principal may ever do something', () => {
    expect(mayEverAllow(who, 'sqs:sendmessage')).toBe(true);
    expect(mayEverAllow(who, 'sqs:ReceiveMessage')).toBe(false);
    expect(mayEverAllow({ ...who, kind: 'root', identityPolicies: [] }, 's3:GetObject')).toBe(true);
  });
});
