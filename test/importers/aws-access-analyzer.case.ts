/** Cases of importers/aws-access-analyzer.ts. Accounts, names and ids are made up. */
import { importerCase } from '../support/importer-case.ts';

const ACCOUNT = '111122223333';
const OTHER = '444455556666';
const ANALYZER = `arn:aws:access-analyzer:eu-west-1:${ACCOUNT}:analyzer/whole`;
const BUCKET = 'arn:aws:s3:::example-bucket';
const ROLE = `arn:aws:iam::${ACCOUNT}:role/app/worker`;
const USER = `arn:aws:iam::${ACCOUNT}:user/ci`;
const FUNCTION = `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:mailer`;
const OTHER_ROOT = `arn:aws:iam::${OTHER}:root`;
const KEY = 'AKIAEXAMPLECI000001';

const scope = (of: string): string => `aws-access-analyzer:${of}`;
const uid = (id: string): string => `access-analyzer:${id}`;

const times = { createdAt: '2026-01-02T03:04:05.678000+00:00', analyzedAt: '2026-11-01T00:00:00+00:00', updatedAt: '2026-10-01T00:00:00+00:00' };
const TYPES: Readonly<Record<string, string>> = { s3: 'AWS::S3::Bucket', iam: 'AWS::IAM::Role', lambda: 'AWS::Lambda::Function' };
const listed = (id: string, resource: string, more: object = {}) => ({
  id, resource, resourceType: TYPES[resource.split(':')[2]!], resourceOwnerAccount: ACCOUNT, status: 'ACTIVE', findingType: 'ExternalAccess', ...times, ...more,
});
const detailed = (id: string, resource: string, details: object, more: object = {}) => ({ findingDetails: [details], ...listed(id, resource, more) });
const external = (principal: object, action: readonly string[], more: object = {}) =>
  ({ externalAccessDetails: { action, condition: {}, isPublic: false, principal, resourceControlPolicyRestriction: 'NOT_APPLICABLE', ...more } });

const finding = (id: string, name: string, severity: string, more: object = {}) => {
  const rule = name.split(':')[0]!;
  return {
    label: 'Finding', kind: 'access_analyzer', provider: 'aws', nativeId: id, name, rule, severity, status: 'active',
    firstSeen: '2026-01-02T03:04:05.678Z', lastSeen: '2026-10-01T00:00:00.000Z', ...more,
  } as const;
};
const account = { label: 'Container', kind: 'account', name: ACCOUNT, nativeId: ACCOUNT, provider: 'aws' } as const;
const accountUid = `arn:aws:iam::${ACCOUNT}:root-account`;
const bucket = { label: 'Resource', kind: 's3_bucket', name: 'example-bucket', provider: 'aws' } as const;
const role = { label: 'Identity', kind: 'iam_role', name: 'worker', provider: 'aws', isNhi: true, missing: true } as const;
const user = { label: 'Identity', kind: 'iam_user', name: 'ci', provider: 'aws', missing: true } as const;
const otherRoot = { label: 'Identity', kind: 'account_root', name: `root of ${OTHER}`, provider: 'aws', missing: true } as const;
const anyone = { label: 'Identity', kind: 'external', name: 'anyone', provider: 'aws', thirdParty: true, missing: true } as const;
const contained = (thing: string) => ({ kind: 'CONTAINED_IN', from: thing, to: accountUid, scope: scope(ACCOUNT) }) as const;
const flags = (id: string, thing: string, of = id) => ({ kind: 'FLAGS', from: uid(id), to: thing, scope: scope(of) }) as const;
const SOURCE = 'IAM Access Analyzer';

