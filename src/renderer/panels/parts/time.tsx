/** A time as people say it, with the exact one on hover. */
import { exactTime, relativeTime } from './format.ts';

export function Time({ time }: { readonly time: string }) {
  return (
    <time dateTime={time} title={exactTime(time)}>
      {relativeTime(time)}
    </time>
  );
}
