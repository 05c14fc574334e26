/** NHI1: rights still given to identities that are gone. */
import {
  ACCESS_LEVELS,
  CROWN_JEWEL,
  defineRule,
  deletionCypher,
  deletionOf,
  levelRankCypher,
  ruleCells,
  ruleCellsCypher,
  trustPolicyCommand,
  z,
  type Graph,
  type Row,
  type Severity,
} from '../../src/sdk/index.ts';

const RELATIONSHIPS = ['CAN_ACCESS', 'CAN_ASSUME'] as const;
type Relationship = (typeof RELATIONSHIPS)[number];

interface Trust {
  readonly target: number;
  readonly principal: number;
  readonly relationships: Set<Relationship>;
  /** 0: none; otherwise 1 + index into ACCESS_LEVELS. */
  level: number;
}

export default defineRule({
  id: 'deleted-principal-trusted',
  title: 'Deleted principal still trusted',
  question: 'What still trusts, or gives access to, an identity that was deleted?',
  description:
    'Open rights to assume and to access from an identity that exports show no more (closed), or that a policy names by what is left of a deleted one (unique-id: AIDA…, AROA…, deleted:…). Where it is trusted by its name, whoever makes one of that name has the right: medium, high for tier 0 and crown jewels. A unique id comes back to nobody: low, a policy that is not looked after.',
  parameters: z.object({}),
  columns: [
    { name: 'how', title: 'Gone', type: 'text', description: 'closed: exports show it no more; unique-id: what the provider leaves in a policy.' },
    { name: 'relationships', title: 'Rights', type: 'texts', description: 'CAN_ACCESS, CAN_ASSUME.' },
    { name: 'level', title: 'Level', type: 'text', description: 'The highest level of access: list, read, write or admin, if known.' },
  ],
  answer: function* (graph): Generator<Row> {
    for (const { target, principal, relationships, level } of trusts(graph)) {
      const how = deletionOf(graph, principal)!;
      yield Object.assign(ruleCells(graph, target, severityOf(graph, target, how), { about: principal, since: how === 'closed' ? graph.text(principal, 'until') : undefined }), {
        how,
        relationships: RELATIONSHIPS.filter((relationship) => relationships.has(relationship)),
        level: level === 0 ? null : ACCESS_LEVELS[level - 1]!,
      });
    }
  },
  cypher: () => ({
    text: `MATCH (p:Entity:Identity)
WITH p, ${deletionCypher('p')} AS how WHERE how IS NOT NULL
MATCH (p)-[e:CAN_ACCESS|CAN_ASSUME]->(t:Entity)
WHERE e.until IS NULL AND t.until IS NULL AND t <> p
WITH t, p, how, type(e) AS relationship, max(${levelRankCypher('e.level')}) AS level ORDER BY relationship
WITH t, p, how, collect(relationship) AS relationships, max(CASE relationship WHEN 'CAN_ACCESS' THEN level ELSE 0 END) AS level
RETURN ${ruleCellsCypher('t', `CASE WHEN how = 'unique-id' THEN 'low' WHEN coalesce(t.tier0, false) OR coalesce(t.sensitivity >= ${CROWN_JEWEL}, false) THEN 'high' ELSE 'medium' END`, {
      about: 'p',
      since: "CASE how WHEN 'closed' THEN p.until END",
    })},
  how, relationships, CASE WHEN level > 0 THEN [${ACCESS_LEVELS.map((level) => `'${level}'`).join(', ')}][level - 1] END AS level
ORDER BY uid, about`,
    parameters: {},
  }),
  rule: {
    risk: 'NHI1',
    severity: 'medium',
    controls: [
      { framework: 'NIST 800-53', id: 'AC-2' },
      { framework: 'PCI DSS', id: '8.2.5' },
    ],
    explain: (row) => {
      const rights = (row['relationships'] as readonly string[]).map((right) => (right === 'CAN_ASSUME' ? 'may be assumed by' : `gives ${row['level'] ?? 'some'} access to`));
      const gone = row['how'] === 'closed' ? `which exports show no more since ${row['since']}` : 'which is what is left of a deleted principal';
      return `${row['name']} still ${rights.join(' and ')} ${row['aboutName']}, ${gone}.`;
    },
    remedy: {
      text: 'Take the principal out of the policy that names it. Check first that it was not moved or renamed: then the policy should name the new one.',
      command: ({ uid, relationships }) => ((relationships as readonly string[]).includes('CAN_ASSUME') ? trustPolicyCommand(uid as string) : undefined),
    },
  },
});

/** Each pair once, by target and then principal; one pass over all edges. */
function trusts(graph: Graph): Trust[] {
  const deleted = new Uint8Array(graph.nodeCount);
  for (const index of graph.withLabel('Identity')) if (deletionOf(graph, index) !== undefined) deleted[index] = 1;
  const { from, to, level } = graph.columns;
  const found = new Map<number, Trust>();
  for (let edge = 0; edge < graph.edgeCount; edge++) {
    const [principal, target] = [from[edge]!, to[edge]!];
    if (deleted[principal] === 0 || principal === target || !graph.isOpen(edge) || graph.isClosed(target)) continue;
    const relationship = RELATIONSHIPS.find((kind) => kind === graph.edgeKind(edge));
    if (relationship === undefined) continue;
    const key = target * graph.nodeCount + principal;
    const trust: Trust = found.get(key) ?? { target, principal, relationships: new Set(), level: 0 };
    found.set(key, trust);
    trust.relationships.add(relationship);
    if (relationship === 'CAN_ACCESS') trust.level = Math.max(trust.level, level[edge]!);
  }
  return [...found.values()].sort((a, b) => a.target - b.target || a.principal - b.principal);
}

function severityOf(graph: Graph, target: number, how: 'closed' | 'unique-id'): Severity {
  if (how === 'unique-id') return 'low';
  const sensitivity = graph.property(target, 'sensitivity') as number | undefined;
  return graph.property(target, 'tier0') === true || (sensitivity !== undefined && sensitivity >= CROWN_JEWEL) ? 'high' : 'medium';
}
