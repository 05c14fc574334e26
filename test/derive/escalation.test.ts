/** Escalation: whom the paths lead to, what stops them, and how sure they are. */
import { describe, expect, it } from 'vitest';
import {
  ACCOUNT,
  allow,
  deny,
  EVERYTHING,
  found,
  group,
  policy,
  policyArn,
  role,
  ROOT,
  someGroup,
  someRole,
  someUser,
  toldOf,
  user,
  workload,
} from './some-escalation-estate.ts';

const LAMBDA = { Service: 'lambda.amazonaws.com' };
const EC2 = { Service: 'ec2.amazonaws.com' };
const FUNCTIONS = ['lambda:CreateFunction', 'lambda:InvokeFunction'];
const ME = user('me');
const fn = (name: string): string => `arn:aws:lambda:us-east-1:${ACCOUNT}:function:${name}`;
const when = (key: string, value: string) => ({ Condition: { StringEquals: { [key]: value } } });
/** Its value in a request is not known. */
const UNKNOWN = when('aws:SourceVpc', 'vpc-1');

describe('a role passed to something new', () => {
  const me = someUser({ uid: ME, rules: [allow([...FUNCTIONS, 'iam:PassRole'])] });

  it('leads to roles of the account that trust the service, and to no others', () => {
    const estate = [
      me,
      someRole({ uid: role('worker'), trusts: LAMBDA }),
      someRole({ uid: role('both'), trusts: { Service: ['ec2.amazonaws.com', 'lambda.amazonaws.com'] } }),
      someRole({ uid: role('server'), trusts: EC2 }),
      someRole({ uid: role('assumed'), trusts: { AWS: ROOT } }),
      someRole({ uid: role('aws-service-role/lambda.amazonaws.com/AWSServiceRoleForLambda'), trusts: LAMBDA }),
      someRole({ uid: 'arn:aws:iam::444455556666:role/elsewhere', trusts: LAMBDA }),
    ];
    expect(toldOf(ME, estate)).toEqual(['me > both lambda-001', 'me > worker lambda-001']);
  });

  it('asks which service a role may be passed to', () => {
    const worker = someRole({ uid: role('worker'), trusts: LAMBDA });
    const passing = (more: object) =>
      someUser({ uid: ME, rules: [allow(FUNCTIONS), { ...allow('iam:PassRole', role('*')), ...more }] });
    expect(toldOf(ME, [passing(when('iam:PassedToService', 'lambda.amazonaws.com')), worker])).toEqual([
      'me > worker lambda-001',
    ]);
    expect(toldOf(ME, [passing(when('iam:PassedToService', 'ec2.amazonaws.com')), worker])).toEqual([]);
    expect(toldOf(ME, [passing(UNKNOWN), worker])).toEqual(['me > worker lambda-001 conditional aws:SourceVpc']);
  });

  it('may have its permissions from several policies, and a Deny from another', () => {
    const worker = someRole({ uid: role('worker'), trusts: LAMBDA });
    const split = [policy('a', [allow('iam:PassRole', role('worker'))]), policy('b', [allow(FUNCTIONS)])];
    const [escalation] = found([someUser({ uid: ME, policies: split }), worker]);
    expect(escalation?.statements.map(({ kind, policy: id, effect }) => [kind, id, effect])).toEqual([
      ['identity', 'b', 'Allow'],
      ['trust', `${role('worker')}#trust`, 'Allow'],
      ['identity', 'a', 'Allow'],
    ]);
    const denied = [...split, policy('c', [deny('iam:PassRole', role('w*'))])];
    expect(toldOf(ME, [someUser({ uid: ME, policies: denied }), worker])).toEqual([]);
    const unsure = [...split, policy('c', [{ ...deny('iam:PassRole'), ...UNKNOWN }])];
    expect(toldOf(ME, [someUser({ uid: ME, policies: unsure }), worker])).toEqual([
      'me > worker lambda-001 conditional-deny aws:SourceVpc',
    ]);
  });

  it('goes to an instance only inside an instance profile', () => {
    const launcher = someUser({ uid: ME, rules: [allow(['ec2:RunInstances', 'iam:PassRole'])] });
    const profiled = someRole({
      uid: role('profiled'),
      trusts: EC2,
      instanceProfiles: [`arn:aws:iam::${ACCOUNT}:instance-profile/p`],
    });
    expect(toldOf(ME, [launcher, profiled, someRole({ uid: role('bare'), trusts: EC2 })])).toEqual([
      'me > profiled ec2-001',
    ]);
  });

  it('needs every kind of thing that an instance is made of', () => {
    const profiled = someRole({
      uid: role('profiled'),
      trusts: EC2,
      instanceProfiles: [`arn:aws:iam::${ACCOUNT}:instance-profile/p`],
    });
    const launching = (...resources: string[]) =>
      someUser({ uid: ME, rules: [allow('iam:PassRole'), allow('ec2:RunInstances', resources)] });
    const types = ['instance', 'network-interface', 'security-group', 'subnet'].map(
      (type) => `arn:aws:ec2:us-east-1:${ACCOUNT}:${type}/*`,
    );
    expect(toldOf(ME, [launching(...types, 'arn:aws:ec2:us-east-1::image/ami-1'), profiled])).toEqual([
      'me > profiled ec2-001',
    ]);
    expect(toldOf(ME, [launching(...types), profiled])).toEqual([]);
  });

  it('works in the other partitions', () => {
    const uid = (rest: string): string => `arn:aws-cn:iam::${ACCOUNT}:${rest}`;
    const launcher = someUser({
      uid: uid('user/me'),
      rules: [
        allow('ec2:RunInstances'),
        allow('iam:PassRole', '*', when('iam:PassedToService', 'ec2.amazonaws.com.cn')),
      ],
    });
    const server = someRole({
      uid: uid('role/server'),
      trusts: { Service: 'ec2.amazonaws.com.cn' },
      instanceProfiles: [uid('instance-profile/server')],
    });
    expect(toldOf(uid('user/me'), [launcher, server])).toEqual(['me > server ec2-001']);
  });

  it('passes on to itself what it is already: nothing', () => {
    const self = someRole({ uid: role('self'), trusts: LAMBDA, rules: [allow([...FUNCTIONS, 'iam:PassRole'])] });
    expect(toldOf(role('self'), [self])).toEqual([]);
  });
});

