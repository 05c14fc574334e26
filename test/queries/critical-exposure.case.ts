/** Who gets to a crown jewel and to tier 0, counted by sort; and who only nearly does. */
import { queryCase } from '../support/query-case.ts';

const columns = ['uid', 'identities', 'nonHuman', 'thirdParty', 'orphaned', 'credentials', 'hops'];
const row = (uid: string, identities: number, nonHuman: number, thirdParty: number, orphaned: number, credentials: number, hops: number | null) => ({ uid, identities, nonHuman, thirdParty, orphaned, credentials, hops });

export default queryCase({
  query: 'critical-exposure',
  nodes: [
    ['Resource', 'orders', { name: 'orders', kind: 'database', environment: 'production', sensitivity: 3 }],
    ['Resource', 'unreached', { sensitivity: 3 }],
    ['Resource', 'internal', { sensitivity: 2 }],
    ['Resource', 'gone', { sensitivity: 3, until: '2026-03-01T00:00:00.000Z' }],
    ['Identity', 'admin', { kind: 'iam_role', isNhi: true, tier0: true }],
    ['Identity', 'human', { kind: 'human', isNhi: false }],
    ['Identity', 'owned-bot', { kind: 'bot', isNhi: true }],
    ['Identity', 'orphan', { kind: 'bot', isNhi: true }],
    ['Identity', 'vendor', { kind: 'bot', isNhi: true, thirdParty: true }],
    ['Identity', 'mentioned', { isNhi: true, missing: true }],
    ['Identity', 'lister', { isNhi: true }],
    ['Group', 'operators', {}],
    ['Owner', 'ada', { kind: 'person' }],
    ['Credential', 'good', { status: 'active', kind: 'pat' }],
    ['Credential', 'revoked', { status: 'revoked' }],
    ['Credential', 'expired', { expiresAt: '2026-05-01T00:00:00.000Z' }],
    ['Credential', 'of-nobody', { status: 'active' }],
  ],
  edges: [
    ['human', 'MEMBER_OF', 'operators'],
    ['operators', 'CAN_ACCESS', 'orders', { level: 'read' }],
    ['operators', 'CAN_ACCESS', 'internal', { level: 'read' }],
    ['owned-bot', 'CAN_ASSUME', 'orphan'],
    ['owned-bot', 'CAN_ASSUME', 'orphan', { scope: 'case:two' }],
    ['orphan', 'CAN_ACCESS', 'orders', { level: 'write', conditional: true }],
    ['vendor', 'CAN_ASSUME', 'admin'],
    ['mentioned', 'CAN_ASSUME', 'admin'],
    ['admin', 'CAN_ASSUME', 'admin'],
    ['admin', 'CAN_ACCESS', 'gone', { level: 'admin' }],
    ['lister', 'CAN_ACCESS', 'unreached', { level: 'read', until: '2026-03-01T00:00:00.000Z' }],
    ['orphan', 'CAN_ACCESS', 'internal', { level: 'read' }],
    ['owned-bot', 'OWNED_BY', 'ada'],
    ['admin', 'OWNED_BY', 'ada'],
    ['lister', 'OWNED_BY', 'ada'],
    ['good', 'AUTHENTICATES_AS', 'owned-bot'],
    ['good', 'AUTHENTICATES_AS', 'vendor'],
    ['revoked', 'AUTHENTICATES_AS', 'human'],
    ['expired', 'AUTHENTICATES_AS', 'human'],
  ],
  asked: [
    { title: 'most reached first; of tier 0 the others that reach it', columns, rows: [row('orders', 3, 2, 0, 1, 1, 1), row('admin', 2, 2, 1, 1, 1, 1), row('unreached', 0, 0, 0, 0, 0, null)] },
    { title: 'without conditions a person in a group is nearest', parameters: { conditional: false }, columns, rows: [row('admin', 2, 2, 1, 1, 1, 1), row('orders', 1, 0, 0, 0, 0, 2), row('unreached', 0, 0, 0, 0, 0, null)] },
    {
      title: 'as it stood in February, with what has gone since',
      parameters: { at: '2026-02-01', hops: 1 },
      columns: ['uid', 'identities', 'hops'],
      rows: [
        { uid: 'admin', identities: 2, hops: 1 },
        { uid: 'gone', identities: 1, hops: 1 },
        { uid: 'orders', identities: 1, hops: 1 },
        { uid: 'unreached', identities: 1, hops: 1 },
      ],
    },
    {
      title: 'a row says what the thing is',
      parameters: { relationships: ['MEMBER_OF', 'CAN_ACCESS'], hops: 1, conditional: false },
      rows: [
        { uid: 'admin', label: 'Identity', name: 'admin', kind: 'iam_role', environment: null, sensitivity: null, tier0: true, identities: 0, nonHuman: 0, thirdParty: 0, orphaned: 0, credentials: 0, hops: null },
        { uid: 'orders', label: 'Resource', name: 'orders', kind: 'database', environment: 'production', sensitivity: 3, tier0: false, identities: 0, nonHuman: 0, thirdParty: 0, orphaned: 0, credentials: 0, hops: null },
        { uid: 'unreached', label: 'Resource', name: 'unreached', kind: null, environment: null, sensitivity: 3, tier0: false, identities: 0, nonHuman: 0, thirdParty: 0, orphaned: 0, credentials: 0, hops: null },
      ],
    },
  ],
});
