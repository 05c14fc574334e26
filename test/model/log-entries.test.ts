/** What logs add up on identities: hours and origins fold alike in whatever order, and are bounded. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOURS_KEPT, ORIGINS_KEPT, countText, originKey, originText, readCount, readOrigin, sumHours, uniteOrigins } from '../../src/model/log-entries.ts';
import { latestOf, type Properties } from '../../src/model/properties.ts';

const two = (number: number): string => String(number).padStart(2, '0');
const hour = (number: number): string => new Date(number * 3_600_000).toISOString().slice(0, 13);
/** Lists as one file tells them: each hour once, in order. */
const hours = fc
  .uniqueArray(fc.tuple(fc.nat(9), fc.integer({ min: 1, max: 9 }), fc.nat(1)), { selector: ([at]) => at, maxLength: 5 })
  .map((entries) => entries.sort(([a], [b]) => a - b).map(([at, count, denied]) => countText(`2026-05-01T${two(at)}`, count, denied)));
const origins = fc
  .uniqueArray(fc.tuple(fc.constantFrom('agent aws', 'agent aws-cli', 'network 10.0.0.0/24', 'region eu-west-1'), fc.nat(9), fc.nat(9)), { selector: ([key]) => key, maxLength: 4 })
  .map((entries) => entries.map(([key, first, more]) => originText(key, `2026-05-01T${two(first)}:00`, `2026-05-01T${two(first + more)}:30`)).sort());

describe('hours', () => {
  it('are summed one by one, in order, however lists are put together', () => {
    fc.assert(
      fc.property(hours, hours, hours, (a, b, c) => {
        const sums = new Map<string, { count: number; denied: number }>();
        for (const { period, count, denied } of [a, b, c].flat().map(readCount)) {
          const before = sums.get(period) ?? { count: 0, denied: 0 };
          sums.set(period, { count: before.count + count, denied: before.denied + denied });
        }
        const expected = [...sums.keys()].sort().map((period) => countText(period, sums.get(period)!.count, sums.get(period)!.denied));
        expect(sumHours([a, b, c])).toEqual(expected);
        expect(sumHours([sumHours([c, a]), b])).toEqual(expected);
      }),
    );
  });

  it('are kept as far back as their number allows', () => {
    const all = Array.from({ length: HOURS_KEPT + 3 }, (_, number) => countText(hour(number), 1, 0));
    expect(sumHours([all.slice(5), all.slice(0, 5)])).toEqual(all.slice(3));
    expect(sumHours([all.slice(3), all.slice(3)])).toEqual(all.slice(3).map((entry) => entry.replace('=1', '=2')));
  });
});

describe('origins', () => {
  it('reach from the first to the last time, however lists are put together', () => {
    fc.assert(
      fc.property(origins, origins, origins, (a, b, c) => {
        const united = uniteOrigins([a, b, c]);
        expect(uniteOrigins([b, uniteOrigins([c, a])])).toEqual(united);
        const keys = [...new Set([a, b, c].flat().map((entry) => entry.split('=')[0]!))].sort();
        expect(united.map((entry) => entry.split('=')[0])).toEqual(keys);
        for (const entry of united) {
          const times = [a, b, c].flat().filter((one) => one.startsWith(`${entry.split('=')[0]}=`)).map((one) => one.split('=')[1]!.split('/'));
          expect(entry.split('=')[1]).toBe([times.map(([first]) => first).sort()[0], times.map(([, last]) => last).sort().at(-1)].join('/'));
        }
      }),
    );
  });

  it('are the first of each sort, whatever comes later or is told first', () => {
    const network = (number: number): string => originText(originKey('network', `10.0.${number}.0/24`), `2026-05-${two(1 + (number % 7))}T${two(number % 24)}:00`, '2026-05-28T00:00');
    const all = Array.from({ length: 3 * ORIGINS_KEPT }, (_, number) => network(number));
    const region = originText('region eu-west-1', '2026-05-28T00:00', '2026-05-28T00:00');
    const first = all.toSorted((a, b) => (readOrigin(a).first < readOrigin(b).first ? -1 : readOrigin(a).first > readOrigin(b).first ? 1 : a < b ? -1 : 1)).slice(0, ORIGINS_KEPT);
    for (const lists of [[all, [region]], [[region], all.slice(ORIGINS_KEPT).sort(), all.slice(0, ORIGINS_KEPT).sort()], all.map((entry) => [entry]).concat([[region]])]) {
      expect(uniteOrigins(lists)).toEqual([...first.toSorted(), region]);
      expect(lists.reduce<readonly string[]>((united, list) => uniteOrigins([united, list]), [])).toEqual([...first.toSorted(), region]);
    }
  });
});

it('a description does not wipe what logs counted, and a later count adds to it', () => {
  const counted: Properties = { activeHours: ['2026-05-01T10=1'], origins: ['region eu-west-1=2026-05-01T10:00/2026-05-01T10:00'] };
  expect(latestOf(counted, { name: 'ada' })).toEqual({ ...counted, name: 'ada' });
  expect(latestOf({ name: 'ada' }, counted, { activeHours: ['2026-05-01T09=1', '2026-05-01T10=2/1'] })).toEqual({ ...counted, name: 'ada', activeHours: ['2026-05-01T09=1', '2026-05-01T10=3/1'] });
});
