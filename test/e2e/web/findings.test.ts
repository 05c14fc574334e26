/** Findings in the window: seen by severity, opened, accepted with a reason, opened again; and every query from its menu. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWith } from '../../support/prerequisites.ts';
import { screenshot } from '../../support/screenshot.ts';
import { violations } from '../pages/accessibility.ts';
import { FindingsPage } from '../pages/findings-page.ts';
import { Frame } from '../pages/frame.ts';
import { Inspector } from '../pages/inspector.ts';
import { OverviewPage } from '../pages/overview-page.ts';
import { Table } from '../pages/table.ts';
import { WelcomePage } from '../pages/welcome-page.ts';
import { servedPage, type ServedPage } from './served-page.ts';

const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const;

describeWith('chromium', 'findings in a browser', () => {
  let host: ServedPage;
  let findings: FindingsPage;
  beforeAll(async () => {
    host = await servedPage();
    findings = new FindingsPage(host.page);
    await new WelcomePage(host.page).openSample.click();
    await new Frame(host.page).view('Overview').waitFor();
  });
  afterAll(() => host?.close());

  test('the open ones are shown first, the most severe on top, and counted by severity', async () => {
    await new Frame(host.page).go('Findings');
    const total = await findings.table.total();
    expect(total).toBeGreaterThan(0);
    const counts = await Promise.all(SEVERITIES.map((word) => findings.openOf(word)));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(total);
    expect(await findings.countOf('open')).toBe(total);
    expect((await findings.table.column('Severity'))[0]?.trim()).toBe(SEVERITIES[counts.findIndex((count) => count > 0)]);
    expect(new Set(await findings.table.column('State'))).toEqual(new Set(['open']));
    await screenshot(host.page, 'web-findings');
  });

  test('a severity shows those alone, and is in the address', async () => {
    await findings.severity('high').click();
    const high = await findings.openOf('high');
    await expect.poll(() => findings.table.total()).toBe(high);
    expect(new Set((await findings.table.column('Severity')).map((word) => word.trim()))).toEqual(new Set(['high']));
    // The address of what narrows a table is written a moment after it.
    await expect.poll(() => decodeURIComponent(host.page.url())).toMatch(/severity=high/);
    const tab = await host.anotherTab();
    await tab.goto(host.page.url());
    expect(await new FindingsPage(tab).table.total()).toBe(high);
    await tab.close();
    await findings.severity('critical').click();
    const more = high + (await findings.openOf('critical'));
    await expect.poll(() => findings.table.total()).toBe(more);
    await findings.severity('critical').click();
    await findings.severity('high').click();
    const open = await findings.countOf('open');
    await expect.poll(() => findings.table.total()).toBe(open);
  });

  test('severities are sorted by how severe they are', async () => {
    const { table } = findings;
    await table.sortBy('Severity');
    const rising = SEVERITIES.toReversed();
    await expect.poll(async () => (await table.column('Severity'))[0]?.trim()).toBe(rising[(await Promise.all(rising.map((word) => findings.openOf(word)))).findIndex((count) => count > 0)]);
    const ranks = (await table.column('Severity')).map((word) => rising.indexOf(word.trim() as (typeof SEVERITIES)[number]));
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    await table.sortBy('Severity');
    await table.sortBy('Severity');
  });

  test('one says what to do, with a command to copy, and how it is known', async () => {
    const { page } = host;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await findings.table.search('AKIAEXAMPLEBACKUPAG0');
    await expect.poll(() => findings.table.rows('Credential not rotated').count()).toBe(1);
    await findings.table.rows('Credential not rotated').first().click();
    await findings.shows('Credential not rotated');
    const command = (await findings.panel.getByRole('figure', { name: 'Command' }).locator('pre').textContent())!;
    expect(command).toContain('AKIAEXAMPLEBACKUPAG0');
    await findings.button('Copy command').click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(command);
    expect(await findings.panel.getByRole('listitem').filter({ hasText: 'credentials.csv' }).count()).toBeGreaterThan(0);
    expect(page.url()).toContain('finding=');
    await screenshot(page, 'web-finding');
    await findings.panel.locator('.finding-thing .link').first().click();
    await new Inspector(page).reach('could reach').waitFor();
    await page.goBack();
    await findings.shows('Credential not rotated');
  });

  test('accepted with a reason it leaves the open ones, and comes back when it is reopened', async () => {
    const open = await findings.countOf('open');
    await findings.accept('moves to a role in July', '2036-07-01');
    await findings.button('Reopen').waitFor();
    await expect.poll(() => findings.countOf('open')).toBe(open - 1);
    await expect.poll(() => findings.countOf('accepted')).toBe(1);
    await expect.poll(() => findings.table.rows('Credential not rotated').count()).toBe(0);
    expect(await findings.panel.textContent()).toContain('moves to a role in July');
    await findings.table.search('');
    await findings.state('accepted').click();
    await expect.poll(() => findings.table.total()).toBe(1);
    await screenshot(host.page, 'web-finding-accepted');
    await findings.button('Reopen').click();
    await findings.button('Accept…').waitFor();
    await expect.poll(() => findings.countOf('open')).toBe(open);
    await host.page.getByRole('button', { name: 'Clear search and filters' }).click();
    await expect.poll(() => findings.table.total()).toBe(open);
  });

  test('a time that has passed is refused beside what was typed', async () => {
    const { page } = host;
    await findings.table.rows().first().click();
    await findings.button('Accept…').click();
    const dialog = page.getByRole('dialog', { name: 'Accept this finding' });
    await dialog.getByLabel('Reason').fill('typed');
    await dialog.getByLabel('Until').fill('2001-01-01');
    // The browser's own check stands before the host's, which answers whoever gets past it.
    await dialog.locator('form').evaluate((form: HTMLFormElement) => (form.noValidate = true));
    await dialog.getByRole('button', { name: 'Accept', exact: true }).click();
    await expect.poll(() => new Frame(page).errorCodes()).toEqual(['bad-request']);
    expect(await dialog.getByLabel('Reason').inputValue()).toBe('typed');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  test('every query is found in the menu by its words, and asks for things by name', async () => {
    const { page } = host;
    await page.keyboard.press('Escape');
    await findings.chooseQuery('nhi7 rotated');
    expect(await new Table(page, 'Credential not rotated').total()).toBeGreaterThan(0);
    await page.getByRole('tab', { name: 'All findings' }).click();
    await findings.chooseQuery('blast radius');
    const run = page.getByRole('button', { name: 'Run', exact: true });
    expect(await run.isDisabled()).toBe(true);
    await page.getByLabel('Seeds', { exact: true }).fill('ci-deploy');
    await page.getByRole('option', { name: 'user/ci-deploy' }).click();
    await page.getByLabel('Relationships').click();
    await page.getByRole('menuitemcheckbox', { name: 'CAN_ASSUME' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    await run.click();
    expect(await new Table(page, 'Blast radius').total()).toBeGreaterThan(0);
    expect(page.url()).toContain('CAN_ASSUME');
    await screenshot(page, 'web-query-form');
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('Paste an access key id').fill('containment plan');
    await page.getByRole('option', { name: 'Containment plan' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  test('in both themes, at both sizes, nothing serious stands against anybody using it', async () => {
    const { page } = host;
    await page.getByRole('tab', { name: 'All findings' }).click();
    await findings.table.rows().first().click();
    for (const theme of ['Dark', 'Light'] as const) {
      await new Frame(page).chooseTheme(theme);
      for (const [width, height] of [
        [1280, 800],
        [1920, 1080],
      ] as const) {
        await page.setViewportSize({ width, height });
        expect(await violations(page)).toEqual([]);
        await screenshot(page, `web-findings-${theme.toLowerCase()}-${width}`);
      }
      await page.getByRole('button', { name: 'Queries', exact: true }).click();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await findings.button('Accept…').click();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
  });

  test('an incident says as of when it is looked at, and its ages are measured there', async () => {
    const { page } = host;
    const frame = new Frame(page);
    await frame.closeCase();
    await page.getByRole('region', { name: 'Sample cases' }).getByRole('button', { name: 'Cloudflare and Okta' }).click();
    await frame.view('Overview').getByText('as of 23 Nov 2023').waitFor();
    expect(await page.getByRole('button', { name: /^Open case:/ }).textContent()).toContain('as of 23 Nov 2023');
    await new OverviewPage(page).figure('non-human identities').waitFor();
    await frame.go('Findings');
    expect(await findings.table.total()).toBeGreaterThan(0);
    expect(new Set(await findings.table.column('First seen'))).toEqual(new Set(['just now']));
    expect(host.complaints).toEqual([]);
  });
});
