/** The window that a monitoring question looks at: the last days, or between two times. */
import { z } from 'zod';
import { AppError } from '../base/errors.ts';
import { addDays } from '../base/time.ts';
import { WALK_PARAMETERS } from './walk-query.ts';

export const WATCH_PARAMETERS = {
  days: z.number().int().min(1).max(36_500).default(7).describe('Days to look at, where no from is given'),
  from: WALK_PARAMETERS.from.describe('Since this time'),
  to: WALK_PARAMETERS.to.describe('Before this time; now where it is not given'),
};

export type WatchParameters = z.output<z.ZodObject<typeof WATCH_PARAMETERS>>;

/** From `from` on and before `to`. Throws `bad-request` for a window that ends before it begins. */
export function watchWindow({ days, from, to }: WatchParameters, now: string): { readonly from: string; readonly to: string } {
  const end = to ?? now;
  const start = from ?? addDays(end, -days);
  if (start > end) throw new AppError('bad-request', `The time from ${start} lies after the time to ${end}. Give an earlier from.`, { detail: { from: start, to: end } });
  return { from: start, to: end };
}

/** The same as Cypher expressions, and the parameters that they use beside `$now`. */
export function watchWindowCypher({ days, from, to }: WatchParameters): { readonly from: string; readonly to: string; readonly parameters: Readonly<Record<string, unknown>> } {
  const end = to === undefined ? '$now' : '$to';
  return {
    from: from === undefined ? `(${end} - duration({days: $days}))` : '$from',
    to: end,
    parameters: { ...(from === undefined ? { days } : { from }), ...(to === undefined ? {} : { to }) },
  };
}
