/** Every identity that stands, with its owners and usable credentials counted. */
import { queryCase } from '../support/query-case.ts';

export default queryCase({
  query: 'inventory',
  nodes: [
    ['Identity', 'bot', { name: 'Bot', kind: 'bot', provider: 'slack', isNhi: true, environment: 'production', enabled: true, createdAt: '2025-01-01T00:00:00.000Z', lastUsedAt: '2026-05-30T00:00:00.000Z' }],
    ['Identity', 'human', { name: 'Human', kind: 'human', isNhi: false }],
    ['Identity', 'named', { missing: true, thirdParty: true, tier0: true }],
    ['Identity', 'closed', { name: 'Closed', isNhi: true, until: '2026-02-01T00:00:00.000Z' }],
    ['Owner', 'ada', { name: 'Ada' }],
    ['Owner', 'bea', { name: 'Bea' }],
    ['Credential', 'good', { status: 'active' }],
    ['Credential', 'unknown', {}],
    ['Credential', 'inactive', { status: 'inactive' }],
    ['Credential', 'dropped', { status: 'active', until: '2026-02-01T00:00:00.000Z' }],
    ['Credential', 'moved', { status: 'active' }],
  ],
  edges: [
    ['bot', 'OWNED_BY', 'bea'],
    ['bot', 'OWNED_BY', 'ada'],
    ['bot', 'OWNED_BY', 'ada', { scope: 'case:two' }],
    ['good', 'AUTHENTICATES_AS', 'bot'],
    ['good', 'AUTHENTICATES_AS', 'bot', { scope: 'case:two' }],
    ['unknown', 'AUTHENTICATES_AS', 'bot'],
    ['inactive', 'AUTHENTICATES_AS', 'bot'],
    ['dropped', 'AUTHENTICATES_AS', 'bot'],
    ['moved', 'AUTHENTICATES_AS', 'bot', { until: '2026-03-01T00:00:00.000Z' }],
  ],
  asked: [
    {
      title: 'all identities',
      rows: [
        { uid: 'bot', name: 'Bot', kind: 'bot', provider: 'slack', environment: 'production', isNhi: true, owners: ['Ada', 'Bea'], orphaned: [], credentials: 2, lastUsedAt: '2026-05-30T00:00:00.000Z', createdAt: '2025-01-01T00:00:00.000Z', tier0: false, thirdParty: false, enabled: true, missing: false },
        { uid: 'human', name: 'Human', kind: 'human', provider: null, environment: null, isNhi: false, owners: [], orphaned: [], credentials: 0, lastUsedAt: null, createdAt: null, tier0: false, thirdParty: false, enabled: null, missing: false },
        { uid: 'named', name: 'named', kind: null, provider: null, environment: null, isNhi: null, owners: [], orphaned: [], credentials: 0, lastUsedAt: null, createdAt: null, tier0: true, thirdParty: true, enabled: null, missing: true },
      ],
    },
    { title: 'only the non-human', parameters: { nonHuman: true }, columns: ['uid'], rows: [{ uid: 'bot' }] },
  ],
});
