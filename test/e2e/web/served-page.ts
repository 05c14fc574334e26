/** The built window, served by the built command to a real browser. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Page } from 'playwright';
import { cliFile } from '../../../scripts/build.mjs';
import { launchChromium } from '../../support/chromium.ts';
import { WelcomePage } from '../pages/welcome-page.ts';
import type { JourneyHost } from '../journeys/host.ts';

export interface ServedPage extends JourneyHost {
  /** Another tab of the same browser. */
  anotherTab(): Promise<Page>;
  /** What the page wrote to its console as an error, and what it threw. */
  readonly complaints: readonly string[];
  /** Ends the serving, as a crash would. */
  kill(): Promise<void>;
}

/** Starts `tendril serve` with a state folder of its own and opens the address that it prints. */
export async function servedPage(): Promise<ServedPage> {
  const state = await mkdtemp(path.join(tmpdir(), 'tendril-web-'));
  const server = spawn(process.execPath, [cliFile, 'serve'], {
    env: { ...process.env, TENDRIL_STATE: state },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = (await once(createInterface({ input: server.stdout }), 'line')) as [string];
  const browser = await launchChromium();
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme: 'light', acceptDownloads: true });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(url);
  const kill = async () => {
    server.kill('SIGTERM');
    if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
  };
  return {
    page,
    complaints,
    kill,
    anotherTab: () => context.newPage(),
    chooseFiles: (files) => page.getByLabel('Files to import').setInputFiles([...files]),
    chooseFolder: (folder) => page.getByLabel('Folder to import').setInputFiles(folder),
    openCase: (name) => new WelcomePage(page).openCase(name),
    async saved(start) {
      const downloading = page.waitForEvent('download');
      await start();
      return readFile(await (await downloading).path());
    },
    async close() {
      await browser.close();
      await kill();
      await rm(state, { recursive: true, force: true });
    },
  };
}
