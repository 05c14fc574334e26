/** The main job without a pointer: nothing in here clicks. */
import type { Locator, Page } from 'playwright';
import { expect, test } from 'vitest';
import { Inspector } from '../pages/inspector.ts';
import { InvestigatePage } from '../pages/investigate-page.ts';
import { Table } from '../pages/table.ts';
import { WelcomePage } from '../pages/welcome-page.ts';
import { LEAKED_KEY } from './command.ts';
import type { UnderWay } from './host.ts';

/** Presses Tab until this has the focus; an error when it is not to be had that way. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${wanted}`);
}

export function byKeyboard(underWay: UnderWay): void {
  test('the keyboard alone leads from the first run to a blast radius and back', async () => {
    const { page, frame, shot } = underWay();
    const welcome = new WelcomePage(page);
    await tabTo(page, welcome.openSample);
    await page.keyboard.press('Enter');
    await frame.view('Overview').waitFor();

    await tabTo(page, frame.railButton('Inventory'));
    await page.keyboard.press('Enter');
    const inventory = new Table(page, 'Inventory');
    await inventory.total();
    for (const [key, view] of [
      ['4', 'Findings'],
      ['5', 'Timeline'],
      ['6', 'Import'],
      ['3', 'Investigate'],
      ['1', 'Overview'],
      ['2', 'Inventory'],
    ] as const) {
      await page.keyboard.press(key);
      await frame.view(view).waitFor();
    }
    await tabTo(page, inventory.grid);
    await page.keyboard.press('ArrowDown');
    const [, second] = await inventory.names();
    const inspector = new Inspector(page);
    await inspector.shows(second!);

    await frame.search(LEAKED_KEY);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await inspector.shows(second!);
    await frame.inspect(LEAKED_KEY);
    await inspector.shows(LEAKED_KEY);
    await page.keyboard.press('b');
    const investigate = new InvestigatePage(page);
    expect(await investigate.sentence()).toContain(LEAKED_KEY);
    await tabTo(page, investigate.graph);
    // Along a link from the seed, to what it logs in as.
    await page.keyboard.press('ArrowRight');
    await inspector.shows('ci-deploy');
    await shot('10-by-keyboard');
    await page.keyboard.press('Escape');
    await inspector.showsNothing();
    await page.keyboard.press('Escape');
    await frame.view('Inventory').waitFor();
  });
}
