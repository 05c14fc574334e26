/** Puts the back end together with both stores: what the host process, the server and the command line all run. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createBackend, readerHere, type Backend, type FileReader } from '../backend/index.ts';
import { openCaseFile } from '../store/case-file/case-file.ts';
import { openNeo4j } from '../store/neo4j/neo4j.ts';

export interface ComposeOptions {
  readonly version: string;
  readonly resourcesFolder: string;
  /** Clients are on this machine's file system and may name paths. */
  readonly paths: boolean;
  /** Where importers run; in this thread when absent. */
  readonly newReader?: () => FileReader;
  readonly stateFolder?: string;
}

export function composeBackend({ version, resourcesFolder, paths, newReader, stateFolder }: ComposeOptions): Backend {
  return createBackend({
    version,
    resourcesFolder,
    paths,
    stateFolder: stateFolder ?? defaultStateFolder(process.env, process.platform),
    openCaseFile,
    openNeo4j,
    environment: process.env,
    now: Date.now,
    newReader: newReader ?? readerHere,
  });
}

/** TENDRIL_STATE when set, else where the system keeps an application's state. */
export function defaultStateFolder(environment: Readonly<Record<string, string | undefined>>, platform: string): string {
  if (environment['TENDRIL_STATE']) return environment['TENDRIL_STATE'];
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Tendril');
  if (platform === 'win32') return join(environment['APPDATA'] ?? homedir(), 'Tendril');
  return join(environment['XDG_STATE_HOME'] ?? join(homedir(), '.local', 'state'), 'tendril');
}
