/** Reads the files of an import through their importers in a worker thread: for the host process and the server. */
import { Worker } from 'node:worker_threads';
import type { FileReader, ReadFile } from '../backend/index.ts';
import { throwIfAborted } from '../base/abort.ts';
import { AppError, type ErrorCode } from '../base/errors.ts';
import type { Fact } from '../sdk/importer.ts';

export interface WorkerRequest {
  readonly type: 'read';
  readonly format: string;
  readonly path: string;
  readonly name: string;
  readonly scope: string | undefined;
  readonly next: string | undefined;
}

/** What the worker is told: read this, the last batch was taken, stop. */
export type WorkerOrder = WorkerRequest | { readonly type: 'taken' } | { readonly type: 'cancel' };

export type WorkerMessage =
  | { readonly type: 'bytes'; readonly bytes: number }
  | { readonly type: 'facts'; readonly facts: readonly Fact[]; readonly format: string }
  | { readonly type: 'done'; readonly sha256: string; readonly format: string }
  | { readonly type: 'failed'; readonly code: ErrorCode; readonly message: string; readonly detail: Record<string, unknown> };

/**
 * A reader whose worker starts with the first file and serves all of them: a day of logs is thousands of files. Files
 * are read one at a time; `close` ends the worker.
 * @param script the built import-worker
 */
export function readerInWorker(script: string): FileReader {
  let worker: Worker | undefined;
  /** Why it is no more: it may end between two files too, while it unpacks the next. */
  let end: Error | undefined;
  const start = (): Worker => {
    const started = new Worker(script);
    started.on('error', (error) => (end ??= error));
    started.on('exit', () => (end ??= new AppError('internal', 'The worker that reads files ended by itself.')));
    return started;
  };
  return {
    async read(options, onFacts) {
      throwIfAborted(options.signal);
      worker ??= start();
      if (end) throw end;
      return readThrough(worker, options, onFacts);
    },
    close: () => void worker?.terminate(),
  };
}

function readThrough(worker: Worker, { format, path, name, scope, next, signal, onBytes }: Parameters<ReadFile>[0], onFacts: Parameters<ReadFile>[1]): ReturnType<ReadFile> {
  return new Promise((resolve, reject) => {
    const order = (told: WorkerOrder): void => worker.postMessage(told);
    const cancel = (): void => order({ type: 'cancel' });
    const finish = (settle: () => void): void => {
      signal.removeEventListener('abort', cancel);
      worker.off('message', take).off('error', fail).off('exit', ended);
      settle();
    };
    const fail = (error: unknown): void => finish(() => reject(error as Error));
    const ended = (): void => fail(new AppError('internal', `Reading ${name} ended without an outcome.`));
    const take = (message: WorkerMessage): void => {
      if (message.type === 'bytes') onBytes(message.bytes);
      else if (message.type === 'done') finish(() => resolve({ sha256: message.sha256, format: message.format }));
      else if (message.type === 'failed') fail(new AppError(message.code, message.message, { detail: message.detail }));
      else Promise.resolve(onFacts(message.facts, message.format)).then(() => order({ type: 'taken' }), fail);
    };
    worker.on('message', take).on('error', fail).on('exit', ended);
    order({ type: 'read', format, path, name, scope, next });
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel, { once: true });
  });
}
