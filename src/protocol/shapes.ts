/** The shapes that procedures exchange, as zod schemas and the types they infer. Times are fixed-width UTC text. */
import { z } from 'zod';
import { ACCESS_LEVELS, EDGE_KINDS, NODE_LABELS, SEVERITIES } from '../model/labels.ts';
import { EVIDENCE_MODES } from '../model/walk.ts';

export const label = z.enum(NODE_LABELS);
export const edgeKind = z.enum(EDGE_KINDS);
export const propertyValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
export const properties = z.record(z.string(), propertyValue);
export const cell = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);

/** Where a case lives. A Neo4j password is used for the connection and kept nowhere. */
export const caseLocation = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('case-file'), path: z.string().min(1), create: z.boolean().optional() }),
  z.object({
    kind: z.literal('neo4j'),
    uri: z.string().min(1),
    username: z.string(),
    password: z.string(),
    database: z.string().optional(),
    readOnly: z.boolean().optional(),
  }),
  z.object({ kind: z.literal('sample'), id: z.string() }),
]);
export type CaseLocation = z.infer<typeof caseLocation>;

export const counted = z.object({ name: z.string(), count: z.number() });

export const importRecord = z.object({
  uid: z.string(),
  format: z.string(),
  files: z.array(z.string()),
  scopes: z.array(z.string()),
  importedAt: z.string(),
  exportedAt: z.string().nullable(),
  records: z.number(),
  problems: z.number(),
});

/** What stands in the open case; drives the overview. Counts are of things that are not closed. */
export const caseSummary = z.object({
  kind: z.enum(['case-file', 'neo4j']),
  location: z.string(),
  /** File name without its ending, database name, or the sample's title. */
  title: z.string(),
  sample: z.boolean(),
  readOnly: z.boolean(),
  /** When the case is looked at as of a time that is not the present: a retold incident. */
  asOf: z.string().nullable(),
  version: z.number(),
  nodes: z.number(),
  edges: z.number(),
  labels: z.array(counted),
  identityKinds: z.array(counted),
  providers: z.array(counted),
  nonHumanIdentities: z.number(),
  orphaned: z.number(),
  staleCredentials: z.number(),
  crownJewels: z.number(),
  tier0: z.number(),
  imports: z.array(importRecord),
});
export type CaseSummary = z.infer<typeof caseSummary>;

/** Enough to draw or list one thing. */
export const thing = z.object({
  uid: z.string(),
  label,
  name: z.string(),
  kind: z.string().nullable(),
  provider: z.string().nullable(),
  environment: z.string().nullable(),
  isNhi: z.boolean().nullable(),
  /** Reason codes of `orphaned-identities`; empty when owned or not an identity. */
  orphanReasons: z.array(z.string()),
  tier0: z.boolean(),
  sensitivity: z.number().nullable(),
  stale: z.boolean(),
  thirdParty: z.boolean(),
  missing: z.boolean(),
  closed: z.boolean(),
});
export type Thing = z.infer<typeof thing>;

/** All edges of one kind between two things, merged. */
export const link = z.object({
  kind: edgeKind,
  from: z.string(),
  to: z.string(),
  level: z.enum(ACCESS_LEVELS).nullable(),
  conditional: z.boolean(),
  /** ACCESSED only: attempts, and of them denied. */
  count: z.number().nullable(),
  denied: z.number().nullable(),
  firstSeen: z.string().nullable(),
  lastSeen: z.string().nullable(),
  /** How many edge records were merged. */
  records: z.number(),
});
export type Link = z.infer<typeof link>;

export const evidence = z.object({ import: z.string(), file: z.string(), at: z.string(), scope: z.string().optional() });

export const walkFilter = z.object({
  mode: z.enum(EVIDENCE_MODES).default('granted'),
  /** Edge kinds that are followed, of those that the mode follows. */
  relationships: z.array(edgeKind).min(1).optional(),
  hops: z.number().int().min(1).max(1000).optional(),
  window: z.object({ from: z.string().optional(), to: z.string().optional() }).optional(),
  minimumLevel: z.enum(ACCESS_LEVELS).optional(),
  conditional: z.boolean().optional(),
  at: z.string().optional(),
});

/**
 * A group stands for like things at one hop that are not drawn one by one. Ids start with `group:`, so that they can
 * stand where a uid stands in a link.
 */
export const group = z.object({
  id: z.string(),
  hop: z.number(),
  label,
  kind: z.string().nullable(),
  provider: z.string().nullable(),
  count: z.number(),
  sensitive: z.number(),
  orphaned: z.number(),
  /** The most sensitive first, at most three. */
  named: z.array(z.object({ uid: z.string(), name: z.string() })),
});
export type Group = z.infer<typeof group>;

