/**
 * One import, from paths to a committed change: recognise, read, fold, merge, write. Problems are collected beside the
 * facts; only what ends everything is thrown.
 */
import { createHash } from 'node:crypto';
import { parseTime, timeText } from '../../base/time.ts';
import { importer } from '../../catalogue/index.ts';
import { ImportBatch, type PendingImport } from '../../graph/import-batch.ts';
import type { Graph } from '../../graph/graph.ts';
import { mergeBatch, type Merge } from '../../graph/merge.ts';
import { edgePropertyType, nodePropertyType, type Properties, type PropertyType, type PropertyValue } from '../../model/properties.ts';
import type { NodeRecord } from '../../model/records.ts';
import { importUid } from '../../model/uid.ts';
import type { ImportProblem, ImportProgress, ImportReport } from '../../protocol/shapes.ts';
import type { AnnotationFact, EdgeFact, MentionFact, NodeFact } from '../../sdk/facts.ts';
import type { Fact, LooseProperties, Problem } from '../../sdk/importer.ts';
import { AppError } from '../../base/errors.ts';
import type { BackendDependencies, FileReader } from '../dependencies.ts';
import { withDerived } from '../derived.ts';
import { findingsAfterImport } from '../findings/after-import.ts';
import type { OpenCase } from '../open-case.ts';
import { importRecordOf } from '../import-records.ts';
import { thresholdsInForce } from '../settings.ts';
import { asRecognisedFile, noneRecognised, recogniseFiles, type Recognised } from './recognise.ts';
import { Rejects } from './rejects.ts';
import { STANDARD_INPUT } from './sources.ts';

const PROBLEM_LIMIT = 1000;

export interface ImportRequest {
  readonly paths: readonly string[];
  readonly scope?: string;
  /** Folder for rejects files; none are written without it. */
  readonly rejectsFolder?: string;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: ImportProgress) => void;
  readonly onProblem?: (problem: ImportProblem) => void;
}

/** Runs one import into the open case. Throws `format-unknown`, `file-unreadable`, `bad-request` for wrong settings, `aborted`, store errors. */
export async function runImport(openCase: OpenCase, dependencies: BackendDependencies, request: ImportRequest): Promise<ImportReport> {
  // Before anything is written: settings that cannot be read would else fail an import that is in already.
  const thresholds = await thresholdsInForce(dependencies.stateFolder);
  const report = await new ImportJob(openCase, dependencies, request).run();
  return { ...report, findings: await findingsAfterImport(openCase, thresholds, request.signal) };
}

class ImportJob {
  readonly #case: OpenCase;
  readonly #dependencies: BackendDependencies;
  readonly #request: ImportRequest;
  readonly #batch = new ImportBatch();
  readonly #hashes: string[][] = [];
  /** Hashes of all files that the case has imports of, looked up for the first log: there may be thousands of either. */
  #importedBefore: ReadonlySet<string> | undefined;
  /** Logs that are left out, having been imported before. */
  readonly #knownLogs: { readonly file: string; readonly number: number }[] = [];
  /** Of the logs that count in this import. */
  readonly #logHashes = new Set<string>();
  readonly #problems: ImportProblem[] = [];
  readonly #counts = { error: 0, warning: 0, note: 0 };
  readonly #rejects: Rejects;
  /** Standard input as it turned out when it was read. */
  readonly #streamed = new Map<Recognised, Recognised>();
  #mergeProblemsTold = false;
  #progress: ImportProgress = { phase: 'reading', file: '', filesDone: 0, filesTotal: 0, bytesRead: 0, bytesTotal: 0, records: 0, problems: 0 };
  #reported = 0;
  /** Of the file being read: rows rejected, whether it is a log, and what it says it lists completely. */
  #reading: { errors: number; accumulates: boolean; readonly scopes: Set<string> } = { errors: 0, accumulates: false, scopes: new Set() };

  constructor(openCase: OpenCase, dependencies: BackendDependencies, request: ImportRequest) {
    this.#case = openCase;
    this.#dependencies = dependencies;
    this.#request = request;
    this.#rejects = new Rejects(request.rejectsFolder);
  }

  async run(): Promise<Omit<ImportReport, 'findings'>> {
    try {
      return await this.#run();
    } finally {
      this.#rejects.release();
    }
  }

