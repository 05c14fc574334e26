/** NHI5: identities that are granted far more than they use. */
import {
  ACTIVE_NON_HUMAN_CYPHER,
  BASIS_CYPHER,
  THRESHOLDS,
  addDays,
  defineRule,
  grantedUse,
  grantedUseCypher,
  isActiveNonHuman,
  isSinceCypher,
  isUseOfCypher,
  loggedContainers,
  ruleCells,
  ruleCellsCypher,
  shellCommand,
  unusedGrants,
  z,
  type Row,
} from '../../src/sdk/index.ts';

export default defineRule({
  id: 'unused-permissions',
  title: 'Permissions not used',
  question: 'Which non-human identities use almost nothing of what they are granted?',
  description:
    'Non-human identities, not disabled, of whose granted action patterns at least so many percent were not used within so many days, judged as granted-but-unused judges them. Medium; high for tier 0.',
  parameters: z.object({ unusedPermissionPercent: THRESHOLDS.unusedPermissionPercent, unusedDays: THRESHOLDS.unusedDays }),
  columns: [
    { name: 'granted', title: 'Granted', type: 'integer', description: 'Action patterns that its policies grant.' },
    { name: 'unused', title: 'Unused', type: 'integer', description: 'Those that nothing it did may have been of.' },
    { name: 'percent', title: 'Percent', type: 'integer', description: 'Unused of granted, rounded down.' },
    { name: 'basis', title: 'Known from', type: 'texts', description: 'last-accessed: the provider’s own record; log: a log of its account.' },
  ],
  answer: function* (graph, { unusedPermissionPercent, unusedDays }, { now }): Generator<Row> {
    const since = addDays(now, -unusedDays);
    const logged = loggedContainers(graph);
    for (const index of graph.withLabel('Identity')) {
      const use = isActiveNonHuman(graph, index) ? grantedUse(graph, index, logged) : undefined;
      if (!use) continue;
      const granted = use.granted.length;
      const unused = unusedGrants(use, since).length;
      if (granted === 0 || unused * 100 < granted * unusedPermissionPercent) continue;
      const severity = graph.property(index, 'tier0') === true ? 'high' : 'medium';
      yield Object.assign(ruleCells(graph, index, severity), { granted, unused, percent: Math.floor((unused * 100) / granted), basis: use.basis });
    }
  },
  cypher: ({ unusedPermissionPercent, unusedDays }) => ({
    text: `${grantedUseCypher(ACTIVE_NON_HUMAN_CYPHER)}
WITH i, logged, size(i.grantedActions) AS granted,
  size([action IN i.grantedActions WHERE none(u IN uses WHERE ${isUseOfCypher('u.used', 'action')} AND ${isSinceCypher('u', 'unusedDays')})]) AS unused
WHERE granted > 0 AND unused * 100 >= granted * $unusedPermissionPercent
RETURN ${ruleCellsCypher('i', "CASE WHEN coalesce(i.tier0, false) THEN 'high' ELSE 'medium' END")},
  granted, unused, unused * 100 / granted AS percent, ${BASIS_CYPHER} AS basis
ORDER BY uid, about`,
    parameters: { unusedPermissionPercent, unusedDays },
  }),
  rule: {
    risk: 'NHI5',
    severity: 'medium',
    controls: [
      { framework: 'NIST 800-53', id: 'AC-6' },
      { framework: 'NIST 800-53', id: 'AC-6(7)' },
      { framework: 'PCI DSS', id: '7.2.5.1' },
    ],
    explain: ({ name, granted, unused, percent, basis }) =>
      `Of ${granted} action patterns granted to ${name}, ${unused} (${percent} %) were not used, by ${(basis as readonly string[]).includes('last-accessed') ? 'the provider’s own record' : 'a log of its account'}.`,
    remedy: {
      text: 'Take away what granted-but-unused lists, after checking what runs only once a quarter or a year. Where an older record is all there is, ask the provider for a new one first.',
      command: ({ uid, provider }) => (provider === 'aws' ? shellCommand(['aws', 'iam', 'generate-service-last-accessed-details', '--arn', String(uid), '--granularity', 'ACTION_LEVEL']) : undefined),
    },
  },
});
