/** Which IAM action permits what a log shows. */
import { expect, it } from 'vitest';
import { canonicalAction } from '../../src/iam/index.ts';
import { permissionOf } from '../../src/sdk/aws-cloudtrail/permissions.ts';

it.each([
  ['s3', 'GetObject', 's3:GetObject'],
  ['s3', 'ListObjectsV2', 's3:ListBucket'],
  ['s3', 'HeadObject', 's3:GetObject'],
  ['lambda', 'Invoke', 'lambda:InvokeFunction'],
  ['lambda', 'InvokeFunction', 'lambda:InvokeFunction'],
  ['monitoring', 'PutMetricAlarm', 'cloudwatch:PutMetricAlarm'],
  ['email', 'SendEmail', 'ses:SendEmail'],
  ['signin', 'ConsoleLogin', 'signin:ConsoleLogin'],
  ['made-up', 'constructor', 'made-up:constructor'],
])('%s %s is permitted by %s', (service, name, action) => {
  expect(permissionOf(service, name)).toBe(action);
});

it('names actions that there are', () => {
  const operations = ['ListObjects', 'HeadBucket', 'ListBuckets', 'DeleteObjects', 'UploadPart', 'PutBucketEncryption', 'PutBucketLifecycle', 'GetPublicAccessBlock', 'GetBucketCors', 'ListParts', 'DeleteBucketReplication'];
  for (const name of operations) expect(canonicalAction(permissionOf('s3', name)), name).toBe(permissionOf('s3', name));
});
