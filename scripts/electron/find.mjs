/** The Electron that the desktop tests drive: the real one where it is installed, else a runtime from the registry. */
import { root } from '../paths.mjs';
import { realElectron } from './real.mjs';
import { hasTestRuntime, testRuntime } from './test-runtime.mjs';

/**
 * How to run the checkout's built app in it; undefined where there is none for this platform.
 * @returns {Promise<{ path: string, args: string[], env: Record<string, string> } | undefined>}
 */
export async function findElectron() {
  const real = realElectron();
  if (real) return { path: real, args: [root], env: {} };
  if (hasTestRuntime) return { path: await testRuntime(), args: [], env: { TENDRIL_APP: root } };
  return undefined;
}
