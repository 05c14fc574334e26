/** Identities by the weight of what they reach; what weighs nothing, is human or is closed lies beside them. */
import { queryCase } from '../support/query-case.ts';

const columns = ['rank', 'uid', 'reached', 'weight', 'crownJewels', 'tier0'];
const row = (rank: number, uid: string, reached: number, weight: number, crownJewels: number, tier0: number) => ({ rank, uid, reached, weight, crownJewels, tier0 });
const bot = { isNhi: true, kind: 'iam_role', provider: 'aws', environment: 'production' };

export default queryCase({
  query: 'top-reach',
  nodes: [
    ['Identity', 'admin', { ...bot, name: 'Admin', tier0: true }],
    ['Identity', 'deployer', bot],
    ['Identity', 'reader', bot],
    ['Identity', 'lister', bot],
    ['Identity', 'former', { ...bot, until: '2026-05-01T00:00:00.000Z' }],
    ['Identity', 'idle', bot],
    ['Identity', 'human', { kind: 'human', isNhi: false }],
    ['Identity', 'unsaid', { kind: 'unknown' }],
    ['Credential', 'key'],
    ['Resource', 'crown', { sensitivity: 3 }],
    ['Resource', 'confidential', { sensitivity: 2 }],
    ['Resource', 'open', { sensitivity: 0 }],
    ['Resource', 'plain'],
  ],
  edges: [
    ['deployer', 'CAN_ASSUME', 'admin'],
    ['admin', 'CAN_ACCESS', 'crown', { level: 'admin' }],
    ['admin', 'CAN_ACCESS', 'crown', { level: 'read', scope: 'case:two' }],
    ['admin', 'CAN_ASSUME', 'deployer', { conditional: true }],
    ['reader', 'CAN_ACCESS', 'confidential', { level: 'read' }],
    ['reader', 'CAN_ACCESS', 'open', { level: 'read' }],
    ['reader', 'CAN_ACCESS', 'plain', { level: 'read' }],
    ['confidential', 'EXPOSES', 'key'],
    ['lister', 'CAN_ACCESS', 'confidential', { level: 'list' }],
    ['former', 'CAN_ACCESS', 'crown', { level: 'admin' }],
    ['human', 'CAN_ACCESS', 'plain', { level: 'read' }],
    ['unsaid', 'CAN_ACCESS', 'plain', { level: 'read' }],
    ['idle', 'CAN_ACCESS', 'plain', { level: 'read', until: '2026-05-01T00:00:00.000Z' }],
    ['idle', 'ACCESSED', 'crown', { count: 1 }],
  ],
  asked: [
    {
      title: 'a crown jewel weighs as much as tier 0, a list leads no further, a cycle ends',
      columns,
      rows: [row(1, 'deployer', 2, 128, 1, 1), row(2, 'admin', 2, 65, 1, 0), row(3, 'reader', 4, 19, 0, 0), row(4, 'lister', 1, 16, 0, 0)],
    },
    {
      title: 'humans and those of which it is not known too, equal ones by id',
      parameters: { nonHuman: false, limit: 5 },
      columns,
      rows: [row(1, 'deployer', 2, 128, 1, 1), row(2, 'admin', 2, 65, 1, 0), row(3, 'reader', 4, 19, 0, 0), row(4, 'lister', 1, 16, 0, 0), row(5, 'human', 1, 1, 0, 0)],
    },
    { title: 'without what is conditional', parameters: { conditional: false, limit: 2 }, columns, rows: [row(1, 'deployer', 2, 128, 1, 1), row(2, 'admin', 1, 64, 1, 0)] },
    { title: 'observed', parameters: { mode: 'observed' }, columns, rows: [row(1, 'idle', 1, 64, 1, 0)] },
    {
      title: 'as it stood, with who stood then',
      parameters: { at: '2026-04-01', minimumLevel: 'admin' },
      columns,
      rows: [row(1, 'deployer', 2, 128, 1, 1), row(2, 'admin', 2, 65, 1, 0), row(3, 'former', 1, 64, 1, 0)],
    },
    {
      title: 'a row says what the identity is',
      parameters: { conditional: false, minimumLevel: 'admin' },
      rows: [
        { rank: 1, uid: 'deployer', name: 'deployer', kind: 'iam_role', provider: 'aws', environment: 'production', reached: 2, weight: 128, crownJewels: 1, tier0: 1 },
        { rank: 2, uid: 'admin', name: 'Admin', kind: 'iam_role', provider: 'aws', environment: 'production', reached: 1, weight: 64, crownJewels: 1, tier0: 0 },
      ],
    },
  ],
});
