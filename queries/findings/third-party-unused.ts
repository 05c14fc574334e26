/** NHI3: identities of third parties that nobody uses any more, and that are still there to be used by somebody else. */
import {
  GRANT_KINDS,
  THRESHOLDS,
  addDays,
  counted,
  daysBetween,
  defineRule,
  inForceCypher,
  isInForce,
  isMarkedThirdParty,
  markedThirdPartyCypher,
  ruleCells,
  ruleCellsCypher,
  suspendCommand,
  vendorTenantCypher,
  vendorTenants,
  z,
  type Graph,
  type Row,
} from '../../src/sdk/index.ts';

export default defineRule({
  id: 'third-party-unused',
  title: 'Third party not used',
  question: 'Which identities of third parties are still enabled though nobody has used them for long?',
  description:
    'Identities marked as a third party’s, or of kind external, that are not disabled, were created and last used before the threshold: medium, tier 0 high. Accounts in a vendor’s own tenant (a container of third parties alone) count only where they have a right to something outside of it. Those of which no last use is known are left out.',
  parameters: z.object({ unusedDays: THRESHOLDS.unusedDays }),
  columns: [
    { name: 'lastUsedAt', title: 'Last used', type: 'time', description: 'When it was last used.' },
    { name: 'idleDays', title: 'Idle days', type: 'integer', description: 'Whole days since then.' },
  ],
  answer: function* (graph, { unusedDays }, { now }): Generator<Row> {
    const threshold = addDays(now, -unusedDays);
    const ownTenant = vendorTenants(graph);
    for (const index of graph.withLabel('Identity')) {
      if (!isInForce(graph, index) || !isMarkedThirdParty(graph, index)) continue;
      const lastUsedAt = graph.text(index, 'lastUsedAt');
      const createdAt = graph.text(index, 'createdAt');
      if (lastUsedAt === undefined || lastUsedAt >= threshold || (createdAt !== undefined && createdAt >= threshold)) continue;
      if (staysWithin(graph, index, ownTenant(index))) continue;
      yield Object.assign(ruleCells(graph, index, graph.property(index, 'tier0') === true ? 'high' : 'medium', { since: lastUsedAt }), { lastUsedAt, idleDays: daysBetween(lastUsedAt, now) });
    }
  },
  cypher: ({ unusedDays }) => ({
    text: `WITH $now - duration({days: $unusedDays}) AS threshold
MATCH (i:Entity:Identity)
WHERE ${inForceCypher('i')} AND ${markedThirdPartyCypher('i')} AND i.lastUsedAt < threshold AND coalesce(i.createdAt < threshold, true)
  AND NOT (${vendorTenantCypher('i', 'i')} AND NOT EXISTS {
    MATCH (i)-[g:${GRANT_KINDS.join('|')}]->(thing:Entity) WHERE g.until IS NULL AND thing.until IS NULL AND NOT ${vendorTenantCypher('i', 'thing')}
  })
RETURN ${ruleCellsCypher('i', "CASE WHEN coalesce(i.tier0, false) THEN 'high' ELSE 'medium' END", { since: 'i.lastUsedAt' })},
  i.lastUsedAt AS lastUsedAt, duration.inDays(i.lastUsedAt, $now).days AS idleDays
ORDER BY uid, about`,
    parameters: { unusedDays },
  }),
  rule: {
    risk: 'NHI3',
    severity: 'medium',
    controls: [
      { framework: 'NIST 800-53', id: 'AC-2(3)' },
      { framework: 'NIST 800-53', id: 'SA-9' },
      { framework: 'PCI DSS', id: '8.2.6' },
      { framework: 'PCI DSS', id: '8.2.7' },
    ],
    explain: ({ name, idleDays }) => `${name} belongs to a third party and was last used ${counted(Number(idleDays), 'day')} ago.`,
    remedy: {
      text: 'Ask whoever holds the contract whether the integration is still wanted. Disable the identity and revoke its credentials; delete it once nothing has broken.',
      command: ({ uid }) => suspendCommand(String(uid)),
    },
  },
});

/** True for who is in the vendor's own tenant and is granted nothing outside of it. */
function staysWithin(graph: Graph, identity: number, isVendors: (thing: number) => boolean): boolean {
  if (!isVendors(identity)) return false;
  return graph.outEdges(identity).every((edge) => {
    const thing = graph.columns.to[edge]!;
    return !GRANT_KINDS.includes(graph.edgeKind(edge)) || !graph.isOpen(edge) || graph.isClosed(thing) || isVendors(thing);
  });
}
