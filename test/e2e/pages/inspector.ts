/** The inspector at the right. */
import type { Locator, Page } from 'playwright';

export class Inspector {
  readonly region: Locator;

  constructor(page: Page) {
    this.region = page.getByRole('complementary', { name: 'Inspector' });
  }

  /** Waits until it shows this thing. */
  async shows(name: string): Promise<void> {
    await this.region.getByRole('heading', { name, exact: true }).waitFor();
  }

  /** Waits until nothing is selected. */
  async showsNothing(): Promise<void> {
    await this.region.getByRole('heading', { name: 'Nothing selected' }).waitFor();
  }

  /** Why nobody counts as the owner of what it shows. */
  orphanReasons(): Locator {
    return this.region.locator('.orphan-reasons .badge');
  }

  /** Of `could reach`, `did reach`, `can reach it`. */
  reach(name: string): Locator {
    return this.region.getByRole('list', { name: 'Reach' }).getByRole('button', { name });
  }

  async reachNumber(name: string): Promise<number> {
    return Number((await this.reach(name).locator('.value').textContent())!.replaceAll(',', ''));
  }

  async blastRadius(): Promise<void> {
    await this.region.getByRole('button', { name: 'Blast radius' }).click();
  }

  /** Unfolds the evidence of the first relation with this thing and returns its text. */
  async evidenceOf(name: string): Promise<string> {
    const toggle = this.region.getByRole('button', { name: `Evidence of ${name}` }).first();
    await toggle.click();
    return (await this.region.locator('.relation-evidence').first().textContent())!;
  }
}
