#!/usr/bin/env node
/**
 * `npm test`: looks for what the tests need, checks the sources, runs every test, and ends with one line of counts.
 * With arguments it runs just that part of vitest: `npm test -- --project unit`.
 */
import { doctor } from './doctor.mjs';
import { inCi } from './paths.mjs';
import { runChecks } from './test/checks.mjs';
import { runVitest } from './test/vitest.mjs';

const args = process.argv.slice(2);
const total = { passed: 0, failed: 0, skipped: 0 };

if (args.length === 0) {
  const complete = await doctor({ prepare: true });
  if (!complete && inCi) total.failed += 1;
  const checks = await runChecks();
  total.passed += checks.passed;
  total.failed += checks.failed;
}

const tests = await runVitest(args);
total.passed += tests.passed;
total.failed += tests.failed;
total.skipped += tests.skipped;

console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 ? 1 : 0;
