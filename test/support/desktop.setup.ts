/** Global set-up of the desktop project: an Electron, and on Linux an X server of its own for the run. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import type { TestProject } from 'vitest/node';
import { findElectron } from '../../scripts/electron/find.mjs';
import { findProgram } from '../../scripts/run.mjs';

export default async function setUpDesktop(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const electron = await findElectron().catch((error: Error) => console.error(error.message));
  if (!electron) {
    project.provide('desktop', { missing: 'no Electron for tests was found or could be fetched' });
    return undefined;
  }
  if (process.platform !== 'linux') {
    project.provide('desktop', { ready: { display: undefined } });
    return undefined;
  }
  // Never the developer's own display: windows would pop up, and its size and focus would decide what the tests see.
  const program = findProgram(['Xvfb']);
  if (!program) {
    project.provide('desktop', { missing: 'no Xvfb was found' });
    return undefined;
  }
  const server = spawn(program, ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  project.provide('desktop', { ready: { display: await displayOf(server) } });
  return async () => {
    server.kill();
    if (server.exitCode === null) await once(server, 'exit');
  };
}

/** The server chooses a free display and writes its number when it takes connections. */
async function displayOf(server: ChildProcess): Promise<string> {
  const [number] = (await Promise.race([once(server.stdio[3] as Readable, 'data'), failed(server)])) as [Buffer];
  return `:${number.toString().trim()}`;
}

async function failed(server: ChildProcess): Promise<never> {
  const [code] = await once(server, 'exit');
  throw new Error(`Xvfb ended with code ${code} before it took connections.`);
}
