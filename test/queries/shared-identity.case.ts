/** Identities of several applications, and identities of one application with many replicas. */
import type { EdgeLine, NodeLine } from '../support/query-case.ts';
import { queryCase } from '../support/query-case.ts';

const role = (more = {}) => ({ kind: 'iam_role', isNhi: true, ...more });
const row = (uid: string, severity: string, applications: number, workloads: number, named: string[]) => ({ uid, severity, applications, workloads, named });

/** Workloads by the identity they run as, each with a name. */
const RUNNING: Readonly<Record<string, readonly string[]>> = {
  pods: ['web-7d9f8b6c5d-x2x9z', 'web-7d9f8b6c5d-b4k8q', 'web-568fd8bf4-zlqvw'],
  ordinals: ['queue-0', 'queue-1', 'queue-12'],
  'daemon-pods': ['agent-x2x9z', 'agent-b4k8q'],
  instances: ['i-0123456789abcdef0', 'i-0fedcba9876543210'],
  jobs: ['sweep-6f1d2c9e-0f3a-4b8e-9c1d-2e3f4a5b6c7d', 'sweep-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9'],
  revisions: ['shop:3', 'shop:14'],
  'two-names': ['billing-7d9f8b6c5d-x2x9z', 'orders-7d9f8b6c5d-b4k8q'],
  'like-a-pod': ['web-api', 'web-admin'],
  'default-account': ['cart-0', 'search-0'],
  'tier-0': ['deploy', 'build'],
  'not-a-bot': ['a-tool', 'b-tool'],
  'gone-role': ['c-tool', 'd-tool'],
};
const lines = Object.entries(RUNNING).flatMap(([identity, names]) => names.map((name): [NodeLine, EdgeLine] => [['Workload', `w/${identity}/${name}`, { name }], [`w/${identity}/${name}`, 'RUNS_AS', identity]]));

export default queryCase({
  query: 'shared-identity',
  nodes: [
    ...['pods', 'ordinals', 'daemon-pods', 'instances', 'jobs', 'revisions', 'two-names', 'like-a-pod', 'tagged', 'ecs', 'owned', 'same-owner', 'single', 'once-shared', 'many'].map((uid): NodeLine => ['Identity', uid, role()]),
    ['Identity', 'default-account', { kind: 'k8s_service_account', name: 'default', isNhi: true }],
    ['Identity', 'tier-0', role({ tier0: true })],
    ['Identity', 'not-a-bot', { kind: 'human', isNhi: false }],
    ['Identity', 'gone-role', role({ until: '2026-02-01T00:00:00.000Z' })],
    ...lines.map(([node]) => node),
    ['Workload', 'tagged/a', { name: 'alpha', tags: ['Name=alpha', 'aws:autoscaling:groupName=fleet'] }],
    ['Workload', 'tagged/b', { name: 'beta', tags: ['aws:autoscaling:groupName=fleet'] }],
    ['Workload', 'ecs/definition', { name: 'pay:7', kind: 'ecs_task_definition' }],
    ['Workload', 'ecs/service', { name: 'cluster/payments', kind: 'ecs_service' }],
    ['Workload', 'ecs/task', { name: 'cluster/0123456789abcdef0123456789abcdef', kind: 'ecs_task' }],
    ['Workload', 'owned/a', { name: 'worker' }],
    ['Workload', 'owned/b', { name: 'worker' }],
    ['Workload', 'owned/c', { name: 'worker' }],
    ['Workload', 'same-owner/a', { name: 'mailer' }],
    ['Workload', 'same-owner/b', { name: 'mailer' }],
    ['Owner', 'team-a', { kind: 'team' }],
    ['Owner', 'team-b', { kind: 'team' }],
    ['Workload', 'single/a', { name: 'alone' }],
    ['Workload', 'once-shared/a', { name: 'stays' }],
    ['Workload', 'once-shared/b', { name: 'moved' }],
    ['Workload', 'once-shared/c', { name: 'removed', until: '2026-02-01T00:00:00.000Z' }],
    ...'abcdefghijkl'.split('').map((letter): NodeLine => ['Workload', `many/${letter}`, { name: `app ${letter}` }]),
  ],
  edges: [
    ...lines.map(([, edge]) => edge),
    ['tagged/a', 'RUNS_AS', 'tagged'],
    ['tagged/b', 'RUNS_AS', 'tagged'],
    ['ecs/definition', 'RUNS_AS', 'ecs'],
    ['ecs/service', 'RUNS_AS', 'ecs'],
    ['ecs/task', 'RUNS_AS', 'ecs'],
    ['ecs/service', 'DEPENDS_ON', 'ecs/definition'],
    ['ecs/task', 'DEPENDS_ON', 'ecs/definition'],
    ['owned/a', 'RUNS_AS', 'owned'],
    ['owned/b', 'RUNS_AS', 'owned'],
    ['owned/c', 'RUNS_AS', 'owned'],
    ['owned/a', 'OWNED_BY', 'team-a'],
    ['owned/b', 'OWNED_BY', 'team-b'],
    ['owned/b', 'OWNED_BY', 'team-b', { scope: 'case:two' }],
    ['same-owner/a', 'RUNS_AS', 'same-owner'],
    ['same-owner/b', 'RUNS_AS', 'same-owner'],
    ['same-owner/a', 'OWNED_BY', 'team-a'],
    ['same-owner/b', 'OWNED_BY', 'team-a'],
    ['same-owner/b', 'OWNED_BY', 'team-b', { until: '2026-02-01T00:00:00.000Z' }],
    ['single/a', 'RUNS_AS', 'single'],
    ['single/a', 'RUNS_AS', 'single', { scope: 'case:two' }],
    ['once-shared/a', 'RUNS_AS', 'once-shared'],
    ['once-shared/b', 'RUNS_AS', 'once-shared', { until: '2026-02-01T00:00:00.000Z' }],
    ['once-shared/c', 'RUNS_AS', 'once-shared'],
    ...'abcdefghijkl'.split('').map((letter): EdgeLine => [`many/${letter}`, 'RUNS_AS', 'many']),
  ],
  asked: [
    {
      title: 'several applications, by name and by owner',
      columns: ['uid', 'severity', 'applications', 'workloads', 'named'],
      rows: [
        row('default-account', 'high', 2, 2, ['w/default-account/cart-0', 'w/default-account/search-0']),
        row('like-a-pod', 'medium', 2, 2, ['w/like-a-pod/web-admin', 'w/like-a-pod/web-api']),
        row('many', 'medium', 12, 12, 'abcdefghij'.split('').map((letter) => `many/${letter}`)),
        row('owned', 'medium', 2, 3, ['owned/a', 'owned/b', 'owned/c']),
        row('tier-0', 'high', 2, 2, ['w/tier-0/build', 'w/tier-0/deploy']),
        row('two-names', 'medium', 2, 2, ['w/two-names/billing-7d9f8b6c5d-x2x9z', 'w/two-names/orders-7d9f8b6c5d-b4k8q']),
      ],
    },
    { title: 'a threshold counts applications, not replicas', parameters: { sharedWorkloads: 3 }, columns: ['uid'], rows: [{ uid: 'many' }] },
  ],
});
