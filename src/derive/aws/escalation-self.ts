/** Escalation to the whole account: a principal that can give itself any permission. */
import type { EscalationPath, EscalationRequirement } from '../../iam/index.ts';
import type { Outcome } from './edges.ts';
import type { Found } from './escalation-found.ts';
import { better, both, GIVEN, type Judge } from './escalation-judge.ts';
import { customerManaged } from './escalation-places.ts';
import type { EstateGroup, EstatePrincipal } from './estate.ts';
import { allowsAll } from './principal-policies.ts';

/** Adds what the principal finds among these paths. */
export function selfEscalations(
  judge: Judge,
  paths: readonly EscalationPath[],
  groups: readonly EstateGroup[],
  found: Found,
): void {
  const { one } = judge;
  // Permissions that it gives itself hold within its boundary only.
  const certainty = one.principal.boundary && !allowsAll(one.principal.boundary) ? 'potential' : 'proven';
  for (const { id, actor, requires } of paths) {
    if (actor !== undefined && actor !== one.kind) continue;
    let outcome: Outcome | undefined = GIVEN;
    for (const requirement of requires) {
      const next: Outcome | undefined =
        outcome && judge.may(requirement.action) ? onSelf(judge, requirement, paths, groups) : undefined;
      outcome = outcome && next && both(outcome, next);
    }
    if (outcome) found.addAccount(id, certainty, outcome);
  }
}

function onSelf(
  judge: Judge,
  requirement: EscalationRequirement,
  paths: readonly EscalationPath[],
  groups: readonly EstateGroup[],
): Outcome | undefined {
  const { action, on, context } = requirement;
  const { one } = judge;
  switch (on) {
    case 'self':
      return judge.on(action, one.uid, context);
    case 'policy-of-self':
      return judge.onAny(
        action,
        customerManaged([...one.attachedPolicies, ...one.principal.identityPolicies.map(({ id }) => id)], one.account),
        context,
      );
    case 'group-of-self':
      return judge.onAny(action, one.groups, context);
    case 'group-to-join':
      return onGroupToJoin(judge, requirement, paths, groups);
    default:
      return undefined;
  }
}

function onGroupToJoin(
  judge: Judge,
  { action, context }: EscalationRequirement,
  paths: readonly EscalationPath[],
  groups: readonly EstateGroup[],
): Outcome | undefined {
  const { one } = judge;
  let best: Outcome | undefined;
  for (const group of groups) {
    if (group.account !== one.account || one.groups.includes(group.uid)) continue;
    const joining = judge.on(action, group.uid, context);
    const gain = joining && gainOf(judge, group, paths);
    if (joining && gain) best = better(best, both(joining, gain));
  }
  return best;
}

/** What makes a member of the group hold the account: a policy that allows everything, or what lets it give itself the rest. */
function gainOf(judge: Judge, group: EstateGroup, paths: readonly EscalationPath[]): Outcome | undefined {
  if (group.policies.some(allowsAll)) return GIVEN;
  const member = judge.with(memberOf(judge.one, group));
  let best: Outcome | undefined;
  for (const { actor, requires } of paths) {
    if (actor !== undefined && actor !== member.one.kind) continue;
    let outcome: Outcome | undefined = GIVEN;
    for (const requirement of requires) {
      // Joining another group in turn would be followed for ever.
      const next: Outcome | undefined =
        requirement.on === 'group-to-join' ? undefined : onSelf(member, requirement, paths, []);
      outcome = outcome && next && both(outcome, next);
    }
    best = better(best, outcome);
  }
  return best;
}

function memberOf(one: EstatePrincipal, group: EstateGroup): EstatePrincipal {
  const identityPolicies = [...one.principal.identityPolicies, ...group.policies];
  return { ...one, groups: [...one.groups, group.uid], principal: { ...one.principal, identityPolicies } };
}
