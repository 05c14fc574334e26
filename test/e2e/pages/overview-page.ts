/** The overview's numbers. */
import type { Locator, Page } from 'playwright';

export class OverviewPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  figure(name: string): Locator {
    return this.#page.getByRole('list', { name: 'Numbers' }).getByRole('button', { name });
  }

  async number(name: string): Promise<number> {
    return Number((await this.figure(name).locator('.value').textContent())!.replaceAll(',', ''));
  }

  /** One line of one of the bar lists. */
  bar(list: string, name: string): Locator {
    return this.#page.getByRole('region', { name: list }).getByRole('button', { name });
  }
}
