/** Screenshots that end-to-end tests leave behind, to be looked at. */
import path from 'node:path';
import type { Page } from 'playwright';
import { root } from '../../scripts/paths.mjs';

/** Saves what the page shows as test-results/`name`.png and returns the file. */
export async function screenshot(page: Page, name: string): Promise<string> {
  const file = path.join(root, 'test-results', `${name}.png`);
  await page.screenshot({ path: file });
  return file;
}
