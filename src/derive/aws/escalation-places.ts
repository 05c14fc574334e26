/** The things that a requirement of an escalation path must hold on, where they do not depend on whom the path yields. */
import { actionInfo, resourcePatterns, type EscalationPath, type EscalationRequirement } from '../../iam/index.ts';
import { parseArn } from '../../sdk/index.ts';
import type { Outcome } from './edges.ts';
import { both, GIVEN, type Judge } from './escalation-judge.ts';
import type { EstatePrincipal } from './estate.ts';

/**
 * `any`: one thing of each type that the action requires, or one of any type when it requires none, or `*` when it knows
 * no types. Undefined when that isn't allowed.
 */
export function onAnything(judge: Judge, requirement: EscalationRequirement): Outcome | undefined {
  const { action, types } = requirement;
  const info = actionInfo(action)!;
  const needed = types ?? info.requiredTypes;
  if (needed.length > 0) return oneOfEach(judge, requirement, needed, [judge.one.account]);
  const patterns = info.resourceTypes.flatMap((type) => patternsOf(action, type, judge.one, [judge.one.account]));
  return judge.onAny(action, info.wildcardOnly ? ['*'] : patterns, requirement.context);
}

/**
 * `workload`: this compute (or what a pattern of its ARNs may match), and one thing of each further type that the action
 * requires, which may be AWS's own (an SSM document).
 */
export function onWorkload(
  judge: Judge,
  requirement: EscalationRequirement,
  arn: string,
  { type }: NonNullable<EscalationPath['workload']>,
): Outcome | undefined {
  const { action, types, context } = requirement;
  const outcome = judge.on(action, arn, context);
  if (!outcome) return undefined;
  const further = (types ?? actionInfo(action)!.requiredTypes).filter((required) => required !== type);
  const beside = oneOfEach(judge, requirement, further, [judge.one.account, '']);
  return beside && both(outcome, beside);
}

/** ARNs of the account's compute of one type, as a pattern. */
export function workloadPattern(
  { service, type }: NonNullable<EscalationPath['workload']>,
  one: EstatePrincipal,
): string {
  return resourcePatterns(service, type, partitionOf(one), one.account)[0]!;
}

/** Managed policies of the account itself: AWS's own can't be changed. */
export function customerManaged(policies: Iterable<string>, account: string): string[] {
  return [...new Set(policies)].filter((id) => {
    const arn = parseArn(id);
    return arn?.service === 'iam' && arn.type === 'policy' && arn.account === account && !id.includes('#');
  });
}

function oneOfEach(
  judge: Judge,
  { action, context }: EscalationRequirement,
  types: readonly string[],
  accounts: readonly string[],
): Outcome | undefined {
  let outcome: Outcome = GIVEN;
  for (const type of types) {
    const found = judge.onAny(action, patternsOf(action, type, judge.one, accounts), context);
    if (!found) return undefined;
    outcome = both(outcome, found);
  }
  return outcome;
}

function patternsOf(action: string, type: string, one: EstatePrincipal, accounts: readonly string[]): string[] {
  const service = action.slice(0, action.indexOf(':'));
  return accounts.flatMap((account) => resourcePatterns(service, type, partitionOf(one), account));
}

export const partitionOf = ({ uid }: EstatePrincipal): string => parseArn(uid)!.partition;
