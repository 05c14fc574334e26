/**
 * Who can turn its permissions into somebody else's, or into the whole account: the escalation catalogue, applied to an
 * estate. Administrators are left out, they have nothing to escalate to; who makes itself one without a condition gets that
 * one escalation only.
 */
import { ESCALATION_PATHS, type EscalationPath, type EscalationRequirement } from '../../iam/index.ts';
import type { Outcome } from './edges.ts';
import { Found } from './escalation-found.ts';
import { both, GIVEN, Judge, rank } from './escalation-judge.ts';
import { onAnything, onWorkload, partitionOf, workloadPattern } from './escalation-places.ts';
import type { Escalation, EscalationEstate } from './escalation-record.ts';
import { serviceNames, TrustingRoles } from './escalation-roles.ts';
import { selfEscalations } from './escalation-self.ts';
import { Targets } from './escalation-targets.ts';
import type { EstatePrincipal } from './estate.ts';

export type { Certainty, Escalation, EscalationEstate } from './escalation-record.ts';

const ASSUME = 'sts:AssumeRole';
const SELF = ESCALATION_PATHS.filter(({ target }) => target === 'account');
const OTHERS = ESCALATION_PATHS.filter(({ target }) => target !== 'account');

/**
 * All escalations, by principal in the estate's order: to the account first, then by uid of whom they lead to.
 * @param administrators uids of those that hold their account anyway
 * @param leaveOut ids of paths that are told of elsewhere (`sts-001`, where there are edges for who can assume what)
 */
export function* escalations(
  estate: EscalationEstate,
  administrators: ReadonlySet<string>,
  leaveOut: ReadonlySet<string> = new Set(),
): Generator<Escalation> {
  const others = OTHERS.filter(({ id }) => !leaveOut.has(id));
  const self = SELF.filter(({ id }) => !leaveOut.has(id));
  const roles = new TrustingRoles(estate);
  const targets = new Targets(estate, roles);
  for (const one of estate.principals) {
    if (administrators.has(one.uid)) continue;
    const judge = new Judge(one, (account) => estate.organization.resourceControlPolicies(account));
    const found = new Found();
    selfEscalations(judge, self, estate.groups, found);
    const account = found.account(one);
    if (account) yield account;
    if (account && account.certainty === 'proven' && rank(account) === 0) continue;
    for (const path of others) if (mayTake(judge, path)) follow(path, judge, targets, roles, found);
    yield* found.targets(one);
  }
}

/** A principal that is named in a trust policy needs no policy of its own to assume the role. */
const mayTake = (judge: Judge, { requires }: EscalationPath): boolean =>
  requires.every(({ action }) => action === ASSUME || judge.may(action));

function follow(path: EscalationPath, judge: Judge, targets: Targets, roles: TrustingRoles, found: Found): void {
  const fixed = every(
    path.requires.filter(({ on }) => on === 'any'),
    (requirement) => onAnything(judge, requirement),
  );
  if (!fixed) return;
  switch (path.target) {
    case 'user':
    case 'role':
      toPrincipals(path, fixed, judge, targets, found);
      break;
    case 'passed-role':
      toPassedRoles(path, fixed, judge, roles, found);
      break;
    case 'workload-role':
      toWorkloadRoles(path, fixed, judge, targets, roles, found);
      break;
    default:
  }
}

function toPrincipals(path: EscalationPath, fixed: Outcome, judge: Judge, targets: Targets, found: Found): void {
  const candidates = path.requires.every(({ action }) => action === ASSUME)
    ? targets.assumable(judge.one)
    : targets.principals(path, judge.one);
  for (const { target, certainty } of candidates) {
    if (target.uid === judge.one.uid) continue;
    const outcome = every(path.requires, (requirement) => onTarget(judge, requirement, target, targets), fixed);
    if (outcome) found.add(target.uid, path.id, certainty, outcome);
  }
}

function onTarget(
  judge: Judge,
  { action, on, context }: EscalationRequirement,
  target: EstatePrincipal,
  targets: Targets,
): Outcome | undefined {
  if (on === 'policy-of-target') return judge.onAny(action, targets.policiesOf(target), context);
  return action === ASSUME ? judge.assume(target) : judge.on(action, target.uid, context);
}

function toPassedRoles(path: EscalationPath, fixed: Outcome, judge: Judge, roles: TrustingRoles, found: Found): void {
  const { one } = judge;
  const passing = path.requires.filter(({ on }) => on === 'passed-role');
  const passedTo = serviceNames(path.passedTo ?? path.services!, partitionOf(one));
  for (const { role, trust } of roles.of(one.account, path.services!)) {
    if (role.uid === one.uid || (path.byInstanceProfile && role.instanceProfiles.length === 0)) continue;
    for (const service of passedTo) {
      const outcome = every(
        passing,
        ({ action }) => judge.on(action, role.uid, { 'iam:passedtoservice': service }),
        both(fixed, trust),
      );
      if (outcome) found.add(role.uid, path.id, 'proven', outcome);
    }
  }
}

/** Of compute that is listed, the roles that it runs as; where none is, every role that such compute might run as. */
function toWorkloadRoles(
  path: EscalationPath,
  fixed: Outcome,
  judge: Judge,
  targets: Targets,
  roles: TrustingRoles,
  found: Found,
): void {
  const { one } = judge;
  const workload = path.workload!;
  const on = (arn: string): Outcome | undefined =>
    every(
      path.requires.filter((requirement) => requirement.on === 'workload'),
      (requirement) => onWorkload(judge, requirement, arn, workload),
      fixed,
    );
  // One question for all of it spares asking for each where nothing is allowed.
  const somewhere = on(workloadPattern(workload, one));
  if (!somewhere) return;
  const listed = targets.workloads(one.account, workload.kinds);
  const settled = new Set([one.uid]);
  for (const { uid, role } of listed) {
    // A thousand functions may run as one role: one of them is enough.
    if (settled.has(role)) continue;
    const outcome = on(uid);
    if (outcome) found.add(role, path.id, 'proven', outcome);
    if (outcome && rank(outcome) === 0) settled.add(role);
  }
  if (listed.length > 0) return;
  for (const { role, trust } of roles.of(one.account, path.services!)) {
    if (role.uid === one.uid || (path.byInstanceProfile && role.instanceProfiles.length === 0)) continue;
    found.add(role.uid, path.id, 'potential', both(somewhere, trust));
  }
}

function every(
  requirements: readonly EscalationRequirement[],
  outcomeOf: (requirement: EscalationRequirement) => Outcome | undefined,
  start: Outcome = GIVEN,
): Outcome | undefined {
  let outcome = start;
  for (const requirement of requirements) {
    const found = outcomeOf(requirement);
    if (!found) return undefined;
    outcome = both(outcome, found);
  }
  return outcome;
}
