/**
 * Opens the DuckDB database of a case file, and owns it in this process.
 *
 * DuckDB guards a file by a POSIX lock, which belongs to the process, not to the handle: a second handle on the same
 * file in this process would be let in, and closing it would drop the lock for both. So every open file is registered
 * here, and nothing in this process opens a registered file again.
 */
import { copyFile, mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { timeText } from '../../base/time.ts';
import { corrupt, errnoOf, heldBy, missing, newer, openingFailure, unreadable } from './failures.ts';
import { FORMAT, SCHEMA } from './schema.ts';
import { oneNumber, rows } from './sql.ts';

export interface Database {
  readonly instance: DuckDBInstance;
  /** Lets go of the file; the last one that shares it closes it. */
  release(): void;
}

interface Owned {
  readonly instance: DuckDBInstance;
  readonly readOnly: boolean;
  users: number;
}

const owned = new Map<string, Owned>();

/** Only its owner reads and writes a case: it shows a company's weak points. */
const PRIVATE = 0o600;

/** No extension is ever fetched, loaded or trusted; nothing spills beside the file, where others could read it. */
const SETTINGS = {
  threads: '2',
  temp_directory: '',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  allow_community_extensions: 'false',
} as const;

/**
 * What can't be set when opening: a time that somebody's SQL names is UTC, SQL reaches no other file from then on, and none
 * of this can be undone.
 */
const LOCK_DOWN = ["SET GLOBAL TimeZone = 'UTC'", 'SET enable_external_access = false', 'SET lock_configuration = true'];

/** Opens the file, which must be there. Throws as openCaseFile does. */
export async function openDatabase(path: string, readOnly: boolean): Promise<Database> {
  const key = await identityOf(path);
  if (key === undefined) throw missing(path);
  const present = owned.get(key);
  if (present && !(present.readOnly && readOnly)) throw heldBy(path, process.pid, 'this program');
  const entry = present ?? { instance: await openInstance(path, readOnly), readOnly, users: 0 };
  entry.users += 1;
  owned.set(key, entry);
  let released = false;
  return {
    instance: entry.instance,
    release() {
      if (released) return;
      released = true;
      entry.users -= 1;
      if (entry.users > 0) return;
      owned.delete(key);
      entry.instance.closeSync();
    },
  };
}

async function openInstance(path: string, readOnly: boolean): Promise<DuckDBInstance> {
  let instance: DuckDBInstance | undefined;
  try {
    instance = await DuckDBInstance.create(path, { ...SETTINGS, access_mode: readOnly ? 'READ_ONLY' : 'READ_WRITE' });
    const connection = await instance.connect();
    try {
      for (const sql of LOCK_DOWN) await connection.run(sql);
      await assertCase(path, connection);
    } finally {
      connection.closeSync();
    }
    return instance;
  } catch (error) {
    instance?.closeSync();
    throw await openingFailure(path, error);
  }
}

async function assertCase(path: string, connection: DuckDBConnection): Promise<void> {
  const tables = await rows(
    connection,
    `SELECT 1 FROM duckdb_columns() WHERE table_name = 'meta' AND column_name = 'format'`,
  );
  if (tables.length === 0) throw corrupt(path, 'it is a DuckDB database, but not one that Tendril made');
  const format = await oneNumber(connection, 'SELECT format FROM meta');
  if (format > FORMAT) throw newer(path, `format ${format}, this one knows ${FORMAT}`);
}

/**
 * Makes an empty case unless there is a file already. It is made whole in a private folder and then copied, so that
 * nobody else may read it at any time.
 */
export async function createDatabase(path: string, now: number): Promise<void> {
  if ((await identityOf(path)) !== undefined) return;
  if ((await identityOf(`${path}.wal`)) !== undefined) {
    throw corrupt(path, `${path}.wal is left over from a case that is gone; move it away first`);
  }
  const folder = await mkdtemp(join(tmpdir(), 'tendril-'));
  try {
    const draft = join(folder, 'case.tendril');
    const instance = await DuckDBInstance.create(draft, SETTINGS);
    try {
      const connection = await instance.connect();
      for (const sql of SCHEMA) await connection.run(sql);
      await connection.run('INSERT INTO meta VALUES (?, 0, ?)', [FORMAT, timeText(now)]);
      await connection.run('CHECKPOINT');
      connection.closeSync();
    } finally {
      instance.closeSync();
    }
    await copyPrivately(draft, path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function copyPrivately(draft: string, path: string): Promise<void> {
  const handle = await open(draft, 'r+');
  await handle.chmod(PRIVATE).finally(() => handle.close());
  try {
    // COPYFILE_EXCL: of two that create the same case at once, the second opens what the first has made.
    await copyFile(draft, path, 1);
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw unreadable(path, error);
  }
}

/** DuckDB would make the log of changes readable for all, so it finds one that is not. */
export async function prepareLog(path: string): Promise<void> {
  try {
    await (await open(`${path}.wal`, 'wx', PRIVATE)).close();
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw unreadable(`${path}.wal`, error);
  }
}

/** Removes a log that prepareLog made and nothing was written to. */
export async function removeEmptyLog(path: string): Promise<void> {
  const found = await stat(`${path}.wal`).catch(() => undefined);
  if (found?.size === 0) await rm(`${path}.wal`, { force: true });
}

/** True when this process has the file open, whatever it is called. */
export async function isOwned(path: string): Promise<boolean> {
  const key = await identityOf(path);
  return key !== undefined && owned.has(key);
}

/** The same for two paths to one file; undefined when there is none. */
async function identityOf(path: string): Promise<string | undefined> {
  try {
    const { dev, ino } = await stat(path, { bigint: true });
    return `${dev}:${ino}`;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw unreadable(path, error);
  }
}
