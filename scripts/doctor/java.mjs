/** Finds a JDK: the tests' Neo4j needs 17 or newer, and the compiler that a bare runtime lacks. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { findProgram } from '../run.mjs';

/** The `java` of a JDK 17 or newer. @returns {string | undefined} */
export function findJava() {
  const home = process.env.JAVA_HOME;
  const java = findProgram([home && path.join(home, 'bin', 'java'), 'java']);
  if (!java) return undefined;
  const modules = spawnSync(java, ['--list-modules'], { encoding: 'utf8' });
  const compiler = /^jdk\.compiler@(\d+)/m.exec(modules.stdout ?? '');
  return compiler && Number(compiler[1]) >= 17 ? java : undefined;
}
