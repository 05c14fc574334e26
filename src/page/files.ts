/** The built page's files by their address. Only what was found in the folder has an address, so no path can lead out of it. */
import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { AppError } from '../base/errors.ts';

export interface PageFile {
  readonly path: string;
  readonly type: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/**
 * @returns files by address (`/assets/index.js`), index.html as `/` too; files of types that a page does not load are
 * left out
 */
export async function findPageFiles(folder: string): Promise<ReadonlyMap<string, PageFile>> {
  const files = new Map<string, PageFile>();
  try {
    await collect(folder, '', files);
  } catch (cause) {
    throw notBuilt(folder, cause);
  }
  const index = files.get('/index.html');
  if (!index) throw notBuilt(folder);
  return files.set('/', index);
}

// By hand: the oldest Node that this runs in (Electron's of the tests, 18.15) has no recursive readdir.
async function collect(folder: string, address: string, files: Map<string, PageFile>): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    const below = `${address}/${encodeURIComponent(entry.name)}`;
    const type = TYPES[extname(entry.name)];
    if (entry.isDirectory()) await collect(path, below, files);
    else if (entry.isFile() && type !== undefined) files.set(below, { path, type });
  }
}

function notBuilt(folder: string, cause?: unknown): AppError {
  return new AppError('file-unreadable', `${folder} holds no built window. Run \`npm run build\` first.`, { detail: { folder }, cause });
}
