/** What every bench shares: timing, and figures that are ratios within one run, since machines differ and are noisy. */
import { performance } from 'node:perf_hooks';

/** One measured thing beside what it is measured against. */
export interface Figure {
  readonly name: string;
  /** Milliseconds (or what `unit` says), the median of the runs. */
  readonly value: number;
  readonly unit: 'ms' | 'MiB';
  /** What it stands beside, in the same run. Absent: the limit is on the value itself. */
  readonly beside?: { readonly name: string; readonly value: number };
  /** Most that `value / beside.value` (or `value`) may be; absent: told and not judged. */
  readonly atMost?: number;
}

export interface Bench {
  readonly title: string;
  run(): Promise<readonly Figure[]>;
}

/** The median of `runs` timings of what `work` does, in milliseconds. */
export async function medianTime(runs: number, work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  return median(times);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The largest resident memory of this process so far, in MiB. */
export function peakMemory(): number {
  return process.resourceUsage().maxRSS / 1024;
}

/** True when a figure keeps within its limit, or has none. */
export function holds(figure: Figure): boolean {
  return figure.atMost === undefined || judged(figure) <= figure.atMost;
}

/** What the limit is about: the ratio where there is something beside, else the value. */
export function judged({ value, beside }: Figure): number {
  return beside ? value / beside.value : value;
}
