/** The policies that AWS principals carry, inline and attached, as exports list them. */
import { readDocumentField } from './aws-fields.ts';
import type { PolicyDocument } from './aws-policy.ts';
import { parseArn } from './aws.ts';
import type { JsonFields } from './json-fields.ts';

export interface InlinePolicy {
  readonly name: string;
  readonly document: PolicyDocument;
}

export interface AwsPolicies {
  readonly inline: readonly InlinePolicy[];
  /** ARNs of attached managed policies. */
  readonly attached: readonly string[];
}

const PRIVILEGED = /^arn:[a-z-]+:iam::aws:policy\/(AdministratorAccess|PowerUserAccess|IAMFullAccess)$/;

/** AWS-managed policies that are privileged by their name, whether or not an export shows their document. */
export function isPrivilegedByName(policyArn: string): boolean {
  return PRIVILEGED.test(policyArn);
}

/** Reads the inline policies of the named list, and AttachedManagedPolicies; unreadable entries are problems. */
export function readAwsPolicies(entry: JsonFields, inlineList: string): AwsPolicies {
  const inline = entry.objects(inlineList).flatMap((policy) => readInline(policy) ?? []);
  const attached = entry.objects('AttachedManagedPolicies').flatMap((policy) => {
    const arn = policy.text('PolicyArn');
    if (arn !== undefined && parseArn(arn)) return [arn];
    policy.report('bad-value', 'warning', 'An attached policy has no ARN in PolicyArn; it was left out.', 'PolicyArn');
    return [];
  });
  return { attached, inline };
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
