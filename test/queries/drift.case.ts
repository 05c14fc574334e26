/** Grants within and beyond an identity's first days, gone ones, and identities without any drift. */
import { queryCase } from '../support/query-case.ts';

const FIRST = '2026-01-01T00:00:00.000Z';
const WITHIN = '2026-01-08T00:00:00.000Z';
const BEYOND = '2026-01-08T00:00:00.001Z';
const LATER = '2026-04-01T12:00:00.000Z';
const COLUMNS = ['uid', 'kind', 'to', 'level', 'since', 'daysAfter', 'open'];
const row = (kind: string, to: string, since: string, daysAfter: number, level: string | null = null, more = {}) => ({ uid: 'bot', kind, to, level, since, daysAfter, open: true, ...more });

export default queryCase({
  query: 'drift',
  nodes: [
    ['Identity', 'bot', { isNhi: true, name: 'The bot' }],
    ['Identity', 'steady', { isNhi: true }],
    ['Identity', 'late-but-all-at-once', { isNhi: true }],
    ['Identity', 'bare', { isNhi: true }],
    ['Identity', 'person', { isNhi: false }],
    ['Identity', 'gone', { isNhi: true, until: LATER }],
    ['Resource', 'first', {}],
    ['Resource', 'within', {}],
    ['Resource', 'beyond', {}],
    ['Resource', 'told-twice', {}],
    ['Resource', 'gone-again', { name: 'Gone again' }],
    ['Resource', 'seen-only', {}],
    ['Group', 'admins', {}],
    ['PermissionSet', 'policy', {}],
    ['Identity', 'role', {}],
    ['Workload', 'job', {}],
    ['Container', 'account', {}],
    ['Owner', 'owner', {}],
  ],
  edges: [
    ['bot', 'CAN_ACCESS', 'first', { level: 'read', since: FIRST }],
    ['bot', 'CAN_ACCESS', 'within', { level: 'admin', since: WITHIN }],
    ['bot', 'CAN_ACCESS', 'beyond', { level: 'read', since: BEYOND }],
    ['bot', 'CAN_ACCESS', 'told-twice', { level: 'read', since: FIRST }],
    ['bot', 'CAN_ACCESS', 'told-twice', { level: 'write', since: LATER, scope: 'case:two' }],
    ['bot', 'CAN_ACCESS', 'gone-again', { level: 'admin', since: LATER, until: '2026-05-01T00:00:00.000Z', justification: 'incident', ticket: 'OPS-1' }],
    ['bot', 'MEMBER_OF', 'admins', { since: LATER, until: '2026-05-01T00:00:00.000Z', justification: 'old', ticket: 'OPS-2' }],
    ['bot', 'MEMBER_OF', 'admins', { since: '2026-05-02T00:00:00.000Z', scope: 'case:two', ticket: 'OPS-3' }],
    ['bot', 'MEMBER_OF', 'admins', { since: '2026-05-02T00:00:00.000Z', scope: 'case:three', justification: 'anew' }],
    ['bot', 'HAS_PERMISSION', 'policy', { since: LATER }],
    ['bot', 'CAN_ASSUME', 'role', { since: LATER }],
    ['bot', 'CONTROLS', 'job', { since: LATER }],
    ['bot', 'CAN_ESCALATE_TO', 'account', { since: LATER }],
    ['bot', 'ACCESSED', 'seen-only', { since: LATER, count: 1 }],
    ['bot', 'OWNED_BY', 'owner', { since: LATER }],
    ['role', 'CAN_ASSUME', 'bot', { since: LATER }],
    ['steady', 'CAN_ACCESS', 'first', { level: 'read', since: FIRST }],
    ['steady', 'CAN_ACCESS', 'within', { level: 'read', since: WITHIN }],
    ['late-but-all-at-once', 'CAN_ACCESS', 'first', { level: 'read', since: LATER }],
    ['late-but-all-at-once', 'CAN_ACCESS', 'within', { level: 'read', since: LATER }],
    ['person', 'CAN_ACCESS', 'first', { level: 'read', since: FIRST }],
    ['person', 'CAN_ACCESS', 'within', { level: 'read', since: LATER }],
    ['gone', 'CAN_ACCESS', 'first', { level: 'read', since: FIRST }],
    ['gone', 'CAN_ACCESS', 'within', { level: 'read', since: LATER }],
  ],
  asked: [
    {
      title: 'what came after the first week',
      columns: COLUMNS,
      rows: [
        row('CAN_ACCESS', 'beyond', BEYOND, 7, 'read'),
        row('CAN_ACCESS', 'gone-again', LATER, 90, 'admin', { open: false }),
        row('CAN_ASSUME', 'role', LATER, 90),
        row('CAN_ESCALATE_TO', 'account', LATER, 90),
        row('CONTROLS', 'job', LATER, 90),
        row('HAS_PERMISSION', 'policy', LATER, 90),
        row('MEMBER_OF', 'admins', LATER, 90),
      ],
    },
    {
      title: 'one identity, whoever it is, with other days of grace',
      parameters: { identity: 'person', graceDays: 90 },
      rows: [{ uid: 'person', name: 'person', kind: 'CAN_ACCESS', to: 'within', toName: 'within', level: 'read', since: LATER, daysAfter: 90, open: true, justification: null, ticket: null }],
    },
    {
      title: 'why, from what still stands, in the order of scopes; else from what is gone',
      parameters: { identity: 'bot', graceDays: 60 },
      columns: ['to', 'open', 'justification', 'ticket'],
      rows: [
        { to: 'gone-again', open: false, justification: 'incident', ticket: 'OPS-1' },
        ...['role', 'account', 'job', 'policy'].map((to) => ({ to, open: true, justification: null, ticket: null })),
        { to: 'admins', open: true, justification: 'anew', ticket: 'OPS-3' },
      ],
    },
    { title: 'no days of grace', parameters: { identity: 'steady', graceDays: 0 }, columns: ['to'], rows: [{ to: 'within' }] },
    { title: 'of what is no identity', parameters: { identity: 'job' }, rows: [] },
  ],
});
