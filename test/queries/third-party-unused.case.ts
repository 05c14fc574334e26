/** Third parties on both sides of the threshold, and those that are ours, disabled, gone or of unknown use. */
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
  ],
  edges: [],
  asked: [
    {
      title: 'forty-five days',
      columns: ['uid', 'about', 'severity', 'since', 'lastUsedAt', 'idleDays'],
      rows: [
        { uid: 'idle', about: 'idle', severity: 'medium', since: LONG_AGO, lastUsedAt: LONG_AGO, idleDays: 45 },
        { uid: 'idle-admin', about: 'idle-admin', severity: 'high', since: LONG_AGO, lastUsedAt: LONG_AGO, idleDays: 45 },
      ],
    },
    { title: 'a longer threshold', parameters: { unusedDays: 46 }, rows: [] },
  ],
});
