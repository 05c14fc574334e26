/** The cheapest cut, which is not the one of fewest relationships; parallel records are cut once. */
import { queryCase } from '../support/query-case.ts';

const columns = ['from', 'kind', 'to', 'level', 'cost', 'seeds', 'targets', 'totalCost'];
const row = (from: string, kind: string, to: string, level: string | null, cost: number, seeds: number, targets: number, totalCost: number) => ({ from, kind, to, level, cost, seeds, targets, totalCost });

export default queryCase({
  query: 'minimum-cut',
  nodes: [
    ['Workload', 'host', { name: 'Host' }],
    ['Credential', 'key'],
    ['Identity', 'app'],
    ['Resource', 'vault'],
    ['Credential', 'copy'],
    ['Identity', 'admin', { name: 'Admin', tier0: true }],
    ['Resource', 'jewel', { sensitivity: 3 }],
    ['Resource', 'listed', { sensitivity: 3 }],
    ['Resource', 'beside', { sensitivity: 2 }],
    ['Identity', 'climber'],
    ['Container', 'tenant'],
    ['Container', 'merely-seen'],
  ],
  edges: [
    ['host', 'RUNS_AS', 'app'],
    ['key', 'AUTHENTICATES_AS', 'app'],
    ['app', 'CAN_ACCESS', 'vault', { level: 'read' }],
    ['app', 'CAN_ACCESS', 'vault', { level: 'write', scope: 'case:two' }],
    ['vault', 'EXPOSES', 'copy'],
    ['copy', 'AUTHENTICATES_AS', 'admin'],
    ['admin', 'CAN_ACCESS', 'jewel', { level: 'admin' }],
    ['app', 'CAN_ACCESS', 'listed', { level: 'list' }],
    ['app', 'CAN_ACCESS', 'beside', { level: 'admin' }],
    ['climber', 'CAN_ESCALATE_TO', 'tenant'],
    ['climber', 'CAN_ACCESS', 'merely-seen', { level: 'admin' }],
  ],
  asked: [
    {
      title: 'the secret and the list cost less than what they start from',
      parameters: { seeds: ['host', 'key'] },
      columns,
      rows: [row('app', 'CAN_ACCESS', 'listed', 'list', 2, 2, 1, 3), row('vault', 'EXPOSES', 'copy', null, 1, 2, 2, 3)],
    },
    {
      title: 'of cuts that cost the same the one nearest to the seeds',
      parameters: { seeds: ['host'], targets: ['jewel'], costs: ['EXPOSES=2'] },
      columns,
      rows: [row('app', 'CAN_ACCESS', 'vault', 'write', 2, 1, 1, 2)],
    },
    {
      title: 'at other costs another cut',
      parameters: { seeds: ['host'], costs: ['RUNS_AS=1'] },
      rows: [{ from: 'host', fromName: 'Host', kind: 'RUNS_AS', to: 'app', toName: 'app', level: null, cost: 1, seeds: 1, targets: 3, totalCost: 1 }],
    },
    { title: 'an account that somebody escalates to is a target', parameters: { seeds: ['climber'] }, columns, rows: [row('climber', 'CAN_ESCALATE_TO', 'tenant', null, 4, 1, 1, 4)] },
    { title: 'nothing where no target is reached', parameters: { seeds: ['host'], targets: ['key'] }, rows: [] },
    { title: 'seeds of high value are no targets', parameters: { seeds: ['admin', 'jewel', 'listed'] }, rows: [] },
  ],
});
