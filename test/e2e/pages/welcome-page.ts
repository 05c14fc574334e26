/** The first-run screen. */
import type { Locator, Page } from 'playwright';

export interface Neo4jFields {
  readonly uri: string;
  readonly username: string;
  readonly password: string;
}

export class WelcomePage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Sample cases, import, case file, Neo4j: in that order. */
  async offers(): Promise<string[]> {
    await this.openSample.waitFor();
    return this.#page.locator('.offer h2').allTextContents();
  }

  /** Titles of the samples, from the top. */
  samples(): Promise<string[]> {
    return this.#page.getByRole('region', { name: 'Sample cases' }).locator('.sample-title').allTextContents();
  }

  /** Of the samples the one that the journeys go through. */
  get openSample(): Locator {
    return this.#page.getByRole('region', { name: 'Sample cases' }).getByRole('button', { name: 'Meridian Parcel' });
  }

  /** The error that stands in an offer of this title. */
  errorIn(offer: string): Locator {
    return this.#page.getByRole('region', { name: offer }).getByRole('alert');
  }

  /** In a browser, which knows of the cases that the host keeps. */
  async openCase(name: string): Promise<void> {
    await this.#page.getByLabel('Name of the case', { exact: true }).fill(name);
    await this.#page.getByRole('button', { name: 'Open', exact: true }).click();
  }

  /** Lines of the cases opened lately, the last first. */
  recent(): Promise<string[]> {
    return this.#page.getByRole('region', { name: 'Opened lately' }).getByRole('listitem').allTextContents();
  }

  async connectToNeo4j({ uri, username, password }: Neo4jFields): Promise<void> {
    await this.#page.getByLabel('URI').fill(uri);
    await this.#page.getByLabel('User name').fill(username);
    await this.#page.getByLabel('Password').fill(password);
    await this.#page.getByRole('button', { name: 'Connect' }).click();
  }

  /** What the form holds now. */
  async neo4jFields(): Promise<Neo4jFields> {
    return {
      uri: await this.#page.getByLabel('URI').inputValue(),
      username: await this.#page.getByLabel('User name').inputValue(),
      password: await this.#page.getByLabel('Password').inputValue(),
    };
  }
}
