/** Which identities nobody owns, and why: the same in the table, the file and the inspector as by the command. */
import { expect, test } from 'vitest';
import { Inspector } from '../pages/inspector.ts';
import { Table } from '../pages/table.ts';
import type { UnderWay } from './host.ts';

export function orphans(underWay: UnderWay): void {
  test('orphans are those that the command names, each marked with its reason', async () => {
    const { page, command, shot } = underWay();
    const answer = await command.orphans();
    await page.keyboard.press('o');
    const table = new Table(page, 'Orphaned identities');
    expect(await table.total()).toBe(answer.length);
    expect(await table.ids()).toEqual(answer.map(({ uid }) => uid).sort());
    expect(await table.grid.locator('[data-orphaned]').count()).toBe(await table.rows().count());
    const badges = new Set<string>();
    for (const [index, { name, reasons }] of answer.entries()) {
      await table.search(name);
      await expect.poll(() => table.names()).toContain(name);
      const row = table.rowOf(answer[index]!.uid);
      const words = await row.locator('.badge.amber').allTextContents();
      expect(words, name).toHaveLength(reasons.length);
      for (const word of words) badges.add(word);
    }
    await table.search('');
    await expect.poll(() => table.total()).toBe(answer.length);
    // One wording for each reason that there is.
    expect(badges.size).toBe(new Set(answer.flatMap(({ reasons }) => reasons)).size);
    await table.rows('ci-deploy').click();
    const inspector = new Inspector(page);
    await inspector.shows('ci-deploy');
    expect(await inspector.orphanReasons().count()).toBe(1);
    await shot('5-orphans');
  });

  test('orphans leave as CSV', async () => {
    const { page, host, command } = underWay();
    const [head, ...lines] = (await host.saved(() => new Table(page, 'Orphaned identities').exportCsv())).toString().trimEnd().split('\n');
    expect(head).toMatch(/^uid,name,/);
    expect(lines.map((line) => line.split(',')[0]).sort()).toEqual((await command.orphans()).map(({ uid }) => uid).sort());
  });
}
