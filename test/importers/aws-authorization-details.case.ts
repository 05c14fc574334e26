/** Cases of importers/aws-authorization-details.ts. Accounts, names and ids are made up. */
import { importerCase } from '../support/importer-case.ts';

const ACCOUNT = '111122223333';
const arn = (rest: string, account = ACCOUNT): string => `arn:aws:iam::${account}:${rest}`;
const ADMINISTRATOR_ACCESS = 'arn:aws:iam::aws:policy/AdministratorAccess';
const EVERYTHING = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
const READ_LOGS = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 'logs:Get*', Resource: ['*'] } };
const SCOPE = `aws-authorization-details:${ACCOUNT}`;
const text = (value: unknown): string => JSON.stringify(value);
const urlEncoded = (value: unknown): string => encodeURIComponent(JSON.stringify(value));

/** What any described user or role has, before its own facts. */
const principal = (kind: 'iam_user' | 'iam_role', name: string) =>
  ({ label: 'Identity', kind, name, provider: 'aws', isNhi: true, enabled: true, tags: [], inlinePolicies: [], ...(kind === 'iam_role' ? { instanceProfiles: [] } : {}) }) as const;
const container = (id: string) => ({ label: 'Container', kind: 'account', name: id, nativeId: id, provider: 'aws' }) as const;
const contained = (from: string, account = ACCOUNT, scope = SCOPE) =>
  ({ kind: 'CONTAINED_IN', from, to: arn('root-account', account), scope }) as const;
