/**
 * What is usual for an identity, hour by hour: its attempts and denials in the weeks before a window, as the hours of its week
 * have them. Robust: median and median absolute deviation, which one past spike does not move.
 */
import type { Graph } from '../graph/graph.ts';
import { HOURS_KEPT, readCount } from '../model/log-entries.ts';

export const HOUR = 3_600_000;
const HOURS_OF_DAY = 24;
const HOURS_OF_WEEK = 7 * HOURS_OF_DAY;
/** The first hour of 1970 was on a Thursday; weeks begin on Monday here. */
const FIRST_HOUR_OF_WEEK = 3 * HOURS_OF_DAY;
const WEEKDAYS = 5 * HOURS_OF_DAY;
/** Fewer values say nothing of what is usual. */
const FEWEST = 3;
/** Of a normal distribution the standard deviation is so many times the median absolute deviation. */
const TO_STANDARD_DEVIATION = 1.4826;

export const MEASURES = ['denied', 'volume'] as const;
export type Measure = (typeof MEASURES)[number];

/**
 * Which earlier hours are compared: the same hour of the same weekday; where there are fewer than three, the same hour of all
 * working days, or of all days of the weekend; where these are fewer, too, all hours.
 */
export const BASES = ['weekday-hour', 'day-type-hour', 'all-hours'] as const;
export type Basis = (typeof BASES)[number];

export interface ActiveHour {
  /** Hours since 1970. */
  readonly hour: number;
  readonly volume: number;
  readonly denied: number;
}

/** Hours of an identity that begin from `from` on and before `to` (hours since 1970), ascending. */
export function hoursOf(graph: Graph, identity: number, from: number, to: number): ActiveHour[] {
  const entries = entriesOf(graph, identity);
  const found: ActiveHour[] = [];
  // What is asked for is mostly at the end.
  for (let place = entries.length - 1; place >= 0; place--) {
    const { period, count, denied } = readCount(entries[place]!);
    const hour = hourOf(period);
    if (hour < from) break;
    if (hour < to) found.push({ hour, volume: count, denied });
  }
  return found.reverse();
}

/** From which hour on logs would have shown what an identity did. Worked out once per graph. */
export class LogCover {
  readonly #graph: Graph;
  /** By scope: the first access that a log shows. */
  readonly #sinceByScope = new Map<string, string>();
  #earliest: number | undefined;

  constructor(graph: Graph) {
    this.#graph = graph;
    for (let edge = 0; edge < graph.edgeCount; edge++) {
      if (!isOfLog(graph, edge)) continue;
      const scope = graph.edgeScope(edge);
      const firstSeen = graph.edgeProperties(edge)['firstSeen'] as string | undefined;
      const before = this.#sinceByScope.get(scope);
      if (firstSeen !== undefined && (before === undefined || firstSeen < before)) this.#sinceByScope.set(scope, firstSeen);
    }
    for (const identity of graph.withLabel('Identity')) {
      const [first] = entriesOf(graph, identity);
      if (first !== undefined) this.#earliest = Math.min(this.#earliest ?? Number.POSITIVE_INFINITY, hourOf(readCount(first).period));
    }
  }

  /**
   * The first whole hour (since 1970) in which a log it appears in shows anything, but not before the identity was created, nor
   * before the hours that are kept of it. Undefined for an identity that no log shows.
   */
  since(identity: number): number | undefined {
    const entries = entriesOf(this.#graph, identity);
    if (entries.length === 0 || this.#earliest === undefined) return undefined;
    const first = hourOf(readCount(entries[0]!).period);
    let since = first;
    for (const edge of this.#graph.outEdges(identity)) {
      const begun = isOfLog(this.#graph, edge) ? this.#sinceByScope.get(this.#graph.edgeScope(edge)) : undefined;
      if (begun !== undefined) since = Math.min(since, wholeHour(begun));
    }
    since = Math.max(since, this.#earliest);
    if (entries.length >= HOURS_KEPT) since = Math.max(since, first);
    const createdAt = this.#graph.text(identity, 'createdAt');
    return createdAt === undefined ? since : Math.max(since, wholeHour(createdAt));
  }
}

export interface Usual {
  readonly median: number;
  /** Median absolute deviation from the median. */
  readonly deviation: number;
  /** How many earlier hours were compared. */
  readonly hours: number;
  readonly basis: Basis;
}

/** One measure of one identity in the hours of a baseline; hours without activity count as 0. */
export class Baseline {
  readonly #from: number;
  readonly #values: Float64Array;
  readonly #worked = new Map<number, Usual | undefined>();

  /** From hour `from` on and before `to`; `hours` are those with activity. */
  constructor(hours: readonly ActiveHour[], measure: Measure, from: number, to: number) {
    this.#from = from;
    this.#values = new Float64Array(Math.max(0, to - from));
    for (const active of hours) this.#values[active.hour - from] = active[measure];
  }

  /** What is usual in an hour (since 1970) of its place in the week. Undefined when the baseline is shorter than a day. */
  usualAt(hour: number): Usual | undefined {
    const place = placeInWeek(hour);
    if (!this.#worked.has(place)) this.#worked.set(place, this.#work(place));
    return this.#worked.get(place);
  }

  #work(place: number): Usual | undefined {
    const { length } = this.#values;
    if (length < HOURS_OF_DAY) return undefined;
    const sameHour = this.#where((other) => other === place);
    if (sameHour.length >= FEWEST) return usual(sameHour, 'weekday-hour');
    const sameType = this.#where((other) => other % HOURS_OF_DAY === place % HOURS_OF_DAY && other >= WEEKDAYS === place >= WEEKDAYS);
    return sameType.length >= FEWEST ? usual(sameType, 'day-type-hour') : usual([...this.#values], 'all-hours');
  }

  #where(counts: (place: number) => boolean): number[] {
    const found: number[] = [];
    for (let index = 0; index < this.#values.length; index++) if (counts(placeInWeek(this.#from + index))) found.push(this.#values[index]!);
    return found;
  }
}

/** The smallest count that is more than `factor` deviations above the median, and no less than `floor`. */
export function spikeFrom({ median, deviation }: Usual, factor: number, floor: number): number {
  const most = median + factor * Math.max(deviation * TO_STANDARD_DEVIATION, 1);
  return Math.max(Math.floor(most) + 1, floor);
}

/** The first hour (since 1970) that begins at this time (fixed-width UTC text) or later. */
export function wholeHour(time: string): number {
  return Math.ceil(Date.parse(time) / HOUR);
}

const hourOf = (period: string): number => Date.parse(`${period}:00:00.000Z`) / HOUR;
const placeInWeek = (hour: number): number => (hour + FIRST_HOUR_OF_WEEK) % HOURS_OF_WEEK;
const entriesOf = (graph: Graph, identity: number): readonly string[] => (graph.property(identity, 'activeHours') as readonly string[] | undefined) ?? [];
const isOfLog = (graph: Graph, edge: number): boolean => graph.edgeKind(edge) === 'ACCESSED' && graph.edgeProperties(edge)['days'] !== undefined;

function usual(values: readonly number[], basis: Basis): Usual {
  const middle = medianOf(values);
  return { median: middle, deviation: medianOf(values.map((value) => Math.abs(value - middle))), hours: values.length, basis };
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
