/** No query may take a hub's edges times themselves: one role that thousands run as, assume and own things by, with as many grants and events. */
import { describe, expect, it } from 'vitest';
import { buildGraph } from '../../src/graph/build.ts';
import { queries, query } from '../../src/catalogue/index.ts';
import type { EdgeLine, NodeLine } from '../support/query-case.ts';
import { CASE_NOW, edgeRecords, nodeRecords } from '../support/query-case.ts';

/** What is quadratic takes seconds with so many, what is not some tens of milliseconds. */
const MANY = 5_000;
const AT_MOST = 2_500;
const DAY = '2026-05-20T10:00:00.000Z';

const hubs: NodeLine[] = [
  ['Identity', 'hub', { kind: 'iam_role', provider: 'aws', isNhi: true, environment: 'development', thirdParty: true, createdAt: '2026-01-01T00:00:00.000Z', enabled: true }],
  ['Identity', 'role', { kind: 'iam_role', provider: 'aws', isNhi: true, tier0: true }],
  ['Group', 'group', { kind: 'group' }],
  ['Owner', 'owner', { kind: 'team', active: true }],
  ['Credential', 'key', { kind: 'access_key', status: 'active', createdAt: '2026-01-01T00:00:00.000Z' }],
  ['Resource', 'store', { kind: 'bucket', sensitivity: 3, environment: 'production' }],
];
const between: EdgeLine[] = [
  ['key', 'AUTHENTICATES_AS', 'hub'],
  ['hub', 'CAN_ASSUME', 'role'],
  ['group', 'CAN_ACCESS', 'store', { level: 'admin' }],
];
const spokes = Array.from({ length: MANY }, (_, place) => String(place).padStart(5, '0'));
const nodes = spokes.flatMap((n, place): NodeLine[] => [
  ['Resource', `resource-${n}`, { kind: 'bucket', provider: 'aws', sensitivity: place % 4, environment: 'production' }],
  ['Identity', `identity-${n}`, { kind: place % 2 === 1 ? 'iam_user' : 'human', provider: 'aws', isNhi: place % 2 === 1, environment: 'test', activeHours: ['2026-05-20T10=3'], origins: ['region eu-west-1=2026-05-20T10:00/2026-05-20T11:00'] }],
  ['Workload', `workload-${n}`, { kind: 'lambda_function', provider: 'aws', environment: place % 2 === 1 ? 'production' : 'test', public: place % 3 === 0 }],
  ['Event', `event-${n}`, { time: DAY, action: 'iam:CreateAccessKey', activity: 'create', outcome: 'success', userAgent: 'Mozilla/5.0' }],
]);
const edges = spokes.flatMap((n): EdgeLine[] => [
  ['hub', 'CAN_ACCESS', `resource-${n}`, { level: 'write', actions: ['s3:PutObject'] }],
  ['hub', 'ACCESSED', `resource-${n}`, { count: 3, firstSeen: DAY, lastSeen: DAY, days: ['2026-05-20=3'] }],
  [`identity-${n}`, 'CAN_ASSUME', 'role'],
  [`identity-${n}`, 'MEMBER_OF', 'group'],
  [`identity-${n}`, 'OWNED_BY', 'owner'],
  [`identity-${n}`, 'CREATED_BY', 'hub'],
  [`workload-${n}`, 'RUNS_AS', 'role'],
  [`workload-${n}`, 'RUNS_AS', 'hub'],
  [`workload-${n}`, 'EXPOSES', 'key', { how: 'env' }],
  ['hub', 'PERFORMED', `event-${n}`],
  [`event-${n}`, 'TARGETED', 'key'],
  [`event-${n}`, 'TARGETED', 'hub'],
]);

const OF_ITS_OWN: Readonly<Record<string, Record<string, unknown>>> = {
  'access-reason': { identity: 'hub' },
  'key-history': { target: 'key' },
  'operation-performers': { action: 'iam:CreateAccessKey' },
  why: { source: 'hub', target: 'role' },
  'what-if': { seeds: ['hub'], disable: ['role'] },
};
const parametersOf = (id: string): Record<string, unknown> => {
  const shape = (query(id).parameters as { shape?: object }).shape ?? {};
  return OF_ITS_OWN[id] ?? ('seeds' in shape ? { seeds: ['hub', 'identity-00001'] } : {});
};
/** Plans and cuts have measures of their own. */
const asked = queries().map(({ id }) => id).filter((id) => !['containment-plan', 'choke-points', 'minimum-cut'].includes(id));

describe('a hub of thousands', () => {
  const { graph } = buildGraph(1, nodeRecords([...hubs, ...nodes]), edgeRecords([...between, ...edges]));

  it.each(asked)('%s', (id) => {
    const started = performance.now();
    const rows = [...query(id).answer(graph, query(id).parameters.parse(parametersOf(id)), { now: CASE_NOW, signal: new AbortController().signal })];
    expect([rows.length >= 0, performance.now() - started < AT_MOST]).toEqual([true, true]);
  });
});
