/**
 * Tests that need more than npm packages say so with `describeWith`. Where a prerequisite is missing they are counted as
 * skipped; in CI they fail instead, so that nothing is ever left out unseen.
 */
import { describe, inject, test } from 'vitest';
import { findJava } from '../../scripts/doctor/java.mjs';
import { findChromium } from '../../scripts/doctor/prerequisites.mjs';
import { inCi } from '../../scripts/paths.mjs';
import { findProgram } from '../../scripts/run.mjs';
import './provided.ts';

export type Prerequisite = 'neo4j' | 'chromium' | 'desktop';

/** Why a prerequisite is not there; undefined when it is. */
export function whyMissing(prerequisite: Prerequisite): string | undefined {
  if (prerequisite === 'chromium') return findChromium() ? undefined : 'no Chromium was found';
  if (prerequisite === 'neo4j') return inject('neo4j')?.missing ?? whyNoNeo4j();
  const desktop = inject('desktop');
  return desktop ? desktop.missing : 'only the project "desktop" sets up a window';
}

/** Why no Neo4j can be started here; undefined when one can. */
export function whyNoNeo4j(): string | undefined {
  if (process.env.NEO4J_URI) return undefined;
  if (!findJava()) return 'no JDK 17 or newer was found';
  return findProgram(['mvn']) ? undefined : 'no Maven was found';
}

/** `describe` for tests that can't run without these prerequisites. */
export function describeWith(prerequisites: Prerequisite | readonly Prerequisite[], title: string, body: () => void): void {
  const reasons = [prerequisites].flat().map(whyMissing).filter((reason) => reason !== undefined);
  if (reasons.length === 0) describe(title, body);
  else if (!inCi) describe.skip(`${title} (${reasons.join('; ')})`, body);
  else {
    describe(title, () => {
      test('has its prerequisites', () => {
        throw new Error(`${reasons.join('; ')}. In CI a missing prerequisite is a failure: \`npm run doctor\` says how to get it.`);
      });
    });
  }
}
