/**
 * The back end: one open case, and a handler for every procedure. The window, the browser and the command line all ask
 * it, each over its own transport.
 */
import { dirname } from 'node:path';
import { AppError } from '../base/errors.ts';
import { nextTurn, throwIfAborted } from '../base/abort.ts';
import { timeText } from '../base/time.ts';
import { areaOf, importers, queries, query } from '../catalogue/index.ts';
import { findThings } from '../graph/find.ts';
import type { Handlers } from '../protocol/server.ts';
import type { CaseLocation, CaseSummary } from '../protocol/shapes.ts';
import { isRule, z } from '../sdk/index.ts';
import { Cases, isBareName, type OpenOptions } from './cases.ts';
import { cypherText } from './cypher-text.ts';
import type { BackendDependencies } from './dependencies.ts';
import { csvLines, graphLines, inTexts } from './exports.ts';
import { findingHandlers } from './findings/handlers.ts';
import { runImport, type ImportRequest } from './import/job.ts';
import { asRecognisedFile, recogniseFiles } from './import/recognise.ts';
import type { OpenCase } from './open-case.ts';
import { parseParameters } from './query-rows.ts';
import { Results } from './results.ts';
import { savedQueryHandlers } from './saved-queries.ts';
import { summarise } from './summary.ts';
import { describeThing, neighboursOf, thingAt, viewOf } from './things.ts';
import { Uploads } from './uploads.ts';
import { Walks } from './walks.ts';

export interface Backend {
  readonly handlers: Handlers;
  /** Opens a case wherever it lies; for the command line, which may name any path. */
  open(location: CaseLocation, signal: AbortSignal, options?: OpenOptions): Promise<CaseSummary>;
  /** The open case, or undefined; for the command line, which works on it in process. */
  openCase(): OpenCase | undefined;
  /** Imports into the open case, rejects files included; for the command line. */
  runImport(request: ImportRequest): ReturnType<typeof runImport>;
  /** Frees what a client held. */
  disconnect(client: string): Promise<void>;
  /** Closes the case; no handler may be called after. */
  close(): Promise<void>;
}

