/** What may take away from a principal what its own policies allow: denies, a boundary, service control policies. */
import type { Policy, Principal, Statement } from '../../iam/index.ts';

export class Restrictions {
  readonly #denies: readonly Statement[];
  readonly #bounded: boolean;
  readonly #byAction = new Map<string, boolean>();

  constructor(principal: Principal) {
    const { identityPolicies, boundary, boundaryUnknown, serviceControlPolicies } = principal;
    const levels = serviceControlPolicies ?? [];
    this.#denies = [...identityPolicies, ...levels.flat()].flatMap(({ document }) => document.statements.filter(({ effect }) => effect === 'Deny'));
    this.#bounded = boundary !== undefined || boundaryUnknown === true || !levels.every((level) => level.some(allowsAll));
  }

  /** True when nothing can stand against this action (in lower case), on whatever resource. */
  none(action: string): boolean {
    if (this.#bounded) return false;
    let none = this.#byAction.get(action);
    if (none === undefined) this.#byAction.set(action, (none = !this.#denies.some((statement) => statement.matchesAction(action))));
    return none;
  }
}

/** Allows every action on everything without a condition. */
export function allowsAll({ document }: Policy): boolean {
  return document.statements.some(
    ({ effect, actions, resources, conditions }) =>
      effect === 'Allow' && conditions.length === 0 && (resources?.includes('*') ?? false) && (actions?.some((action) => action === '*' || action === '*:*') ?? false),
  );
}
