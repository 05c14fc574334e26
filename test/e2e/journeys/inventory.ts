/** The inventory: searched, filtered, sorted, walked by keys; and its rows and the graph as files. */
import { expect, test } from 'vitest';
import { Inspector } from '../pages/inspector.ts';
import { InvestigatePage } from '../pages/investigate-page.ts';
import { Table } from '../pages/table.ts';
import { LEAKED_KEY } from './command.ts';
import type { UnderWay } from './host.ts';

export function inventory(underWay: UnderWay): void {
  test('the inventory is searched by any id, filtered, sorted and walked by keys', async () => {
    const { page, frame, command, shot } = underWay();
    await frame.go('Inventory');
    const table = new Table(page, 'Inventory');
    // As it was left when its last number was followed.
    expect(await table.total()).toBeLessThan(10);
    await table.removeFilters();
    const all = (await command.query('inventory')).length;
    await expect.poll(() => table.total()).toBe(all);
    await table.search('user/ci-deploy');
    await expect.poll(() => table.total()).toBe(1);
    await table.search('');
    await expect.poll(() => table.total()).toBe(all);
    await table.filter('Orphaned', 'never owned');
    const neverOwned = (await command.orphans()).filter(({ reasons }) => reasons.includes('never-owned'));
    await expect.poll(() => table.total()).toBe(neverOwned.length);
    expect(await table.grid.locator('[data-orphaned]').count()).toBe(await table.rows().count());
    await table.sortBy('Name');
    await expect.poll(async () => isSorted(await table.names())).toBe(true);
    await table.grid.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    const [, second] = await table.names();
    await new Inspector(page).shows(second!);
    await shot('6-inventory');
    await page.keyboard.press('Enter');
    expect(await new InvestigatePage(page).sentence()).toContain(second);
    await frame.back();
    expect(await table.header('Name').getAttribute('aria-sort')).toBe('ascending');
  });

  test('rows leave as CSV, the graph as JSON lines', async () => {
    const { page, host, frame } = underWay();
    const table = new Table(page, 'Inventory');
    const rows = await table.total();
    const lines = (await host.saved(() => table.exportCsv())).toString().trimEnd().split('\n');
    expect(lines[0]).toMatch(/^uid,name,/);
    expect(lines).toHaveLength(rows + 1);
    const graph = (await host.saved(() => frame.exportGraph())).toString();
    const records = graph.trimEnd().split('\n').map((line) => JSON.parse(line) as { node?: string; edge?: string });
    expect(records.some(({ node }) => node === LEAKED_KEY)).toBe(true);
    expect(records.some(({ edge }) => edge === 'AUTHENTICATES_AS')).toBe(true);
  });
}

function isSorted(names: readonly string[]): boolean {
  return names.every((name, index) => index === 0 || names[index - 1]!.localeCompare(name, 'en', { numeric: true }) <= 0);
}
