/** Who can reach a thing, and who is near and cannot. */
import { queryCase } from '../support/query-case.ts';
import { REACH_EDGES, REACH_NODES } from '../support/reach-case.ts';

const columns = ['hops', 'uid'];

export default queryCase({
  query: 'reverse-exposure',
  nodes: REACH_NODES,
  edges: REACH_EDGES,
  asked: [
    {
      title: 'a database can be reached by its role, what controls that, and the key at the start',
      parameters: { seeds: ['orders'] },
      columns,
      rows: [
        { hops: 1, uid: 'deployer' },
        { hops: 2, uid: 'api' },
        { hops: 2, uid: 'ci' },
        { hops: 3, uid: 'key' },
      ],
    },
    {
      title: 'a listed secret is reached, but what lies in it is not',
      parameters: { seeds: ['untouched'] },
      columns,
      rows: [
        { hops: 1, uid: 'locked' },
        { hops: 2, uid: 'listed' },
      ],
    },
    {
      title: 'the listed secret itself',
      parameters: { seeds: ['listed'], hops: 2 },
      columns,
      rows: [
        { hops: 1, uid: 'deployer' },
        { hops: 2, uid: 'api' },
        { hops: 2, uid: 'ci' },
      ],
    },
    { title: 'denied attempts reach nothing', parameters: { seeds: ['denied'], mode: 'both' }, columns, rows: [] },
    { title: 'a closed trust is no way in', parameters: { seeds: ['former'] }, columns, rows: [] },
  ],
});
