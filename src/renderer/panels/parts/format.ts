/** Values as text for people. Times go in as fixed-width UTC text and come out relative, or exact in UTC. */
import { formatDistanceStrict } from 'date-fns';

/** `3 months ago`, `in 2 days`; under a minute `just now`. @param now milliseconds */
export function relativeTime(time: string, now: number): string {
  const milliseconds = Date.parse(time);
  if (Number.isNaN(milliseconds)) return time;
  if (Math.abs(now - milliseconds) < 60_000) return 'just now';
  return formatDistanceStrict(milliseconds, now, { addSuffix: true });
}

/** Milliseconds of the time that something is looked at as of; null: the clock's. */
export function presentTime(asOf: string | null): number {
  return asOf === null ? Date.now() : Date.parse(asOf);
}

/** `2026-11-24 16:50:00 UTC`. */
export function exactTime(time: string): string {
  return `${time.slice(0, 10)} ${time.slice(11, 19)} UTC`;
}

/** `23 Nov 2023`, the day in UTC. */
export function dayWords(time: string): string {
  return new Date(time).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
}

export function formatNumber(value: number): string {
  return value.toLocaleString('en-US');
}

/** `1 file`, `2 files`. */
export function counted(count: number, one: string, many: string = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

/** Powers of 1,000, at most one decimal. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : Math.round(value * 10) / 10} ${UNITS[unit]}`;
}

export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  return `${Math.floor(milliseconds / 60_000)} min ${Math.round((milliseconds % 60_000) / 1000)} s`;
}

/** `lastUsedAt` as `Last used at`; a name that is an acronym keeps it. */
export function propertyTitle(name: string): string {
  const known = TITLES[name];
  if (known) return known;
  const words = name.replaceAll(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const TITLES: Readonly<Record<string, string>> = {
  isNhi: 'Non-human',
  nativeId: 'Native id',
  tier0: 'Tier 0',
  mfa: 'MFA',
  email: 'E-mail',
  createdAt: 'Created',
  expiresAt: 'Expires',
  lastUsedAt: 'Last used',
  lastRotatedAt: 'Last rotated',
  updatedAt: 'Updated',
  leftAt: 'Left',
  exportedAt: 'Exported',
  importedAt: 'Imported',
  thirdParty: 'Third party',
  sourceIp: 'Source IP',
  missing: 'Only mentioned',
  since: 'Known since',
  until: 'Closed',
  sha256: 'SHA-256',
};

/** `2 of 3` as a whole percentage; 0 when there is nothing to do. */
export function percentage(part: number, whole: number): number {
  return whole <= 0 ? 0 : Math.min(100, Math.floor((part / whole) * 100));
}
