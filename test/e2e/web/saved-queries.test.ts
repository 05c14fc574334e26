/** Saved queries in the window: written, run, saved, found again, refused; by keyboard and in both themes. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWith } from '../../support/prerequisites.ts';
import { screenshot } from '../../support/screenshot.ts';
import { violations } from '../pages/accessibility.ts';
import { Frame } from '../pages/frame.ts';
import { Inspector } from '../pages/inspector.ts';
import { SavedQueriesPage } from '../pages/saved-queries-page.ts';
import { WelcomePage } from '../pages/welcome-page.ts';
import { servedPage, type ServedPage } from './served-page.ts';

describeWith('chromium', 'saved queries in a browser', () => {
  let host: ServedPage;
  beforeAll(async () => {
    host = await servedPage();
    await new WelcomePage(host.page).openSample.click();
    await new Frame(host.page).view('Overview').waitFor();
  });
  afterAll(() => host?.close());

  test('an empty page begins with an example, which runs by Ctrl Enter and leads to a thing', async () => {
    const { page } = host;
    const frame = new Frame(page);
    await page.keyboard.press('Control+k');
    await page.getByRole('option', { name: 'Go to Saved queries' }).click();
    await frame.view('Saved queries').waitFor();
    // A dialog that is on its way out still has the keys.
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('1');
    await frame.view('Overview').waitFor();
    await page.keyboard.press('7');
    await frame.view('Saved queries').waitFor();
    const saved = new SavedQueriesPage(page);
    await saved.example('Several access keys').waitFor();
    await screenshot(page, 'web-saved-queries-empty');
    await saved.example('Several access keys').click();
    expect(await saved.statement.inputValue()).toMatch(/^SELECT /);
    await saved.statement.focus();
    await page.keyboard.press('Control+Enter');
    expect(await saved.rows.total()).toBeGreaterThan(0);
    expect(await saved.rows.header('uid').getAttribute('aria-colindex')).toBe('1');
    await saved.rows.sortBy('name');
    await saved.rows.rows().first().click();
    const [name] = await saved.rows.column('name');
    await new Inspector(page).shows(name!);
    const lines = (await host.saved(() => saved.button('Export CSV').click())).toString().trimEnd().split(/\r?\n/);
    expect(lines[0]).toBe('uid,name,credentials,oldest');
    expect(lines).toHaveLength((await saved.rows.total()) + 1);
    await page.keyboard.press('Escape');
  });

  test('is saved under a name, marked when changed, reverted, and at its own address in another tab', async () => {
    const { page } = host;
    const saved = new SavedQueriesPage(page);
    await saved.name.fill('My keys');
    await page.keyboard.press('Enter');
    await saved.entry('My keys').waitFor();
    await expect.poll(() => page.url()).toContain('name=My+keys');
    const kept = await saved.statement.inputValue();
    await saved.statement.fill('SELECT 1 AS n');
    await expect.poll(() => saved.entry('My keys').innerText()).toContain('changed');
    await saved.entry('New query').click();
    expect(await saved.statement.inputValue()).toBe('');
    await saved.entry('My keys').click();
    expect(await saved.statement.inputValue()).toBe('SELECT 1 AS n');
    await saved.button('Revert').click();
    expect(await saved.statement.inputValue()).toBe(kept);
    const tab = await host.anotherTab();
    await tab.goto(page.url());
    await expect.poll(() => new SavedQueriesPage(tab).statement.inputValue()).toBe(kept);
    await tab.close();
  });

  test('says when the limit cut rows off, and beside the editor what was refused; what was typed stays', async () => {
    const { page } = host;
    const saved = new SavedQueriesPage(page);
    await saved.entry('New query').click();
    await saved.statement.fill('SELECT range AS n FROM range(50)');
    await saved.limit.fill('0');
    expect(await saved.run.isDisabled()).toBe(true);
    await saved.limit.fill('20');
    await saved.run.click();
    expect(await saved.rows.total()).toBe(20);
    expect(await saved.said()).toContain('there are more');
    for (const text of ['DROP TABLE node', `SELECT * FROM read_text('/etc/passwd')`, 'SELECT nothing FROM nodes']) {
      await saved.statement.fill(text);
      await saved.run.click();
      await expect.poll(() => saved.errorCode()).toBe('bad-request');
      expect(await saved.statement.inputValue()).toBe(text);
      await screenshot(page, 'web-saved-queries-refused');
    }
    await saved.name.fill('My keys');
    await saved.save.click();
    await expect.poll(() => page.locator('.statement-error .error-note').count()).toBe(2);
    expect(await saved.statement.inputValue()).toBe('SELECT nothing FROM nodes');
    await saved.button('Discard').click();
    await saved.statement.fill('SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE (a.range * b.range) % 7 = 3');
    await saved.run.click();
    await saved.button('Cancel').click();
    await saved.run.waitFor();
    await saved.statement.fill('SELECT 1 AS n');
    await saved.run.click();
    expect(await saved.rows.total()).toBe(1);
    await saved.button('Discard').click();
  });

  test('in both themes, at both sizes, nothing serious stands against anybody using it', async () => {
    const { page } = host;
    const saved = new SavedQueriesPage(page);
    await saved.entry('My keys').click();
    await saved.run.click();
    await saved.rows.total();
    await page.getByText('What there is to ask').click();
    for (const theme of ['Dark', 'Light'] as const) {
      await new Frame(page).chooseTheme(theme);
      for (const [width, height] of [
        [1280, 800],
        [1920, 1080],
      ] as const) {
        await page.setViewportSize({ width, height });
        expect(await violations(page)).toEqual([]);
        await screenshot(page, `web-saved-queries-${theme.toLowerCase()}-${width}`);
      }
    }
  });

  test('is removed, and can be saved again from where it was typed', async () => {
    const { page } = host;
    const saved = new SavedQueriesPage(page);
    const text = await saved.statement.inputValue();
    await saved.button('Remove').click();
    await expect.poll(() => saved.entry('My keys').innerText()).toContain('not saved');
    expect(await saved.statement.inputValue()).toBe(text);
    await saved.button('Discard').click();
    await saved.entry('My keys').waitFor({ state: 'detached' });
    expect(host.complaints).toEqual([]);
  });
});
