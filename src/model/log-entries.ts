/**
 * Lists of text in which logs add up what they saw: `<key>=<value>`, each key once, in code-unit order of the keys. What becomes
 * of two of them does not depend on which came first.
 */

/** An identity keeps its latest hours: 100 days of an activity that never rests, years of one that works at night. */
export const HOURS_KEPT = 2400;
/** Of each sort of origin an identity keeps those that were seen first. */
export const ORIGINS_KEPT = 64;

/**
 * network: an IPv4 /24 or IPv6 /48; service: host name of a provider's service that called in its place; region: the
 * provider's region; agent: product of the user agent, without its version.
 */
export const ORIGIN_SORTS = ['agent', 'network', 'region', 'service'] as const;
export type OriginSort = (typeof ORIGIN_SORTS)[number];

/** One entry of an ACCESSED edge's `days` (`2026-11-24`) or an identity's `activeHours` (`2026-11-24T13`), UTC: how often, and how many of these were denied. */
export function countText(period: string, count: number, denied: number): string {
  return denied > 0 ? `${period}=${count}/${denied}` : `${period}=${count}`;
}

/** What countText wrote. */
export function readCount(entry: string): { readonly period: string; readonly count: number; readonly denied: number } {
  const period = keyOf(entry);
  const [count = 0, denied = 0] = entry.slice(period.length + 1).split('/').map(Number);
  return { period, count, denied };
}

/** What an origin is known by: `network 203.0.113.0/24`. */
export function originKey(sort: OriginSort, value: string): string {
  return `${sort} ${value}`;
}

/** One entry of an identity's `origins`. Times are UTC text, of which the minutes count: `…=2026-11-24T13:05/2026-11-25T08:30`. */
export function originText(key: string, first: string, last: string): string {
  return `${key}=${first.slice(0, MINUTES)}/${last.slice(0, MINUTES)}`;
}

/** What originText wrote; `first` is fixed-width UTC text. */
export function readOrigin(entry: string): { readonly sort: OriginSort; readonly value: string; readonly first: string } {
  const key = keyOf(entry);
  const space = key.indexOf(' ');
  return { sort: key.slice(0, space) as OriginSort, value: key.slice(space + 1), first: `${firstOf(entry)}:00.000Z` };
}

/** Counts of the same day summed. Made for the many edges of a log, whose files come in the order of time: little that stands is touched. */
export function sumDays(present: readonly string[], added: readonly string[]): readonly string[] {
  if (present.length === 0 || added.length === 0) return present.length === 0 ? added : present;
  const from = keyOf(added[0]!);
  let place = present.length;
  while (place > 0 && keyOf(present[place - 1]!) >= from) place--;
  return present.slice(0, place).concat(summed([present.slice(place), added]));
}

/** Hours of all lists, counts of the same hour summed; the latest HOURS_KEPT. */
export function sumHours(lists: readonly (readonly string[])[]): readonly string[] {
  return summed(lists).slice(-HOURS_KEPT);
}

/**
 * Origins of all lists, each from when it was first seen to when it was last; of each sort the ORIGINS_KEPT seen first. Which these
 * are, and since when, does not depend on how lists are put together; of one that was beyond them for a while, the last time may
 * be an earlier one.
 */
export function uniteOrigins(lists: readonly (readonly string[])[]): readonly string[] {
  const united = merged(lists, (key, one, other) => {
    const [first, last] = [firstOf(one) <= firstOf(other) ? one : other, lastOf(one) >= lastOf(other) ? one : other];
    return first === last ? first : originText(key, firstOf(first), lastOf(last));
  });
  return united.length <= ORIGINS_KEPT ? united : ORIGIN_SORTS.flatMap((sort) => earliest(united.filter((entry) => entry.startsWith(`${sort} `))));
}

/** As in `2026-11-24T13:05`. */
const MINUTES = 16;

/** Keys hold no `=`. */
const keyOf = (entry: string): string => entry.slice(0, entry.indexOf('='));
const firstOf = (origin: string): string => origin.slice(-2 * MINUTES - 1, -MINUTES - 1);
const lastOf = (origin: string): string => origin.slice(-MINUTES);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function summed(lists: readonly (readonly string[])[]): string[] {
  return merged(lists, (period, one, other) => {
    const [a, b] = [readCount(one), readCount(other)];
    return countText(period, a.count + b.count, a.denied + b.denied);
  });
}

/** Entries of the same key as one, in the order of keys. */
function merged(lists: readonly (readonly string[])[], combine: (key: string, one: string, other: string) => string): string[] {
  const byKey = new Map<string, string>();
  for (const list of lists) {
    for (const entry of list) {
      const key = keyOf(entry);
      const before = byKey.get(key);
      byKey.set(key, before === undefined ? entry : combine(key, before, entry));
    }
  }
  return [...byKey.keys()].sort().map((key) => byKey.get(key)!);
}

/** Of those seen first in the same minute the first in order. */
function earliest(origins: readonly string[]): readonly string[] {
  if (origins.length <= ORIGINS_KEPT) return origins;
  const byTime = origins.map((origin, place) => ({ first: firstOf(origin), place })).sort((a, b) => compare(a.first, b.first) || a.place - b.place);
  const places = byTime.slice(0, ORIGINS_KEPT).map(({ place }) => place);
  return places.sort((a, b) => a - b).map((place) => origins[place]!);
}