/** A walk's outcome, grouped down to the budget of what can be drawn. */
export const walkView = z.object({
  /** Handle for `walk.members`; valid until the next store version or `walk.close`. */
  view: z.string(),
  direction: z.enum(['forward', 'backward']),
  seeds: z.array(thing),
  /** One sentence that says the outcome in words. */
  sentence: z.string(),
  reached: z.number(),
  crownJewels: z.number(),
  tier0: z.number(),
  maximumHop: z.number(),
  labels: z.array(counted),
  /** Of the reached: how many a granted, how many an observed walk reaches. */
  granted: z.number(),
  observed: z.number(),
  /** Edges that did not pass a filter for want of the property it asks for. */
  leftOut: z.number(),
  /** Things drawn one by one: seeds (hop 0), members of small or opened groups, and the most sensitive. */
  nodes: z.array(z.object({ thing, hop: z.number(), evidence: z.enum(EVIDENCE_MODES) })),
  groups: z.array(group),
  /** Between drawn things and groups; `count` edges stand behind one line; `attempts`: what the logs counted over them. */
  links: z.array(z.object({ from: z.string(), to: z.string(), kinds: z.array(edgeKind), count: z.number(), attempts: z.number().optional(), conditional: z.boolean(), observed: z.boolean(), granted: z.boolean(), denied: z.boolean() })),
});
export type WalkView = z.infer<typeof walkView>;

export const column = z.object({
  name: z.string(),
  title: z.string(),
  type: z.enum(['uid', 'text', 'integer', 'boolean', 'time', 'texts']),
  description: z.string(),
});
export type Column = z.infer<typeof column>;

export const tableOrder = z.array(z.object({ column: z.string(), descending: z.boolean() }));
export const tableFilter = z.object({
  /** Case-insensitive; a row passes when any of its cells contains the text. */
  search: z.string().optional(),
  /** Column name to accepted values; a list cell passes when any entry is accepted; null is `''`. */
  facets: z.record(z.string(), z.array(z.string())).optional(),
});

/** A fixed one is known from what the case remembers alone. */
export const FINDING_STATES = ['open', 'accepted', 'fixed'] as const;
export type FindingState = (typeof FINDING_STATES)[number];

export const REPORTS = ['findings', 'case', 'dossier'] as const;
export type ReportKind = (typeof REPORTS)[number];
export const REPORT_FORMATS = ['markdown', 'html', 'csv', 'sarif'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** One finding as a panel shows it. `state`: open, accepted, or fixed (then `finding` says what is remembered). */
export const finding = z.object({
  key: z.string(),
  state: z.enum(FINDING_STATES),
  rule: z.string(),
  title: z.string(),
  severity: z.enum(SEVERITIES),
  /** OWASP NHI Top 10 id and name; null for a fixed one of a rule that is no more. */
  risk: z.string().nullable(),
  controls: z.array(z.string()),
  uid: z.string(),
  /** The same as `uid` where there is no other thing. */
  about: z.string(),
  name: z.string(),
  sentence: z.string().nullable(),
  remedy: z.string().nullable(),
  command: z.string().nullable(),
  since: z.string().nullable(),
  firstSeen: z.string(),
  lastSeen: z.string(),
  fixedAt: z.string().nullable(),
  acceptance: z.object({ reason: z.string(), by: z.string(), at: z.string(), until: z.string().nullable() }).nullable(),
  evidence: z.array(evidence),
});
export type FindingView = z.infer<typeof finding>;

export const problem = z.object({
  file: z.string(),
  at: z.string(),
  field: z.string().nullable(),
  code: z.string(),
  severity: z.enum(['error', 'warning', 'note']),
  message: z.string(),
});
export type ImportProblem = z.infer<typeof problem>;

export const recognisedFile = z.object({
  file: z.string(),
  bytes: z.number(),
  /** Null when no importer claims the file. */
  format: z.string().nullable(),
  title: z.string().nullable(),
  reason: z.string(),
});
export type RecognisedFile = z.infer<typeof recognisedFile>;

export const importReport = z.object({
  imports: z.array(importRecord),
  files: z.array(recognisedFile),
  records: z.number(),
  problems: z.array(problem),
  /** All problems by severity; `problems` holds at most the first 1,000. */
  problemCounts: z.object({ error: z.number(), warning: z.number(), note: z.number() }),
  /** Paths of rejects files written, if any. */
  rejects: z.array(z.string()),
  changed: z.object({ newNodes: z.number(), changedNodes: z.number(), newEdges: z.number(), changedEdges: z.number(), closed: z.number() }),
  /** What it did to the findings; null when recording them was cancelled. */
  findings: z.object({ opened: z.number(), fixed: z.number(), open: z.number() }).nullable(),
  version: z.number(),
  milliseconds: z.number(),
});
export type ImportReport = z.infer<typeof importReport>;

export const importProgress = z.object({
  phase: z.enum(['reading', 'merging', 'writing']),
  file: z.string(),
  filesDone: z.number(),
  filesTotal: z.number(),
  bytesRead: z.number(),
  /** Null for standard input. */
  bytesTotal: z.number().nullable(),
  records: z.number(),
  problems: z.number(),
});
export type ImportProgress = z.infer<typeof importProgress>;

/** A query kept with the case, in the language of its store. */
export const savedQuery = z.object({
  name: z.string(),
  language: z.enum(['sql', 'cypher']),
  text: z.string(),
  description: z.string(),
  /** Who saved it: a user name of the machine where that was. */
  by: z.string(),
  time: z.string(),
});
export type SavedQuery = z.infer<typeof savedQuery>;
/** Rows of somebody's own statement: how many are given when nothing is said, and how many at most. */
export const ROW_LIMIT = { usual: 1_000, most: 100_000 } as const;
export const rowLimit = z.number().int().min(1).max(ROW_LIMIT.most).default(ROW_LIMIT.usual);

/** Characters of such a statement. */
export const LONGEST_STATEMENT = 100_000;
export const statement = z.string().max(LONGEST_STATEMENT);
