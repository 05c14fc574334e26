/** What a successful event brought into being, and whom it let in. */
import { isJsonObject } from '../json-fields.ts';
import { readPolicyDocument } from '../aws-policy.ts';
import type { Actor, Actors } from './actors.ts';
import { fieldsOf, textOf, timeOf, type Fields } from './record.ts';
import { valuesAt } from './target-rules.ts';
import type { Met } from './met.ts';
import { accessKey, passwordOf, type Thing, type Things } from './things.ts';

export interface Made {
  readonly thing: Thing;
  /** The identity it authenticates as, for a credential. */
  readonly of?: Thing;
}

/** Where the answer names what was made, by `<service>:<event name>`; dotted, `*` for each of a list. */
const MADE: Readonly<Record<string, string>> = {
  'iam:CreateUser': 'user.arn',
  'iam:CreateRole': 'role.arn',
  'iam:CreateServiceLinkedRole': 'role.arn',
  'iam:CreateGroup': 'group.arn',
  'iam:CreatePolicy': 'policy.arn',
  'iam:CreateInstanceProfile': 'instanceProfile.arn',
  'iam:CreateSAMLProvider': 'sAMLProviderArn',
  'iam:CreateOpenIDConnectProvider': 'openIDConnectProviderArn',
  'lambda:CreateFunction': 'functionArn',
  'secretsmanager:CreateSecret': 'aRN',
  'rolesanywhere:CreateTrustAnchor': 'trustAnchor.trustAnchorArn',
  'rolesanywhere:CreateProfile': 'profile.profileArn',
};

/** Things that this event made. Only for events that succeeded. */
export function madeBy(met: Met, targets: readonly Thing[], things: Things): Made[] {
  const { action, record } = met;
  const answer = record['responseElements'];
  if (action.text === 'iam:CreateAccessKey') return madeKey(answer, targets);
  if (action.text === 'iam:CreateLoginProfile') {
    const user = targets.find(({ label }) => label === 'Identity');
    return user ? [{ thing: passwordOf(user), of: user }] : [];
  }
  if (action.text === 'ec2:RunInstances') return madeInstances(met, things);
  const path = Object.hasOwn(MADE, action.text) ? MADE[action.text] : undefined;
  if (path === undefined) return [];
  return valuesAt(answer, path.split('.')).flatMap((value) => {
    const thing = things.ofArn(textOf(value) ?? '');
    return thing ? [{ thing }] : [];
  });
}

function madeKey(answer: unknown, targets: readonly Thing[]): Made[] {
  const key = fieldsOf(fieldsOf(answer)?.['accessKey']);
  const id = textOf(key?.['accessKeyId']);
  const user = targets.find(({ label }) => label === 'Identity');
  const owner = String(user?.properties['name'] ?? textOf(key?.['userName']) ?? 'unknown');
  const thing = id === undefined ? undefined : accessKey(id, owner, timeOf(key?.['createDate']));
  return thing ? [{ thing, ...(user ? { of: user } : {}) }] : [];
}

function madeInstances(met: Met, things: Things): Made[] {
  const { partition, region, account } = met.around;
  return valuesAt(met.record['responseElements'], ['instancesSet', 'items', '*', 'instanceId']).flatMap((id) => {
    const thing = things.ofArn(`arn:${partition}:ec2:${region}:${account}:instance/${textOf(id) ?? ''}`);
    return thing ? [{ thing }] : [];
  });
}

/** Accounts that a snapshot or image is shared with: ids, or `all`. */
const SHARED: Readonly<Record<string, readonly string[]>> = {
  'ec2:ModifySnapshotAttribute': ['createVolumePermission.add.items.*.userId', 'createVolumePermission.add.items.*.group'],
  'ec2:ModifyImageAttribute': ['launchPermission.add.items.*.userId', 'launchPermission.add.items.*.group'],
  'rds:ModifyDBSnapshotAttribute': ['valuesToAdd.*'],
  'rds:ModifyDBClusterSnapshotAttribute': ['valuesToAdd.*'],
  'lambda:AddPermission': ['principal'],
  'lambda:AddLayerVersionPermission': ['principal'],
  'kms:CreateGrant': ['granteePrincipal'],
  'ssm:ModifyDocumentPermission': ['accountIdsToAdd.*'],
};
/** Fields that hold a trust or resource policy. */
const POLICIES: Readonly<Record<string, string>> = {
  'iam:CreateRole': 'assumeRolePolicyDocument',
  'iam:UpdateAssumeRolePolicy': 'policyDocument',
  's3:PutBucketPolicy': 'bucketPolicy',
  'kms:PutKeyPolicy': 'policy',
  'secretsmanager:PutResourcePolicy': 'resourcePolicy',
  'ecr:SetRepositoryPolicy': 'policyText',
};

/** Whom this event let in, as it names them: other accounts, anyone, an identity. Only for events that succeeded. */
export function letInBy({ action, record }: Met, actors: Actors): Actor[] {
  const request = fieldsOf(record['requestParameters']);
  if (!request) return [];
  const shared = Object.hasOwn(SHARED, action.text) ? SHARED[action.text]! : [];
  const named = shared.flatMap((path) => valuesAt(request, path.split('.'))).flatMap((value) => principal(textOf(value), actors) ?? []);
  return [...named, ...fromPolicy(request, action.text, actors)];
}

function principal(name: string | undefined, actors: Actors): Actor | undefined {
  if (name === undefined) return undefined;
  if (name === 'all') return actors.named('AWS', '*');
  return /^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/.test(name) ? actors.named('Service', name) : actors.named('AWS', name);
}

function fromPolicy(request: Fields, action: string, actors: Actors): Actor[] {
  const field = Object.hasOwn(POLICIES, action) ? POLICIES[action]! : undefined;
  const value = field === undefined ? undefined : request[field];
  const document = typeof value === 'string' || isJsonObject(value) ? readPolicyDocument(value) : undefined;
  const allowing = document?.statements.filter(({ effect }) => effect === 'Allow') ?? [];
  return allowing.flatMap(({ principals }) =>
    principals.flatMap(({ type, value: name }) => (type === 'CanonicalUser' ? [] : (actors.named(type, name) ?? []))),
  );
}
