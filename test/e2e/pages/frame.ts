/** The frame around an open case: rail, search, history, failures. */
import type { Locator, Page } from 'playwright';

export type ViewName = 'Overview' | 'Inventory' | 'Investigate' | 'Findings' | 'Timeline' | 'Import' | 'Saved queries';

export class Frame {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async go(view: ViewName): Promise<void> {
    await this.railButton(view).click();
    await this.view(view).waitFor();
  }

  railButton(view: ViewName): Locator {
    return this.#page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: view });
  }

  view(view: ViewName): Locator {
    return this.#page.getByRole('main', { name: view });
  }

  /** Opens the palette by its key, types, and waits for the first thing. */
  async search(text: string, key: '/' | 'Control+k' = '/'): Promise<Locator> {
    await this.#page.keyboard.press(key);
    await this.#page.getByPlaceholder('Paste an access key id').fill(text);
    const first = this.#page.getByRole('dialog').locator('[cmdk-group]', { hasText: 'Things' }).getByRole('option').first();
    await first.waitFor();
    return first;
  }

  /** Searches, and takes the first hit into the inspector. */
  async inspect(text: string, key?: '/' | 'Control+k'): Promise<void> {
    await this.search(text, key);
    await this.#page.keyboard.press('Enter');
  }

  async back(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Back', exact: true }).click();
  }

  async forward(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Forward', exact: true }).click();
  }

  /** Codes of the failures that stand on screen, wherever they are shown. */
  errorCodes(): Promise<string[]> {
    return this.#page.locator('.error-note .code, .toast .code').allTextContents();
  }

  async chooseTheme(name: 'As the system' | 'Light' | 'Dark'): Promise<void> {
    await this.#page.getByRole('button', { name: 'Settings' }).click();
    await this.#page.getByRole('menuitemradio', { name }).click();
    await this.#page.keyboard.press('Escape');
    await this.#page.getByRole('menu').waitFor({ state: 'detached' });
  }

  async closeCase(): Promise<void> {
    await this.#caseMenu('Close this case');
  }

  /** Starts the download of the whole graph. */
  async exportGraph(): Promise<void> {
    await this.#caseMenu('Export the graph as JSON lines');
  }

  async #caseMenu(item: string): Promise<void> {
    await this.#page.getByRole('button', { name: /^Open case:/ }).click();
    await this.#page.getByRole('menuitem', { name: item }).click();
  }
}
