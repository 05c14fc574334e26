/** The built app in a real Electron window, driven by Playwright. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { inject } from 'vitest';
import { findElectron } from '../../scripts/electron/find.mjs';
import './provided.ts';

export interface Desktop {
  readonly app: ElectronApplication;
  /** The first window. */
  readonly page: Page;
  /** Quits, and throws the profile away unless the caller gave it. */
  close(): Promise<void>;
}

export interface DesktopOptions {
  /** Further command line arguments of the app. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The profile folder: pass the same one twice to test what a restart keeps. */
  readonly userData?: string;
}

/** The Electron to test with and how to call it; undefined where there is none. */
export function electronExecutable(): Promise<{ path: string; args: string[]; env: Record<string, string> } | undefined> {
  return findElectron();
}

/** Starts the app with a profile of its own; for use inside `describeWith('desktop', …)`. */
export async function launchDesktop(options: DesktopOptions = {}): Promise<Desktop> {
  const electron = await electronExecutable();
  const place = inject('desktop')?.ready;
  if (!electron || !place) throw new Error('No Electron or no display for this test: wrap it in describeWith("desktop", …).');
  const userData = options.userData ?? (await mkdtemp(path.join(tmpdir(), 'tendril-profile-')));
  const app = await _electron.launch({
    executablePath: electron.path,
    args: ['--no-sandbox', '--disable-gpu', `--user-data-dir=${userData}`, ...electron.args, ...(options.args ?? [])],
    env: {
      ...(process.env as Record<string, string>),
      ...(place.display ? { DISPLAY: place.display } : {}),
      ...electron.env,
      ...options.env,
    },
    timeout: 30_000,
  });
  return {
    app,
    page: await app.firstWindow({ timeout: 30_000 }),
    async close() {
      await app.close();
      if (options.userData === undefined) await rm(userData, { recursive: true, force: true });
    },
  };
}
