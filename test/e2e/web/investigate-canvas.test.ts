/** The Investigate view in a real Chromium, on made-up walks: it draws, selects, expands, finds paths and exports a PNG. */
import path from 'node:path';
import react from '@vitejs/plugin-react';
import AxeSource from 'axe-core';
import type { Browser, Page } from 'playwright';
import { createServer, type ViteDevServer } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../../scripts/paths.mjs';
import { launchChromium } from '../../support/chromium.ts';
import { describeWith } from '../../support/prerequisites.ts';


let server: ViteDevServer;
let browser: Browser;
let page: Page;
let complaints: string[] = [];

async function open(query: string, size = { width: 1000, height: 720 }): Promise<void> {
  page = await browser.newPage({ viewport: size, reducedMotion: 'reduce' });
  complaints = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  const address = server.resolvedUrls!.local[0]!;
  await page.goto(`${address}test/renderer/graph/page/investigate.html?${query}`);
  await page.waitForFunction(() => (document.querySelector('.graph-canvas') as Canvas | null)?._cyreg?.cy.nodes().length);
}

interface Canvas extends HTMLElement {
  readonly _cyreg?: {
    readonly cy: {
      nodes(selector?: string): { readonly length: number };
      edges(selector?: string): { readonly length: number };
      zoom(): number;
      getElementById(id: string): { renderedPosition(): { x: number; y: number }; position(): { x: number; y: number }; length: number; hasClass(name: string): boolean };
    };
  };
}

function count(selector: string): Promise<number> {
  return page.evaluate((wanted) => {
    const { cy } = (document.querySelector('.graph-canvas') as Canvas)._cyreg!;
    return wanted.startsWith('edge') ? cy.edges(wanted).length : cy.nodes(wanted).length;
  }, selector);
}

/** Middle of a drawn node in client pixels. */
function whereIs(id: string): Promise<{ x: number; y: number }> {
  return page.evaluate((wanted) => {
    const canvas = document.querySelector('.graph-canvas') as Canvas;
    const box = canvas.getBoundingClientRect();
    const at = canvas._cyreg!.cy.getElementById(wanted).renderedPosition();
    return { x: box.left + at.x, y: box.top + at.y };
  }, id);
}

function placeOf(id: string): Promise<{ x: number; y: number }> {
  return page.evaluate((wanted) => (document.querySelector('.graph-canvas') as Canvas)._cyreg!.cy.getElementById(wanted).position(), id);
}

function selected(): Promise<string | undefined> {
  return page.evaluate(() => (globalThis as unknown as { useView: { getState(): { selected?: string } } }).useView.getState().selected);
}

