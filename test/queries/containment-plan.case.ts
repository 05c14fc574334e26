/** A stolen key and a taken host: what is seized first, what may have been copied, and what is left to cut. */
import { queryCase } from '../support/query-case.ts';

const USER = 'arn:aws:iam::111122223333:user/ci';
const ROLE = 'arn:aws:iam::111122223333:role/deploy';
const KEY = 'AKIAIOSFODNN7EXAMPLE';
const seen = { count: 2, firstSeen: '2026-05-20T00:00:00.000Z', lastSeen: '2026-05-21T00:00:00.000Z' };
const earlier = { count: 2, firstSeen: '2026-01-02T00:00:00.000Z', lastSeen: '2026-01-03T00:00:00.000Z' };

export default queryCase({
  query: 'containment-plan',
  nodes: [
    ['Credential', KEY, { kind: 'access_key' }],
    ['Identity', USER, { name: 'ci', kind: 'iam_user', isNhi: true }],
    ['Identity', ROLE, { name: 'deploy', kind: 'iam_role', isNhi: true }],
    ['Workload', 'pipeline'],
    ['Workload', 'host'],
    ['Workload', 'bystander'],
    ['Identity', 'host-role', { kind: 'iam_role' }],
    ['Resource', 'vault'],
    ['Resource', 'archive'],
    ['Credential', 'token', { kind: 'api_token' }],
    ['Credential', 'spent', { kind: 'api_token', status: 'revoked' }],
    ['Credential', 'unseen', { kind: 'api_token' }],
    ['Identity', 'payments', { tier0: true }],
    ['Resource', 'orders', { sensitivity: 3 }],
    ['Resource', 'logs'],
    ['Owner', 'ann', { name: 'Ann', kind: 'person' }],
    ['Owner', 'platform', { name: 'Platform', kind: 'team' }],
    ['Owner', 'nobody-to-call', { kind: 'person' }],
  ],
  edges: [
    [KEY, 'AUTHENTICATES_AS', USER],
    ['pipeline', 'EXPOSES', KEY],
    ['pipeline', 'OWNED_BY', 'ann'],
    [USER, 'CAN_ASSUME', ROLE],
    [USER, 'ACCESSED', ROLE, seen],
    [ROLE, 'CAN_ACCESS', 'logs', { level: 'write' }],
    [ROLE, 'OWNED_BY', 'platform'],
    [USER, 'CAN_ACCESS', 'vault', { level: 'read' }],
    [USER, 'ACCESSED', 'vault', seen],
    [USER, 'ACCESSED', 'archive', earlier],
    ['archive', 'EXPOSES', 'unseen'],
    ['unseen', 'AUTHENTICATES_AS', 'payments'],
    ['vault', 'EXPOSES', 'token'],
    ['vault', 'EXPOSES', 'spent'],
    ['token', 'AUTHENTICATES_AS', 'payments'],
    ['payments', 'OWNED_BY', 'ann', { until: '2026-03-01T00:00:00.000Z' }],
    ['host', 'RUNS_AS', 'host-role'],
    ['host', 'OWNED_BY', 'platform'],
    ['host-role', 'CAN_ACCESS', 'orders', { level: 'read' }],
    ['bystander', 'RUNS_AS', 'payments'],
    ['bystander', 'OWNED_BY', 'nobody-to-call'],
  ],
  asked: [
    {
      title: 'the key, then what was copied and opened in the window; the host can’t be revoked, so its access is cut',
      parameters: { seeds: [KEY, 'host'], from: '2026-05-01', to: '2026-06-01' },
      rows: [
        {
          step: 1, action: 'revoke-credential', uid: KEY, name: KEY, kind: 'access_key', to: null, toName: null,
          removes: 3, remaining: 4, crownJewelsRemoved: 0, crownJewelsRemaining: 2, breaks: ['pipeline'], owners: ['Ann'],
          command: `aws iam update-access-key --user-name ci --access-key-id ${KEY} --status Inactive`,
        },
        {
          step: 2, action: 'rotate-credential', uid: 'token', name: 'token', kind: 'api_token', to: null, toName: null,
          removes: 1, remaining: 3, crownJewelsRemoved: 1, crownJewelsRemaining: 1, breaks: [], owners: [], command: null,
        },
        {
          step: 3, action: 'revoke-sessions', uid: ROLE, name: 'deploy', kind: 'iam_role', to: null, toName: null,
          removes: 1, remaining: 2, crownJewelsRemoved: 0, crownJewelsRemaining: 1, breaks: [], owners: ['Platform'],
          command:
            `aws iam put-role-policy --role-name deploy --policy-name AWSRevokeOlderSessions --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"DateLessThan":{"aws:TokenIssueTime":"2026-06-01T00:00:00.000Z"}}}]}'`,
        },
        {
          step: 4, action: 'remove-grant', uid: 'host-role', name: 'host-role', kind: 'CAN_ACCESS', to: 'orders', toName: 'orders',
          removes: 1, remaining: 1, crownJewelsRemoved: 1, crownJewelsRemaining: 0, breaks: ['host'], owners: ['Platform'], command: null,
        },
      ],
    },
    {
      title: 'an identity is disabled, which breaks what holds its keys; what merely could be reached is not rotated',
      parameters: { seeds: [USER], mode: 'granted', from: '2025-01-01', to: '2025-02-01' },
      columns: ['step', 'action', 'uid', 'removes', 'remaining', 'breaks', 'owners', 'command'],
      rows: [
        {
          step: 1, action: 'disable-identity', uid: USER, removes: 6, remaining: 0, breaks: ['pipeline'], owners: ['Ann'],
          command: 'aws iam attach-user-policy --user-name ci --policy-arn arn:aws:iam::aws:policy/AWSDenyAll',
        },
      ],
    },
    { title: 'at another cost the host loses its role', parameters: { seeds: ['host'], costs: ['RUNS_AS=1'] }, columns: ['step', 'action', 'uid', 'to', 'remaining'], rows: [{ step: 1, action: 'detach-identity', uid: 'host', to: 'host-role', remaining: 0 }] },
    { title: 'no step where nothing can be taken and no target is in reach', parameters: { seeds: ['logs'] }, rows: [] },
  ],
});