describe('compute that is there', () => {
  const worker = someRole({ uid: role('worker'), trusts: LAMBDA });
  const other = someRole({ uid: role('other'), trusts: LAMBDA });
  const me = someUser({ uid: ME, rules: [allow('lambda:UpdateFunctionCode', fn('a*'))] });
  const estate = [me, worker, other, someRole({ uid: role('server'), trusts: EC2 })];

  it('leads to the role that it runs as', () => {
    const workloads = [
      workload(fn('app'), 'lambda_function', role('worker')),
      workload(fn('batch'), 'lambda_function', role('other')),
    ];
    expect(toldOf(ME, estate, { workloads })).toEqual(['me > worker lambda-003']);
  });

  it('leads nowhere when it is listed and out of reach', () => {
    expect(toldOf(ME, estate, { workloads: [workload(fn('batch'), 'lambda_function', role('other'))] })).toEqual([]);
  });

  it('may lead to any role for such compute, as long as none is listed in the account', () => {
    const expected = ['me > other lambda-003 potential', 'me > worker lambda-003 potential'];
    expect(toldOf(ME, estate)).toEqual(expected);
    const elsewhere = workload(
      fn('app').replace(ACCOUNT, '444455556666'),
      'lambda_function',
      'arn:aws:iam::444455556666:role/x',
    );
    const anotherKind = workload(`arn:aws:ec2:us-east-1:${ACCOUNT}:instance/i-1`, 'ec2_instance', role('server'));
    expect(
      toldOf(ME, estate, { workloads: [elsewhere, anotherKind, workload(fn('seen-in-a-log'), 'lambda_function')] }),
    ).toEqual(expected);
  });

  it('is not reached by permissions on another type of thing', () => {
    expect(
      toldOf(ME, [
        someUser({ uid: ME, rules: [allow('lambda:UpdateFunctionCode', 'arn:aws:lambda:*:*:layer:*')] }),
        worker,
      ]),
    ).toEqual([]);
  });

  it('is best reached without a condition', () => {
    const both = someUser({
      uid: ME,
      rules: [allow('lambda:UpdateFunctionCode', fn('a'), UNKNOWN), allow('lambda:UpdateFunctionCode', fn('b'))],
    });
    const workloads = ['a', 'b'].map((name) => workload(fn(name), 'lambda_function', role('worker')));
    expect(toldOf(ME, [both, worker], { workloads })).toEqual(['me > worker lambda-003']);
    expect(toldOf(ME, [both, worker], { workloads: workloads.slice(0, 1) })).toEqual([
      'me > worker lambda-003 conditional aws:SourceVpc',
    ]);
  });

  it('takes a document to send a command, of the account or of AWS', () => {
    const instance = `arn:aws:ec2:us-east-1:${ACCOUNT}:instance/i-1`;
    const sending = (...more: string[]) =>
      someUser({ uid: ME, rules: [allow('ssm:SendCommand', [instance, ...more])] });
    const rest = [someRole({ uid: role('server'), trusts: EC2 })];
    const workloads = [workload(instance, 'ec2_instance', role('server'))];
    expect(toldOf(ME, [sending('arn:aws:ssm:us-east-1::document/AWS-RunShellScript'), ...rest], { workloads })).toEqual(
      ['me > server ssm-002'],
    );
    expect(toldOf(ME, [sending(`arn:aws:ssm:us-east-1:${ACCOUNT}:document/own`), ...rest], { workloads })).toEqual([
      'me > server ssm-002',
    ]);
    expect(toldOf(ME, [sending(), ...rest], { workloads })).toEqual([]);
  });
});

