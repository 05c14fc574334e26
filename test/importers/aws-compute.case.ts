/** Cases of importers/aws-compute.ts. Accounts, names, keys and secrets are made up. */
import { importerCase } from '../support/importer-case.ts';

const ACCOUNT = '111122223333';
const REGION = 'eu-west-1';
const role = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/${name}`;
const instanceArn = (id: string, region = REGION): string => `arn:aws:ec2:${region}:${ACCOUNT}:instance/${id}`;
const functionArn = (name: string): string => `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}`;
const ecsArn = (rest: string): string => `arn:aws:ecs:${REGION}:${ACCOUNT}:${rest}`;
const profileArn = (name: string): string => `arn:aws:iam::${ACCOUNT}:instance-profile/${name}`;
const KEY = 'AKIAEXAMPLEMADEUP234';
/** Forty characters of the shape of a secret access key. */
const SECRET = `${'MadeUp0'.repeat(5)}abcde`;

const EC2 = `aws-compute:ec2:${ACCOUNT}:${REGION}`;
const LAMBDA = `aws-compute:lambda:${ACCOUNT}:${REGION}`;
const ECS = `aws-compute:ecs:${ACCOUNT}:${REGION}`;
const account = { [`arn:aws:iam::${ACCOUNT}:root-account`]: { label: 'Container', kind: 'account', name: ACCOUNT, nativeId: ACCOUNT, provider: 'aws' } } as const;
const contained = (from: string, scope: string) => ({ kind: 'CONTAINED_IN', from, to: `arn:aws:iam::${ACCOUNT}:root-account`, scope }) as const;
const namedRole = (name: string) => ({ label: 'Identity', kind: 'iam_role', name, provider: 'aws', isNhi: true, missing: true }) as const;
const lambda = (name: string) => ({ label: 'Workload', kind: 'lambda_function', name, provider: 'aws' }) as const;
const instance = (id: string) => ({ label: 'Workload', kind: 'ec2_instance', name: id, nativeId: id, provider: 'aws', public: false, tags: [] as string[] }) as const;
const ecs = (kind: string, name: string) => ({ label: 'Workload', kind, name, provider: 'aws' }) as const;
const runsAs = (from: string, name: string, source: string, scope: string) => ({ kind: 'RUNS_AS', from, to: role(name), source, scope }) as const;
const dependsOn = (from: string, to: string, source: string, scope = ECS) => ({ kind: 'DEPENDS_ON', from, to, source, scope }) as const;

const smallInstance = (InstanceId: string, AvailabilityZone = `${REGION}a`) => ({ InstanceId, State: { Code: 16, Name: 'running' }, Placement: { AvailabilityZone } });
const smallTags = ['State.Name=running'];

const reservations = {
  Reservations: [
    {
      ReservationId: 'r-0aaaaaaaaaaaaaaaa', OwnerId: ACCOUNT,
      Instances: [
        {
          ...smallInstance('i-0aaaaaaaaaaaaaaaa'), LaunchTime: '2026-01-02T03:04:05.000Z', PublicIpAddress: '203.0.113.7', MetadataOptions: { State: 'applied', HttpTokens: 'optional' },
          IamInstanceProfile: { Arn: profileArn('web'), Id: 'AIPAEXAMPLE' }, Tags: [{ Key: 'Name', Value: 'web-1' }, { Key: 'Env', Value: 'prod' }, { Key: 'Team', Value: 'Shop' }],
        },
        { ...smallInstance('i-0bbbbbbbbbbbbbbbb', 'eu-west-1-lon-1a'), NetworkInterfaces: [{ OwnerId: ACCOUNT, Association: { PublicIp: '203.0.113.8' } }] },
        { ...smallInstance('i-0cccccccccccccccc'), State: { Name: 'terminated' } },
      ],
    },
    // Some tools leave the owner out: then a network interface tells.
    { Instances: [{ ...smallInstance('i-0dddddddddddddddd', 'us-east-1b'), NetworkInterfaces: [{ OwnerId: ACCOUNT }] }] },
    // Only what is gone: the list of that region is empty, and complete.
    { OwnerId: ACCOUNT, Instances: [{ ...smallInstance('i-0eeeeeeeeeeeeeeee', 'eu-north-1a'), State: { Name: 'shutting-down' } }] },
  ],
};

const taskDefinition = {
  taskDefinition: {
    taskDefinitionArn: ecsArn('task-definition/web:7'), family: 'web', revision: 7, taskRoleArn: role('web-task'), executionRoleArn: role('agent'), registeredAt: '2026-05-06T07:08:09+02:00',
    containerDefinitions: [
      {
        name: 'app', environment: [{ name: 'AWS_ACCESS_KEY_ID', value: KEY }, { name: 'SECRET', value: SECRET }, { name: 'LOG_LEVEL', value: 'debug' }],
        secrets: [
          { name: 'DB', valueFrom: `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:db/main-AbCdEf:password::` },
          { name: 'FLAG', valueFrom: '/app/flag' },
          { name: 'BAD', valueFrom: 'neither this nor that' },
        ],
        logConfiguration: { secretOptions: [{ name: 'token', valueFrom: `arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/log-token` }] },
        repositoryCredentials: { credentialsParameter: `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:registry-GhIjKl` },
      },
    ],
  },
  tags: [{ key: 'owner', value: 'ada@example.com' }, { key: 'stage', value: 'prod' }],
};
const definition = ecsArn('task-definition/web:7');
const service = ecsArn('service/main/web');
const secret = (rest: string): string => `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:${rest}`;
const parameter = (name: string): string => `arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/${name}`;
const task = ecsArn('task/main/0123456789abcdef');

export default importerCase({
  importer: 'aws-compute',
  accepts: [
    {
      title: 'instances of three regions: profile, address, tags; what is terminated is not there',
      files: { 'instances.json': JSON.stringify(reservations) },
      nodes: {
        ...account,
        [instanceArn('i-0aaaaaaaaaaaaaaaa')]: {
          ...instance('i-0aaaaaaaaaaaaaaaa'), name: 'web-1', public: true, createdAt: '2026-01-02T03:04:05.000Z', environment: 'production', instanceProfile: profileArn('web'),
          tags: ['Env=prod', 'MetadataOptions.HttpTokens=optional', 'Name=web-1', 'State.Name=running', 'Team=Shop'], evidence: ['/Reservations/0'],
        },
        [instanceArn('i-0bbbbbbbbbbbbbbbb')]: { ...instance('i-0bbbbbbbbbbbbbbbb'), public: true, tags: smallTags },
        [instanceArn('i-0dddddddddddddddd', 'us-east-1')]: { ...instance('i-0dddddddddddddddd'), tags: smallTags },
        'owner://shop': { label: 'Owner', kind: 'team', name: 'Shop', missing: true },
      },
      edges: [
        contained(instanceArn('i-0aaaaaaaaaaaaaaaa'), EC2),
        contained(instanceArn('i-0bbbbbbbbbbbbbbbb'), EC2),
        contained(instanceArn('i-0dddddddddddddddd', 'us-east-1'), `aws-compute:ec2:${ACCOUNT}:us-east-1`),
        { kind: 'OWNED_BY', from: instanceArn('i-0aaaaaaaaaaaaaaaa'), to: 'owner://shop', source: 'tag:Team', scope: EC2 },
      ],
      scopes: [EC2, `aws-compute:ec2:${ACCOUNT}:us-east-1`, `aws-compute:ec2:${ACCOUNT}:eu-north-1`],
    },
    {
      title: 'profile associations: the folder tells the region; one that ends is passed over',
      files: {
        'eu-west-1/associations.json': JSON.stringify({
          IamInstanceProfileAssociations: [
            { AssociationId: 'iip-assoc-1', InstanceId: 'i-0aaaaaaaaaaaaaaaa', IamInstanceProfile: { Arn: profileArn('web') }, State: 'associated' },
            { AssociationId: 'iip-assoc-2', InstanceId: 'i-0aaaaaaaaaaaaaaaa', IamInstanceProfile: { Arn: profileArn('old') }, State: 'disassociating' },
          ],
        }),
        'associations.json': JSON.stringify({ IamInstanceProfileAssociations: [{ InstanceId: 'i-0bbbbbbbbbbbbbbbb', IamInstanceProfile: { Arn: profileArn('web') }, State: 'associated' }] }),
      },
      nodes: {
        [instanceArn('i-0aaaaaaaaaaaaaaaa')]: { label: 'Workload', kind: 'ec2_instance', name: 'i-0aaaaaaaaaaaaaaaa', provider: 'aws', instanceProfile: profileArn('web'), missing: true },
      },
      edges: [],
      problems: [{ code: 'missing-value', at: '/IamInstanceProfileAssociations/0', field: 'Placement/AvailabilityZone', severity: 'error', file: 'associations.json' }],
      scopes: [],
    },
    {
      title: 'instance profiles: a role has all of its own, a profile without a role has none',
      files: {
        'profiles.json': JSON.stringify({
          InstanceProfiles: [
            { Arn: profileArn('web'), InstanceProfileName: 'web', Roles: [{ Arn: role('web'), RoleId: 'AROAEXAMPLEWEB', CreateDate: '2025-01-02T03:04:05Z', AssumeRolePolicyDocument: { Statement: [] } }] },
            { Arn: profileArn('empty'), InstanceProfileName: 'empty', Roles: [] },
            { Arn: profileArn('also-web'), InstanceProfileName: 'also-web', Roles: [{ Arn: role('web'), RoleId: 'AROAEXAMPLEWEB' }] },
          ],
          IsTruncated: false,
        }),
      },
      nodes: {
        [role('web')]: { label: 'Identity', kind: 'iam_role', name: 'web', nativeId: 'AROAEXAMPLEWEB', createdAt: '2025-01-02T03:04:05.000Z', provider: 'aws', isNhi: true, trustPolicy: '{"Statement":[]}', instanceProfiles: [profileArn('also-web'), profileArn('web')], evidence: ['/InstanceProfiles/0'] },
      },
      edges: [],
      scopes: [`aws-compute:instance-profiles:${ACCOUNT}`],
    },
    {
      title: 'one page of instance profiles: they replace nothing that is known, and close nothing',
      files: { 'profiles.json': JSON.stringify({ InstanceProfiles: [{ Arn: profileArn('web'), Roles: [{ Arn: role('web') }] }], IsTruncated: true, Marker: 'more' }) },
      nodes: { [role('web')]: { ...namedRole('web'), instanceProfiles: [profileArn('web')] } },
      edges: [],
      problems: [{ code: 'truncated', at: '/NextToken', field: 'NextToken', severity: 'warning' }],
      scopes: [],
    },
    {
      title: 'functions on two pages: roles, versions, and an environment whose values are not kept',
      files: {
        'functions.json': [
          {
            Functions: [
              {
                FunctionName: 'bill', FunctionArn: functionArn('bill'), Role: role('bill'), Runtime: 'nodejs22.x', Description: 'Sends bills', LastModified: '2026-02-03T04:05:06.000+0000', Version: '$LATEST',
                Environment: { Variables: { AWS_ACCESS_KEY_ID: KEY, AWS_SECRET_ACCESS_KEY: SECRET, DB_URL: `postgres://svc:made-up-words@db.example/x`, DB_PASSWORD_SECRET: `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:db-AbCdEf`, TOKEN_TYPE: 'bearer', PRODUCTION: 'true', NOTES: `AKIA is no key, nor is x${KEY}` } },
              },
            ],
            NextToken: 'more',
          },
          { Functions: [{ FunctionName: 'bill', FunctionArn: `${functionArn('bill')}:3`, Role: role('service-role/bill-before'), Version: '3', Description: 'Sent bills' }, { FunctionArn: functionArn('idle'), Environment: { Error: { ErrorCode: 'AccessDeniedException' } } }] },
        ].map((page) => JSON.stringify(page)).join('\n'),
      },
      nodes: {
        ...account,
        [functionArn('bill')]: { ...lambda('bill'), description: 'Sends bills' },
        [functionArn('idle')]: lambda('idle'),
        [role('bill')]: namedRole('bill'),
        [role('service-role/bill-before')]: namedRole('bill-before'),
        [KEY]: { label: 'Credential', kind: 'access_key', name: KEY, provider: 'aws', missing: true },
      },
      edges: [
        contained(functionArn('bill'), LAMBDA),
        contained(functionArn('idle'), LAMBDA),
        runsAs(functionArn('bill'), 'bill', 'Role', LAMBDA),
        runsAs(functionArn('bill'), 'service-role/bill-before', 'Role', LAMBDA),
        { kind: 'EXPOSES', from: functionArn('bill'), to: KEY, how: 'env', scope: LAMBDA },
      ],
      problems: [
        { code: 'secret-dropped', at: '/Functions/0', field: 'Environment/Variables/AWS_SECRET_ACCESS_KEY', severity: 'warning' },
        { code: 'secret-dropped', at: '/Functions/0', field: 'Environment/Variables/DB_URL', severity: 'warning' },
      ],
      scopes: [LAMBDA],
    },
    {
      title: 'one function with its tags, and the addresses of others: neither is a list of what there is',
      files: {
        'function.json': JSON.stringify({ Tags: { Owner: 'Ada', stage: 'test', api_key: 'made-up-and-dropped' }, Configuration: { FunctionArn: functionArn('bill'), Role: role('bill') }, Code: { RepositoryType: 'S3' } }),
        'urls.json': JSON.stringify({
          FunctionUrlConfigs: [
            { FunctionUrl: 'https://example.lambda-url.eu-west-1.on.aws/', FunctionArn: `${functionArn('open')}:live`, AuthType: 'NONE' },
            { FunctionArn: functionArn('open'), AuthType: 'AWS_IAM' },
            { FunctionArn: functionArn('guarded'), AuthType: 'AWS_IAM' },
          ],
        }),
      },
      nodes: {
        ...account,
        [functionArn('bill')]: { ...lambda('bill'), environment: 'test', tags: ['Owner=Ada', 'api_key=(dropped)', 'stage=test'], evidence: ['/Configuration'] },
        [functionArn('open')]: { ...lambda('open'), public: true, missing: true },
        [functionArn('guarded')]: { ...lambda('guarded'), public: false, missing: true },
        [role('bill')]: namedRole('bill'),
        'owner://ada': { label: 'Owner', kind: 'unknown', name: 'Ada', missing: true },
      },
      edges: [
        contained(functionArn('bill'), LAMBDA),
        runsAs(functionArn('bill'), 'bill', 'Role', LAMBDA),
        { kind: 'OWNED_BY', from: functionArn('bill'), to: 'owner://ada', source: 'tag:Owner', scope: `aws-compute:tags:${functionArn('bill')}` },
      ],
      problems: [{ code: 'secret-dropped', at: '/Tags', field: 'Tags/api_key', severity: 'warning' }],
      scopes: [`aws-compute:tags:${functionArn('bill')}`],
    },
    {
      title: 'an ECS task definition: the role of its code, the role of the agent, secrets it is given and keys in its environment',
      files: { 'definition.json': JSON.stringify(taskDefinition) },
      nodes: {
        ...account,
        [definition]: { ...ecs('ecs_task_definition', 'web:7'), createdAt: '2026-05-06T05:08:09.000Z', environment: 'production', tags: ['owner=ada@example.com', 'stage=prod'] },
        [role('web-task')]: namedRole('web-task'),
        [role('agent')]: namedRole('agent'),
        [KEY]: { label: 'Credential', kind: 'access_key', name: KEY, provider: 'aws', missing: true },
        [secret('db/main-AbCdEf')]: { label: 'Resource', kind: 'secret', name: 'db/main', provider: 'aws', missing: true },
        [secret('registry-GhIjKl')]: { label: 'Resource', kind: 'secret', name: 'registry', provider: 'aws', missing: true },
        [parameter('app/flag')]: { label: 'Resource', kind: 'ssm_parameter', name: 'app/flag', provider: 'aws', missing: true },
        [parameter('log-token')]: { label: 'Resource', kind: 'ssm_parameter', name: 'log-token', provider: 'aws', missing: true },
        'owner://ada@example.com': { label: 'Owner', kind: 'person', name: 'ada@example.com', email: 'ada@example.com', missing: true },
      },
      edges: [
        contained(definition, ECS),
        runsAs(definition, 'web-task', 'taskRoleArn', ECS),
        dependsOn(definition, role('agent'), 'executionRoleArn'),
        dependsOn(definition, secret('db/main-AbCdEf'), 'valueFrom'),
        dependsOn(definition, secret('registry-GhIjKl'), 'credentialsParameter'),
        dependsOn(definition, parameter('app/flag'), 'valueFrom'),
        dependsOn(definition, parameter('log-token'), 'valueFrom'),
        { kind: 'EXPOSES', from: definition, to: KEY, how: 'env', scope: ECS },
        { kind: 'OWNED_BY', from: definition, to: 'owner://ada@example.com', source: 'tag:owner', scope: ECS },
      ],
      problems: [
        { code: 'secret-dropped', at: '/taskDefinition', field: 'taskDefinition/containerDefinitions/0/environment/1/value', severity: 'warning' },
        { code: 'bad-value', at: '/taskDefinition', field: 'taskDefinition/containerDefinitions/0/secrets/2/valueFrom', severity: 'warning' },
      ],
      scopes: [],
    },
    {
      title: 'ECS services: what they run, whether they have public addresses; one that was deleted is not there',
      files: {
        'services.json': JSON.stringify({
          services: [
            { serviceArn: service, serviceName: 'web', status: 'ACTIVE', taskDefinition: definition, roleArn: role('balancer'), createdAt: '2026-05-06T08:00:00Z', networkConfiguration: { awsvpcConfiguration: { assignPublicIp: 'ENABLED' } }, tags: [{ key: 'team', value: 'Shop' }] },
            { serviceArn: ecsArn('service/main/gone'), status: 'INACTIVE', taskDefinition: definition },
          ],
          failures: [],
        }),
      },
      nodes: {
        ...account,
        [definition]: { ...ecs('ecs_task_definition', 'web:7'), missing: true },
        [service]: { ...ecs('ecs_service', 'main/web'), createdAt: '2026-05-06T08:00:00.000Z', public: true, tags: ['team=Shop'] },
        'owner://shop': { label: 'Owner', kind: 'team', name: 'Shop', missing: true },
        [role('balancer')]: namedRole('balancer'),
      },
      edges: [contained(service, `aws-compute:${service}`), dependsOn(service, definition, 'taskDefinition', `aws-compute:${service}`), dependsOn(service, role('balancer'), 'roleArn', `aws-compute:${service}`), { kind: 'OWNED_BY', from: service, to: 'owner://shop', source: 'tag:team', scope: `aws-compute:tags:${service}` }],
      scopes: [`aws-compute:${service}`, `aws-compute:tags:${service}`],
    },
    {
      title: 'ECS tasks: one with a role and an environment of its own, one without, one that has stopped',
      files: {
        'tasks.json': JSON.stringify({
          failures: [],
          tasks: [
            { taskArn: task, taskDefinitionArn: definition, lastStatus: 'RUNNING', tags: [], overrides: { taskRoleArn: 'by-hand', containerOverrides: [{ name: 'app', environment: [{ name: 'API_TOKEN', value: 'made-up' }] }] } },
            { taskArn: ecsArn('task/plain'), taskDefinitionArn: definition, lastStatus: 'PENDING' },
            { taskArn: ecsArn('task/main/fedcba9876543210'), lastStatus: 'STOPPED' },
          ],
        }),
      },
      nodes: {
        ...account,
        [definition]: { ...ecs('ecs_task_definition', 'web:7'), missing: true },
        [task]: ecs('ecs_task', 'main/0123456789abcdef'),
        [ecsArn('task/plain')]: ecs('ecs_task', 'plain'),
        [role('by-hand')]: namedRole('by-hand'),
      },
      edges: [
        contained(task, ECS),
        contained(ecsArn('task/plain'), ECS),
        runsAs(task, 'by-hand', 'taskRoleArn', ECS),
        dependsOn(task, definition, 'taskDefinition'),
        dependsOn(ecsArn('task/plain'), definition, 'taskDefinition'),
      ],
      problems: [{ code: 'secret-dropped', at: '/tasks/0', field: 'overrides/containerOverrides/0/environment/0/value', severity: 'warning' }],
      scopes: [],
    },
    {
      title: 'bad entries: a problem each, the good ones in, and nothing counts as gone',
      files: {
        'mixed.json': [
          { Reservations: ['a text', { OwnerId: ACCOUNT }, { OwnerId: ACCOUNT, Instances: [{ ...smallInstance('web') }, 7, { Placement: { AvailabilityZone: `${REGION}a` } }] }, { OwnerId: 'someone', Instances: [smallInstance('i-0aaaaaaaaaaaaaaaa')] }, { OwnerId: ACCOUNT, Instances: [{ InstanceId: 'i-0bbbbbbbbbbbbbbbb' }, { ...smallInstance('i-0cccccccccccccccc'), LaunchTime: 'yesterday' }] }] },
          { Functions: [{ FunctionName: 'nameless' }, { FunctionArn: role('bill') }, { FunctionArn: functionArn('bill'), Role: 'arn:aws:iam::111122223333:user/no-role', Environment: { Variables: ['a'] } }] },
        ].map((document) => JSON.stringify(document)).join('\n'),
      },
      nodes: { ...account, [instanceArn('i-0cccccccccccccccc')]: { ...instance('i-0cccccccccccccccc'), tags: smallTags }, [functionArn('bill')]: lambda('bill') },
      edges: [contained(instanceArn('i-0cccccccccccccccc'), EC2), contained(functionArn('bill'), LAMBDA)],
      problems: [
        { code: 'malformed', at: '/Reservations/0', severity: 'error' },
        { code: 'missing-value', at: '/Reservations/1', field: 'Instances', severity: 'error' },
        { code: 'bad-value', at: '/Reservations/2', field: 'Instances/1', severity: 'warning' },
        { code: 'missing-value', at: '/Reservations/2', field: 'Instances', severity: 'error' },
        { code: 'bad-value', at: '/Reservations/2', field: 'Instances/0/InstanceId', severity: 'error' },
        { code: 'missing-value', at: '/Reservations/2', field: 'Instances/2/InstanceId', severity: 'error' },
        { code: 'missing-value', at: '/Reservations/3', field: 'Instances/0/OwnerId', severity: 'error' },
        { code: 'missing-value', at: '/Reservations/4', field: 'Instances/0/Placement/AvailabilityZone', severity: 'error' },
        { code: 'bad-value', at: '/Reservations/4', field: 'Instances/1/LaunchTime', severity: 'warning' },
        { code: 'missing-value', at: 'byte 643', field: 'FunctionArn', severity: 'error' },
        { code: 'bad-value', at: 'byte 671', field: 'FunctionArn', severity: 'error' },
        { code: 'bad-value', at: 'byte 725', field: 'Role', severity: 'warning' },
        { code: 'bad-value', at: 'byte 725', field: 'Environment/Variables', severity: 'warning' },
      ],
      scopes: [],
    },
    {
      title: 'a file cut off in the middle: what stands before is read, nothing counts as gone',
      files: { 'cut.json': `{"Functions":[{"FunctionArn":"${functionArn('bill')}"},{"FunctionArn":"arn:aws` },
      nodes: { ...account, [functionArn('bill')]: lambda('bill') },
      edges: [contained(functionArn('bill'), LAMBDA)],
      problems: [{ code: 'truncated', at: 'byte 107', severity: 'error' }],
      scopes: [],
    },
  ],
  refuses: [
    { title: 'a CloudTrail record of the same answers', name: 'trail.json', text: JSON.stringify({ Records: [{ eventSource: 'ecs.amazonaws.com', responseElements: { tasks: [{ taskArn: task }] } }] }) },
    { title: 'authorization details, which have profiles in another list', name: 'gaad.json', text: JSON.stringify({ RoleDetailList: [{ Arn: role('x'), InstanceProfileList: [{ Arn: profileArn('x') }] }] }) },
    { title: 'lists of tasks and services that are of something else', name: 'plan.json', text: JSON.stringify({ tasks: [{ id: 1 }], services: [{ name: 'web' }] }) },
    { title: 'functions of another cloud', name: 'functions.json', text: JSON.stringify({ Functions: [{ name: 'projects/p/locations/l/functions/f' }] }) },
    { title: 'Terraform state', name: 'terraform.tfstate', text: JSON.stringify({ terraform_version: '1.9.0', resources: [{ Functions: [{ FunctionArn: functionArn('bill') }] }] }) },
    { title: 'a text that talks of the lists', name: 'notes.json', text: 'The "InstanceProfiles": [ ] of the export' },
    { title: 'an empty file', name: 'instances.json', text: '' },
  ],
});
