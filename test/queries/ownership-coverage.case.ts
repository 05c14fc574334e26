/** Teams and people with what they own, one row for nobody, and identities that are not judged. */
import { queryCase } from '../support/query-case.ts';

const nhi = (more = {}) => ({ kind: 'iam_role', isNhi: true, ...more });
const row = (ownerKind: string, uid: string | null, name: string | null, identities: number, owned: number, withCredentials: number, oldestUseAt: string | null) => ({
  ownerKind, uid, name, identities, owned, orphaned: identities - owned, percentOwned: Math.floor((owned * 100) / identities), withCredentials, oldestUseAt,
});

export default queryCase({
  query: 'ownership-coverage',
  nodes: [
    ['Identity', 'one', nhi({ lastUsedAt: '2026-05-01T00:00:00.000Z' })],
    ['Identity', 'two', nhi({ lastUsedAt: '2026-04-01T00:00:00.000Z' })],
    ['Identity', 'three', nhi()],
    ['Identity', 'of-the-gone', nhi()],
    ['Identity', 'of-a-loner', nhi()],
    ['Identity', 'of-a-human', nhi()],
    ['Identity', 'of-two', nhi()],
    ['Identity', 'nobodys', nhi({ lastUsedAt: '2024-01-01T00:00:00.000Z' })],
    ['Identity', 'formerly-owned', nhi()],
    ['Identity', 'closed', nhi({ until: '2026-03-01T00:00:00.000Z', lastUsedAt: '2020-01-01T00:00:00.000Z' })],
    ['Identity', 'mentioned', nhi({ missing: true })],
    ['Identity', 'human', { kind: 'human', isNhi: false, name: 'Human' }],
    ['Owner', 'crew', { kind: 'team', name: 'Crew' }],
    ['Owner', 'guild', { kind: 'team' }],
    ['Owner', 'idle', { kind: 'team' }],
    ['Owner', 'ada', { kind: 'person' }],
    ['Owner', 'gone', { kind: 'person', active: false }],
    ['Owner', 'loner', { name: 'Loner' }],
    ['Credential', 'key', { status: 'active' }],
    ['Credential', 'revoked', { status: 'revoked' }],
  ],
  edges: [
    ['one', 'OWNED_BY', 'crew'],
    ['two', 'OWNED_BY', 'ada'],
    ['two', 'OWNED_BY', 'ada', { scope: 'case:two' }],
    ['two', 'OWNED_BY', 'crew'],
    ['three', 'OWNED_BY', 'ada'],
    ['of-the-gone', 'OWNED_BY', 'gone'],
    ['of-a-loner', 'OWNED_BY', 'loner'],
    ['of-a-human', 'OWNED_BY', 'human'],
    ['of-two', 'OWNED_BY', 'gone'],
    ['of-two', 'OWNED_BY', 'loner'],
    ['formerly-owned', 'OWNED_BY', 'crew', { until: '2026-03-01T00:00:00.000Z' }],
    ['closed', 'OWNED_BY', 'crew'],
    ['mentioned', 'OWNED_BY', 'crew'],
    ['ada', 'MEMBER_OF', 'crew'],
    ['ada', 'MEMBER_OF', 'guild', { until: '2026-03-01T00:00:00.000Z' }],
    ['gone', 'MEMBER_OF', 'guild'],
    ['crew', 'MEMBER_OF', 'guild'],
    ['key', 'AUTHENTICATES_AS', 'one'],
    ['revoked', 'AUTHENTICATES_AS', 'two'],
    ['key', 'AUTHENTICATES_AS', 'nobodys'],
  ],
  asked: [
    {
      title: 'most orphaned first; what a member owns is the team’s, what one who has left owned is, too, and it is orphaned',
      rows: [
        row('nobody', null, null, 2, 0, 1, '2024-01-01T00:00:00.000Z'),
        row('team', 'guild', 'guild', 2, 1, 0, null),
        row('identity', 'human', 'Human', 1, 1, 0, null),
        row('team', 'crew', 'Crew', 3, 3, 1, '2026-04-01T00:00:00.000Z'),
        row('unknown', 'loner', 'Loner', 2, 2, 0, null),
      ],
    },
  ],
});
