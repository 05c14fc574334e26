/** NHI1: identities that work, or could, while nobody answers for them. */
import {
  ACTIVE_NON_HUMAN_CYPHER,
  DIRECTORY_CYPHER,
  REASONS_CYPHER,
  THRESHOLDS,
  activityCypher,
  activityOf,
  addDays,
  defineRule,
  deletionCypher,
  deletionOf,
  directoryOf,
  isActiveNonHuman,
  orphanReasons,
  parseArn,
  ruleCells,
  ruleCellsCypher,
  shellCommand,
  usableCredentialsOf,
  usableCypher,
  workloadsCypher,
  workloadsOf,
  z,
  type Graph,
  type Row,
} from '../../src/sdk/index.ts';

/** Somebody was there, and is there no more: a change that nobody followed up. */
const LEFT_BEHIND = ['owner-left', 'team-empty'];

export default defineRule({
  id: 'unowned-active-identity',
  title: 'Active identity without an owner',
  question: 'Which identities can be used, or were used lately, though nobody owns them?',
  description:
    'Judged identities that are orphaned (see orphaned-identities) and not disabled, and that can be used: a usable credential authenticates as it, a workload runs as it, something that is there may assume it, or it was active within the threshold. High when its owner left, its team is empty or it is tier 0, else medium.',
  parameters: z.object({ unusedDays: THRESHOLDS.unusedDays }),
  columns: [
    { name: 'reasons', title: 'Reasons', type: 'texts', description: 'never-owned, owner-left, owner-unknown, team-empty, owner-non-human.' },
    { name: 'ways', title: 'Used by', type: 'texts', description: 'assumable, credential, used (lately), workload.' },
    { name: 'lastActiveAt', title: 'Last active', type: 'time', description: 'Its latest use that anything tells of; empty: none.' },
  ],
  answer: function* (graph, { unusedDays }, { now }): Generator<Row> {
    const directory = directoryOf(graph, now);
    const lately = addDays(now, -unusedDays);
    for (const index of graph.withLabel('Identity')) {
      if (!isActiveNonHuman(graph, index)) continue;
      const reasons: readonly string[] = orphanReasons(graph, index, directory);
      if (reasons.length === 0) continue;
      const { lastActiveAt } = activityOf(graph, index);
      const ways = waysOf(graph, index, now, lastActiveAt !== undefined && lastActiveAt >= lately);
      if (ways.length === 0) continue;
      const high = graph.property(index, 'tier0') === true || reasons.some((reason) => LEFT_BEHIND.includes(reason));
      yield Object.assign(ruleCells(graph, index, high ? 'high' : 'medium'), { reasons, ways, lastActiveAt: lastActiveAt ?? null });
    }
  },
  cypher: ({ unusedDays }) => ({
    text: `${DIRECTORY_CYPHER.trim()}
MATCH (i:Entity:Identity) WHERE ${ACTIVE_NON_HUMAN_CYPHER}
${REASONS_CYPHER.trim()}
WITH i, reasons WHERE size(reasons) > 0
${activityCypher('i')}
WITH i, reasons, lastActiveAt,
  CASE WHEN EXISTS { MATCH (p:Entity)-[t:CAN_ASSUME]->(i) WHERE t.until IS NULL AND p <> i AND ${deletionCypher('p')} IS NULL } THEN ['assumable'] ELSE [] END
  + CASE WHEN EXISTS { MATCH (c:Entity:Credential)-[a:AUTHENTICATES_AS]->(i) WHERE a.until IS NULL AND ${usableCypher('c')} } THEN ['credential'] ELSE [] END
  + CASE WHEN lastActiveAt >= $now - duration({days: $unusedDays}) THEN ['used'] ELSE [] END
  + CASE WHEN EXISTS { ${workloadsCypher('w', 'i')} } THEN ['workload'] ELSE [] END AS ways
WHERE size(ways) > 0
RETURN ${ruleCellsCypher('i', "CASE WHEN coalesce(i.tier0, false) OR any(reason IN reasons WHERE reason IN $leftBehind) THEN 'high' ELSE 'medium' END")},
  reasons, ways, lastActiveAt
ORDER BY uid, about`,
    parameters: { unusedDays, leftBehind: LEFT_BEHIND },
  }),
  rule: {
    risk: 'NHI1',
    severity: 'medium',
    controls: [
      { framework: 'NIST 800-53', id: 'AC-2' },
      { framework: 'NIST 800-53', id: 'AC-2(3)' },
      { framework: 'PCI DSS', id: '7.2.5.1' },
    ],
    explain: (row) => {
      const used = row['lastActiveAt'] === null ? 'no use of it is known' : `it was last active at ${row['lastActiveAt']}`;
      return `Nobody owns ${row['name']} (${listed(row['reasons'])}), yet it can be used (${listed(row['ways'])}); ${used}.`;
    },
    remedy: {
      text: 'Find who depends on it, by who made it and what uses it, and name them as its owner; where nobody does, disable it, and delete it when nothing broke.',
      command: ({ uid }) => {
        const arn = parseArn(uid as string);
        if (arn?.service !== 'iam' || (arn.type !== 'role' && arn.type !== 'user')) return undefined;
        return shellCommand(['aws', 'iam', `tag-${arn.type}`, `--${arn.type}-name`, arn.name, '--tags', 'Key=owner,Value=OWNER']);
      },
    },
  },
});

const listed = (texts: unknown): string => (texts as readonly string[]).join(', ');

function waysOf(graph: Graph, identity: number, now: string, used: boolean): string[] {
  return [
    ...(isAssumable(graph, identity) ? ['assumable'] : []),
    ...(usableCredentialsOf(graph, identity, now).length > 0 ? ['credential'] : []),
    ...(used ? ['used'] : []),
    ...(workloadsOf(graph, identity).length > 0 ? ['workload'] : []),
  ];
}

function isAssumable(graph: Graph, identity: number): boolean {
  return graph.inEdges(identity).some((edge) => {
    const from = graph.columns.from[edge]!;
    return graph.edgeKind(edge) === 'CAN_ASSUME' && graph.isOpen(edge) && from !== identity && deletionOf(graph, from) === undefined;
  });
}
