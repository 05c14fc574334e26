/** A time as people say it, with the exact one on hover. */
import { useSession } from '../../state/session.ts';
import { exactTime, presentTime, relativeTime } from './format.ts';

export interface TimeProps {
  readonly time: string;
  /** Something that is no part of the case, which the clock measures also where the case is looked at as of an earlier time. */
  readonly byClock?: boolean;
}

export function Time({ time, byClock }: TimeProps) {
  const now = useNow();
  return (
    <time dateTime={time} title={exactTime(time)}>
      {relativeTime(time, byClock ? presentTime(null) : now)}
    </time>
  );
}

/** The case's present in milliseconds: the time it is looked at as of, otherwise the clock's. */
export function useNow(): number {
  const asOf = useSession((session) => session.summary?.asOf);
  return presentTime(asOf ?? null);
}