const trusting = (...statements: unknown[]) => ({ Version: '2012-10-17', Statement: statements });
const lambdaTrust = trusting({ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' });

const admins = arn('group/admins');
const deploy = arn('user/ci/deploy');
const etl = arn('role/jobs/etl');
const readLogs = arn('policy/read-logs');

const wholeExport = {
  UserDetailList: [
    {
      Path: '/ci/', UserName: 'deploy', UserId: 'AIDAEXAMPLEDEPLOY', Arn: deploy, CreateDate: '2022-08-07T12:55:38+00:00',
      GroupList: ['admins'], AttachedManagedPolicies: [],
      Tags: [{ Key: 'Team', Value: 'Platform' }, { Key: 'owner', Value: 'Ada@Example.com' }, { Key: 'Env', Value: 'Prod' }],
    },
  ],
  GroupDetailList: [
    { Path: '/', GroupName: 'admins', GroupId: 'AGPAEXAMPLEADMINS', Arn: admins, CreateDate: '2020-01-02 03:04:05+00:00', GroupPolicyList: [], AttachedManagedPolicies: [{ PolicyName: 'AdministratorAccess', PolicyArn: ADMINISTRATOR_ACCESS }] },
  ],
  RoleDetailList: [
    {
      Path: '/jobs/', RoleName: 'etl', RoleId: 'AROAEXAMPLEETL', Arn: etl, CreateDate: '2021-05-06T07:08:09+02:00', AssumeRolePolicyDocument: lambdaTrust,
      InstanceProfileList: [{ Arn: arn('instance-profile/etl'), Roles: [] }], RolePolicyList: [{ PolicyName: 'logs', PolicyDocument: READ_LOGS }],
      AttachedManagedPolicies: [{ PolicyName: 'read-logs', PolicyArn: readLogs }],
      PermissionsBoundary: { PermissionsBoundaryType: 'PermissionsBoundaryPolicy', PermissionsBoundaryArn: arn('policy/limit') },
      RoleLastUsed: { LastUsedDate: '2026-10-01T00:00:00+00:00', Region: 'eu-west-1' },
      Tags: [{ Key: 'CostCenter', Value: 'n/a' }, { Key: 'db_password', Value: 'made-up-and-dropped' }],
    },
  ],
  Policies: [
    { PolicyName: 'AdministratorAccess', PolicyId: 'ANPAEXAMPLEADMIN', Arn: ADMINISTRATOR_ACCESS, Path: '/', DefaultVersionId: 'v1', AttachmentCount: 1, PolicyVersionList: [{ VersionId: 'v1', IsDefaultVersion: true, CreateDate: '2015-02-06T18:39:46+00:00', Document: EVERYTHING }] },
    {
      PolicyName: 'read-logs', PolicyId: 'ANPAEXAMPLELOGS', Arn: readLogs, Path: '/', DefaultVersionId: 'v2', AttachmentCount: 1, CreateDate: '2021-01-01T00:00:00Z', UpdateDate: '2021-02-01T00:00:00Z',
      PolicyVersionList: [
        { VersionId: 'v2', IsDefaultVersion: true, CreateDate: '2021-02-01T00:00:00Z', Document: READ_LOGS },
        { VersionId: 'v1', IsDefaultVersion: false, CreateDate: '2021-01-01T00:00:00Z', Document: EVERYTHING },
      ],
    },
  ],
  IsTruncated: false,
};

/** Roles and users that need no policies: trust alone is looked at. */
const role = (path: string, trust: unknown) => ({ Arn: arn(`role${path}`), RoleName: path.split('/').at(-1), AssumeRolePolicyDocument: trust });
const trustRoles = [
  role('/app/worker', trusting({ Effect: 'Allow', Principal: { AWS: [arn('user/gone'), 'AROAEXAMPLEDELETED'] }, Action: ['sts:AssumeRole', 'sts:TagSession'] })),
  role('/vendor', trusting({ Effect: 'Allow', Principal: { AWS: '444455556666' }, Action: 'sts:AssumeRole', Condition: { StringEquals: { 'sts:ExternalId': 'made-up' }, Bool: { 'aws:MultiFactorAuthPresent': 'true' } } })),
  role('/open', trusting({ Effect: 'Allow', Principal: '*', Action: 'sts:Assume*' })),
  role('/pipeline', trusting({ Effect: 'Allow', Principal: { Federated: arn('oidc-provider/token.example.com') }, Action: 'sts:AssumeRoleWithWebIdentity', Condition: { StringLike: { 'token.example.com:sub': 'repo:example/*' } } })),
  role('/session', trusting({ Effect: 'Allow', Principal: { AWS: [`arn:aws:sts::${ACCOUNT}:assumed-role/worker/nightly`, 'arn:aws:sts::444455556666:assumed-role/other/x'] }, Action: 'sts:AssumeRole' })),
  role('/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_1', trusting({ Effect: 'Allow', Principal: { Federated: 'cognito-identity.amazonaws.com' }, Action: 'sts:TagSession' })),
  role('/aws-service-role/support.amazonaws.com/AWSServiceRoleForSupport', trusting({ Effect: 'Allow', Principal: { Service: 'support.amazonaws.com' }, Action: 'sts:AssumeRole' })),
  role('/both', trusting(
    { Effect: 'Allow', Principal: { AWS: arn('root') }, Action: 'sts:AssumeRole', Condition: { StringEquals: { 'aws:PrincipalTag/a': 'b' } } },
    { Effect: 'Allow', Principal: { AWS: arn('root') }, Action: 'sts:AssumeRole', Condition: {} },
  )),
  role('/odd', trusting(
    { Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole' },
    { Effect: 'Allow', NotPrincipal: { AWS: arn('root') }, Action: 'sts:AssumeRole' },
    { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam:3456:role/four-colons' }, Action: 'sts:AssumeRole' },
  )),
];
const roleUid = (path: string): string => arn(`role${path}`);
const trustNode = (index: number) => {
  const { Arn, RoleName = '', AssumeRolePolicyDocument } = trustRoles[index] as (typeof trustRoles)[number];
  return { [Arn]: { ...principal('iam_role', RoleName), trustPolicy: text(AssumeRolePolicyDocument), isNhi: index !== 5 } };
};

/** Made up, and put together here so that no scanner takes this file for a leak. */
const TOKEN = `ghp_${'Ex4mpl3'.repeat(6)}`;
const refererIs = (referer: string) => ({ Statement: [{ Effect: 'Allow', Action: 's3:Get*', Resource: '*', Condition: { StringEquals: { 'aws:Referer': referer } } }] });

const small = (name: string, account = ACCOUNT) => ({ Arn: arn(`user/${name}`, account), UserName: name });

export default importerCase({
  importer: 'aws-authorization-details',
  accepts: [
    {
      title: 'users, groups, roles and policies with all versions; owner and environment from tags; an administrator through a group',
      files: { 'gaad.json': JSON.stringify(wholeExport, null, 4) },
      nodes: {
        [arn('root-account')]: container(ACCOUNT),
        [deploy]: { ...principal('iam_user', 'deploy'), nativeId: 'AIDAEXAMPLEDEPLOY', createdAt: '2022-08-07T12:55:38.000Z', environment: 'production', tags: ['Env=Prod', 'Team=Platform', 'owner=Ada@Example.com'] },
        'owner://ada@example.com': { label: 'Owner', name: 'Ada@Example.com', kind: 'person', email: 'ada@example.com', missing: true },
        [admins]: { label: 'Group', name: 'admins', provider: 'aws', nativeId: 'AGPAEXAMPLEADMINS', createdAt: '2020-01-02T03:04:05.000Z', inlinePolicies: [] },
        [etl]: {
          ...principal('iam_role', 'etl'), nativeId: 'AROAEXAMPLEETL', createdAt: '2021-05-06T05:08:09.000Z', lastUsedAt: '2026-10-01T00:00:00.000Z',
          permissionsBoundary: arn('policy/limit'), trustPolicy: text(lambdaTrust), instanceProfiles: [arn('instance-profile/etl')], inlinePolicies: [text({ name: 'logs', document: READ_LOGS })],
          tags: ['CostCenter=n/a', 'db_password=(dropped)'],
        },
        [`${etl}#inline/logs`]: { label: 'PermissionSet', kind: 'inline_policy', name: 'logs', provider: 'aws', privileged: false, document: text(READ_LOGS) },
        [ADMINISTRATOR_ACCESS]: {
          label: 'PermissionSet', kind: 'policy', name: 'AdministratorAccess', provider: 'aws', nativeId: 'ANPAEXAMPLEADMIN', version: 'v1', attachmentCount: 1, privileged: true, tags: [], document: text(EVERYTHING),
          versions: [text({ versionId: 'v1', createdAt: '2015-02-06T18:39:46.000Z', isDefault: true, document: EVERYTHING })],
        },
        [readLogs]: {
          label: 'PermissionSet', kind: 'policy', name: 'read-logs', provider: 'aws', nativeId: 'ANPAEXAMPLELOGS', version: 'v2', attachmentCount: 1, privileged: false, tags: [], document: text(READ_LOGS),
          createdAt: '2021-01-01T00:00:00.000Z', updatedAt: '2021-02-01T00:00:00.000Z',
          versions: [
            text({ versionId: 'v2', createdAt: '2021-02-01T00:00:00.000Z', isDefault: true, document: READ_LOGS }),
            text({ versionId: 'v1', createdAt: '2021-01-01T00:00:00.000Z', isDefault: false, document: EVERYTHING }),
          ],
        },
      },
      edges: [
        contained(deploy),
        contained(admins),
        contained(etl),
        contained(readLogs),
        { kind: 'OWNED_BY', from: deploy, to: 'owner://ada@example.com', scope: SCOPE, source: 'tag:owner', evidence: ['/UserDetailList/0'] },
        { kind: 'MEMBER_OF', from: deploy, to: admins, scope: SCOPE },
        { kind: 'HAS_PERMISSION', from: admins, to: ADMINISTRATOR_ACCESS, scope: SCOPE, source: 'attached' },
        { kind: 'HAS_PERMISSION', from: etl, to: readLogs, scope: SCOPE, source: 'attached' },
        { kind: 'HAS_PERMISSION', from: etl, to: `${etl}#inline/logs`, scope: SCOPE, source: 'inline' },
      ],
      problems: [{ code: 'secret-dropped', at: '/RoleDetailList/0', field: 'Tags/1/Value', severity: 'warning' }],
      scopes: [SCOPE],
    },
    {
      title: 'URL-encoded documents; what they allow without a condition makes them privileged, whatever else they deny',
      files: {
        'gaad.json': JSON.stringify({
          UserDetailList: [
            { ...small('denied'), UserPolicyList: [{ PolicyName: 'all', PolicyDocument: urlEncoded({ Statement: [...EVERYTHING.Statement, { Effect: 'Deny', Action: 'iam:*', Resource: '*' }] }) }] },
            { ...small('bounded'), UserPolicyList: [{ PolicyName: 'all', PolicyDocument: urlEncoded(EVERYTHING) }], PermissionsBoundary: { PermissionsBoundaryArn: arn('policy/limit') } },
            { ...small('careful'), UserPolicyList: [{ PolicyName: 'all', PolicyDocument: urlEncoded({ Statement: { Effect: 'Allow', Action: ['*'], Resource: ['*'], Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } } }) }] },
          ],
        }),
      },
      nodes: {
        [arn('root-account')]: container(ACCOUNT),
        ...Object.fromEntries(
          [
            ['denied', { Statement: [...EVERYTHING.Statement, { Effect: 'Deny', Action: 'iam:*', Resource: '*' }] }, true, {}] as const,
            ['bounded', EVERYTHING, true, { permissionsBoundary: arn('policy/limit') }] as const,
            ['careful', { Statement: { Effect: 'Allow', Action: ['*'], Resource: ['*'], Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } } }, false, {}] as const,
          ].flatMap(([name, document, everything, more]) => [
            [arn(`user/${name}`), { ...principal('iam_user', name), inlinePolicies: [text({ name: 'all', document })], ...more }],
            [arn(`user/${name}#inline/all`), { label: 'PermissionSet' as const, kind: 'inline_policy', name: 'all', provider: 'aws', privileged: everything, document: text(document) }],
          ]),
        ),
      },
      edges: ['denied', 'bounded', 'careful'].flatMap((name) => [
        contained(arn(`user/${name}`)),
        { kind: 'HAS_PERMISSION' as const, from: arn(`user/${name}`), to: arn(`user/${name}#inline/all`), scope: SCOPE, source: 'inline' },
      ]),
      scopes: [SCOPE],
    },
    {
      title: 'trust policies are kept as they are; service-linked and sign-in roles are told by their paths',
      files: { 'gaad.json': JSON.stringify({ UserDetailList: [], GroupDetailList: [], RoleDetailList: trustRoles, Policies: [] }) },
      nodes: {
        [arn('root-account')]: container(ACCOUNT),
        ...Object.assign({}, ...trustRoles.map((_, index) => trustNode(index))),
        'owner://amazon web services': { label: 'Owner', kind: 'vendor', name: 'Amazon Web Services', provider: 'aws', active: true },
      },
      edges: [
        ...trustRoles.map(({ Arn }) => contained(Arn)),
        { kind: 'OWNED_BY', from: roleUid('/aws-service-role/support.amazonaws.com/AWSServiceRoleForSupport'), to: 'owner://amazon web services', scope: SCOPE, source: 'service-linked role' },
      ],
      problems: [
        { code: 'bad-value', at: '/RoleDetailList/8', field: 'AssumeRolePolicyDocument', severity: 'warning' },
      ],
      scopes: [SCOPE],
    },
    {
      title: 'two accounts in one file, pages one after another; the last page ends both',
      files: {
        'pages.json': [
          { UserDetailList: [small('one'), { ...small('two', '444455556666'), Path: '/people/', Arn: arn('user/people/two', '444455556666') }], IsTruncated: true, Marker: 'more' },
          { UserDetailList: [{ ...small('three'), GroupList: ['unlisted'] }, small('four', '444455556666')], IsTruncated: false },
        ].map((page) => JSON.stringify(page)).join('\n'),
      },
      nodes: {
        [arn('root-account')]: container(ACCOUNT),
        [arn('root-account', '444455556666')]: container('444455556666'),
        [arn('user/one')]: { ...principal('iam_user', 'one'), evidence: ['/UserDetailList/0'] },
        [arn('user/people/two', '444455556666')]: { ...principal('iam_user', 'two'), isNhi: false },
        [arn('user/three')]: { ...principal('iam_user', 'three'), evidence: ['byte 224'] },
        [arn('user/four', '444455556666')]: principal('iam_user', 'four'),
        [arn('group/unlisted')]: { label: 'Group', name: 'unlisted', provider: 'aws', missing: true },
      },
      edges: [
        contained(arn('user/one')),
        contained(arn('user/people/two', '444455556666'), '444455556666', 'aws-authorization-details:444455556666'),
        contained(arn('user/three')),
        contained(arn('user/four', '444455556666'), '444455556666', 'aws-authorization-details:444455556666'),
        { kind: 'MEMBER_OF', from: arn('user/three'), to: arn('group/unlisted'), scope: SCOPE },
      ],
      scopes: [SCOPE, 'aws-authorization-details:444455556666'],
    },
    {
      title: 'secrets by their shape, in tags and in policy documents, are dropped; a dropped one names no owner',
      files: {
        'gaad.json': JSON.stringify({
          UserDetailList: [
            {
              ...small('leaky'),
              Tags: [{ Key: 'note', Value: TOKEN }, { Key: 'Owner', Value: TOKEN }, { Key: 'dsn', Value: 'postgres://svc:made-up@db.example/x' }, { Key: 'kept', Value: 'postgres://svc@db.example/x' }],
              UserPolicyList: [{ PolicyName: 'p', PolicyDocument: refererIs(TOKEN) }],
            },
          ],
        }),
      },
      nodes: {
        [arn('root-account')]: container(ACCOUNT),
        [arn('user/leaky')]: {
          ...principal('iam_user', 'leaky'),
          tags: ['Owner=(dropped)', 'dsn=(dropped)', 'kept=postgres://svc@db.example/x', 'note=(dropped)'],
          inlinePolicies: [text({ name: 'p', document: refererIs('(dropped)') })],
        },
        [arn('user/leaky#inline/p')]: { label: 'PermissionSet', kind: 'inline_policy', name: 'p', provider: 'aws', privileged: false, document: text(refererIs('(dropped)')) },
      },
      edges: [contained(arn('user/leaky')), { kind: 'HAS_PERMISSION', from: arn('user/leaky'), to: arn('user/leaky#inline/p'), source: 'inline', scope: SCOPE }],
      problems: [
        { code: 'secret-dropped', at: '/UserDetailList/0', field: 'Tags/0/Value', severity: 'warning' },
        { code: 'secret-dropped', at: '/UserDetailList/0', field: 'Tags/1/Value', severity: 'warning' },
        { code: 'secret-dropped', at: '/UserDetailList/0', field: 'Tags/2/Value', severity: 'warning' },
        { code: 'secret-dropped', at: '/UserDetailList/0', field: 'UserPolicyList/0/PolicyDocument', severity: 'warning' },
      ],
      scopes: [SCOPE],
    },
    {
      title: 'one page alone, of a filtered export: read, with warnings, and closes nothing',
      files: { 'page.json': JSON.stringify([{ IsTruncated: true, UserDetailList: [{ ...small('one'), AttachedManagedPolicies: [{ PolicyName: 'x', PolicyArn: arn('policy/x') }] }] }]) },
      nodes: {
        [arn('root-account')]: container(ACCOUNT),
        [arn('user/one')]: principal('iam_user', 'one'),
        [arn('policy/x')]: { label: 'PermissionSet', kind: 'policy', name: 'x', provider: 'aws', missing: true },
      },
      edges: [contained(arn('user/one')), { kind: 'HAS_PERMISSION', from: arn('user/one'), to: arn('policy/x'), source: 'attached', scope: SCOPE }],
      problems: [
        { code: 'truncated', at: '/IsTruncated', field: 'IsTruncated', severity: 'warning' },
        { code: 'unknown-reference', at: '/Policies', field: 'PolicyArn', severity: 'warning' },
      ],
      scopes: [],
    },
    {
      title: 'bad entries: a problem each, the good ones in, and nothing counts as gone',
      files: {
        'gaad.json': JSON.stringify({
          UserDetailList: [
            { UserName: 'nameless' },
            'a text',
            { Arn: etl },
            { ...small('dated'), CreateDate: '2026-02-31T00:00:00Z', Tags: { Key: 'a', Value: 'b' }, UserPolicyList: [{ PolicyName: 'p', PolicyDocument: '%7Bnot json' }, { PolicyDocument: EVERYTHING }], AttachedManagedPolicies: [7] },
            small('dated'),
          ],
        }),
      },
      nodes: { [arn('root-account')]: container(ACCOUNT), [arn('user/dated')]: principal('iam_user', 'dated') },
      edges: [contained(arn('user/dated'))],
      problems: [
        { code: 'missing-value', at: '/UserDetailList/0', field: 'Arn', severity: 'error' },
        { code: 'malformed', at: '/UserDetailList/1', severity: 'error' },
        { code: 'bad-value', at: '/UserDetailList/2', field: 'Arn', severity: 'error' },
        { code: 'bad-value', at: '/UserDetailList/3', field: 'Tags' },
        { code: 'bad-value', at: '/UserDetailList/3', field: 'UserPolicyList/0/PolicyDocument' },
        { code: 'missing-value', at: '/UserDetailList/3', field: 'UserPolicyList/1/PolicyName' },
        { code: 'bad-value', at: '/UserDetailList/3', field: 'AttachedManagedPolicies/0' },
        { code: 'bad-value', at: '/UserDetailList/3', field: 'CreateDate', severity: 'warning' },
        { code: 'duplicate', at: '/UserDetailList/4', field: 'Arn', severity: 'warning' },
      ],
      scopes: [],
    },
    {
      title: 'a file cut off in the middle: what stands before is read, nothing counts as gone',
      files: { 'cut.json': `{"UserDetailList":[${JSON.stringify(small('one'))},{"Arn":"arn:aws` },
      nodes: { [arn('root-account')]: container(ACCOUNT), [arn('user/one')]: principal('iam_user', 'one') },
      edges: [contained(arn('user/one'))],
      problems: [{ code: 'truncated', at: 'byte 96', severity: 'error' }],
      scopes: [],
    },
  ],
  refuses: [
    { title: 'aws iam list-policies', name: 'policies.json', text: JSON.stringify({ Policies: [{ PolicyName: 'x', Arn: arn('policy/x'), DefaultVersionId: 'v1' }] }) },
    { title: 'aws iam list-users', name: 'gaad.json', text: JSON.stringify({ Users: [small('one')] }) },
    { title: 'a text that only talks of the lists', name: 'notes.json', text: 'The "UserDetailList": [ ] of the export' },
    { title: 'a list name that is no list', name: 'other.json', text: '{"RoleDetailList": "see the other file"}' },
    { title: 'an empty file', name: 'authorization-details.json', text: '' },
  ],
});
