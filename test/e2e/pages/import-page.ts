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

  /** Without an open case: makes one of this name and imports into it. */
  async createAndImport(name: string): Promise<void> {
    await this.#page.getByLabel('Name of the new case').fill(name);
    await this.#page.getByRole('button', { name: /import \d+ files?$/i }).click();
    await this.report.waitFor();
  }

  async importInto(): Promise<void> {
    await this.#page.getByRole('button', { name: /^Import \d+ files?$/ }).click();
    await this.report.waitFor();
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
