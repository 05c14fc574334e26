/** Secrets without an end or with one too far away, beside those that end in time and those that never could have one. */
import { queryCase } from '../support/query-case.ts';

const CREATED = '2026-01-01T00:00:00.000Z';
const secret = (more = {}) => ({ kind: 'api_token', status: 'active', createdAt: CREATED, ...more });
const row = (uid: string, severity: string, more = {}) => ({ uid, severity, since: CREATED, reason: 'no-end', expiresAt: null, lifetimeDays: null, crownJewels: 0, identity: null, ...more });
const lived = (expiresAt: string, lifetimeDays: number, more = {}) => ({ reason: 'long-lived', expiresAt, lifetimeDays, ...more });
const COLUMNS = ['uid', 'severity', 'since', 'reason', 'expiresAt', 'lifetimeDays', 'crownJewels', 'identity'];
const NEVER = '9999-12-31T23:59:59.000Z';

export default queryCase({
  query: 'never-expiring-credential',
  nodes: [
    ['Identity', 'mighty', { kind: 'bot', tier0: true }],
    ['Identity', 'reader', { kind: 'bot' }],
    ['Identity', 'writer', { kind: 'bot' }],
    ['Resource', 'internal', { sensitivity: 1 }],
    ['Resource', 'jewel', { sensitivity: 3 }],
    ['Resource', 'jewel-gone', { sensitivity: 3, until: CREATED }],
    ['Credential', 'access-key', secret({ kind: 'access_key' })],
    ['Credential', 'certificate', secret({ kind: 'certificate', provider: 'github' })],
    ['Credential', 'certificate-of-aws', secret({ kind: 'certificate', provider: 'aws' })],
    ['Credential', 'ends-in-2299', secret({ kind: 'client_secret', expiresAt: '2299-12-31T00:00:00.000Z' })],
    ['Credential', 'ends-in-time', secret({ expiresAt: '2027-01-02T00:00:00.000Z' })],
    ['Credential', 'ends-just-late', secret({ expiresAt: '2027-01-02T00:00:00.001Z' })],
    ['Credential', 'of-the-mighty', secret()],
    ['Credential', 'of-the-reader', secret()],
    ['Credential', 'of-the-writer', secret()],
    ['Credential', 'of-unknown-age', { kind: 'sa_key', expiresAt: NEVER }],
    ['Credential', 'of-unknown-age-in-time', { kind: 'sa_key', expiresAt: '2027-06-02T00:00:00.000Z' }],
    ['Credential', 'of-unknown-kind', { status: 'active', createdAt: CREATED }],
    ['Credential', 'password', secret({ kind: 'password' })],
    ['Credential', 'renewed', secret({ createdAt: '2020-01-01T00:00:00.000Z', lastRotatedAt: CREATED, expiresAt: '2026-12-01T00:00:00.000Z' })],
    ['Credential', 'revoked', secret({ status: 'revoked' })],
    ['Credential', 'session', secret({ kind: 'session' })],
    ['Credential', 'ssh-key', secret({ kind: 'ssh_key' })],
  ],
  edges: [
    ['of-the-mighty', 'AUTHENTICATES_AS', 'mighty'],
    ['of-the-reader', 'AUTHENTICATES_AS', 'reader'],
    ['of-the-writer', 'AUTHENTICATES_AS', 'reader'],
    ['of-the-writer', 'AUTHENTICATES_AS', 'writer'],
    ['reader', 'CAN_ACCESS', 'jewel', { level: 'read' }],
    ['reader', 'CAN_ACCESS', 'jewel', { level: 'admin', scope: 'case:two', until: CREATED }],
    ['reader', 'CAN_ACCESS', 'jewel-gone', { level: 'admin' }],
    ['reader', 'CAN_ACCESS', 'internal', { level: 'admin' }],
    ['writer', 'CAN_ACCESS', 'jewel', { level: 'write' }],
    ['writer', 'CAN_ACCESS', 'jewel', { level: 'admin', scope: 'case:two' }],
  ],
  asked: [
    {
      title: 'without an end that comes within a year and a day',
      columns: COLUMNS,
      rows: [
        row('certificate', 'medium'),
        row('ends-in-2299', 'medium', lived('2299-12-31T00:00:00.000Z', 100_075)),
        row('ends-just-late', 'medium', lived('2027-01-02T00:00:00.001Z', 366)),
        row('of-the-mighty', 'high', { identity: 'mighty' }),
        row('of-the-reader', 'medium', { identity: 'reader' }),
        row('of-the-writer', 'high', { crownJewels: 1, identity: 'reader' }),
        row('of-unknown-age', 'medium', { since: null, ...lived(NEVER, 2_912_291) }),
      ],
    },
    {
      title: 'within a century',
      parameters: { maximumLifetimeDays: 36_500 },
      columns: ['uid'],
      rows: ['certificate', 'ends-in-2299', 'of-the-mighty', 'of-the-reader', 'of-the-writer', 'of-unknown-age'].map((uid) => ({ uid })),
    },
  ],
});
