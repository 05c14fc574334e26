/**
 * The numbers that rules judge by, in one place: each with its meaning and unit, and the presets that people ask for. A
 * rule names the thresholds it takes among its parameters; whoever runs it passes the values of the settings in force.
 */
import { z } from 'zod';

const days = (meaning: string) => z.number().int().min(1).max(36_500).describe(meaning);

const FIELDS = {
  unusedDays: days('Days without use after which an identity or a credential counts as unused'),
  rotationDays: days('Days after which a usable secret counts as due for rotation'),
  maximumLifetimeDays: days('Longest time from creation to expiry that does not count as long-lived'),
  humanUseDays: days('Days back in which interactive use of a non-human identity is looked for'),
  sharedWorkloads: z.number().int().min(2).max(10_000).describe('So many workloads on one identity or credential count as reuse'),
  unusedPermissionPercent: z.number().int().min(1).max(100).describe('Percent of granted action patterns never used from which an identity counts as over-privileged'),
  sensitiveLevel: z.number().int().min(1).max(3).describe('Sensitivity from which a resource counts as sensitive: 1 internal, 2 confidential, 3 crown jewel'),
};

export type ThresholdName = keyof typeof FIELDS;
export type Thresholds = Readonly<Record<ThresholdName, number>>;

const CIS: Thresholds = {
  unusedDays: 45,
  rotationDays: 90,
  // A year, also one with a leap day.
  maximumLifetimeDays: 366,
  humanUseDays: 90,
  sharedWorkloads: 2,
  unusedPermissionPercent: 80,
  sensitiveLevel: 2,
};

/**
 * cis: CIS AWS Foundations Benchmark (unused after 45 days, rotated within 90). stig: DISA STIG (inactive after 35 days,
 * secrets at most 60 days old). pci: PCI DSS 4.0.1 (inactive after 90 days, 8.2.6; rotated within 90, 8.6.3).
 */
export const PRESETS = {
  cis: CIS,
  stig: { ...CIS, unusedDays: 35, rotationDays: 60, maximumLifetimeDays: 180 },
  pci: { ...CIS, unusedDays: 90 },
} as const satisfies Record<string, Thresholds>;
export type PresetName = keyof typeof PRESETS;
const DEFAULT_PRESET: PresetName = 'cis';

/** Parameter schemas to put into a rule's `parameters`, each with the default preset's value. */
export const THRESHOLDS = {
  unusedDays: FIELDS.unusedDays.default(CIS.unusedDays),
  rotationDays: FIELDS.rotationDays.default(CIS.rotationDays),
  maximumLifetimeDays: FIELDS.maximumLifetimeDays.default(CIS.maximumLifetimeDays),
  humanUseDays: FIELDS.humanUseDays.default(CIS.humanUseDays),
  sharedWorkloads: FIELDS.sharedWorkloads.default(CIS.sharedWorkloads),
  unusedPermissionPercent: FIELDS.unusedPermissionPercent.default(CIS.unusedPermissionPercent),
  sensitiveLevel: FIELDS.sensitiveLevel.default(CIS.sensitiveLevel),
};

/** The settings file: a preset, and thresholds that differ from it. Unknown names are refused. */
export const SETTINGS_FILE = z.strictObject({
  preset: z.enum(Object.keys(PRESETS) as [PresetName, ...PresetName[]]).default(DEFAULT_PRESET),
  thresholds: z.strictObject(FIELDS).partial().default({}),
});
export type SettingsFile = z.output<typeof SETTINGS_FILE>;

/** The values in force: the preset's, with those of the file on top. */
export function thresholdsOf({ preset, thresholds }: SettingsFile): Thresholds {
  return { ...PRESETS[preset], ...(Object.fromEntries(Object.entries(thresholds).filter(([, value]) => value !== undefined)) as Partial<Thresholds>) };
}
