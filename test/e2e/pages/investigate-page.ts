/** The Investigate view and the drawer below it. */
import type { Locator, Page } from 'playwright';
import { Table } from './table.ts';

/** The drawing library leaves itself on the element that it draws into. */
interface Drawn extends Element {
  readonly _cyreg: {
    readonly cy: {
      zoom(): number;
      getElementById(id: string): { renderedPosition(): { x: number; y: number } };
    };
  };
}

export class InvestigatePage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Waits for a walk's outcome, and gives its sentence. */
  async sentence(): Promise<string> {
    const sentence = this.#page.locator('.walk-sentence');
    await sentence.waitFor();
    return (await sentence.textContent())!.replaceAll(/\s+/g, ' ').trim();
  }

  /** The drawing, as what takes keys. */
  get graph(): Locator {
    return this.#page.getByRole('application', { name: /^Graph/ });
  }

  /** How many colours stand on the canvas, coarsely; 0 before anything is drawn. */
  coloursDrawn(): Promise<number> {
    return this.graph.evaluate((graph) => {
      const seen = new Set<number>();
      for (const canvas of graph.querySelectorAll('canvas')) {
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
        for (let at = 0; at < data.length; at += 4) if (data[at + 3]! > 200) seen.add(((data[at]! >> 5) << 6) | ((data[at + 1]! >> 5) << 3) | (data[at + 2]! >> 5));
      }
      return seen.size;
    });
  }

  /** Clicks on a drawn thing where the canvas shows it, once the drawing has settled. */
  async clickOn(uid: string): Promise<void> {
    const position = () => this.graph.evaluate((graph, id) => (graph as Element as Drawn)._cyreg.cy.getElementById(id).renderedPosition(), uid);
    await this.graph.click({ position: await this.#settled(position, (now, before) => now.x === before.x && now.y === before.y) });
  }

  /** Screen pixels to a unit of the drawing, once it moves no more. */
  settledZoom(): Promise<number> {
    return this.#settled(() => this.graph.evaluate((graph) => (graph as Element as Drawn)._cyreg.cy.zoom()), (now, before) => now === before);
  }

  /** What is read, once it has stayed the same for as long as any transition of the drawing lasts. */
  async #settled<T>(read: () => Promise<T>, same: (now: T, before: T) => boolean): Promise<T> {
    for (let before = await read(), times = 0; ; ) {
      await this.#page.waitForTimeout(60);
      const now = await read();
      times = same(now, before) ? times + 1 : 0;
      if (times === 4) return now;
      before = now;
    }
  }

  /** A button above the canvas. */
  tool(name: string): Locator {
    return this.#page.getByRole('toolbar', { name: 'Graph' }).getByRole('button', { name, exact: true });
  }

  async turn(direction: 'Blast radius' | 'Who can reach this'): Promise<void> {
    await this.tool(direction).click();
  }

  async chooseEvidence(mode: 'granted' | 'observed' | 'both'): Promise<void> {
    await this.#page.getByRole('group', { name: 'Evidence' }).getByRole('button', { name: mode }).click();
  }

  /** The list beside the canvas. */
  async openList(): Promise<Locator> {
    const list = this.#page.getByRole('region', { name: 'Drawn', exact: true });
    if (!(await list.isVisible())) await this.tool('List what is drawn').click();
    await list.waitFor();
    return list;
  }

  /** The line of a drawn thing in the list beside the canvas. */
  inList(name: string): Locator {
    const list = this.#page.getByRole('region', { name: 'Drawn', exact: true });
    return list.locator('.drawn-row', { has: this.#page.getByText(name, { exact: true }) });
  }

  /** The table of what is drawn, which stands in the drawer. */
  async drawn(): Promise<Table> {
    const table = new Table(this.#page, 'What is drawn');
    if (!(await table.grid.isVisible())) {
      const tab = this.#page.getByRole('tab', { name: 'Table', exact: true });
      if (!(await tab.isVisible())) await this.#page.getByRole('button', { name: 'Drawer' }).click();
      await tab.click();
    }
    await table.grid.waitFor();
    return table;
  }

  async closeDrawer(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Close the drawer' }).click();
  }

  async cypher(): Promise<string> {
    await this.#page.getByRole('tab', { name: 'Query', exact: true }).click();
    return (await this.#page.locator('.cypher').textContent())!;
  }
}
