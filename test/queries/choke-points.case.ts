/** Two ways to one jewel, one to another, and what only looks like a way. */
import { queryCase } from '../support/query-case.ts';

const columns = ['rank', 'what', 'uid', 'kind', 'to', 'targetsLost', 'targets', 'shortestPaths', 'cost'];
const node = (rank: number, uid: string, targets: string[], shortestPaths: number, kind: string | null = null) => ({ rank, what: 'node', uid, kind, to: null, targetsLost: targets.length, targets, shortestPaths, cost: null });
const edge = (rank: number, uid: string, kind: string, to: string, targets: string[], shortestPaths: number, cost: number) => ({ rank, what: 'edge', uid, kind, to, targetsLost: targets.length, targets, shortestPaths, cost });

export default queryCase({
  query: 'choke-points',
  nodes: [
    ['Credential', 'key', { kind: 'access_key' }],
    ['Identity', 'ci', { name: 'CI', kind: 'iam_user' }],
    ['Identity', 'left', { kind: 'iam_role' }],
    ['Identity', 'right', { kind: 'iam_role' }],
    ['Identity', 'aside', { kind: 'iam_role' }],
    ['Resource', 'jewel', { sensitivity: 3 }],
    ['Resource', 'second', { sensitivity: 3 }],
    ['Resource', 'confidential', { sensitivity: 2 }],
    ['Identity', 'far-admin', { tier0: true }],
    ['Identity', 'climber'],
    ['Container', 'tenant'],
    ['Container', 'former-tenant'],
    ['Container', 'merely-seen'],
  ],
  edges: [
    ['key', 'AUTHENTICATES_AS', 'ci'],
    ['ci', 'CAN_ASSUME', 'left'],
    ['ci', 'CAN_ASSUME', 'left', { scope: 'case:two' }],
    ['ci', 'CAN_ASSUME', 'right'],
    ['left', 'CAN_ACCESS', 'jewel', { level: 'read' }],
    ['right', 'CAN_ACCESS', 'jewel', { level: 'read' }],
    ['right', 'CAN_ACCESS', 'second', { level: 'list' }],
    ['ci', 'CAN_ASSUME', 'aside'],
    ['aside', 'CAN_ACCESS', 'confidential', { level: 'admin' }],
    ['aside', 'CAN_ASSUME', 'far-admin', { until: '2026-03-01T00:00:00.000Z' }],
    ['climber', 'CAN_ESCALATE_TO', 'tenant'],
    ['climber', 'CAN_ESCALATE_TO', 'former-tenant', { until: '2026-03-01T00:00:00.000Z' }],
    ['climber', 'CAN_ACCESS', 'former-tenant', { level: 'admin' }],
    ['climber', 'CAN_ACCESS', 'merely-seen', { level: 'admin' }],
  ],
  asked: [
    {
      title: 'what all ways lead through comes first, then what most shortest ways do',
      parameters: { seeds: ['key'] },
      columns,
      rows: [
        node(1, 'ci', ['jewel', 'second'], 3, 'iam_user'),
        edge(2, 'key', 'AUTHENTICATES_AS', 'ci', ['jewel', 'second'], 3, 2),
        node(3, 'right', ['second'], 2, 'iam_role'),
        edge(4, 'ci', 'CAN_ASSUME', 'right', ['second'], 2, 3),
        edge(5, 'right', 'CAN_ACCESS', 'second', ['second'], 1, 2),
        node(6, 'left', [], 1, 'iam_role'),
        edge(7, 'ci', 'CAN_ASSUME', 'left', [], 1, 3),
        edge(8, 'left', 'CAN_ACCESS', 'jewel', [], 1, 2),
        edge(9, 'right', 'CAN_ACCESS', 'jewel', [], 1, 2),
      ],
    },
    {
      title: 'of other targets, at other costs',
      parameters: { seeds: ['ci', 'left'], targets: ['confidential'], costs: ['CAN_ASSUME=7'], limit: 3 },
      columns,
      rows: [
        node(1, 'aside', ['confidential'], 1, 'iam_role'),
        edge(2, 'aside', 'CAN_ACCESS', 'confidential', ['confidential'], 1, 2),
        edge(3, 'ci', 'CAN_ASSUME', 'aside', ['confidential'], 1, 7),
      ],
    },
    {
      title: 'a row says what it is about',
      parameters: { seeds: ['key'], limit: 2 },
      columns: ['rank', 'name', 'toName'],
      rows: [{ rank: 1, name: 'CI', toName: null }, { rank: 2, name: 'key', toName: 'CI' }],
    },
    {
      title: 'an account that somebody escalates to is a target',
      parameters: { seeds: ['climber'] },
      columns,
      rows: [edge(1, 'climber', 'CAN_ESCALATE_TO', 'tenant', ['tenant'], 1, 4)],
    },
    { title: 'nothing where no target is reached', parameters: { seeds: ['aside'] }, rows: [] },
  ],
});
