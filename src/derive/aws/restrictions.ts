/** Policies that leave nothing out. */
import type { Policy } from '../../iam/index.ts';

/** Allows every action on everything without a condition. */
export function allowsAll({ document }: Policy): boolean {
  return document.statements.some(
    ({ effect, actions, resources, conditions }) =>
      effect === 'Allow' && conditions.length === 0 && (resources?.includes('*') ?? false) && (actions?.some((action) => action === '*' || action === '*:*') ?? false),
  );
}
