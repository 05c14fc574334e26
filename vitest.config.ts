/**
 * The tests, as projects by what they need. Order matters only from `store` on: there is one Neo4j with one database, so its
 * projects run one after the other and one file at a time, and the end-to-end ones have the machine to themselves.
 */
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const NEO4J = './test/support/neo4j.setup.ts';
const BUILD = './test/support/build.setup.ts';
const DESKTOP = './test/support/desktop.setup.ts';

const NEVER = ['**/node_modules/**', '**/out/**', '**/.cache/**'];
/** Runners of the case files, one for importers and one for queries. */
const CASES = ['test/importers/cases.test.ts', 'test/queries/cases.test.ts'];
/** Conformance tests that need no server. */
const IN_MEMORY = 'test/conformance/**/*.memory.test.ts';

/** A project whose files run one at a time, at its place in the order. */
function alone(name: string, place: number, folder: string, globalSetup: string[]): TestProjectInlineConfiguration {
  return {
    test: {
      name,
      include: [`test/${folder}/**/*.test.ts`],
      exclude: [...NEVER, IN_MEMORY],
      globalSetup,
      fileParallelism: false,
      sequence: { groupOrder: place },
      testTimeout: 60_000,
      hookTimeout: 60_000,
    },
  };
}

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [...NEVER, ...CASES, 'test/store/**', 'test/conformance/**', 'test/cli/**', 'test/e2e/**'],
          testTimeout: 15_000,
        },
      },
      { test: { name: 'cases', include: [...CASES, IN_MEMORY], testTimeout: 15_000 } },
      alone('store', 1, 'store', [NEO4J]),
      alone('conformance', 2, 'conformance', [NEO4J]),
      alone('cli', 3, 'cli', [BUILD]),
      alone('web', 4, 'e2e/web', [BUILD]),
      alone('desktop', 5, 'e2e/desktop', [BUILD, DESKTOP]),
    ],
  },
});
