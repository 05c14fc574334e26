/** A made-up AWS account of any size, the same for the same seed: shared managed policies, skewed, with what makes them hard. */
import { randomNumbers } from '../support/random-graph.ts';

export const ACCOUNT = '111122223333';
const iam = (rest: string): string => `arn:aws:iam::${ACCOUNT}:${rest}`;
/** As often as policies speak of them: storage and logs everywhere, identities seldom. */
const SERVICES = Object.entries({ s3: 25, logs: 15, sqs: 8, sns: 6, dynamodb: 10, lambda: 8, ec2: 10, kms: 7, secretsmanager: 5, ssm: 3, sts: 2, iam: 1 }).flatMap(([service, weight]) => Array<string>(weight).fill(service));
const VERBS = ['Get*', 'List*', 'Describe*', 'Put*', 'Create*', 'Update*', 'Delete*', '*', 'GetObject', 'PassRole', 'AssumeRole', 'SendCommand'] as const;
const TRUSTED = ['lambda.amazonaws.com', 'ec2.amazonaws.com', 'ecs-tasks.amazonaws.com', 'codebuild.amazonaws.com', 'glue.amazonaws.com', 'cloudformation.amazonaws.com'] as const;

export interface AccountSize {
  readonly roles: number;
  readonly policies: number;
  readonly seed: number;
}

/** As `aws iam get-account-authorization-details` would print it. */
export function accountExport({ roles, policies, seed }: AccountSize) {
  const random = randomNumbers(seed);
  const chance = (probability: number): boolean => random() < probability;
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  /** Few policies are attached to many roles, most to one or two. */
  const skewed = (count: number): number => Math.floor(count * random() ** 3);

  const statement = () => {
    const service = pick(SERVICES);
    return {
      Effect: chance(0.07) ? 'Deny' : 'Allow',
      Action: Array.from({ length: 1 + Math.floor(random() * 4) }, () => `${service}:${pick(VERBS)}`),
      Resource: chance(0.2) ? '*' : service === 's3' ? [`arn:aws:s3:::bucket-${skewed(500)}`, `arn:aws:s3:::bucket-${skewed(500)}/*`] : `arn:aws:${service}:*:${ACCOUNT}:*${Math.floor(random() * 40)}*`,
      ...(chance(0.12) ? { Condition: pick([{ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }, { StringEquals: { 'aws:PrincipalTag/team': 'data' } }, { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } }]) } : {}),
    };
  };
  const document = (most: number) => ({ Version: '2012-10-17', Statement: Array.from({ length: 1 + Math.floor(random() * most) }, statement) });

  return {
    UserDetailList: [],
    GroupDetailList: [],
    RoleDetailList: Array.from({ length: roles }, (_, number) => ({
      Arn: iam(`role/role-${number}`),
      RoleName: `role-${number}`,
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: chance(0.6) ? { Service: pick(TRUSTED) } : { AWS: chance(0.5) ? iam('root') : iam(`role/role-${skewed(roles)}`) } }],
      },
      RolePolicyList: chance(0.3) ? [{ PolicyName: 'own', PolicyDocument: document(3) }] : [],
      AttachedManagedPolicies: [...new Set(Array.from({ length: 1 + Math.floor(random() * 5) }, () => skewed(policies)))].map((policy) => ({ PolicyName: `policy-${policy}`, PolicyArn: iam(`policy/policy-${policy}`) })),
      ...(chance(0.05) ? { PermissionsBoundary: { PermissionsBoundaryArn: iam(`policy/policy-${skewed(policies)}`) } } : {}),
    })),
    Policies: Array.from({ length: policies }, (_, number) => ({
      Arn: iam(`policy/policy-${number}`),
      PolicyName: `policy-${number}`,
      DefaultVersionId: 'v1',
      PolicyVersionList: [{ VersionId: 'v1', IsDefaultVersion: true, Document: document(8) }],
    })),
  };
}

export function someBuckets(count: number): { readonly uid: string; readonly account: string }[] {
  return Array.from({ length: count }, (_, number) => ({ uid: `arn:aws:s3:::bucket-${number}`, account: iam('root-account') }));
}
