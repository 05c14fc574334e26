/** What crosses into production and what does not: direction, environments, levels, groups, closed and parallel records. */
import { queryCase } from '../support/query-case.ts';

const bot = (environment: string, more = {}) => ({ kind: 'iam_role', isNhi: true, environment, ...more });
const production = (more = {}) => ({ environment: 'production', ...more });
const row = (uid: string, about: string, severity: string, relationships: string[], level: string | null = null, more = {}) => ({
  uid, about, severity, relationships, level, groups: [] as string[], conditional: false, since: '2026-01-01T00:00:00.000Z', ...more,
});

export default queryCase({
  query: 'environment-crossing',
  nodes: [
    ['Identity', 'development', bot('development')],
    ['Identity', 'staging', bot('staging')],
    ['Identity', 'test', bot('test')],
    ['Identity', 'production', bot('production')],
    ['Identity', 'unknown', bot('unknown')],
    ['Identity', 'nowhere', { isNhi: true }],
    ['Identity', 'person', { isNhi: false, environment: 'development' }],
    ['Identity', 'gone', bot('development', { until: '2026-02-01T00:00:00.000Z' })],
    ['Workload', 'runner', { environment: 'test' }],
    ['Group', 'deployers', {}],
    ['Group', 'dissolved', { until: '2026-02-01T00:00:00.000Z' }],
    ['Resource', 'prod-database', production({ name: 'orders' })],
    ['Resource', 'prod-of-group', production()],
    ['Resource', 'prod-listed', production()],
    ['Resource', 'prod-unlevelled', production()],
    ['Resource', 'prod-closed', production({ until: '2026-02-01T00:00:00.000Z' })],
    ['Workload', 'prod-service', production()],
    ['Container', 'prod-account', production()],
    ['Resource', 'staging-database', { environment: 'staging' }],
    ['Resource', 'unplaced', {}],
  ],
  edges: [
    ['development', 'CAN_ACCESS', 'prod-database', { level: 'read' }],
    ['development', 'CAN_ACCESS', 'prod-database', { level: 'write', scope: 'case:two', conditional: true }],
    ['development', 'CAN_ACCESS', 'prod-listed', { level: 'list' }],
    ['development', 'CAN_ACCESS', 'prod-unlevelled'],
    ['development', 'CAN_ACCESS', 'prod-closed', { level: 'admin' }],
    ['development', 'CAN_ACCESS', 'staging-database', { level: 'admin' }],
    ['development', 'CAN_ACCESS', 'unplaced', { level: 'admin' }],
    ['development', 'CAN_ASSUME', 'production', { conditional: true, since: '2026-03-01T00:00:00.000Z' }],
    ['development', 'ACCESSED', 'prod-service', { count: 1 }],
    ['test', 'CAN_ACCESS', 'prod-database', { level: 'read' }],
    ['test', 'CONTROLS', 'prod-service', { until: '2026-05-01T00:00:00.000Z' }],
    ['test', 'CAN_ESCALATE_TO', 'prod-account'],
    ['test', 'MEMBER_OF', 'dissolved'],
    ['dissolved', 'CAN_ACCESS', 'prod-of-group', { level: 'admin' }],
    ['staging', 'CONTROLS', 'prod-service'],
    ['staging', 'MEMBER_OF', 'deployers', { since: '2026-04-01T00:00:00.000Z' }],
    ['deployers', 'CAN_ACCESS', 'prod-of-group', { level: 'read' }],
    ['deployers', 'CAN_ACCESS', 'prod-database', { level: 'list' }],
    ['nowhere', 'MEMBER_OF', 'deployers'],
    ['unknown', 'CONTROLS', 'prod-service'],
    ['person', 'CONTROLS', 'prod-service'],
    ['gone', 'CONTROLS', 'prod-service'],
    ['production', 'CAN_ACCESS', 'staging-database', { level: 'read' }],
    ['production', 'CAN_ACCESS', 'prod-database', { level: 'admin' }],
    ['runner', 'RUNS_AS', 'production'],
    ['prod-service', 'RUNS_AS', 'development'],
  ],
  asked: [
    {
      title: 'into production alone, parallel records as one',
      columns: ['uid', 'about', 'severity', 'relationships', 'level', 'groups', 'conditional', 'since'],
      rows: [
        row('development', 'prod-database', 'high', ['CAN_ACCESS'], 'write'),
        row('development', 'production', 'high', ['CAN_ASSUME'], null, { conditional: true, since: '2026-03-01T00:00:00.000Z' }),
        row('runner', 'production', 'high', ['RUNS_AS']),
        row('staging', 'prod-of-group', 'medium', ['CAN_ACCESS'], 'read', { groups: ['deployers'], since: '2026-04-01T00:00:00.000Z' }),
        row('staging', 'prod-service', 'medium', ['CONTROLS']),
        row('test', 'prod-account', 'high', ['CAN_ESCALATE_TO']),
        row('test', 'prod-database', 'medium', ['CAN_ACCESS'], 'read'),
      ],
    },
  ],
});
