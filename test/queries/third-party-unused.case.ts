/** Third parties on both sides of the threshold, and those that are ours, disabled, gone, of unknown use, or at home in their own tenant. */
import { queryCase } from '../support/query-case.ts';

const LONG_AGO = '2026-04-16T23:59:59.999Z';
const JUST_NOW = '2026-04-17T00:00:00.000Z';

export default queryCase({
  query: 'third-party-unused',
  nodes: [
    ['Identity', 'idle', { thirdParty: true, lastUsedAt: LONG_AGO, createdAt: '2020-01-01T00:00:00.000Z' }],
    ['Identity', 'idle-admin', { kind: 'external', tier0: true, lastUsedAt: LONG_AGO }],
    ['Identity', 'used', { thirdParty: true, lastUsedAt: JUST_NOW }],
    ['Identity', 'never-seen', { thirdParty: true, createdAt: '2020-01-01T00:00:00.000Z' }],
    ['Identity', 'made-again', { thirdParty: true, lastUsedAt: LONG_AGO, createdAt: JUST_NOW }],
    ['Identity', 'disabled', { thirdParty: true, enabled: false, lastUsedAt: LONG_AGO }],
    ['Identity', 'closed', { thirdParty: true, lastUsedAt: LONG_AGO, until: '2026-05-01T00:00:00.000Z' }],
    ['Identity', 'ours', { lastUsedAt: LONG_AGO }],
    ['Identity', 'ours-outside', { kind: 'external', thirdParty: false, lastUsedAt: LONG_AGO }],
    ['Identity', 'aws:*', { kind: 'external', thirdParty: true, lastUsedAt: LONG_AGO }],
    ['Container', 'tenant-vendor', { kind: 'tenant' }],
    ['Container', 'tenant-ours', { kind: 'tenant' }],
    ['Identity', 'at-home', { kind: 'bot', thirdParty: true, lastUsedAt: LONG_AGO }],
    ['Identity', 'at-home-with-rights', { kind: 'bot', thirdParty: true, lastUsedAt: LONG_AGO }],
    ['Identity', 'at-home-with-rights-over', { kind: 'bot', thirdParty: true, lastUsedAt: LONG_AGO }],
    ['Identity', 'guest', { kind: 'bot', thirdParty: true, lastUsedAt: LONG_AGO }],
    ['Identity', 'host', { kind: 'bot', lastUsedAt: JUST_NOW }],
    ['Resource', 'ours-to-read'],
    ['Resource', 'ours-closed', { until: '2026-05-01T00:00:00.000Z' }],
    ['Resource', 'vendors-to-read'],
  ],
  edges: [
    ['at-home', 'CONTAINED_IN', 'tenant-vendor'],
    ['at-home-with-rights', 'CONTAINED_IN', 'tenant-vendor'],
    ['at-home-with-rights-over', 'CONTAINED_IN', 'tenant-vendor'],
    ['vendors-to-read', 'CONTAINED_IN', 'tenant-vendor'],
    ['guest', 'CONTAINED_IN', 'tenant-ours'],
    ['host', 'CONTAINED_IN', 'tenant-ours'],
    ['at-home', 'CAN_ACCESS', 'vendors-to-read', { level: 'read' }],
    ['at-home', 'ACCESSED', 'ours-to-read'],
    ['at-home-with-rights', 'CAN_ACCESS', 'ours-to-read', { level: 'read' }],
    ['at-home-with-rights-over', 'CAN_ACCESS', 'ours-to-read', { level: 'read', until: '2026-05-01T00:00:00.000Z' }],
    ['at-home-with-rights-over', 'CAN_ACCESS', 'ours-closed', { level: 'read' }],
  ],
  asked: [
    {
      title: 'forty-five days',
      columns: ['uid', 'about', 'severity', 'since', 'lastUsedAt', 'idleDays'],
      rows: [
        { uid: 'at-home-with-rights', about: 'at-home-with-rights', severity: 'medium', since: LONG_AGO, lastUsedAt: LONG_AGO, idleDays: 45 },
        { uid: 'guest', about: 'guest', severity: 'medium', since: LONG_AGO, lastUsedAt: LONG_AGO, idleDays: 45 },
        { uid: 'idle', about: 'idle', severity: 'medium', since: LONG_AGO, lastUsedAt: LONG_AGO, idleDays: 45 },
        { uid: 'idle-admin', about: 'idle-admin', severity: 'high', since: LONG_AGO, lastUsedAt: LONG_AGO, idleDays: 45 },
      ],
    },
    { title: 'a longer threshold', parameters: { unusedDays: 46 }, rows: [] },
  ],
});
