/** Installs Debian packages. */
import { inCi } from '../paths.mjs';
import { findProgram, run } from '../run.mjs';

/** True where packages may be installed without asking: in CI, as root, on Debian and its kin. */
export const mayInstall = inCi && process.getuid?.() === 0 && findProgram(['apt-get']) !== undefined;

/** @param {readonly string[]} packages */
export async function aptInstall(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { env });
  const names = await Promise.all(packages.map(currentName));
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], { env });
}

/** Debian 13 and Ubuntu 24.04 renamed libraries for 64-bit time (libasound2t64); the old name is no package there. @param {string} name */
async function currentName(name) {
  const renamed = `${name}t64`;
  const known = await run('apt-cache', ['show', '--no-all-versions', renamed]).then(
    (text) => text.includes(`Package: ${renamed}`),
    () => false,
  );
  return known ? renamed : name;
}
