/** NHI6: roles that let in whoever an identity provider vouches for, and not the one workload that is meant. */
import {
  conditionKeysOf,
  defineRule,
  inForceCypher,
  isInForce,
  ruleCells,
  ruleCellsCypher,
  trustInto,
  trustPolicyCommand,
  trustTold,
  trustToldCypher,
  z,
  type Graph,
  type Properties,
  type Row,
} from '../../src/sdk/index.ts';

/** Ends of condition keys that say which workload, repository or project a token was issued for. */
const SUBJECT_CLAIMS: readonly string[] = [
  ':sub', ':job_workflow_ref', ':workflow_ref', ':repository', ':repository_id', ':repository_owner', ':repository_owner_id',
  ':enterprise_id', ':project_id', ':project_path', ':namespace_id', ':namespace_path', '/project-id', ':google/organization_number',
];
/** Providers of sign-in for whole populations, of whom an audience, the app that they signed in to, picks out one’s own. */
const APPLICATION_PROVIDERS: readonly string[] = ['cognito-identity.amazonaws.com', 'accounts.google.com', 'graph.facebook.com', 'www.amazon.com'];
const AUDIENCE_CLAIMS: readonly string[] = [':aud', ':app_id', ':oaud'];
/** Issuers whose tokens every customer of theirs gets, for any audience: without a subject the role is open to all of them. */
const SHARED_ISSUERS: readonly string[] = [...APPLICATION_PROVIDERS, 'token.actions.githubusercontent.com', 'gitlab.com', 'app.terraform.io', 'agent.buildkite.com'];
const WEB_IDENTITY = 'sts:assumerolewithwebidentity';

export default defineRule({
  id: 'open-federation-trust',
  title: 'Federated trust without a subject',
  question: 'Which roles trust an identity provider without saying whose token they accept?',
  description:
    'Roles that a federated provider’s tokens open, where no condition is about the subject (sub, or a claim such as repository): an audience alone is the same for everybody. Of sign-in providers such as Cognito the audience is one’s own application, and enough. SAML providers are left out: their assertion itself names the roles. Critical where everybody can get a token of the issuer, as of GitHub, or the role is tier 0; else high. Whether the value asked for is narrow is not looked at.',
  parameters: z.object({}),
  columns: [
    { name: 'conditionKeys', title: 'Condition keys', type: 'texts', description: 'What the trust does ask for.' },
    { name: 'sharedIssuer', title: 'Shared issuer', type: 'boolean', description: 'Whether everybody can get a token of this issuer.' },
    { name: 'tier0', title: 'Tier 0', type: 'boolean', description: 'Whether the role controls everything else.' },
  ],
  answer: function* (graph): Generator<Row> {
    for (const role of graph.withLabel('Identity')) {
      if (!isInForce(graph, role)) continue;
      for (const [provider, records] of trustInto(graph, role)) {
        const open = isProvider(graph, provider) ? records.filter((record) => isOpen(record, graph.uid(provider))) : [];
        if (open.length === 0) continue;
        const { conditionKeys, since } = trustTold(open);
        const sharedIssuer = isOf(SHARED_ISSUERS, graph.uid(provider));
        const tier0 = graph.property(role, 'tier0') === true;
        yield Object.assign(ruleCells(graph, role, sharedIssuer || tier0 ? 'critical' : 'high', { about: provider, since }), { conditionKeys, sharedIssuer, tier0 });
      }
    }
  },
  cypher: () => ({
    text: `MATCH (p:Entity:Identity)-[t:CAN_ASSUME]->(role:Entity:Identity)
WHERE t.until IS NULL AND p <> role AND p.kind = 'federated' AND ${inForceCypher('p')} AND ${inForceCypher('role')}
  AND (size(coalesce(t.actions, [])) = 0 OR any(action IN t.actions WHERE toLower(action) = $webIdentity))
  AND none(key IN coalesce(t.conditionKeys, []) WHERE any(claim IN $subjectClaims + CASE WHEN ${isOfCypher('$applicationProviders', 'p.uid')} THEN $audienceClaims ELSE [] END
    WHERE toLower(key) ENDS WITH claim))
WITH p, role, collect(t) AS records
${trustToldCypher('records')}
WITH p, role, since, conditionKeys, coalesce(role.tier0, false) AS tier0, ${isOfCypher('$sharedIssuers', 'p.uid')} AS sharedIssuer
RETURN ${ruleCellsCypher('role', "CASE WHEN sharedIssuer OR tier0 THEN 'critical' ELSE 'high' END", { about: 'p', since: 'since' })}, conditionKeys, sharedIssuer, tier0
ORDER BY uid, about`,
    parameters: {
      webIdentity: WEB_IDENTITY,
      subjectClaims: SUBJECT_CLAIMS,
      audienceClaims: AUDIENCE_CLAIMS,
      applicationProviders: APPLICATION_PROVIDERS,
      sharedIssuers: SHARED_ISSUERS,
    },
  }),
  rule: {
    risk: 'NHI6',
    severity: 'high',
    controls: [
      { framework: 'NIST 800-53', id: 'AC-3' },
      { framework: 'NIST 800-53', id: 'IA-9' },
      { framework: 'PCI DSS', id: '7.2.5' },
    ],
    explain: ({ name, aboutName, conditionKeys, sharedIssuer }) => {
      const asked = (conditionKeys as readonly string[]).join(', ');
      return `${name} accepts any token of ${aboutName}${asked === '' ? '' : ` that fulfils ${asked}`}${sharedIssuer === true ? ', which everybody can get' : ''}.`;
    },
    remedy: {
      text: 'Ask in the trust policy for the subject (the issuer’s :sub claim) of the one repository, branch or service account that is meant, without a wildcard before it.',
      command: ({ uid }) => trustPolicyCommand(String(uid)),
    },
  },
});

function isProvider(graph: Graph, provider: number): boolean {
  return graph.text(provider, 'kind') === 'federated' && isInForce(graph, provider);
}

function isOpen(trust: Properties, provider: string): boolean {
  const actions = (trust['actions'] as readonly string[] | undefined) ?? [];
  if (actions.length > 0 && !actions.some((action) => action.toLowerCase() === WEB_IDENTITY)) return false;
  const enough = isOf(APPLICATION_PROVIDERS, provider) ? [...SUBJECT_CLAIMS, ...AUDIENCE_CLAIMS] : SUBJECT_CLAIMS;
  return !conditionKeysOf(trust).some((key) => enough.some((claim) => key.toLowerCase().endsWith(claim)));
}

/** Whether a provider's id, `…:oidc-provider/<issuer>` or `federated:<issuer>`, ends in one of these issuers. */
function isOf(issuers: readonly string[], provider: string): boolean {
  return issuers.some((issuer) => provider.endsWith(`:oidc-provider/${issuer}`) || provider === `federated:${issuer}`);
}

function isOfCypher(issuers: string, provider: string): string {
  return `any(issuer IN ${issuers} WHERE ${provider} ENDS WITH ':oidc-provider/' + issuer OR ${provider} = 'federated:' + issuer)`;
}
