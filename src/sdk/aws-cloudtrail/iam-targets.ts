/** What an IAM change is about: the user, role or group, the policy, the key. */
import { fieldsOf, textOf, type Fields } from './record.ts';
import type { Met } from './met.ts';
import { accessKey, inlinePolicy, passwordOf, type Thing, type Things } from './things.ts';

/** Requests that mean the caller's own user when they name none. */
const ON_ONESELF = /^(?:ChangePassword|(?:Create|Update|Delete)(?:AccessKey|LoginProfile|ServiceSpecificCredential)|UploadSSHPublicKey|(?:Enable|Deactivate)MFADevice)$/;
const HOLDERS = [
  ['roleName', 'role'],
  ['userName', 'user'],
  ['groupName', 'group'],
] as const;

export function iamTargets(met: Met, things: Things): Thing[] {
  const { action, actor, record, around } = met;
  if (action.activity === 'read') return [];
  const request = fieldsOf(record['requestParameters']) ?? {};
  const answer = fieldsOf(record['responseElements']) ?? {};
  const arnOf = (type: string, name: string): Thing | undefined => things.ofArn(`arn:${around.partition}:iam::${around.account}:${type}/${name}`);
  const holders = HOLDERS.flatMap(([field, type]) => {
    const name = textOf(request[field]) ?? (type === 'role' ? textOf(request['RoleName']) : undefined);
    // The answer alone knows the path.
    const made = textOf(fieldsOf(answer[type])?.['arn']);
    if (made !== undefined) return things.ofArn(made) ?? [];
    return name === undefined ? [] : (arnOf(type, name) ?? []);
  });
  if (holders.length === 0 && actor && actor.properties['kind'] === 'iam_user' && ON_ONESELF.test(action.name)) {
    holders.push(...[things.ofArn(actor.uid)].filter((thing) => thing !== undefined));
  }
  const profile = textOf(request['instanceProfileName']);
  return [...holders, ...(profile === undefined ? [] : [arnOf('instance-profile', profile)]), ...policies(request, answer, holders, things), ...credentials(met, request, holders, things)].filter(
    (thing) => thing !== undefined,
  );
}

function policies(request: Fields, answer: Fields, holders: readonly Thing[], things: Things): (Thing | undefined)[] {
  const arn = textOf(request['policyArn']) ?? textOf(fieldsOf(answer['policy'])?.['arn']);
  if (arn !== undefined) return [things.ofArn(arn)];
  const name = textOf(request['policyName']);
  const [holder] = holders;
  const boundary = textOf(request['permissionsBoundary']);
  return [name !== undefined && holder ? inlinePolicy(holder, name) : undefined, boundary === undefined ? undefined : things.ofArn(boundary)];
}

function credentials({ action, record }: Met, request: Fields, holders: readonly Thing[], things: Things): (Thing | undefined)[] {
  const [user] = holders;
  const key = textOf(request['accessKeyId']) ?? textOf(fieldsOf(fieldsOf(record['responseElements'])?.['accessKey'])?.['accessKeyId']);
  const password = user?.label === 'Identity' && (action.name.endsWith('LoginProfile') || action.name === 'ChangePassword');
  return [
    key === undefined ? undefined : accessKey(key, String(user?.properties['name'] ?? 'unknown')),
    password ? passwordOf(user) : undefined,
    ...['serialNumber', 'openIDConnectProviderArn', 'sAMLProviderArn'].map((field) => things.ofArn(textOf(request[field]) ?? '')),
    ...['openIDConnectProviderArn', 'sAMLProviderArn'].map((field) => things.ofArn(textOf(fieldsOf(record['responseElements'])?.[field]) ?? '')),
  ];
}
