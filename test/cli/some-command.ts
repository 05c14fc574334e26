/** Runs the built command line as a shell does: a process of its own, real pipes, real exit codes. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { cliFile } from '../../scripts/build.mjs';
import { root } from '../../scripts/paths.mjs';

export const SAMPLE = join(root, 'resources', 'samples', 'meridian-parcel');

export interface Outcome {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Running {
  readonly process: ReturnType<typeof spawn>;
  readonly outcome: Promise<Outcome>;
}

/** No Neo4j of the machine's, and a state folder that is not the user's. */
const ENVIRONMENT = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('NEO4J_')));

/** Starts `program` with pipes on all three; what still runs when the test ends is killed. */
export function start(program: string, parameters: readonly string[], environment: Readonly<Record<string, string>> = {}): Running {
  const child = spawn(program, parameters, { env: { ...ENVIRONMENT, TENDRIL_STATE: join(tmpdir(), `tendril-cli-state-${process.pid}`), ...environment } });
  onTestFinished(() => void child.kill('SIGKILL'));
  const code = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  // A program that ends without reading its input closes the pipe under the test.
  child.stdin.on('error', () => undefined);
  const outcome = Promise.all([code, text(child.stdout), text(child.stderr)]).then(([ended, out, err]) => ({ code: ended, out, err }));
  return { process: child, outcome };
}

export function startTendril(...parameters: string[]): Running {
  return start(process.execPath, [cliFile, ...parameters]);
}

/** Runs a command to its end, with this on standard input. */
export async function tendril(parameters: readonly string[], input: string | Uint8Array = ''): Promise<Outcome> {
  const running = startTendril(...parameters);
  running.process.stdin!.end(input);
  return running.outcome;
}

/** Runs a line of bash in which `tendril` is the command. */
export async function shell(line: string, environment: Readonly<Record<string, string>> = {}): Promise<Outcome> {
  const running = start('bash', ['-c', `tendril() { "$NODE" "$CLI" "$@"; }\n${line}`], { NODE: process.execPath, CLI: cliFile, ...environment });
  running.process.stdin!.end();
  return running.outcome;
}

export function jsonOf(outcome: Outcome): never {
  if (outcome.code !== 0) throw new Error(`exit code ${outcome.code}: ${outcome.err}`);
  return JSON.parse(outcome.out) as never;
}

/** A folder for the files of one test file, and its removal. */
export async function temporaryFolder(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'tendril-cli-'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
