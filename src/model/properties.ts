/**
 * Every property a node or an edge may carry, with its type. Stores derive their columns and conversions from this
 * table, the window its labels. What has no place here becomes an entry of `tags` (`key=value`).
 *
 * Types: `time` is fixed-width UTC text (see base/time), a native datetime in Neo4j; `strings` is a list of text.
 */
import { ACCESS_LEVELS, type EdgeKind, type NodeLabel } from './labels.ts';

export type PropertyType = 'string' | 'boolean' | 'integer' | 'time' | 'strings';
export type PropertyValue = string | boolean | number | readonly string[];
export type Properties = Readonly<Record<string, PropertyValue>>;

/** What any node may carry. `until` is set when no import shows the thing any more. */
const ANY_NODE = {
  name: 'string',
  kind: 'string',
  provider: 'string',
  nativeId: 'string',
  description: 'string',
  environment: 'string',
  createdAt: 'time',
  tags: 'strings',
  missing: 'boolean',
  since: 'time',
  until: 'time',
} as const satisfies Record<string, PropertyType>;

const OF_LABEL = {
  Identity: {
    isNhi: 'boolean',
    thirdParty: 'boolean',
    enabled: 'boolean',
    tier0: 'boolean',
    email: 'string',
    lastUsedAt: 'time',
    mfa: 'boolean',
    trustPolicy: 'string',
    permissionsBoundary: 'string',
    inlinePolicies: 'strings',
  },
  Credential: {
    status: 'string',
    expiresAt: 'time',
    lastRotatedAt: 'time',
    lastUsedAt: 'time',
    lastUsedService: 'string',
    lastUsedRegion: 'string',
    fingerprint: 'string',
  },
  Owner: { email: 'string', active: 'boolean', leftAt: 'time' },
  Group: { inlinePolicies: 'strings' },
  PermissionSet: {
    privileged: 'boolean',
    version: 'string',
    updatedAt: 'time',
    document: 'string',
    versions: 'strings',
    attachmentCount: 'integer',
  },
  Workload: { public: 'boolean' },
  Resource: { sensitivity: 'integer', public: 'boolean' },
  Container: {},
  Event: {
    time: 'time',
    action: 'string',
    activity: 'string',
    outcome: 'string',
    errorCode: 'string',
    sourceIp: 'string',
    userAgent: 'string',
    region: 'string',
  },
  Finding: { rule: 'string', severity: 'string', status: 'string', firstSeen: 'time', lastSeen: 'time' },
  Import: {
    format: 'string',
    sha256: 'string',
    files: 'strings',
    scopes: 'strings',
    exportedAt: 'time',
    importedAt: 'time',
    records: 'integer',
    problems: 'integer',
  },
} as const satisfies Record<NodeLabel, Record<string, PropertyType>>;

/** What any edge may carry. `scope` names the export that asserts it; `until` is set when that scope drops it. */
export const EDGE_PROPERTIES = {
  scope: 'string',
  source: 'string',
  since: 'time',
  until: 'time',
  level: 'string',
  actions: 'strings',
  conditional: 'boolean',
  conditionKeys: 'strings',
  externalId: 'boolean',
  count: 'integer',
  denied: 'integer',
  firstSeen: 'time',
  lastSeen: 'time',
  days: 'strings',
  credentials: 'strings',
  how: 'string',
  path: 'string',
  certainty: 'string',
  at: 'time',
  expiresAt: 'time',
  justification: 'string',
  ticket: 'string',
} as const satisfies Record<string, PropertyType>;

export const NODE_PROPERTIES: Readonly<Record<string, PropertyType>> = Object.assign(
  {},
  ANY_NODE,
  ...Object.values(OF_LABEL),
);

/** The type of a node's property, or undefined when the model has no such property for that label. */
export function nodePropertyType(label: NodeLabel, name: string): PropertyType | undefined {
  return own(ANY_NODE, name) ?? own(OF_LABEL[label], name);
}

/** The names a node of this label may carry, in the order the window shows them. */
export function nodePropertyNames(label: NodeLabel): string[] {
  return [...Object.keys(ANY_NODE), ...Object.keys(OF_LABEL[label])];
}

/** The type of an edge's property, or undefined when the model has none of that name. */
export function edgePropertyType(name: string): PropertyType | undefined {
  return own(EDGE_PROPERTIES, name);
}

/** Of the table alone: an importer may come upon a column called `constructor`. */
function own(table: Readonly<Record<string, PropertyType>>, name: string): PropertyType | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

type Fold = (present: PropertyValue, added: PropertyValue) => PropertyValue;

const union: Fold = (present, added) => [...new Set([...(present as string[]), ...(added as string[])])].sort();
const earliest: Fold = (present, added) => (added < present ? added : present);
const latest: Fold = (present, added) => (added > present ? added : present);
const sum: Fold = (present, added) => (present as number) + (added as number);

/** How two records of one edge, met within one import, become one. A property not named here keeps the later value. */
const EDGE_FOLDS: Readonly<Record<string, Fold>> = {
  level: (present, added) =>
    ACCESS_LEVELS.indexOf(added as never) > ACCESS_LEVELS.indexOf(present as never) ? added : present,
  actions: union,
  conditionKeys: union,
  credentials: union,
  conditional: (present, added) => (present as boolean) && (added as boolean),
  count: sum,
  denied: sum,
  firstSeen: earliest,
  lastSeen: latest,
  expiresAt: latest,
};

/**
 * Folds a second record of the same edge into the first. An edge that is unconditional or without an end once stays
 * so: `conditional` and `expiresAt` absent on either side means absent on the result.
 */
export function foldEdgeProperties(present: Properties, added: Properties): Properties {
  const folded: Record<string, PropertyValue> = { ...present };
  for (const [name, value] of Object.entries(added)) {
    const before = present[name];
    const fold = EDGE_FOLDS[name];
    folded[name] = before === undefined || !fold ? value : fold(before, value);
  }
  for (const name of ['conditional', 'conditionKeys', 'expiresAt']) {
    if (present[name] === undefined || added[name] === undefined) delete folded[name];
  }
  return folded;
}

/** True for kinds whose edge stands for a right: an import that no longer shows it closes it. */
export function closesWhenDropped(kind: EdgeKind): boolean {
  return kind !== 'ACCESSED' && kind !== 'PERFORMED' && kind !== 'USED' && kind !== 'TARGETED';
}
