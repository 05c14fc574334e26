#!/usr/bin/env node
/**
 * `npm start`: opens Tendril's window. Where there is no display or no Electron can be had it says so in one line and serves
 * the same window on a loopback URL.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cliFile, ensureBuilt } from './build.mjs';
import { fetchElectron, realElectron } from './electron/real.mjs';
import { root } from './paths.mjs';

/** An Electron that ends with an error this soon did not get as far as a window. */
const TOO_SOON = 5_000;

try {
  await ensureBuilt();
} catch (error) {
  console.error(/** @type {Error} */ (error).message);
  process.exit(1);
}

const why = await openWindow();
if (why) {
  console.log(`${why}, so Tendril serves its window to your browser instead.`);
  await runToEnd(process.execPath, [cliFile, 'serve', ...process.argv.slice(2)]);
}

/** Returns when the window was closed; otherwise why there was none. @returns {Promise<string | undefined>} */
async function openWindow() {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'No display was found';
  if (!realElectron()) console.error('Fetching Electron, once…');
  const electron = realElectron() ?? (await fetchElectron());
  if (!electron) return 'Electron could not be fetched';
  const started = Date.now();
  // Chromium refuses to run as root with its sandbox on.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const failed = await runToEnd(electron, [...sandbox, root, ...process.argv.slice(2)]);
  return failed && Date.now() - started < TOO_SOON ? 'Electron could not open a window here' : undefined;
}

/** Runs a program in this terminal and takes over its exit code. @param {string} program @param {readonly string[]} args @returns {Promise<boolean>} whether it failed */
async function runToEnd(program, args) {
  const child = spawn(program, args, { cwd: root, stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal));
  const [code] = await once(child, 'close').catch(() => [1]);
  process.exitCode = code ?? 1;
  return code !== 0;
}
