/** The worker thread that importers run in, so that a large export never holds up the host's answers. */
import { parentPort, workerData } from 'node:worker_threads';
import { readFileHere } from '../backend/index.ts';
import { toAppError } from '../base/errors.ts';
import type { WorkerMessage, WorkerRequest } from './read-in-worker.ts';

const port = parentPort!;
const { format, path, name, scope } = workerData as WorkerRequest;
const cancel = new AbortController();
let acknowledged: (() => void) | undefined;

port.on('message', (message: 'taken' | 'cancel') => {
  if (message === 'cancel') cancel.abort();
  acknowledged?.();
});

const send = (message: WorkerMessage): void => port.postMessage(message);

async function run(): Promise<void> {
  try {
    const { sha256, format: read } = await readFileHere(
      { format, path, name, scope, signal: cancel.signal, onBytes: (bytes) => send({ type: 'bytes', bytes }) },
      async (facts) => {
        // One batch under way at a time: the host takes facts as fast as it can merge them, no faster.
        const taken = new Promise<void>((resolve) => {
          acknowledged = resolve;
        });
        send({ type: 'facts', facts });
        await taken;
      },
    );
    send({ type: 'done', sha256, format: read });
  } catch (error) {
    const { code, message, detail } = toAppError(error);
    send({ type: 'failed', code, message, detail });
  }
  port.close();
}

void run();
