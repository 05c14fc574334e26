/**
 * The one `:TendrilMeta` node: which version the store is at, and whether a commit is under way.
 *
 * Whoever writes takes the write lock on that node first, in the transaction that writes. So there is one writer at a
 * time, whatever machine it runs on, and what a transaction checked holds until it ends.
 */
import neo4j, { type ManagedTransaction } from 'neo4j-driver';
import { AppError } from '../../base/errors.ts';

/** Of how the store writes; a store of a higher format is refused. */
export const FORMAT = 1;

/** How long a commit in several transactions may stand still before another writer may undo it. */
export const LEASE_SECONDS = 60;

export interface Meta {
  readonly format: number;
  readonly version: number;
  /** What this commit or an earlier one wrote is visible. Apart from `version`, since attempts use numbers up. */
  readonly commit: number;
  /** The highest commit number that was ever given out. */
  readonly allocated: number;
  /** Of the apply that made this version, so that a repeated transaction knows its first run did count. */
  readonly token: string;
  readonly pending: Pending | undefined;
}

/** A commit in several transactions that is neither visible nor undone yet. */
export interface Pending {
  readonly commit: number;
  readonly token: string;
  /** Its last step that was written; 0 before the first. */
  readonly step: number;
  /** Its writer was not heard of for LEASE_SECONDS, by the server's clock. */
  readonly abandoned: boolean;
}

const EMPTY: Meta = { format: FORMAT, version: 0, commit: 0, allocated: 0, token: '', pending: undefined };

const FIELDS = `m {.*, abandoned: m.pendingUntil < datetime()} AS meta`;
const READ = `MATCH (m:TendrilMeta {id: 'store'}) RETURN ${FIELDS}`;
// Nothing of the node is read before the SET has the lock, so what is returned is what the last writer left.
const LOCK = `MERGE (m:TendrilMeta {id: 'store'})
  ON CREATE SET m.format = $format, m.version = 0, m.commit = 0, m.allocated = 0, m.token = ''
  SET m.locked = datetime() RETURN ${FIELDS}`;
const SET = `MATCH (m:TendrilMeta {id: 'store'}) SET m += $fields`;
const LEASE = `MATCH (m:TendrilMeta {id: 'store'})
  SET m += $fields, m.pendingUntil = datetime() + duration({seconds: $seconds})`;

/** Without a lock. An untouched database is at version 0. */
export async function readMeta(tx: ManagedTransaction): Promise<Meta> {
  return parse((await tx.run(READ)).records[0]?.get('meta'));
}

/** Takes the write lock, waiting for another writer's transaction to end, and reads. */
export async function lockMeta(tx: ManagedTransaction): Promise<Meta> {
  return parse((await tx.run(LOCK, { format: neo4j.int(FORMAT) })).records[0]?.get('meta'));
}

/** Makes everything that the commit wrote visible, as the store's next version. */
export async function publish(tx: ManagedTransaction, version: number, commit: number, token: string): Promise<void> {
  const fields = { version: neo4j.int(version), commit: neo4j.int(commit), allocated: neo4j.int(commit), token };
  await tx.run(SET, { fields: { ...fields, ...NO_PENDING } });
}

/** Notes that this step of the pending commit is written, and that its writer lives. */
export async function notePending(tx: ManagedTransaction, commit: number, token: string, step: number): Promise<void> {
  const fields = {
    allocated: neo4j.int(commit),
    pendingCommit: neo4j.int(commit),
    pendingToken: token,
    pendingStep: neo4j.int(step),
  };
  await tx.run(LEASE, { fields, seconds: neo4j.int(LEASE_SECONDS) });
}

export async function clearPending(tx: ManagedTransaction): Promise<void> {
  await tx.run(SET, { fields: NO_PENDING });
}

const NO_PENDING = { pendingCommit: null, pendingToken: null, pendingStep: null, pendingUntil: null };

interface StoredMeta {
  readonly format: number;
  readonly version: number;
  readonly commit: number;
  readonly allocated: number;
  readonly token: string;
  readonly pendingCommit?: number;
  readonly pendingToken?: string;
  readonly pendingStep?: number;
  readonly abandoned: boolean | null;
}

function parse(stored: StoredMeta | undefined): Meta {
  if (!stored) return EMPTY;
  const { format, version, commit, allocated, token } = stored;
  if (format > FORMAT) {
    const message =
      `This database was written by a newer Tendril (format ${format}, ` + `this one knows ${FORMAT}). Update Tendril.`;
    throw new AppError('case-newer', message, { detail: { format, known: FORMAT } });
  }
  const pending =
    stored.pendingCommit === undefined
      ? undefined
      : {
          commit: stored.pendingCommit,
          token: stored.pendingToken ?? '',
          step: stored.pendingStep ?? 0,
          abandoned: stored.abandoned ?? true,
        };
  return { format, version, commit, allocated, token, pending };
}
