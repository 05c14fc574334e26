/** `tendril serve`: the window in a browser, on this machine only. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../base/errors.ts';
import { composeBackend } from '../../host/compose.ts';
import { readerInWorker } from '../../host/read-in-worker.ts';
import { runServe } from '../../serve/index.ts';
import { note, print } from '../output.ts';
import { applicationFolder, applicationVersion, caseLocation, type CaseOptions } from '../session.ts';

export interface ServeCommandOptions extends CaseOptions {
  readonly port?: string;
}

/** Serves until Ctrl-C. With a case named, it is open from the start. */
export async function serveCommand(options: ServeCommandOptions): Promise<void> {
  const rendererFolder = join(applicationFolder(), 'out', 'renderer');
  if (!existsSync(rendererFolder)) throw new AppError('internal', `The window is not built: ${rendererFolder} is missing. Run: npm run build`);
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const backend = composeBackend({
    version: applicationVersion(),
    resourcesFolder: join(applicationFolder(), 'resources'),
    paths: false,
    newReader: () => readerInWorker(join(__dirname, 'import-worker.cjs')),
  });
  try {
    if (options.case !== undefined || options.neo4j !== undefined) {
      await backend.open(caseLocation(options, true), stop.signal);
    }
    await runServe({
      backend,
      rendererFolder,
      port: readPort(options.port),
      signal: stop.signal,
      onReady: (url) => {
        print(url);
        note('Open this address in a browser on this machine. It works once; Ctrl-C ends the serving.');
      },
      onInternalError: (error, procedure) => note(`tendril: ${procedure}: ${error.message}`),
    });
  } finally {
    await backend.close();
  }
}

function readPort(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new AppError('bad-request', `"${text}" is no port; give a number from 0 to 65535.`, { detail: { field: 'port' } });
}
