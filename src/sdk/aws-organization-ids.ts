/** How AWS Organizations names its parts: ids by their prefix, ARNs that also name the organization, paths of ids. */
import { awsAccountUid } from '../model/uid.ts';

export type OrganizationPart = 'organization' | 'root' | 'ou' | 'account' | 'policy';

/** An organization, as every ARN of its parts names it. */
export interface AwsOrganization {
  readonly id: string;
  readonly partition: string;
  readonly managementAccount: string;
}

export interface OrganizationArn {
  readonly text: string;
  readonly part: OrganizationPart;
  readonly id: string;
  /** Undefined for a policy that AWS owns. */
  readonly organization: AwsOrganization | undefined;
  /** `service_control_policy`; policies only. */
  readonly policyType: string | undefined;
}

const ARN = /^arn:([a-z0-9-]+):organizations::(\d{12}|aws):(organization|root|ou|account|policy)\/(.+)$/;
const IDS: readonly (readonly [RegExp, OrganizationPart])[] = [
  [/^o-[a-z0-9]+$/, 'organization'],
  [/^r-[a-z0-9]+$/, 'root'],
  [/^ou-[a-z0-9]+-[a-z0-9]+$/, 'ou'],
  [/^\d{12}$/, 'account'],
  [/^p-[A-Za-z0-9_]+$/, 'policy'],
];

export function parseOrganizationArn(text: string): OrganizationArn | undefined {
  const [, partition = '', owner = '', part = '', rest = ''] = ARN.exec(text) ?? [];
  const names = rest.split('/');
  const id = names.at(-1)!;
  if (organizationPartOfId(id) !== part) return undefined;
  const owned = owner !== 'aws' && organizationPartOfId(names[0]!) === 'organization';
  const organization = owned ? { id: names[0]!, partition, managementAccount: owner } : undefined;
  return { text, part, id, organization, policyType: part === 'policy' ? names.at(-2)?.toLowerCase() : undefined };
}

/** What an id is of, by its shape. */
export function organizationPartOfId(id: string): OrganizationPart | undefined {
  return IDS.find(([shape]) => shape.test(id))?.[1];
}

/** The key that a root shares with all OUs in it: `ab12` of `r-ab12` and of `ou-ab12-cdefghij`. */
export function rootKey(id: string): string | undefined {
  return /^(?:r|ou)-([a-z0-9]+)/.exec(id)?.[1];
}

/** `o-…/r-…/ou-…/123456789012/` as its ids, outermost first; empty when it is no such path. */
export function organizationPath(text: string): string[] {
  const ids = text.split('/').filter((part) => part !== '');
  return ids.length > 1 && ids.every((id) => organizationPartOfId(id)) ? ids : [];
}

/** The uid of an account, or of a root, OU or organization, which have ARNs. */
export function organizationUid(id: string, { partition, managementAccount, id: organization }: AwsOrganization): string {
  const part = organizationPartOfId(id);
  if (part === 'account') return awsAccountUid(id);
  const within = part === 'organization' ? id : `${organization}/${id}`;
  return `arn:${partition}:organizations::${managementAccount}:${part}/${within}`;
}

/** @param type `service_control_policy` @param organization undefined for a policy that AWS owns */
export function organizationPolicyArn(id: string, type: string, organization: AwsOrganization | undefined, partition = 'aws'): string {
  if (!organization) return `arn:${partition}:organizations::aws:policy/${type}/${id}`;
  return `arn:${organization.partition}:organizations::${organization.managementAccount}:policy/${organization.id}/${type}/${id}`;
}
