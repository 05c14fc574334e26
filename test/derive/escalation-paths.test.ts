/**
 * Each path of the catalogue by itself: a principal with exactly what it takes finds it, and with any one permission
 * missing, or given on another thing, does not.
 */
import { describe, expect, it } from 'vitest';
import { ESCALATION_PATHS, type EscalationPath, type EscalationRequirement } from '../../src/iam/index.ts';
import type { EstatePrincipal } from '../../src/derive/aws/estate.ts';
import {
  ACCOUNT,
  allow,
  EVERYTHING,
  found,
  group,
  policyArn,
  role,
  ROOT,
  someGroup,
  someRole,
  someUser,
  user,
  workload,
  type Parts,
  type Rule,
} from './some-escalation-estate.ts';

const regional = (service: string, rest: string): string => `arn:aws:${service}:us-east-1:${ACCOUNT}:${rest}`;

const COMPUTE: Readonly<Record<string, string>> = {
  apprunner_service: regional('apprunner', 'service/web/8fe1e10304f84fd2b0df550fe98a71fa'),
  bedrock_agentcore_code_interpreter_custom: regional('bedrock-agentcore', 'code-interpreter-custom/interpreter-1'),
  cloudformation_stack: regional('cloudformation', 'stack/network/0d3e3f8a-0000-4000-8000-000000000000'),
  codebuild_project: regional('codebuild', 'project/app'),
  ec2_instance: regional('ec2', 'instance/i-0123456789abcdef0'),
  ec2_launch_template: regional('ec2', 'launch-template/lt-0123456789abcdef0'),
  glue_devEndpoint: regional('glue', 'devEndpoint/notebook'),
  lambda_function: regional('lambda', 'function:worker'),
  sagemaker_notebook_instance: regional('sagemaker', 'notebook-instance/science'),
};
/** What an action takes beside the compute. */
const BESIDE: Readonly<Record<string, string>> = {
  'ssm:SendCommand': 'arn:aws:ssm:us-east-1::document/AWS-RunShellScript',
};

const OWN_POLICY = policyArn('own');
const TARGET_POLICY = policyArn('of-target');
const OWN_GROUP = group('developers');
const ADMINISTRATORS = group('administrators');

interface Scene {
  readonly actor: string;
  readonly target: string;
  readonly resourceOf: (requirement: EscalationRequirement) => string | readonly string[];
  readonly others: readonly EstatePrincipal[];
  readonly parts: Parts;
}

function sceneOf(path: EscalationPath): Scene {
  const actor = path.actor === 'iam_role' ? role('actor') : user('actor');
  const target = path.target === 'user' ? user('target') : role('target');
  const compute = COMPUTE[path.workload?.kinds[0] ?? ''] ?? '';
  const assumed = path.requires.some(({ action }) => action === 'sts:AssumeRole');
  const trusts: Rule = path.services
    ? { Service: path.services[0] }
    : assumed
      ? { AWS: ROOT }
      : { Service: 'edgelambda.amazonaws.com' };
  const victim =
    path.target === 'user'
      ? someUser({ uid: target, accessKeys: path.accessKeys === 'taken' ? 2 : 1, hasPassword: path.password === 'set' })
      : someRole({
          uid: target,
          trusts,
          instanceProfiles: [`arn:aws:iam::${ACCOUNT}:instance-profile/target`],
          attached: [TARGET_POLICY],
        });
  return {
    actor,
    target,
    resourceOf: ({ action, on }) => {
      if (on === 'any') return '*';
      if (on === 'self') return actor;
      if (on === 'policy-of-self') return OWN_POLICY;
      if (on === 'policy-of-target') return TARGET_POLICY;
      if (on === 'group-of-self') return OWN_GROUP;
      if (on === 'group-to-join') return ADMINISTRATORS;
      if (on === 'workload') return BESIDE[action] === undefined ? compute : [compute, BESIDE[action]];
      return target;
    },
    // One user with a password shows that passwords are known.
    others: [victim, someUser({ uid: user('somebody'), hasPassword: true, accessKeys: 2 })],
    parts: {
      workloads: path.workload ? [workload(compute, path.workload.kinds[0]!, target)] : [],
      groups: [someGroup(OWN_GROUP, []), someGroup(ADMINISTRATORS, [EVERYTHING])],
    },
  };
}

/** Ids of the paths found from the actor to where the path leads. */
function pathsFound(path: EscalationPath, rules: readonly Rule[]): string[] {
  const { actor, target, others, parts } = sceneOf(path);
  const make = path.actor === 'iam_role' ? someRole : someUser;
  const acting = make({ uid: actor, rules, groups: [OWN_GROUP], attached: [OWN_POLICY] });
  const to = path.target === 'account' ? ACCOUNT : target;
  return found([acting, ...others], parts).flatMap((one) => {
    const reached = typeof one.to === 'string' ? one.to : one.to.account;
    return one.from === actor && reached === to ? one.paths : [];
  });
}

describe.each(ESCALATION_PATHS.map((path) => [path.id, path] as const))('%s', (id, path) => {
  const { resourceOf } = sceneOf(path);
  const rules = path.requires.map((requirement) => allow(requirement.action, resourceOf(requirement)));

  it('is found by who has exactly what it takes', () => {
    expect(pathsFound(path, rules)).toContain(id);
  });

  it.each(path.requires.map(({ action }, place) => [action, place] as const))('is not without %s', (_action, place) => {
    expect(pathsFound(path, rules.toSpliced(place, 1))).not.toContain(id);
  });

  const limited = path.requires.flatMap((requirement, place) =>
    resourceOf(requirement) === '*' ? [] : [[requirement.action, place] as const],
  );
  it.each(limited)('is not with %s on something else', (_action, place) => {
    const elsewhere = [resourceOf(path.requires[place]!)].flat().map((arn) => `${arn}-other`);
    expect(pathsFound(path, rules.with(place, allow(path.requires[place]!.action, elsewhere)))).not.toContain(id);
  });

  it('is not with a Deny of it', () => {
    for (const { action } of path.requires)
      expect(pathsFound(path, [...rules, { Effect: 'Deny', Action: action }])).not.toContain(id);
  });
});
