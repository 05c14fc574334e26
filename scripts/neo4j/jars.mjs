/** The jars of an embedded Neo4j with Bolt, resolved by Maven into the cache. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cached } from '../paths.mjs';
import { findProgram, run } from '../run.mjs';

/** The long-term support version that the tests run against; needs JDK 17. */
export const NEO4J_VERSION = '5.26.20';

/** @returns {Promise<string>} the folder of the jars */
export async function neo4jJars() {
  const folder = await cached(`neo4j-${NEO4J_VERSION}`, async (unfinished) => {
    const maven = findProgram(['mvn']);
    if (!maven) throw new Error('Neo4j for tests is fetched by Maven, and no `mvn` was found on PATH. `npm run doctor` says how to get it.');
    await writeFile(path.join(unfinished, 'pom.xml'), pom());
    await run(maven, ['-q', '-B', 'dependency:copy-dependencies', '-DoutputDirectory=lib', '-DincludeScope=runtime'], {
      cwd: unfinished,
      timeout: 300_000,
    });
  });
  return path.join(folder, 'lib');
}

function pom() {
  const dependency = (/** @type {string} */ artifact) =>
    `<dependency><groupId>org.neo4j</groupId><artifactId>${artifact}</artifactId><version>${NEO4J_VERSION}</version></dependency>`;
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>tendril</groupId><artifactId>neo4j-for-tests</artifactId><version>1</version>
  <dependencies>${['neo4j', 'neo4j-bolt'].map(dependency).join('')}</dependencies>
</project>
`;
}
