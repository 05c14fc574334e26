/** What came and went within a time, at its very ends, and outside it; parallel records as one. */
import { queryCase } from '../support/query-case.ts';

const [BEFORE, FROM, EARLY, MIDDLE, LATE, TO, AFTER] = ['2026-03-31', '2026-04-01', '2026-04-10', '2026-04-15', '2026-04-20', '2026-04-30', '2026-05-01'].map((day) => `${day}T00:00:00.000Z`) as [string, string, string, string, string, string, string];
const BY = ['import://case/1'];
const COLUMNS = ['time', 'change', 'what', 'kind', 'uid', 'to', 'level'];
const node = (time: string, change: string, kind: string, uid: string) => ({ time, change, what: 'node', kind, uid, to: null, level: null });
const edge = (time: string, change: string, kind: string, uid: string, to: string, level: string | null = null) => ({ time, change, what: 'edge', kind, uid, to, level });

export default queryCase({
  query: 'changes',
  nodes: [
    ['Identity', 'bot', { name: 'The bot' }],
    ['Identity', 'other', {}],
    ['Identity', 'appeared', { since: EARLY }],
    ['Identity', 'at-the-beginning', { since: FROM }],
    ['Identity', 'at-the-end', { since: TO }],
    ['Identity', 'too-late', { since: AFTER }],
    ['Credential', 'came-and-went', { since: EARLY, until: LATE }],
    ['Credential', 'went', { until: LATE }],
    ['Credential', 'went-before', { until: BEFORE }],
    ['Resource', 'only-named', { since: EARLY, missing: true }],
    ['Owner', 'owner', {}],
    ['Event', 'event', { since: EARLY }],
    ['Finding', 'finding', { since: EARLY }],
    ['Import', 'import://case/1', { since: EARLY }],
    ['Resource', 'database', {}],
    ['Workload', 'job', {}],
    ['Group', 'group', {}],
  ],
  edges: [
    // Another export said so already.
    ['bot', 'CAN_ACCESS', 'database', { level: 'read', since: BEFORE }],
    ['bot', 'CAN_ACCESS', 'database', { level: 'write', since: MIDDLE, scope: 'case:two' }],
    ['other', 'CAN_ACCESS', 'database', { level: 'read', since: LATE }],
    ['other', 'CAN_ACCESS', 'database', { level: 'admin', since: MIDDLE, scope: 'case:two' }],
    ['bot', 'CAN_ASSUME', 'other', { until: EARLY }],
    ['bot', 'CAN_ASSUME', 'other', { until: MIDDLE, scope: 'case:two' }],
    ['other', 'CAN_ASSUME', 'bot', { until: MIDDLE }],
    ['other', 'CAN_ASSUME', 'bot', { scope: 'case:two' }],
    // It went and came back.
    ['bot', 'MEMBER_OF', 'group', { until: EARLY }],
    ['bot', 'MEMBER_OF', 'group', { since: LATE, scope: 'case:two' }],
    ['other', 'MEMBER_OF', 'group', { since: EARLY, until: MIDDLE }],
    ['job', 'RUNS_AS', 'bot', { since: FROM }],
    ['job', 'RUNS_AS', 'other', { until: TO }],
    ['bot', 'OWNED_BY', 'owner', { until: AFTER }],
    // Never held.
    ['other', 'OWNED_BY', 'owner', { since: MIDDLE, until: MIDDLE }],
    ['bot', 'ACCESSED', 'database', { since: MIDDLE, count: 1 }],
    ['bot', 'CREATED_BY', 'other', { since: MIDDLE }],
  ],
  asked: [
    {
      title: 'in April',
      parameters: { from: '2026-04-01', to: '2026-04-30' },
      columns: COLUMNS,
      rows: [
        edge(EARLY, 'appeared', 'MEMBER_OF', 'other', 'group'),
        node(EARLY, 'appeared', 'Credential', 'came-and-went'),
        node(EARLY, 'appeared', 'Identity', 'appeared'),
        node(EARLY, 'appeared', 'Resource', 'only-named'),
        edge(MIDDLE, 'appeared', 'CAN_ACCESS', 'other', 'database', 'admin'),
        edge(MIDDLE, 'closed', 'CAN_ASSUME', 'bot', 'other'),
        edge(MIDDLE, 'closed', 'MEMBER_OF', 'other', 'group'),
        node(LATE, 'closed', 'Credential', 'came-and-went'),
        node(LATE, 'closed', 'Credential', 'went'),
        edge(TO, 'closed', 'RUNS_AS', 'job', 'other'),
        node(TO, 'appeared', 'Identity', 'at-the-end'),
      ],
    },
    {
      title: 'names, and who said so',
      parameters: { from: '2026-04-12', to: '2026-04-16' },
      rows: [
        { time: MIDDLE, change: 'appeared', what: 'edge', kind: 'CAN_ACCESS', uid: 'other', name: 'other', to: 'database', toName: 'database', level: 'admin', by: BY },
        { time: MIDDLE, change: 'closed', what: 'edge', kind: 'CAN_ASSUME', uid: 'bot', name: 'The bot', to: 'other', toName: 'other', level: null, by: BY },
        { time: MIDDLE, change: 'closed', what: 'edge', kind: 'MEMBER_OF', uid: 'other', name: 'other', to: 'group', toName: 'group', level: null, by: BY },
      ],
    },
    {
      title: 'a thing that is only named was shown by nobody',
      parameters: { from: '2026-04-09', to: '2026-04-10' },
      columns: ['uid', 'to', 'by'],
      rows: [
        { uid: 'bot', to: 'group', by: BY },
        { uid: 'other', to: 'group', by: BY },
        { uid: 'came-and-went', to: null, by: BY },
        { uid: 'appeared', to: null, by: BY },
        { uid: 'only-named', to: null, by: [] },
      ],
    },
    {
      title: 'the last thirty days where no time is given',
      columns: COLUMNS,
      rows: [],
    },
    { title: 'up to now', parameters: { from: '2026-04-30' }, columns: COLUMNS, rows: [edge(AFTER, 'closed', 'OWNED_BY', 'bot', 'owner'), node(AFTER, 'appeared', 'Identity', 'too-late')] },
  ],
});
