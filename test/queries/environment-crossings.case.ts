/** Steps from one environment into another, and steps that stay within one or start nobody knows where. */
import { queryCase } from '../support/query-case.ts';

const columns = ['from', 'kind', 'to', 'level', 'conditional', 'towardProduction'];

export default queryCase({
  query: 'environment-crossings',
  nodes: [
    ['Identity', 'dev-role', { name: 'dev role', environment: 'development' }],
    ['Identity', 'dev-role-2', { environment: 'development' }],
    ['Identity', 'prod-role', { name: 'prod role', environment: 'production' }],
    ['Identity', 'lost-role', { environment: 'unknown' }],
    ['Identity', 'no-role', {}],
    ['Resource', 'prod-db', { name: 'orders', environment: 'production' }],
    ['Resource', 'test-db', { environment: 'test' }],
    ['Owner', 'team', { environment: 'test' }],
  ],
  edges: [
    ['dev-role', 'CAN_ASSUME', 'prod-role', { conditional: true }],
    ['dev-role', 'CAN_ASSUME', 'prod-role', { scope: 'case:two' }],
    ['dev-role', 'CAN_ASSUME', 'dev-role-2'],
    ['dev-role', 'CAN_ASSUME', 'lost-role'],
    ['lost-role', 'CAN_ASSUME', 'prod-role'],
    ['no-role', 'CAN_ASSUME', 'prod-role'],
    ['dev-role', 'CAN_ACCESS', 'prod-db', { level: 'read' }],
    ['dev-role', 'CAN_ACCESS', 'prod-db', { level: 'write', conditional: true, scope: 'case:two' }],
    ['dev-role', 'OWNED_BY', 'team'],
    ['prod-role', 'CAN_ACCESS', 'prod-db', { level: 'admin' }],
    ['prod-role', 'CAN_ACCESS', 'test-db', { level: 'list' }],
    ['dev-role-2', 'CAN_ACCESS', 'test-db'],
    ['dev-role-2', 'CAN_ACCESS', 'prod-db', { level: 'read', until: '2026-03-01T00:00:00.000Z' }],
    ['dev-role-2', 'ACCESSED', 'prod-db', { count: 2, firstSeen: '2026-02-01T00:00:00.000Z', lastSeen: '2026-02-02T00:00:00.000Z' }],
    ['dev-role-2', 'ACCESSED', 'prod-role', { count: 2, denied: 2 }],
  ],
  asked: [
    {
      title: 'each once, at its highest level and under that one’s condition',
      columns,
      rows: [
        { from: 'dev-role', kind: 'CAN_ACCESS', to: 'prod-db', level: 'write', conditional: true, towardProduction: true },
        { from: 'dev-role', kind: 'CAN_ASSUME', to: 'prod-role', level: null, conditional: false, towardProduction: true },
        { from: 'dev-role-2', kind: 'CAN_ACCESS', to: 'test-db', level: null, conditional: false, towardProduction: false },
        { from: 'prod-role', kind: 'CAN_ACCESS', to: 'test-db', level: 'list', conditional: false, towardProduction: false },
      ],
    },
    {
      title: 'without conditions the lower level is what is left',
      parameters: { conditional: false, minimumLevel: 'read', relationships: ['CAN_ACCESS'] },
      columns,
      rows: [{ from: 'dev-role', kind: 'CAN_ACCESS', to: 'prod-db', level: 'read', conditional: false, towardProduction: true }],
    },
    { title: 'seen in use, denied attempts aside', parameters: { mode: 'observed', from: '2026-01-01' }, columns: ['from', 'kind', 'to'], rows: [{ from: 'dev-role-2', kind: 'ACCESSED', to: 'prod-db' }] },
    {
      title: 'as it stood in February, with names',
      parameters: { at: '2026-02-01', relationships: ['CAN_ACCESS'], minimumLevel: 'read', conditional: false },
      rows: [
        { from: 'dev-role', fromName: 'dev role', fromEnvironment: 'development', kind: 'CAN_ACCESS', to: 'prod-db', toName: 'orders', toEnvironment: 'production', level: 'read', conditional: false, towardProduction: true },
        { from: 'dev-role-2', fromName: 'dev-role-2', fromEnvironment: 'development', kind: 'CAN_ACCESS', to: 'prod-db', toName: 'orders', toEnvironment: 'production', level: 'read', conditional: false, towardProduction: true },
      ],
    },
  ],
});
