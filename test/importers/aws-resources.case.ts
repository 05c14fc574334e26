/** Cases of importers/aws-resources.ts. Accounts, names and secrets are made up. */
import { importerCase } from '../support/importer-case.ts';

const ACCOUNT = '111122223333';
const REGION = 'eu-west-1';
const arn = (service: string, rest: string, region = REGION): string => `arn:aws:${service}:${region}:${ACCOUNT}:${rest}`;
const bucketArn = (name: string): string => `arn:aws:s3:::${name}`;
const scope = (service: string): string => `aws-resources:${service}:${ACCOUNT}:${REGION}`;
const tagScope = (service: string): string => `aws-resources:tags:${service}:${ACCOUNT}:${REGION}`;
const tag = (Key: string, Value: string) => ({ Key, Value });

const accountNode = (id = ACCOUNT) => ({ [`arn:aws:iam::${id}:root-account`]: { label: 'Container', kind: 'account', name: id, nativeId: id, provider: 'aws' } }) as const;
const contained = (from: string, of: string, account = ACCOUNT) => ({ kind: 'CONTAINED_IN', from, to: `arn:aws:iam::${account}:root-account`, scope: of }) as const;
const owned = (from: string, to: string, key: string, of: string) => ({ kind: 'OWNED_BY', from, to: `owner://${to}`, source: `tag:${key}`, scope: of }) as const;
const resource = (kind: string, name: string, ...tags: string[]) => ({ label: 'Resource', kind, name, provider: 'aws', tags }) as const;
const untagged = (kind: string, name: string) => ({ label: 'Resource', kind, name, provider: 'aws' }) as const;
const secret = (name: string): string => arn('secretsmanager', `secret:${name}-AbCdEf`);
const mapping = (ResourceARN: string, ...Tags: { Key: string; Value: string }[]) => ({ ResourceARN, Tags });

const table = arn('dynamodb', 'table/orders');
const queue = arn('sqs', 'jobs');
const key = arn('kms', 'key/00000000-made-up');
const instance = arn('ec2', 'instance/i-0aaaaaaaaaaaaaaaa');
const lambda = arn('lambda', 'function:bill');
const TOKEN = `ghp_${'madeup'.repeat(6)}`;

