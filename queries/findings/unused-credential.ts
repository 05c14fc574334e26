/** NHI1: secrets that still work though nobody uses them. */
import {
  IDENTITY_COLUMN,
  THRESHOLDS,
  addDays,
  counted,
  daysBetween,
  deactivateCommand,
  defineRule,
  identityCell,
  identityOfCypher,
  idleSince,
  idleSinceCypher,
  isOfTier0,
  isUsable,
  ofTier0Cypher,
  ruleCells,
  ruleCellsCypher,
  usableCypher,
  z,
  type Row,
} from '../../src/sdk/index.ts';

export default defineRule({
  id: 'unused-credential',
  title: 'Unused credential',
  question: 'Which secrets still work though they have not been used for too long, or never?',
  description:
    'Usable credentials last used before the threshold, or of no known use and made or rotated before it: medium, and high for a tier-0 identity’s. One whose age is not known is left out.',
  parameters: z.object({ unusedDays: THRESHOLDS.unusedDays }),
  columns: [
    { name: 'reason', title: 'Reason', type: 'text', description: 'unused or never-used.' },
    { name: 'idleDays', title: 'Idle days', type: 'integer', description: 'Whole days since last use, or since creation or rotation when never used.' },
    IDENTITY_COLUMN,
  ],
  answer: function* (graph, { unusedDays }, { now }): Generator<Row> {
    const threshold = addDays(now, -unusedDays);
    for (const index of graph.withLabel('Credential')) {
      if (!isUsable(graph, index, now)) continue;
      const since = idleSince(graph, index);
      if (since === undefined || since >= threshold) continue;
      yield Object.assign(ruleCells(graph, index, isOfTier0(graph, index) ? 'high' : 'medium', { since }), {
        reason: graph.text(index, 'lastUsedAt') === undefined ? 'never-used' : 'unused',
        idleDays: daysBetween(since, now),
        identity: identityCell(graph, index),
      });
    }
  },
  cypher: ({ unusedDays }) => ({
    text: `MATCH (c:Entity:Credential)
WHERE ${usableCypher('c')}
WITH c, ${idleSinceCypher('c')} AS since
WHERE since < $now - duration({days: $unusedDays})
${identityOfCypher('c')}
RETURN ${ruleCellsCypher('c', `CASE WHEN ${ofTier0Cypher('c')} THEN 'high' ELSE 'medium' END`, { since: 'since' })},
  CASE WHEN c.lastUsedAt IS NULL THEN 'never-used' ELSE 'unused' END AS reason,
  duration.inDays(since, $now).days AS idleDays, i.uid AS identity
ORDER BY uid, about`,
    parameters: { unusedDays },
  }),
  rule: {
    risk: 'NHI1',
    severity: 'medium',
    controls: [
      { framework: 'CIS AWS', id: '1.12' },
      { framework: 'NIST 800-53', id: 'AC-2(3)' },
      { framework: 'NIST 800-53', id: 'IA-5' },
      { framework: 'PCI DSS', id: '8.2.6' },
    ],
    explain: (row) =>
      row['reason'] === 'unused'
        ? `${row['name']} still works and was last used ${counted(Number(row['idleDays']), 'day')} ago.`
        : `${row['name']} still works; it was made or renewed ${counted(Number(row['idleDays']), 'day')} ago, and no use of it is known.`,
    remedy: {
      text: 'Deactivate it, which can be taken back, and delete it when nothing broke; look for what runs rarely first.',
      command: deactivateCommand,
    },
  },
});
