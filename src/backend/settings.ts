/** The settings file: the thresholds that rules judge by. One for all cases of a user, or the one that a command names. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../base/errors.ts';
import { SETTINGS_FILE, thresholdsOf, type SettingsFile, type Thresholds } from '../sdk/index.ts';

/** Where the user's own settings lie. */
function settingsPath(stateFolder: string): string {
  return join(stateFolder, 'settings.json');
}

/** Reads a settings file. Throws `file-unreadable` when it is missing, `bad-request` naming the field that is wrong. */
export async function readSettings(path: string): Promise<SettingsFile> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new AppError('file-unreadable', `The settings file ${path} cannot be read.`, { detail: { path }, cause: error });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new AppError('bad-request', `The settings file ${path} is no JSON: ${(error as Error).message}.`, { detail: { path } });
  }
  const parsed = SETTINGS_FILE.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.') ?? '';
  throw new AppError('bad-request', `The settings file ${path}: ${field ? `${field}: ` : ''}${issue?.message}.`, { detail: { path, field } });
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
