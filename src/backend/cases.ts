/** Opening cases: a file, a Neo4j, or a sample imported into a file of its own; and which were opened lately. */
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, isAbsolute, join, resolve } from 'node:path';
import { randomUUID } from 'node:crypto';
import { AppError } from '../base/errors.ts';
import { timeText } from '../base/time.ts';
import { z } from '../sdk/index.ts';
import type { CaseLocation } from '../protocol/shapes.ts';
import type { BackendDependencies } from './dependencies.ts';
import { runImport } from './import/job.ts';
import { OpenCase } from './open-case.ts';

const RECENT_LIMIT = 10;
const recentFile = z.array(z.object({ path: z.string(), title: z.string(), openedAt: z.string() }));
/** `asOf`: when the incident it retells was; ages are measured at that time. `sources`: what it is rebuilt from. */
const sampleFile = z.object({ title: z.string(), description: z.string(), asOf: z.string().optional(), sources: z.array(z.object({ title: z.string(), url: z.string() })).default([]) });
export type Recent = z.infer<typeof recentFile>[number];
export interface Sample {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly asOf?: string | undefined;
  readonly sources: readonly { readonly title: string; readonly url: string }[];
}

export interface OpenOptions {
  readonly onProgress?: (read: number, total: number | undefined) => void;
  /** A case file that others may read at the same time. A Neo4j takes it from its location. */
  readonly readOnly?: boolean;
  /** Fixed-width UTC text: looks at the case as of then. */
  readonly asOf?: string | undefined;
}

export class Cases {
  readonly #dependencies: BackendDependencies;

  constructor(dependencies: BackendDependencies) {
    this.#dependencies = dependencies;
  }

  /** Opens and loads a case. Throws what stores throw, `case-missing` for an unknown sample, `aborted`. */
  async open(location: CaseLocation, signal: AbortSignal, { onProgress, readOnly, asOf }: OpenOptions = {}): Promise<OpenCase> {
    const { now, openCaseFile, openNeo4j } = this.#dependencies;
    if (location.kind === 'sample') return this.#openSample(location.id, signal);
    const path = location.kind === 'case-file' ? await this.#casePath(location.path) : '';
    const store = location.kind === 'neo4j' ? await openNeo4j(location) : await openCaseFile(path, { create: location.create ?? false, readOnly });
    const title = location.kind === 'neo4j' ? (location.database ?? 'neo4j') : basename(path).replace(/\.tendril$/, '');
    const opened = new OpenCase(store, { title, sample: false, now, asOf });
    try {
      await opened.load(signal, onProgress);
    } catch (error) {
      await store.close();
      throw error;
    }
    if (location.kind === 'case-file') await this.#remember({ path, title, openedAt: timeText(now()) });
    return opened;
  }

  /** True when the location is the file of this open case, which could not be opened a second time. */
  async isAt(location: CaseLocation, { store }: OpenCase): Promise<boolean> {
    return location.kind === 'case-file' && store.kind === 'case-file' && (await this.#casePath(location.path)) === store.location;
  }

  /** Where a case file that a client names lies. A bare name is a case in the state folder: what a browser creates. */
  async #casePath(path: string): Promise<string> {
    if (this.#dependencies.paths || !isBareName(path)) return resolve(path);
    const folder = join(this.#dependencies.stateFolder, 'cases');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return join(folder, path.endsWith('.tendril') ? path : `${path}.tendril`);
  }

  /** A sample is imported afresh each time, so that what someone tried on it does not stay. */
  async #openSample(id: string, signal: AbortSignal): Promise<OpenCase> {
    const sample = (await this.samples()).find((known) => known.id === id);
    if (!sample) throw new AppError('case-missing', `There is no sample case "${id}".`, { detail: { id } });
    const folder = join(this.#dependencies.stateFolder, 'samples');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const path = join(folder, `${id}-${randomUUID()}.tendril`);
    const store = await this.#dependencies.openCaseFile(path, { create: true });
    const opened = new OpenCase(store, { title: sample.title, sample: true, now: this.#dependencies.now, asOf: sample.asOf });
    try {
      await runImport(opened, this.#dependencies, { paths: [join(this.#dependencies.resourcesFolder, 'samples', id)], signal });
    } catch (error) {
      await this.close(opened);
      throw error;
    }
    return opened;
  }

  /** Closes a case; a sample's file goes with it. */
  async close({ store, sample }: OpenCase): Promise<void> {
    await store.close();
    if (sample) for (const file of [store.location, `${store.location}.wal`]) await rm(file, { force: true });
  }

  async samples(): Promise<Sample[]> {
    const folder = join(this.#dependencies.resourcesFolder, 'samples');
    const samples: Sample[] = [];
    for (const id of (await readdir(folder)).sort()) {
      const text = await readFile(join(folder, id, 'sample.json'), 'utf8').catch(() => undefined);
      if (text !== undefined) samples.push({ id, ...sampleFile.parse(JSON.parse(text)) });
    }
    return samples;
  }

  get #recentPath(): string {
    return join(this.#dependencies.stateFolder, 'recent.json');
  }

  /** Newest first; a list that cannot be read counts as empty, since it is only a convenience. */
  async recent(): Promise<Recent[]> {
    const text = await readFile(this.#recentPath, 'utf8').catch(() => '[]');
    try {
      return recentFile.parse(JSON.parse(text));
    } catch {
      return [];
    }
  }

  /** A list that cannot be kept, as in a read-only home folder, is no reason not to open the case. */
  async #remember(entry: Recent): Promise<void> {
    await this.#writeRecent(entry).catch(() => undefined);
  }

  async #writeRecent(entry: Recent): Promise<void> {
    const others = (await this.recent()).filter(({ path }) => path !== entry.path);
    await mkdir(this.#dependencies.stateFolder, { recursive: true, mode: 0o700 });
    const draft = `${this.#recentPath}.${process.pid}`;
    await writeFile(draft, JSON.stringify([entry, ...others].slice(0, RECENT_LIMIT), null, 2), { mode: 0o600 });
    await rename(draft, this.#recentPath);
  }
}

/** A name without any folder, as a browser gives it. */
export function isBareName(path: string): boolean {
  return !isAbsolute(path) && !/[\\/]/.test(path) && path !== '.' && path !== '..';
}
