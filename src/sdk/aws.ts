/** AWS facts that several importers need: ARNs (read by iam), and the identity that a policy's principal stands for. */
import { parseArn, type Arn } from '../iam/aws/arn.ts';
import { awsAccountUid } from '../model/uid.ts';
import { mentionFact, nodeFact, type MentionFact, type NodeFact } from './facts.ts';
import type { LooseProperties } from './importer.ts';

export { parseArn, type Arn };

/** An identity that a policy names without describing it: enough for a mention. */
export interface NamedIdentity {
  readonly uid: string;
  readonly properties: LooseProperties;
  /**
   * Set when the principal is one session of a role: `uid` is then the role's ARN without its path, because a session's
   * ARN drops it. Whoever knows the account's roles resolves it by `role`.
   */
  readonly session?: { readonly account: string; readonly role: string; readonly name: string };
}

/** The `Principal` element's key: `AWS`, `Service`, `Federated`, `CanonicalUser`. `*` alone counts as `AWS`. */
export type PrincipalType = 'AWS' | 'Service' | 'Federated' | 'CanonicalUser';

const UNIQUE_ID = /^(AIDA|AROA|AGPA|ANPA)[A-Z0-9]{6,}$/;
const ACCOUNT_ID = /^\d{12}$/;

/**
 * The identity that a principal stands for. An account (its root ARN or bare id) is the identity `…:root`, to which
 * access is delegated; a deleted principal's unique id (AIDA…, AROA…) is an identity of that uid; `*` is `aws:*`,
 * anyone. Undefined when the text is no principal that AWS accepts.
 */
export function principalIdentity(type: PrincipalType, value: string, partition = 'aws'): NamedIdentity | undefined {
  if (type === 'Service') {
    const name = value.toLowerCase();
    return { uid: `service:${name}`, properties: { kind: 'aws_service', name, provider: 'aws', isNhi: true } };
  }
  if (type === 'Federated') {
    const arn = parseArn(value);
    return {
      uid: arn ? value : `federated:${value}`,
      properties: { kind: 'federated', name: arn?.name ?? value, provider: 'aws' },
    };
  }
  if (type === 'CanonicalUser') {
    return {
      uid: `aws-canonical-user:${value}`,
      properties: { kind: 'external', name: value, provider: 'aws', nativeId: value },
    };
  }
  if (value === '*')
    return { uid: 'aws:*', properties: { kind: 'external', name: 'anyone', provider: 'aws', thirdParty: true } };
  if (ACCOUNT_ID.test(value)) return rootOf(partition, value);
  if (UNIQUE_ID.test(value)) {
    const kind = value.startsWith('AIDA') ? 'iam_user' : value.startsWith('AROA') ? 'iam_role' : 'unknown';
    return { uid: value, properties: { kind, name: value, provider: 'aws', nativeId: value } };
  }
  const arn = parseArn(value);
  return arn && identityOfArn(arn);
}

/** The identity of an account's root ARN: its root user, and in a policy the account as a whole. */
export function rootIdentityArn(partition: string, account: string): string {
  return `arn:${partition}:iam::${account}:root`;
}

function rootOf(partition: string, account: string): NamedIdentity {
  return {
    uid: rootIdentityArn(partition, account),
    properties: { kind: 'account_root', name: `root of ${account}`, provider: 'aws' },
  };
}

function identityOfArn(arn: Arn): NamedIdentity | undefined {
  const { text: uid, name, account, partition } = arn;
  if (name === '') return undefined;
  switch (`${arn.service}:${arn.type}`) {
    case 'iam:root':
      return rootOf(partition, account);
    case 'iam:user':
      return { uid, properties: { kind: 'iam_user', name, provider: 'aws' } };
    case 'iam:role':
      return { uid, properties: { kind: 'iam_role', name, provider: 'aws', isNhi: !isHumanAccessRole(arn) } };
    case 'sts:assumed-role': {
      const role = arn.path.slice(1, -1);
      if (role === '' || role.includes('/')) return undefined;
      const properties = { kind: 'iam_role', name: role, provider: 'aws' };
      return { uid: `arn:${partition}:iam::${account}:role/${role}`, properties, session: { account, role, name } };
    }
    case 'sts:federated-user':
      return { uid, properties: { kind: 'federated', name, provider: 'aws' } };
    default:
      return undefined;
  }
}

/** Roles that IAM Identity Center makes for people to sign in with. */
export function isHumanAccessRole(role: Arn): boolean {
  return role.path.startsWith('/aws-reserved/sso.amazonaws.com/');
}

/** Roles that an AWS service made, owns and deletes. */
export function isServiceLinkedRole(role: Arn): boolean {
  return role.path.startsWith('/aws-service-role/');
}

/** The account as every AWS export shows it: by its number, which is its name where no export has a better one. */
export function* accountFacts(accountId: string, at: string, scope: string): Generator<NodeFact | MentionFact> {
  const uid = awsAccountUid(accountId);
  yield nodeFact(uid, 'Container', { kind: 'account', provider: 'aws', nativeId: accountId }, at, scope);
  yield mentionFact(uid, 'Container', { name: accountId });
}
