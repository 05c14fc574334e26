/** What is lost, gained, nearer or farther, and what stays as it is. */
import { queryCase } from '../support/query-case.ts';

const row = (uid: string, change: string, hopsBefore: number | null, hopsAfter: number | null) => ({ uid, change, hopsBefore, hopsAfter });
const columns = ['uid', 'change', 'hopsBefore', 'hopsAfter'];

export default queryCase({
  query: 'what-if',
  nodes: [
    ['Credential', 'key'],
    ['Identity', 'ci'],
    ['Identity', 'short'],
    ['Identity', 'long'],
    ['Identity', 'admin', { name: 'Admin', tier0: true }],
    ['Resource', 'jewel', { sensitivity: 3 }],
    ['Resource', 'apart', { sensitivity: 1 }],
    ['Resource', 'unconcerned'],
  ],
  edges: [
    ['key', 'AUTHENTICATES_AS', 'ci'],
    ['ci', 'CAN_ASSUME', 'short'],
    ['ci', 'CAN_ASSUME', 'long'],
    ['long', 'CAN_ASSUME', 'short'],
    ['short', 'CAN_ASSUME', 'admin'],
    ['short', 'CAN_ASSUME', 'admin', { scope: 'case:two' }],
    ['short', 'CAN_ACCESS', 'jewel', { level: 'read' }],
    ['admin', 'CAN_ACCESS', 'jewel', { level: 'admin' }],
  ],
  asked: [
    {
      title: 'a cut takes all records of the relationship',
      parameters: { seeds: ['key'], cut: ['short CAN_ASSUME admin'] },
      rows: [{ uid: 'admin', name: 'Admin', label: 'Identity', change: 'lost', hopsBefore: 3, hopsAfter: null, sensitivity: null, tier0: true }],
    },
    {
      title: 'a cut that leaves a longer way, and something added',
      parameters: { seeds: ['key'], cut: ['ci CAN_ASSUME short'], add: ['ci CAN_ACCESS apart list', 'ci CAN_ASSUME admin'] },
      columns,
      rows: [row('short', 'farther', 2, 3), row('apart', 'gained', null, 2), row('admin', 'nearer', 3, 2)],
    },
    {
      title: 'something disabled, one of several relationships of any kind cut',
      parameters: { seeds: ['ci'], disable: ['short'], cut: ['admin jewel'] },
      columns,
      rows: [row('admin', 'lost', 2, null), row('jewel', 'lost', 2, null), row('short', 'lost', 1, null)],
    },
    { title: 'what makes no difference to reach', parameters: { seeds: ['key'], cut: ['long CAN_ASSUME short'], add: ['jewel OWNED_BY ci'] }, rows: [] },
    { title: 'nothing changed', parameters: { seeds: ['key'] }, rows: [] },
  ],
});
