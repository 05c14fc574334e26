/** The settings file: the thresholds that rules judge by. One for all cases of a user, or the one that a command names. */
import { join } from 'node:path';
import { AppError } from '../base/errors.ts';
import { SETTINGS_FILE, thresholdsOf, type SettingsFile, type Thresholds } from '../sdk/index.ts';
import { readJsonFile } from './json-file.ts';

/** Where the user's own settings lie. */
function settingsPath(stateFolder: string): string {
  return join(stateFolder, 'settings.json');
}

/** Reads a settings file. Throws `file-unreadable` when it is missing, `bad-request` naming the field that is wrong. */
export function readSettings(path: string): Promise<SettingsFile> {
  return readJsonFile(path, 'settings file', SETTINGS_FILE);
}

/** The thresholds in force for a user: their settings file's, or the default preset's where there is none. */
export async function thresholdsInForce(stateFolder: string): Promise<Thresholds> {
  try {
    return thresholdsOf(await readSettings(settingsPath(stateFolder)));
  } catch (error) {
    if (isMissing(error)) return thresholdsOf(SETTINGS_FILE.parse({}));
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof AppError && (error.cause as NodeJS.ErrnoException | undefined)?.code === 'ENOENT';
}