describe('another principal', () => {
  const keys = (action: string | string[]) => someUser({ uid: ME, rules: [allow(action, user('*'))] });

  it('gets a key only where one is free, or can be made free', () => {
    const estate = [someUser({ uid: user('free'), accessKeys: 1 }), someUser({ uid: user('taken'), accessKeys: 2 })];
    expect(toldOf(ME, [keys('iam:CreateAccessKey'), ...estate])).toEqual(['me > free iam-002']);
    expect(toldOf(ME, [keys(['iam:CreateAccessKey', 'iam:DeleteAccessKey']), ...estate])).toEqual([
      'me > free iam-002',
      'me > taken iam-003',
    ]);
  });

  it('gets a password, or another one; which is not known without a credential report', () => {
    const actor = keys(['iam:CreateLoginProfile', 'iam:UpdateLoginProfile']);
    const has = someUser({ uid: user('has'), hasPassword: true });
    const none = someUser({ uid: user('none') });
    expect(toldOf(ME, [actor, has, none])).toEqual(['me > has iam-006', 'me > none iam-004']);
    expect(toldOf(ME, [actor, none])).toEqual(['me > none iam-004 iam-006 potential']);
  });

  it('is a role by its trust policy, of another account too, unless that is told elsewhere', () => {
    const foreign = 'arn:aws:iam::444455556666:role/foreign';
    const estate = [
      someUser({ uid: ME, rules: [allow('sts:AssumeRole', [role('r'), foreign])] }),
      someRole({ uid: role('r'), trusts: { AWS: ROOT } }),
      someRole({ uid: role('not-allowed'), trusts: { AWS: ROOT } }),
      someRole({ uid: role('named'), trusts: { AWS: ME } }),
      someRole({ uid: role('not-trusting'), trusts: LAMBDA }),
      someRole({ uid: foreign, trusts: { AWS: ROOT } }),
    ];
    expect(toldOf(ME, estate)).toEqual(['me > named sts-001', 'me > r sts-001', 'me > foreign sts-001']);
    expect(toldOf(ME, estate, {}, [], ['sts-001'])).toEqual([]);
  });

  it('is a role whose policy is changed, if it is one of the account', () => {
    const actor = someUser({
      uid: ME,
      rules: [allow('iam:CreatePolicyVersion'), allow('iam:UpdateAssumeRolePolicy', role('r*'))],
    });
    const estate = [
      someRole({ uid: role('r1'), attached: [policyArn('p')] }),
      someRole({ uid: role('r2'), attached: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] }),
      someRole({ uid: role('other'), attached: [policyArn('p')] }),
    ];
    expect(toldOf(ME, [actor, ...estate])).toEqual(['me > r1 iam-012 iam-020', 'me > r2 iam-012']);
  });

  it('is never the principal itself', () => {
    const self = someRole({
      uid: role('self'),
      trusts: { AWS: ROOT },
      rules: [allow(['sts:AssumeRole', 'iam:UpdateAssumeRolePolicy'])],
    });
    expect(toldOf(role('self'), [self])).toEqual([]);
  });
});

