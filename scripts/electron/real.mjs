/** The Electron that Tendril ships with: npm's `electron` package, whose binary is fetched on the first start. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../paths.mjs';

const PACKAGE = path.join(root, 'node_modules/electron');
/** A download is given up when nothing has arrived for this long, so that a closed network costs seconds, not minutes. */
const SILENCE_LIMIT = 15_000;

/** The binary, if it is there. Its own launcher is passed by, since that one wants a newer Node than Tendril does. @returns {string | undefined} */
export function realElectron() {
  const pathFile = path.join(PACKAGE, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : 'electron';
  const binary = path.join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? path.join(PACKAGE, 'dist'), name);
  return existsSync(binary) ? binary : undefined;
}

/** Fetches the binary with the package's own installer, quietly. @returns {Promise<string | undefined>} undefined when it can't be had */
export async function fetchElectron() {
  const installer = path.join(PACKAGE, 'install.js');
  if (!existsSync(installer)) return undefined;
  const folder = await mkdtemp(path.join(tmpdir(), 'tendril-electron-'));
  const child = spawn(process.execPath, [installer], { env: { ...process.env, TMPDIR: folder, TEMP: folder }, stdio: 'ignore' });
  const ended = new Promise((resolve) => child.on('close', resolve).on('error', resolve));
  const watch = killWhenSilent(child, folder);
  await ended;
  clearInterval(watch);
  await rm(folder, { recursive: true, force: true });
  return realElectron();
}

/** @param {import('node:child_process').ChildProcess} child @param {string} folder where it writes what it fetches */
function killWhenSilent(child, folder) {
  let size = -1;
  let since = Date.now();
  return setInterval(async () => {
    const now = (await sizeOf(folder)) + (await sizeOf(path.join(PACKAGE, 'dist')));
    if (now !== size) [size, since] = [now, Date.now()];
    else if (Date.now() - since > SILENCE_LIMIT) child.kill();
  }, 500);
}

/** @param {string} folder @returns {Promise<number>} */
async function sizeOf(folder) {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const sizes = await Promise.all(names.map((name) => stat(path.join(folder, name)).then((stats) => stats.size, () => 0)));
  return sizes.reduce((sum, size) => sum + size, 0);
}
