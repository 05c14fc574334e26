/** The host process of the desktop window: the back end, and a message port for each page that connects. */
import { join } from 'node:path';
import { toAppError, type AppError } from '../base/errors.ts';
import { serve } from '../protocol/server.ts';
import { overMainPort, type MainPort } from '../protocol/transport-message-port.ts';
import { composeBackend } from './compose.ts';
import { readerInWorker } from './read-in-worker.ts';

/** What Electron adds to `process` here; its types are for main and preload only. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown; readonly ports: readonly MainPort[] }) => void): void;
}
const { parentPort } = process as unknown as { readonly parentPort: ParentPort };
const [version = '', stateFolder] = process.argv.slice(2);

const backend = composeBackend({
  version,
  resourcesFolder: join(__dirname, '..', '..', 'resources'),
  paths: true,
  newReader: () => readerInWorker(join(__dirname, 'import-worker.cjs')),
  ...(stateFolder === undefined ? {} : { stateFolder }),
});

parentPort.on('message', ({ data, ports: [port] }) => {
  if (data === 'close') void close();
  else if (data === 'client' && port) {
    serve(overMainPort(port), backend.handlers, {
      onDisconnect: (client) => void backend.disconnect(client).catch((thrown: unknown) => report(toAppError(thrown), 'disconnect')),
      onInternalError: report,
    });
  }
});

async function close(): Promise<void> {
  try {
    await backend.close();
    process.exit(0);
  } catch (thrown) {
    report(toAppError(thrown), 'close');
    process.exit(1);
  }
}

function report(error: AppError, procedure: string): void {
  const { cause } = error;
  console.error(`tendril: ${procedure} failed:`, cause instanceof Error ? cause : error);
}
