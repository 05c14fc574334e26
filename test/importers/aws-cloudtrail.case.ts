/** Cases of importers/aws-cloudtrail.ts. Accounts, names and ids are made up; key ids are examples. */
import { importerCase } from '../support/importer-case.ts';

const ACCOUNT = '111122223333';
const OTHER = '444455556666';
const ADA_KEY = 'AKIAEXAMPLEADA00001';
const NEW_KEY = 'AKIAEXAMPLENEW00001';
const SESSION = 'ASIAEXAMPLESESSION1';
const iam = (rest: string, account = ACCOUNT): string => `arn:aws:iam::${account}:${rest}`;
const ADA = iam('user/ada');
const ROLE = iam('role/app/worker');
const BUCKET = 'arn:aws:s3:::example-data';
const OIDC = iam('oidc-provider/token.actions.githubusercontent.com');
const SECRET = `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:db-AbCdEf`;
const SCOPE = `aws-cloudtrail:${ACCOUNT}`;
const service = (name: string, account = ACCOUNT): string => `arn:aws:${name}::${account}:*`;

const asAda = { type: 'IAMUser', principalId: 'AIDAEXAMPLE000000001', arn: ADA, accountId: ACCOUNT, accessKeyId: ADA_KEY, userName: 'ada' };
const asWorker = {
  type: 'AssumedRole',
  principalId: 'AROAEXAMPLE000000001:deploy',
  arn: `arn:aws:sts::${ACCOUNT}:assumed-role/worker/deploy`,
  accountId: ACCOUNT,
  accessKeyId: SESSION,
  sessionContext: {
    sessionIssuer: { type: 'Role', principalId: 'AROAEXAMPLE000000001', arn: ROLE, accountId: ACCOUNT, userName: 'worker' },
    attributes: { creationDate: '2026-11-01T09:00:00Z', mfaAuthenticated: 'false' },
  },
};
/** A record as a trail has it. */
const record = (eventID: string, action: string, more: object = {}) => {
  const [source, eventName] = action.split(':');
  return {
    eventVersion: '1.10', userIdentity: asAda, eventTime: '2026-11-01T10:00:00Z', eventSource: `${source}.amazonaws.com`, eventName, awsRegion: 'eu-west-1',
    sourceIPAddress: '203.0.113.7', userAgent: 'aws-cli/2.18.1', requestParameters: null, responseElements: null, eventID, eventType: 'AwsApiCall',
    recipientAccountId: ACCOUNT, eventCategory: 'Management', ...more,
  };
};
const assumed = {
  requestParameters: { roleArn: ROLE, roleSessionName: 'deploy' },
  responseElements: {
    credentials: { accessKeyId: SESSION, sessionToken: ['session', 'token'].join('-'), expiration: 'Nov 1, 2026, 11:00:00 AM' },
    assumedRoleUser: { assumedRoleId: 'AROAEXAMPLE000000001:deploy', arn: asWorker.arn },
  },
  resources: [{ ARN: ROLE, accountId: ACCOUNT, type: 'AWS::IAM::Role' }],
};
const assumeRole = record('e-assume', 'sts:AssumeRole', assumed);
const records = (...list: unknown[]): string => JSON.stringify({ Records: list });
/** A record before a broken one. */
const WHOLE = JSON.stringify(record('e-1', 's3:ListBuckets'));
const lines = (...list: unknown[]): string => list.map((value) => JSON.stringify(value)).join('\n');

const ada = { label: 'Identity', kind: 'iam_user', name: 'ada', provider: 'aws', missing: true } as const;
const worker = { label: 'Identity', kind: 'iam_role', name: 'worker', provider: 'aws', isNhi: true, missing: true } as const;
const unusedKey = { label: 'Credential', kind: 'access_key', provider: 'aws', missing: true } as const;
const adaKey = { ...unusedKey, name: `${ADA_KEY} of ada`, lastUsedAt: '2026-11-01T10:00:00.000Z' } as const;
const bucket = { label: 'Resource', kind: 's3_bucket', name: 'example-data', provider: 'aws', missing: true } as const;
const wholeService = (name: string, account = ACCOUNT) => ({ label: 'Resource', kind: 'service', name: `${name} in ${account}`, provider: 'aws', missing: true }) as const;
const event = (id: string, action: string, activity: string, more: object = {}) => ({
  label: 'Event', kind: 'cloudtrail', name: action, action, activity, provider: 'aws', nativeId: id, time: '2026-11-01T10:00:00.000Z', outcome: 'success',
  sourceIp: '203.0.113.7', userAgent: 'aws-cli/2.18.1', region: 'eu-west-1', ...more,
}) as const;
/** When an identity was seen, and from where these records come, unless they say otherwise. */
const seen = (...activeHours: readonly string[]) => seenBetween('2026-11-01T10:00', '2026-11-01T10:00', ...activeHours);
const seenBetween = (first: string, last: string, ...activeHours: readonly string[]) =>
  ({ activeHours, origins: ['agent aws-cli', 'network 203.0.113.0/24', 'region eu-west-1'].map((origin) => `${origin}=${first}/${last}`) }) as const;
const onceSeen = seen('2026-11-01T10=1');
/** An ACCESSED edge of one event. */
const accessed = (from: string, to: string, actions: readonly string[], more: object = {}) => ({
  kind: 'ACCESSED', from, to, scope: SCOPE, count: 1, denied: 0, firstSeen: '2026-11-01T10:00:00.000Z', lastSeen: '2026-11-01T10:00:00.000Z', days: ['2026-11-01=1'], actions, ...more,
}) as const;
const edge = (kind: 'PERFORMED' | 'USED' | 'TARGETED' | 'AUTHENTICATES_AS' | 'CREATED_BY', from: string, to: string, more: object = {}) => ({ kind, from, to, scope: SCOPE, ...more }) as const;
const used = (key: string, whose: string, more: object = {}) =>
  edge('AUTHENTICATES_AS', key, whose, { firstSeen: '2026-11-01T10:00:00.000Z', lastSeen: '2026-11-01T10:00:00.000Z', ...more });