describeWith('chromium', 'the graph canvas', () => {
  beforeAll(async () => {
    server = await createServer({
      root,
      configFile: false,
      cacheDir: path.join(root, '.cache/vite-graph'),
      plugins: [react()],
      server: { host: '127.0.0.1', port: 0, hmr: false, watch: null },
      optimizeDeps: { entries: ['test/renderer/graph/page/*.html'] },
      logLevel: 'error',
    });
    await server.listen();
    browser = await launchChromium();
  }, 60_000);

  afterEach(async () => {
    await page?.close();
  });

  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  describe('drawing', () => {
    test('shows every thing, group and link, and paints them', async () => {
      await open('shape=WIDE');
      expect(await count('.thing')).toBe(47);
      expect((await count('.group')) - (await count('.thing.group'))).toBe(5);
      expect(await count('edge.halo')).toBe(await count('edge.both'));
      const colours = await page.evaluate(() => {
        const [canvas] = [...document.querySelectorAll<HTMLCanvasElement>('.graph-canvas canvas')].slice(-1);
        const { data } = canvas!.getContext('2d')!.getImageData(0, 0, canvas!.width, canvas!.height);
        const seen = new Set<string>();
        for (let at = 0; at < data.length; at += 4) if (data[at + 3]! > 200) seen.add(`${data[at]! >> 5} ${data[at + 1]! >> 5} ${data[at + 2]! >> 5}`);
        return seen.size;
      });
      expect(colours).toBeGreaterThan(8);
      expect(complaints).toEqual([]);
    });

    test('says so when nothing is reached, and offers both modes', async () => {
      page = await browser.newPage();
      await page.goto(`${server.resolvedUrls!.local[0]!}test/renderer/graph/page/investigate.html?shape=NOTHING`);
      await page.getByRole('button', { name: 'Try granted and observed' }).click();
      expect(await page.evaluate(() => location.hash)).toContain('mode=both');
    });

    test('turns with the theme', async () => {
      await open('shape=TINY');
      const picture = () => page.evaluate(() => JSON.stringify((document.querySelector('.graph-canvas') as unknown as { _cyreg: { cy: { nodes(): { map(of: (node: { data(name: string): string }) => string): string[] } } } })._cyreg.cy.nodes().map((node) => node.data('image'))));
      const light = await picture();
      await page.evaluate(() => {
        document.documentElement.dataset['theme'] = 'dark';
      });
      await expect.poll(picture).not.toBe(light);
    });
  });

  describe('the pointer', () => {
    test('a click selects, a click on the empty canvas lets go', async () => {
      await open('shape=TINY');
      const user = 'arn:aws:iam::111122223333:user/ci-deploy';
      const { x, y } = await whereIs(user);
      await page.mouse.click(x, y);
      await expect.poll(selected).toBe(user);
      await page.mouse.click(x, y + 200);
      await expect.poll(selected).toBeUndefined();
    });

    test('a double click adds neighbours and leaves the rest in place', async () => {
      await open('shape=WIDE');
      const before = await placeOf('uid-1-2');
      const { x, y } = await whereIs('uid-1-3');
      await page.mouse.dblclick(x, y);
      await expect.poll(() => count('.more')).toBe(1);
      expect(await count('.thing')).toBe(50);
      expect(await placeOf('uid-1-2')).toEqual(before);
    });

    test('a double click opens a group into its members', async () => {
      await open('shape=WIDE');
      const group = await page.evaluate(() => (globalThis as unknown as { useView: { getState(): { drawn: { groups: { id: string }[] } } } }).useView.getState().drawn.groups[0]!.id);
      const { x, y } = await whereIs(group);
      await page.mouse.dblclick(x, y);
      await expect.poll(() => count('.thing')).toBe(55);
      expect(await page.evaluate(() => location.hash)).toContain('open=');
      await page.goBack();
      await expect.poll(() => count('.thing')).toBe(47);
    });

    test('a drag stays where it was dropped when something is added', async () => {
      await open('shape=WIDE');
      const { x, y } = await whereIs('uid-1-1');
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x - 60, y - 90, { steps: 4 });
      await page.mouse.up();
      const dropped = await placeOf('uid-1-1');
      const other = await whereIs('uid-1-3');
      await page.mouse.dblclick(other.x, other.y);
      await expect.poll(() => count('.more')).toBe(1);
      expect(await placeOf('uid-1-1')).toEqual(dropped);
    });

    test('the menu hides, and the legend brings back', async () => {
      await open('shape=WIDE');
      const { x, y } = await whereIs('uid-1-2');
      await page.mouse.click(x, y, { button: 'right' });
      await page.getByRole('menuitem', { name: 'Hide' }).click();
      await expect.poll(() => count('.thing')).toBe(46);
      await page.getByRole('button', { name: 'Legend' }).click();
      await page.getByRole('button', { name: 'Show 1 hidden' }).click();
      await expect.poll(() => count('.thing')).toBe(47);
    });
  });

  describe('the keyboard', () => {
    test('walks the links, expands, and steps back out', async () => {
      await open('shape=TINY');
      await page.getByTestId('graph-canvas').focus();
      await page.keyboard.press('ArrowRight');
      await expect.poll(selected).toBe('arn:aws:iam::111122223333:user/ci-deploy');
      await page.keyboard.press('Enter');
      await expect.poll(() => count('.more')).toBe(1);
      await page.keyboard.press('l');
      await page.getByRole('region', { name: 'Drawn' }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('region', { name: 'Drawn' }).waitFor({ state: 'detached' });
    });

    test('the list reaches everything that is drawn', async () => {
      await open('shape=WIDE');
      await page.keyboard.press('l');
      const list = page.getByRole('region', { name: 'Drawn' });
      expect(await list.locator('.drawn-row').count()).toBe(52);
      await list.locator('.drawn-row').first().focus();
      await page.keyboard.press('End');
      await page.keyboard.press('Enter');
      await expect.poll(selected).toMatch(/^uid-2-/);
      await page.keyboard.press('ArrowRight');
      await expect.poll(() => count('.more')).toBe(1);
    });

    test('P finds a path and shows its evidence', async () => {
      await open('shape=TINY');
      await page.keyboard.press('p');
      await page.getByRole('combobox').waitFor();
      await page.keyboard.type('invoices');
      // Shown is not yet chosen: of what "invo" finds another may still be first.
      await page.getByRole('option', { name: /invoices/, selected: true }).waitFor();
      await page.keyboard.press('Enter');
      const evidence = page.getByRole('region', { name: 'Evidence of each step' });
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      expect(await evidence.getByRole('listitem').count()).toBe(2);
      await page.keyboard.press('Escape');
      await evidence.waitFor({ state: 'detached' });
      expect(await count('.thing')).toBe(3);
    });
  });

  test('a number of the sentence lists what it counts', async () => {
    await open('shape=WIDE');
    await page.locator('.walk-number', { hasText: /^4$/ }).click();
    const panel = page.getByRole('region', { name: 'Crown jewels' });
    await panel.waitFor();
    const calls = await page.evaluate(() => (globalThis as unknown as { canned: { calls: { procedure: string }[] } }).canned.calls.map(({ procedure }) => procedure));
    expect(calls).toContain('walk.members');
  });

  test('a picture of the whole drawing is saved as PNG', async () => {
    await open('shape=WIDE');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as PNG' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('fixture-graph.png');
    const chunks: Buffer[] = [];
    for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
    const bytes = Buffer.concat(chunks);
    expect(bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
    // Width stands in the header; twice the size of what fills a window of 1,000.
    expect(bytes.readUInt32BE(16)).toBeGreaterThan(1000);
  });

  test.each(['light', 'dark'])('axe finds nothing serious, %s', async (theme) => {
    await open(`shape=WIDE&theme=${theme}`);
    await page.keyboard.press('l');
    await page.keyboard.press('k');
    await page.getByRole('region', { name: 'Legend' }).waitFor();
    await page.evaluate(AxeSource.source);
    const violations = await page.evaluate(async () => {
      const { violations: found } = await (globalThis as unknown as { axe: typeof AxeSource }).axe.run();
      return found.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    });
    expect(violations).toEqual([]);
  });
});
