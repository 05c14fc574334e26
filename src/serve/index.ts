/** Serving the window to a browser: what the command line's `serve` runs. */
import type { Backend } from '../backend/index.ts';
import { toAppError } from '../base/errors.ts';
import type { ServeOptions } from '../protocol/server.ts';
import { startServe } from './serve.ts';

export { startServe, type RunningServe, type StartServeOptions } from './serve.ts';

export interface RunServeOptions {
  /** Composed with `paths: false`: a browser names no files, it uploads them. Closing it is the caller's. */
  readonly backend: Pick<Backend, 'handlers' | 'disconnect'>;
  readonly rendererFolder: string;
  readonly port?: number | undefined;
  /** Ends the serving. */
  readonly signal: AbortSignal;
  /** Gets the address to open, once it answers. */
  readonly onReady: (url: string) => void;
  readonly onInternalError: NonNullable<ServeOptions['onInternalError']>;
}

/** Serves until the signal fires; resolves when every connection is closed. Throws as `startServe` does. */
export async function runServe({ backend, signal, onReady, onInternalError, ...where }: RunServeOptions): Promise<void> {
  const running = await startServe({
    ...where,
    handlers: backend.handlers,
    onInternalError,
    onDisconnect: (client) => {
      backend.disconnect(client).catch((thrown: unknown) => onInternalError(toAppError(thrown), 'disconnect'));
    },
  });
  onReady(running.url);
  if (!signal.aborted) await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  await running.close();
}
