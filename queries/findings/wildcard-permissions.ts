/** NHI5: policies that grant every action there is, or every action of a service. */
import {
  ACTIVE_NON_HUMAN_CYPHER,
  SEVERITIES,
  defineRule,
  isActiveNonHuman,
  matchesPattern,
  patternCypher,
  ruleCells,
  ruleCellsCypher,
  z,
  type Row,
} from '../../src/sdk/index.ts';

/** Who holds all of one of these holds, or can get hold of, everything else. */
const RULING_SERVICES: readonly string[] = ['iam', 'kms', 'organizations', 'secretsmanager', 'sts'];
const SOME_STARS = /^\*+$/;

export default defineRule({
  id: 'wildcard-permissions',
  title: 'Wildcard permissions',
  question: 'Which non-human identities are granted all actions, or all of a service?',
  description:
    'Non-human identities, not disabled, whose policies grant * or service:*, after denies, boundaries and control policies. Critical: every action, for one that is tier 0; high: every action where resources, conditions or exceptions still limit it, or all of iam, sts, kms, secretsmanager or organizations; medium: all of another service. A NotAction counts as *.',
  parameters: z.object({}),
  columns: [
    { name: 'patterns', title: 'Patterns', type: 'texts', description: 'The action patterns that grant as much, sorted.' },
    { name: 'tier0', title: 'Tier 0', type: 'boolean', description: 'Whether it controls everything else.' },
  ],
  answer: function* (graph): Generator<Row> {
    for (const index of graph.withLabel('Identity')) {
      const granted = graph.property(index, 'grantedActions') as readonly string[] | undefined;
      if (granted === undefined || !isActiveNonHuman(graph, index)) continue;
      const tier0 = graph.property(index, 'tier0') === true;
      const patterns = [...new Set(granted.filter((pattern) => widthOf(pattern, tier0) > 0))].sort();
      if (patterns.length === 0) continue;
      const widest = Math.max(...patterns.map((pattern) => widthOf(pattern, tier0)));
      yield Object.assign(ruleCells(graph, index, SEVERITIES[widest]!), { patterns, tier0 });
    }
  },
  cypher: () => ({
    text: `MATCH (i:Entity:Identity)
WHERE i.grantedActions IS NOT NULL AND ${ACTIVE_NON_HUMAN_CYPHER}
CALL (i) {
  UNWIND i.grantedActions AS pattern
  WITH DISTINCT pattern, split(toLower(pattern), ':') AS parts, coalesce(i.tier0, false) AS tier0
  WITH pattern, CASE
    WHEN NOT coalesce(parts[1], parts[0]) =~ '[*]+' THEN 0
    WHEN parts[0] =~ '[*]+' THEN CASE WHEN tier0 THEN 3 ELSE 2 END
    WHEN any(service IN $services WHERE service =~ (${patternCypher('parts[0]')})) THEN 2
    ELSE 1 END AS width
  WHERE width > 0
  WITH pattern, width ORDER BY pattern
  RETURN collect(pattern) AS patterns, max(width) AS widest
}
WITH i, patterns, widest WHERE size(patterns) > 0
RETURN ${ruleCellsCypher('i', '$severities[widest]')}, patterns, coalesce(i.tier0, false) AS tier0
ORDER BY uid, about`,
    parameters: { services: RULING_SERVICES, severities: SEVERITIES },
  }),
  rule: {
    risk: 'NHI5',
    severity: 'medium',
    controls: [
      { framework: 'CIS AWS', id: '1.16' },
      { framework: 'NIST 800-53', id: 'AC-6' },
      { framework: 'PCI DSS', id: '7.2.5' },
    ],
    explain: ({ name, patterns, tier0 }) => `${name} is granted ${(patterns as readonly string[]).join(', ')}${tier0 === true ? ' and is tier 0' : ''}.`,
    remedy: {
      text: 'Replace the wildcard by the actions that were used (see granted-but-unused), on the resources that they were used on. Put a permissions boundary around it until then.',
      command: () => undefined,
    },
  },
});

/** How much a pattern grants, as an index into SEVERITIES; 0: only some actions of a service. */
function widthOf(pattern: string, tier0: boolean): number {
  const [service = '', action = service] = pattern.toLowerCase().split(':');
  if (!SOME_STARS.test(action)) return 0;
  if (SOME_STARS.test(service)) return tier0 ? 3 : 2;
  return RULING_SERVICES.some((ruling) => matchesPattern(service, ruling)) ? 2 : 1;
}
