/** The Investigate view and the drawer below it. */
import type { Locator, Page } from 'playwright';
import { Table } from './table.ts';

export class InvestigatePage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Waits for a walk's outcome, and gives its sentence. */
  async sentence(): Promise<string> {
    const sentence = this.#page.locator('.walk-sentence');
    await sentence.waitFor();
    return (await sentence.textContent())!.replaceAll(/\s+/g, ' ').trim();
  }

  get canvas(): Locator {
    return this.#page.locator('.graph canvas').first();
  }

  /** The table of what is drawn, which stands in the drawer. */
  async drawn(): Promise<Table> {
    const table = new Table(this.#page, 'What is drawn');
    if (!(await table.grid.isVisible())) {
      const tab = this.#page.getByRole('tab', { name: 'Table', exact: true });
      if (!(await tab.isVisible())) await this.#page.getByRole('button', { name: 'Drawer' }).click();
      await tab.click();
    }
    await table.grid.waitFor();
    return table;
  }

  async cypher(): Promise<string> {
    await this.#page.getByRole('tab', { name: 'Query', exact: true }).click();
    return (await this.#page.locator('.cypher').textContent())!;
  }
}
