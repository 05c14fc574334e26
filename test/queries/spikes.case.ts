/** Hours on both sides of what is usual, baselines too short to tell, and logs that begin late. 2026-06-01 is a Monday. */
import { queryCase, type EdgeLine } from '../support/query-case.ts';

const LOG_BEGINS = '2026-04-01T00:00:00.000Z';
const logged = (identity: string, more = {}): EdgeLine => [identity, 'ACCESSED', 'bucket', { count: 1, days: ['2026-05-26=1'], firstSeen: LOG_BEGINS, scope: 'log:one', ...more }];
/** Wednesdays at ten, four weeks: 100, 110, 90, 100. */
const STEADY = ['2026-04-29T10=100', '2026-05-06T10=110', '2026-05-13T10=90', '2026-05-20T10=100'];
const row = (uid: string, time: string, value: number, threshold: number, median: string, deviation: string, baselineHours: number, basis = 'weekday-hour', measure = 'volume') => ({
  uid, name: uid, time: `${time}:00:00.000Z`, measure, value, threshold, median, deviation, baselineHours, basis,
});

export default queryCase({
  query: 'spikes',
  nodes: [
    ['Identity', 'watcher', { activeHours: ['2026-04-01T00=1'] }],
    ['Identity', 'steady', { activeHours: [...STEADY, '2026-05-27T10=145', '2026-05-27T11=19'] }],
    ['Identity', 'steady-still', { activeHours: [...STEADY, '2026-05-27T10=144'] }],
    ['Identity', 'busy-earlier', { activeHours: ['2026-05-20T10=500'] }],
    ['Identity', 'busy-later', { activeHours: ['2026-06-01T00=500'] }],
    ['Identity', 'quiet', { activeHours: ['2026-05-28T03=20'] }],
    ['Identity', 'quiet-still', { activeHours: ['2026-05-28T03=19'] }],
    ['Identity', 'refused', { activeHours: ['2026-04-28T12=3/1', '2026-05-26T12=9/7'] }],
    ['Identity', 'refused-often', { activeHours: ['2026-04-28T12=5/5', '2026-05-05T12=5/5', '2026-05-12T12=5/5', '2026-05-26T12=11/11'] }],
    ['Identity', 'refused-seldom', { activeHours: ['2026-05-26T12=9/6'] }],
    ['Identity', 'made-yesterday', { createdAt: '2026-05-24T12:00:00.000Z', activeHours: ['2026-05-28T03=500'] }],
    ['Identity', 'made-lately', { createdAt: '2026-05-15T00:00:00.000Z', activeHours: ['2026-05-21T09=30', '2026-05-22T09=30', '2026-05-28T09=40', '2026-05-30T09=40'] }],
    ['Identity', 'made-on-saturday', { createdAt: '2026-05-23T00:00:00.000Z', activeHours: ['2026-05-26T09=40'] }],
    ['Identity', 'of-a-log-that-begins-late', { activeHours: ['2026-05-28T03=500'] }],
    ['Identity', 'of-no-log', { activeHours: ['2026-05-28T03=500'] }],
    ['Identity', 'in-a-table', {}],
    ['Resource', 'bucket', {}],
  ],
  edges: [
    ...['watcher', 'steady', 'steady-still', 'busy-earlier', 'busy-later', 'quiet', 'quiet-still', 'refused', 'refused-often', 'refused-seldom', 'made-yesterday', 'made-lately', 'made-on-saturday'].map((identity) => logged(identity)),
    logged('of-a-log-that-begins-late', { scope: 'log:two', firstSeen: '2026-05-24T12:30:00.000Z' }),
    ['of-a-log-that-begins-late', 'ACCESSED', 'bucket', { count: 1, firstSeen: LOG_BEGINS }],
    ['in-a-table', 'ACCESSED', 'bucket', { count: 9000, firstSeen: '2026-05-28T03:00:00.000Z' }],
  ],
  asked: [
    {
      title: 'the last week',
      rows: [
        row('made-lately', '2026-05-28T09', 40, 20, '0.0', '0.0', 6, 'day-type-hour'),
        row('made-lately', '2026-05-30T09', 40, 20, '0.0', '0.0', 4, 'day-type-hour'),
        row('made-on-saturday', '2026-05-26T09', 40, 20, '0.0', '0.0', 48, 'all-hours'),
        row('quiet', '2026-05-28T03', 20, 20, '0.0', '0.0', 4),
        row('refused', '2026-05-26T12', 7, 7, '0.0', '0.0', 4, 'weekday-hour', 'denied'),
        row('steady', '2026-05-27T10', 145, 145, '100.0', '5.0', 4),
      ],
    },
    {
      title: 'the week before, which those after do not change',
      parameters: { to: '2026-05-25' },
      rows: [
        row('busy-earlier', '2026-05-20T10', 500, 20, '0.0', '0.0', 4),
        row('made-lately', '2026-05-21T09', 30, 20, '0.0', '0.0', 72, 'all-hours'),
        row('made-lately', '2026-05-22T09', 30, 20, '0.0', '0.0', 72, 'all-hours'),
      ],
    },
    {
      title: 'a window of hours, lower floors and another factor',
      parameters: { identity: 'steady', from: '2026-05-27T11:00:00Z', floor: 1, factor: 10 },
      rows: [row('steady', '2026-05-27T11', 19, 11, '0.0', '0.0', 4)],
    },
    { title: 'a longer baseline varies more', parameters: { identity: 'steady', baselineDays: 35 }, rows: [] },
    { title: 'of what is no identity', parameters: { identity: 'bucket' }, rows: [] },
  ],
});
