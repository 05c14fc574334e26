/** Things of several labels, and beside them those that are closed. */
import { queryCase } from '../support/query-case.ts';

const NONE = { kind: null, provider: null, environment: null, sensitivity: null, tier0: false, missing: false, createdAt: null };

export default queryCase({
  query: 'things',
  nodes: [
    ['Identity', 'bot', { name: 'Bot', kind: 'bot', provider: 'slack', environment: 'production', tier0: true, createdAt: '2025-01-01T00:00:00.000Z' }],
    ['Resource', 'orders', { name: 'Orders', sensitivity: 3 }],
    ['Resource', 'heard-of', { missing: true }],
    ['Resource', 'torn-down', { name: 'Old', sensitivity: 3, until: '2026-02-01T00:00:00.000Z' }],
  ],
  edges: [],
  asked: [
    {
      title: 'of every type, by id',
      rows: [
        { uid: 'bot', name: 'Bot', label: 'Identity', ...NONE, kind: 'bot', provider: 'slack', environment: 'production', tier0: true, createdAt: '2025-01-01T00:00:00.000Z' },
        { uid: 'heard-of', name: 'heard-of', label: 'Resource', ...NONE, missing: true },
        { uid: 'orders', name: 'Orders', label: 'Resource', ...NONE, sensitivity: 3 },
      ],
    },
    { title: 'of one type', parameters: { label: 'Identity' }, columns: ['uid'], rows: [{ uid: 'bot' }] },
  ],
});
