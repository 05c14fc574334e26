/** Runs vitest and counts what its JSON report says. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../paths.mjs';

const REPORT = path.join(root, 'test-results/vitest.json');

/** @typedef {{ passed: number, failed: number, skipped: number }} Tally */

/** @param {readonly string[]} args further arguments for vitest @returns {Promise<Tally>} */
export async function runVitest(args) {
  await mkdir(path.dirname(REPORT), { recursive: true });
  await rm(REPORT, { force: true });
  const program = path.join(root, 'node_modules/vitest/vitest.mjs');
  const reports = ['--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`];
  const vitest = spawn(process.execPath, [program, 'run', ...reports, ...args], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  const [code] = await once(vitest, 'close');
  return tally(await readFile(REPORT, 'utf8').catch(() => ''), code === 0);
}

/**
 * Counts tests, and as one failure each: a file that failed outside its tests, and a run that failed without saying where.
 * @param {string} report @param {boolean} succeeded @returns {Tally}
 */
export function tally(report, succeeded) {
  if (report === '') return { passed: 0, failed: 1, skipped: 0 };
  /** @type {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number, testResults: { status: string, assertionResults: { status: string }[] }[] }} */
  const json = JSON.parse(report);
  const failedFiles = json.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  const failed = json.numFailedTests + failedFiles.length;
  const ran = json.numPassedTests + failed > 0;
  return {
    passed: json.numPassedTests,
    failed: failed === 0 && !(succeeded && ran) ? 1 : failed,
    skipped: json.numPendingTests + json.numTodoTests,
  };
}
