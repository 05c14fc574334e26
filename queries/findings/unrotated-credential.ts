/** NHI7: secrets that still work and have not been renewed for longer than the rotation period. */
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
  isUsable,
  renewedAt,
  renewedAtCypher,
  ruleCells,
  ruleCellsCypher,
  usableCypher,
  z,
  type Row,
} from '../../src/sdk/index.ts';

export default defineRule({
  id: 'unrotated-credential',
  title: 'Credential not rotated',
  question: 'Which secrets still work though they have not been rotated for too long?',
  description:
    'Usable credentials created, and last rotated, longer ago than the rotation period: medium, and high from twice that age. Of unknown age: left out.',
  parameters: z.object({ rotationDays: THRESHOLDS.rotationDays }),
  columns: [
    { name: 'ageDays', title: 'Age in days', type: 'integer', description: 'Whole days since creation or the last rotation.' },
    IDENTITY_COLUMN,
  ],
  answer: function* (graph, { rotationDays }, { now }): Generator<Row> {
    const [due, overdue] = [addDays(now, -rotationDays), addDays(now, -2 * rotationDays)];
    for (const index of graph.withLabel('Credential')) {
      if (!isUsable(graph, index, now)) continue;
      const since = renewedAt(graph, index);
      if (since === undefined || since >= due) continue;
      yield Object.assign(ruleCells(graph, index, since < overdue ? 'high' : 'medium', { since }), {
        ageDays: daysBetween(since, now),
        identity: identityCell(graph, index),
      });
    }
  },
  cypher: ({ rotationDays }) => ({
    text: `MATCH (c:Entity:Credential)
WHERE ${usableCypher('c')}
WITH c, ${renewedAtCypher('c')} AS since
WHERE since < $now - duration({days: $rotationDays})
${identityOfCypher('c')}
RETURN ${ruleCellsCypher('c', "CASE WHEN since < $now - duration({days: 2 * $rotationDays}) THEN 'high' ELSE 'medium' END", { since: 'since' })},
  duration.inDays(since, $now).days AS ageDays, i.uid AS identity
ORDER BY uid, about`,
    parameters: { rotationDays },
  }),
  rule: {
    risk: 'NHI7',
    severity: 'medium',
    controls: [
      { framework: 'CIS AWS', id: '1.14' },
      { framework: 'CIS GCP', id: '1.7' },
      { framework: 'NIST 800-53', id: 'IA-5' },
      { framework: 'PCI DSS', id: '8.6.3' },
    ],
    explain: (row) => `${row['name']} was last renewed ${counted(Number(row['ageDays']), 'day')} ago.`,
    remedy: {
      text: 'Make a new secret, move its users over, then deactivate the old one; where the workload can take a role or federation instead, use that.',
      command: deactivateCommand,
    },
  },
});
