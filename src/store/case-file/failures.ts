/** What DuckDB and the file system say when a case file can't be opened, as errors a person can act on. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../base/errors.ts';

const HELD = /could not set lock|conflicting lock|being used by another process|file is already open/i;
const NEWER = /database file with version number|newer version of duckdb|storage version/i;
const UNREADABLE = /cannot open file|permission denied|is a directory|read-only file system|no space left/i;

/** Turns any failure to open `path` into an AppError. */
export async function openingFailure(path: string, thrown: unknown): Promise<AppError> {
  if (thrown instanceof AppError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (HELD.test(message)) return inUse(path, message, thrown);
  if (NEWER.test(message)) return newer(path, message, thrown);
  if (UNREADABLE.test(message) || errnoOf(thrown) !== undefined) return unreadable(path, thrown);
  return corrupt(path, message, thrown);
}

export function missing(path: string): AppError {
  return new AppError(
    'case-missing',
    `There is no case file at ${path}. Check the path, or import something to make one.`,
    {
      detail: { path },
    },
  );
}

export function corrupt(path: string, reason: string, cause?: unknown): AppError {
  return new AppError(
    'case-corrupt',
    `${path} is not a usable Tendril case: ${reason}. Open another file, or a backup of this one.`,
    {
      detail: { path, reason },
      cause,
    },
  );
}

export function newer(path: string, reason: string, cause?: unknown): AppError {
  return new AppError(
    'case-newer',
    `${path} was written by a newer Tendril than this one (${reason}). Update Tendril to open it.`,
    {
      detail: { path, reason },
      cause,
    },
  );
}

export function unreadable(path: string, cause: unknown): AppError {
  const reason = errnoOf(cause) ?? (cause instanceof Error ? cause.message : String(cause));
  return new AppError(
    'file-unreadable',
    `${path} can't be opened (${reason}). Check that its folder exists and that you may read and write there.`,
    {
      detail: { path, reason },
      cause,
    },
  );
}

/** @param processId of the owner, where it is known */
export function heldBy(
  path: string,
  processId: number | undefined,
  command: string | undefined,
  cause?: unknown,
): AppError {
  const who = processId === undefined ? 'another process' : `${command ?? 'a process'} (process ${processId})`;
  return new AppError('case-in-use', `${path} is open in ${who}. Close it there, or use that window.`, {
    detail: { path, ...(processId !== undefined && { processId }), ...(command !== undefined && { command }) },
    retryable: true,
    cause,
  });
}

/** DuckDB says `Conflicting lock is held in /usr/bin/node (PID 4711)`, on Windows it lists `C:\… (PID 4711)`. */
async function inUse(path: string, message: string, cause: unknown): Promise<AppError> {
  const found = /(?:held in|^)[ \t]*([^\r\n]*?)[ \t]*\(?PID (\d+)\)?/im.exec(message);
  const processId = found?.[2] === undefined ? undefined : Number(found[2]);
  const command = found?.[1] ? basename(found[1].replaceAll('\\', '/')) : await commandName(processId);
  return heldBy(path, processId, command, cause);
}

/** The name alone, never the arguments: those may hold a password. */
async function commandName(processId: number | undefined): Promise<string | undefined> {
  if (processId === undefined) return undefined;
  try {
    return (await readFile(`/proc/${processId}/comm`, 'utf8')).trim() || undefined;
  } catch {
    // No /proc here, or the process has just ended: the number has to do.
    return undefined;
  }
}

export function errnoOf(thrown: unknown): string | undefined {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' && /^E[A-Z]/.test(thrown.code)
    ? thrown.code
    : undefined;
}
