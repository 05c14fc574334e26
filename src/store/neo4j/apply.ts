/**
 * Writes commits, whole or not at all. A small one is one transaction. A large one would not fit into the server's
 * memory as one, so it is written in steps that nobody sees (they carry a commit number above the visible one), then
 * made visible by one more transaction. A step, like a small commit, may be run again after a lost connection: what
 * its first run left on the TendrilMeta node says whether that one did count.
 */
import { randomUUID } from 'node:crypto';
import { throwIfAborted } from '../../base/abort.ts';
import { AppError } from '../../base/errors.ts';
import type { ApplyOptions, Commit } from '../store.ts';
import { batchesOf, type Batch } from './batches.ts';
import type { Connection } from './connection.ts';
import { LEASE_SECONDS, lockMeta, notePending, publish, readMeta, type Meta } from './meta.ts';
import { undo } from './undo.ts';

/** Records and log entries that one transaction takes. */
const ONE_TRANSACTION = 20_000;

export class Writer {
  readonly #connection: Connection;
  /** Tokens of commits that failed here: they can be undone at once, without waiting for their lease to end. */
  readonly #failed = new Set<string>();
  #undoing: Promise<void> = Promise.resolve();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** See Store.apply. */
  async apply(commit: Commit, options: ApplyOptions): Promise<number> {
    throwIfAborted(options.signal);
    await this.recover();
    const token = randomUUID();
    const records = recordsIn(commit);
    const progress = reporter(records, options);
    if (records + commit.changes.length <= ONE_TRANSACTION) await this.#applyAtOnce(commit, token, options, progress);
    else await this.#applyInSteps(commit, token, options, progress);
    return commit.base + 1;
  }

  /** Undoes what a commit that failed, here or on a machine that was lost, has left. Cheap when there is nothing. */
  async recover(): Promise<void> {
    await this.#undoing;
    const { pending } = await this.#connection.read(readMeta);
    if (!pending || !(pending.abandoned || this.#failed.has(pending.token))) return;
    await undo(this.#connection, pending.commit, randomUUID());
    this.#failed.delete(pending.token);
  }

  /** Resolves when nothing is being undone any more. */
  async settled(): Promise<void> {
    await this.#undoing;
  }

  async #applyAtOnce(commit: Commit, token: string, { signal }: ApplyOptions, progress: Progress): Promise<void> {
    await this.#connection.write(async (tx) => {
      const meta = await lockMeta(tx);
      if (meta.token === token) return;
      assertUnchanged(meta, commit.base);
      const number = meta.allocated + 1;
      const written = progress();
      for (const batch of batchesOf(commit)) {
        throwIfAborted(signal);
        await batch.write(tx, number);
        written(batch);
      }
      throwIfAborted(signal);
      await publish(tx, commit.base + 1, number, token);
    });
  }

  async #applyInSteps(commit: Commit, token: string, { signal }: ApplyOptions, progress: Progress): Promise<void> {
    const number = await this.#begin(commit.base, token);
    try {
      let step = 0;
      const written = progress();
      for (const batch of batchesOf(commit)) {
        throwIfAborted(signal);
        step += 1;
        await this.#step(batch, number, token, step);
        written(batch);
      }
      throwIfAborted(signal);
      await this.#publish(commit.base + 1, number, token);
    } catch (thrown) {
      this.#giveUp(number, token);
      throw thrown;
    }
  }

  #begin(base: number, token: string): Promise<number> {
    return this.#connection.write(async (tx) => {
      const meta = await lockMeta(tx);
      if (meta.pending?.token === token) return meta.pending.commit;
      assertUnchanged(meta, base);
      await notePending(tx, meta.allocated + 1, token, 0);
      return meta.allocated + 1;
    });
  }

  #step(batch: Batch, number: number, token: string, step: number): Promise<void> {
    return this.#connection.write(async (tx) => {
      const { pending } = await lockMeta(tx);
      if (pending?.token !== token) throw takenOver();
      if (pending.step >= step) return;
      await batch.write(tx, number);
      await notePending(tx, number, token, step);
    });
  }

  #publish(version: number, number: number, token: string): Promise<void> {
    return this.#connection.write(async (tx) => {
      const meta = await lockMeta(tx);
      if (meta.token === token) return;
      if (meta.pending?.token !== token) throw takenOver();
      await publish(tx, version, number, token);
    });
  }

  /** In the background, since the caller should hear of the failure now. */
  #giveUp(number: number, token: string): void {
    this.#failed.add(token);
    this.#undoing = undo(this.#connection, number, token).then(
      () => void this.#failed.delete(token),
      // The mark on the server stays and the token is remembered: the next apply tries again, and reports.
      () => undefined,
    );
  }
}

function assertUnchanged(meta: Meta, base: number): void {
  if (meta.pending) {
    const message =
      `Another import is being written. Try again when it is done; if its machine was lost, ` +
      `${LEASE_SECONDS} seconds after its last sign of life.`;
    throw new AppError('store-conflict', message, { retryable: true, detail: { base, version: meta.version } });
  }
  if (meta.version !== base) {
    const message =
      `The store is at version ${meta.version} and this commit was worked out against version ${base}. ` +
      'Read the store again, then repeat.';
    throw new AppError('store-conflict', message, { retryable: true, detail: { base, version: meta.version } });
  }
}

function takenOver(): AppError {
  const message =
    `This commit stood still for over ${LEASE_SECONDS} seconds and another client has undone it. ` +
    'Read the store again, then repeat.';
  return new AppError('store-conflict', message, { retryable: true });
}

function recordsIn(commit: Commit): number {
  return commit.newNodes.length + commit.changedNodes.length + commit.newEdges.length + commit.changedEdges.length;
}

/** Starts counting; a transaction that is repeated starts again, and only what is beyond the first run is reported. */
type Progress = () => (batch: Batch) => void;

function reporter(total: number, { onProgress }: ApplyOptions): Progress {
  let reported = 0;
  return () => {
    let written = 0;
    return (batch) => {
      written += batch.records;
      if (written <= reported) return;
      reported = written;
      onProgress?.(written, total);
    };
  };
}
