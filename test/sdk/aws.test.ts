/** src/sdk aws and tags: ARNs, principals, policy documents and what tags say; near misses beside matches. */
import { describe, expect, it } from 'vitest';
import {
  allowsEverything,
  environmentOfTags,
  isHumanAccessRole,
  isNhiByWords,
  isSecretTag,
  isServiceLinkedRole,
  ownersOfTags,
  parseArn,
  principalIdentity,
  readPolicyDocument,
  type Arn,
} from '../../src/sdk/index.ts';

const tag = (key: string, value: string) => ({ key, value });
const role = (path: string): Arn => parseArn(`arn:aws:iam::111122223333:role${path}x`) as Arn;

describe('parseArn', () => {
  it.each([
    ['arn:aws:iam::111122223333:role/a/b/name', ['aws', 'iam', '111122223333', 'role', '/a/b/', 'name']],
    ['arn:aws-cn:iam::111122223333:user/name', ['aws-cn', 'iam', '111122223333', 'user', '/', 'name']],
    ['arn:aws:iam::111122223333:root', ['aws', 'iam', '111122223333', 'root', '/', 'root']],
    ['arn:aws:sts::111122223333:assumed-role/r/s', ['aws', 'sts', '111122223333', 'assumed-role', '/r/', 's']],
    ['arn:aws:iam::aws:policy/job-function/Billing', ['aws', 'iam', 'aws', 'policy', '/job-function/', 'Billing']],
    ['arn:aws:s3:::bucket', ['aws', 's3', '', '', '/', 'bucket']],
  ])('%s', (text, [partition, service, account, type, path, name]) => {
    expect(parseArn(text)).toEqual({ text, partition, service, account, type, path, name });
  });

  it.each(['', 'arn', 'arn:aws:iam:3456:role/x', 'arn:aws:iam::111122223333:', 'xarn:aws:iam::1:root'])(
    'refuses %s',
    (text) => {
      expect(parseArn(text)).toBeUndefined();
    },
  );

  it('tells sign-in and service-linked roles by their path, not by a name like it', () => {
    expect([
      isHumanAccessRole(role('/aws-reserved/sso.amazonaws.com/eu-west-1/')),
      isHumanAccessRole(role('/aws-reserved-sso.amazonaws.com/')),
    ]).toEqual([true, false]);
    expect([
      isServiceLinkedRole(role('/aws-service-role/x.amazonaws.com/')),
      isServiceLinkedRole(role('/service-role/')),
    ]).toEqual([true, false]);
  });
});

describe('principalIdentity', () => {
  it.each([
    ['AWS', '111122223333', 'arn:aws:iam::111122223333:root', 'account_root'],
    ['AWS', 'arn:aws:iam::111122223333:root', 'arn:aws:iam::111122223333:root', 'account_root'],
    ['AWS', 'AIDAEXAMPLE0', 'AIDAEXAMPLE0', 'iam_user'],
    ['AWS', 'arn:aws:sts::111122223333:federated-user/x', 'arn:aws:sts::111122223333:federated-user/x', 'federated'],
    ['Service', 'EC2.amazonaws.com', 'service:ec2.amazonaws.com', 'aws_service'],
    ['Federated', 'accounts.google.com', 'federated:accounts.google.com', 'federated'],
    ['CanonicalUser', 'abc', 'aws-canonical-user:abc', 'external'],
  ] as const)('%s %s', (type, value, uid, kind) => {
    expect(principalIdentity(type, value)).toMatchObject({ uid, properties: { kind } });
  });

  it('keeps a session apart from its role until the role is known', () => {
    expect(principalIdentity('AWS', 'arn:aws:sts::111122223333:assumed-role/r/s')).toMatchObject({
      uid: 'arn:aws:iam::111122223333:role/r',
      session: { account: '111122223333', role: 'r', name: 's' },
    });
  });

  it.each([
    '',
    'AIDA',
    '1111222233334',
    'arn:aws:iam::111122223333:group/x',
    'arn:aws:s3:::bucket',
    'arn:aws:sts::111122223333:assumed-role/r',
    'someone',
  ])('is no principal: %s', (value) => {
    expect(principalIdentity('AWS', value)).toBeUndefined();
  });
});

