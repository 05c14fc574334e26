/** One run of the command line: a back end in this process, the case that the options name, and Ctrl-C as cancel. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { AppError } from '../base/errors.ts';
import { parseTime } from '../base/time.ts';
import type { Backend, OpenCase } from '../backend/index.ts';
import { composeBackend } from '../host/compose.ts';
import type { CaseLocation } from '../protocol/shapes.ts';

export interface CaseOptions {
  readonly case?: string;
  readonly neo4j?: string;
  readonly username?: string;
  readonly database?: string;
  /** Commands that only read: the time that ages are measured at. */
  readonly asOf?: string;
}

/** The folder that holds package.json and resources, from wherever the built file lies. */
export function applicationFolder(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new AppError('internal', `No package.json above ${__dirname}. Install Tendril again.`);
    folder = parent;
  }
  return folder;
}

export function applicationVersion(): string {
  return (JSON.parse(readFileSync(join(applicationFolder(), 'package.json'), 'utf8')) as { version: string }).version;
}

/** Where the options, or NEO4J_URI, say the case is. Throws `bad-request` when they say nothing or both. */
export function caseLocation(options: CaseOptions, create: boolean): CaseLocation {
  if (options.case !== undefined && options.neo4j !== undefined) {
    throw new AppError('bad-request', 'Give --case or --neo4j, not both.');
  }
  if (options.case !== undefined) return { kind: 'case-file', path: resolve(options.case), create };
  const uri = options.neo4j ?? process.env['NEO4J_URI'];
  if (!uri) throw new AppError('bad-request', 'Which case? Give --case FILE or --neo4j URI, or set NEO4J_URI.');
  return {
    kind: 'neo4j',
    uri,
    username: options.username ?? process.env['NEO4J_USERNAME'] ?? 'neo4j',
    password: process.env['NEO4J_PASSWORD'] ?? '',
    database: options.database ?? process.env['NEO4J_DATABASE'],
  };
}

export interface Session {
  readonly backend: Backend;
  readonly openCase: OpenCase;
  readonly signal: AbortSignal;
}

/**
 * Opens the case, runs the work on it, and closes it whatever happens.
 * @param writes makes the case file when there is none (unless `create` says not to) and owns it meanwhile; else several
 *   commands may read it at once
 */
export async function withCase<T>(options: CaseOptions, writes: boolean, work: (session: Session) => Promise<T>, { create = writes } = {}): Promise<T> {
  const location = caseLocation(options, create);
  const cancel = new AbortController();
  const interrupt = (): void => cancel.abort();
  process.once('SIGINT', interrupt);
  const backend = composeBackend({ version: applicationVersion(), resourcesFolder: join(applicationFolder(), 'resources'), paths: true });
  try {
    await backend.open(location, cancel.signal, { readOnly: !writes, asOf: asOfTime(options) });
    return await work({ backend, openCase: backend.openCase()!, signal: cancel.signal });
  } finally {
    process.removeListener('SIGINT', interrupt);
    await backend.close();
  }
}

/** What --as-of says; undefined without it. Throws `bad-request`. */
export function asOfTime({ asOf }: CaseOptions): string | undefined {
  const time = asOf === undefined ? undefined : parseTime(asOf);
  if (asOf !== undefined && time === undefined) throw new AppError('bad-request', `--as-of "${asOf}" is no time; write it as 2026-11-24.`, { detail: { field: 'as-of' } });
  return time;
}
