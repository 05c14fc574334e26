#!/usr/bin/env node
/**
 * `npm run doctor`: looks for what the tests need beyond npm packages. In CI, as root, with apt, it installs what is missing;
 * elsewhere it names it and says how to get it. Fails only in CI, where a missing prerequisite is a failure.
 *
 * --prepare  also fetches Neo4j and the Electron runtime of the tests      --json  prints what was found as JSON
 */
import { pathToFileURL } from 'node:url';
import { aptInstall, mayInstall } from './doctor/apt.mjs';
import { PREREQUISITES } from './doctor/prerequisites.mjs';
import { findElectron } from './electron/find.mjs';
import { neo4jJars } from './neo4j/jars.mjs';
import { inCi } from './paths.mjs';

/**
 * Where each prerequisite is, and what to do about those that are nowhere.
 * @returns {{ name: string, purpose: string, found?: string, advice: string }[]}
 */
export function checkPrerequisites() {
  return PREREQUISITES.map(({ name, purpose, find, apt, advice }) => {
    const command = apt.length > 0 ? `apt-get install ${apt.join(' ')}, or ` : '';
    return { name, purpose, found: find() || undefined, advice: command + advice };
  });
}

/**
 * Checks, installs where it may, and reports a line for each. @param {{ prepare?: boolean }} [options]
 * @returns {Promise<boolean>} whether everything is there
 */
export async function doctor(options = {}) {
  await installMissing();
  const checks = checkPrerequisites();
  for (const { name, purpose, found, advice } of checks) {
    console.log(found ? `✓ ${name}: ${found}` : `✗ ${name}: not found, so no ${purpose}. To get it: ${advice}.`);
  }
  let complete = checks.every(({ found }) => found);
  if (options.prepare) complete = (await prepare(checks)) && complete;
  return complete;
}

async function installMissing() {
  const missing = PREREQUISITES.filter(({ find, apt }) => apt.length > 0 && !find());
  if (missing.length === 0 || !mayInstall) return;
  const packages = missing.flatMap(({ apt }) => apt);
  console.log(`Installing ${packages.join(', ')}…`);
  await aptInstall(packages).catch((error) => console.log(`${error.message}`));
}

/** @param {ReturnType<typeof checkPrerequisites>} checks */
async function prepare(checks) {
  const has = (/** @type {string} */ purpose) => checks.every((check) => check.purpose !== purpose || check.found);
  /** @type {[string, boolean, () => Promise<unknown>][]} */
  const downloads = [
    ['Neo4j', has('tests on Neo4j') && !process.env.NEO4J_URI, neo4jJars],
    ['Electron for the tests', has('end-to-end tests of the window'), findElectron],
  ];
  const done = downloads.map(async ([name, wanted, fetch]) => {
    if (!wanted) return true;
    return fetch().then(
      () => true,
      (error) => {
        console.log(`✗ ${name}: could not be fetched. ${error.message}`);
        return false;
      },
    );
  });
  return (await Promise.all(done)).every(Boolean);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (process.argv.includes('--json')) console.log(JSON.stringify(checkPrerequisites(), null, 2));
  else {
    const complete = await doctor({ prepare: process.argv.includes('--prepare') });
    process.exitCode = complete || !inCi ? 0 : 1;
  }
}
