/** The policies that AWS principals carry, inline and attached, and whether they plainly make an administrator. */
import { readDocumentField } from './aws-fields.ts';
import { allowsEverything, denies, type PolicyDocument } from './aws-policy.ts';
import { parseArn } from './aws.ts';
import type { JsonFields } from './json-fields.ts';

export interface InlinePolicy {
  readonly name: string;
  readonly document: PolicyDocument;
}

/** What one principal's or group's own policies come to, without their documents. */
export interface PolicyGrants {
  /** Name of an inline policy that allows everything. */
  readonly administrator: string | undefined;
  /** An inline policy denies something. */
  readonly denies: boolean;
  /** ARNs of attached managed policies. */
  readonly attached: readonly string[];
}

/** What a managed policy's default version comes to. */
export interface PolicyWeight {
  readonly administrator: boolean;
  readonly denies: boolean;
}

const ADMINISTRATOR = /^arn:[a-z-]+:iam::aws:policy\/AdministratorAccess$/;
const PRIVILEGED = /^arn:[a-z-]+:iam::aws:policy\/(AdministratorAccess|PowerUserAccess|IAMFullAccess)$/;

/** AWS-managed policies that are privileged by their name, whether or not an export shows their document. */
export function isPrivilegedByName(policyArn: string): boolean {
  return PRIVILEGED.test(policyArn);
}

/** Without a document only AdministratorAccess itself is known to allow everything. */
export function weighPolicy(policyArn: string, document: PolicyDocument | undefined): PolicyWeight {
  if (!document) return { administrator: ADMINISTRATOR.test(policyArn), denies: false };
  return { administrator: allowsEverything(document), denies: denies(document) };
}

/** Reads the inline policies of the named list, and AttachedManagedPolicies; unreadable entries are problems. */
export function readPolicyGrants(
  entry: JsonFields,
  inlineList: string,
): { grants: PolicyGrants; inline: InlinePolicy[] } {
  const inline = entry.objects(inlineList).flatMap((policy) => readInline(policy) ?? []);
  const attached = entry.objects('AttachedManagedPolicies').flatMap((policy) => {
    const arn = policy.text('PolicyArn');
    if (arn !== undefined && parseArn(arn)) return [arn];
    policy.report('bad-value', 'warning', 'An attached policy has no ARN in PolicyArn; it was left out.', 'PolicyArn');
    return [];
  });
  const administrator = inline.find(({ document }) => allowsEverything(document))?.name;
  return { grants: { administrator, denies: inline.some(({ document }) => denies(document)), attached }, inline };
}

function readInline(policy: JsonFields): InlinePolicy | undefined {
  const name = policy.text('PolicyName');
  if (name === undefined) {
    const message = 'An inline policy has no PolicyName; it was left out.';
    policy.report('missing-value', 'warning', message, 'PolicyName');
    return undefined;
  }
  const document = readDocumentField(policy, 'PolicyDocument');
  return document && { name, document };
}

/**
 * Whether all these grants together plainly make an administrator: everything on everything without a condition.
 * `source` is the inline policy's name or the managed policy's ARN. `contested`: a Deny, or a policy whose document is
 * not known, may stand against it.
 */
export function administratorBy(
  grants: readonly PolicyGrants[],
  policies: ReadonlyMap<string, PolicyWeight>,
): { readonly source: string; readonly contested: boolean } | undefined {
  const attached = grants.flatMap((one) => one.attached);
  const source =
    grants.find(({ administrator }) => administrator !== undefined)?.administrator ??
    attached.find((policy) => policies.get(policy)?.administrator ?? ADMINISTRATOR.test(policy));
  if (source === undefined) return undefined;
  const contested =
    grants.some((one) => one.denies) ||
    attached.some((policy) => policies.get(policy)?.denies ?? !ADMINISTRATOR.test(policy));
  return { source, contested };
}
