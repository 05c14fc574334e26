/** The worker thread that importers run in, so that a large export never holds up the host's answers. */
import { parentPort } from 'node:worker_threads';
import { readerHere } from '../backend/index.ts';
import { toAppError } from '../base/errors.ts';
import type { WorkerMessage, WorkerOrder, WorkerRequest } from './read-in-worker.ts';

const port = parentPort!;
const reader = readerHere();
let cancel = new AbortController();
let acknowledged: (() => void) | undefined;

port.on('message', (order: WorkerOrder) => {
  if (order.type === 'read') void read(order);
  else if (order.type === 'cancel') cancel.abort();
  if (order.type !== 'read') acknowledged?.();
});

const send = (message: WorkerMessage): void => port.postMessage(message);

async function read({ format, path, name, scope, next }: WorkerRequest): Promise<void> {
  cancel = new AbortController();
  const { signal } = cancel;
  try {
    const { sha256, format: readAs } = await reader.read(
      { format, path, name, scope, next, signal, onBytes: (bytes) => send({ type: 'bytes', bytes }) },
      async (facts, factsOf) => {
        // One batch under way at a time: the host takes facts as fast as it can merge them, no faster.
        const taken = new Promise<void>((resolve) => {
          acknowledged = resolve;
        });
        send({ type: 'facts', facts, format: factsOf });
        await taken;
      },
    );
    send({ type: 'done', sha256, format: readAs });
  } catch (error) {
    const { code, message, detail } = toAppError(error);
    send({ type: 'failed', code, message, detail });
  }
}
