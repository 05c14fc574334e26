/** Secrets of several applications, and secrets in a store, of replicas, or of one application. */
import { queryCase } from '../support/query-case.ts';

const key = (more = {}) => ({ kind: 'access_key', status: 'active', ...more });
const row = (uid: string, severity: string, applications: number, places: number, named: string[], identity: string | null = null) => ({ uid, severity, applications, places, named, identity });

export default queryCase({
  query: 'shared-credential',
  nodes: [
    ['Identity', 'bot', { kind: 'iam_user', isNhi: true }],
    ['Identity', 'root-bot', { kind: 'iam_user', isNhi: true, tier0: true }],
    ['Credential', 'exposed-and-needed', key()],
    ['Credential', 'in-read-secret', key()],
    ['Credential', 'in-store-and-app', key()],
    ['Credential', 'in-store-of-app', key()],
    ['Credential', 'of-replicas', key()],
    ['Credential', 'of-one', key()],
    ['Credential', 'expired', key({ expiresAt: '2026-05-01T00:00:00.000Z' })],
    ['Credential', 'once-shared', key()],
    ['Workload', 'shop', { name: 'shop' }],
    ['Workload', 'stock', { name: 'stock' }],
    ['Workload', 'mail', { name: 'mail' }],
    ['Workload', 'left', { name: 'left', until: '2026-02-01T00:00:00.000Z' }],
    ['Workload', 'web-0', { name: 'web-0' }],
    ['Workload', 'web-1', { name: 'web-1' }],
    ['Resource', 'read-secret', { kind: 'secret' }],
    ['Resource', 'unread-repository', { kind: 'repository' }],
    ['Resource', 'secret-of-shop', { kind: 'secret' }],
  ],
  edges: [
    ['exposed-and-needed', 'AUTHENTICATES_AS', 'bot'],
    ['shop', 'EXPOSES', 'exposed-and-needed'],
    ['stock', 'DEPENDS_ON', 'exposed-and-needed'],
    ['in-read-secret', 'AUTHENTICATES_AS', 'root-bot'],
    ['read-secret', 'EXPOSES', 'in-read-secret'],
    ['shop', 'DEPENDS_ON', 'read-secret'],
    ['stock', 'DEPENDS_ON', 'read-secret'],
    ['mail', 'DEPENDS_ON', 'read-secret', { until: '2026-02-01T00:00:00.000Z' }],
    ['unread-repository', 'EXPOSES', 'in-store-and-app'],
    ['mail', 'EXPOSES', 'in-store-and-app'],
    ['secret-of-shop', 'EXPOSES', 'in-store-of-app'],
    ['shop', 'DEPENDS_ON', 'secret-of-shop'],
    ['shop', 'EXPOSES', 'in-store-of-app'],
    ['web-0', 'EXPOSES', 'of-replicas'],
    ['web-1', 'EXPOSES', 'of-replicas'],
    ['shop', 'EXPOSES', 'of-one'],
    ['shop', 'EXPOSES', 'of-one', { scope: 'case:two' }],
    ['shop', 'DEPENDS_ON', 'of-one'],
    ['shop', 'EXPOSES', 'expired'],
    ['stock', 'EXPOSES', 'expired'],
    ['shop', 'EXPOSES', 'once-shared'],
    ['stock', 'EXPOSES', 'once-shared', { until: '2026-02-01T00:00:00.000Z' }],
    ['left', 'EXPOSES', 'once-shared'],
    ['bot', 'DEPENDS_ON', 'once-shared'],
  ],
  asked: [
    {
      title: 'held by several applications',
      columns: ['uid', 'severity', 'applications', 'places', 'named', 'identity'],
      rows: [
        row('exposed-and-needed', 'medium', 2, 2, ['shop', 'stock'], 'bot'),
        row('in-read-secret', 'high', 2, 2, ['shop', 'stock'], 'root-bot'),
        row('in-store-and-app', 'medium', 2, 2, ['mail', 'unread-repository']),
      ],
    },
    { title: 'by three or more', parameters: { sharedWorkloads: 3 }, rows: [] },
  ],
});
