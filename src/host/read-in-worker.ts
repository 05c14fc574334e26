/** Reads a file through its importer in a worker thread: a ReadFile for the host process and the server. */
import { Worker } from 'node:worker_threads';
import type { ReadFile } from '../backend/index.ts';
import { AppError, type ErrorCode } from '../base/errors.ts';
import type { Fact } from '../sdk/importer.ts';

export interface WorkerRequest {
  readonly format: string;
  readonly path: string;
  readonly name: string;
  readonly scope: string | undefined;
}

export type WorkerMessage =
  | { readonly type: 'bytes'; readonly bytes: number }
  | { readonly type: 'facts'; readonly facts: readonly Fact[] }
  | { readonly type: 'done'; readonly sha256: string; readonly format: string }
  | { readonly type: 'failed'; readonly code: ErrorCode; readonly message: string; readonly detail: Record<string, unknown> };

/** @param script the built import-worker */
export function readFileInWorker(script: string): ReadFile {
  return ({ format, path, name, scope, signal, onBytes }, onFacts) =>
    new Promise((resolve, reject) => {
      const request: WorkerRequest = { format, path, name, scope };
      const worker = new Worker(script, { workerData: request });
      const cancel = (): void => worker.postMessage('cancel');
      const finish = (settle: () => void): void => {
        signal.removeEventListener('abort', cancel);
        void worker.terminate();
        settle();
      };
      if (signal.aborted) cancel();
      signal.addEventListener('abort', cancel, { once: true });
      worker.on('error', (error) => finish(() => reject(error)));
      worker.on('exit', () => finish(() => reject(new AppError('internal', `Reading ${name} ended without an outcome.`))));
      worker.on('message', (message: WorkerMessage) => {
        if (message.type === 'bytes') onBytes(message.bytes);
        else if (message.type === 'done') finish(() => resolve({ sha256: message.sha256, format: message.format }));
        else if (message.type === 'failed') {
          finish(() => reject(new AppError(message.code, message.message, { detail: message.detail })));
        } else {
          Promise.resolve(onFacts(message.facts)).then(
            () => worker.postMessage('taken'),
            (error: unknown) => finish(() => reject(error)),
          );
        }
      });
    });
}
