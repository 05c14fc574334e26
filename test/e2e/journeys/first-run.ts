/** First run: four offers, two that fail in sight, and the sample with its numbers. */
import { expect, test } from 'vitest';
import { OverviewPage } from '../pages/overview-page.ts';
import { Table } from '../pages/table.ts';
import { WelcomePage } from '../pages/welcome-page.ts';
import type { UnderWay } from './host.ts';

export function firstRun(underWay: UnderWay): void {
  test('first run offers samples, the made-up one first, files, a case file and a Neo4j', async () => {
    const { page, shot } = underWay();
    const welcome = new WelcomePage(page);
    expect(await welcome.offers()).toHaveLength(4);
    const samples = await welcome.samples();
    expect(samples.length).toBeGreaterThan(1);
    expect(samples[0]).toContain('Meridian Parcel');
    await shot('1-first-run');
  });

  test('a Neo4j that is not there is an error beside the form, which keeps what was typed', async () => {
    const { page, frame, shot } = underWay();
    const welcome = new WelcomePage(page);
    const typed = { uri: 'neo4j://127.0.0.1:1', username: 'someone', password: 'typed' };
    await welcome.connectToNeo4j(typed);
    await welcome.errorIn('Connect to Neo4j').waitFor();
    expect(await frame.errorCodes()).toEqual(['store-unreachable']);
    expect(await welcome.neo4jFields()).toEqual(typed);
    await shot('2-neo4j-unreachable');
  });

  test('a case file that is not there is an error beside its form', async () => {
    const { page, host, frame } = underWay();
    const welcome = new WelcomePage(page);
    await host.openCase('gone');
    await welcome.errorIn('Open a case file').waitFor();
    expect(await frame.errorCodes()).toEqual(['case-missing']);
  });

  test('the sample opens on an overview whose numbers are the command’s, and lead to their rows', async () => {
    const { page, frame, command, shot } = underWay();
    await new WelcomePage(page).openSample.click();
    await frame.view('Overview').waitFor();
    const overview = new OverviewPage(page);
    await shot('3-overview');
    const [identities, orphaned, stale, things] = await Promise.all([
      command.query('inventory'),
      command.orphans(),
      command.query('stale-credentials'),
      command.query('things'),
    ]);
    for (const { figure, table, rows } of [
      { figure: 'non-human identities', table: 'Inventory', rows: identities.filter(({ isNhi }) => isNhi) },
      { figure: 'orphaned', table: 'Orphaned identities', rows: orphaned },
      { figure: 'stale credentials', table: 'Stale credentials', rows: stale },
      { figure: 'crown jewels', table: 'All things', rows: things.filter(({ sensitivity }) => sensitivity === 3) },
      { figure: 'tier 0 identities', table: 'Inventory', rows: identities.filter(({ tier0 }) => tier0) },
    ]) {
      expect(rows.length, figure).toBeGreaterThan(0);
      expect(await overview.number(figure), figure).toBe(rows.length);
      await overview.figure(figure).click();
      const shown = new Table(page, table);
      expect(await shown.total(), figure).toBe(rows.length);
      expect(await shown.ids(), figure).toEqual(rows.map(({ uid }) => uid).sort());
      await frame.back();
      await frame.view('Overview').waitFor();
    }
  });
}