export function createBackend(dependencies: BackendDependencies): Backend {
  const cases = new Cases(dependencies);
  const uploads = new Uploads(dependencies.stateFolder);
  const results = new Results();
  const walks = new Walks();
  const watchers = new Set<(summary: CaseSummary | null) => void>();
  let open: OpenCase | undefined;

  const current = (): OpenCase => {
    if (!open) throw new AppError('no-case-open', 'No case is open. Open a sample, a case file or a Neo4j first.');
    return open;
  };
  const summary = (): CaseSummary | null => (open ? summarise(open) : null);
  const changed = (): void => {
    walks.keepOnly(open?.graph);
    if (watchers.size === 0) return;
    const now = summary();
    for (const tell of watchers) tell(now);
  };
  const replace = async (next: OpenCase | undefined): Promise<void> => {
    const before = open;
    open = next;
    try {
      if (before) await cases.close(before);
    } finally {
      changed();
    }
  };
  const openLocation = async (location: CaseLocation, signal: AbortSignal, options: OpenOptions = {}): Promise<CaseSummary> => {
    const given = withPassword(location, dependencies.environment);
    // The same case file cannot be opened twice, so it is let go first; any other stays open until the next one is.
    if (open && (await cases.isAt(given, open))) await replace(undefined);
    const next = await cases.open(given, signal, options);
    await replace(next);
    return summarise(next);
  };
  const importInto = async (request: ImportRequest) => {
    const report = await runImport(current(), dependencies, request);
    changed();
    return report;
  };
  /** A client without paths may only name what it uploaded. */
  const checkPaths = (client: string, paths: readonly string[]): void => {
    if (dependencies.paths) return;
    const foreign = paths.find((path) => !uploads.holds(client, path));
    if (foreign !== undefined) throw new AppError('unauthorised', 'Only files uploaded in this session can be imported here.', { detail: { path: foreign } });
  };

  /** Beside the case file, where whoever sees the same file system finds them. */
  const rejectsFolder = (): string | undefined =>
    open?.store.kind === 'case-file' && !open.sample && dependencies.paths ? dirname(open.store.location) : undefined;
  /** A client without paths may open what it uploaded, a case of the state folder by its name, and what stands among the recent ones. */
  const checkCase = async (client: string, location: CaseLocation): Promise<void> => {
    if (dependencies.paths || location.kind !== 'case-file') return;
    const { path } = location;
    if (isBareName(path) || uploads.holds(client, path)) return;
    if (!location.create && (await cases.recent()).some((recent) => recent.path === path)) return;
    throw new AppError('unauthorised', 'Only uploaded cases, recent cases, and new ones by name can be opened here.', { detail: { path } });
  };

  const handlers: Handlers = {
    'system.info': async () => ({
      version: dependencies.version,
      paths: dependencies.paths,
      samples: await cases.samples(),
      recent: await cases.recent(),
      neo4j: {
        uri: dependencies.environment['NEO4J_URI'] ?? '',
        username: dependencies.environment['NEO4J_USERNAME'] ?? '',
        database: dependencies.environment['NEO4J_DATABASE'] ?? '',
        passwordGiven: Boolean(dependencies.environment['NEO4J_URI'] && dependencies.environment['NEO4J_PASSWORD']),
      },
      formats: importers().map(({ id, title, obtain, description, extensions }) => ({ id, title, obtain, description, extensions: [...extensions] })),
    }),

    'case.open': async (location, { signal, emit, client }) => {
      await checkCase(client, location);
      return openLocation(location, signal, { onProgress: (read, total) => void emit({ read, total: total ?? null }) });
    },
    'case.close': async () => {
      await replace(undefined);
      return {};
    },
    'case.summary': async () => summary(),
    'case.watch': async (_input, { signal, emit }) => {
      const tell = (now: CaseSummary | null): void => void emit(now);
      watchers.add(tell);
      tell(summary());
      await new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => resolve(), { once: true });
        if (signal.aborted) resolve();
      });
      watchers.delete(tell);
      return {};
    },

    'upload.begin': async ({ name }, { client }) => ({ path: await uploads.begin(client, name) }),
    'upload.chunk': async ({ path, data }, { client }) => {
      await uploads.append(client, path, data);
      return {};
    },
    'upload.discard': async ({ path }, { client }) => {
      await uploads.discard(client, path);
      return {};
    },

    'import.recognise': async ({ paths }, { signal, client }) => {
      checkPaths(client, paths);
      return (await recogniseFiles(paths, signal)).map(asRecognisedFile);
    },
    'import.run': async ({ paths, scope }, { signal, emit, client }) => {
      checkPaths(client, paths);
      return importInto({
        paths,
        scope,
        signal,
        rejectsFolder: rejectsFolder(),
        onProgress: (progress) => void emit({ type: 'progress', progress }),
        onProblem: (problem) => void emit({ type: 'problem', problem }),
      });
    },

    'query.list': async () =>
      queries().map((listed) => ({
        id: listed.id,
        title: listed.title,
        question: listed.question,
        description: listed.description,
        area: areaOf(listed.id),
        risk: isRule(listed) ? listed.rule.risk : null,
        columns: listed.columns.map((column) => ({ ...column })),
        parameters: z.toJSONSchema(listed.parameters, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>,
        hasCypher: typeof listed.cypher === 'function',
      })),
    'query.run': async ({ query: id, parameters }, { signal, client }) => results.run(current(), client, id, parameters, signal),
    'query.page': async (input) => results.page(input),
    'query.close': async ({ handle }) => {
      results.close(handle);
      return {};
    },
    'query.cypher': async ({ query: id, parameters }) => {
      const asked = query(id);
      if (typeof asked.cypher !== 'function') return { text: null, reason: asked.cypher.none };
      return { text: cypherText(asked.cypher(parseParameters(asked, parameters)), open?.time() ?? timeText(dependencies.now())), reason: null };
    },

    ...findingHandlers(dependencies, results, current),
    ...savedQueryHandlers(dependencies, results, current),

    'thing.find': async ({ text, limit }) => {
      const openCase = current();
      const view = viewOf(openCase);
      return findThings(openCase.graph, text, limit).map(({ index, matched, exact }) => ({ thing: thingAt(view, index), matched, exact }));
    },
    'thing.get': async ({ uid }, { signal }) => describeThing(current(), uid, signal),
    'thing.neighbours': async ({ uid, drawn, limit }) => neighboursOf(current(), uid, drawn, limit),

    'walk.run': async (input, { signal, client }) => walks.run(current(), client, input, signal),
    'walk.members': async (input) => walks.members(current(), input),
    'walk.close': async ({ view }) => {
      walks.close(view);
      return {};
    },
    'walk.why': async (input, { signal }) => walks.why(current(), input, signal),

    'export.run': async (input, { signal, emit }) => {
      let lines = 0;
      const source = input.format === 'jsonl' ? graphLines(current().graph) : csvOf(input.handle, input);
      for (const part of inTexts(source)) {
        throwIfAborted(signal);
        lines += part.lines;
        await emit({ text: part.text });
        await nextTurn();
      }
      return { lines };
    },
  };

  function csvOf(handle: string, { order, filter }: Pick<Parameters<Results['arranged']>[1], 'order' | 'filter'>): Iterable<string> {
    const { columns, rows } = results.arranged(handle, { order, filter });
    return csvLines(columns, rows);
  }

  return {
    handlers,
    open: openLocation,
    openCase: () => open,
    runImport: importInto,
    disconnect: async (client) => {
      results.disconnect(client);
      walks.disconnect(client);
      await uploads.disconnect(client);
    },
    close: async () => {
      await replace(undefined);
      await uploads.clear();
    },
  };
}

/** NEO4J_PASSWORD stands in for an empty password, but goes to the server of NEO4J_URI and to no other. */
function withPassword(location: CaseLocation, environment: BackendDependencies['environment']): CaseLocation {
  if (location.kind !== 'neo4j' || location.password !== '' || location.uri !== environment['NEO4J_URI']) return location;
  return { ...location, password: environment['NEO4J_PASSWORD'] ?? '' };
}
