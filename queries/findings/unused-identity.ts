/** NHI1: identities that nothing uses any more, of which it is known that a use would show. */
import {
  ACTIVE_NON_HUMAN_CYPHER,
  THRESHOLDS,
  activityCypher,
  activityOf,
  addDays,
  counted,
  daysBetween,
  defineRule,
  isActiveNonHuman,
  ruleCells,
  ruleCellsCypher,
  suspendCommand,
  z,
  type Row,
} from '../../src/sdk/index.ts';

/** AWS makes such a role when a service needs it, and deletes it when it does not. */
const SERVICE_LINKED = ':role/aws-service-role/';

export default defineRule({
  id: 'unused-identity',
  title: 'Unused identity',
  question: 'Which non-human identities are enabled though nothing has used them for long?',
  description:
    'Judged identities that are not disabled, were created before the threshold and last active before it, or never. Only those of which something would know a use: its own or a credential’s last use, the provider’s own record, a log that names it, or an AWS export that tells use of all it shows. Medium, high when tier 0. Service-linked roles are left out.',
  parameters: z.object({ unusedDays: THRESHOLDS.unusedDays }),
  columns: [
    { name: 'idleDays', title: 'Idle days', type: 'integer', description: 'Whole days since it was last active, or since it was created where no use is known.' },
    { name: 'lastActiveAt', title: 'Last active', type: 'time', description: 'Its latest use that anything tells of; empty: none.' },
    { name: 'createdAt', title: 'Created', type: 'time', description: 'When it was created.' },
    { name: 'basis', title: 'Known from', type: 'texts', description: 'credential, credential-report, last-accessed (the provider’s record), last-used, log, role-last-used.' },
  ],
  answer: function* (graph, { unusedDays }, { now }): Generator<Row> {
    const threshold = addDays(now, -unusedDays);
    for (const index of graph.withLabel('Identity')) {
      const createdAt = graph.text(index, 'createdAt');
      if (createdAt === undefined || createdAt >= threshold || !isActiveNonHuman(graph, index) || graph.uid(index).includes(SERVICE_LINKED)) continue;
      const { lastActiveAt, basis } = activityOf(graph, index);
      if (basis.length === 0 || (lastActiveAt !== undefined && lastActiveAt >= threshold)) continue;
      const since = lastActiveAt ?? createdAt;
      yield Object.assign(ruleCells(graph, index, graph.property(index, 'tier0') === true ? 'high' : 'medium', { since }), {
        idleDays: daysBetween(since, now),
        lastActiveAt: lastActiveAt ?? null,
        createdAt,
        basis,
      });
    }
  },
  cypher: ({ unusedDays }) => ({
    text: `MATCH (i:Entity:Identity)
WHERE ${ACTIVE_NON_HUMAN_CYPHER} AND i.createdAt < $now - duration({days: $unusedDays}) AND NOT i.uid CONTAINS '${SERVICE_LINKED}'
${activityCypher('i')}
WITH i, lastActiveAt, basis, coalesce(lastActiveAt, i.createdAt) AS since
WHERE size(basis) > 0 AND since < $now - duration({days: $unusedDays})
RETURN ${ruleCellsCypher('i', "CASE WHEN coalesce(i.tier0, false) THEN 'high' ELSE 'medium' END", { since: 'since' })},
  duration.inDays(since, $now).days AS idleDays, lastActiveAt, i.createdAt AS createdAt, basis
ORDER BY uid, about`,
    parameters: { unusedDays },
  }),
  rule: {
    risk: 'NHI1',
    severity: 'medium',
    controls: [
      { framework: 'NIST 800-53', id: 'AC-2(3)' },
      { framework: 'PCI DSS', id: '7.2.5.1' },
      { framework: 'PCI DSS', id: '8.2.6' },
    ],
    explain: (row) => {
      const known = `known from: ${(row['basis'] as readonly string[]).join(', ')}`;
      const ago = `${counted(Number(row['idleDays']), 'day')} ago`;
      return row['lastActiveAt'] === null
        ? `${row['name']} was created ${ago}, and no use of it is known (${known}).`
        : `${row['name']} was last active ${ago} (${known}).`;
    },
    remedy: {
      text: 'Ask its owner, and look for what runs rarely, as a yearly job; then take its rights away or disable it, which can be taken back, and delete it when nothing broke.',
      command: ({ uid }) => suspendCommand(uid as string),
    },
  },
});
