/** The findings of all rules, and the panel of one. */
import type { Locator, Page } from 'playwright';
import { Table } from './table.ts';

export type SeverityWord = 'critical' | 'high' | 'medium' | 'low';
export type FindingState = 'open' | 'accepted' | 'fixed';

export class FindingsPage {
  readonly #page: Page;
  readonly table: Table;
  /** The open finding, at the right. */
  readonly panel: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.table = new Table(page, 'All findings');
    this.panel = page.getByRole('complementary', { name: 'Inspector' });
  }

  severity(word: SeverityWord): Locator {
    return this.#page.getByRole('list', { name: 'Open by severity' }).getByRole('button', { name: word });
  }

  state(state: FindingState): Locator {
    return this.#page.getByRole('group', { name: 'State' }).getByRole('button', { name: state });
  }

  openOf(word: SeverityWord): Promise<number> {
    return numberIn(this.severity(word));
  }

  countOf(state: FindingState): Promise<number> {
    return numberIn(this.state(state));
  }

  button(name: string): Locator {
    return this.panel.getByRole('button', { name, exact: true });
  }

  /** Waits for the panel of a finding with this heading. */
  async shows(title: string): Promise<void> {
    await this.panel.getByRole('heading', { name: title, exact: true }).waitFor();
  }

  async accept(reason: string, until?: string): Promise<void> {
    await this.button('Accept…').click();
    const dialog = this.#page.getByRole('dialog', { name: 'Accept this finding' });
    await dialog.getByLabel('Reason').fill(reason);
    if (until !== undefined) await dialog.getByLabel('Until').fill(until);
    await dialog.getByRole('button', { name: 'Accept', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
  }

  /** Opens the menu of queries, types, and takes the first that is left. */
  async chooseQuery(text: string): Promise<void> {
    await this.#page.getByRole('button', { name: 'Queries', exact: true }).click();
    await this.#page.getByRole('dialog', { name: 'Queries' }).getByRole('combobox').fill(text);
    await this.#page.keyboard.press('Enter');
  }
}

async function numberIn(button: Locator): Promise<number> {
  return Number((await button.locator('.count').textContent())!.replaceAll(',', ''));
}
