/** Every screen in both themes, for eyes to look at afterwards. */
import { expect, test } from 'vitest';
import type { UnderWay } from './host.ts';

export function themes(underWay: UnderWay): void {
  test('both themes', async () => {
    const { page, frame, shot } = underWay();
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
}