describe('the whole account', () => {
  const target = someRole({ uid: role('worker'), trusts: LAMBDA });
  const HELD = `account ${ACCOUNT}`;

  it('is all that who can have it has, unless on a condition', () => {
    const rules = [allow([...FUNCTIONS, 'iam:PassRole'])];
    const sure = someUser({ uid: ME, rules: [...rules, allow('iam:PutUserPolicy', ME)] });
    expect(toldOf(ME, [sure, target])).toEqual([`me > ${HELD} iam-007`]);
    const unsure = someUser({ uid: ME, rules: [...rules, allow('iam:PutUserPolicy', ME, UNKNOWN)] });
    expect(toldOf(ME, [unsure, target])).toEqual([
      `me > ${HELD} iam-007 conditional aws:SourceVpc`,
      'me > worker lambda-001',
    ]);
  });

  it('is held by administrators anyway', () => {
    const administrator = someUser({ uid: ME, rules: [EVERYTHING] });
    expect(toldOf(ME, [administrator, target], {}, [ME])).toEqual([]);
  });

  it('comes by attaching, where the policy that allows everything may be attached', () => {
    const attaching = (arn: string) =>
      someUser({
        uid: ME,
        rules: [{ ...allow('iam:AttachUserPolicy', ME), Condition: { ArnLike: { 'iam:PolicyARN': arn } } }],
      });
    expect(toldOf(ME, [attaching('arn:aws:iam::aws:policy/*')])).toEqual([`me > ${HELD} iam-008`]);
    expect(toldOf(ME, [attaching('arn:aws:iam::aws:policy/ReadOnlyAccess')])).toEqual([]);
  });

  it("comes by a policy of the account that counts for the principal, a group's too", () => {
    const versions = (policies: readonly string[], attached: readonly string[] = []) =>
      someUser({ uid: ME, policies: policies.map((id) => policy(id, [allow('iam:CreatePolicyVersion')])), attached });
    expect(toldOf(ME, [versions([policyArn('of-a-group')])])).toEqual([`me > ${HELD} iam-001`]);
    expect(toldOf(ME, [versions([`${ME}#inline/own`], [policyArn('attached')])])).toEqual([`me > ${HELD} iam-001`]);
    expect(
      toldOf(ME, [versions([`${ME}#inline/own`, 'arn:aws:iam::aws:policy/X', 'arn:aws:iam::444455556666:policy/Y'])]),
    ).toEqual([]);
  });

  it('comes to a user by user permissions, to a role by role permissions', () => {
    const rules = [allow(['iam:PutUserPolicy', 'iam:PutRolePolicy', 'iam:AttachGroupPolicy', 'iam:AddUserToGroup'])];
    expect(toldOf(ME, [someUser({ uid: ME, rules })])).toEqual([`me > ${HELD} iam-007`]);
    expect(toldOf(role('me'), [someRole({ uid: role('me'), rules })])).toEqual([`me > ${HELD} iam-005`]);
  });

  it('comes by joining a group that holds it', () => {
    const joining = (groups: readonly string[] = []) =>
      someUser({ uid: ME, rules: [allow('iam:AddUserToGroup')], groups });
    const readers = someGroup(group('readers'), [allow('s3:GetObject')]);
    const administrators = someGroup(group('administrators'), [EVERYTHING]);
    const makers = someGroup(group('makers'), [allow('iam:*')]);
    const foreign = {
      ...administrators,
      uid: 'arn:aws:iam::444455556666:group/administrators',
      account: '444455556666',
    };
    expect(toldOf(ME, [joining()], { groups: [readers, administrators] })).toEqual([`me > ${HELD} iam-013`]);
    expect(toldOf(ME, [joining()], { groups: [readers, makers] })).toEqual([`me > ${HELD} iam-013`]);
    expect(toldOf(ME, [joining()], { groups: [readers, foreign] })).toEqual([]);
    expect(toldOf(ME, [joining([administrators.uid])], { groups: [administrators] })).toEqual([]);
  });

  it('is only potentially held within a permissions boundary', () => {
    const bounded = (...boundary: Parameters<typeof policy>[1]) =>
      someUser({
        uid: ME,
        rules: [allow(['iam:PutUserPolicy', ...FUNCTIONS, 'iam:PassRole'])],
        boundary: policy('boundary', boundary, 'boundary'),
      });
    expect(toldOf(ME, [bounded(allow(['iam:*', 'lambda:*'])), target])).toEqual([
      `me > ${HELD} iam-007 potential`,
      'me > worker lambda-001',
    ]);
    expect(toldOf(ME, [bounded(allow('s3:*')), target])).toEqual([]);
    expect(toldOf(ME, [bounded(EVERYTHING), target])).toEqual([`me > ${HELD} iam-007`]);
  });
});

it('goes through two thousand roles in a few seconds', () => {
  const trusts = [LAMBDA, EC2, { Service: 'ecs-tasks.amazonaws.com' }, { AWS: ROOT }];
  const services = ['s3', 'sqs', 'logs', 'dynamodb', 'lambda', 'ec2', 'ecs'];
  const roles = Array.from({ length: 2000 }, (_, index) => {
    const plain = services.map((service) =>
      policy(`${role(`r${index}`)}#inline/${service}`, [
        allow([`${service}:Get*`, `${service}:List*`, `${service}:Describe*`]),
      ]),
    );
    const strong =
      index % 20 === 0
        ? [policy(policyArn('deploy'), [allow(['lambda:*', 'ecs:*', 'iam:PassRole', 'sts:AssumeRole'])])]
        : [];
    return someRole({ uid: role(`r${index}`), trusts: trusts[index % 4]!, policies: [...plain, ...strong] });
  });
  const started = performance.now();
  const escalations = found(roles);
  expect(escalations.length).toBeGreaterThan(100_000);
  expect(performance.now() - started).toBeLessThan(14_000);
}, 30_000);
