/** What a journey runs in: a browser tab or a desktop window, and what its parts share. */
import type { Page } from 'playwright';
import type { Frame } from '../pages/frame.ts';
import type { Command } from './command.ts';

export interface JourneyHost {
  readonly page: Page;
  /** Picks these files as a user would; the import screen lists them afterwards. */
  chooseFiles(files: readonly string[]): Promise<void>;
  chooseFolder(folder: string): Promise<void>;
  /** Asks for a case of this name on the first-run screen, by the system's dialog or by typing. */
  openCase(name: string): Promise<void>;
  /** What the download that `start` begins holds in the end. */
  saved(start: () => Promise<void>): Promise<Buffer>;
  close(): Promise<void>;
}

export interface Journey {
  readonly host: JourneyHost;
  readonly page: Page;
  readonly frame: Frame;
  readonly command: Command;
  /** For files of its own. */
  readonly folder: string;
  /** Leaves a screenshot in test-results/. */
  shot(what: string): Promise<string>;
}

/** What is under way; only to be called inside a test. */
export type UnderWay = () => Journey;
