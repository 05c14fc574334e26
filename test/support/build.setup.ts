/** Global set-up of the end-to-end projects: they test what is built, so it has to be what the sources say. */
import { ensureBuilt } from '../../scripts/build.mjs';

export default function setUpBuild(): Promise<void> {
  return ensureBuilt();
}
