/** Secrets whose maker has left, by each thing that tells so, beside those rotated since and those of makers who are there. */
import { queryCase } from '../support/query-case.ts';

const LEFT = '2026-03-01T00:00:00.000Z';
const BEFORE = '2026-01-01T00:00:00.000Z';
const AFTER = '2026-03-01T00:00:00.001Z';
const secret = (more = {}) => ({ kind: 'access_key', provider: 'aws', status: 'active', createdAt: BEFORE, ...more });
const row = (uid: string, about: string, made: string, leftAt: string | null, more = {}) => ({ uid, about, severity: 'medium', since: leftAt, made, leftAt, renewedAt: BEFORE, identity: null, ...more });
const COLUMNS = ['uid', 'about', 'severity', 'since', 'made', 'leftAt', 'renewedAt', 'identity'];

export default queryCase({
  query: 'departed-creator-credential',
  nodes: [
    ['Owner', 'owner://left', { kind: 'person', active: false, leftAt: LEFT }],
    ['Owner', 'owner://leaving', { kind: 'person', active: true, leftAt: '2026-09-01T00:00:00.000Z' }],
    ['Owner', 'owner://inactive', { kind: 'person', active: false }],
    ['Owner', 'owner://closed', { until: LEFT }],
    ['Owner', 'owner://team', { kind: 'team', active: false }],
    ['Owner', 'owner://dana@corp.example', { kind: 'person', leftAt: LEFT }],
    ['Identity', 'Left', { missing: true }],
    ['Identity', 'team', { missing: true }],
    ['Identity', 'okta://user/dana', { kind: 'human', isNhi: false, email: 'Dana@corp.example' }],
    ['Identity', 'okta://user/disabled', { kind: 'human', isNhi: false, enabled: false }],
    ['Identity', 'okta://user/gone', { kind: 'human', isNhi: false, until: LEFT }],
    ['Identity', 'okta://user/there', { kind: 'human', isNhi: false, enabled: true }],
    ['Identity', 'pipeline', { kind: 'bot', isNhi: true, enabled: false, email: 'dana@corp.example' }],
    ['Identity', 'bot', { kind: 'iam_user', isNhi: true, tier0: true }],
    ['Credential', 'by-leaver', secret()],
    ['Credential', 'by-leaver-inactive', secret({ status: 'inactive' })],
    ['Credential', 'by-leaver-on-the-day', secret({ lastRotatedAt: LEFT })],
    ['Credential', 'by-leaver-rotated', secret({ lastRotatedAt: AFTER })],
    ['Credential', 'by-leaver-of-unknown-age', { kind: 'pat' }],
    ['Credential', 'by-many', secret()],
    ['Credential', 'by-those-there', secret()],
    ['Credential', 'of-bot', secret()],
    ['Credential', 'of-bot-made-by-another', secret()],
  ],
  edges: [
    ['by-leaver', 'CREATED_BY', 'owner://left'],
    ['by-leaver', 'CREATED_BY', 'owner://left', { scope: 'case:two' }],
    ['by-leaver-inactive', 'CREATED_BY', 'owner://left'],
    ['by-leaver-on-the-day', 'CREATED_BY', 'owner://left'],
    ['by-leaver-rotated', 'CREATED_BY', 'owner://left'],
    ['by-leaver-of-unknown-age', 'CREATED_BY', 'owner://left'],
    ['by-many', 'CREATED_BY', 'Left'],
    ['by-many', 'CREATED_BY', 'owner://closed'],
    ['by-many', 'CREATED_BY', 'owner://inactive'],
    ['by-many', 'CREATED_BY', 'okta://user/dana'],
    ['by-many', 'CREATED_BY', 'okta://user/disabled'],
    ['by-many', 'CREATED_BY', 'okta://user/gone'],
    ['by-many', 'CREATED_BY', 'okta://user/there'],
    ['by-those-there', 'CREATED_BY', 'okta://user/there'],
    ['by-those-there', 'CREATED_BY', 'owner://leaving'],
    ['by-those-there', 'CREATED_BY', 'owner://team'],
    ['by-those-there', 'CREATED_BY', 'team'],
    ['by-those-there', 'CREATED_BY', 'pipeline'],
    ['by-those-there', 'CREATED_BY', 'owner://left', { until: LEFT }],
    ['of-bot', 'AUTHENTICATES_AS', 'bot'],
    ['of-bot', 'CREATED_BY', 'okta://user/there', { until: LEFT }],
    ['of-bot-made-by-another', 'AUTHENTICATES_AS', 'bot'],
    ['of-bot-made-by-another', 'CREATED_BY', 'okta://user/there'],
    ['bot', 'CREATED_BY', 'owner://left'],
    ['bot', 'CREATED_BY', 'okta://user/there'],
  ],
  asked: [
    {
      title: 'who has left',
      columns: COLUMNS,
      rows: [
        row('by-leaver', 'owner://left', 'credential', LEFT),
        row('by-leaver-of-unknown-age', 'owner://left', 'credential', LEFT, { renewedAt: null }),
        row('by-leaver-on-the-day', 'owner://left', 'credential', LEFT, { renewedAt: LEFT }),
        row('by-many', 'Left', 'credential', LEFT),
        row('by-many', 'okta://user/dana', 'credential', LEFT),
        row('by-many', 'okta://user/disabled', 'credential', null),
        row('by-many', 'okta://user/gone', 'credential', LEFT),
        row('by-many', 'owner://closed', 'credential', LEFT),
        row('by-many', 'owner://inactive', 'credential', null),
        row('of-bot', 'owner://left', 'identity', LEFT, { severity: 'high', identity: 'bot' }),
      ],
    },
  ],
});
