/** The mutation run, apart from the tests: what it looks for is what they would miss. */
import path from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: path.resolve(import.meta.dirname, '../..'),
  test: {
    include: ['test/mutation/mutants.run.ts'],
    globalSetup: ['./test/support/neo4j.setup.ts'],
    testTimeout: 0,
    hookTimeout: 120_000,
    disableConsoleIntercept: true,
    // Mutants that do not end fill the memory until they are stopped.
    execArgv: ['--max-old-space-size=8192'],
  },
});
