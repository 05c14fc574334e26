/** Crown jewels that came within reach, by which edge; those reached before, still not, or of no matter. */
import type { NodeLine } from '../support/query-case.ts';
import { queryCase } from '../support/query-case.ts';

const NEW = '2026-05-01T00:00:00.000Z';
const NEWER = '2026-05-10T00:00:00.000Z';
const jewel = { sensitivity: 3 };
const COLUMNS = ['hops', 'uid', 'seed', 'cause', 'causeFrom', 'causeTo', 'causeSince'];
const row = (hops: number, uid: string, cause: string, causeFrom: string, causeTo: string, causeSince = NEW, seed = 'key') => ({ hops, uid, seed, cause, causeFrom, causeTo, causeSince });
const APRIL = { from: '2026-04-15', to: '2026-05-20' };

export default queryCase({
  query: 'newly-reachable',
  nodes: [
    ['Credential', 'key', {}],
    ...['bot', 'a-way', 'b-way', 'listed-way', 'long', 'other-seed', 'role'].map((uid): NodeLine => ['Identity', uid, {}]),
    ['Identity', 'admin', { tier0: true, kind: 'iam_role' }],
    ['Resource', 'new-jewel', { ...jewel, name: 'New jewel', kind: 'database', environment: 'production' }],
    ['Resource', 'old-jewel', jewel],
    ['Resource', 'shorter-now', jewel],
    ['Resource', 'by-two-ways', jewel],
    ['Resource', 'once-reached', jewel],
    ['Resource', 'behind-list', jewel],
    ['Resource', 'listed', jewel],
    ['Resource', 'through-later', jewel],
    ['Resource', 'confidential', { sensitivity: 2 }],
    ['Resource', 'raised', jewel],
    ['Resource', 'given-for-longer', jewel],
    ['Credential', 'stored', {}],
    ['Identity', 'stored-bot', {}],
  ],
  edges: [
    ['key', 'AUTHENTICATES_AS', 'bot'],
    ['bot', 'CAN_ACCESS', 'old-jewel', { level: 'read' }],
    ['bot', 'CAN_ACCESS', 'new-jewel', { level: 'read', since: NEW }],
    // New by one step of several; the last of them is newer still.
    ['bot', 'CAN_ASSUME', 'role', { since: NEW }],
    ['bot', 'CAN_ASSUME', 'role', { since: NEWER, scope: 'case:two' }],
    ['role', 'CAN_ASSUME', 'admin', { since: NEWER }],
    ['role', 'CAN_ACCESS', 'confidential', { level: 'admin' }],
    // Reached before by a longer way.
    ['bot', 'CAN_ASSUME', 'long'],
    ['long', 'CAN_ACCESS', 'shorter-now', { level: 'read' }],
    ['bot', 'CAN_ACCESS', 'shorter-now', { level: 'read', since: NEW }],
    // Of two ways of one length the first in order.
    ['bot', 'CAN_ASSUME', 'b-way', { since: NEW }],
    ['bot', 'CAN_ASSUME', 'a-way'],
    ['b-way', 'CAN_ACCESS', 'by-two-ways', { level: 'read' }],
    ['a-way', 'CAN_ACCESS', 'by-two-ways', { level: 'write', since: NEWER }],
    ['a-way', 'CONTROLS', 'by-two-ways', { since: NEW }],
    // Gone again by the end.
    ['bot', 'CAN_ACCESS', 'once-reached', { level: 'read', since: NEW, until: NEWER }],
    // What may only be listed leads no further, and is reached all the same.
    ['bot', 'CAN_ACCESS', 'listed', { level: 'list', since: NEW }],
    ['listed', 'EXPOSES', 'stored'],
    ['stored', 'AUTHENTICATES_AS', 'stored-bot'],
    ['stored-bot', 'CAN_ACCESS', 'behind-list', { level: 'read' }],
    // Listed at once, but read only by a longer way, which leads on.
    ['bot', 'CAN_ACCESS', 'through-later', { level: 'list' }],
    ['long', 'CAN_ACCESS', 'through-later', { level: 'read', since: NEW }],
    ['bot', 'CAN_ACCESS', 'raised', { level: 'list' }],
    ['bot', 'CAN_ACCESS', 'raised', { level: 'read', since: NEW, scope: 'case:two' }],
    ['bot', 'CAN_ACCESS', 'given-for-longer', { level: 'read', until: NEW }],
    ['bot', 'CAN_ACCESS', 'given-for-longer', { level: 'read', since: NEW, scope: 'case:two' }],
    ['through-later', 'EXPOSES', 'other-seed', { since: NEW }],
    ['other-seed', 'CAN_ACCESS', 'behind-list', { level: 'read', since: NEW, conditional: true }],
  ],
  asked: [
    {
      title: 'by the first new edge of the first shortest path',
      parameters: { seeds: ['key'], ...APRIL },
      columns: COLUMNS,
      rows: [
        row(2, 'listed', 'CAN_ACCESS', 'bot', 'listed'),
        row(2, 'new-jewel', 'CAN_ACCESS', 'bot', 'new-jewel'),
        row(3, 'admin', 'CAN_ASSUME', 'bot', 'role'),
        row(3, 'by-two-ways', 'CAN_ACCESS', 'a-way', 'by-two-ways', NEWER),
        row(5, 'behind-list', 'CAN_ACCESS', 'long', 'through-later'),
      ],
    },
    {
      title: 'with all that is told of a thing; what could only be listed before, and what was further than that',
      parameters: { seeds: ['key'], ...APRIL, hops: 2, minimumLevel: 'read' },
      rows: [
        { label: 'Resource', name: 'New jewel', kind: 'database', environment: 'production', sensitivity: 3, tier0: false, ...row(2, 'new-jewel', 'CAN_ACCESS', 'bot', 'new-jewel') },
        { label: 'Resource', name: 'raised', kind: null, environment: null, sensitivity: 3, tier0: false, ...row(2, 'raised', 'CAN_ACCESS', 'bot', 'raised') },
        { label: 'Resource', name: 'shorter-now', kind: null, environment: null, sensitivity: 3, tier0: false, ...row(2, 'shorter-now', 'CAN_ACCESS', 'bot', 'shorter-now') },
      ],
    },
    {
      title: 'from several, the nearest',
      parameters: { seeds: ['other-seed', 'key'], ...APRIL, minimumLevel: 'read' },
      columns: ['hops', 'uid', 'seed'],
      rows: [
        { hops: 1, uid: 'behind-list', seed: 'other-seed' },
        { hops: 2, uid: 'new-jewel', seed: 'key' },
        { hops: 2, uid: 'raised', seed: 'key' },
        { hops: 3, uid: 'admin', seed: 'key' },
        { hops: 3, uid: 'by-two-ways', seed: 'key' },
        { hops: 3, uid: 'through-later', seed: 'key' },
      ],
    },
    { title: 'unconditionally', parameters: { seeds: ['other-seed'], ...APRIL, conditional: false }, rows: [] },
    { title: 'while it lasted', parameters: { seeds: ['bot'], from: '2026-04-15', to: '2026-05-05', hops: 1 }, columns: ['uid'], rows: [{ uid: 'listed' }, { uid: 'new-jewel' }, { uid: 'once-reached' }, { uid: 'shorter-now' }] },
    { title: 'a crown jewel is not in its own reach', parameters: { seeds: ['new-jewel'], ...APRIL }, rows: [] },
    { title: 'since thirty days ago', parameters: { seeds: ['role'] }, columns: COLUMNS, rows: [row(1, 'admin', 'CAN_ASSUME', 'role', 'admin', NEWER, 'role')] },
  ],
});
