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
  return statementsFor(policies, lowercaseAction(action)).allows;
}

/** The statements that speak of one action, in the policies' order. */
export interface StatementsByEffect {
  readonly allows: readonly PolicyStatement[];
  readonly denies: readonly PolicyStatement[];
}

interface Remembered extends StatementsByEffect {
  readonly action: string;
  readonly of: number;
}

/** By list of policies, for the action that was asked of it last: one principal is asked of many resources in a row. */
const remembered = new WeakMap<readonly Policy[], Remembered>();

/** The statements that speak of an action, given in lower case. A list of policies, once asked, may only grow. */
export function statementsFor(policies: readonly Policy[], actionLowercase: string): StatementsByEffect {
  const known = remembered.get(policies);
  if (known?.action === actionLowercase && known.of === policies.length) return known;
  const found = findStatements(policies, actionLowercase);
  remembered.set(policies, { ...found, action: actionLowercase, of: policies.length });
  return found;
}

/** The same for a list that is made for one request: not remembered. */
export function findStatements(policies: readonly Policy[], actionLowercase: string): StatementsByEffect {
  let allows: PolicyStatement[] | undefined;
  let denies: PolicyStatement[] | undefined;
  for (const policy of policies) {
    for (const statement of policy.document.statements) {
      if (!statement.matchesAction(actionLowercase)) continue;
      if (statement.effect === 'Allow') (allows ??= []).push({ policy, statement });
      else (denies ??= []).push({ policy, statement });
    }
  }
  return allows || denies ? { allows: allows ?? NO_STATEMENTS, denies: denies ?? NO_STATEMENTS } : SILENT;
}

const NO_STATEMENTS: readonly PolicyStatement[] = [];
const SILENT: StatementsByEffect = { allows: NO_STATEMENTS, denies: NO_STATEMENTS };

/**
 * Whether the principal's own policies allow an action on some resource under some condition. An account's root may; of
 * an account that stands for everyone in it that is assumed. What resources' policies grant is not looked at.
 */
export function mayEverAllow({ kind, identityPolicies }: Principal, action: string): boolean {
  if (kind === 'root' || kind === 'account') return true;
  return allowStatementsFor(identityPolicies, action).length > 0;
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
