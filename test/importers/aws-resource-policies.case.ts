/** Cases of importers/aws-resource-policies.ts. Accounts, names and ids are made up. */
import { importerCase, type ExpectedEdge, type ExpectedNode } from '../support/importer-case.ts';

const ACCOUNT = '111122223333';
const PARTNER = '444455556666';
const OTHER = '777788889999';
const text = (value: unknown): string => JSON.stringify(value);
const lines = (...documents: unknown[]): string => documents.map((document) => JSON.stringify(document)).join('\n');

const allow = (Principal: unknown, Action: string, Resource: string | string[], more: object = {}) => ({ Effect: 'Allow', Principal, Action, Resource, ...more });
const policy = (...Statement: unknown[]) => ({ Version: '2012-10-17', Statement });

const account = (id = ACCOUNT): Record<string, ExpectedNode> => ({
  [`arn:aws:iam::${id}:root-account`]: { label: 'Container', kind: 'account', name: id, nativeId: id, provider: 'aws' },
});
const resource = (arn: string, kind: string, name: string, document?: unknown): Record<string, ExpectedNode> => ({
  [arn]: { label: kind === 'lambda_function' ? 'Workload' : 'Resource', kind, name, provider: 'aws', ...(document === undefined ? {} : { resourcePolicy: text(document) }) },
});
const scope = (arn: string): string => `aws-resource-policies:${arn}`;
const contained = (from: string, id = ACCOUNT): ExpectedEdge => ({ kind: 'CONTAINED_IN', from, to: `arn:aws:iam::${id}:root-account`, scope: scope(from) });

