/** Why a key reaches a database: the path, every record of every hop, and no path where there is none. */
import { queryCase } from '../support/query-case.ts';

const evidence = (line: number): string[] => [JSON.stringify({ import: 'import://case/1', file: 'case', at: `line ${line}` })];

const STATEMENT = '{"effect":"Allow","policy":"a-role#trust","name":"trust policy of a-role","statement":0,"kind":"trust"}';

export default queryCase({
  query: 'why',
  nodes: [
    ['Credential', 'key', { name: 'Leaked key' }],
    ['Identity', 'ci', { name: 'ci' }],
    ['Identity', 'a-role', { name: 'first in order' }],
    ['Identity', 'b-role', { name: 'as short, later in order' }],
    ['Identity', 'long-way', {}],
    ['Resource', 'orders', { name: 'orders' }],
    ['Resource', 'other', {}],
  ],
  edges: [
    ['key', 'AUTHENTICATES_AS', 'ci'],
    ['ci', 'CAN_ASSUME', 'b-role'],
    ['ci', 'CAN_ASSUME', 'a-role', { conditional: true, conditionKeys: ['aws:SourceIp'], statements: [STATEMENT] }],
    ['ci', 'CAN_ASSUME', 'a-role', { scope: 'case:two' }],
    ['a-role', 'CAN_ACCESS', 'orders', { level: 'write' }],
    ['a-role', 'ACCESSED', 'orders', { count: 2 }],
    ['b-role', 'CAN_ACCESS', 'orders', { level: 'admin' }],
    ['ci', 'CAN_ASSUME', 'long-way'],
    ['long-way', 'CAN_ESCALATE_TO', 'b-role', { certainty: 'potential', how: 'by a function', path: 'lambda-001' }],
    ['ci', 'CAN_ACCESS', 'other', { level: 'list' }],
    ['other', 'EXPOSES', 'key'],
  ],
  asked: [
    {
      title: 'of two shortest paths the first in order, with both records of its middle hop',
      parameters: { source: 'key', target: 'orders' },
      rows: [
        { hop: 1, from: 'key', fromName: 'Leaked key', kind: 'AUTHENTICATES_AS', to: 'ci', toName: 'ci', level: null, certainty: null, how: null, conditional: false, conditionKeys: [], statements: [], scope: 'case:one', evidence: evidence(1) },
        { hop: 2, from: 'ci', fromName: 'ci', kind: 'CAN_ASSUME', to: 'a-role', toName: 'first in order', level: null, certainty: null, how: null, conditional: true, conditionKeys: ['aws:SourceIp'], statements: [STATEMENT], scope: 'case:one', evidence: evidence(3) },
        { hop: 2, from: 'ci', fromName: 'ci', kind: 'CAN_ASSUME', to: 'a-role', toName: 'first in order', level: null, certainty: null, how: null, conditional: false, conditionKeys: [], statements: [], scope: 'case:two', evidence: evidence(4) },
        { hop: 3, from: 'a-role', fromName: 'first in order', kind: 'CAN_ACCESS', to: 'orders', toName: 'orders', level: 'write', certainty: null, how: null, conditional: false, conditionKeys: [], statements: [], scope: 'case:one', evidence: evidence(5) },
      ],
    },
    {
      title: 'both modes show the right and its use',
      parameters: { source: 'a-role', target: 'orders', mode: 'both' },
      columns: ['hop', 'kind'],
      rows: [
        { hop: 1, kind: 'ACCESSED' },
        { hop: 1, kind: 'CAN_ACCESS' },
      ],
    },
    { title: 'at admin level the other role is the way', parameters: { source: 'ci', target: 'orders', minimumLevel: 'admin' }, columns: ['hop', 'to'], rows: [{ hop: 1, to: 'b-role' }, { hop: 2, to: 'orders' }] },
    {
      title: 'without escalation there is the other way, and none to what only it leads to',
      parameters: { source: 'long-way', target: 'orders', relationships: ['CAN_ASSUME', 'CAN_ACCESS'] },
      rows: [],
    },
    {
      title: 'of several kinds the hop shows those that are followed',
      parameters: { source: 'a-role', target: 'orders', mode: 'both', relationships: ['ACCESSED'] },
      columns: ['hop', 'kind'],
      rows: [{ hop: 1, kind: 'ACCESSED' }],
    },
    { title: 'says how, and how certain', parameters: { source: 'long-way', target: 'b-role' }, columns: ['kind', 'certainty', 'how'], rows: [{ kind: 'CAN_ESCALATE_TO', certainty: 'potential', how: 'by a function' }] },
    { title: 'a path may be too long', parameters: { source: 'key', target: 'orders', hops: 2 }, rows: [] },
    { title: 'nothing leads backward', parameters: { source: 'orders', target: 'key' }, rows: [] },
    { title: 'a thing needs no path to itself, not even round', parameters: { source: 'key', target: 'key' }, rows: [] },
  ],
});
