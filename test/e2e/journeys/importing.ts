/** Own files into a new case: what is no known format, what is wrong in the rest, what is in afterwards. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ImportPage } from '../pages/import-page.ts';
import { Table } from '../pages/table.ts';
import { WelcomePage } from '../pages/welcome-page.ts';
import type { UnderWay } from './host.ts';

/** Enough that the import can be watched. */
const BOTS = 20_000;

/** A folder with a good table, one that has two bad rows, and a file of no known format. Returns their paths. */
async function writeTables(folder: string): Promise<{ bots: string; mixed: string; notes: string }> {
  await mkdir(folder);
  const paths = { bots: path.join(folder, 'identities.csv'), mixed: path.join(folder, 'credentials.csv'), notes: path.join(folder, 'notes.txt') };
  const rows = Array.from({ length: BOTS }, (_, number) => `bot-${number},Bot ${number},service_account,ci,2026-01-01`);
  await writeFile(paths.bots, `id,name,kind,provider,created_at\n${rows.join('\n')}\n`);
  await writeFile(
    paths.mixed,
    'id,identity_id,kind,created_at\nKEY-1,bot-1,api_token,2026-01-01\n,bot-1,api_token,2026-01-01\nKEY-2,bot-1,api_token,2026-02-31\n',
  );
  await writeFile(paths.notes, 'Nothing that an importer reads.\n');
  return paths;
}

export function importing(underWay: UnderWay): void {
  test('a file of no known format is refused, with the formats that are known', async () => {
    const { page, host, frame, folder, shot } = underWay();
    await frame.closeCase();
    await new WelcomePage(page).openSample.waitFor();
    const { notes } = await writeTables(path.join(folder, 'own'));
    await host.chooseFiles([notes]);
    const importing = new ImportPage(page);
    expect(await importing.refused()).toHaveLength(1);
    expect(await importing.importButton.count()).toBe(0);
    expect(await importing.formats()).not.toHaveLength(0);
    await shot('8-refused');
    await importing.clear();
  });

  test('a folder makes a new case; what is wrong in it is listed, and the good rows are in', async () => {
    const { page, host, folder, frame, shot } = underWay();
    const importing = new ImportPage(page);
    await host.chooseFolder(path.join(folder, 'own'));
    const files = await importing.files();
    expect(files).toHaveLength(3);
    expect(files.at(-1)).toContain('notes.txt');
    await shot('8-recognised');
    await importing.create(path.basename(folder));
    await importing.progress.waitFor();
    await shot('9-running');
    await importing.report.waitFor();
    // The bots and the two keys; a bad date costs its cell, a missing id the row.
    expect(await importing.changed('New things')).toBe(BOTS + 2);
    const problems = new Table(page, 'Problems');
    expect(await problems.total()).toBe(3);
    expect(await problems.column('At')).toEqual(['line 3', 'line 4', 'whole file']);
    expect((await problems.column('File')).every((file) => file.endsWith('credentials.csv'))).toBe(true);
    expect(await problems.column('Field')).toEqual(['id', 'created_at', '–']);
    await shot('9-report');
    await frame.go('Inventory');
    const inventory = new Table(page, 'Inventory');
    await expect.poll(() => inventory.total()).toBe(BOTS);
    await inventory.search(`bot-${BOTS - 1}`);
    await expect.poll(() => inventory.names()).toEqual([`Bot ${BOTS - 1}`]);
  });

  test('importing the same folder again changes nothing', async () => {
    const { page, host, folder, frame } = underWay();
    await frame.go('Import');
    const importing = new ImportPage(page);
    await importing.importMore();
    await host.chooseFolder(path.join(folder, 'own'));
    await importing.files();
    await importing.importInto();
    for (const what of ['New things', 'Changed things', 'New relationships', 'Changed relationships', 'Closed']) {
      expect(await importing.changed(what), what).toBe(0);
    }
    await frame.closeCase();
    const welcome = new WelcomePage(page);
    await welcome.openSample.waitFor();
    expect((await welcome.recent())[0]).toContain(path.basename(folder));
  });
}
