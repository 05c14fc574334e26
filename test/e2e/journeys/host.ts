/** What a journey needs of the place that it runs in: a browser tab or a desktop window. */
import type { Page } from 'playwright';

export interface JourneyHost {
  readonly page: Page;
  /** Picks these files as a user would; the import screen lists them afterwards. */
  chooseFiles(files: readonly string[]): Promise<void>;
  chooseFolder(folder: string): Promise<void>;
  /** Opens a case file from the first-run screen, by the system's dialog or by its path. */
  openCaseFile(file: string): Promise<void>;
  /** What the download that `start` begins holds in the end. */
  saved(start: () => Promise<void>): Promise<Buffer>;
  close(): Promise<void>;
}
