/** The checks that read the sources without running them. Each counts as one test. */
import path from 'node:path';
import { build } from '../build.mjs';
import { root } from '../paths.mjs';
import { run } from '../run.mjs';

const bin = (/** @type {string} */ file) => path.join(root, 'node_modules', file);

/** @type {readonly [name: string, check: () => Promise<unknown>][]} */
const CHECKS = [
  ['builds', build],
  ['types (tsc)', () => run(process.execPath, [bin('typescript/bin/tsc'), '-b'])],
  ['lint (oxlint)', () => run(process.execPath, [bin('oxlint/bin/oxlint'), '--deny-warnings'])],
  [
    'layers (dependency-cruiser)',
    () => run(process.execPath, [bin('dependency-cruiser/bin/dependency-cruise.mjs'), '--config', '.dependency-cruiser.mjs', 'src', 'importers', 'queries', 'test']),
  ],
];

/** Runs them one after the other and prints a line for each, and what a failing one printed. @returns {Promise<{ passed: number, failed: number }>} */
export async function runChecks() {
  let failed = 0;
  for (const [name, check] of CHECKS) {
    try {
      await check();
      console.log(`✓ ${name}`);
    } catch (error) {
      failed += 1;
      console.log(`✗ ${name}\n${/** @type {Error} */ (error).message}`);
    }
  }
  return { passed: CHECKS.length - failed, failed };
}
