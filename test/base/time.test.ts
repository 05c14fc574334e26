/** Times as exports write them, and as Tendril keeps them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, parseTime, timeText } from '../../src/base/time.ts';

const moments = fc.integer({ min: Date.parse('0001-01-01T00:00:00Z'), max: Date.parse('9999-12-31T23:59:59Z') });

describe('parseTime', () => {
  it.each([
    ['2026-11-24', '2026-11-24T00:00:00.000Z'],
    [' 2026-11-24T16:50:00Z ', '2026-11-24T16:50:00.000Z'],
    ['2026-11-24 16:50', '2026-11-24T16:50:00.000Z'],
    ['2026-11-24 16:50:01 UTC', '2026-11-24T16:50:01.000Z'],
    ['2026-11-24T16:50:01.123456789Z', '2026-11-24T16:50:01.123Z'],
    ['2026-11-24T16:50:00+0200', '2026-11-24T14:50:00.000Z'],
    ['2026-11-24t16:50:00-05:30', '2026-11-24T22:20:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
  ])('reads %j', (text, time) => {
    expect(parseTime(text)).toBe(time);
  });

  it.each(['', 'yesterday', '2026-02-29', '2026-02-31T00:00:00Z', '2026-13-01', '2026-11-24T25:00:00Z', '24.11.2026', '11/24/2026', '2026-11-24T16:50:00+99:00', '1700000000', '2026-11-24T16:50:00Z extra', 'N/A'])(
    'does not take %j for a time',
    (text) => {
      expect(parseTime(text)).toBeUndefined();
    },
  );

  it('reads what it writes, and the order of texts is the order of times', () => {
    fc.assert(
      fc.property(moments, moments, (a, b) => {
        expect(parseTime(timeText(a))).toBe(timeText(a));
        expect(timeText(a) < timeText(b)).toBe(a < b);
      }),
    );
  });
});

describe('days', () => {
  it('adding and counting agree', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: -4000, max: 4000 }), (moment, days) => {
        const start = timeText(moment);
        expect(daysBetween(start, addDays(start, days))).toBe(days);
      }),
    );
  });

  it('are whole, rounded down', () => {
    expect([daysBetween('2026-01-01T00:00:00.000Z', '2026-01-02T23:59:59.999Z'), daysBetween('2026-01-02T00:00:00.000Z', '2026-01-01T23:59:59.999Z')]).toEqual([1, -1]);
  });
});
