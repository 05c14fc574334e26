/**
 * The escalation catalogue: the known ways in which permissions in AWS turn into somebody else's, or into all. Ids, required
 * permissions and constraints are facts of the pathfinding.cloud catalogue (Apache-2.0); the order is that of the categories,
 * then of ids.
 */
import { EXISTING_PASSROLE } from './existing-passrole.ts';
import { NEW_PASSROLE } from './new-passrole.ts';
import type { EscalationPath } from './path.ts';
import { PRINCIPAL_ACCESS } from './principal-access.ts';
import { SELF_ESCALATION } from './self-escalation.ts';

export type { EscalationCategory, EscalationPath, EscalationRequirement, RequirementPlace } from './path.ts';

export const ESCALATION_PATHS: readonly EscalationPath[] = [
  ...SELF_ESCALATION,
  ...PRINCIPAL_ACCESS,
  ...NEW_PASSROLE,
  ...EXISTING_PASSROLE,
];

const byId = new Map(ESCALATION_PATHS.map((path) => [path.id, path]));

/** The path of this id (`lambda-001`), or undefined. */
export function escalationPath(id: string): EscalationPath | undefined {
  return byId.get(id);
}
