/** Where identities were used from that they had never been used from before. */
import {
  ORIGIN_SORTS,
  WATCH_PARAMETERS,
  addDays,
  compareText,
  defineQuery,
  idCells,
  idColumns,
  indexOfUid,
  readOrigin,
  watchWindow,
  watchWindowCypher,
  z,
  type Row,
} from '../../src/sdk/index.ts';

export default defineQuery({
  id: 'first-use',
  title: 'First use',
  question: 'Which identities were used from a network, region or user agent for the first time?',
  description:
    'Origins that logs first show in the window, of identities that they had shown from another one of that sort for some days by then; one that is new altogether is not told. Networks are IPv4 /24 and IPv6 /48. Of each sort an identity keeps the 64 seen first: of one that comes from more, nothing newer is known. Known of identities that a log shows.',
  parameters: z.object({
    identity: z.string().min(1).optional().describe('Only this identity, by its id'),
    sorts: z.array(z.enum(ORIGIN_SORTS)).min(1).optional().describe('Only origins of these sorts'),
    ...WATCH_PARAMETERS,
    baselineDays: z.number().int().min(0).max(36_500).default(14).describe('Days for which it must have been seen from elsewhere before'),
  }),
  columns: [
    ...idColumns('The identity.'),
    { name: 'time', title: 'First seen', type: 'time', description: 'When it was first used from there, to the minute.' },
    { name: 'sort', title: 'Sort', type: 'text', description: 'network, region, agent, or service: a provider’s service that called in its place.' },
    { name: 'value', title: 'From', type: 'text', description: 'The network, region, product of the user agent, or service.' },
    { name: 'known', title: 'Known before', type: 'integer', description: 'From how many others of that sort it had been used by then.' },
  ],
  order: ['uid', 'time', 'sort', 'value'],
  answer: function* (graph, asked, { now }): Generator<Row> {
    const { from, to } = watchWindow(asked, now);
    for (const index of asked.identity === undefined ? graph.withLabel('Identity') : [indexOfUid(graph, asked.identity)]) {
      const origins = (graph.property(index, 'origins') as readonly string[] | undefined)?.map(readOrigin) ?? [];
      const found = origins.filter(({ sort, first }) => first >= from && first < to && (asked.sorts?.includes(sort) ?? true));
      found.sort((a, b) => compareText(a.first, b.first) || compareText(a.sort, b.sort) || compareText(a.value, b.value));
      for (const { sort, value, first } of found) {
        const before = origins.filter((other) => other.sort === sort && other.first < first);
        const since = addDays(first, -asked.baselineDays);
        if (before.some((other) => other.first <= since)) yield { ...idCells(graph, index), time: first, sort, value, known: before.length };
      }
    }
  },
  cypher: ({ identity, sorts, baselineDays, ...window }) => {
    const { from, to, parameters } = watchWindowCypher(window);
    return {
      text: `MATCH (i:Entity:Identity) WHERE i.origins IS NOT NULL${identity === undefined ? '' : ' AND i.uid = $identity'}
WITH i, [entry IN i.origins | {key: split(entry, '=')[0], first: datetime(split(split(entry, '=')[1], '/')[0] + ':00Z')}] AS seen
WITH i, [o IN seen | {sort: split(o.key, ' ')[0], value: substring(o.key, size(split(o.key, ' ')[0]) + 1), first: o.first}] AS origins
UNWIND origins AS o
WITH i, o, [other IN origins WHERE other.sort = o.sort AND other.first < o.first] AS before
WHERE o.first >= ${from} AND o.first < ${to}${sorts === undefined ? '' : ' AND o.sort IN $sorts'}
  AND any(other IN before WHERE other.first <= o.first - duration({days: $baselineDays}))
RETURN i.uid AS uid, coalesce(i.name, i.uid) AS name, o.first AS time, o.sort AS sort, o.value AS value, size(before) AS known
ORDER BY uid, time, sort, value`,
      parameters: { ...parameters, baselineDays, ...(identity === undefined ? {} : { identity }), ...(sorts === undefined ? {} : { sorts }) },
    };
  },
});
