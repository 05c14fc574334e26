/**
 * What a newcomer does, once through the whole window: first run, sample, search, blast radius, orphans, export, import of
 * own files. The same steps in a browser tab and in the desktop window; only how files go in and out differs.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../../scripts/paths.mjs';
import { screenshot } from '../support/screenshot.ts';
import { Frame } from './pages/frame.ts';
import { ImportPage } from './pages/import-page.ts';
import { Inspector } from './pages/inspector.ts';
import { InvestigatePage } from './pages/investigate-page.ts';
import { OverviewPage } from './pages/overview-page.ts';
import { Table } from './pages/table.ts';
import { WelcomePage } from './pages/welcome-page.ts';

export interface JourneyHost {
  readonly page: Page;
  /** Picks these files as a user would; the import screen lists them afterwards. */
  chooseFiles(files: readonly string[]): Promise<void>;
  /** What the download that `start` begins holds in the end. */
  saved(start: () => Promise<void>): Promise<string>;
  close(): Promise<void>;
}

const LEAKED_KEY = 'AKIAEXAMPLECIDEPLOY1';
const SAMPLE = path.join(root, 'resources', 'samples', 'meridian-parcel');

/** Declares the tests; each goes on where the one before it ended. @param name prefix of the screenshots */
export function journey(name: string, open: () => Promise<JourneyHost>): void {
  let host: JourneyHost;
  let page: Page;
  let folder: string;
  let frame: Frame;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'tendril-journey-'));
    host = await open();
    page = host.page;
    frame = new Frame(page);
  });
  afterAll(async () => {
    await host?.close();
    await rm(folder, { recursive: true, force: true });
  });
  const shot = (what: string) => screenshot(page, `${name}-${what}`);

  test('first run offers a sample, files, a case file and a Neo4j', async () => {
    const offers = await new WelcomePage(page).offers();
    expect(offers).toHaveLength(4);
    await shot('1-first-run');
  });

  test('a Neo4j that is not there is an error beside the form, which keeps what was typed', async () => {
    const welcome = new WelcomePage(page);
    const typed = { uri: 'neo4j://127.0.0.1:1', username: 'someone', password: 'typed' };
    await welcome.connectToNeo4j(typed);
    await page.getByRole('alert').waitFor();
    expect(await frame.errorCodes()).toEqual(['store-unreachable']);
    expect(await welcome.neo4jFields()).toEqual(typed);
    await shot('2-neo4j-unreachable');
  });

  test('the sample opens on an overview whose numbers lead to their rows', async () => {
    await new WelcomePage(page).openSample.click();
    await frame.view('Overview').waitFor();
    const overview = new OverviewPage(page);
    await shot('3-overview');
    for (const [figure, table] of [
      ['non-human identities', 'Inventory'],
      ['orphaned', 'Orphaned identities'],
      ['stale credentials', 'Stale credentials'],
      ['crown jewels', 'All things'],
      ['tier 0 identities', 'Inventory'],
    ] as const) {
      const number = await overview.number(figure);
      expect(number).toBeGreaterThan(0);
      await overview.figure(figure).click();
      expect(await new Table(page, table).total(), figure).toBe(number);
      await frame.back();
      await frame.view('Overview').waitFor();
    }
  });

  test('a pasted key id is found, and its blast radius leads to production', async () => {
    await frame.inspect(LEAKED_KEY);
    const inspector = new Inspector(page);
    await inspector.shows(LEAKED_KEY);
    expect(await inspector.evidenceOf('ci-deploy')).toContain('credentials.csv');
    const reached = await inspector.reachNumber('could reach');
    await page.keyboard.press('b');
    const investigate = new InvestigatePage(page);
    expect(await investigate.sentence()).toContain(LEAKED_KEY);
    await investigate.canvas.waitFor();
    const drawn = await investigate.drawn();
    // The seed is drawn too.
    expect(await drawn.total()).toBe(reached + 1);
    await drawn.sortBy('Hop');
    expect((await drawn.column('Hop'))[0]).toBe('0');
    expect(await drawn.rows('crown jewel').count()).toBeGreaterThan(0);
    await shot('4-blast-radius');
    expect(await investigate.cypher()).toContain(LEAKED_KEY);
    await page.getByRole('button', { name: 'Close the drawer' }).click();
  });

  test('orphans are marked with their reason, in the table and in the inspector', async () => {
    await page.keyboard.press('o');
    const orphans = new Table(page, 'Orphaned identities');
    const total = await orphans.total();
    expect(total).toBe(await orphans.grid.locator('[data-orphaned]').count());
    await orphans.rows('ci-deploy').click();
    const inspector = new Inspector(page);
    await inspector.shows('ci-deploy');
    expect(await inspector.region.locator('.orphan-reasons .badge').count()).toBe(1);
    await shot('5-orphans');
  });

  test('the inventory is searched by any id, filtered, sorted and walked by keys', async () => {
    await frame.go('Inventory');
    const inventory = new Table(page, 'Inventory');
    // As it was left when its last number was followed.
    expect(await inventory.total()).toBeLessThan(10);
    await inventory.removeFilters();
    await expect.poll(() => inventory.total()).toBeGreaterThan(50);
    const all = await inventory.total();
    await inventory.search('user/ci-deploy');
    await expect.poll(() => inventory.total()).toBe(1);
    await inventory.search('');
    await expect.poll(() => inventory.total()).toBe(all);
    await inventory.filter('Orphaned', 'never owned');
    await expect.poll(() => inventory.total()).toBeLessThan(all);
    expect(await inventory.total()).toBe(await inventory.grid.locator('[data-orphaned]').count());
    await inventory.sortBy('Name');
    await expect.poll(async () => isSorted(await inventory.column('Name'))).toBe(true);
    await inventory.grid.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    const [, second] = await inventory.column('Name');
    await new Inspector(page).shows(second!);
    await shot('6-inventory');
    await page.keyboard.press('Enter');
    expect(await new InvestigatePage(page).sentence()).toContain(second);
    await frame.back();
    expect(await inventory.header('Name').getAttribute('aria-sort')).toBe('ascending');
  });

  test('rows leave as CSV, the graph as JSON lines', async () => {
    const inventory = new Table(page, 'Inventory');
    const rows = await inventory.total();
    const csv = await host.saved(() => inventory.exportCsv());
    const lines = csv.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^uid,name,/);
    expect(lines).toHaveLength(rows + 1);
    const graph = await host.saved(() => frame.exportGraph());
    const records = graph.trimEnd().split('\n').map((line) => JSON.parse(line) as { node?: string; edge?: string });
    expect(records.some(({ node }) => node === LEAKED_KEY)).toBe(true);
    expect(records.some(({ edge }) => edge === 'AUTHENTICATES_AS')).toBe(true);
  });

  test('both themes', async () => {
    for (const [theme, word] of [
      ['Dark', 'dark'],
      ['Light', 'light'],
    ] as const) {
      await frame.chooseTheme(theme);
      expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe(word);
      for (const view of ['Overview', 'Inventory', 'Investigate', 'Findings', 'Timeline', 'Import'] as const) {
        await frame.go(view);
        await shot(`7-${word}-${view.toLowerCase()}`);
      }
    }
  });

  test('own files make a new case; what is wrong in them is listed, and the good rows are in', async () => {
    await frame.closeCase();
    await new WelcomePage(page).openSample.waitFor();
    const mixed = path.join(folder, 'credentials.csv');
    await writeFile(mixed, 'id,identity_id,kind,created_at\nKEY-1,bot-1,api_token,2026-01-01\n,bot-1,api_token,2026-01-01\nKEY-2,bot-1,api_token,2026-02-31\n');
    const unknown = path.join(folder, 'notes.txt');
    await writeFile(unknown, 'Nothing that an importer reads.\n');
    await host.chooseFiles([path.join(SAMPLE, 'identities.csv'), mixed, unknown]);
    const importing = new ImportPage(page);
    const files = await importing.files();
    expect(files).toHaveLength(3);
    expect(files.at(-1)).toContain('notes.txt');
    await shot('8-recognised');
    await importing.createAndImport(path.basename(folder));
    expect(await importing.changed('New things')).toBeGreaterThan(50);
    const problems = new Table(page, 'Problems');
    expect(await problems.total()).toBe(2);
    expect(await problems.column('At')).toEqual(['line 3', 'line 4']);
    await shot('9-report');
  });

  test('importing the same files again changes nothing', async () => {
    const importing = new ImportPage(page);
    await importing.importMore();
    await host.chooseFiles([path.join(SAMPLE, 'identities.csv'), path.join(folder, 'credentials.csv')]);
    await importing.files();
    await importing.importInto();
    for (const what of ['New things', 'Changed things', 'New relationships', 'Changed relationships', 'Closed']) {
      expect(await importing.changed(what), what).toBe(0);
    }
    await frame.closeCase();
    await new WelcomePage(page).openSample.waitFor();
    expect(await page.locator('.recent').first().textContent()).toContain(path.basename(folder));
  });
}

function isSorted(names: readonly string[]): boolean {
  return names.every((name, index) => index === 0 || names[index - 1]!.localeCompare(name, 'en', { numeric: true }) <= 0);
}