describe('policy documents', () => {
  const everything = { Effect: 'Allow', Action: '*', Resource: '*' };

  it('reads objects, JSON text and URL-encoded JSON text the same', () => {
    const document = { Version: '2012-10-17', Statement: everything };
    const read = readPolicyDocument(document);
    expect(read?.statements).toHaveLength(1);
    expect(readPolicyDocument(JSON.stringify(document))).toEqual(read);
    expect(readPolicyDocument(encodeURIComponent(JSON.stringify(document)))).toEqual(read);
  });

  it('reads a percent sign that encodes nothing', () => {
    expect(
      readPolicyDocument(JSON.stringify({ Statement: { ...everything, Resource: '100%' } }))?.statements[0]?.resources,
    ).toEqual(['100%']);
  });

  it.each([
    undefined,
    null,
    7,
    '',
    'x',
    '%',
    '%7B',
    '[]',
    { Statement: 'x' },
    { Statement: [everything, null] },
    { Statement: { ...everything, Effect: 'allow' } },
    {},
  ])('is no document: %j', (value) => {
    expect(readPolicyDocument(value)).toBeUndefined();
  });

  it.each([
    [everything, true],
    [{ ...everything, Action: ['s3:*', '*:*'], Resource: ['*'] }, true],
    [{ ...everything, Condition: {} }, true],
    [{ ...everything, Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }, false],
    [{ ...everything, Effect: 'Deny' }, false],
    [{ ...everything, Action: 'iam:*' }, false],
    [{ ...everything, Resource: 'arn:aws:s3:::*' }, false],
    [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }, false],
    [{ Effect: 'Allow', Action: '*', NotResource: 'x' }, false],
  ])('allows everything: %j is %s', (statement, expected) => {
    expect(allowsEverything(readPolicyDocument({ Statement: [statement] })!)).toBe(expected);
  });
});

describe('tags', () => {
  it('takes the most telling owner tag, however its key is spelled', () => {
    const tags = [tag('cost_center', '42'), tag('Team', 'Data'), tag('OWNER', ' - ')];
    expect(ownersOfTags(tags)).toEqual([{ uid: 'owner://data', name: 'Data', kind: 'team', source: 'tag:Team' }]);
    expect(ownersOfTags(tags, ['Cost-Center'])).toEqual([
      { uid: 'owner://42', name: '42', kind: 'unknown', source: 'tag:cost_center' },
    ]);
  });

  it('splits a list of e-mail addresses, and nothing else', () => {
    expect(ownersOfTags([tag('owner', 'a@example.com; B@example.com')]).map(({ uid, email }) => [uid, email])).toEqual([
      ['owner://a@example.com', 'a@example.com'],
      ['owner://b@example.com', 'b@example.com'],
    ]);
    expect(ownersOfTags([tag('owner', 'Smith, Ada')]).map(({ name }) => name)).toEqual(['Smith, Ada']);
  });

  it('names no owner from other keys or placeholders', () => {
    expect(
      ownersOfTags([tag('owner', 'N/A'), tag('ownership', 'x'), tag('teams', 'y'), tag('aws:createdBy', 'z')]),
    ).toEqual([]);
  });

  it.each([
    ['Environment', 'PROD', 'production'],
    ['env', 'pre-prod', 'staging'],
    ['Stage', 'QA', 'test'],
    ['env', 'sandbox', 'development'],
    ['env', 'blue', undefined],
    ['environments', 'prod', undefined],
    ['env', 'constructor', undefined],
  ])('%s=%s is %s', (key, value, expected) => {
    expect(environmentOfTags([tag(key, value)])).toBe(expected);
  });

  it('tells tags that hold secrets by their key', () => {
    expect(
      ['db_password', 'ApiKey', 'client-secret', 'SecretAccessKey'].map((key) => isSecretTag(tag(key, 'x'))),
    ).toEqual([true, true, true, true]);
    expect(
      ['password_policy', 'api-key-owner', 'SecretsManager', 'token'].map((key) => isSecretTag(tag(key, 'x'))),
    ).toEqual([false, false, false, false]);
  });

  it('tells people from machines only by words that say so', () => {
    const user = (path: string): Arn => parseArn(`arn:aws:iam::111122223333:user${path}x`) as Arn;
    expect([
      isNhiByWords(user('/people/'), []),
      isNhiByWords(user('/bots/ci/'), []),
      isNhiByWords(user('/peoplesoft/'), []),
      isNhiByWords(user('/'), []),
    ]).toEqual([false, true, undefined, undefined]);
    expect(isNhiByWords(user('/people/'), [tag('identity-type', 'Service Account')])).toBe(true);
    expect(isNhiByWords(user('/'), [tag('UserType', 'human')])).toBe(false);
    expect(isNhiByWords(user('/'), [tag('type', 'human')])).toBeUndefined();
  });
});