export default importerCase({
  importer: 'aws-resources',
  accepts: [
    {
      title: 'the tagging list: kinds by ARN, owners, environment and sensitivity by tags; identities are only named',
      files: {
        'resources.json': JSON.stringify({
          ResourceTagMappingList: [
            mapping(table, tag('Owner', 'ada@example.com'), tag('Data-Classification', 'PII'), tag('env', 'prod')),
            mapping(queue, tag('sensitivity', 'somewhat'), tag('password', 'made-up-and-dropped'), tag('note', TOKEN)),
            mapping(key, tag('confidentiality', 'internal'), tag('classification', '2')),
            mapping(instance, tag('Name', 'web-1'), tag('sensitivity', 'restricted')),
            mapping(lambda),
            mapping(bucketArn('data'), tag('Name', 'The data'), tag('team', 'Data'), tag('sensitivity', 'Public')),
            mapping(arn('logs', 'log-group:/aws/lambda/bill:*')),
            mapping(`arn:aws:iam::${ACCOUNT}:role/app`, tag('owner', 'someone')),
            mapping(`arn:aws:iam::${ACCOUNT}:policy/p`),
            mapping(`arn:aws:organizations::${ACCOUNT}:account/o-x/444455556666`),
          ],
          PaginationToken: '',
        }),
      },
      nodes: {
        ...accountNode(),
        [table]: { ...resource('dynamodb_table', 'orders', 'Data-Classification=PII', 'Owner=ada@example.com', 'env=prod'), environment: 'production', sensitivity: 3, evidence: ['/ResourceTagMappingList/0'] },
        [queue]: resource('sqs_queue', 'jobs', 'note=(dropped)', 'password=(dropped)', 'sensitivity=somewhat'),
        [key]: { ...resource('kms_key', '00000000-made-up', 'classification=2', 'confidentiality=internal'), sensitivity: 2 },
        [instance]: { label: 'Workload', kind: 'ec2_instance', name: 'web-1', provider: 'aws', tags: ['Name=web-1', 'sensitivity=restricted'] },
        [lambda]: { label: 'Workload', kind: 'lambda_function', name: 'bill', provider: 'aws', tags: [] },
        [bucketArn('data')]: { ...resource('s3_bucket', 'data', 'Name=The data', 'sensitivity=Public', 'team=Data'), sensitivity: 0 },
        [arn('logs', 'log-group:/aws/lambda/bill')]: resource('log_group', '/aws/lambda/bill'),
        [`arn:aws:iam::${ACCOUNT}:role/app`]: { label: 'Identity', kind: 'iam_role', name: 'app', provider: 'aws', isNhi: true, missing: true },
        'owner://ada@example.com': { label: 'Owner', kind: 'person', name: 'ada@example.com', email: 'ada@example.com', missing: true },
        'owner://data': { label: 'Owner', kind: 'team', name: 'Data', missing: true },
      },
      edges: [
        contained(table, scope('dynamodb')),
        contained(queue, scope('sqs')),
        contained(key, scope('kms')),
        contained(instance, scope('ec2')),
        contained(lambda, scope('lambda')),
        contained(bucketArn('data'), `aws-resources:s3:${ACCOUNT}`),
        contained(arn('logs', 'log-group:/aws/lambda/bill'), scope('logs')),
        owned(table, 'ada@example.com', 'Owner', tagScope('dynamodb')),
        owned(bucketArn('data'), 'data', 'team', `aws-resources:tags:s3:${ACCOUNT}`),
      ],
      problems: [
        { code: 'secret-dropped', at: '/ResourceTagMappingList/1', field: 'Tags/1/Value', severity: 'warning' },
        { code: 'secret-dropped', at: '/ResourceTagMappingList/1', field: 'Tags/2/Value', severity: 'warning' },
        { code: 'skipped', at: '/ResourceTagMappingList/8', severity: 'note' },
      ],
      scopes: [tagScope('dynamodb'), tagScope('sqs'), tagScope('kms'), tagScope('ec2'), tagScope('lambda'), tagScope('logs')],
    },
    {
      title: 'a tagging list that seems filtered by a tag takes no owner away',
      files: { 'resources.json': JSON.stringify({ ResourceTagMappingList: [mapping(table, tag('env', 'dev'), tag('team', 'A')), mapping(queue, tag('env', 'dev'))] }) },
      options: { ownerTags: ['squad'] },
      nodes: {
        ...accountNode(),
        [table]: { ...resource('dynamodb_table', 'orders', 'env=dev', 'team=A'), environment: 'development' },
        [queue]: { ...resource('sqs_queue', 'jobs', 'env=dev'), environment: 'development' },
      },
      edges: [contained(table, scope('dynamodb')), contained(queue, scope('sqs'))],
      problems: [{ code: 'skipped', at: '/ResourceTagMappingList', field: 'Tags', severity: 'note' }],
      scopes: [],
    },
    {
      title: 'secrets on two pages: a list of all there are; one that is being deleted is not there',
      files: {
        'secrets.json': [
          { SecretList: [{ ARN: secret('db/main'), Name: 'db/main', Description: 'Of the shop', CreatedDate: '2025-01-02T03:04:05+01:00', LastAccessedDate: '2026-11-01T01:00:00+01:00', LastRotatedDate: '2025-06-01T00:00:00Z', RotationEnabled: true, Tags: [tag('Squad', 'Shop'), tag('Classification', 'Secret')] }], NextToken: 'more' },
          { SecretList: [{ ARN: secret('plain'), Name: 'plain', Description: `the token is ${TOKEN}` }, { ARN: secret('gone'), Name: 'gone', DeletedDate: '2026-11-20T00:00:00Z' }] },
        ].map((page) => JSON.stringify(page)).join('\n'),
      },
      nodes: {
        ...accountNode(),
        [secret('db/main')]: {
          ...resource('secret', 'db/main', 'Classification=Secret', 'LastAccessedDate=2026-11-01T00:00:00.000Z', 'LastRotatedDate=2025-06-01T00:00:00.000Z', 'RotationEnabled=true', 'Squad=Shop'),
          description: 'Of the shop', createdAt: '2025-01-02T02:04:05.000Z', sensitivity: 3,
        },
        [secret('plain')]: resource('secret', 'plain'),
        'owner://shop': { label: 'Owner', kind: 'team', name: 'Shop', missing: true },
      },
      edges: [contained(secret('db/main'), scope('secretsmanager')), contained(secret('plain'), scope('secretsmanager')), owned(secret('db/main'), 'shop', 'Squad', tagScope('secretsmanager'))],
      problems: [{ code: 'secret-dropped', at: 'byte 409', field: 'Description', severity: 'warning' }],
      scopes: [scope('secretsmanager'), tagScope('secretsmanager')],
    },
    {
      title: 'buckets: the name of the file tells the account',
      files: { [`buckets-${ACCOUNT}.json`]: JSON.stringify({ Buckets: [{ Name: 'data', CreationDate: '2024-01-02T03:04:05+00:00' }, { Name: 'cn-data', BucketRegion: 'cn-north-1' }], Owner: { DisplayName: 'x', ID: 'made-up' } }) },
      nodes: {
        ...accountNode(),
        [bucketArn('data')]: { ...untagged('s3_bucket', 'data'), createdAt: '2024-01-02T03:04:05.000Z', evidence: ['/Buckets/0'] },
        'arn:aws-cn:s3:::cn-data': untagged('s3_bucket', 'cn-data'),
      },
      edges: [contained(bucketArn('data'), `aws-resources:s3:${ACCOUNT}`), contained('arn:aws-cn:s3:::cn-data', `aws-resources:s3:${ACCOUNT}`)],
      scopes: [`aws-resources:s3:${ACCOUNT}`],
    },
    {
      title: 'buckets of an account that nothing tells: there they are, and nothing counts as gone',
      files: { 'buckets.json': JSON.stringify({ Buckets: [{ Name: 'data' }], Owner: { ID: 'made-up' }, ContinuationToken: 'more' }) },
      nodes: { [bucketArn('data')]: untagged('s3_bucket', 'data') },
      edges: [],
      problems: [{ code: 'truncated', at: '/NextToken', field: 'NextToken', severity: 'warning' }],
      scopes: [],
    },
    {
      title: 'Resource Explorer: accounts and, where it shows them, tags',
      files: {
        'explorer.json': JSON.stringify({
          Count: { Complete: true, TotalResources: 3 },
          Resources: [
            { Arn: bucketArn('data'), OwningAccountId: '444455556666', Region: REGION, ResourceType: 's3:bucket', Service: 's3', Properties: [{ Name: 'tags', LastReportedAt: '2026-11-01T00:00:00Z', Data: [tag('owner', 'Ada')] }] },
            { Arn: instance, OwningAccountId: ACCOUNT, Region: REGION, ResourceType: 'ec2:instance', Service: 'ec2', Properties: [] },
            { Arn: arn('rds', 'db:main'), OwningAccountId: 'ours', Region: REGION, ResourceType: 'rds:db', Service: 'rds' },
            { Arn: bucketArn('other'), OwningAccountId: 'ours' },
          ],
        }),
      },
      nodes: {
        ...accountNode(),
        ...accountNode('444455556666'),
        [bucketArn('data')]: resource('s3_bucket', 'data', 'owner=Ada'),
        [instance]: { label: 'Workload', kind: 'ec2_instance', name: 'i-0aaaaaaaaaaaaaaaa', provider: 'aws' },
        [arn('rds', 'db:main')]: untagged('rds_instance', 'main'),
        [bucketArn('other')]: untagged('s3_bucket', 'other'),
        'owner://ada': { label: 'Owner', kind: 'unknown', name: 'Ada', missing: true },
      },
      edges: [
        contained(bucketArn('data'), 'aws-resources:s3:444455556666', '444455556666'),
        contained(instance, scope('ec2')),
        contained(arn('rds', 'db:main'), scope('rds')),
        owned(bucketArn('data'), 'ada', 'owner', 'aws-resources:tags:s3:444455556666'),
      ],
      problems: [{ code: 'bad-value', at: '/Resources/3', field: 'OwningAccountId', severity: 'warning' }],
      scopes: [],
    },
    {
      title: 'a query of AWS Config: each row is a JSON text',
      files: {
        'config.json': JSON.stringify({
          Results: [
            JSON.stringify({ arn: bucketArn('data'), accountId: ACCOUNT, awsRegion: REGION, resourceType: 'AWS::S3::Bucket', resourceCreationTime: '2024-01-02T03:04:05.000Z', tags: [{ key: 'Owner', value: 'Ada', tag: 'Owner=Ada' }] }),
            JSON.stringify({ arn: `arn:aws:iam::${ACCOUNT}:user/ann`, accountId: ACCOUNT, resourceType: 'AWS::IAM::User' }),
            JSON.stringify({ arn: table }),
            JSON.stringify({ resourceId: 'no-arn', resourceType: 'AWS::EC2::VPC' }),
            '{"arn":',
          ],
          QueryInfo: { SelectFields: [{ Name: 'arn' }] },
        }),
      },
      nodes: {
        ...accountNode(),
        [bucketArn('data')]: { ...resource('s3_bucket', 'data', 'Owner=Ada'), createdAt: '2024-01-02T03:04:05.000Z' },
        [table]: untagged('dynamodb_table', 'orders'),
        [`arn:aws:iam::${ACCOUNT}:user/ann`]: { label: 'Identity', kind: 'iam_user', name: 'ann', provider: 'aws', missing: true },
        'owner://ada': { label: 'Owner', kind: 'unknown', name: 'Ada', missing: true },
      },
      edges: [contained(bucketArn('data'), `aws-resources:s3:${ACCOUNT}`), contained(table, scope('dynamodb')), owned(bucketArn('data'), 'ada', 'Owner', `aws-resources:tags:s3:${ACCOUNT}`)],
      problems: [
        { code: 'missing-value', at: '/Results/3', field: 'arn', severity: 'error' },
        { code: 'malformed', at: '/Results/4', severity: 'error' },
      ],
      scopes: [],
    },
    {
      title: 'bad entries: a problem each, the good ones in, and nothing counts as gone',
      files: {
        'mixed.json': JSON.stringify([
          { ResourceTagMappingList: ['a text', mapping('not an ARN'), mapping('arn:aws:s3:::*'), {}, { ResourceARN: queue, Tags: 'none' }] },
          { SecretList: [{ Name: 'nameless' }, { ARN: secret('db'), CreatedDate: 'long ago', RotationEnabled: 'yes' }] },
          { Buckets: [{ CreationDate: '2024-01-02T03:04:05Z' }, { Name: 'a/b', BucketArn: 'arn:aws:s3:eu-west-1:111122223333:storage-lens/x' }] },
        ]),
      },
      nodes: { ...accountNode(), [queue]: resource('sqs_queue', 'jobs'), [secret('db')]: resource('secret', 'db') },
      edges: [contained(queue, scope('sqs')), contained(secret('db'), scope('secretsmanager'))],
      problems: [
        { code: 'malformed', at: '/0/ResourceTagMappingList/0', severity: 'error' },
        { code: 'bad-value', at: '/0/ResourceTagMappingList/1', field: 'ResourceARN', severity: 'error' },
        { code: 'bad-value', at: '/0/ResourceTagMappingList/2', field: 'ResourceARN', severity: 'error' },
        { code: 'missing-value', at: '/0/ResourceTagMappingList/3', field: 'ResourceARN', severity: 'error' },
        { code: 'bad-value', at: '/0/ResourceTagMappingList/4', field: 'Tags', severity: 'warning' },
        { code: 'missing-value', at: '/1/SecretList/0', field: 'ARN', severity: 'error' },
        { code: 'bad-value', at: '/1/SecretList/1', field: 'RotationEnabled', severity: 'warning' },
        { code: 'bad-value', at: '/1/SecretList/1', field: 'CreatedDate', severity: 'warning' },
        { code: 'missing-value', at: '/2/Buckets/0', field: 'Name', severity: 'error' },
        { code: 'bad-value', at: '/2/Buckets/1', field: 'Name', severity: 'error' },
      ],
      scopes: [],
    },
    {
      title: 'a file cut off in the middle: what stands before is read, nothing counts as gone',
      files: { 'cut.json': `{"SecretList":[{"ARN":"${secret('db')}"},{"ARN":"arn:aws` },
      nodes: { ...accountNode(), [secret('db')]: resource('secret', 'db') },
      edges: [contained(secret('db'), scope('secretsmanager'))],
      problems: [{ code: 'truncated', at: 'byte 103', severity: 'error' }],
      scopes: [],
    },
  ],
  refuses: [
    { title: 'a CloudTrail record that quotes such a list', name: 'trail.json', text: JSON.stringify({ Records: [{ eventSource: 's3.amazonaws.com', responseElements: { Buckets: [{ CreationDate: 'x' }] } }] }) },
    { title: 'a CloudFormation template', name: 'template.json', text: JSON.stringify({ AWSTemplateFormatVersion: '2010-09-09', Resources: { Bucket: { Type: 'AWS::S3::Bucket' } } }) },
    { title: 'stack resources', name: 'stack.json', text: JSON.stringify({ Resources: [{ LogicalResourceId: 'x', ResourceType: 'AWS::S3::Bucket' }] }) },
    { title: 'results of something else', name: 'results.json', text: JSON.stringify({ Results: [{ arn: table }, '{"score": 1}'] }) },
    { title: 'buckets of a histogram', name: 'histogram.json', text: JSON.stringify({ Buckets: [{ From: 0, Count: 3 }] }) },
    { title: 'a secret’s value', name: 'secret.json', text: JSON.stringify({ ARN: secret('db'), Name: 'db', VersionId: 'x' }) },
    { title: 'an empty file', name: 'resources.json', text: '' },
  ],
});
