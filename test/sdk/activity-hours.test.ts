/** What is usual in an hour of the week, beside a plain reckoning with dates; and since when logs cover an identity. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOURS_KEPT, countText } from '../../src/model/log-entries.ts';
import { Baseline, HOUR, LogCover, hoursOf, spikeFrom, wholeHour, type ActiveHour, type Usual } from '../../src/sdk/activity-hours.ts';
import { caseGraph } from '../support/query-case.ts';

const at = (time: string): number => wholeHour(`${time}:00.000Z`);
const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2;
};

function plainly(hours: readonly ActiveHour[], from: number, to: number, hour: number): Usual | undefined {
  if (to - from < 24) return undefined;
  const all = Array.from({ length: to - from }, (_, more) => ({ date: new Date((from + more) * HOUR), value: hours.find((one) => one.hour === from + more)?.volume ?? 0 }));
  const wanted = new Date(hour * HOUR);
  const isWeekend = (date: Date): boolean => date.getUTCDay() === 0 || date.getUTCDay() === 6;
  const sameHour = all.filter(({ date }) => date.getUTCHours() === wanted.getUTCHours());
  const sameDay = sameHour.filter(({ date }) => date.getUTCDay() === wanted.getUTCDay());
  const sameType = sameHour.filter(({ date }) => isWeekend(date) === isWeekend(wanted));
  const [basis, chosen] = sameDay.length >= 3 ? (['weekday-hour', sameDay] as const) : sameType.length >= 3 ? (['day-type-hour', sameType] as const) : (['all-hours', all] as const);
  const middle = median(chosen.map(({ value }) => value));
  return { median: middle, deviation: median(chosen.map(({ value }) => Math.abs(value - middle))), hours: chosen.length, basis };
}

describe('a baseline', () => {
  it('says what a plain reckoning says', () => {
    const first = at('2026-05-01T00:00');
    const active = fc.uniqueArray(fc.tuple(fc.nat(30 * 24), fc.integer({ min: 1, max: 50 })), { selector: ([hour]) => hour, maxLength: 60 });
    fc.assert(
      fc.property(active, fc.nat(100), fc.nat(30 * 24), fc.nat(200), (entries, more, length, later) => {
        const [from, to] = [first + more, first + more + length];
        const hours = entries.map(([hour, volume]) => ({ hour: first + hour, volume, denied: 0 })).filter(({ hour }) => hour >= from && hour < to);
        expect(new Baseline(hours, 'volume', from, to).usualAt(to + later)).toEqual(plainly(hours, from, to, to + later));
      }),
      { numRuns: 60 },
    );
  });

  it('calls a spike what lies above the median by more than so many deviations, and no less than the floor', () => {
    const usual = (middle: number, deviation: number): Usual => ({ median: middle, deviation, hours: 4, basis: 'weekday-hour' });
    expect([spikeFrom(usual(0, 0), 6, 1), spikeFrom(usual(0.5, 0.5), 6, 1), spikeFrom(usual(100, 5), 6, 1), spikeFrom(usual(0, 0), 6, 20)]).toEqual([7, 7, 145, 20]);
  });
});

describe('logs cover an identity', () => {
  const graph = caseGraph({
    nodes: [
      ['Identity', 'first', { activeHours: ['2026-05-01T00=1'] }],
      ['Identity', 'silent-at-first', { activeHours: ['2026-05-20T00=1'] }],
      ['Identity', 'made-later', { createdAt: '2026-05-10T00:00:00.001Z', activeHours: ['2026-05-20T00=1'] }],
      ['Identity', 'restless', { activeHours: Array.from({ length: HOURS_KEPT }, (_, more) => countText(new Date((at('2026-05-15T00:00') + more) * HOUR).toISOString().slice(0, 13), 1, 0)) }],
      ['Identity', 'of-another-log', { activeHours: ['2026-05-20T00=1'] }],
      ['Identity', 'of-none', {}],
      ['Resource', 'bucket', {}],
    ],
    edges: [
      ...['first', 'silent-at-first', 'made-later', 'restless'].map((uid) => [uid, 'ACCESSED', 'bucket', { days: ['2026-05-01=1'], firstSeen: uid === 'first' ? '2026-05-01T00:30:00.000Z' : '2026-05-20T00:00:00.000Z', scope: 'log:one' }] as const),
      ['of-another-log', 'ACCESSED', 'bucket', { days: ['2026-05-12=1'], firstSeen: '2026-05-12T10:00:00.000Z', scope: 'log:two' }],
      ['of-another-log', 'ACCESSED', 'bucket', { firstSeen: '2020-01-01T00:00:00.000Z', scope: 'a-table' }],
    ],
  });

  it.each([
    ['first', '2026-05-01T00:00'],
    ['silent-at-first', '2026-05-01T01:00'],
    ['made-later', '2026-05-10T01:00'],
    ['restless', '2026-05-15T00:00'],
    ['of-another-log', '2026-05-12T10:00'],
  ])('%s since %s', (uid, since) => {
    expect(new LogCover(graph).since(graph.indexOf(uid))).toBe(at(since));
  });

  it('no log covers what none shows', () => {
    expect(new LogCover(graph).since(graph.indexOf('of-none'))).toBeUndefined();
    expect(hoursOf(graph, graph.indexOf('of-none'), 0, 1e9)).toEqual([]);
    expect(hoursOf(graph, graph.indexOf('first'), at('2026-05-01T00:00'), at('2026-05-01T01:00'))).toEqual([{ hour: at('2026-05-01T00:00'), volume: 1, denied: 0 }]);
  });
});
