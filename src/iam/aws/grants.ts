/** Statements picked by what they speak of, before any resource or condition is looked at. */
import type { Policy, Principal, StatementReference } from './policy.ts';
import type { Statement } from './statement.ts';

/** A statement and the policy that it stands in. */
export interface PolicyStatement {
  readonly policy: Policy;
  readonly statement: Statement;
}

/** The Allow statements that speak of an action (any case), in the policies' order, on whatever resource. */
export function allowStatementsFor(policies: readonly Policy[], action: string): readonly PolicyStatement[] {
  const lowercase = lowercaseAction(action);
  return policies.flatMap((policy) =>
    policy.document.allows
      .filter((statement) => statement.matchesAction(lowercase))
      .map((statement) => ({ policy, statement })),
  );
}

/**
 * Whether the principal's own policies allow an action on some resource under some condition. An account's root may; of
 * an account that stands for everyone in it that is assumed. What resources' policies grant is not looked at.
 */
export function mayEverAllow({ kind, identityPolicies }: Principal, action: string): boolean {
  if (kind === 'root' || kind === 'account') return true;
  const lowercase = lowercaseAction(action);
  return identityPolicies.some(({ document: { allows } }) => allows.some((one) => one.matchesAction(lowercase)));
}

/** What is kept of a statement that took part in a decision. */
export function referenceTo({ policy, statement }: PolicyStatement): StatementReference {
  return {
    kind: policy.kind,
    policy: policy.id,
    name: policy.name,
    ...(policy.version !== undefined && { version: policy.version }),
    statement: statement.index,
    ...(statement.sid !== undefined && { sid: statement.sid }),
    effect: statement.effect,
  };
}

const lowercased = new Map<string, string>();
const LOWERCASED_AT_MOST = 65_536;

/** Lower case, the same text each time: its hash is then worked out once and not for every statement. */
export function lowercaseAction(action: string): string {
  const known = lowercased.get(action);
  if (known !== undefined) return known;
  const lowercase = action.toLowerCase();
  if (lowercased.size >= LOWERCASED_AT_MOST) lowercased.clear();
  lowercased.set(action, lowercase);
  return lowercase;
}
