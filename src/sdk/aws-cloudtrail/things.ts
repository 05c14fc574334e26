/** The things that a CloudTrail record is about, as nodes: by ARN, and by what the log calls them. */
import { accessKeyKind } from '../aws-access-key.ts';
import { parseArn, principalIdentity } from '../aws.ts';
import { isPrivilegedByName } from '../aws-grants.ts';
import { awsThing } from '../aws-resource.ts';
import type { LooseProperties } from '../importer.ts';
import type { NodeLabel } from '../../model/labels.ts';
import { awsAccountUid, credentialSlotUid } from '../../model/uid.ts';

export interface Thing {
  readonly uid: string;
  readonly label: NodeLabel;
  readonly properties: LooseProperties;
}

const REMEMBERED = 200_000;
const QUALIFIED_FUNCTION = /^(arn:[^:]*:lambda:[^:]*:[^:]*:function:[^:]+):.+$/;
const WITHIN_LOG_GROUP = /^(arn:[^:]*:logs:[^:]*:[^:]*:log-group:[^:]+):.*$/;
const WITHIN_TABLE = /^(arn:[^:]*:dynamodb:[^:]*:[^:]*:table\/[^/]+)\/.+$/;

/** Things by ARN, each looked at once. */
export class Things {
  readonly #known = new Map<string, Thing | null>();

  /** Undefined for text that is no ARN, or stands for many things. */
  ofArn(text: string): Thing | undefined {
    const arn = wholeThing(text);
    const known = this.#known.get(arn);
    if (known !== undefined) return known ?? undefined;
    const thing = arn.endsWith('*') ? undefined : thingOf(arn);
    if (this.#known.size < REMEMBERED) this.#known.set(arn, thing ?? null);
    return thing;
  }
}

/** The bucket of an object, the function of a version, the group of a log stream, the table of an index. */
function wholeThing(arn: string): string {
  const service = arn.indexOf(':', 4) + 1;
  if (arn.startsWith('s3:::', service)) {
    const slash = arn.indexOf('/');
    return slash < 0 ? arn : arn.slice(0, slash);
  }
  if (arn.startsWith('lambda:', service)) return arn.replace(QUALIFIED_FUNCTION, '$1');
  if (arn.startsWith('logs:', service)) return arn.replace(WITHIN_LOG_GROUP, '$1');
  return arn.startsWith('dynamodb:', service) ? arn.replace(WITHIN_TABLE, '$1') : arn;
}

function thingOf(text: string): Thing | undefined {
  const arn = parseArn(text);
  if (!arn || arn.name === '') return undefined;
  if (arn.service === 'iam' || arn.service === 'sts') {
    if (arn.type === 'group') return { uid: text, label: 'Group', properties: { name: arn.name, provider: 'aws' } };
    if (arn.type === 'policy') return policy(text, arn.name);
    const federated = arn.type === 'saml-provider' || arn.type === 'oidc-provider';
    const identity = principalIdentity(federated ? 'Federated' : 'AWS', text);
    if (identity) return { uid: identity.uid, label: 'Identity', properties: identity.properties };
  }
  if (arn.service === 'organizations' && arn.type === 'account') return accountThing(arn.name);
  const thing = awsThing(text);
  return thing && { uid: text, label: thing.label, properties: { kind: thing.kind, name: thing.name, provider: 'aws' } };
}

function policy(uid: string, name: string): Thing {
  return { uid, label: 'PermissionSet', properties: { name, kind: 'policy', provider: 'aws', privileged: isPrivilegedByName(uid) || undefined } };
}

/** A policy that stands within its user, role or group. */
export function inlinePolicy(holder: Thing, name: string): Thing {
  return { uid: `${holder.uid}#inline/${name}`, label: 'PermissionSet', properties: { name, kind: 'inline_policy', provider: 'aws' } };
}

export function accountThing(account: string): Thing {
  return { uid: awsAccountUid(account), label: 'Container', properties: { name: account, kind: 'account', provider: 'aws', nativeId: account } };
}

/** A user's console password, which has no id of its own. */
export function passwordOf(user: Thing): Thing {
  const properties = { name: `password of ${String(user.properties['name'])}`, kind: 'password', provider: 'aws' };
  return { uid: credentialSlotUid(user.uid, 'password'), label: 'Credential', properties };
}

/** A long-lived access key; undefined for text that is no id of one. */
export function accessKey(id: string, owner: string, createdAt?: string): Thing | undefined {
  if (accessKeyKind(id) !== 'long-lived') return undefined;
  return { uid: id, label: 'Credential', properties: { name: `${id} of ${owner}`, kind: 'access_key', provider: 'aws', createdAt } };
}

/** What stands for a whole service of an account, where an event names nothing in it: `DescribeInstances`, `ListBuckets`. */
export function serviceThing(service: string, account: string, partition: string): Thing {
  const name = account === '' ? service : `${service} in ${account}`;
  return { uid: `arn:${partition}:${service}::${account}:*`, label: 'Resource', properties: { kind: 'service', name, provider: 'aws' } };
}
