/**
 * What a newcomer does, once through the whole window, in a browser tab and in the desktop window alike; only how files go
 * in and out differs. What the window shows is held against what the command answers.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { screenshot } from '../../support/screenshot.ts';
import { Frame } from '../pages/frame.ts';
import { byKeyboard } from './by-keyboard.ts';
import { Command } from './command.ts';
import { firstRun } from './first-run.ts';
import type { Journey, JourneyHost } from './host.ts';
import { importing } from './importing.ts';
import { inventory } from './inventory.ts';
import { investigating } from './investigating.ts';
import { orphans } from './orphans.ts';
import { themes } from './themes.ts';

/** Declares the tests; each goes on where the one before it ended. @param name prefix of the screenshots */
export function journey(name: string, open: () => Promise<JourneyHost>): void {
  let underWay: Journey;

  beforeAll(async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'tendril-journey-'));
    const [host, command] = await Promise.all([open(), Command.overSample(folder)]);
    const { page } = host;
    underWay = { host, page, frame: new Frame(page), command, folder, shot: (what) => screenshot(page, `${name}-${what}`) };
  });
  afterAll(async () => {
    await underWay?.host.close();
    if (underWay) await rm(underWay.folder, { recursive: true, force: true });
  });

  for (const part of [firstRun, investigating, orphans, inventory, themes, importing, byKeyboard]) part(() => underWay);
}
