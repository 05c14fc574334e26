/** The import screen, from the list of recognised files to the report. */
import type { Locator, Page } from 'playwright';

export class ImportPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Lines of the list of files: name, size, what it is, and why. */
  async files(): Promise<string[]> {
    await this.#page.getByRole('region', { name: 'Recognised files' }).waitFor();
    return this.#page.locator('.file-line').allTextContents();
  }

  /** Lines of the files that are of no known format. */
  async refused(): Promise<string[]> {
    await this.files();
    return this.#page.locator('.file-line', { hasText: 'Not recognised' }).allTextContents();
  }

  /** Starts the import, into the open case or a new one. Not there while no file is of a known format. */
  get importButton(): Locator {
    return this.#page.getByRole('button', { name: /import [\d,]+ files?$/i });
  }

  /** Names of the formats, where the screen lists them. */
  formats(): Promise<string[]> {
    return this.#page.getByRole('region', { name: 'What can be read' }).locator('dt').allTextContents();
  }

  async clear(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Clear the list' }).click();
  }

  /** Without an open case: begins to import into a new one of this name. */
  async create(name: string): Promise<void> {
    await this.#page.getByLabel('Name of the new case').fill(name);
    await this.importButton.click();
  }

  async importInto(): Promise<void> {
    await this.importButton.click();
    await this.report.waitFor();
  }

  /** While an import runs. */
  get progress(): Locator {
    return this.#page.getByRole('main', { name: 'Import' }).getByRole('progressbar');
  }

  get report(): Locator {
    return this.#page.getByRole('region', { name: 'Report' });
  }

  /** Of `New things`, `Closed` and so on. */
  async changed(name: string): Promise<number> {
    const value = this.report.locator('.run-numbers > div', { has: this.#page.getByText(name, { exact: true }) }).locator('dd');
    return Number((await value.textContent())!.replaceAll(',', ''));
  }

  async importMore(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Import more' }).click();
  }
}
