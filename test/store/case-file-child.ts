/**
 * Another process at a case file, for the tests: `hold PATH` keeps it open for writing, `read PATH` for reading, `write
 * PATH` adds rings for ever. Prints a line when it is there (`open VERSION`), refused (`CODE`), or has a commit
 * acknowledged (its version); ends when it is killed or its input closes.
 */
import { openCaseFile } from '../../src/store/case-file/case-file.ts';
import { toAppError } from '../../src/base/errors.ts';
import { RING, ring } from './rings.ts';

const [mode, path] = process.argv.slice(2) as [string, string];

async function main(): Promise<void> {
  const store = await openCaseFile(path, { readOnly: mode === 'read' });
  let version = await store.version();
  console.log(`open ${version}`);
  if (mode !== 'write') return;
  for (;;) {
    version = await store.apply(ring(version, RING, version * RING));
    console.log(version);
  }
}

process.stdin.resume().on('end', () => process.exit());
main().catch((error: unknown) => {
  console.log(toAppError(error).code);
  process.exit();
});
