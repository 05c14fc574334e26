/** Values as people read them. */
import { expect, it } from 'vitest';
import { counted, dayWords, exactTime, formatBytes, formatDuration, percentage, propertyTitle, relativeTime } from '../../../src/renderer/panels/parts/format.ts';

const NOW = Date.parse('2026-11-24T12:00:00.000Z');

it.each([
  ['2026-11-24T11:59:30.000Z', 'just now'],
  ['2026-11-24T11:00:00.000Z', '1 hour ago'],
  ['2026-08-24T12:00:00.000Z', '3 months ago'],
  ['2026-11-26T12:00:00.000Z', 'in 2 days'],
  ['not a time', 'not a time'],
])('%s is %s', (time, words) => expect(relativeTime(time, NOW)).toBe(words));

it('an exact time is in UTC, to the second', () => expect(exactTime('2026-11-24T16:50:01.234Z')).toBe('2026-11-24 16:50:01 UTC'));

it('a day is in UTC, in words', () => expect(dayWords('2023-11-23T23:30:00.000Z')).toBe('23 Nov 2023'));

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1 kB'],
  [1_250_000, '1.3 MB'],
  [5e15, '5000 TB'],
])('%d bytes are %s', (bytes, words) => expect(formatBytes(bytes)).toBe(words));

it.each([
  [12, '12 ms'],
  [1500, '1.5 s'],
  [125_000, '2 min 5 s'],
])('%d milliseconds are %s', (milliseconds, words) => expect(formatDuration(milliseconds)).toBe(words));

it('counts in words, one and many', () => {
  expect([counted(0, 'file'), counted(1, 'file'), counted(1234, 'identity', 'identities')]).toEqual(['0 files', '1 file', '1,234 identities']);
});

it('a percentage stays within its bounds, and nothing to do is nothing done', () => {
  expect([percentage(1, 3), percentage(5, 3), percentage(0, 0)]).toEqual([33, 100, 0]);
});

it.each([
  ['isNhi', 'Non-human'],
  ['lastUsedRegion', 'Last used region'],
  ['tags', 'Tags'],
])('%s reads %s', (name, title) => expect(propertyTitle(name)).toBe(title));
