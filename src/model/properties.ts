/**
 * Every property a node or an edge may carry, with its type. Stores derive their columns and conversions from this
 * table, the window its labels. What has no place here becomes an entry of `tags` (`key=value`).
 *
 * Types: `time` is fixed-width UTC text (see base/time), a native datetime in Neo4j; `strings` is a list of text.
 */
import { ACCESS_LEVELS, type EdgeKind, type NodeLabel } from './labels.ts';
import { sumDays, sumHours, uniteOrigins } from './log-entries.ts';

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
    /** ARNs of the instance profiles that hand out this role. */
    instanceProfiles: 'strings',
    /** Action patterns as policies give them (`s3:Get*`), worked out over all of the identity's policies. */
    grantedActions: 'strings',
    /** What the provider itself says of use: `s3:GetObject=<time>`, `s3:*=<time>` for a service; present and empty: nothing was used. */
    usedActions: 'strings',
    /** What logs counted of it by UTC hour, attempts and of these denied (model/log-entries): `2026-11-24T13=120/3`. The latest HOURS_KEPT. */
    activeHours: 'strings',
    /** From where logs saw it, and from when to when: `network 203.0.113.0/24=2026-11-24T13:05/2026-11-25T08:30`. The first ORIGINS_KEPT of each sort. */
    origins: 'strings',
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
  Workload: { public: 'boolean', instanceProfile: 'string', resourcePolicy: 'string' },
  Resource: { sensitivity: 'integer', public: 'boolean', resourcePolicy: 'string' },
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
    /** First 16 hex digits of the SHA-256 of each file, sorted. */
    fileHashes: 'strings',
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
  /** A Deny that cannot be decided may stand against it. */
  conditionalDeny: 'boolean',
  /** JSON of the policy statements that made it (iam StatementReference). */
  statements: 'strings',
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

const union: Fold = (present, added) => {
  const [all, more] = [present as readonly string[], added as readonly string[]];
  // A log says the same of a pair in file after file.
  return more.every((entry) => all.includes(entry)) ? all : [...new Set([...all, ...more])].sort();
};
/** So many credentials are named on an edge: long-lived keys (`AKIA…`) come before sessions (`ASIA…`), of which a month has a thousand. */
const CREDENTIALS_NAMED = 32;
const someCredentials: Fold = (present, added) => {
  const [all, more] = [present as readonly string[], added as readonly string[]];
  const last = all[CREDENTIALS_NAMED - 1];
  const telling = last === undefined ? more : more.filter((credential) => credential < last);
  return telling.every((credential) => all.includes(credential)) ? all : [...new Set([...all, ...telling])].sort().slice(0, CREDENTIALS_NAMED);
};
const earliest: Fold = (present, added) => (added < present ? added : present);
const latest: Fold = (present, added) => (added > present ? added : present);
const sum: Fold = (present, added) => (present as number) + (added as number);

/** How two records of one edge, met within one import, become one. A property not named here keeps the later value. */
const EDGE_FOLDS: Readonly<Record<string, Fold>> = {
  level: (present, added) =>
    ACCESS_LEVELS.indexOf(added as never) > ACCESS_LEVELS.indexOf(present as never) ? added : present,
  actions: union,
  conditionKeys: union,
  credentials: someCredentials,
  conditional: (present, added) => (present as boolean) && (added as boolean),
  statements: union,
  conditionalDeny: (present, added) => (present as boolean) && (added as boolean),
  count: sum,
  denied: sum,
  days: (present, added) => sumDays(present as readonly string[], added as readonly string[]),
  firstSeen: earliest,
  lastSeen: latest,
  expiresAt: latest,
};

/** What holds once without, holds without. */
const ONLY_WHERE_BOTH_HAVE_IT: readonly string[] = ['conditional', 'conditionKeys', 'conditionalDeny', 'expiresAt'];

/**
 * Folds a second record of the same edge into the first. An edge that is unconditional or without an end once stays
 * so: `conditional` and `expiresAt` absent on either side means absent on the result.
 */
export function foldEdgeProperties(present: Properties, added: Properties): Properties {
  const folded = { ...present };
  foldEdgePropertiesInto(folded, added);
  return folded;
}

/** The same, changing the first record's properties: for logs, which say the same of a pair in file after file. */
export function foldEdgePropertiesInto(present: Record<string, PropertyValue>, added: Properties): void {
  for (const name of ONLY_WHERE_BOTH_HAVE_IT) if (present[name] !== undefined && added[name] === undefined) delete present[name];
  for (const name in added) {
    const value = added[name]!;
    const before = present[name];
    const fold = EDGE_FOLDS[name];
    if (before !== undefined) present[name] = fold ? fold(before, value) : value;
    else if (!ONLY_WHERE_BOTH_HAVE_IT.includes(name)) present[name] = value;
  }
}

/** Worked out over all exports, and so not of a thing that comes back: it may be another one of that name. */
export const WORKED_OUT: ReadonlySet<string> = new Set(['tier0', 'grantedActions']);

/** How values of these become one, whichever export tells them and whichever is told first. */
const NODE_FOLDS: Readonly<Record<string, (values: readonly PropertyValue[]) => PropertyValue>> = {
  lastUsedAt: (times) => times.reduce(latest),
  activeHours: (lists) => sumHours(lists as readonly (readonly string[])[]),
  origins: (lists) => uniteOrigins(lists as readonly (readonly string[])[]),
};

/** What exports saw a thing do: known of one that is gone, too. */
export const OBSERVED: ReadonlySet<string> = new Set(Object.keys(NODE_FOLDS));

/**
 * Added up by logs, and told by annotations of logs alone, since a second telling counts again. The log of changes leaves them out:
 * it would hold every list anew with each day's logs.
 */
export const COUNTED: ReadonlySet<string> = new Set(['activeHours', 'origins']);

/** A node's properties with others on top of them, later ones last; what is OBSERVED is folded. */
export function latestOf(...told: readonly Properties[]): Properties {
  const properties: Record<string, PropertyValue> = Object.assign({}, ...told) as Record<string, PropertyValue>;
  for (const name in NODE_FOLDS) {
    if (properties[name] === undefined) continue;
    const values = told.map((some) => some[name]).filter((value) => value !== undefined);
    if (values.length > 1) properties[name] = NODE_FOLDS[name]!(values);
  }
  return properties;
}

/** True for kinds whose edge stands for a right: an import that no longer shows it closes it. */
export function closesWhenDropped(kind: EdgeKind): boolean {
  return kind !== 'ACCESSED' && kind !== 'PERFORMED' && kind !== 'USED' && kind !== 'TARGETED';
}
