/** NHI5: machines that control everything. */
import { ACTIVE_NON_HUMAN_CYPHER, THRESHOLDS, addDays, counted, daysBetween, defineRule, isActiveNonHuman, ruleCells, ruleCellsCypher, z, type Row } from '../../src/sdk/index.ts';

export default defineRule({
  id: 'administrator-identity',
  title: 'Non-human administrator',
  question: 'Which non-human identities are tier 0?',
  description:
    'Non-human identities, not disabled, that hold their whole account, project or tenant. High; critical for one that was last used before the threshold: nobody would miss it, and nobody watches it.',
  parameters: z.object({ unusedDays: THRESHOLDS.unusedDays }),
  columns: [
    { name: 'lastUsedAt', title: 'Last used', type: 'time', description: 'When it was last used, if known.' },
    { name: 'idleDays', title: 'Idle days', type: 'integer', description: 'Whole days since then.' },
  ],
  answer: function* (graph, { unusedDays }, { now }): Generator<Row> {
    const threshold = addDays(now, -unusedDays);
    for (const index of graph.withLabel('Identity')) {
      if (graph.property(index, 'tier0') !== true || !isActiveNonHuman(graph, index)) continue;
      const lastUsedAt = graph.text(index, 'lastUsedAt');
      const unused = lastUsedAt !== undefined && lastUsedAt < threshold;
      yield Object.assign(ruleCells(graph, index, unused ? 'critical' : 'high'), { lastUsedAt: lastUsedAt ?? null, idleDays: lastUsedAt === undefined ? null : daysBetween(lastUsedAt, now) });
    }
  },
  cypher: ({ unusedDays }) => ({
    text: `MATCH (i:Entity:Identity)
WHERE i.tier0 AND ${ACTIVE_NON_HUMAN_CYPHER}
RETURN ${ruleCellsCypher('i', "CASE WHEN i.lastUsedAt < $now - duration({days: $unusedDays}) THEN 'critical' ELSE 'high' END")},
  i.lastUsedAt AS lastUsedAt, duration.inDays(i.lastUsedAt, $now).days AS idleDays
ORDER BY uid, about`,
    parameters: { unusedDays },
  }),
  rule: {
    risk: 'NHI5',
    severity: 'high',
    controls: [
      { framework: 'CIS AWS', id: '1.16' },
      { framework: 'CIS GCP', id: '1.5' },
      { framework: 'NIST 800-53', id: 'AC-6' },
      { framework: 'NIST 800-53', id: 'AC-6(5)' },
      { framework: 'PCI DSS', id: '7.2.5' },
    ],
    explain: ({ name, idleDays }) => `${name} is not a person and controls everything${idleDays === null || Number(idleDays) < 0 ? '' : `; it was last used ${counted(Number(idleDays), 'day')} ago`}.`,
    remedy: {
      text: 'Compare what it is granted with what it uses, and give it that instead of everything. Where nobody uses it, take its rights away first and delete it later.',
      command: () => undefined,
    },
  },
});
