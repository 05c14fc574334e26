/** NHI5: machines that are no administrators and can make themselves one. */
import { ACTIVE_NON_HUMAN_CYPHER, defineRule, isActiveNonHuman, ruleCells, ruleCellsCypher, z, type Graph, type Row } from '../../src/sdk/index.ts';

/** Not said to be only potential, and without a condition; under one comes next, then what is only potential. */
const PLAIN = 2;

export default defineRule({
  id: 'escalates-to-tier0',
  title: 'Escalation to tier 0',
  question: 'Which non-human identities can escalate their privileges to tier 0, or to a whole account?',
  description:
    'Non-human identities, not disabled and not tier 0 themselves, with a known escalation path to a tier 0 identity or to an account, project or tenant as a whole; one row for each. High where the path holds without a condition; medium under one, and where it is only potential: something that it takes is not known.',
  parameters: z.object({}),
  columns: [
    { name: 'path', title: 'Path', type: 'text', description: 'Ids in the escalation catalogue.' },
    { name: 'how', title: 'How', type: 'text', description: 'The same in words, if known.' },
    { name: 'certainty', title: 'Certainty', type: 'text', description: 'proven or potential; empty where the export that tells the path does not say.' },
    { name: 'conditional', title: 'Conditional', type: 'boolean', description: 'Whether it holds only under a condition.' },
  ],
  answer: function* (graph): Generator<Row> {
    for (const index of graph.withLabel('Identity')) {
      if (graph.property(index, 'tier0') === true || !isActiveNonHuman(graph, index)) continue;
      const paths = escalations(graph, index);
      for (const target of [...paths.keys()].sort((a, b) => a - b)) {
        const { edge, since } = paths.get(target)!;
        const { path, how, certainty, conditional } = graph.edgeProperties(edge);
        yield Object.assign(ruleCells(graph, index, rankOf(graph, edge) === PLAIN ? 'high' : 'medium', { about: target, since }), {
          path: (path as string | undefined) ?? null,
          how: (how as string | undefined) ?? null,
          certainty: (certainty as string | undefined) ?? null,
          conditional: conditional === true,
        });
      }
    }
  },
  cypher: () => ({
    text: `MATCH (i:Entity:Identity)-[e:CAN_ESCALATE_TO]->(t:Entity)
WHERE ${ACTIVE_NON_HUMAN_CYPHER} AND NOT coalesce(i.tier0, false)
  AND e.until IS NULL AND t.until IS NULL AND (t:Container OR (t:Identity AND t.tier0))
WITH i, t, e, CASE WHEN coalesce(e.certainty, '') = 'potential' THEN 0 WHEN coalesce(e.conditional, false) THEN 1 ELSE ${PLAIN} END AS rank
ORDER BY rank DESC, e.scope
WITH i, t, collect(e)[0] AS e, max(rank) AS rank, min(e.since) AS since
RETURN ${ruleCellsCypher('i', `CASE rank WHEN ${PLAIN} THEN 'high' ELSE 'medium' END`, { about: 't', since: 'since' })},
  e.path AS path, e.how AS how, e.certainty AS certainty, coalesce(e.conditional, false) AS conditional
ORDER BY uid, about`,
    parameters: {},
  }),
  rule: {
    risk: 'NHI5',
    severity: 'high',
    controls: [
      { framework: 'NIST 800-53', id: 'AC-6' },
      { framework: 'NIST 800-53', id: 'AC-6(10)' },
      { framework: 'PCI DSS', id: '7.2.5' },
    ],
    explain: ({ name, aboutName, path, how, certainty, conditional }) => {
      const way = how ?? path;
      const doubt = certainty === 'potential' ? '; something that it takes is not known' : conditional === true ? '; under a condition' : '';
      return `${name} can take over ${aboutName}${way === null ? '' : ` by ${way}`}${doubt}.`;
    },
    remedy: {
      text: 'Take away the right that the path begins with, or limit it to the resources that it is needed on; a permissions boundary holds where it cannot be taken away.',
      command: () => undefined,
    },
  },
});

function rankOf(graph: Graph, edge: number): number {
  const { certainty, conditional } = graph.edgeProperties(edge);
  return certainty === 'potential' ? 0 : conditional === true ? 1 : PLAIN;
}

interface Escalation {
  /** The record that says most; of equal ones the first in order of scope. */
  readonly edge: number;
  /** The earliest of all records. */
  readonly since: string | undefined;
}

/** By tier 0 identity or container, how an identity gets there. */
function escalations(graph: Graph, identity: number): Map<number, Escalation> {
  const found = new Map<number, Escalation>();
  for (const edge of graph.outEdges(identity)) {
    const target = graph.columns.to[edge]!;
    if (graph.edgeKind(edge) !== 'CAN_ESCALATE_TO' || !graph.isOpen(edge) || graph.isClosed(target) || !isTier0(graph, target)) continue;
    const since = graph.edgeProperties(edge)['since'] as string | undefined;
    const before = found.get(target);
    if (!before) found.set(target, { edge, since });
    else found.set(target, { edge: saysMore(graph, edge, before.edge) ? edge : before.edge, since: earlier(since, before.since) });
  }
  return found;
}

function isTier0(graph: Graph, target: number): boolean {
  return graph.label(target) === 'Container' || (graph.label(target) === 'Identity' && graph.property(target, 'tier0') === true);
}

function saysMore(graph: Graph, edge: number, other: number): boolean {
  const [rank, otherRank] = [rankOf(graph, edge), rankOf(graph, other)];
  return rank > otherRank || (rank === otherRank && graph.edgeScope(edge) < graph.edgeScope(other));
}

function earlier(a: string | undefined, b: string | undefined): string | undefined {
  return a === undefined || (b !== undefined && b < a) ? b : a;
}
