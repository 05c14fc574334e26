/** NHI3: roles that a third party may assume without an external id, so that another of its customers may have it act on us. */
import {
  ACCOUNTS_CYPHER,
  ANYONE,
  awsPrincipalCypher,
  conditionKeysOf,
  defineRule,
  describedAccounts,
  inForceCypher,
  isAwsPrincipal,
  isInForce,
  isThirdParty,
  ruleCells,
  ruleCellsCypher,
  thirdPartyCypher,
  trustInto,
  trustPolicyCommand,
  trustTold,
  trustToldCypher,
  z,
  type Graph,
  type Properties,
  type Row,
  type Severity,
} from '../../src/sdk/index.ts';

/** With one of these the trust asks for the organization that the principal is in: no stranger's request gets through. */
const ORGANIZATION_KEYS: readonly string[] = ['aws:principalorgid', 'aws:principalorgpaths'];
/** These vouch for whom they let in by other means than an external id. */
const OTHER_TRUST: readonly string[] = ['aws_service', 'federated'];

export default defineRule({
  id: 'third-party-without-external-id',
  title: 'Third party trusted without external ID',
  question: 'Which roles may a third party assume without giving an external ID?',
  description:
    'AWS roles whose trust lets in an account or principal of a third party in AWS and asks for no external ID (the confused deputy); and those that anyone at all may assume. Cloud services and identity providers are not looked at, nor trust that asks for the principal’s organization. Critical where the role is tier 0, or anyone may assume it without a condition; else high.',
  parameters: z.object({}),
  columns: [
    { name: 'tier0', title: 'Tier 0', type: 'boolean', description: 'Whether the role controls everything else.' },
    { name: 'conditional', title: 'Conditional', type: 'boolean', description: 'Whether the trust asks for something else.' },
    { name: 'conditionKeys', title: 'Condition keys', type: 'texts', description: 'What it asks for.' },
  ],
  answer: function* (graph): Generator<Row> {
    const described = describedAccounts(graph);
    for (const role of graph.withLabel('Identity')) {
      if (graph.text(role, 'kind') !== 'iam_role' || !isInForce(graph, role)) continue;
      for (const [principal, records] of trustInto(graph, role)) {
        const open = isStranger(graph, principal, described) ? openRecords(records) : [];
        if (open.length === 0) continue;
        const conditional = open.every((record) => record['conditional'] === true);
        const { conditionKeys, since } = trustTold(open);
        const tier0 = graph.property(role, 'tier0') === true;
        const severity: Severity = tier0 || (graph.uid(principal) === ANYONE && !conditional) ? 'critical' : 'high';
        yield Object.assign(ruleCells(graph, role, severity, { about: principal, since }), { tier0, conditional, conditionKeys });
      }
    }
  },
  cypher: () => ({
    text: `${ACCOUNTS_CYPHER}
MATCH (p:Entity:Identity)-[t:CAN_ASSUME]->(role:Entity:Identity)
WHERE t.until IS NULL AND p <> role AND ${inForceCypher('p')} AND role.kind = 'iam_role' AND ${inForceCypher('role')}
  AND ${awsPrincipalCypher('p')} AND NOT coalesce(p.kind, '') IN $otherTrust
  AND (p.uid = '${ANYONE}' OR ${thirdPartyCypher('p')})
WITH p, role, collect(t) AS records
WITH p, role, [t IN records WHERE NOT coalesce(t.externalId, false) AND none(key IN coalesce(t.conditionKeys, []) WHERE toLower(key) IN $organizationKeys)] AS open,
  any(t IN records WHERE t.externalId) AS asks
WHERE size(open) > 0 AND (NOT coalesce(asks, false) OR any(t IN open WHERE coalesce(t.externalId, true) = false))
${trustToldCypher('open')}
WITH p, role, coalesce(role.tier0, false) AS tier0, all(t IN open WHERE coalesce(t.conditional, false)) AS conditional, conditionKeys, since
RETURN ${ruleCellsCypher('role', `CASE WHEN tier0 OR (p.uid = '${ANYONE}' AND NOT conditional) THEN 'critical' ELSE 'high' END`, { about: 'p', since: 'since' })},
  tier0, conditional, conditionKeys
ORDER BY uid, about`,
    parameters: { otherTrust: OTHER_TRUST, organizationKeys: ORGANIZATION_KEYS },
  }),
  rule: {
    risk: 'NHI3',
    severity: 'high',
    controls: [
      { framework: 'NIST 800-53', id: 'AC-3' },
      { framework: 'NIST 800-53', id: 'SA-9' },
    ],
    explain: ({ name, about, aboutName, conditional, conditionKeys }) => {
      const who = about === ANYONE ? 'Anyone' : String(aboutName);
      const asked = conditional === true ? `; the trust asks for ${(conditionKeys as readonly string[]).join(', ') || 'something else'}` : '';
      return `${who} may assume ${name} without an external ID${asked}.`;
    },
    remedy: {
      text: 'Have the supplier name an external ID that is its customer’s own, and ask for it in the trust policy (sts:ExternalId). Trust in an account that is your own needs none: import an export that describes it. Remove trust that nobody can explain.',
      command: ({ uid }) => trustPolicyCommand(String(uid)),
    },
  },
});

function isStranger(graph: Graph, principal: number, described: ReadonlySet<string>): boolean {
  if (!isInForce(graph, principal) || !isAwsPrincipal(graph, principal) || OTHER_TRUST.includes(graph.text(principal, 'kind') ?? '')) return false;
  return graph.uid(principal) === ANYONE || isThirdParty(graph, principal, described);
}

/** Those that ask for no external id; none where such as do not tell stand beside one that does ask for it. */
function openRecords(records: readonly Properties[]): readonly Properties[] {
  const open = records.filter((record) => record['externalId'] !== true && !conditionKeysOf(record).some((key) => ORGANIZATION_KEYS.includes(key.toLowerCase())));
  const asks = records.some((record) => record['externalId'] === true);
  return asks && !open.some((record) => record['externalId'] === false) ? [] : open;
}
