/**
 * What AWS says of its actions: how much each allows, on which types of resource, and how it is spelled. Names are
 * compared without case. Nothing is unpacked before it is asked for.
 */
import type { AccessLevel } from '../../model/labels.ts';
import { actionsOf, serviceNames, type ActionInfo } from './action-table.ts';
import { matchesPattern } from './pattern.ts';

export { serviceNames, type ActionInfo } from './action-table.ts';
export {
  childArnPattern,
  childTypes,
  resourcePatterns,
  resourceTypeOfArn,
  type ResourceType,
} from './resource-types.ts';

/** Patterns remembered with what they match; more are matched anew. */
const REMEMBERED = 50_000;

const listed = new Map<string, readonly ActionInfo[]>();
const matched = new Map<string, readonly ActionInfo[]>();

/** What is known of `s3:GetObject`, in any case; undefined for an action that AWS doesn't list. */
export function actionInfo(action: string): ActionInfo | undefined {
  const lower = action.toLowerCase();
  const colon = lower.indexOf(':');
  return colon < 0 ? undefined : actionsOf(lower.slice(0, colon)).get(lower.slice(colon + 1));
}

/** List, read, write (tagging too) or admin (permissions management); undefined for an action that AWS doesn't list. */
export function actionLevel(action: string): AccessLevel | undefined {
  return actionInfo(action)?.level;
}

/** The action as AWS spells it; undefined for one that it doesn't list. */
export function canonicalAction(action: string): string | undefined {
  return actionInfo(action)?.name;
}

/** Every action of a service (`s3`), by name; none for a service that is not known. The same array each time. */
export function actionsOfService(service: string): readonly ActionInfo[] {
  const name = service.toLowerCase();
  let actions = listed.get(name);
  if (!actions) {
    actions = [...actionsOf(name).values()];
    if (actions.length > 0) listed.set(name, actions);
  }
  return actions;
}

/**
 * The actions of one service that at least one of these patterns of a policy matches (`s3:Get*`, `*`), each once, by name.
 * What a pattern matches is worked out once, so thousands of policies may be asked about one after another.
 */
export function actionsMatching(patterns: readonly string[], service: string): readonly ActionInfo[] {
  const name = service.toLowerCase();
  const found: (readonly ActionInfo[])[] = [];
  for (const pattern of new Set(patterns)) {
    const actions = matching(pattern.toLowerCase(), name);
    if (actions.length === actionsOfService(name).length) return actions;
    if (actions.length > 0) found.push(actions);
  }
  if (found.length <= 1) return found[0] ?? [];
  return [...new Set(found.flat())].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Services that some action of the pattern may belong to: the one that it names, or all when it leaves that open. */
export function servicesOfPattern(pattern: string): readonly string[] {
  const service = pattern.slice(0, Math.max(0, pattern.indexOf(':'))).toLowerCase();
  if (service !== '' && !/[*?]/.test(service)) return actionsOf(service).size > 0 ? [service] : [];
  return serviceNames().filter((name) => matching(pattern.toLowerCase(), name).length > 0);
}

function matching(pattern: string, service: string): readonly ActionInfo[] {
  if (pattern === '*') return actionsOfService(service);
  const colon = pattern.indexOf(':');
  const named = colon < 0 ? '' : pattern.slice(0, colon);
  const open = /[*?]/.test(named) || (colon < 0 && /[*?]/.test(pattern));
  if (named !== service && !open) return [];
  const key = `${service} ${pattern}`;
  const known = matched.get(key);
  if (known) return known;
  const actions = actionsOfService(service).filter(({ name }) => matchesPattern(pattern, name.toLowerCase()));
  if (matched.size < REMEMBERED) matched.set(key, actions);
  return actions;
}