export default importerCase({
  importer: 'aws-access-analyzer',
  accepts: [
    {
      title: 'an analyzer with the details of its findings is the whole truth about it: public, conditional, denied perhaps, from within',
      files: {
        'findings.json': JSON.stringify({
          analyzerArn: ANALYZER,
          findings: [
            detailed('f-public', BUCKET, external({ AWS: '*' }, ['s3:GetObject', 's3:ListBucket'], { isPublic: true, sources: [{ type: 'POLICY' }, { type: 'BUCKET_ACL' }] })),
            detailed('f-vendor', ROLE, external({ AWS: OTHER }, ['sts:AssumeRole', 'sts:TagSession'], { condition: { 'sts:ExternalId': 'made-up', 'aws:SourceIp': '' } })),
            detailed('f-tag', ROLE, external({ AWS: OTHER }, ['sts:TagSession'])),
            detailed('f-function', FUNCTION, external({ Service: 'events.amazonaws.com' }, ['lambda:InvokeFunction'], { resourceControlPolicyRestriction: 'APPLICABLE' }), { status: 'ARCHIVED' }),
            detailed('f-inside', BUCKET, { internalAccessDetails: { action: ['s3:PutBucketPolicy'], principal: { AWS: ROLE }, accessType: 'INTRA_ACCOUNT', principalType: 'IAM_ROLE' } }, { findingType: 'InternalAccess' }),
            listed('f-gone', ROLE, { status: 'RESOLVED' }),
          ],
        }),
      },
      nodes: {
        [accountUid]: account,
        [uid('f-public')]: { ...finding('f-public', 'ExternalAccess: example-bucket', 'high', { description: 'Open to aws:*: s3:GetObject, s3:ListBucket' }), evidence: ['/findings/0'] },
        [uid('f-vendor')]: finding('f-vendor', 'ExternalAccess: worker', 'medium', { description: `Open to ${OTHER_ROOT} under a condition on aws:SourceIp, sts:ExternalId: sts:AssumeRole, sts:TagSession` }),
        [uid('f-tag')]: finding('f-tag', 'ExternalAccess: worker', 'medium', { description: `Open to ${OTHER_ROOT}: sts:TagSession` }),
        [uid('f-function')]: finding('f-function', 'ExternalAccess: function:mailer', 'medium', { status: 'archived', description: 'Open to service:events.amazonaws.com: lambda:InvokeFunction' }),
        [uid('f-inside')]: finding('f-inside', 'InternalAccess: example-bucket', 'low', { description: `Open to ${ROLE}: s3:PutBucketPolicy` }),
        [uid('f-gone')]: finding('f-gone', 'ExternalAccess: worker', 'medium', { status: 'resolved' }),
        [BUCKET]: { ...bucket, public: true },
        [ROLE]: role,
        [FUNCTION]: { label: 'Workload', kind: 'lambda_function', name: 'mailer', provider: 'aws', missing: true },
        'aws:*': anyone,
        [OTHER_ROOT]: otherRoot,
        'service:events.amazonaws.com': { label: 'Identity', kind: 'aws_service', name: 'events.amazonaws.com', provider: 'aws', isNhi: true, missing: true },
      },
      edges: [
        ...([['f-public', BUCKET], ['f-vendor', ROLE], ['f-tag', ROLE], ['f-function', FUNCTION], ['f-inside', BUCKET], ['f-gone', ROLE]] as const).map(([id, thing]) => flags(id, thing, ANALYZER)),
        contained(BUCKET),
        contained(FUNCTION),
        { kind: 'CAN_ACCESS', from: 'aws:*', to: BUCKET, scope: scope(ANALYZER), source: SOURCE, level: 'read', actions: ['s3:GetObject', 's3:ListBucket'], how: 'policy, bucket_acl', evidence: ['/findings/0'] },
        { kind: 'CAN_ASSUME', from: OTHER_ROOT, to: ROLE, scope: scope(ANALYZER), source: SOURCE, conditional: true, conditionKeys: ['aws:SourceIp', 'sts:ExternalId'], externalId: true },
        { kind: 'CAN_ACCESS', from: 'service:events.amazonaws.com', to: FUNCTION, scope: scope(ANALYZER), source: SOURCE, level: 'write', actions: ['lambda:InvokeFunction'], conditionalDeny: true },
        { kind: 'CAN_ACCESS', from: ROLE, to: BUCKET, scope: scope(ANALYZER), source: SOURCE, level: 'admin', actions: ['s3:PutBucketPolicy'] },
      ],
      scopes: [scope(ANALYZER)],
    },
    {
      title: 'list-findings-v2 without details, then get-finding-v2 of each: each finding is told whole by itself',
      files: {
        'list-and-details.json': [
          { findings: [listed('f-0', FUNCTION), listed('f-1', BUCKET), listed('f-2', BUCKET, { status: 'RESOLVED' }), listed('f-3', USER, { findingType: 'UnusedIAMUserPassword' })] },
          detailed('f-1', BUCKET, external({ AWS: OTHER_ROOT }, ['s3:PutObject'])),
          detailed('f-2', BUCKET, external({ AWS: '*' }, ['s3:GetObject'], { isPublic: true }), { status: 'RESOLVED', updatedAt: '2026-11-02T00:00:00Z' }),
        ].map((one) => JSON.stringify(one)).join('\n'),
      },
      nodes: {
        [accountUid]: account,
        [uid('f-0')]: finding('f-0', 'ExternalAccess: function:mailer', 'medium'),
        [uid('f-1')]: { ...finding('f-1', 'ExternalAccess: example-bucket', 'medium', { description: `Open to ${OTHER_ROOT}: s3:PutObject` }), evidence: ['/findings/1', 'byte 1287'] },
        [uid('f-2')]: { ...finding('f-2', 'ExternalAccess: example-bucket', 'high', { status: 'resolved', lastSeen: '2026-11-02T00:00:00.000Z', description: 'Open to aws:*: s3:GetObject' }), evidence: ['/findings/2', 'byte 1799'] },
        [uid('f-3')]: finding('f-3', 'UnusedIAMUserPassword: ci', 'low'),
        [BUCKET]: { ...bucket, missing: true },
        [FUNCTION]: { label: 'Workload', kind: 'lambda_function', name: 'mailer', provider: 'aws', missing: true },
        [USER]: user,
        [OTHER_ROOT]: otherRoot,
      },
      edges: [
        flags('f-0', FUNCTION),
        flags('f-1', BUCKET),
        flags('f-2', BUCKET),
        flags('f-3', USER),
        contained(BUCKET),
        contained(FUNCTION),
        { kind: 'CAN_ACCESS', from: OTHER_ROOT, to: BUCKET, scope: scope('f-1'), source: SOURCE, level: 'write', actions: ['s3:PutObject'] },
      ],
      problems: [{ code: 'missing-value', at: '/findings/0', field: 'findingDetails', severity: 'note' }],
      scopes: [scope('f-2'), scope('f-3'), scope('f-1'), scope('f-2')],
    },
    {
      title: 'what nobody uses: a key, a role, permissions of services and actions',
      files: {
        'unused.json': JSON.stringify([
          detailed('u-key', USER, { unusedIamUserAccessKeyDetails: { accessKeyId: KEY, lastAccessed: '2025-12-01T00:00:00Z' } }, { findingType: 'UnusedIAMUserAccessKey' }),
          detailed('u-role', ROLE, { unusedIamRoleDetails: { lastAccessed: '2025-11-01T00:00:00Z' } }, { findingType: 'UnusedIAMRole' }),
          {
            ...listed('u-permission', ROLE, { findingType: 'UnusedPermission' }),
            findingDetails: [
              { unusedPermissionDetails: { serviceNamespace: 'ec2', actions: [] } },
              { unusedPermissionDetails: { serviceNamespace: 's3', actions: Array.from({ length: 10 }, (_, index) => ({ action: `s3:Made${index}` })), lastAccessed: '2026-01-01T00:00:00Z' } },
            ],
          },
        ]),
      },
      nodes: {
        [uid('u-key')]: { ...finding('u-key', 'UnusedIAMUserAccessKey: ci', 'medium'), evidence: ['/0'] },
        [uid('u-role')]: finding('u-role', 'UnusedIAMRole: worker', 'medium'),
        [uid('u-permission')]: finding('u-permission', 'UnusedPermission: worker', 'low', { description: 'Unused: ec2, s3 (s3:Made0, s3:Made1, s3:Made2, s3:Made3, s3:Made4, s3:Made5, s3:Made6, s3:Made7 and 2 more)' }),
        [USER]: user,
        [ROLE]: { ...role, lastUsedAt: '2025-11-01T00:00:00.000Z' },
        [KEY]: { label: 'Credential', kind: 'access_key', name: `${KEY} of ci`, provider: 'aws', lastUsedAt: '2025-12-01T00:00:00.000Z', missing: true },
      },
      edges: [
        flags('u-key', USER),
        flags('u-key', KEY),
        { kind: 'AUTHENTICATES_AS', from: KEY, to: USER, scope: scope(KEY) },
        flags('u-role', ROLE),
        flags('u-permission', ROLE),
      ],
      scopes: [scope('u-key'), scope('u-role'), scope('u-permission')],
    },
    {
      title: 'the older list-findings and get-finding have access in the finding; pages of one analyzer, told by a map or the file’s name',
      files: {
        'map.jsonl': [
          { [ANALYZER]: { findings: [{ ...listed('v1-a', BUCKET, { findingType: undefined }), principal: { AWS: '*' }, action: ['s3:GetObject'], condition: {}, isPublic: true }] } },
          { finding: { ...listed('v1-d', BUCKET, { findingType: undefined }), principal: { CanonicalUser: 'a1b2c3' }, action: ['s3:Unheard'], condition: {} } },
        ].map((line) => JSON.stringify(line)).join('\n'),
        [`${encodeURIComponent(ANALYZER.replace('whole', 'paged'))}.json`]: [
          { findings: [{ ...listed('v1-b', ROLE, { findingType: undefined }), principal: { Federated: 'cognito-identity.amazonaws.com' }, action: ['sts:AssumeRoleWithWebIdentity'], condition: { 'cognito-identity.amazonaws.com:aud': 'made-up' }, isPublic: false }], nextToken: 'more' },
          { findings: [listed('v1-c', USER, { findingType: 'UnusedIAMUserPassword' })], nextToken: null },
        ].map((page) => JSON.stringify(page)).join('\n'),
      },
      nodes: {
        [accountUid]: account,
        [uid('v1-a')]: finding('v1-a', 'ExternalAccess: example-bucket', 'high', { description: 'Open to aws:*: s3:GetObject' }),
        [uid('v1-b')]: finding('v1-b', 'ExternalAccess: worker', 'medium', { description: 'Open to federated:cognito-identity.amazonaws.com under a condition on cognito-identity.amazonaws.com:aud: sts:AssumeRoleWithWebIdentity' }),
        [uid('v1-c')]: finding('v1-c', 'UnusedIAMUserPassword: ci', 'low'),
        [uid('v1-d')]: { ...finding('v1-d', 'ExternalAccess: example-bucket', 'medium', { description: 'Open to aws-canonical-user:a1b2c3: s3:Unheard' }), evidence: ['byte 445'] },
        [BUCKET]: { ...bucket, public: true },
        [ROLE]: role,
        [USER]: user,
        'aws:*': anyone,
        'federated:cognito-identity.amazonaws.com': { label: 'Identity', kind: 'federated', name: 'cognito-identity.amazonaws.com', provider: 'aws', missing: true },
        'aws-canonical-user:a1b2c3': { label: 'Identity', kind: 'external', name: 'a1b2c3', nativeId: 'a1b2c3', provider: 'aws', missing: true },
      },
      edges: [
        flags('v1-a', BUCKET, ANALYZER),
        flags('v1-b', ROLE, ANALYZER.replace('whole', 'paged')),
        flags('v1-c', USER, ANALYZER.replace('whole', 'paged')),
        flags('v1-d', BUCKET),
        contained(BUCKET),
        { kind: 'CAN_ACCESS', from: 'aws:*', to: BUCKET, scope: scope(ANALYZER), source: SOURCE, level: 'read', actions: ['s3:GetObject'] },
        { kind: 'CAN_ASSUME', from: 'federated:cognito-identity.amazonaws.com', to: ROLE, scope: scope(ANALYZER.replace('whole', 'paged')), source: SOURCE, conditional: true, conditionKeys: ['cognito-identity.amazonaws.com:aud'], externalId: false },
        { kind: 'CAN_ACCESS', from: 'aws-canonical-user:a1b2c3', to: BUCKET, scope: scope('v1-d'), source: SOURCE, actions: ['s3:Unheard'] },
      ],
      scopes: [scope('v1-d'), scope(ANALYZER), scope(ANALYZER.replace('whole', 'paged'))],
    },
    {
      title: 'an analyzer is not whole with a page missing, under a filter, without the details of a finding, or when named too late',
      files: {
        'paged.json': JSON.stringify({ analyzerArn: ANALYZER, findings: [listed('n-1', ROLE, { status: 'RESOLVED' })], nextToken: 'more' }),
        'filtered.json': JSON.stringify({ analyzerArn: ANALYZER, filter: { status: { eq: ['RESOLVED'] } }, findings: [listed('n-2', ROLE, { status: 'RESOLVED' })] }),
        'bare.json': JSON.stringify({ analyzerArn: ANALYZER, findings: [listed('n-3', ROLE), listed('n-4', ROLE, { error: 'ACCESS_DENIED' })] }),
        'late.json': JSON.stringify({ findings: [listed('n-5', ROLE, { status: 'RESOLVED' })], analyzerArn: ANALYZER }),
        'part.json': JSON.stringify({ ...detailed('n-6', ROLE, { unusedPermissionDetails: { serviceNamespace: 'ec2' } }, { findingType: 'UnusedPermission' }), nextToken: 'more' }),
      },
      nodes: {
        [uid('n-1')]: finding('n-1', 'ExternalAccess: worker', 'medium', { status: 'resolved' }),
        [uid('n-2')]: finding('n-2', 'ExternalAccess: worker', 'medium', { status: 'resolved' }),
        [uid('n-3')]: finding('n-3', 'ExternalAccess: worker', 'medium'),
        [uid('n-4')]: finding('n-4', 'ExternalAccess: worker', 'low', { description: 'Not analyzed: ACCESS_DENIED' }),
        [uid('n-5')]: finding('n-5', 'ExternalAccess: worker', 'medium', { status: 'resolved' }),
        [uid('n-6')]: finding('n-6', 'UnusedPermission: worker', 'low', { description: 'Unused: ec2' }),
        [ROLE]: role,
      },
      edges: [
        ...['n-1', 'n-2', 'n-3', 'n-4'].map((id) => flags(id, ROLE, ANALYZER)),
        flags('n-5', ROLE),
        flags('n-6', ROLE),
      ],
      problems: [
        { code: 'truncated', at: '/analyzerArn', field: 'nextToken', severity: 'warning', file: 'paged.json' },
        { code: 'missing-value', at: '/findings/0', field: 'findingDetails', severity: 'note', file: 'bare.json' },
        { code: 'unsupported', at: '/analyzerArn', severity: 'note', file: 'late.json' },
        { code: 'truncated', at: '/findingDetails', field: 'nextToken', severity: 'warning', file: 'part.json' },
      ],
      scopes: [scope('n-5')],
    },
    {
      title: 'fields and findings that cannot be read are problems, and nothing else is lost',
      files: {
        'broken.json': `{"analyzerArn": "${ANALYZER}", "findings": [${[
          'f-bare',
          { ...listed('x', ROLE), id: undefined },
          detailed('x-1', ROLE, external({ AWS: 'nobody', Host: 'example.com' }, ['sts:AssumeRole']), { status: 'SLEEPING', createdAt: 'yesterday' }),
          { ...listed('x-2', ROLE, { status: 'RESOLVED' }), resource: undefined },
          { ...listed('x-3', ROLE, { status: 'RESOLVED' }), resource: 'worker' },
        ].map((one) => JSON.stringify(one)).join(',')}, nul]}`,
      },
      nodes: {
        [uid('x-1')]: { label: 'Finding', kind: 'access_analyzer', provider: 'aws', nativeId: 'x-1', name: 'ExternalAccess: worker', rule: 'ExternalAccess', severity: 'medium', lastSeen: '2026-10-01T00:00:00.000Z' },
        [uid('x-2')]: finding('x-2', 'ExternalAccess', 'medium', { status: 'resolved' }),
        [uid('x-3')]: finding('x-3', 'ExternalAccess', 'medium', { status: 'resolved' }),
        [ROLE]: role,
      },
      edges: [flags('x-1', ROLE, ANALYZER)],
      problems: [
        { code: 'malformed', at: '/findings/0', field: 'id', severity: 'error' },
        { code: 'missing-value', at: '/findings/1', field: 'id', severity: 'error' },
        { code: 'bad-value', at: '/findings/2', field: 'findingDetails/0/externalAccessDetails/principal/AWS', severity: 'warning' },
        { code: 'bad-value', at: '/findings/2', field: 'findingDetails/0/externalAccessDetails/principal/Host', severity: 'warning' },
        { code: 'bad-value', at: '/findings/2', field: 'status', severity: 'warning' },
        { code: 'bad-value', at: '/findings/2', field: 'createdAt', severity: 'warning' },
        { code: 'missing-value', at: '/findings/3', field: 'resource', severity: 'warning' },
        { code: 'bad-value', at: '/findings/4', field: 'resource', severity: 'warning' },
        { code: 'malformed', at: 'byte 1455', severity: 'error' },
      ],
      scopes: [],
    },
  ],
  refuses: [
    { title: 'analyzed resources', name: 'analyzed.json', text: JSON.stringify({ resource: { analyzedAt: times.analyzedAt, resourceArn: BUCKET, resourceOwnerAccount: ACCOUNT, isPublic: false, status: 'ACTIVE' } }) },
    { title: 'findings of an access preview', name: 'preview.json', text: JSON.stringify({ findings: [{ ...listed('p', BUCKET), changeType: 'NEW', existingFindingId: 'f' }] }) },
    { title: 'the analyzers themselves', name: 'analyzers.json', text: JSON.stringify({ analyzers: [{ arn: ANALYZER, name: 'whole', type: 'ACCOUNT', status: 'ACTIVE' }] }) },
    { title: 'findings of another service', name: 'findings.json', text: JSON.stringify({ findings: [{ findingArn: `arn:aws:inspector2:eu-west-1:${ACCOUNT}:finding/x`, awsAccountId: ACCOUNT, severity: 'HIGH', status: 'ACTIVE' }] }) },
    { title: 'an event about a finding', name: 'event.json', text: JSON.stringify({ 'detail-type': 'Access Analyzer Finding', source: 'aws.access-analyzer', detail: { ...listed('e', BUCKET), condition: {} } }) },
  ],
});
