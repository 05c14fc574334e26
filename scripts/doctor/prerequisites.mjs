/** What the tests need beyond npm packages, where each is looked for, and how to get it. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { realElectron } from '../electron/real.mjs';
import { hasTestRuntime } from '../electron/test-runtime.mjs';
import { findProgram } from '../run.mjs';
import { findJava } from './java.mjs';

const linux = process.platform === 'linux';

/**
 * @typedef {object} Prerequisite
 * @property {string} name
 * @property {string} purpose which tests are skipped without it
 * @property {() => string | undefined} find where it is, or undefined
 * @property {string[]} apt Debian packages that hold it
 * @property {string} advice how to get it without apt
 */

/** @type {readonly Prerequisite[]} */
export const PREREQUISITES = [
  {
    name: 'JDK 17 or newer',
    purpose: 'tests on Neo4j',
    find: () => findJava() ?? (process.env.NEO4J_URI && 'not needed, NEO4J_URI is set'),
    apt: ['default-jdk-headless'],
    advice: 'install a JDK (Temurin, for one) and set JAVA_HOME, or set NEO4J_URI to an empty test database',
  },
  {
    name: 'Maven',
    purpose: 'tests on Neo4j',
    find: () => findProgram(['mvn']) ?? (process.env.NEO4J_URI && 'not needed, NEO4J_URI is set'),
    apt: ['maven'],
    advice: 'install Maven so that `mvn` is on PATH, or set NEO4J_URI to an empty test database',
  },
  {
    name: 'Chromium',
    purpose: 'end-to-end tests in a browser',
    find: findChromium,
    apt: ['chromium'],
    advice: 'install Chromium or Chrome, or set CHROMIUM_PATH to its executable',
  },
  {
    name: 'display',
    purpose: 'end-to-end tests of the window',
    find: () => (linux ? findProgram(['Xvfb']) : process.platform),
    apt: ['xvfb'],
    advice: 'install Xvfb',
  },
  {
    name: 'libraries of the window (GTK, NSS, ALSA, GBM)',
    purpose: 'end-to-end tests of the window',
    find: () => (linux ? findLibraries() : process.platform),
    apt: ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1'],
    advice: 'install GTK 3, NSS, ALSA and GBM',
  },
  {
    name: 'Electron',
    purpose: 'end-to-end tests of the window',
    find: () => realElectron() ?? (hasTestRuntime ? 'fetched from the registry' : undefined),
    apt: [],
    advice: 'run `npx install-electron`',
  },
];

/** @returns {string | undefined} */
export function findChromium() {
  return findProgram([
    process.env.CHROMIUM_PATH,
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ]);
}

/** Electron loads these at its start; each is looked for by the name it is loaded by. */
const LIBRARIES = ['libgtk-3.so.0', 'libnss3.so', 'libasound.so.2', 'libgbm.so.1'];

/** @returns {string | undefined} */
function findLibraries() {
  const linker = findProgram(['ldconfig', '/sbin/ldconfig', '/usr/sbin/ldconfig']);
  const known = linker ? spawnSync(linker, ['-p'], { encoding: 'utf8' }).stdout : '';
  const folders = ['/usr/lib', '/usr/lib64', '/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu'];
  const found = LIBRARIES.every((name) => known.includes(`${name} `) || folders.some((folder) => existsSync(`${folder}/${name}`)));
  return found ? LIBRARIES.join(', ') : undefined;
}
