/** Everything the case holds, of every label: what the numbers of the overview count. */
import {
  NODE_LABELS,
  PLACE_COLUMNS,
  defineQuery,
  idCells,
  idColumns,
  placeCells,
  z,
  type Graph,
  type Row,
} from '../../src/sdk/index.ts';

export default defineQuery({
  id: 'things',
  title: 'All things',
  question: 'What stands in the case?',
  description: 'Every identity, credential, owner, workload, resource and so on that is not closed; with `label`, those of one type.',
  parameters: z.object({ label: z.enum(NODE_LABELS).optional().describe('Only of this type') }),
  columns: [
    ...idColumns('The thing.'),
    { name: 'label', title: 'Type', type: 'text', description: 'Identity, Credential, Resource and so on.' },
    ...PLACE_COLUMNS,
    { name: 'sensitivity', title: 'Sensitivity', type: 'integer', description: '0 public to 3 crown jewel, for resources.' },
    { name: 'tier0', title: 'Tier 0', type: 'boolean', description: 'Controls everything else.' },
    { name: 'missing', title: 'Only mentioned', type: 'boolean', description: 'Exports name it but none describes it.' },
    { name: 'createdAt', title: 'Created', type: 'time', description: 'When it was created, if known.' },
  ],
  order: ['uid'],
  answer: function* (graph, { label }): Generator<Row> {
    const places = label === undefined ? Array.from({ length: graph.nodeCount }, (_, index) => index) : graph.withLabel(label);
    for (const index of places) if (!graph.isClosed(index)) yield row(graph, index);
  },
  cypher: ({ label }) => ({
    text: `MATCH (n:Entity${label === undefined ? '' : `:${label}`}) WHERE n.until IS NULL
RETURN n.uid AS uid, coalesce(n.name, n.uid) AS name, [label IN labels(n) WHERE label <> 'Entity'][0] AS label,
  n.kind AS kind, n.provider AS provider, n.environment AS environment, n.sensitivity AS sensitivity,
  coalesce(n.tier0, false) AS tier0, coalesce(n.missing, false) AS missing, n.createdAt AS createdAt
ORDER BY uid`,
    parameters: {},
  }),
});

function row(graph: Graph, index: number): Row {
  return Object.assign(idCells(graph, index), { label: graph.label(index) }, placeCells(graph, index), {
    sensitivity: (graph.property(index, 'sensitivity') as number | undefined) ?? null,
    tier0: graph.property(index, 'tier0') === true,
    missing: graph.property(index, 'missing') === true,
    createdAt: graph.text(index, 'createdAt') ?? null,
  });
}
