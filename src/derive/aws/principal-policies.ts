/** The policies that bind a principal, and which of them leave nothing out. */
import type { Policy, Principal } from '../../iam/index.ts';

/** Its own, its boundary and its control policies: whatever a Deny may stand in, but for the policies of what is asked for. */
export function bindingPolicies({ identityPolicies, boundary, serviceControlPolicies = [] }: Principal): readonly Policy[] {
  return [...identityPolicies, ...(boundary ? [boundary] : []), ...serviceControlPolicies.flat()];
}

/** Allows every action on everything without a condition. */
export function allowsAll({ document }: Policy): boolean {
  return document.allows.some(
    ({ actions, resources, conditions }) =>
      conditions.length === 0 && (resources?.includes('*') ?? false) && (actions?.some((action) => action === '*' || action === '*:*') ?? false),
  );
}
