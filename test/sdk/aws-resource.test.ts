/** What an ARN says of the thing it is about. */
import { describe, expect, it } from 'vitest';
import { awsResourceOfArn } from '../../src/sdk/index.ts';

const PLACE = 'eu-west-1:111122223333';
const wholeOf = (arn: string): string | undefined => awsResourceOfArn(arn)?.uid;

describe('awsResourceOfArn', () => {
  it.each([
    ['arn:aws:s3:::data', 'Resource', 's3_bucket', 'data'],
    [`arn:aws:lambda:${PLACE}:function:bill`, 'Workload', 'lambda_function', 'bill'],
    [`arn:aws:ec2:${PLACE}:instance/i-0abc`, 'Workload', 'ec2_instance', 'i-0abc'],
    [`arn:aws:ecs:${PLACE}:task-definition/web:3`, 'Workload', 'ecs_task_definition', 'web:3'],
    [`arn:aws:secretsmanager:${PLACE}:secret:db/main-AbCdEf`, 'Resource', 'secret', 'db/main'],
    [`arn:aws:kms:${PLACE}:key/made-up`, 'Resource', 'kms_key', 'made-up'],
    [`arn:aws:kms:${PLACE}:alias/main`, 'Resource', 'kms_alias', 'main'],
    [`arn:aws:dynamodb:${PLACE}:table/orders`, 'Resource', 'dynamodb_table', 'orders'],
    [`arn:aws:sqs:${PLACE}:jobs`, 'Resource', 'sqs_queue', 'jobs'],
    [`arn:aws:ec2:${PLACE}:security-group/sg-1`, 'Resource', 'ec2_security_group', 'sg-1'],
    [`arn:aws:ssm:${PLACE}:parameter/app/db`, 'Resource', 'ssm_parameter', 'app/db'],
  ])('%s is a %s of kind %s', (arn, label, kind, name) => {
    expect(awsResourceOfArn(arn)).toMatchObject({ uid: arn, label, kind, name });
  });

  it.each([
    ['an object', 'arn:aws:s3:::data/in/2026/a.csv', 'arn:aws:s3:::data'],
    ['all objects', 'arn:aws:s3:::data/*', 'arn:aws:s3:::data'],
    ['an object behind an access point', `arn:aws:s3:${PLACE}:accesspoint/ap/object/a/b`, `arn:aws:s3:${PLACE}:accesspoint/ap`],
    ['a version', `arn:aws:lambda:${PLACE}:function:bill:7`, `arn:aws:lambda:${PLACE}:function:bill`],
    ['the unpublished version', `arn:aws:lambda:${PLACE}:function:bill:$LATEST`, `arn:aws:lambda:${PLACE}:function:bill`],
    ['a log stream', `arn:aws:logs:${PLACE}:log-group:/aws/lambda/bill:log-stream:a`, `arn:aws:logs:${PLACE}:log-group:/aws/lambda/bill`],
    ['a log group as logs name it', `arn:aws:logs:${PLACE}:log-group:/aws/lambda/bill:*`, `arn:aws:logs:${PLACE}:log-group:/aws/lambda/bill`],
    ['one key of a secret', `arn:aws:secretsmanager:${PLACE}:secret:db-AbCdEf:password::`, `arn:aws:secretsmanager:${PLACE}:secret:db-AbCdEf`],
    ['an index', `arn:aws:dynamodb:${PLACE}:table/orders/index/by-day`, `arn:aws:dynamodb:${PLACE}:table/orders`],
    ['a subscription', `arn:aws:sns:${PLACE}:alerts:00000000-0000-0000-0000-000000000000`, `arn:aws:sns:${PLACE}:alerts`],
  ])('%s stands for the thing it lies within', (_what, arn, whole) => {
    expect(wholeOf(arn)).toBe(whole);
  });

  it.each([
    ['a backup, which is a thing of its own', `arn:aws:dynamodb:${PLACE}:table/orders/backup/1`],
    ['a layer', `arn:aws:lambda:${PLACE}:layer:shared:3`],
    ['a repository with slashes', `arn:aws:ecr:${PLACE}:repository/team/app`],
    ['what S3 has besides buckets', `arn:aws:s3:${PLACE}:storage-lens/daily`],
  ])('%s stays itself', (_what, arn) => {
    expect(wholeOf(arn)).toBe(arn);
  });

  it.each(['data', 'arn:aws:s3:::*', 'arn:aws:s3:::data-*/x', `arn:aws:lambda:${PLACE}:function:*`, 'arn:aws:iam::111122223333:role/x', 'arn:aws:sts::111122223333:assumed-role/x/y', 'arn:aws:organizations::111122223333:account/o-x/444455556666', ''])(
    '%s is no thing that stands in an inventory',
    (arn) => {
      expect(awsResourceOfArn(arn)).toBeUndefined();
    },
  );
});
