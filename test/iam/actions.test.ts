/** What is known of AWS actions and resource types: levels, spelling, patterns, and which type of resource an ARN names. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/base/errors.ts';
import { arnPatternsOverlap } from '../../src/iam/aws/arn-overlap.ts';
import {
  actionLevel,
  actionsMatching,
  actionsOfService,
  canonicalAction,
  childArnPattern,
  childTypes,
  resourcePatterns,
  resourceTypeOfArn,
  servicesOfPattern,
} from '../../src/iam/aws/actions.ts';

const names = (patterns: readonly string[], service: string): string[] =>
  actionsMatching(patterns, service).map(({ name }) => name);

describe('the table', () => {
  it('is what the installed package gives', () => {
    const root = join(import.meta.dirname, '../..');
    expect(() =>
      execFileSync(process.execPath, ['scripts/aws-actions.mjs', '--check'], { cwd: root, stdio: 'pipe' }),
    ).not.toThrow();
  });
});

describe('actions', () => {
  it.each([
    ['s3:ListBucket', 'list'],
    ['s3:GetObject', 'read'],
    ['s3:PutObject', 'write'],
    ['s3:PutObjectTagging', 'write'],
    ['s3:PutBucketPolicy', 'admin'],
    ['iam:AttachRolePolicy', 'admin'],
    ['LAMBDA:invokefunction', 'write'],
    ['s3:GetObjects', undefined],
    ['s3', undefined],
    ['nosuch:GetObject', undefined],
    ['constructor:constructor', undefined],
    ['', undefined],
  ])('%s is of level %s', (action, level) => {
    expect(actionLevel(action)).toBe(level);
  });

  it('are spelled as AWS does', () => {
    expect(canonicalAction('S3:getobject')).toBe('s3:GetObject');
    expect(canonicalAction('s3:Get*')).toBeUndefined();
  });

  it('know their resource types, and which they need', () => {
    const of = (name: string) => actionsOfService('ec2').find((action) => action.name === name);
    expect(of('ec2:DescribeInstances')).toEqual({
      name: 'ec2:DescribeInstances',
      level: 'list',
      resourceTypes: [],
      requiredTypes: [],
      wildcardOnly: true,
    });
    expect(of('ec2:RunInstances')?.requiredTypes.toSorted()).toEqual([
      'image',
      'instance',
      'network-interface',
      'security-group',
      'subnet',
    ]);
    expect(of('ec2:RunInstances')?.resourceTypes).toContain('volume');
    expect(actionsOfService('nosuch')).toEqual([]);
    expect(actionsOfService('S3')).toBe(actionsOfService('s3'));
  });

  it('match the patterns of policies', () => {
    expect(names(['sqs:*message'], 'sqs')).toEqual(['sqs:DeleteMessage', 'sqs:ReceiveMessage', 'sqs:SendMessage']);
    expect(names(['sqs:SendMessage', 'SQS:sendmessage', 's3:GetObject', 'sqs:NoSuch'], 'sqs')).toEqual([
      'sqs:SendMessage',
    ]);
    expect(names(['sqs:SendMessage', 'sqs:DeleteMess*'], 'sqs')).toEqual(['sqs:DeleteMessage', 'sqs:SendMessage']);
    for (const all of ['*', 'sqs:*', '*:*', 's?s:*'])
      expect(actionsMatching([all], 'sqs')).toHaveLength(actionsOfService('sqs').length);
    expect(names(['sqs'], 'sqs')).toEqual([]);
    expect(names([], 'sqs')).toEqual([]);
  });

  it('belong to the services that a pattern leaves open', () => {
    expect(servicesOfPattern('s3:Get*')).toEqual(['s3']);
    expect(servicesOfPattern('nosuch:Get*')).toEqual([]);
    expect(servicesOfPattern('*:AssumeRole')).toEqual(['sts']);
    expect(servicesOfPattern('*').length).toBeGreaterThan(400);
  });
});

const REGIONAL = 'us-east-1:111122223333';

describe('resource types', () => {
  it.each([
    ['arn:aws:s3:::b', 's3', 'bucket'],
    ['arn:aws:s3:::b/*', 's3', 'object'],
    ['arn:aws:s3:::b/a/path:with=everything/key.txt', 's3', 'object'],
    [`arn:aws:s3:${REGIONAL}:accesspoint/a`, 's3', 'accesspoint'],
    [`arn:aws:s3:${REGIONAL}:accesspoint/a/object/k/l`, 's3', 'accesspointobject'],
    [`arn:aws:lambda:${REGIONAL}:function:f`, 'lambda', 'function'],
    [`arn:aws:lambda:${REGIONAL}:layer:l`, 'lambda', 'layer'],
    [`arn:aws:dynamodb:${REGIONAL}:table/t`, 'dynamodb', 'table'],
    [`arn:aws:dynamodb:${REGIONAL}:table/t/index/i`, 'dynamodb', 'index'],
    [`arn:aws:dynamodb:${REGIONAL}:table/t/stream/2026-01-01T00:00:00.000`, 'dynamodb', 'stream'],
    [`arn:aws:secretsmanager:${REGIONAL}:secret:app/db-AbCdEf`, 'secretsmanager', 'Secret'],
    [`arn:aws:kms:${REGIONAL}:key/0d3e3f8a-0000-4000-8000-000000000000`, 'kms', 'key'],
    [`arn:aws:kms:${REGIONAL}:alias/app/main`, 'kms', 'alias'],
    ['arn:aws:iam::111122223333:role/r', 'iam', 'role'],
    ['arn:aws:iam::111122223333:role/service-role/deep/r', 'iam', 'role'],
    ['arn:aws:iam::111122223333:user/a/b/u', 'iam', 'user'],
    ['arn:aws:iam::111122223333:group/g', 'iam', 'group'],
    ['arn:aws:iam::111122223333:policy/p/q', 'iam', 'policy'],
    ['arn:aws:iam::aws:policy/AdministratorAccess', 'iam', 'policy'],
    ['arn:aws:iam::111122223333:instance-profile/p', 'iam', 'instance-profile'],
    [`arn:aws:sqs:${REGIONAL}:q`, 'sqs', 'queue'],
    [`arn:aws:sns:${REGIONAL}:t`, 'sns', 'topic'],
    [`arn:aws:ec2:${REGIONAL}:instance/i-0123456789abcdef0`, 'ec2', 'instance'],
    ['arn:aws:ec2:us-east-1::image/ami-1', 'ec2', 'image'],
    [`arn:aws:ec2:${REGIONAL}:snapshot/snap-1`, 'ec2', 'snapshot'],
    [`arn:aws:logs:${REGIONAL}:log-group:/aws/lambda/f`, 'logs', 'log-group'],
    [`arn:aws:logs:${REGIONAL}:log-group:/aws/lambda/f:*`, 'logs', 'log-group'],
    [`arn:aws:logs:${REGIONAL}:log-group:/aws/lambda/f:log-stream:2026/01/01/x`, 'logs', 'log-stream'],
    [`arn:aws:ssm:${REGIONAL}:parameter/app/prod/password`, 'ssm', 'parameter'],
    ['arn:aws:ssm:us-east-1::parameter/aws/service/ami', 'ssm', 'parameter'],
    [`arn:aws:rds:${REGIONAL}:db:main`, 'rds', 'db'],
    [`arn:aws:rds:${REGIONAL}:cluster:main`, 'rds', 'cluster'],
    [`arn:aws:ecr:${REGIONAL}:repository/team/app`, 'ecr', 'repository'],
    [`arn:aws:cloudformation:${REGIONAL}:stack/s/0d3e3f8a-0000-4000-8000-000000000000`, 'cloudformation', 'stack'],
    [`arn:aws:states:${REGIONAL}:stateMachine:m`, 'states', 'statemachine'],
    [
      `arn:aws:elasticloadbalancing:${REGIONAL}:loadbalancer/app/web/0123456789abcdef`,
      'elasticloadbalancing',
      'loadbalancer/app/',
    ],
    [`arn:aws:elasticloadbalancing:${REGIONAL}:loadbalancer/classic`, 'elasticloadbalancing', 'loadbalancer'],
    [`arn:aws:execute-api:${REGIONAL}:a1b2/prod/GET/items`, 'execute-api', 'execute-api-general'],
    ['arn:aws-us-gov:s3:::b', 's3', 'bucket'],
    // The ARN's service has no such type, another service's actions name it.
    [`arn:aws:catalog:${REGIONAL}:product/prod-1`, 'servicecatalog', 'Product'],
  ])('%s is of %s %s', (arn, service, type) => {
    expect(resourceTypeOfArn(arn)).toEqual({ service, type });
  });

  it.each([
    '',
    'arn:aws:s3',
    'not an arn',
    'arn:aws:nosuch:::x',
    `arn:aws:lambda:${REGIONAL}:function:`,
    `arn:aws:lambda:${REGIONAL}:functions:f`,
  ])('"%s" is of none', (arn) => {
    expect(resourceTypeOfArn(arn)).toBeUndefined();
  });

  it('hold other types', () => {
    expect(childTypes('s3', 'bucket')).toEqual(['object']);
    expect(childTypes('s3', 'object')).toEqual([]);
    expect(childTypes('dynamodb', 'table')).toEqual(['backup', 'export', 'import', 'index', 'stream']);
    expect(childTypes('sqs', 'queue')).toEqual([]);
    expect(childTypes('lambda', 'function')).toContain('function alias');
    expect(childTypes('logs', 'log-group')).toEqual(['log-stream']);
    expect(childTypes('s3', 'nosuch')).toEqual([]);
    expect(childTypes('nosuch', 'nosuch')).toEqual([]);
  });

  it('tell the ARNs of what a resource holds', () => {
    expect(childArnPattern('arn:aws:s3:::b', 's3', 'object')).toBe('arn:aws:s3:::b/*');
    expect(childArnPattern(`arn:aws:dynamodb:${REGIONAL}:table/t`, 'dynamodb', 'index')).toBe(
      `arn:aws:dynamodb:${REGIONAL}:table/t/index/*`,
    );
    expect(() => childArnPattern('arn:aws:s3:::b', 's3', 'accesspoint')).toThrow(AppError);
  });

  it('tell their ARNs in an account', () => {
    expect(resourcePatterns('lambda', 'function', 'aws', '111122223333')).toEqual([
      'arn:aws:lambda:*:111122223333:function:*',
    ]);
    expect(resourcePatterns('s3', 'bucket', 'aws-cn', '111122223333')).toEqual(['arn:aws-cn:s3:::*']);
    expect(resourcePatterns('ec2', 'image', 'aws', '111122223333')).toEqual(['arn:aws:ec2:*::image/*']);
    expect(resourcePatterns('lex', 'bot', 'aws', '1')).toHaveLength(2);
    expect(resourcePatterns('ec2', 'nosuch', 'aws', '1')).toEqual([]);
  });

  it('are found at a hundred thousand ARNs a second', () => {
    const started = performance.now();
    for (let index = 0; index < 100_000; index++) resourceTypeOfArn(`arn:aws:s3:::bucket-${index}/key/${index}`);
    for (let index = 0; index < 100_000; index++) resourceTypeOfArn(`arn:aws:ec2:${REGIONAL}:instance/i-${index}`);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('a pattern of a policy and the ARNs of a type', () => {
  const FUNCTIONS = 'arn:aws:lambda:*:111122223333:function:*';
  it.each([
    ['*', true],
    ['arn:aws:lambda:*', true],
    ['arn:aws:lambda:us-east-1:111122223333:function:f', true],
    ['arn:aws:lambda:*:*:function:f-${aws:username}', true],
    ['arn:aws:lambda:*:function:f', true],
    ['arn:aws:lambda:eu-*:1111*:*', true],
    ['arn:aws:lambda:*:*:layer:*', false],
    ['arn:aws:lambda:us-east-1:111122223333:layer:*', false],
    ['arn:aws:lambda:*:444455556666:function:*', false],
    ['arn:aws:s3:::*', false],
  ])('%s means one of them: %s', (written, overlaps) => {
    expect(arnPatternsOverlap(written, FUNCTIONS)).toBe(overlaps);
  });
});