  async #run(): Promise<Omit<ImportReport, 'findings'>> {
    const started = this.#dependencies.now();
    const files = await recogniseFiles(this.#request.paths, this.#request.signal);
    const known = files.filter((file) => file.format !== undefined || file.path === STANDARD_INPUT);
    if (known.length === 0) throw noneRecognised(files);
    const reader = this.#dependencies.newReader();
    try {
      await this.#readAll(known, reader);
    } finally {
      reader.close();
    }
    // It may hold an export: to leave it out is no success.
    for (const { name, reason, unreadable } of files) {
      if (unreadable) this.#problem({ fact: 'problem', code: 'malformed', severity: 'error', message: `The file could not be read and was left out: ${reason}`, at: 'byte 0' }, name);
    }
    // Before the commit: rows that are neither in the case nor in a rejects file would be lost.
    const rejects = await this.#rejects.close();
    const merge = await this.#commit();
    return {
      imports: this.#batch.imports.map((pending) => importRecordOf(this.#importNode(pending, timeText(started)))),
      files: files.map((file) => asRecognisedFile(this.#streamed.get(file) ?? file)),
      records: this.#progress.records,
      problems: this.#problems,
      problemCounts: this.#counts,
      rejects,
      changed: {
        newNodes: merge.newNodes.filter(({ label }) => label !== 'Import').length,
        changedNodes: merge.changedNodes.filter(({ label }) => label !== 'Import').length,
        newEdges: merge.newEdges.length,
        changedEdges: merge.changedEdges.length,
        closed: merge.closed,
      },
      version: this.#case.graph.version,
      milliseconds: this.#dependencies.now() - started,
    };
  }

  async #readAll(files: readonly Recognised[], reader: FileReader): Promise<void> {
    const streamed = files.some(({ path }) => path === STANDARD_INPUT);
    const bytesTotal = streamed ? null : files.reduce((sum, file) => sum + file.bytes, 0);
    this.#progress = { ...this.#progress, filesTotal: files.length, bytesTotal };
    let before = 0;
    for (const [place, file] of files.entries()) {
      const number = this.#importNumber(file.format ?? STANDARD_INPUT);
      this.#report({ file: file.name }, true);
      this.#reading = { errors: 0, accumulates: false, scopes: new Set() };
      const log: Fact[] = [];
      const { sha256, format } = await reader.read(
        {
          format: file.format ?? '',
          path: file.path,
          name: file.name,
          scope: this.#request.scope,
          next: files[place + 1]?.path,
          signal: this.#request.signal,
          onBytes: (bytes) => this.#report({ bytesRead: before + bytes }),
        },
        async (facts, readAs) => {
          this.#batch.imports[number]!.format = readAs;
          this.#reading.accumulates = importer(readAs).accumulates ?? false;
          if (this.#reading.accumulates) for (const fact of facts) log.push(fact);
          else for (const fact of facts) this.#take(fact, file.name, number);
          await this.#rejects.written();
        },
      );
      this.#takeLog(log, sha256, file.name, number);
      this.#keepOpen(file.name, number);
      before += file.bytes;
      this.#batch.imports[number]!.format = format;
      if (file.format === undefined) this.#streamed.set(file, { ...file, format, title: importer(format).title });
      this.#hashes[number]!.push(sha256);
      this.#batch.imports[number]!.files.push(file.name);
      this.#report({ filesDone: this.#progress.filesDone + 1, bytesRead: before }, true);
    }
    this.#tellKnownLogs();
    for (const [number, pending] of this.#batch.imports.entries()) {
      const hashes = this.#hashes[number]!;
      pending.sha256 = hashes.length === 1 ? hashes[0]! : createHash('sha256').update(hashes.toSorted().join()).digest('hex');
      pending.uid = importUid(pending.format, pending.sha256);
    }
  }

  /** Of a log counts are summed, so each file counts once: facts wait until the hash tells whether it was imported before. */
  #takeLog(facts: readonly Fact[], sha256: string, file: string, number: number): void {
    if (facts.length === 0) return;
    const hash = shortHash(sha256);
    this.#importedBefore ??= importedHashes(this.#case.graph);
    const before = this.#logHashes.has(hash) || this.#importedBefore.has(hash);
    if (before) {
      this.#knownLogs.push({ file, number });
      return;
    }
    this.#logHashes.add(hash);
    for (const fact of facts) this.#take(fact, file, number);
  }

  /** Once for all of them: a folder that is imported every day holds thousands. */
  #tellKnownLogs(): void {
    const [first] = this.#knownLogs;
    if (!first) return;
    const others = this.#knownLogs.length - 1;
    const which = others === 0 ? 'This log was' : `This log and ${others} more were`;
    const message = `${which} imported before, with exactly these bytes, and not counted again.`;
    this.#problem({ fact: 'problem', code: 'skipped', severity: 'note', message, at: 'whole file' }, first.file, first.number);
  }

