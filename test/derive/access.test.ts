/** What principals may get at, and what follows from several exports: each rule beside what just does not hold. */
import { describe, expect, it } from 'vitest';
import { emptyGraph } from '../../src/graph/build.ts';
import type { Graph } from '../../src/graph/graph.ts';
import { reach } from '../../src/graph/reach.ts';
import type { EdgeKind } from '../../src/model/labels.ts';
import { ACCOUNT, OTHER, allow, deny, derivedEdges, derivedPairs, document, graphOf, iam, importAccount, trusting, type SomeAccount } from './some-account.ts';

const BUCKET = 'arn:aws:s3:::orders';
const FUNCTION = `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:etl`;
const inAccount = (uid: string) => [uid, 'CONTAINED_IN', iam('root-account')] as const;
const bucket: Pick<SomeAccount, 'nodes' | 'edges'> = { nodes: [['Resource', BUCKET, { kind: 's3_bucket', name: 'orders' }]], edges: [inAccount(BUCKET)] };

const access = async (account: SomeAccount) =>
  derivedEdges(await graphOf({ ...bucket, ...account }), 'CAN_ACCESS').map(({ from, to, level, conditional, conditionKeys }) => [from, to, level, ...(conditional ? [conditionKeys] : [])]);

describe('access to resources', () => {
  it('at the highest level that some action has, on the bucket or on what is in it', async () => {
    const users = {
      admin: { can: [allow(['s3:PutBucketPolicy', 's3:GetObject'], ['arn:aws:s3:::orders', 'arn:aws:s3:::orders/*'])] },
      lister: { can: [allow('s3:ListBucket', BUCKET)] },
      reader: { can: [allow('s3:Get*', `${BUCKET}/invoices/*`)] },
      writer: { can: [allow('s3:PutObject', 'arn:aws:s3:::ord*')] },
      elsewhere: { can: [allow('s3:*', ['arn:aws:s3:::orders-archive', 'arn:aws:s3:::orders-archive/*'])] },
      other: { can: [allow('sqs:*')] },
      wrong: { can: [allow('s3:GetObject', BUCKET)] },
    };
    expect(await access({ users })).toEqual([
      ['user/admin', 's3:orders', 'admin'],
      ['user/lister', 's3:orders', 'list'],
      ['user/reader', 's3:orders', 'read'],
      ['user/writer', 's3:orders', 'write'],
    ]);
  });

  it('a Deny, a boundary, or a condition takes away, limits, or marks', async () => {
    const users = {
      barred: { can: [allow('s3:*'), deny('s3:*', [BUCKET, `${BUCKET}/*`])] },
      partly: { can: [allow('s3:GetObject'), deny('s3:GetObject', `${BUCKET}/private/*`)] },
      bounded: { can: [allow('s3:*')], boundary: 'reading' },
      careful: { can: [allow('s3:*', '*', { Condition: { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } } })] },
      mixed: { can: [allow('s3:GetObject'), allow('s3:PutObject', '*', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } })] },
    };
    const found = await access({ users, policies: { reading: [allow('s3:Get*')] } });
    expect(found.filter(([from]) => from !== 'user/bounded')).toEqual([
      ['user/careful', 's3:orders', 'admin', ['aws:SourceIp']],
      ['user/mixed', 's3:orders', 'read'],
      ['user/mixed', 's3:orders', 'write', ['aws:MultiFactorAuthPresent']],
      ['user/partly', 's3:orders', 'read', ['resource']],
    ]);
    expect(found.filter(([from]) => from === 'user/bounded')).toEqual([['user/bounded', 's3:orders', 'read']]);
  });

  it('a group’s policies count for its members, and a policy variable for whom it names', async () => {
    const mine = 'arn:aws:s3:::ann';
    const nodes = [...bucket.nodes!, ['Resource', mine, { kind: 's3_bucket' }] as const];
    const account: SomeAccount = { nodes, edges: [...bucket.edges!, inAccount(mine)], users: { ann: { groups: ['staff'] }, bob: { groups: ['staff'] }, eve: {} }, groups: { staff: { can: [allow('s3:GetObject', 'arn:aws:s3:::${aws:username}/*')] } } };
    expect(await access(account)).toEqual([['user/ann', 's3:ann', 'read']]);
  });

  it('a resource’s own policy lets foreign principals and anyone in, and its own account’s whom it names', async () => {
    const policy = document(
      { Effect: 'Allow', Principal: { AWS: [iam('role/foreign', OTHER), iam('user/named')] }, Action: 's3:GetObject', Resource: `${BUCKET}/*` },
      { Effect: 'Allow', Principal: '*', Action: 's3:ListBucket', Resource: BUCKET },
    );
    const nodes = [['Resource', BUCKET, { kind: 's3_bucket', resourcePolicy: JSON.stringify(policy) }] as const];
    expect(await access({ nodes, users: { named: {}, idle: {} } })).toEqual([
      [iam('role/foreign', OTHER), 's3:orders', 'read'],
      ['aws:*', 's3:orders', 'list'],
      ['user/named', 's3:orders', 'read'],
    ]);
  });

  it('one that is only named has of its own account what the policy gives it, not what it gives others', async () => {
    const policy = document(
      { Effect: 'Allow', Principal: { AWS: iam('role/unlisted') }, Action: 's3:GetObject', Resource: `${BUCKET}/*`, Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } },
      { Effect: 'Allow', Principal: { AWS: iam('role/foreign', OTHER) }, Action: 's3:PutObject', Resource: `${BUCKET}/*` },
    );
    expect(await access({ nodes: [['Resource', BUCKET, { kind: 's3_bucket', resourcePolicy: JSON.stringify(policy) }]], users: { ci: {} } })).toEqual([
      [iam('role/foreign', OTHER), 's3:orders', 'write'],
      ['role/unlisted', 's3:orders', 'read', ['aws:MultiFactorAuthPresent']],
    ]);
  });

  it('is under a condition where one action has a condition and the next a Deny that cannot be decided', async () => {
    const underMfa = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };
    const can = [allow('s3:GetObject', '*', underMfa), allow('s3:PutObject'), deny('s3:PutObject', '*', { Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } } })];
    expect(derivedEdges(await graphOf({ ...bucket, users: { ci: { can } } }), 'CAN_ACCESS')).toMatchObject([{ from: 'user/ci', conditional: true, conditionalDeny: true }]);
  });

  it('is bound by the organization that the account is in, whatever else somebody puts the account in', async () => {
    const unit = `arn:aws:organizations::${OTHER}:ou/o-example/ou-1`;
    const guard = `arn:aws:organizations::${OTHER}:policy/o-example/service_control_policy/p-1`;
    const nodes = [...bucket.nodes!, ['Container', 'unit:shop', { kind: 'business_unit' }], ['Container', unit, { kind: 'organizational_unit' }], ['PermissionSet', guard, { kind: 'service_control_policy', document: JSON.stringify(document(allow('*'), deny('s3:*'))) }]] as SomeAccount['nodes'];
    for (const scopes of [['case:a', 'case:b'], ['case:b', 'case:a']]) {
      const places = ['unit:shop', unit].map((place, number) => [iam('root-account'), 'CONTAINED_IN', place, { scope: scopes[number]! }] as const).sort(([, , , a], [, , , b]) => (a.scope < b.scope ? -1 : 1));
      const graph = await graphOf({ nodes: nodes!, edges: [...bucket.edges!, ...places, [unit, 'HAS_PERMISSION', guard]], users: { ci: { can: [allow('s3:GetObject')] } } });
      expect(derivedPairs(graph, 'CAN_ACCESS')).toEqual([]);
    }
  });

  it('groups that hold each other, as a table may say, end somewhere', async () => {
    const edges = [[iam('group/one'), 'MEMBER_OF', iam('group/two')], [iam('group/two'), 'MEMBER_OF', iam('group/one')]] as const;
    expect(derivedPairs(await graphOf({ ...bucket, users: { ci: { groups: ['one'] } }, groups: { one: {}, two: { can: [allow('s3:GetObject')] } }, edges: [...bucket.edges!, ...edges] }), 'CAN_ACCESS')).toEqual(['user/ci > s3:orders']);
  });

  it('control of a workload is what changes its code, not what calls it', async () => {
    const nodes = [['Workload', FUNCTION, { kind: 'lambda_function' }] as const];
    const users = { deployer: { can: [allow('lambda:UpdateFunctionCode', FUNCTION)] }, caller: { can: [allow('lambda:InvokeFunction')] }, elsewhere: { can: [allow('lambda:*', `${FUNCTION}-2`)] } };
    expect(derivedPairs(await graphOf({ nodes, users }), 'CONTROLS')).toEqual([`user/deployer > ${FUNCTION}`]);
  });

  it('an instance runs as the role of its instance profile', async () => {
    const instance = `arn:aws:ec2:eu-west-1:${ACCOUNT}:instance/i-0example`;
    const nodes = [['Workload', instance, { kind: 'ec2_instance', instanceProfile: iam('instance-profile/web') }] as const];
    expect(derivedPairs(await graphOf({ nodes, roles: { web: { profile: 'web' }, other: { profile: 'web-2' } } }), 'RUNS_AS')).toEqual([`${instance} > role/web`]);
  });

  it('a task of ECS runs as its definition says, unless it says otherwise itself', async () => {
    const [definition, service, task] = ['task-definition/web:3', 'service/web', 'task/own'].map((rest) => `arn:aws:ecs:eu-west-1:${ACCOUNT}:${rest}`) as [string, string, string];
    const nodes = [['Workload', definition, { kind: 'ecs_task_definition' }], ['Workload', service, { kind: 'ecs_service' }], ['Workload', task, { kind: 'ecs_task' }]] as const;
    const edges = [[definition, 'RUNS_AS', iam('role/web')], [service, 'DEPENDS_ON', definition], [task, 'DEPENDS_ON', definition], [task, 'RUNS_AS', iam('role/other')]] as const;
    expect(derivedPairs(await graphOf({ nodes, edges, roles: { web: {}, other: {} } }), 'RUNS_AS')).toEqual([`${service} > role/web`]);
  });
});

