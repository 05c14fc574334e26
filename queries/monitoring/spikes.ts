/** Hours in which an identity was refused, or did, far more than it usually is or does in such an hour. */
import {
  Baseline,
  HOUR,
  LogCover,
  MEASURES,
  WATCH_PARAMETERS,
  addDays,
  defineQuery,
  hoursOf,
  idCells,
  idColumns,
  indexOfUid,
  spikeFrom,
  throwIfAborted,
  timeText,
  watchWindow,
  wholeHour,
  z,
  type ActiveHour,
  type Graph,
  type Measure,
  type Row,
} from '../../src/sdk/index.ts';

const parameters = z.object({
  identity: z.string().min(1).optional().describe('Only this identity, by its id'),
  ...WATCH_PARAMETERS,
  baselineDays: z.number().int().min(1).max(365).default(28).describe('Days before the window that say what is usual'),
  factor: z.number().min(1).max(1000).default(6).describe('So many deviations above the median count as a spike'),
  floor: z.number().int().min(1).default(20).describe('Fewer attempts in an hour are no spike'),
  deniedFloor: z.number().int().min(1).default(5).describe('Fewer denials in an hour are no spike'),
});

type Parameters = z.output<typeof parameters>;

export default defineQuery({
  id: 'spikes',
  title: 'Spikes',
  question: 'When did an identity do, or was it refused, far more than usual?',
  description:
    'Hours of the window in which attempts or denials lie above what is usual for that identity at that hour of that weekday: more than the median plus some deviations (1.4826 times the median absolute deviation, at least 1), and no fewer than a floor. What is usual is told by the days before the window that logs cover; an hour without activity counts as 0, and so does one that the logs lack. A baseline shorter than a day tells nothing. Known of identities that a log shows.',
  parameters,
  columns: [
    ...idColumns('The identity.'),
    { name: 'time', title: 'Hour', type: 'time', description: 'When the hour begins.' },
    { name: 'measure', title: 'Measure', type: 'text', description: 'volume: all attempts; denied: those that were denied, and sign-ins that failed.' },
    { name: 'value', title: 'Count', type: 'integer', description: 'How many in this hour.' },
    { name: 'threshold', title: 'Spike from', type: 'integer', description: 'The smallest count that is a spike in this hour.' },
    { name: 'median', title: 'Median', type: 'text', description: 'Of the earlier hours, a number with one decimal.' },
    { name: 'deviation', title: 'Deviation', type: 'text', description: 'Median absolute deviation from the median, a number with one decimal.' },
    { name: 'baselineHours', title: 'Hours compared', type: 'integer', description: 'How many earlier hours these numbers rest on.' },
    { name: 'basis', title: 'Compared with', type: 'text', description: 'weekday-hour: the same hour of the same weekday; day-type-hour: the same hour of working days, or of weekends; all-hours.' },
  ],
  order: ['uid', 'time', 'measure'],
  answer: function* (graph, asked, { now, signal }): Generator<Row> {
    const window = watchWindow(asked, now);
    const span = { from: wholeHour(window.from), to: wholeHour(window.to), baseline: wholeHour(addDays(window.from, -asked.baselineDays)) };
    let cover: LogCover | undefined;
    for (const index of asked.identity === undefined ? graph.withLabel('Identity') : [indexOfUid(graph, asked.identity)]) {
      throwIfAborted(signal);
      const high = hoursOf(graph, index, span.from, span.to).filter(({ volume, denied }) => volume >= asked.floor || denied >= asked.deniedFloor);
      if (high.length === 0) continue;
      cover ??= new LogCover(graph);
      const from = Math.max(span.baseline, cover.since(index) ?? span.from);
      yield* spikesOf(graph, index, high, { from, to: span.from }, asked);
    }
  },
  cypher: { none: 'Median and median absolute deviation by the hour of the week, over hours without any entry too, are statistics that plain Cypher has no functions for.' },
});

function* spikesOf(graph: Graph, identity: number, high: readonly ActiveHour[], { from, to }: { from: number; to: number }, asked: Parameters): Generator<Row> {
  const earlier = hoursOf(graph, identity, from, to);
  const baselines = new Map(MEASURES.map((measure) => [measure, new Baseline(earlier, measure, from, to)]));
  for (const active of high) {
    for (const [measure, baseline] of baselines) {
      const usual = baseline.usualAt(active.hour);
      const threshold = usual && spikeFrom(usual, asked.factor, floorOf(measure, asked));
      if (!usual || threshold === undefined || active[measure] < threshold) continue;
      yield {
        ...idCells(graph, identity),
        time: timeText(active.hour * HOUR),
        measure,
        value: active[measure],
        threshold,
        median: usual.median.toFixed(1),
        deviation: usual.deviation.toFixed(1),
        baselineHours: usual.hours,
        basis: usual.basis,
      };
    }
  }
}

const floorOf = (measure: Measure, { floor, deniedFloor }: Parameters): number => (measure === 'denied' ? deniedFloor : floor);
