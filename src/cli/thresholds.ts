/** The thresholds that `--preset` and `--settings` name, else those of the user's own settings file. */
import { AppError } from '../base/errors.ts';
import { readSettings, thresholdsInForce } from '../backend/index.ts';
import { defaultStateFolder } from '../host/compose.ts';
import { PRESETS, thresholdsOf, type PresetName, type Thresholds } from '../sdk/index.ts';

export interface ThresholdOptions {
  readonly preset?: PresetName;
  readonly settings?: string;
}

/** Throws `bad-request` for both options at once or a wrong file, `file-unreadable`. */
export async function thresholdsFor({ preset, settings }: ThresholdOptions): Promise<Thresholds> {
  if (preset !== undefined && settings !== undefined) throw new AppError('bad-request', 'Give --preset or --settings, not both; a settings file names its own preset.');
  if (preset !== undefined) return PRESETS[preset];
  if (settings !== undefined) return thresholdsOf(await readSettings(settings));
  return thresholdsInForce(defaultStateFolder(process.env, process.platform));
}
