/** From a pasted key id to its blast radius, who can reach it, one neighbour more, and a picture of it. */
import { expect, test } from 'vitest';
import { Inspector } from '../pages/inspector.ts';
import { InvestigatePage } from '../pages/investigate-page.ts';
import { LEAKED_KEY, type Walked } from './command.ts';
import type { UnderWay } from './host.ts';

/** The seed is drawn too. */
function withSeed({ reached }: Walked): string[] {
  return [...reached.map(({ uid }) => uid), LEAKED_KEY].sort();
}

export function investigating(underWay: UnderWay): void {
  test('a pasted key id is found, with the row that shows it', async () => {
    const { page, frame } = underWay();
    await frame.inspect(LEAKED_KEY, 'Control+k');
    const inspector = new Inspector(page);
    await inspector.shows(LEAKED_KEY);
    expect(await inspector.evidenceOf('ci-deploy')).toContain('credentials.csv');
  });

  test('its blast radius is drawn, and is what the command answers', async () => {
    const { page, command, shot } = underWay();
    const reach = await command.blastRadius(LEAKED_KEY, 'granted');
    expect(reach.total).toBeGreaterThan(0);
    expect(await new Inspector(page).reachNumber('could reach')).toBe(reach.total);
    await page.keyboard.press('b');
    const investigate = new InvestigatePage(page);
    const sentence = await investigate.sentence();
    expect(sentence).toContain(LEAKED_KEY);
    for (const [label, count] of Object.entries(reach.counts)) expect(sentence.match(/\d+/g), label).toContain(String(count));
    await expect.poll(() => investigate.coloursDrawn()).toBeGreaterThan(8);
    const drawn = await investigate.drawn();
    await expect.poll(() => drawn.ids()).toEqual(withSeed(reach));
    await drawn.sortBy('Hop');
    await expect.poll(async () => (await drawn.column('Hop'))[0]).toBe('0');
    expect(await drawn.rows('crown jewel').count()).toBeGreaterThan(0);
    await shot('4-blast-radius');
    expect(await investigate.cypher()).toContain(LEAKED_KEY);
    await investigate.closeDrawer();
  });

  test('another evidence mode is another answer', async () => {
    const { page, command } = underWay();
    const investigate = new InvestigatePage(page);
    const observed = await command.blastRadius(LEAKED_KEY, 'observed');
    expect(observed.total).toBeLessThan((await command.blastRadius(LEAKED_KEY, 'granted')).total);
    const drawn = await investigate.drawn();
    for (const mode of ['observed', 'both', 'granted'] as const) {
      const answer = await command.blastRadius(LEAKED_KEY, mode);
      await investigate.chooseEvidence(mode);
      await expect.poll(() => drawn.ids(), { message: mode }).toEqual(withSeed(answer));
    }
  });

  test('the other direction: who can reach it', async () => {
    const { page, command, shot } = underWay();
    const investigate = new InvestigatePage(page);
    const exposure = await command.reverseExposure(LEAKED_KEY);
    expect(exposure.total).toBeGreaterThan(0);
    await investigate.turn('Who can reach this');
    const drawn = await investigate.drawn();
    await expect.poll(() => drawn.ids()).toEqual(withSeed(exposure));
    await shot('4-who-can-reach');
    await investigate.turn('Blast radius');
    await expect.poll(() => drawn.ids()).toEqual(withSeed(await command.blastRadius(LEAKED_KEY, 'granted')));
    await investigate.closeDrawer();
  });

  test('a drawn thing is chosen on the canvas and in the list beside it, and expanded', async () => {
    const { page } = underWay();
    const investigate = new InvestigatePage(page);
    const inspector = new Inspector(page);
    await investigate.clickOn('arn:aws:iam::210987654321:user/ci-deploy');
    await inspector.shows('ci-deploy');
    const list = await investigate.openList();
    await investigate.inList('deployer').click();
    await inspector.shows('deployer');
    const before = await list.getByRole('listitem').count();
    await list.getByRole('button', { name: 'Expand deployer', exact: true }).click();
    await expect.poll(() => list.getByRole('listitem').count()).toBeGreaterThan(before);
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'detached' });
  });

  test('zoomed away, it is fitted again', async () => {
    const { page } = underWay();
    const investigate = new InvestigatePage(page);
    await investigate.tool('Fit').click();
    await expect.poll(() => investigate.settledZoom()).toBeGreaterThan(0);
    const fitted = await investigate.settledZoom();
    await investigate.tool('Zoom in').click();
    await expect.poll(() => investigate.settledZoom()).toBeGreaterThan(fitted);
    await investigate.tool('Fit').click();
    await expect.poll(() => investigate.settledZoom()).toBeCloseTo(fitted, 3);
  });

  test('it leaves as a picture', async () => {
    const { page, host } = underWay();
    const picture = await host.saved(() => new InvestigatePage(page).tool('Save as PNG').click());
    expect(picture.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
    // Width and height stand in the header.
    expect(picture.readUInt32BE(16)).toBeGreaterThan(400);
    expect(picture.readUInt32BE(20)).toBeGreaterThan(200);
    expect(picture.subarray(-8, -4).toString('latin1')).toBe('IEND');
  });
}