describe('administrators', () => {
  it('have one edge to their account, and from there everything in it is reached', async () => {
    const graph = await graphOf({ ...bucket, users: { root2: { attached: ['arn:aws:iam::aws:policy/AdministratorAccess'] }, ann: {} } });
    expect(derivedEdges(graph, 'CAN_ESCALATE_TO')).toMatchObject([
      { from: 'root-account', to: 'user/ann', path: 'account' },
      { from: 'root-account', to: 'user/root2', path: 'account' },
      { from: 'user/root2', to: 'root-account', path: 'administrator', certainty: 'proven', source: 'arn:aws:iam::aws:policy/AdministratorAccess' },
    ]);
    expect(derivedPairs(graph, 'CAN_ACCESS')).toEqual(['root-account > s3:orders']);
    expect(graph.property(graph.indexOf(iam('user/root2')), 'tier0')).toBe(true);
    const { reached } = reach(graph, [graph.indexOf(iam('user/root2'))], 'forward', { mode: 'granted' });
    expect([...reached].map((index) => graph.uid(index))).toEqual([iam('root-account'), iam('user/ann'), BUCKET]);
  });

  it('a Deny or an unknown boundary leaves them potential; a boundary that allows less, or a condition, makes them none', async () => {
    const everything = [allow('*')];
    const graph = await graphOf({
      users: {
        barred: { can: [...everything, deny('iam:*')] },
        bounded: { can: everything, boundary: 'unseen' },
        limited: { can: everything, boundary: 'reading' },
        careful: { can: [allow('*', '*', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } })] },
      },
      policies: { reading: [allow('s3:Get*')] },
    });
    const administrators = derivedEdges(graph, 'CAN_ESCALATE_TO').filter(({ path }) => path === 'administrator');
    expect(administrators.map(({ from, certainty }) => [from, certainty])).toEqual([
      ['user/barred', 'potential'],
      ['user/bounded', 'potential'],
    ]);
  });

  it('hold an account that no export describes, and all that is its', async () => {
    const chief = iam('user/chief', OTHER);
    const table = `arn:aws:dynamodb:eu-west-1:${OTHER}:table/orders`;
    const all = 'arn:aws:iam::aws:policy/AdministratorAccess';
    const { graph, merge } = await importAccount({ nodes: [['Identity', chief, { kind: 'iam_user' }], ['PermissionSet', all, {}], ['Resource', table, { kind: 'dynamodb_table' }]], edges: [[chief, 'HAS_PERMISSION', all]] });
    expect([merge.dangling, derivedPairs(graph, 'CAN_ESCALATE_TO'), derivedPairs(graph, 'CAN_ACCESS')]).toEqual([[], [`${chief} > ${iam('root-account', OTHER)}`], [`${iam('root-account', OTHER)} > ${table}`]]);
    expect(graph.property(graph.indexOf(iam('root-account', OTHER)), 'missing')).toBe(true);
  });
});