  /** A rejected row may be one that stands in the case: a file that has any closes nothing, and says so. */
  #keepOpen(file: string, number: number): void {
    const { errors, scopes } = this.#reading;
    if (errors === 0 || scopes.size === 0) return;
    for (const scope of scopes) this.#batch.incomplete.add(scope);
    const message = 'Rows of this file were rejected, so what it no longer shows was not closed. Mend them and import the whole file again.';
    this.#problem({ fact: 'problem', code: 'skipped', severity: 'note', message, at: 'whole file' }, file, number);
  }

  #importNumber(format: string): number {
    const { imports } = this.#batch;
    const present = imports.findIndex((pending) => pending.format === format);
    if (present !== -1) return present;
    this.#hashes.push([]);
    return imports.push({ format, uid: '', sha256: '', files: [], exportedAt: undefined, records: 0, problems: 0 }) - 1;
  }

  #take(fact: Fact, file: string, number: number): void {
    if (fact.fact === 'problem') {
      if (fact.severity === 'error') this.#reading.errors++;
      this.#problem(fact, file, number);
      return;
    }
    const record = this.#batch.imports[number]!;
    if (fact.fact === 'scope') {
      this.#reading.scopes.add(fact.scope);
      this.#batch.scope(fact.scope, number, fact.exportedAt === undefined ? undefined : parseTime(fact.exportedAt));
      return;
    }
    if (fact.fact !== 'mention') {
      record.records++;
      this.#progress.records++;
    }
    if (fact.fact === 'edge') this.#takeEdge(fact, file, number);
    else this.#takeNode(fact, file, number);
  }

  #takeEdge({ kind, from, to, scope, properties: loose, at }: EdgeFact, file: string, number: number): void {
    const properties = this.#clean(loose, edgePropertyType, file, number, at);
    this.#batch.edge({ kind, from, to, scope, properties, accumulates: this.#reading.accumulates }, { import: number, file, at });
  }

  #takeNode(fact: NodeFact | MentionFact | AnnotationFact, file: string, number: number): void {
    const { uid, label } = fact;
    const properties = this.#clean(fact.properties, (name) => nodePropertyType(label, name), file, number, fact.fact === 'mention' ? '' : fact.at);
    if (fact.fact === 'mention') this.#batch.mention(uid, label, properties, number);
    else if (fact.fact === 'annotation') this.#batch.annotate(uid, properties, number, fact.scope);
    else this.#batch.node(uid, label, properties, fact.scope, { import: number, file, at: fact.at }, fact.absent);
  }

  /** Absent values dropped, times in fixed width. What the model has no place for, or no time, is a problem. */
  #clean(loose: LooseProperties, typeOf: (name: string) => PropertyType | undefined, file: string, number: number, at: string): Properties {
    const clean: Record<string, PropertyValue> = {};
    for (const name in loose) {
      const value = loose[name];
      if (value === undefined || value === null || value === '') continue;
      const type = typeOf(name);
      const fitting = type === 'time' && typeof value === 'string' ? parseTime(value) : value;
      if (type === undefined || fitting === undefined) {
        const message = type === undefined ? `The model has no property "${name}"; it was left out.` : `"${String(value)}" is no time; ${name} was left out.`;
        this.#problem({ fact: 'problem', code: 'bad-value', severity: 'warning', message, at, field: name }, file, number);
      } else clean[name] = fitting;
    }
    return clean;
  }

  /** @param number of the import that read the file; absent for a file that none read */
  #problem(found: Problem, file: string, number?: number): void {
    const { code, severity, message, at, field } = found;
    const problem: ImportProblem = { file, at, field: field ?? null, code, severity, message };
    this.#counts[severity]++;
    this.#progress.problems++;
    if (number !== undefined) this.#batch.imports[number]!.problems++;
    if (this.#problems.length < PROBLEM_LIMIT) {
      this.#problems.push(problem);
      this.#request.onProblem?.(problem);
    }
    if (found.reject) this.#rejects.add(file, found.reject);
  }

  async #commit(): Promise<Merge> {
    this.#report({ phase: 'merging', file: '' }, true);
    return this.#case.change(this.#request.signal, (graph, now) => {
      this.#checkLogsNew(graph);
      const imported = mergeBatch(graph, this.#batch, now);
      this.#tellMergeProblems(imported);
      const changed = countRecords(imported) > 0;
      // The same bytes from a file and from standard input are one import.
      const imports = new Map(this.#batch.imports.map((pending) => [pending.uid, this.#importNode(pending, now)]));
      const merge = withDerived(graph, imported, this.#batch.imports[0]!.uid, now, [...imports.values()]);
      for (const node of imports.values()) {
        const present = graph.indexOf(node.uid);
        if (present === -1) merge.newNodes.push(node);
        else if (changed) merge.changedNodes.push(node);
      }
      this.#report({ phase: 'writing' }, true);
      return merge;
    });
  }

  /** Somebody else may have imported the same logs while these were read; to add them again would count them twice. */
  #checkLogsNew(graph: Graph): void {
    if (this.#logHashes.size === 0) return;
    const known = importedHashes(graph);
    if (![...this.#logHashes].some((hash) => known.has(hash))) return;
    throw new AppError('store-conflict', 'Some of these logs were imported by someone else meanwhile. Run the import again: what is in already is left out.', { retryable: true });
  }

  /** Once, though a conflict in the store has the merge worked out again. */
  #tellMergeProblems(merge: Merge): void {
    if (this.#mergeProblemsTold) return;
    this.#mergeProblemsTold = true;
    for (const scope of merge.overtaken) {
      const { import: number } = this.#batch.scopes.get(scope)!;
      const message = `A later export of ${scope} is in this case already. What stands was left as it is; what only this one shows was added as past.`;
      this.#problem({ fact: 'problem', code: 'skipped', severity: 'warning', message, at: 'whole file' }, this.#batch.imports[number]!.files[0]!, number);
    }
    for (const edge of merge.dangling) {
      const { import: number, file, at } = edge.evidence[0]!;
      const message = `${edge.kind} from ${edge.from} to ${edge.to} names a thing that nothing describes; the relationship was left out.`;
      this.#problem({ fact: 'problem', code: 'unknown-reference', severity: 'warning', message, at }, file, number);
    }
    for (const { uid, label, kept, evidence } of merge.labelClashes) {
      const message = `${uid} is described as ${kept} already and was described here as ${label}; it stays ${kept}.`;
      this.#problem({ fact: 'problem', code: 'duplicate', severity: 'warning', message, at: evidence.at }, evidence.file, evidence.import);
    }
  }

  #importNode(pending: PendingImport, now: string): NodeRecord {
    const scopes = [...this.#batch.scopes]
      .filter(([scope, { import: number }]) => this.#batch.imports[number] === pending && !this.#batch.incomplete.has(scope))
      .map(([scope]) => scope);
    const { uid, format, sha256, files, records, problems, exportedAt } = pending;
    const fileHashes = [...new Set(this.#hashes[this.#batch.imports.indexOf(pending)]!.map(shortHash))].sort();
    const properties: Record<string, PropertyValue> = { name: files.length === 1 ? files[0]! : `${files.length} files`, format, sha256, files, fileHashes, scopes, importedAt: now, records, problems };
    if (exportedAt) properties['exportedAt'] = exportedAt;
    return { uid, label: 'Import', properties, evidence: [] };
  }

  /** At most ten reports a second, but each that marks a step. */
  #report(step: Partial<ImportProgress>, always = false): void {
    this.#progress = { ...this.#progress, ...step };
    const now = this.#dependencies.now();
    if (!always && now - this.#reported < 100) return;
    this.#reported = now;
    this.#request.onProgress?.({ ...this.#progress });
  }
}

const shortHash = (sha256: string): string => sha256.slice(0, 16);

/** The short hashes of every file that the case has an import of. */
function importedHashes(graph: Graph): ReadonlySet<string> {
  const hashes = new Set<string>();
  for (const index of graph.withLabel('Import')) {
    for (const hash of (graph.property(index, 'fileHashes') as readonly string[] | undefined) ?? []) hashes.add(hash);
  }
  return hashes;
}

function countRecords({ newNodes, changedNodes, newEdges, changedEdges }: Merge): number {
  return newNodes.length + changedNodes.length + newEdges.length + changedEdges.length;
}
