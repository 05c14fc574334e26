/** Where things are, and whether this is CI: the checkout, and the folder for downloads that `npm ci` must not throw away. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '..');

export const inCi = !['', 'false', '0'].includes(process.env.CI ?? '');

/** Downloads and development data; TENDRIL_CACHE shares one folder between checkouts. */
export const cacheRoot = path.resolve(process.env.TENDRIL_CACHE ?? path.join(root, '.cache'));

/**
 * A folder of the cache, filled once. `fill` works in a folder of its own that is renamed when it is complete, so that an
 * interrupted or concurrent run never leaves half a folder behind.
 * @param {string} name
 * @param {(folder: string) => Promise<void>} fill
 * @returns {Promise<string>} the folder
 */
export async function cached(name, fill) {
  const folder = path.join(cacheRoot, name);
  if (existsSync(folder)) return folder;
  await mkdir(cacheRoot, { recursive: true });
  const unfinished = await mkdtemp(path.join(cacheRoot, `${name}.unfinished-`));
  try {
    await fill(unfinished);
    await rename(unfinished, folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    // Another run has put the same folder in place meanwhile.
    if (!existsSync(folder)) throw error;
  }
  return folder;
}
