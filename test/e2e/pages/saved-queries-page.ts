/** The page of saved queries: the list, the editor, what a statement gave. */
import type { Locator, Page } from 'playwright';
import { Table } from './table.ts';

export class SavedQueriesPage {
  readonly #page: Page;
  readonly rows: Table;
  readonly statement: Locator;
  readonly name: Locator;
  readonly limit: Locator;
  readonly save: Locator;
  readonly run: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.rows = new Table(page, 'Rows of the statement');
    this.statement = page.getByRole('textbox', { name: 'Statement' });
    this.name = page.getByRole('textbox', { name: 'Name', exact: true });
    this.limit = page.getByRole('textbox', { name: 'Most rows' });
    this.save = page.getByRole('button', { name: /^Save( as another)?$/ });
    this.run = page.getByRole('button', { name: 'Run', exact: true });
  }

  #main(): Locator {
    return this.#page.getByRole('main', { name: 'Saved queries' });
  }

  /** The entry of this name in the list. */
  entry(name: string): Locator {
    return this.#main().getByRole('navigation', { name: 'Saved queries' }).getByRole('button', { name });
  }

  example(name: string): Locator {
    return this.#main().locator('.statement-examples').getByRole('button', { name });
  }

  button(name: string): Locator {
    return this.#main().getByRole('button', { name, exact: true });
  }

  /** What stands above the rows. */
  async said(): Promise<string> {
    const status = this.#main().getByRole('region', { name: 'Result' }).getByRole('status');
    await status.waitFor();
    return status.innerText();
  }

  async errorCode(): Promise<string | null> {
    return this.#main().locator('.error-note .code').textContent();
  }
}