describe('over several imports', () => {
  const account: SomeAccount = { ...bucket, users: { ci: { can: [allow('s3:GetObject')] }, chief: { can: [allow('*')] } }, roles: { target: { trust: trusting({ AWS: iam('user/ci') }) } } };

  it('the same import again changes nothing', async () => {
    const { graph } = await importAccount(account, emptyGraph());
    const { merge } = await importAccount(account, graph);
    expect([merge.newNodes, merge.changedNodes, merge.newEdges, merge.changedEdges, merge.changes]).toEqual([[], [], [], [], []]);
  });

  it('what no longer follows is closed, and who no longer is an administrator is no longer tier 0', async () => {
    const { graph } = await importAccount(account, emptyGraph());
    const { graph: after } = await importAccount({ ...account, users: { ci: {}, chief: { can: [allow('s3:ListBucket')] } }, roles: { target: { trust: trusting({ AWS: iam('user/gone') }) } } }, graph);
    expect(derivedPairs(after, 'CAN_ACCESS')).toEqual(['user/chief > s3:orders']);
    expect(derivedPairs(after, 'CAN_ESCALATE_TO')).toEqual([]);
    expect(derivedPairs(after, 'CAN_ASSUME')).toEqual(['user/gone > role/target']);
    expect(after.property(after.indexOf(iam('user/chief')), 'tier0')).toBe(false);
  });

  it('who escalates under a condition only was never tier 0, and nothing is taken back', async () => {
    const users = { ci: { can: [allow('iam:PutUserPolicy', '*', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } })] } };
    const { graph } = await importAccount({ users });
    const { graph: after } = await importAccount({ users: { ...users, more: {} } }, graph);
    expect(derivedPairs(after, 'CAN_ESCALATE_TO')).toContain('user/ci > root-account');
    expect(after.property(after.indexOf(iam('user/ci')), 'tier0')).toBeUndefined();
  });

  it('who was deleted has no rights, whoever still names it; of that name again, it has those of the new one', async () => {
    const named: SomeAccount = {
      roles: { target: { trust: trusting({ AWS: iam('user/chief') }) } },
      nodes: [['Resource', BUCKET, { kind: 's3_bucket', resourcePolicy: JSON.stringify(document({ Effect: 'Allow', Principal: { AWS: iam('user/chief') }, Action: 's3:GetObject', Resource: `${BUCKET}/*` })) }]],
      edges: bucket.edges!,
    };
    const rights = (graph: Graph) => ['CAN_ASSUME', 'CAN_ACCESS', 'CAN_ESCALATE_TO'].flatMap((kind) => derivedPairs(graph, kind as EdgeKind)).filter((pair) => pair.startsWith('user/chief'));
    const tier0 = (graph: Graph) => graph.property(graph.indexOf(iam('user/chief')), 'tier0');
    const chief = { can: [allow('*')] };
    const first = (await importAccount({ ...named, users: { chief, ci: {} } })).graph;
    const deleted = (await importAccount({ ...named, users: { ci: {} } }, first)).graph;
    const another = (await importAccount({ ...named, users: { chief: {}, ci: {} } }, deleted)).graph;
    const again = (await importAccount({ ...named, users: { chief, ci: {} } }, another)).graph;
    expect(rights(first)).toEqual(['user/chief > role/target', 'user/chief > root-account']);
    expect(rights(deleted)).toEqual([]);
    expect([rights(another), tier0(another)]).toEqual([['user/chief > role/target', 'user/chief > s3:orders'], undefined]);
    expect([rights(again), tier0(again)]).toEqual([rights(first), true]);
  });

  it('what runs as a role that was deleted leads to no role', async () => {
    const runs: SomeAccount = { users: { ci: { can: [allow('lambda:UpdateFunctionCode')] } }, nodes: [['Workload', FUNCTION, { kind: 'lambda_function' }]], edges: [[FUNCTION, 'RUNS_AS', iam('role/app')]] };
    const { graph } = await importAccount({ ...runs, roles: { app: { trust: trusting({ Service: 'lambda.amazonaws.com' }) } } });
    expect(derivedPairs(graph, 'CAN_ESCALATE_TO')).toEqual(['user/ci > role/app']);
    expect(derivedPairs((await importAccount(runs, graph)).graph, 'CAN_ESCALATE_TO')).toEqual([]);
  });

  it('times in conditions are judged at the export that brings them, the first time too', async () => {
    const since = (year: string) => ({ Condition: { DateGreaterThan: { 'aws:CurrentTime': `${year}-01-01T00:00:00Z` } } });
    expect(await access({ users: { past: { can: [allow('s3:GetObject', '*', since('2020'))] }, future: { can: [allow('s3:GetObject', '*', since('2030'))] } } })).toEqual([['user/past', 's3:orders', 'read']]);
  });

  it('of who is known by a credential report alone, nothing is said of what it is granted', async () => {
    const graph = await graphOf({ users: { ci: {} }, nodes: [['Identity', iam('user/reported', OTHER), { kind: 'iam_user' }]] });
    expect([iam('user/ci'), iam('user/reported', OTHER)].map((uid) => graph.property(graph.indexOf(uid), 'grantedActions'))).toEqual([[], undefined]);
  });

  it('action patterns left to a principal: without what is denied everywhere or lies outside its boundary', async () => {
    const graph = await graphOf({ users: { ci: { can: [allow(['s3:Get*', 's3:PutObject', 'sqs:*', 'iam:PassRole']), deny('s3:put*'), deny('sqs:*', 'arn:aws:sqs:*')], boundary: 'limit' } }, policies: { limit: [allow(['s3:*', 'sqs:Send*'])] } });
    expect(graph.property(graph.indexOf(iam('user/ci')), 'grantedActions')).toEqual(['s3:Get*', 'sqs:*']);
  });

  it('a key of a user whose path an export does not know is the described user’s', async () => {
    const key = ['Credential', 'AKIAEXAMPLEKEY', { kind: 'access_key' }] as const;
    const nodes = [key, ['Identity', iam('user/ci'), { kind: 'iam_user', missing: true }] as const, ['Identity', iam('user/other'), { kind: 'iam_user', missing: true }] as const];
    const edges = [['AKIAEXAMPLEKEY', 'AUTHENTICATES_AS', iam('user/ci')] as const];
    const graph = await graphOf({ users: { 'bots/ci': {} }, nodes, edges });
    expect(derivedPairs(graph, 'SAME_AS')).toEqual(['user/ci > user/bots/ci']);
    expect(derivedPairs(graph, 'AUTHENTICATES_AS')).toEqual(['AKIAEXAMPLEKEY > user/bots/ci']);
  });

  it('the statements behind a right are those of the present policy, a Sid that changed included', async () => {
    const withSid = (Sid: string): SomeAccount => ({ ...bucket, users: { ci: { can: [allow('s3:GetObject', '*', { Sid })] } } });
    const { graph } = await importAccount(withSid('Before'));
    const [edge] = derivedEdges((await importAccount(withSid('After'), graph)).graph, 'CAN_ACCESS');
    expect(JSON.parse((edge!['statements'] as string[])[0]!)).toMatchObject({ sid: 'After' });
  });

  it('whom only a policy names without a path is the described role at once, not with the next import', async () => {
    const policy = JSON.stringify(document({ Effect: 'Allow', Principal: { AWS: iam('role/etl') }, Action: 's3:GetObject', Resource: `${BUCKET}/*` }));
    const named: SomeAccount = { roles: { 'jobs/etl': {} }, nodes: [['Resource', BUCKET, { kind: 's3_bucket', resourcePolicy: policy }]], edges: bucket.edges! };
    const { graph } = await importAccount(named);
    expect(derivedPairs(graph, 'SAME_AS')).toEqual(['role/etl > role/jobs/etl']);
    expect((await importAccount({ ...named, users: { more: {} } }, graph)).merge.newEdges.filter(({ scope }) => scope.startsWith('derived:'))).toEqual([]);
  });

  it('a report’s slot and the key of the same moment are the same; the key takes over what only the report knows', async () => {
    const slot = `${iam('user/ci')}#key1`;
    const key = (uid: string, createdAt: string, more = {}) => ['Credential', uid, { kind: 'access_key', createdAt, ...more }] as const;
    const graph = await graphOf({
      users: { ci: {} },
      nodes: [key(slot, '2026-01-01T00:00:00.000Z', { status: 'inactive', lastUsedAt: '2026-02-01T00:00:00.000Z' }), key('AKIAEXAMPLESAME', '2026-01-01T00:00:01.000Z', { status: 'active' }), key('AKIAEXAMPLEOTHER', '2026-01-01T00:00:09.000Z')],
      edges: [slot, 'AKIAEXAMPLESAME', 'AKIAEXAMPLEOTHER'].map((uid) => [uid, 'AUTHENTICATES_AS', iam('user/ci')] as const),
    });
    expect(derivedPairs(graph, 'SAME_AS')).toEqual(['user/ci#key1 > AKIAEXAMPLESAME']);
    const { properties } = graph.node(graph.indexOf('AKIAEXAMPLESAME'));
    expect(properties).toMatchObject({ status: 'active', lastUsedAt: '2026-02-01T00:00:00.000Z' });
    expect(graph.node(graph.indexOf('AKIAEXAMPLEOTHER')).properties['lastUsedAt']).toBeUndefined();
  });
});
