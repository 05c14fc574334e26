/** AWS trust policies: whether those whom a role's AssumeRolePolicyDocument names can be anybody at all. */
import { principalIdentity } from './aws.ts';
import type { PolicyDocument } from './aws-policy.ts';

/** Principals that AWS would not accept, as they are written. */
export function strangePrincipals(document: PolicyDocument, partition: string): string[] {
  return document.statements.flatMap(({ principals }) =>
    principals.filter(({ type, value }) => !principalIdentity(type, value, partition)).map(({ value }) => value),
  );
}
