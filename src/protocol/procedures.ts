/**
 * Every question a client may ask the back end: input, output, and events on the way. The one list that the window,
 * the browser and the tests share; client and server are typed from it and check what crosses with it.
 */
import { z } from 'zod';
import * as shape from './shapes.ts';

const nothing = z.object({});
const handle = z.string();

/** `event`: what may be sent before the output, in order; absent when nothing is. */
function procedure<I extends z.ZodType, O extends z.ZodType, E extends z.ZodType = z.ZodNever>(definition: {
  readonly input: I;
  readonly output: O;
  readonly event?: E;
}) {
  return definition;
}

export const PROCEDURES = {
  'system.info': procedure({
    input: nothing,
    output: z.object({
      version: z.string(),
      /** Paths can be given to the import and case procedures (desktop), or files have to be uploaded (browser). */
      paths: z.boolean(),
      samples: z.array(z.object({ id: z.string(), title: z.string(), description: z.string() })),
      recent: z.array(z.object({ path: z.string(), title: z.string(), openedAt: z.string() })),
      /** From NEO4J_URI, NEO4J_USERNAME and NEO4J_DATABASE, to fill in the form; never the password. */
      neo4j: z.object({ uri: z.string(), username: z.string(), database: z.string(), passwordGiven: z.boolean() }),
      formats: z.array(z.object({ id: z.string(), title: z.string(), obtain: z.string(), description: z.string(), extensions: z.array(z.string()) })),
    }),
  }),

  /** Opens a case and makes it the open one; the case before it is closed. Events: loading progress. */
  'case.open': procedure({
    input: shape.caseLocation,
    output: shape.caseSummary,
    event: z.object({ read: z.number(), total: z.number().nullable() }),
  }),
  'case.close': procedure({ input: nothing, output: nothing }),
  /** Null when no case is open. */
  'case.summary': procedure({ input: nothing, output: shape.caseSummary.nullable() }),
  /** Stays open until cancelled; an event each time the open case changes (import, other client, close). */
  'case.watch': procedure({ input: nothing, output: nothing, event: shape.caseSummary.nullable() }),

  /** Starts an upload into a private temporary folder (browser); the returned path goes to import.run or case.open. */
  /** `name`: the file's, with the folder it lay in where that is known, as in `exports/grants.csv`. */
  'upload.begin': procedure({ input: z.object({ name: z.string(), bytes: z.number() }), output: z.object({ path: z.string() }) }),
  /** `data`: base64, at most 1 MiB decoded, in order. */
  'upload.chunk': procedure({ input: z.object({ path: z.string(), data: z.string() }), output: nothing }),
  'upload.discard': procedure({ input: z.object({ path: z.string() }), output: nothing }),

  /** Says what each file is, by content; folders are walked. */
  'import.recognise': procedure({ input: z.object({ paths: z.array(z.string()).min(1) }), output: z.array(shape.recognisedFile) }),
  'import.run': procedure({
    input: z.object({ paths: z.array(z.string()).min(1), scope: z.string().optional() }),
    output: shape.importReport,
    event: z.discriminatedUnion('type', [
      z.object({ type: z.literal('progress'), progress: shape.importProgress }),
      z.object({ type: z.literal('problem'), problem: shape.problem }),
    ]),
  }),

  'query.list': procedure({
    input: nothing,
    output: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        question: z.string(),
        description: z.string(),
        /** What it is about, as `reach`; all rules are of the area `findings`. */
        area: z.string(),
        /** Of a rule: the OWASP risk that it bears on, as `NHI7`. */
        risk: z.string().nullable(),
        columns: z.array(shape.column),
        /** JSON Schema of the parameters. */
        parameters: z.record(z.string(), z.unknown()),
        hasCypher: z.boolean(),
      }),
    ),
  }),
  /** Runs a query and keeps its rows at the host under a handle. */
  'query.run': procedure({
    input: z.object({ query: z.string(), parameters: z.record(z.string(), z.unknown()).default({}) }),
    output: z.object({ handle, columns: z.array(shape.column), total: z.number(), version: z.number() }),
  }),
  /** A page of a result, sorted and filtered at the host; `facets` counts the values of the named columns after search. */
  'query.page': procedure({
    input: z.object({
      handle,
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(2000),
      order: shape.tableOrder.default([]),
      filter: shape.tableFilter.default({}),
      facets: z.array(z.string()).default([]),
    }),
    output: z.object({
      /** Rows that pass the filter. */
      total: z.number(),
      rows: z.array(z.array(shape.cell)),
      facets: z.record(z.string(), z.array(shape.counted)),
    }),
  }),
  'query.close': procedure({ input: z.object({ handle }), output: nothing }),
  /** The query as Cypher to paste into Neo4j Browser, parameters as `:param` lines; or why there is none. */
  'query.cypher': procedure({
    input: z.object({ query: z.string(), parameters: z.record(z.string(), z.unknown()).default({}) }),
    output: z.object({ text: z.string().nullable(), reason: z.string().nullable() }),
  }),

  /** The findings of the case by the thresholds in force, fixed ones last, kept at the host under a handle for `query.page`. */
  'findings.run': procedure({
    input: nothing,
    output: z.object({
      handle,
      columns: z.array(shape.column),
      total: z.number(),
      /** Of the open ones. */
      open: z.object({ low: z.number(), medium: z.number(), high: z.number(), critical: z.number() }),
      accepted: z.number(),
      fixed: z.number(),
      version: z.number(),
    }),
  }),
  'finding.get': procedure({ input: z.object({ key: z.string() }), output: shape.finding }),
  /** Accepted ones stay and no longer count as open; until a time, or for good. */
  'findings.accept': procedure({
    input: z.object({ keys: z.array(z.string()).min(1).max(10_000), reason: z.string().trim().min(1).max(2000), until: z.string().optional() }),
    output: nothing,
  }),
  'findings.reopen': procedure({ input: z.object({ keys: z.array(z.string()).min(1).max(10_000) }), output: nothing }),

  /** A report of the case as text; events carry it in order. */
  'report.write': procedure({
    input: z.object({
      report: z.enum(shape.REPORTS),
      format: z.enum(shape.REPORT_FORMATS),
      uids: z.array(z.string()).max(1000).default([]),
      pseudonymise: z.boolean().default(false),
    }),
    output: z.object({ characters: z.number() }),
    event: z.object({ text: z.string() }),
  }),

  /** Queries kept with the case, by name; `language` is the one that its store takes. */
  'saved.list': procedure({
    input: nothing,
    output: z.object({ language: shape.savedQuery.shape.language, readOnly: z.boolean(), queries: z.array(shape.savedQuery) }),
  }),
  /** Saves without running. A name that is taken is refused unless `replace` says otherwise. */
  'saved.save': procedure({
    input: z.object({ name: z.string(), text: shape.statement, description: z.string().max(2000).default(''), replace: z.boolean().default(false) }),
    output: shape.savedQuery,
  }),
  'saved.remove': procedure({ input: z.object({ name: z.string() }), output: nothing }),
  /** Runs a saved query, or a text that is not saved, and keeps its rows under a handle for `query.page`; `more`: the limit cut some off. */
  'saved.run': procedure({
    input: z.union([
      z.object({ name: z.string(), limit: shape.rowLimit }).strict(),
      z.object({ text: shape.statement, limit: shape.rowLimit }).strict(),
    ]),
    output: z.object({ handle, columns: z.array(shape.column), total: z.number(), more: z.boolean() }),
  }),

  /** Things whose uid, native id, name, e-mail or fingerprint is or contains the text; exact ones first. */
  'thing.find': procedure({
    input: z.object({ text: z.string(), limit: z.number().int().min(1).max(200).default(20) }),
    output: z.array(z.object({ thing: shape.thing, matched: z.string(), exact: z.boolean() })),
  }),
  /** Everything the inspector shows of one thing. */
  'thing.get': procedure({
    input: z.object({ uid: z.string() }),
    output: z.object({
      thing: shape.thing,
      properties: shape.properties,
      evidence: z.array(shape.evidence),
      owners: z.array(z.object({ thing: shape.thing, source: z.string().nullable(), evidence: z.array(shape.evidence) })),
      orphanReasons: z.array(z.object({ code: z.string(), text: z.string() })),
      credentials: z.array(z.object({ thing: shape.thing, properties: shape.properties })),
      /** Edges by kind and direction, at most 50 of each; `total` counts all. */
      relations: z.array(
        z.object({
          kind: shape.edgeKind,
          direction: z.enum(['out', 'in']),
          total: z.number(),
          items: z.array(z.object({ thing: shape.thing, link: shape.link, properties: shape.properties, evidence: z.array(shape.evidence) })),
        }),
      ),
      reach: z.object({ granted: z.number(), observed: z.number(), exposure: z.number() }),
      history: z.array(
        z.object({ time: z.string(), import: z.string(), operation: z.string(), subject: z.string(), before: shape.properties, after: shape.properties }),
      ),
    }),
  }),
  /** Neighbours of one thing that are not yet drawn, nearest kinds first. */
  'thing.neighbours': procedure({
    input: z.object({ uid: z.string(), drawn: z.array(z.string()).default([]), limit: z.number().int().min(1).max(300).default(50) }),
    output: z.object({
      things: z.array(shape.thing),
      /** Among the new things, and between them and the drawn ones. */
      links: z.array(shape.link),
      more: z.number(),
    }),
  }),

  /** Blast radius (forward) or who can reach this (backward), grouped to the budget. */
  'walk.run': procedure({
    input: z.object({
      seeds: z.array(z.string()).min(1).max(1000),
      direction: z.enum(['forward', 'backward']).default('forward'),
      filter: shape.walkFilter,
      budget: z.object({ nodes: z.number().int().min(10).max(1000), edges: z.number().int().min(10).max(2500) }).default({ nodes: 300, edges: 600 }),
      /** Groups to draw as single things (at most 300 of each). */
      open: z.array(z.string()).default([]),
    }),
    output: shape.walkView,
  }),
  /** The things behind a group, or of the whole walk when no group is named; ordered by hop, then sensitivity, then uid. */
  'walk.members': procedure({
    input: z.object({ view: z.string(), group: z.string().optional(), offset: z.number().int().min(0), limit: z.number().int().min(1).max(2000) }),
    output: z.object({ total: z.number(), members: z.array(z.object({ thing: shape.thing, hop: z.number() })) }),
  }),
  'walk.close': procedure({ input: z.object({ view: z.string() }), output: nothing }),
  /** One shortest path with the evidence of each hop; empty when there is none. */
  'walk.why': procedure({
    input: z.object({ from: z.string(), to: z.string(), filter: shape.walkFilter }),
    output: z.object({
      things: z.array(shape.thing),
      steps: z.array(z.object({ from: z.string(), to: z.string(), links: z.array(z.object({ link: shape.link, properties: shape.properties, evidence: z.array(shape.evidence) })) })),
    }),
  }),

  /** The whole graph as JSON lines (see docs/export.md), or a query's rows as CSV. Events carry the text in order. */
  'export.run': procedure({
    input: z.discriminatedUnion('format', [
      z.object({ format: z.literal('jsonl') }),
      z.object({ format: z.literal('csv'), handle, order: shape.tableOrder.default([]), filter: shape.tableFilter.default({}) }),
    ]),
    output: z.object({ lines: z.number() }),
    event: z.object({ text: z.string() }),
  }),
} as const;

export type Procedures = typeof PROCEDURES;
export type ProcedureName = keyof Procedures;
/** What a caller gives (defaults may be left out). */
export type Input<P extends ProcedureName> = z.input<Procedures[P]['input']>;
/** What a handler gets (defaults filled in). */
export type ParsedInput<P extends ProcedureName> = z.output<Procedures[P]['input']>;
export type Output<P extends ProcedureName> = z.output<Procedures[P]['output']>;
export type EventOf<P extends ProcedureName> = NonNullable<Procedures[P]['event']> extends z.ZodType ? z.output<NonNullable<Procedures[P]['event']>> : never;
