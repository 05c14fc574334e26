/** A table of rows, wherever it stands. */
import type { Locator, Page } from 'playwright';

export class Table {
  readonly #page: Page;
  readonly grid: Locator;

  /** @param name the table's accessible name, as `Inventory` */
  constructor(page: Page, name: string) {
    this.#page = page;
    this.grid = page.getByRole('grid', { name, exact: true });
  }

  /** Rows there are, seen or not; waits until the rows on screen are of the present question. */
  async total(): Promise<number> {
    await this.grid.and(this.#page.locator(':not([aria-busy="true"])')).waitFor();
    return Number(await this.grid.getAttribute('aria-rowcount')) - 1;
  }

  /** The rows near sight whose text contains this. */
  rows(text?: string | RegExp): Locator {
    const rows = this.grid.locator('.data-row');
    return text === undefined ? rows : rows.filter({ hasText: text });
  }

  /** Texts of a column's cells near sight, from the top. */
  async column(title: string): Promise<string[]> {
    const index = await this.header(title).getAttribute('aria-colindex');
    return this.grid.locator(`[role="gridcell"][aria-colindex="${index}"]`).allTextContents();
  }

  /** Names near sight, from the top. */
  names(): Promise<string[]> {
    return this.column('Name');
  }

  /** The row about this thing, when it is near sight. */
  rowOf(uid: string): Locator {
    return this.rows().filter({ has: this.#page.locator(`.identifier span.mono[title=${JSON.stringify(uid)}]`) });
  }

  /** Ids of all rows, sorted; scrolls through the table and back. */
  async ids(): Promise<string[]> {
    const total = await this.total();
    const ids = new Set<string>();
    await this.#toTop();
    for (let stuck = 0; ids.size < total && stuck < 20; ) {
      const before = ids.size;
      const titles = await this.rows().evaluateAll((rows) => rows.map((row) => row.querySelector('.identifier span.mono')?.getAttribute('title')));
      for (const title of titles) if (title) ids.add(title);
      stuck = ids.size === before ? stuck + 1 : 0;
      await this.grid.evaluate((grid) => grid.scrollBy(0, grid.clientHeight / 2));
      await this.#page.waitForTimeout(20);
    }
    await this.#toTop();
    return [...ids].sort();
  }

  #toTop(): Promise<void> {
    return this.grid.evaluate((grid) => grid.scrollTo(0, 0));
  }

  header(title: string): Locator {
    return this.grid.getByRole('columnheader', { name: title, exact: true });
  }

  async sortBy(title: string): Promise<void> {
    await this.header(title).getByRole('button').click();
  }

  async search(text: string): Promise<void> {
    await this.#page.getByRole('searchbox', { name: 'Search in this table' }).fill(text);
  }

  async filter(column: string, value: string): Promise<void> {
    await this.#page.getByRole('button', { name: 'Filter', exact: true }).click();
    const popup = this.#page.getByRole('dialog', { name: 'Filter' });
    await popup.getByRole('button', { name: column }).click();
    await popup.locator('.filter-values').getByText(value, { exact: true }).click();
    await this.#page.keyboard.press('Escape');
    await popup.waitFor({ state: 'detached' });
  }

  /** The table as it was left keeps its filters; this takes them all off. */
  async removeFilters(): Promise<void> {
    const remove = this.#page.getByRole('list', { name: 'Active filters' }).getByRole('button');
    while ((await remove.count()) > 0) await remove.first().click();
  }

  /** Starts the download of the rows. */
  async exportCsv(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Export CSV' }).click();
  }
}
