/** A case file with these paths imported, made in this process: what the commands that only ask are tested on. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/paths.mjs';
import { composeBackend } from '../../src/host/compose.ts';

export async function newCase(file: string, paths: readonly string[]): Promise<void> {
  const backend = composeBackend({ version: 'test', resourcesFolder: join(root, 'resources'), paths: true, stateFolder: join(tmpdir(), `tendril-cli-state-${process.pid}`) });
  const { signal } = new AbortController();
  try {
    await backend.open({ kind: 'case-file', path: file, create: true }, signal);
    await backend.runImport({ paths, signal });
  } finally {
    await backend.close();
  }
}
