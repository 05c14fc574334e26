/** `grantedActions`: the action patterns that a principal's policies leave it, the unit in which a right is taken away. */
import { patternCovers, patternsOverlap, type Policy, type Principal } from '../../iam/index.ts';
import type { Graph } from '../../graph/graph.ts';
import type { DerivedBatch } from '../batch.ts';
import type { Estate, EstatePrincipal } from './estate.ts';
import { bindingPolicies } from './principal-policies.ts';

/** A principal with more is shown its first so many, in order. */
const PATTERN_LIMIT = 1000;
/** Scopes of the export that shows every policy of whom it describes, none included. */
const POLICIES_EXPORT = 'aws-authorization-details:';

export function deriveGrants({ graph, principals }: Estate, derived: DerivedBatch): void {
  const known = new Map<string, readonly string[]>();
  for (const one of principals) {
    const { uid, principal } = one;
    if (!policiesKnown(graph, one)) continue;
    // Principals with the same policies have the same grants.
    const key = bindingPolicies(principal).map(({ kind, id }) => `${kind} ${id}`).join(' ');
    let granted = known.get(key);
    if (!granted) known.set(key, (granted = grantedActions(principal)));
    derived.annotate(uid, { grantedActions: granted });
  }
}

/** Without any export of policies (a credential report alone) there is nothing to say, and least of all that it may do nothing. */
function policiesKnown(graph: Graph, { index, principal, groups }: EstatePrincipal): boolean {
  if (principal.identityPolicies.length > 0 || groups.length > 0 || principal.policiesUnknown === true) return true;
  return graph.property(index, 'grantedActions') !== undefined || graph.node(index).evidence.some(({ scope }) => scope.startsWith(POLICIES_EXPORT));
}

/**
 * Patterns as the policies spell them, sorted. Left out is what a Deny without a condition takes away on everything, and
 * what boundary or service control policies have no Allow for. A NotAction grants everything but a few: it counts as `*`.
 */
export function grantedActions(principal: Principal): string[] {
  const denied = allPatterns(bindingPolicies(principal), 'Deny', true);
  const limits = [...(principal.boundary ? [[principal.boundary]] : []), ...(principal.serviceControlPolicies ?? [])].map((level) => allPatterns(level, 'Allow', false));
  const granted = allPatterns(principal.identityPolicies, 'Allow', false).filter((pattern) => {
    const lower = pattern.toLowerCase();
    return !denied.some((deny) => patternCovers(deny.toLowerCase(), lower)) && limits.every((level) => level.some((allow) => patternsOverlap(allow.toLowerCase(), lower)));
  });
  return granted.sort().slice(0, PATTERN_LIMIT);
}

/** @param everywhere only of statements that hold on every resource, without condition */
function allPatterns(policies: readonly Policy[], effect: 'Allow' | 'Deny', everywhere: boolean): string[] {
  const patterns = new Map<string, string>();
  for (const { document } of policies) {
    for (const statement of document.statements) {
      if (statement.effect !== effect || (everywhere && (statement.conditions.length > 0 || !statement.resources?.includes('*')))) continue;
      // A NotAction Deny leaves something, and which patterns it takes whole is not said: none.
      const actions = statement.actions ?? (effect === 'Allow' ? ['*'] : []);
      for (const action of actions) patterns.set(action.toLowerCase(), patterns.get(action.toLowerCase()) ?? action);
    }
  }
  return [...patterns.values()];
}
