/** Every screen, in both themes, under axe: nothing serious or critical; and no call that fails unseen. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWith } from '../../support/prerequisites.ts';
import { screenshot } from '../../support/screenshot.ts';
import { violations } from '../pages/accessibility.ts';
import { Frame } from '../pages/frame.ts';
import { Inspector } from '../pages/inspector.ts';
import { InvestigatePage } from '../pages/investigate-page.ts';
import { Table } from '../pages/table.ts';
import { WelcomePage } from '../pages/welcome-page.ts';
import { servedPage, type ServedPage } from './served-page.ts';

describeWith('chromium', 'the window for everyone', () => {
  let host: ServedPage;
  beforeAll(async () => {
    host = await servedPage();
  });
  afterAll(() => host?.close());

  test.each(['Light', 'Dark'] as const)('no serious violation on any screen: %s', async (theme) => {
    const { page } = host;
    const frame = new Frame(page);
    const welcome = new WelcomePage(page);
    await welcome.openSample.waitFor();
    await frame.chooseTheme(theme);
    expect(await violations(page)).toEqual([]);
    await welcome.openSample.click();
    await frame.view('Overview').waitFor();
    expect(await violations(page)).toEqual([]);
    await frame.go('Inventory');
    await new Table(page, 'Inventory').rows().nth(4).click();
    await new Inspector(page).reach('could reach').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('b');
    await new InvestigatePage(page).drawn();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('o');
    await new Table(page, 'Orphaned identities').total();
    expect(await violations(page)).toEqual([]);
    for (const view of ['Timeline', 'Import'] as const) {
      await frame.go(view);
      expect(await violations(page)).toEqual([]);
    }
    await frame.search('deploy');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    // A dialog that is on its way out still has the keys.
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('?');
    await page.getByRole('heading', { name: 'Keyboard shortcuts' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await frame.closeCase();
  });

  test('an address copied into another tab shows the same view', async () => {
    const { page } = host;
    const frame = new Frame(page);
    await new WelcomePage(page).openSample.click();
    await frame.view('Overview').waitFor();
    await frame.go('Inventory');
    const inventory = new Table(page, 'Inventory');
    await inventory.filter('Orphaned', 'never owned');
    await expect.poll(() => page.url()).toContain('never-owned');
    const total = await inventory.total();
    const tab = await host.anotherTab();
    await tab.goto(page.url());
    expect(await new Table(tab, 'Inventory').total()).toBe(total);
    await tab.close();
  });

  test('nothing was written to the console', () => {
    expect(host.complaints).toEqual([]);
  });

  test('a host that is gone is said, and what was shown stays readable', async () => {
    const { page } = host;
    await host.kill();
    await page.getByRole('button', { name: 'Connect again' }).waitFor();
    expect(await new Table(page, 'Inventory').rows().count()).toBeGreaterThan(0);
    await screenshot(page, 'web-connection-lost');
    await page.getByRole('button', { name: 'Connect again' }).click();
    await page.getByRole('alert').getByRole('button', { name: 'Connect again' }).waitFor();
  });
});