/** What an event node says of who did it, with what, to what. */
const about = (id: string, actor: string | undefined, key: string | undefined, ...targets: readonly string[]) => [
  ...(actor === undefined ? [] : [edge('PERFORMED', actor, `event:${id}`)]),
  ...(key === undefined ? [] : [edge('USED', `event:${id}`, key)]),
  ...targets.map((target) => edge('TARGETED', `event:${id}`, target)),
];

export default importerCase({
  importer: 'aws-cloudtrail',
  accepts: [
    {
      title: 'a role that a user assumed and what its session did next, in two files with one event in both',
      files: {
        'AWSLogs/111122223333/CloudTrail/eu-west-1/2026/11/01/one.json': records(
          assumeRole,
          record('e-put', 's3:PutObject', { userIdentity: asWorker, eventTime: '2026-11-02T08:00:00Z', requestParameters: { bucketName: 'example-data', key: 'a/b' } }),
        ),
        'AWSLogs/111122223333/CloudTrail/eu-west-1/2026/11/01/two.json': records(
          record('e-put', 's3:PutObject', { userIdentity: asWorker, eventTime: '2026-11-02T08:00:00Z', requestParameters: { bucketName: 'example-data', key: 'a/b' } }),
          record('e-key', 'iam:CreateAccessKey', {
            userIdentity: asWorker,
            requestParameters: { userName: 'backdoor' },
            responseElements: { accessKey: { accessKeyId: NEW_KEY, createDate: 'Nov 1, 2026 10:00:00 AM', status: 'Active', userName: 'backdoor' } },
          }),
        ),
      },
      nodes: {
        [ADA]: { ...ada, ...onceSeen },
        [ADA_KEY]: adaKey,
        [ROLE]: { ...worker, ...seenBetween('2026-11-01T10:00', '2026-11-02T08:00', '2026-11-01T10=1', '2026-11-02T08=1') },
        [SESSION]: { label: 'Credential', kind: 'session', name: 'session deploy of worker', provider: 'aws', expiresAt: '2026-11-01T11:00:00.000Z' },
        [BUCKET]: bucket,
        [iam('user/backdoor')]: { ...ada, name: 'backdoor' },
        [NEW_KEY]: { ...unusedKey, name: `${NEW_KEY} of backdoor`, createdAt: '2026-11-01T10:00:00.000Z' },
        'event:e-assume': event('e-assume', 'sts:AssumeRole', 'login', { evidence: ['event e-assume'] }),
        'event:e-key': event('e-key', 'iam:CreateAccessKey', 'create', { tags: ['mfa=false', 'sessionName=deploy'] }),
      },
      edges: [
        accessed(ADA, ROLE, ['sts:AssumeRole'], { credentials: [ADA_KEY], evidence: ['event e-assume'] }),
        used(ADA_KEY, ADA),
        edge('AUTHENTICATES_AS', SESSION, ROLE, { firstSeen: '2026-11-01T10:00:00.000Z', lastSeen: '2026-11-01T10:00:00.000Z' }),
        edge('CREATED_BY', SESSION, ADA, { at: '2026-11-01T10:00:00.000Z', credentials: [ADA_KEY] }),
        ...about('e-assume', ADA, ADA_KEY, ROLE, SESSION),
        accessed(ROLE, BUCKET, ['s3:PutObject'], { firstSeen: '2026-11-02T08:00:00.000Z', lastSeen: '2026-11-02T08:00:00.000Z', days: ['2026-11-02=1'], credentials: [SESSION] }),
        accessed(ROLE, iam('user/backdoor'), ['iam:CreateAccessKey'], { credentials: [SESSION] }),
        accessed(ROLE, NEW_KEY, ['iam:CreateAccessKey'], { credentials: [SESSION] }),
        edge('AUTHENTICATES_AS', NEW_KEY, iam('user/backdoor')),
        edge('CREATED_BY', NEW_KEY, ROLE, { at: '2026-11-01T10:00:00.000Z' }),
        ...about('e-key', ROLE, SESSION, iam('user/backdoor'), NEW_KEY),
      ],
      scopes: [],
    },
    {
      title: 'answers of lookup-events, whose own times have offsets, one page or event after another',
      files: {
        'events.json': JSON.stringify({
          Events: [
            { EventId: 'e-1', EventName: 'GetSecretValue', EventTime: '2026-11-01T21:00:00+11:00', Username: 'ada', CloudTrailEvent: JSON.stringify(record('e-1', 'secretsmanager:GetSecretValue', { requestParameters: { secretId: SECRET } })) },
            { EventId: 'e-2', EventName: 'ListBuckets', EventTime: 1793527200.0, Username: 'ada', CloudTrailEvent: JSON.stringify(record('e-2', 's3:ListBuckets', { eventTime: '2026-11-03T01:30:00+02:00' })) },
          ],
        }),
        'event.jsonl': lines({ EventId: 'e-3', CloudTrailEvent: JSON.stringify(record('e-3', 's3:ListBuckets', { eventTime: '2026-11-01T09:00:00Z' })) }),
      },
      nodes: {
        [ADA]: { ...ada, ...seenBetween('2026-11-01T09:00', '2026-11-02T23:30', '2026-11-01T09=1', '2026-11-01T10=1', '2026-11-02T23=1') },
        [ADA_KEY]: { ...adaKey, lastUsedAt: '2026-11-02T23:30:00.000Z' },
        [SECRET]: { label: 'Resource', kind: 'secret', name: 'db', provider: 'aws', missing: true },
        [service('s3')]: wholeService('s3'),
        'event:e-1': event('e-1', 'secretsmanager:GetSecretValue', 'read'),
      },
      edges: [
        accessed(ADA, SECRET, ['secretsmanager:GetSecretValue'], { credentials: [ADA_KEY] }),
        accessed(ADA, service('s3'), ['s3:ListAllMyBuckets'], { count: 2, firstSeen: '2026-11-01T09:00:00.000Z', lastSeen: '2026-11-02T23:30:00.000Z', days: ['2026-11-01=1', '2026-11-02=1'], credentials: [ADA_KEY] }),
        used(ADA_KEY, ADA, { firstSeen: '2026-11-01T09:00:00.000Z', lastSeen: '2026-11-02T23:30:00.000Z' }),
        ...about('e-1', ADA, ADA_KEY, SECRET),
      ],
      scopes: [],
    },
    {
      title: 'JSON lines of records, as Logstash ships them too, what they name given by name, partial ARN, id or address',
      files: {
        'trail.jsonl': lines(
          (({ eventTime, ...shipped }) => ({ ...shipped, '@timestamp': eventTime }))(record('e-1', 'lambda:Invoke', { requestParameters: { functionName: `${OTHER}:function:mailer:live` } })),
          record('e-2', 'lambda:Invoke', { requestParameters: { functionName: `arn:aws:lambda:eu-west-1:${OTHER}:function:mailer:7` } }),
          record('e-3', 'ec2:DescribeInstances', { requestParameters: { instancesSet: { items: [{ instanceId: 'i-0abc0abc' }] }, filterSet: {} } }),
          record('e-4', 'sqs:ReceiveMessage', { requestParameters: { queueUrl: `https://sqs.eu-west-1.amazonaws.com/${OTHER}/jobs` } }),
          record('e-5', 'kms:Decrypt', { requestParameters: { keyId: 'alias/app' } }),
          record('e-6', 'dynamodb:GetItem', { requestParameters: { tableName: 'orders' }, resources: [{ ARN: `arn:aws:dynamodb:eu-west-1:${ACCOUNT}:table/orders/index/by-day`, type: 'AWS::DynamoDB::Table' }] }),
          record('e-7', 'secretsmanager:DescribeSecret', { requestParameters: { secretId: 'app/db' } }),
          record('e-8', 'states:StartExecution', { requestParameters: { stateMachineArn: `arn:aws:states:eu-west-1:${ACCOUNT}:stateMachine:nightly`, roleArn: ROLE } }),
          record('e-9', 'iam:GetRole', { requestParameters: { roleName: 'worker' } }),
        ),
      },
      nodes: {
        [ADA]: { ...ada, ...seen('2026-11-01T10=9') },
        [ADA_KEY]: adaKey,
        [`arn:aws:lambda:eu-west-1:${OTHER}:function:mailer`]: { label: 'Workload', kind: 'lambda_function', name: 'mailer', provider: 'aws', missing: true },
        [`arn:aws:ec2:eu-west-1:${ACCOUNT}:instance/i-0abc0abc`]: { label: 'Workload', kind: 'ec2_instance', name: 'i-0abc0abc', provider: 'aws', missing: true },
        [`arn:aws:sqs:eu-west-1:${OTHER}:jobs`]: { label: 'Resource', kind: 'sqs_queue', name: 'jobs', provider: 'aws', missing: true },
        [`arn:aws:kms:eu-west-1:${ACCOUNT}:alias/app`]: { label: 'Resource', kind: 'kms_alias', name: 'app', provider: 'aws', missing: true },
        [`arn:aws:dynamodb:eu-west-1:${ACCOUNT}:table/orders`]: { label: 'Resource', kind: 'dynamodb_table', name: 'orders', provider: 'aws', missing: true },
        [`arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:app/db`]: { label: 'Resource', kind: 'secret', name: 'app/db', provider: 'aws', missing: true },
        [`arn:aws:states:eu-west-1:${ACCOUNT}:stateMachine:nightly`]: { label: 'Resource', kind: 'states_stateMachine', name: 'nightly', provider: 'aws', missing: true },
        [service('iam')]: wholeService('iam'),
      },
      edges: [
        accessed(ADA, `arn:aws:lambda:eu-west-1:${OTHER}:function:mailer`, ['lambda:InvokeFunction'], { count: 2, days: ['2026-11-01=2'], credentials: [ADA_KEY] }),
        accessed(ADA, `arn:aws:ec2:eu-west-1:${ACCOUNT}:instance/i-0abc0abc`, ['ec2:DescribeInstances'], { credentials: [ADA_KEY] }),
        accessed(ADA, `arn:aws:sqs:eu-west-1:${OTHER}:jobs`, ['sqs:ReceiveMessage'], { credentials: [ADA_KEY] }),
        accessed(ADA, `arn:aws:kms:eu-west-1:${ACCOUNT}:alias/app`, ['kms:Decrypt'], { credentials: [ADA_KEY] }),
        accessed(ADA, `arn:aws:dynamodb:eu-west-1:${ACCOUNT}:table/orders`, ['dynamodb:GetItem'], { credentials: [ADA_KEY] }),
        accessed(ADA, `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:app/db`, ['secretsmanager:DescribeSecret'], { credentials: [ADA_KEY] }),
        accessed(ADA, `arn:aws:states:eu-west-1:${ACCOUNT}:stateMachine:nightly`, ['states:StartExecution'], { credentials: [ADA_KEY] }),
        accessed(ADA, service('iam'), ['iam:GetRole'], { credentials: [ADA_KEY] }),
        used(ADA_KEY, ADA),
      ],
      scopes: [],
    },
    {
      title: 'the result of an Athena query, structures as Athena prints them, and of one with JSON and flattened columns',
      files: {
        'athena.csv': [
          '"eventversion","useridentity","eventtime","eventsource","eventname","awsregion","sourceipaddress","useragent","errorcode","requestparameters","eventid","resources","recipientaccountid"',
          `"1.10","{type=AssumedRole, principalid=AROAEXAMPLE000000001:deploy, arn=${asWorker.arn}, accountid=${ACCOUNT}, invokedby=null, accesskeyid=${SESSION}, username=null, sessioncontext={attributes={mfaauthenticated=false, creationdate=2026-11-01T09:00:00Z}, sessionissuer={type=Role, principalid=AROAEXAMPLE000000001, arn=${ROLE}, accountid=${ACCOUNT}, username=worker}}}","2026-11-01T10:00:00Z","s3.amazonaws.com","GetObject","eu-west-1","203.0.113.7","aws-cli/2.18.1","","{""bucketName"":""example-data"",""key"":""a, b={c}""}","e-1","[{arn=${BUCKET}/a, accountid=null, type=AWS::S3::Object}, {arn=${BUCKET}, accountid=${ACCOUNT}, type=AWS::S3::Bucket}]","${ACCOUNT}"`,
          '',
        ].join('\n'),
        'lake.csv': [
          'eventID,eventTime,eventSource,eventName,awsRegion,recipientAccountId,userIdentity.type,userIdentity.arn,userIdentity.accessKeyId,requestParameters',
          `e-2,2026-11-01 10:00:00.000,s3.amazonaws.com,GetObject,eu-west-1,${ACCOUNT},IAMUser,${ADA},${ADA_KEY},"{bucketName=example-data, key=a, b}"`,
        ].join('\n'),
        'json.csv': ['eventid;eventtime;eventsource;eventname;recipientaccountid;useridentity', `e-3;2026-11-01T10:00:00Z;s3.amazonaws.com;ListBuckets;${ACCOUNT};"${JSON.stringify(asAda).replaceAll('"', '""')}"`].join('\n'),
      },
      nodes: {
        // Of these tables only the first has columns of addresses and agents.
        [ADA]: { ...ada, activeHours: ['2026-11-01T10=2'], origins: ['region eu-west-1=2026-11-01T10:00/2026-11-01T10:00'] },
        [ADA_KEY]: adaKey,
        [ROLE]: { ...worker, ...onceSeen },
        [BUCKET]: bucket,
        [service('s3')]: wholeService('s3'),
      },
      edges: [
        accessed(ROLE, BUCKET, ['s3:GetObject'], { credentials: [SESSION] }),
        accessed(ADA, BUCKET, ['s3:GetObject'], { credentials: [ADA_KEY] }),
        accessed(ADA, service('s3'), ['s3:ListAllMyBuckets'], { credentials: [ADA_KEY] }),
        used(ADA_KEY, ADA),
      ],
      scopes: [],
    },
    {
      title: 'a list of failed calls: only denials count as denied, what the request hides the refusal tells',
      files: {
        'errors.json': JSON.stringify([
          record('e-1', 's3:GetObject', { errorCode: 'AccessDenied', requestParameters: { bucketName: 'example-data' }, eventTime: '2026-11-02T10:00:00Z' }),
          record('e-2', 's3:GetObject', { errorCode: 'SlowDown', requestParameters: { bucketName: 'example-data' } }),
          record('e-3', 's3:GetObject', { errorCode: 'NoSuchKey', requestParameters: { bucketName: 'example-data' } }),
          record('e-4', 's3:GetObject', { requestParameters: { bucketName: 'example-data' }, eventTime: '2026-10-31T10:00:00Z' }),
          record('e-5', 'sts:AssumeRole', { errorCode: 'AccessDenied', errorMessage: `User: ${ADA} is not authorized to perform: sts:AssumeRole on resource: ${ROLE}` }),
          record('e-6', 'ec2:GetPasswordData', { errorCode: 'Client.UnauthorizedOperation', errorMessage: 'on resource: arn:aws:ec2:eu-west-1:111122223333:instance/* because' }),
          record('e-7', 'iam:DeleteUser', { errorCode: 'ThrottlingException', requestParameters: { userName: 'ada' } }),
          record('e-8', 'signin:ConsoleLogin', {
            userIdentity: { type: 'IAMUser', accountId: ACCOUNT, userName: 'HIDDEN_DUE_TO_SECURITY_REASONS' }, errorMessage: 'Failed authentication', responseElements: { ConsoleLogin: 'Failure' }, additionalEventData: { MFAUsed: 'No' },
          }),
        ]),
      },
      nodes: {
        [ADA]: { ...ada, ...seenBetween('2026-10-31T10:00', '2026-11-02T10:00', '2026-10-31T10=1', '2026-11-01T10=5/2', '2026-11-02T10=1/1') },
        [ADA_KEY]: { ...adaKey, lastUsedAt: '2026-11-02T10:00:00.000Z' },
        [ROLE]: worker,
        [BUCKET]: bucket,
        [service('ec2')]: wholeService('ec2'),
        [service('signin')]: wholeService('signin'),
        'event:e-1': event('e-1', 's3:GetObject', 'read', { time: '2026-11-02T10:00:00.000Z', outcome: 'denied', errorCode: 'AccessDenied', tags: ['errorClass=denied'] }),
        'event:e-5': event('e-5', 'sts:AssumeRole', 'login', { outcome: 'denied', errorCode: 'AccessDenied', tags: ['errorClass=denied'] }),
        'event:e-6': event('e-6', 'ec2:GetPasswordData', 'read', { outcome: 'denied', errorCode: 'Client.UnauthorizedOperation', tags: ['errorClass=denied'] }),
        'event:e-7': event('e-7', 'iam:DeleteUser', 'delete', { outcome: 'failed', errorCode: 'ThrottlingException', tags: ['errorClass=throttled'] }),
        'event:e-8': event('e-8', 'signin:ConsoleLogin', 'login', { outcome: 'failed', tags: ['mfa=false'] }),
      },
      edges: [
        accessed(ADA, BUCKET, ['s3:GetObject'], { count: 4, denied: 1, firstSeen: '2026-10-31T10:00:00.000Z', lastSeen: '2026-11-02T10:00:00.000Z', days: ['2026-10-31=1', '2026-11-01=2', '2026-11-02=1/1'], credentials: [ADA_KEY] }),
        accessed(ADA, ROLE, ['sts:AssumeRole'], { denied: 1, days: ['2026-11-01=1/1'], credentials: [ADA_KEY] }),
        accessed(ADA, service('ec2'), ['ec2:GetPasswordData'], { denied: 1, days: ['2026-11-01=1/1'], credentials: [ADA_KEY] }),
        used(ADA_KEY, ADA, { firstSeen: '2026-10-31T10:00:00.000Z', lastSeen: '2026-11-02T10:00:00.000Z' }),
        ...about('e-1', ADA, ADA_KEY, BUCKET),
        ...about('e-5', ADA, ADA_KEY, ROLE),
        ...about('e-6', ADA, ADA_KEY, service('ec2')),
        ...about('e-7', ADA, ADA_KEY, ADA),
        ...about('e-8', undefined, undefined, service('signin')),
      ],
      problems: [{ code: 'skipped', severity: 'note', at: 'whole file', field: 'userIdentity' }],
      scopes: [],
    },
    {
      title: 'who acts: services, other accounts, federation, people of Identity Center, root, sessions without an issuer, with a key and without',
      files: {
        'who.json': records(
          record('e-1', 'sts:AssumeRole', {
            ...assumed, userIdentity: { type: 'AWSService', invokedBy: 'lambda.amazonaws.com' },
          }),
          record('e-2', 's3:GetObject', { userIdentity: { type: 'AWSAccount', principalId: 'AIDAEXAMPLE000000009', accountId: OTHER }, requestParameters: { bucketName: 'example-data' } }),
          record('e-3', 'sts:AssumeRoleWithWebIdentity', {
            userIdentity: { type: 'WebIdentityUser', principalId: `${OIDC}:sts.amazonaws.com:repo:acme/app`, userName: 'repo:acme/app', identityProvider: OIDC },
            requestParameters: { roleArn: ROLE, roleSessionName: 'ci' },
            responseElements: { credentials: { accessKeyId: 'ASIAEXAMPLEWEB00001', expiration: 'Nov 1, 2026, 12:00:00 AM' }, assumedRoleUser: { arn: `arn:aws:sts::${ACCOUNT}:assumed-role/worker/ci` } },
          }),
          record('e-4', 'sts:AssumeRoleWithSAML', {
            userIdentity: { type: 'SAMLUser', principalId: 'hash:eve@example.com', userName: 'eve@example.com', identityProvider: 'hash' }, requestParameters: { principalArn: iam('saml-provider/okta'), roleArn: ROLE }, errorCode: 'AccessDenied',
          }),
          record('e-5', 'sso:ListApplications', { userIdentity: { type: 'IdentityCenterUser', accountId: ACCOUNT, onBehalfOf: { userId: 'user-1', identityStoreArn: 'arn:aws:identitystore::111122223333:identitystore/d-1' } } }),
          record('e-6', 's3:ListBuckets', { userIdentity: { type: 'Root', principalId: ACCOUNT, arn: iam('root'), accountId: ACCOUNT, accessKeyId: '' } }),
          record('e-7', 's3:ListBuckets', { userIdentity: { type: 'AssumedRole', arn: `arn:aws:sts::${ACCOUNT}:assumed-role/plain/s`, accountId: ACCOUNT, accessKeyId: 'ASIAEXAMPLEPLAIN001' } }),
          record('e-8', 's3:ListBuckets', { userIdentity: { type: 'FederatedUser', arn: `arn:aws:sts::${ACCOUNT}:federated-user/guest`, accountId: ACCOUNT, sessionContext: { sessionIssuer: { type: 'IAMUser', arn: ADA } } } }),
          record('e-9', 'kms:RotateKey', { userIdentity: { accountId: ACCOUNT, invokedBy: 'AWS Internal' }, eventType: 'AwsServiceEvent', resources: [{ ARN: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/k-1` }] }),
          record('e-10', 's3:ListBuckets', { userIdentity: undefined, eventType: 'AwsServiceEvent' }),
        ),
      },
      nodes: {
        [ADA]: { ...ada, ...onceSeen },
        [ROLE]: worker,
        [BUCKET]: bucket,
        [iam('role/plain')]: { label: 'Identity', kind: 'iam_role', name: 'plain', provider: 'aws', missing: true, ...onceSeen },
        [iam('root')]: { label: 'Identity', kind: 'account_root', name: `root of ${ACCOUNT}`, provider: 'aws', missing: true, ...onceSeen },
        [iam('root', OTHER)]: { label: 'Identity', kind: 'account_root', name: `root of ${OTHER}`, provider: 'aws', missing: true, ...onceSeen },
        [OIDC]: { label: 'Identity', kind: 'federated', name: 'token.actions.githubusercontent.com', provider: 'aws', missing: true, ...onceSeen },
        [iam('saml-provider/okta')]: { label: 'Identity', kind: 'federated', name: 'okta', provider: 'aws', missing: true, ...seen('2026-11-01T10=1/1') },
        'arn:aws:identitystore:::user/user-1': { label: 'Identity', kind: 'human', name: 'user-1', provider: 'aws', isNhi: false, missing: true, ...onceSeen },
        'service:lambda.amazonaws.com': { label: 'Identity', kind: 'aws_service', name: 'lambda.amazonaws.com', provider: 'aws', isNhi: true, missing: true, activeHours: onceSeen.activeHours },
        'service:aws internal': { label: 'Identity', kind: 'aws_service', name: 'aws internal', provider: 'aws', isNhi: true, missing: true, activeHours: onceSeen.activeHours },
        'service:s3.amazonaws.com': { label: 'Identity', kind: 'aws_service', name: 's3.amazonaws.com', provider: 'aws', isNhi: true, missing: true, activeHours: onceSeen.activeHours },
        [`arn:aws:kms:eu-west-1:${ACCOUNT}:key/k-1`]: { label: 'Resource', kind: 'kms_key', name: 'k-1', provider: 'aws', missing: true },
        [service('s3')]: wholeService('s3'),
        [service('sso')]: wholeService('sso'),
        ASIAEXAMPLEWEB00001: { label: 'Credential', kind: 'session', name: 'session ci of worker', provider: 'aws', expiresAt: '2026-11-01T00:00:00.000Z' },
        'event:e-3': event('e-3', 'sts:AssumeRoleWithWebIdentity', 'login', { tags: ['subject=repo:acme/app'] }),
        'event:e-4': event('e-4', 'sts:AssumeRoleWithSAML', 'login', { outcome: 'denied', errorCode: 'AccessDenied', tags: ['errorClass=denied', 'subject=eve@example.com'] }),
      },
      edges: [
        accessed('service:lambda.amazonaws.com', ROLE, ['sts:AssumeRole']),
        accessed(iam('root', OTHER), BUCKET, ['s3:GetObject']),
        accessed(OIDC, ROLE, ['sts:AssumeRoleWithWebIdentity']),
        ...about('e-3', OIDC, undefined, ROLE, 'ASIAEXAMPLEWEB00001'),
        edge('AUTHENTICATES_AS', 'ASIAEXAMPLEWEB00001', ROLE),
        edge('CREATED_BY', 'ASIAEXAMPLEWEB00001', OIDC, { at: '2026-11-01T10:00:00.000Z' }),
        accessed(iam('saml-provider/okta'), ROLE, ['sts:AssumeRoleWithSAML'], { denied: 1, days: ['2026-11-01=1/1'] }),
        ...about('e-4', iam('saml-provider/okta'), undefined, ROLE),
        accessed('arn:aws:identitystore:::user/user-1', service('sso'), ['sso:ListApplications']),
        accessed(iam('root'), service('s3'), ['s3:ListAllMyBuckets']),
        accessed(iam('role/plain'), service('s3'), ['s3:ListAllMyBuckets'], { credentials: ['ASIAEXAMPLEPLAIN001'] }),
        accessed(ADA, service('s3'), ['s3:ListAllMyBuckets']),
        accessed('service:aws internal', `arn:aws:kms:eu-west-1:${ACCOUNT}:key/k-1`, ['kms:RotateKey']),
        accessed('service:s3.amazonaws.com', service('s3'), ['s3:ListAllMyBuckets']),
      ],
      scopes: [],
    },
    {
      title: 'when and from where: networks, services in its place, products of agents, and a refused sign-in',
      files: {
        'one.json': records(
          record('e-1', 's3:ListBuckets', { eventTime: '2026-11-01T10:59:59Z', sourceIPAddress: '2001:DB8:1:00ff::7', userAgent: '[S3Console/0.4, aws-internal/3]', awsRegion: 'us-east-1' }),
          record('e-2', 's3:ListBuckets', { eventTime: '2026-11-01T11:00:00Z', sourceIPAddress: '10.1.2.3', userAgent: 'APN/1.0 HashiCorp/1.0 Terraform/1.9.0' }),
          record('e-3', 's3:ListBuckets', { eventTime: '2026-11-01T11:01:00Z', sourceIPAddress: 'cloudformation.amazonaws.com', userAgent: 'cloudformation.amazonaws.com', errorCode: 'AccessDenied' }),
          record('e-4', 's3:ListBuckets', { eventTime: '2026-11-01T11:02:00Z', sourceIPAddress: 'AWS Internal', userAgent: ['ghp', 'a'.repeat(36)].join('_'), awsRegion: '' }),
        ),
        'two.json': records(
          record('e-5', 's3:ListBuckets', { eventTime: '2026-11-01T11:03:00Z', sourceIPAddress: '::ffff:10.1.2.9', userAgent: '(unknown)', errorCode: 'SlowDown' }),
          record('e-6', 'signin:ConsoleLogin', { userIdentity: { type: 'IAMUser', accountId: ACCOUNT, userName: 'bob' }, errorMessage: 'Failed authentication', responseElements: { ConsoleLogin: 'Failure' } }),
        ),
      },
      nodes: {
        [ADA]: {
          ...ada,
          activeHours: ['2026-11-01T10=1', '2026-11-01T11=4/1'],
          origins: [
            'agent HashiCorp=2026-11-01T11:00/2026-11-01T11:00',
            'agent S3Console=2026-11-01T10:59/2026-11-01T10:59',
            'network 10.1.2.0/24=2026-11-01T11:00/2026-11-01T11:03',
            'network 2001:db8:1::/48=2026-11-01T10:59/2026-11-01T10:59',
            'region eu-west-1=2026-11-01T11:00/2026-11-01T11:03',
            'region us-east-1=2026-11-01T10:59/2026-11-01T10:59',
            'service cloudformation.amazonaws.com=2026-11-01T11:01/2026-11-01T11:01',
          ],
        },
        [ADA_KEY]: { ...adaKey, lastUsedAt: '2026-11-01T11:03:00.000Z' },
        [iam('user/bob')]: { ...ada, name: 'bob', ...seen('2026-11-01T10=1/1') },
        [service('s3')]: wholeService('s3'),
        [service('signin')]: wholeService('signin'),
        'event:e-3': event('e-3', 's3:ListBuckets', 'read', {
          time: '2026-11-01T11:01:00.000Z', sourceIp: 'cloudformation.amazonaws.com', userAgent: 'cloudformation.amazonaws.com', outcome: 'denied', errorCode: 'AccessDenied', tags: ['errorClass=denied'],
        }),
        'event:e-6': event('e-6', 'signin:ConsoleLogin', 'login', { outcome: 'failed' }),
      },
      edges: [
        accessed(ADA, service('s3'), ['s3:ListAllMyBuckets'], { count: 5, denied: 1, firstSeen: '2026-11-01T10:59:59.000Z', lastSeen: '2026-11-01T11:03:00.000Z', days: ['2026-11-01=5/1'], credentials: [ADA_KEY] }),
        used(ADA_KEY, ADA, { firstSeen: '2026-11-01T10:59:59.000Z', lastSeen: '2026-11-01T11:03:00.000Z' }),
        ...about('e-3', ADA, ADA_KEY, service('s3')),
        accessed(iam('user/bob'), service('signin'), ['signin:ConsoleLogin']),
        ...about('e-6', iam('user/bob'), undefined, service('signin')),
      ],
      scopes: [],
    },
    {
      title: 'changes to who may do what: a user with a password and a policy, a trust, a policy of a bucket, a shared snapshot',
      files: {
        'changes.json': records(
          record('e-1', 'iam:CreateUser', { requestParameters: { userName: 'eve', path: '/ops/' }, responseElements: { user: { arn: iam('user/ops/eve'), userName: 'eve' } } }),
          record('e-2', 'iam:CreateLoginProfile', { requestParameters: { userName: 'bob', passwordResetRequired: false } }),
          record('e-3', 'iam:AttachUserPolicy', { requestParameters: { userName: 'bob', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' } }),
          record('e-4', 'iam:PutRolePolicy', { requestParameters: { roleName: 'plain', policyName: 'more', policyDocument: '{}' } }),
          record('e-5', 'iam:UpdateAssumeRolePolicy', { requestParameters: { roleName: 'plain', policyDocument: JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: { AWS: OTHER }, Action: 'sts:AssumeRole' }] }) } }),
          record('e-6', 'lambda:AddPermission20150331v2', { requestParameters: { functionName: 'mailer', principal: '*', action: 'lambda:InvokeFunction' } }),
          record('e-7', 'ec2:ModifySnapshotAttribute', { requestParameters: { snapshotId: 'snap-1', createVolumePermission: { add: { items: [{ userId: OTHER }, { group: 'all' }] } } } }),
        ),
      },
      nodes: {
        [ADA]: { ...ada, ...seen('2026-11-01T10=7') },
        [ADA_KEY]: adaKey,
        [iam('user/ops/eve')]: { ...ada, name: 'eve' },
        [iam('user/bob')]: { ...ada, name: 'bob' },
        [`${iam('user/bob')}#password`]: { label: 'Credential', kind: 'password', name: 'password of bob', provider: 'aws', missing: true },
        'arn:aws:iam::aws:policy/AdministratorAccess': { label: 'PermissionSet', kind: 'policy', name: 'AdministratorAccess', provider: 'aws', privileged: true, missing: true },
        [iam('role/plain')]: { ...worker, name: 'plain' },
        [`${iam('role/plain')}#inline/more`]: { label: 'PermissionSet', kind: 'inline_policy', name: 'more', provider: 'aws', missing: true },
        [iam('root', OTHER)]: { label: 'Identity', kind: 'account_root', name: `root of ${OTHER}`, provider: 'aws', missing: true },
        'aws:*': { label: 'Identity', kind: 'external', name: 'anyone', provider: 'aws', thirdParty: true, missing: true },
        [`arn:aws:lambda:eu-west-1:${ACCOUNT}:function:mailer`]: { label: 'Workload', kind: 'lambda_function', name: 'mailer', provider: 'aws', missing: true },
        'arn:aws:ec2:eu-west-1::snapshot/snap-1': { label: 'Resource', kind: 'ec2_snapshot', name: 'snap-1', provider: 'aws', missing: true },
        'event:e-1': event('e-1', 'iam:CreateUser', 'create'),
        'event:e-2': event('e-2', 'iam:CreateLoginProfile', 'create'),
        'event:e-3': event('e-3', 'iam:AttachUserPolicy', 'grant'),
        'event:e-4': event('e-4', 'iam:PutRolePolicy', 'grant'),
        'event:e-5': event('e-5', 'iam:UpdateAssumeRolePolicy', 'grant'),
        'event:e-6': event('e-6', 'lambda:AddPermission', 'grant'),
        'event:e-7': event('e-7', 'ec2:ModifySnapshotAttribute', 'grant'),
      },
      edges: [
        used(ADA_KEY, ADA),
        accessed(ADA, iam('user/ops/eve'), ['iam:CreateUser'], { credentials: [ADA_KEY] }),
        edge('CREATED_BY', iam('user/ops/eve'), ADA, { at: '2026-11-01T10:00:00.000Z' }),
        ...about('e-1', ADA, ADA_KEY, iam('user/ops/eve')),
        accessed(ADA, iam('user/bob'), ['iam:AttachUserPolicy', 'iam:CreateLoginProfile'], { count: 2, days: ['2026-11-01=2'], credentials: [ADA_KEY] }),
        accessed(ADA, `${iam('user/bob')}#password`, ['iam:CreateLoginProfile'], { credentials: [ADA_KEY] }),
        edge('AUTHENTICATES_AS', `${iam('user/bob')}#password`, iam('user/bob')),
        edge('CREATED_BY', `${iam('user/bob')}#password`, ADA, { at: '2026-11-01T10:00:00.000Z' }),
        ...about('e-2', ADA, ADA_KEY, iam('user/bob'), `${iam('user/bob')}#password`),
        accessed(ADA, 'arn:aws:iam::aws:policy/AdministratorAccess', ['iam:AttachUserPolicy'], { credentials: [ADA_KEY] }),
        ...about('e-3', ADA, ADA_KEY, iam('user/bob'), 'arn:aws:iam::aws:policy/AdministratorAccess'),
        accessed(ADA, iam('role/plain'), ['iam:PutRolePolicy', 'iam:UpdateAssumeRolePolicy'], { count: 2, days: ['2026-11-01=2'], credentials: [ADA_KEY] }),
        accessed(ADA, `${iam('role/plain')}#inline/more`, ['iam:PutRolePolicy'], { credentials: [ADA_KEY] }),
        ...about('e-4', ADA, ADA_KEY, iam('role/plain'), `${iam('role/plain')}#inline/more`),
        ...about('e-5', ADA, ADA_KEY, iam('role/plain'), iam('root', OTHER)),
        accessed(ADA, `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:mailer`, ['lambda:AddPermission'], { credentials: [ADA_KEY] }),
        ...about('e-6', ADA, ADA_KEY, `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:mailer`, 'aws:*'),
        accessed(ADA, 'arn:aws:ec2:eu-west-1::snapshot/snap-1', ['ec2:ModifySnapshotAttribute'], { credentials: [ADA_KEY] }),
        ...about('e-7', ADA, ADA_KEY, 'arn:aws:ec2:eu-west-1::snapshot/snap-1', iam('root', OTHER), 'aws:*'),
      ],
      scopes: [],
    },
    {
      title: 'records that say too little or cannot be read cost no other',
      files: {
        'broken.json': `{"Records":[${WHOLE},{"eventID":"e-2" oops},7,${JSON.stringify(record('e-3', 's3:ListBuckets', { eventName: null }))},${JSON.stringify(record('e-4', 's3:ListBuckets', { eventTime: 'yesterday' }))},${JSON.stringify({ ...record('', 's3:ListBuckets'), eventSource: undefined })},${JSON.stringify(record('e-5', 's3:ListBuckets', { resources: 'none', requestParameters: [], userIdentity: { ...asAda, accessKeyId: 'none' } }))}]}`,
        'cut.jsonl': `${lines(record('e-6', 's3:ListBuckets'), 'x')}\n{"eventSource":"s3.amaz`,
        'events.json': JSON.stringify({ Events: [{ EventId: 'e-7', CloudTrailEvent: '{"eventSource"' }, { EventId: 'e-8', CloudTrailEvent: JSON.stringify(record('e-8', 's3:ListBuckets')) }] }),
      },
      nodes: { [ADA]: { ...ada, ...seen('2026-11-01T10=4') }, [ADA_KEY]: adaKey, [service('s3')]: wholeService('s3') },
      edges: [
        accessed(ADA, service('s3'), ['s3:ListAllMyBuckets'], { count: 5, days: ['2026-11-01=4'], credentials: [ADA_KEY] }),
        used(ADA_KEY, ADA),
      ],
      problems: [
        { code: 'malformed', at: `byte ${'{"Records":[,'.length + WHOLE.length}`, severity: 'error', file: 'broken.json' },
        { code: 'malformed', at: '/Records/2', severity: 'error' },
        { code: 'missing-value', at: 'event e-3', field: 'eventName', severity: 'error' },
        { code: 'bad-value', at: 'event e-4', field: 'eventTime', severity: 'warning' },
        { code: 'missing-value', at: '/Records/5', field: 'eventSource', severity: 'error' },
        { code: 'malformed', at: 'line 2', severity: 'error', file: 'cut.jsonl' },
        { code: 'truncated', at: 'line 3', severity: 'error' },
        { code: 'malformed', at: 'event e-7', field: 'CloudTrailEvent', severity: 'error', file: 'events.json' },
      ],
      scopes: [],
    },
    {
      title: 'digests and Insights beside a trail’s logs hold no events, and are told once',
      files: {
        'CloudTrail-Digest/digest.json': JSON.stringify({ awsAccountId: ACCOUNT, digestStartTime: '2026-11-01T00:00:00Z', digestEndTime: '2026-11-01T01:00:00Z', digestS3Bucket: 'logs', logFiles: [{ s3Bucket: 'logs', s3Object: 'AWSLogs/x.json.gz', hashValue: '00' }] }),
        'CloudTrail-Insight/insight.json': records(
          { eventVersion: '1.09', eventTime: '2026-11-01T10:00:00Z', awsRegion: 'eu-west-1', eventID: 'i-1', eventType: 'AwsCloudTrailInsight', recipientAccountId: ACCOUNT, eventCategory: 'Insight', eventSource: 'ec2.amazonaws.com', eventName: 'RunInstances' },
          { eventVersion: '1.09', eventTime: '2026-11-01T10:05:00Z', awsRegion: 'eu-west-1', eventID: 'i-2', eventType: 'AwsCloudTrailInsight', recipientAccountId: ACCOUNT, eventCategory: 'Insight', eventSource: 'ec2.amazonaws.com', eventName: 'RunInstances' },
        ),
      },
      nodes: {},
      edges: [],
      problems: [
        { code: 'skipped', severity: 'note', at: 'whole file', file: 'CloudTrail-Digest/digest.json' },
        { code: 'skipped', severity: 'note', at: 'whole file', file: 'CloudTrail-Insight/insight.json' },
      ],
      scopes: [],
    },
  ],
  refuses: [
    { title: 'notifications of S3, which call their fields alike', name: 'notification.json', text: records({ eventVersion: '2.1', eventSource: 'aws:s3', awsRegion: 'eu-west-1', eventTime: '2026-11-01T10:00:00Z', eventName: 'ObjectCreated:Put', userIdentity: { principalId: 'AWS:AIDAEXAMPLE' }, s3: { bucket: { arn: BUCKET } } }) },
    { title: 'an event within EventBridge’s envelope', name: 'event.json', text: JSON.stringify({ version: '0', id: 'x', 'detail-type': 'AWS API Call via CloudTrail', source: 'aws.s3', detail: record('e-1', 's3:PutObject') }) },
    { title: 'a detection rule’s test with a record in it', name: 'tests.jsonl', text: lines({ file: 'rule.yml', expected: true, log: record('e-1', 's3:PutObject') }) },
    { title: 'GuardDuty findings', name: 'findings.json', text: JSON.stringify({ Findings: [{ AccountId: ACCOUNT, Arn: 'arn:aws:guardduty:eu-west-1:111122223333:detector/d/finding/f', Type: 'UnauthorizedAccess:IAMUser/x', Service: { Action: { ActionType: 'AWS_API_CALL', AwsApiCallAction: { Api: 'GetObject', ServiceName: 's3.amazonaws.com' } } } }] }) },
    { title: 'VPC flow logs', name: 'flow.log', text: 'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status\n2 111122223333 eni-1 10.0.0.1 10.0.0.2 443 49152 6 10 840 1793527200 1793527260 ACCEPT OK\n' },
    { title: 'the console’s own CSV, which names people without their account', name: 'event_history.csv', text: 'Event name,Event time,User name,Event source,Resource type,Resource name,AWS access key,AWS region,Error code,Event ID\nListBuckets,2026-11-01T10:00:00Z,ada,s3.amazonaws.com,,,,eu-west-1,,e-1\n' },
    { title: 'a trail’s description', name: 'trails.json', text: JSON.stringify({ trailList: [{ Name: 'main', S3BucketName: 'logs', IsMultiRegionTrail: true, TrailARN: 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/main' }] }) },
    { title: 'an empty list of records', name: 'empty.json', text: '{"Records":[]}' },
    { title: 'Kubernetes’ audit log', name: 'audit.jsonl', text: lines({ kind: 'Event', apiVersion: 'audit.k8s.io/v1', auditID: 'a', verb: 'get', user: { username: 'eks:x' } }) },
    { title: 'text about such logs', name: 'notes.md', text: 'Look for {"Records":[{"eventSource":"s3.amazonaws.com","eventName":"GetObject"}]}.' },
  ],
});
