/** Every screen, in both themes, under axe: nothing serious or critical; and no call that fails unseen. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWith } from '../../support/prerequisites.ts';
import { screenshot } from '../../support/screenshot.ts';
import { Frame } from '../pages/frame.ts';
import { Inspector } from '../pages/inspector.ts';
import { InvestigatePage } from '../pages/investigate-page.ts';
import { Table } from '../pages/table.ts';
import { WelcomePage } from '../pages/welcome-page.ts';
import { servedPage, type ServedPage } from './served-page.ts';

declare const axe: { run(root: Document, options: object): Promise<AxeResults> };

describeWith('chromium', 'the window for everyone', () => {
  let host: ServedPage;
  let axeSource: string;
  beforeAll(async () => {
    axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    host = await servedPage();
  });
  afterAll(() => host?.close());

  /** Colours that fade into others are on their way for a moment. */
  const fading = () => host.page.evaluate(() => document.getAnimations().filter((animation) => animation instanceof CSSTransition && animation.playState === 'running').length);

  /** Rule ids and where, of what is serious or worse. */
  async function violations(): Promise<string[]> {
    await expect.poll(fading).toBe(0);
    await host.page.evaluate(axeSource);
    const { violations: found } = await host.page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
    return found
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  }

  test.each(['Light', 'Dark'] as const)('no serious violation on any screen: %s', async (theme) => {
    const { page } = host;
    const frame = new Frame(page);
    const welcome = new WelcomePage(page);
    await welcome.openSample.waitFor();
    await frame.chooseTheme(theme);
    expect(await violations()).toEqual([]);
    await welcome.openSample.click();
    await frame.view('Overview').waitFor();
    expect(await violations()).toEqual([]);
    await frame.go('Inventory');
    await new Table(page, 'Inventory').rows().nth(4).click();
    await new Inspector(page).reach('could reach').waitFor();
    expect(await violations()).toEqual([]);
    await page.keyboard.press('b');
    await new InvestigatePage(page).drawn();
    expect(await violations()).toEqual([]);
    await page.keyboard.press('o');
    await new Table(page, 'Orphaned identities').total();
    expect(await violations()).toEqual([]);
    for (const view of ['Timeline', 'Import'] as const) {
      await frame.go(view);
      expect(await violations()).toEqual([]);
    }
    await frame.search('deploy');
    expect(await violations()).toEqual([]);
    await page.keyboard.press('Escape');
    // A dialog that is on its way out still has the keys.
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('?');
    await page.getByRole('heading', { name: 'Keyboard shortcuts' }).waitFor();
    expect(await violations()).toEqual([]);
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