const bucket = 'arn:aws:s3:::example-reports';
const queue = `arn:aws:sqs:eu-west-1:${ACCOUNT}:orders`;
const topic = `arn:aws:sns:eu-west-1:${ACCOUNT}:alerts`;
const key = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/11111111-2222-3333-4444-555555555555`;
const secret = `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:db/main-AbCdEf`;
const repository = `arn:aws:ecr:eu-west-1:${ACCOUNT}:repository/team/app`;
const lambda = `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:resize`;
const table = `arn:aws:dynamodb:eu-west-1:${ACCOUNT}:table/orders`;
const domain = `arn:aws:es:eu-west-1:${ACCOUNT}:domain/search`;
const fileSystem = `arn:aws:elasticfilesystem:eu-west-1:${ACCOUNT}:file-system/fs-0123456789abcdef0`;
const foreignSecret = secret.replace(ACCOUNT, '000011112222');
const elsewhere = `arn:aws:lambda:eu-west-1:${OTHER}:function:resize`;
const inPartner = (arn: string): string => arn.replace(ACCOUNT, PARTNER);
const role = `arn:aws:iam::${ACCOUNT}:role/reader`;
const partnerRoot = `arn:aws:iam::${PARTNER}:root`;

const bucketPolicy = policy(
  allow({ AWS: role }, 's3:GetObject', `${bucket}/*`),
  { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [bucket, `${bucket}/*`], Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
);
const queuePolicy = policy(allow({ Service: 'sns.amazonaws.com' }, 'sqs:SendMessage', queue));
const topicPolicy = policy(allow({ AWS: '*' }, 'SNS:Subscribe', topic));
const keyPolicy = policy(allow({ AWS: `arn:aws:iam::${ACCOUNT}:root` }, 'kms:*', '*'));
const secretPolicy = policy(allow({ AWS: [partnerRoot, 'AROAEXAMPLEDELETED'] }, 'secretsmanager:GetSecretValue', '*'));
const repositoryPolicy = policy({ Effect: 'Allow', Principal: { AWS: PARTNER }, Action: 'ecr:BatchGetImage' });
const lambdaPolicy = policy(allow({ Service: 'apigateway.amazonaws.com' }, 'lambda:InvokeFunction', lambda));
const tablePolicy = policy(allow({ AWS: role }, 'dynamodb:Query', [table, `${table}/index/*`]));
const domainPolicy = policy(allow({ AWS: role }, 'es:ESHttpGet', `${domain}/*`));
const fileSystemPolicy = policy(allow({ AWS: role }, 'elasticfilesystem:ClientMount', fileSystem));

const reader: Record<string, ExpectedNode> = { [role]: { label: 'Identity', kind: 'iam_role', name: 'reader', provider: 'aws', isNhi: true, missing: true } };
const service = (name: string): Record<string, ExpectedNode> => ({ [`service:${name}`]: { label: 'Identity', kind: 'aws_service', name, provider: 'aws', isNhi: true, missing: true } });
const root = (id: string): Record<string, ExpectedNode> => ({ [`arn:aws:iam::${id}:root`]: { label: 'Identity', kind: 'account_root', name: `root of ${id}`, provider: 'aws', missing: true } });
const anyone: Record<string, ExpectedNode> = { 'aws:*': { label: 'Identity', kind: 'external', name: 'anyone', provider: 'aws', thirdParty: true, missing: true } };
const deleted: Record<string, ExpectedNode> = { AROAEXAMPLEDELETED: { label: 'Identity', kind: 'iam_role', name: 'AROAEXAMPLEDELETED', nativeId: 'AROAEXAMPLEDELETED', provider: 'aws', missing: true } };

const everyNode = {
  ...resource(bucket, 's3_bucket', 'example-reports', bucketPolicy),
  ...resource(queue, 'sqs_queue', 'orders', queuePolicy),
  ...resource(topic, 'sns_topic', 'alerts', topicPolicy),
  ...resource(key, 'kms_key', '11111111-2222-3333-4444-555555555555', keyPolicy),
  ...resource(secret, 'secret', 'db/main', secretPolicy),
  ...resource(repository, 'ecr_repository', 'team/app', repositoryPolicy),
  ...resource(lambda, 'lambda_function', 'resize', lambdaPolicy),
  ...resource(table, 'dynamodb_table', 'orders', tablePolicy),
  ...resource(domain, 'opensearch_domain', 'search', domainPolicy),
  ...resource(fileSystem, 'efs_file_system', 'fs-0123456789abcdef0', fileSystemPolicy),
  ...account(), ...reader, ...anyone, ...deleted, ...root(ACCOUNT), ...root(PARTNER),
  ...service('sns.amazonaws.com'), ...service('apigateway.amazonaws.com'),
};
const inAccount = [queue, topic, key, secret, repository, lambda, table, domain, fileSystem];

export default importerCase({
  importer: 'aws-resource-policies',
  accepts: [
    {
      title: 'answers one after another, each of another service; those that name no resource within an object that does',
      files: {
        'policies.json': lines(
          { Policy: text(bucketPolicy) },
          { Attributes: { Policy: text(queuePolicy), QueueArn: queue } },
          { Attributes: { Policy: text(topicPolicy), TopicArn: topic, Owner: ACCOUNT, EffectiveDeliveryPolicy: '{"http":{}}' } },
          { arn: key, Policy: text(keyPolicy), PolicyName: 'default' },
          { ARN: secret, Name: 'db/main', ResourcePolicy: text(secretPolicy) },
          { region: 'eu-west-1', answer: { registryId: ACCOUNT, repositoryName: 'team/app', policyText: text(repositoryPolicy) } },
          { Policy: text(lambdaPolicy), RevisionId: '66666666-7777-8888-9999-000000000000' },
          { Policy: text(tablePolicy), RevisionId: '1' },
          { DomainStatus: { DomainName: 'search', ARN: domain, AccessPolicies: text(domainPolicy), EBSOptions: { EBSEnabled: true } } },
          { FileSystemId: 'fs-0123456789abcdef0', Policy: text(fileSystemPolicy) },
        ),
      },
      nodes: { ...everyNode, [bucket]: { ...everyNode[bucket]!, evidence: ['/Policy'] } },
      edges: inAccount.map((arn) => contained(arn)),
      scopes: [bucket, queue, topic, key, secret, repository, lambda, table, domain, fileSystem].map(scope),
    },
    {
      title: 'lists, maps by account, region, ARN and bucket under any keys; policies as objects and URL-encoded; buckets without one',
      files: {
        'list.json': text([
          { Bucket: 'example-reports', AccountId: ACCOUNT, Policy: bucketPolicy },
          { Bucket: 'example-plain', Error: { Code: 'NoSuchBucketPolicy', Message: 'The bucket policy does not exist' } },
          { QueueUrl: `https://sqs.eu-west-1.amazonaws.com/${ACCOUNT}/orders`, Attributes: { Policy: encodeURIComponent(text(queuePolicy)) } },
        ]),
        'by-arn.json': text({ [inPartner(key)]: text(keyPolicy), [inPartner(topic)]: topicPolicy, [inPartner(lambda)]: null }),
        'by-bucket.json': text({
          buckets: { 'example-any': { Policy: text(policy(allow({ AWS: role }, 's3:ListBucket', '*'))) }, 'example-none': null, 'example-refused': 'An error occurred (NoSuchBucketPolicy)' },
          [OTHER]: { 'eu-west-1': { functions: [{ FunctionName: 'resize', Policy: text(policy(allow({ AWS: PARTNER }, 'lambda:InvokeFunction', '*'))) }] } },
        }),
      },
      nodes: {
        ...account(), ...account(PARTNER), ...account(OTHER), ...reader, ...anyone, ...root(ACCOUNT), ...root(PARTNER), ...service('sns.amazonaws.com'),
        ...resource(bucket, 's3_bucket', 'example-reports', bucketPolicy),
        ...resource('arn:aws:s3:::example-plain', 's3_bucket', 'example-plain'),
        ...resource(queue, 'sqs_queue', 'orders', queuePolicy),
        ...resource(inPartner(key), 'kms_key', '11111111-2222-3333-4444-555555555555', keyPolicy),
        ...resource(inPartner(topic), 'sns_topic', 'alerts', topicPolicy),
        ...resource(inPartner(lambda), 'lambda_function', 'resize'),
        ...resource('arn:aws:s3:::example-any', 's3_bucket', 'example-any', policy(allow({ AWS: role }, 's3:ListBucket', '*'))),
        ...resource('arn:aws:s3:::example-none', 's3_bucket', 'example-none'),
        ...resource('arn:aws:s3:::example-refused', 's3_bucket', 'example-refused'),
        ...resource(elsewhere, 'lambda_function', 'resize', policy(allow({ AWS: PARTNER }, 'lambda:InvokeFunction', '*'))),
      },
      edges: [
        { ...contained(bucket), evidence: ['/0'] },
        contained(queue),
        ...[key, topic, lambda].map((arn) => contained(inPartner(arn), PARTNER)),
        { ...contained(elsewhere, OTHER), evidence: [`/${OTHER}/eu-west-1/functions/0`] },
      ],
      scopes: [
        bucket, 'arn:aws:s3:::example-plain', queue, inPartner(key), inPartner(topic), inPartner(lambda),
        'arn:aws:s3:::example-any', 'arn:aws:s3:::example-refused', 'arn:aws:s3:::example-none', elsewhere,
      ].map(scope),
    },
    {
      title: 'files named after what they are about, in folders as tools lay them out; a policy that stands by itself',
      files: {
        'eu-west-1/s3-get-bucket-policy/example-files': text({ Policy: text(policy(allow('*', 's3:GetObject', '*'))) }),
        'eu-west-1/ecr-get-repository-policy/app': text({ registryId: ACCOUNT, repositoryName: 'team/app', policyText: text(repositoryPolicy) }),
        [`eu-west-1/kms-get-key-policy/${encodeURIComponent(inPartner(key))}.json`]: text({ Policy: text(keyPolicy), PolicyName: 'default' }),
        [`sqs-get-queue-attributes/${encodeURIComponent(`https://queue.amazonaws.com/${OTHER}/orders`)}`]: text({ Attributes: { Policy: text(policy(allow('*', 'sqs:*', '*'))) } }),
        'policy-of-a-bucket.json': text(bucketPolicy),
        'eu-west-1/secretsmanager-get-resource-policy/main': text({ ARN: foreignSecret, Name: 'db/main' }),
      },
      nodes: {
        ...account(), ...account(PARTNER), ...account(OTHER), ...account('000011112222'), ...reader, ...anyone, ...root(ACCOUNT), ...root(PARTNER),
        ...resource('arn:aws:s3:::example-files', 's3_bucket', 'example-files', policy(allow('*', 's3:GetObject', '*'))),
        ...resource(repository, 'ecr_repository', 'team/app', repositoryPolicy),
        ...resource(inPartner(key), 'kms_key', '11111111-2222-3333-4444-555555555555', keyPolicy),
        ...resource(`arn:aws:sqs:us-east-1:${OTHER}:orders`, 'sqs_queue', 'orders', policy(allow('*', 'sqs:*', '*'))),
        ...resource(bucket, 's3_bucket', 'example-reports', bucketPolicy),
        ...resource(foreignSecret, 'secret', 'db/main'),
      },
      edges: [contained(repository), contained(inPartner(key), PARTNER), contained(`arn:aws:sqs:us-east-1:${OTHER}:orders`, OTHER), contained(foreignSecret, '000011112222')],
      scopes: ['arn:aws:s3:::example-files', repository, inPartner(key), `arn:aws:sqs:us-east-1:${OTHER}:orders`, bucket, foreignSecret].map(scope),
    },
    {
      title: 'nobody says whose: a key without its ARN, a repository without its region, statements about two buckets, a wildcard, a key policy in a folder of buckets',
      files: {
        'key.json': text({ Policy: text(keyPolicy), PolicyName: 'default' }),
        'repository.json': text({ registryId: ACCOUNT, repositoryName: 'team/app', policyText: text(repositoryPolicy) }),
        'buckets.json': lines(
          { Policy: text(policy(allow('*', 's3:GetObject', ['arn:aws:s3:::example-a/*', 'arn:aws:s3:::example-b/*']))) },
          { Policy: text(policy(allow('*', 's3:GetObject', 'arn:aws:s3:::example-*/*'))) },
        ),
        's3-get-bucket-policy/example-key': text({ Policy: text(keyPolicy) }),
      },
      nodes: {},
      edges: [],
      problems: [
        { code: 'missing-value', at: '/Policy', field: 'Policy', severity: 'error', file: 'key.json' },
        { code: 'missing-value', at: '/policyText', field: 'policyText', severity: 'error', file: 'repository.json' },
        { code: 'missing-value', at: '/Policy', field: 'Policy', severity: 'error', file: 'buckets.json' },
        { code: 'missing-value', at: 'byte 212', field: 'Policy', severity: 'error', file: 'buckets.json' },
        { code: 'missing-value', at: '/Policy', field: 'Policy', severity: 'error', file: 's3-get-bucket-policy/example-key' },
      ],
      scopes: [],
    },
    {
      title: 'bad entries: a problem each, the good ones in; an error that is not "none" leaves what was known',
      files: {
        'mixed.json': text([
          { Bucket: 'example-reports', Policy: text(bucketPolicy) },
          { Bucket: 'example-broken', Policy: '{"Version":' },
          { Bucket: 'example-denied', Error: 'An error occurred (AccessDenied) when calling the GetBucketPolicy operation' },
          { Bucket: 'example-silent' },
          { Bucket: 'example-odd', Policy: text(policy(allow({ AWS: 'arn:aws:iam:9999:role/four-colons' }, 's3:*', '*'))) },
          { Arn: role, Policy: text(policy(allow({ AWS: PARTNER }, 'sts:AssumeRole', '*'))) },
          { Bucket: 'example-reports', Policy: text(policy(allow({ AWS: PARTNER }, 's3:*', bucket))) },
          { Policy: null },
          7,
        ]),
        'cut.json': `${text({ Bucket: 'example-cut', Policy: text(policy(allow({ AWS: PARTNER }, 's3:*', '*'))) })}\n{"ARN":"${secret}","Name":"db/main","Resour`,
      },
      nodes: {
        ...reader, ...root(PARTNER),
        ...resource(bucket, 's3_bucket', 'example-reports', policy(allow({ AWS: PARTNER }, 's3:*', bucket))),
        ...resource('arn:aws:s3:::example-broken', 's3_bucket', 'example-broken'),
        ...resource('arn:aws:s3:::example-odd', 's3_bucket', 'example-odd', policy(allow({ AWS: 'arn:aws:iam:9999:role/four-colons' }, 's3:*', '*'))),
        ...resource('arn:aws:s3:::example-cut', 's3_bucket', 'example-cut', policy(allow({ AWS: PARTNER }, 's3:*', '*'))),
      },
      edges: [],
      problems: [
        { code: 'bad-value', at: '/1', field: 'Policy', severity: 'warning' },
        { code: 'skipped', at: '/2', severity: 'warning' },
        { code: 'missing-value', at: '/3', field: 'Policy', severity: 'error' },
        { code: 'bad-value', at: '/4', field: 'Principal', severity: 'warning' },
        { code: 'bad-value', at: '/5', field: 'Policy', severity: 'error' },
        { code: 'duplicate', at: '/6', severity: 'warning' },
        { code: 'missing-value', at: '/7/Policy', severity: 'error' },
        { code: 'missing-value', at: '/8', severity: 'error' },
        { code: 'truncated', at: 'byte 285', severity: 'error', file: 'cut.json' },
      ],
      scopes: [bucket, 'arn:aws:s3:::example-broken', 'arn:aws:s3:::example-odd', 'arn:aws:s3:::example-cut'].map(scope),
    },
  ],
  refuses: [
    {
      title: 'a CloudTrail event that sets a queue’s policy',
      name: 'events.json',
      text: text({ Records: [{ eventSource: 'sqs.amazonaws.com', eventName: 'SetQueueAttributes', requestParameters: { attributes: { Policy: text(queuePolicy) } } }] }),
    },
    { title: 'aws organizations describe-policy', name: 'policy.json', text: text({ Policy: { PolicySummary: { Id: 'p-example1', Arn: 'arn:aws:organizations::1:policy/o-x/service_control_policy/p-example1' }, Content: text(policy()) } }) },
    { title: 'aws iam get-policy', name: 'policy.json', text: text({ Policy: { PolicyName: 'x', Arn: `arn:aws:iam::${ACCOUNT}:policy/x` } }) },
    { title: 'aws iam get-role-policy', name: 'policy.json', text: text({ RoleName: 'r', PolicyName: 'p', PolicyDocument: policy({ Effect: 'Allow', Action: '*', Resource: '*' }) }) },
    { title: 'an identity policy by itself', name: 's3-get-bucket-policy/x', text: text(policy({ Effect: 'Allow', Action: 's3:*', Resource: bucket })) },
    { title: 'a trust policy by itself', name: 'trust.json', text: text(policy({ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' })) },
    { title: 'the attributes of a subscription', name: 'attributes.json', text: text({ Attributes: { SubscriptionArn: `${topic}:1`, TopicArn: topic } }) },
    { title: 'a list of topics beside attributes of another kind', name: 'topics.json', text: text({ Topics: [{ TopicArn: topic }], Attributes: { DisplayName: 'a "quoted" name' } }) },
    { title: 'aws secretsmanager list-secrets', name: 'secrets.json', text: text({ SecretList: [{ ARN: secret, Name: 'db/main' }] }) },
    { title: 'a CloudFormation template', name: 'template.json', text: text({ Resources: { Main: { Type: 'AWS::SecretsManager::ResourcePolicy', Properties: { ResourcePolicy: secretPolicy } } } }) },
    { title: 'a text that is no JSON', name: 'notes.json', text: `"Policy": "${bucket}` },
  ],
});
