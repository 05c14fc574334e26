/** Times: inside Tendril always UTC text of one fixed width (`2026-11-24T16:50:00.000Z`), so that text order is time order. */

const DATE_ONLY = /^\d{4}-\d{2}-\d{2}$/;
const DATE_TIME =
  /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?) ?(Z|UTC|[+-]\d{2}:?\d{2})?$/i;

/** Milliseconds since 1970 as Tendril's fixed-width UTC text. */
export function timeText(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/**
 * Reads a time as exports write it: ISO 8601 with `T` or a space, with an offset, `Z`, `UTC` or none (read as UTC),
 * or a date alone (midnight UTC). Returns fixed-width UTC text, or undefined when the text is no such time.
 */
export function parseTime(text: string): string | undefined {
  const trimmed = text.trim();
  if (DATE_ONLY.test(trimmed)) return fromIso(`${trimmed}T00:00:00Z`);
  const match = DATE_TIME.exec(trimmed);
  if (!match) return undefined;
  const [, day, clock, zone] = match;
  const offset = !zone || /^(z|utc)$/i.test(zone) ? 'Z' : zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  return fromIso(`${day}T${clock}${offset}`);
}

function fromIso(iso: string): string | undefined {
  const milliseconds = Date.parse(iso);
  if (Number.isNaN(milliseconds)) return undefined;
  const day = iso.slice(0, 10);
  // Date.parse rolls 31 February over into March; such a date is a mistake in the export, not a time.
  if (new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10) !== day) return undefined;
  const year = new Date(milliseconds).getUTCFullYear();
  return year >= 0 && year <= 9999 ? timeText(milliseconds) : undefined;
}

/** Fixed-width UTC text moved by whole days (negative: into the past). */
export function addDays(time: string, days: number): string {
  return timeText(Date.parse(time) + days * 86_400_000);
}

/** Whole days from one time to a later one, rounded down; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.floor((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

const TIME_TEXT = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z/;
const WHOLE_TIME_TEXT = new RegExp(`^${TIME_TEXT.source}$`);
const EACH_TIME_TEXT = new RegExp(TIME_TEXT.source, 'g');

/** True for fixed-width UTC text, by its form. */
export function isTimeText(text: string): boolean {
  return WHOLE_TIME_TEXT.test(text);
}

/** Fixed-width UTC text as people read it, to the minute; a day where it is midnight. */
export function readableTime(time: string): string {
  return time.endsWith('T00:00:00.000Z') ? time.slice(0, 10) : `${time.slice(0, 16).replace('T', ' ')} UTC`;
}

/** A text with every fixed-width time in it as people read it. */
export function withReadableTimes(text: string): string {
  return text.replaceAll(EACH_TIME_TEXT, readableTime);
}
