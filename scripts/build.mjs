/** Builds `out/` when it is missing or older than what it is made from. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, rmdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cacheRoot, root } from './paths.mjs';
import { run } from './run.mjs';

const SOURCES = ['src', 'importers', 'queries', 'electron.vite.config.ts', 'package-lock.json'];

const out = path.join(root, 'out');

/** The built command line, which `tendril` and the window's fallback run. */
export const cliFile = path.join(root, 'out/main/cli.cjs');

const OUTPUTS = [cliFile, path.join(root, 'out/main/index.cjs'), path.join(root, 'out/preload/index.cjs'), path.join(root, 'out/renderer/index.html')];

/** Builds if need be, after telling `say` in one line; a build that another process has under way is waited for. */
export async function ensureBuilt(say = (/** @type {string} */ line) => console.error(line)) {
  if (isFresh()) return;
  say('Building Tendril…');
  const unlock = await lock(path.join(cacheRoot, 'build.lock'));
  try {
    if (!isFresh()) await build();
  } finally {
    unlock();
  }
}

/** Builds beside `out/` and puts the result in its place; throws with what the build printed when it fails. */
export async function build() {
  const fresh = path.join(root, `.cache/out-${process.pid}`);
  const stale = `${fresh}-before`;
  const bin = path.join(root, 'node_modules/electron-vite/bin/electron-vite.js');
  try {
    await run(process.execPath, [bin, 'build', '--logLevel', 'warn'], { env: { ...process.env, TENDRIL_OUT: fresh } });
    if (existsSync(out)) renameSync(out, stale);
    renameSync(fresh, out);
  } finally {
    for (const left of [fresh, stale]) rmSync(left, { recursive: true, force: true });
  }
}

function isFresh() {
  const built = Math.min(...OUTPUTS.map(changedAt));
  return built > 0 && SOURCES.every((source) => newestUnder(path.join(root, source)) <= built);
}

/** Folders count too: their time changes when a file is taken away. @param {string} place @returns {number} */
function newestUnder(place) {
  const stats = statSync(place, { throwIfNoEntry: false });
  if (!stats) return 0;
  if (!stats.isDirectory()) return stats.mtimeMs;
  return readdirSync(place).reduce((newest, name) => Math.max(newest, newestUnder(path.join(place, name))), stats.mtimeMs);
}

/** @param {string} file */
function changedAt(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** A folder as a lock between processes; one left behind by a killed build counts for two minutes. @param {string} folder */
async function lock(folder) {
  mkdirSync(path.dirname(folder), { recursive: true });
  for (;;) {
    try {
      mkdirSync(folder);
      return () => rmdirSync(folder);
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
      if (Date.now() - changedAt(folder) > 120_000) rmdirSync(folder);
      else await sleep(200);
    }
  }
}

if (process.argv[1] === import.meta.filename) await build();
