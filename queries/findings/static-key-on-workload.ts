/** NHI4: long-lived secrets of a cloud in workloads that could be given an identity by the platform they run on. */
import {
  defineRule,
  identityCell,
  identityOf,
  identityOfCypher,
  isUsable,
  ruleCells,
  ruleCellsCypher,
  usableCypher,
  z,
  type Graph,
  type Row,
} from '../../src/sdk/index.ts';

/** Platforms that hand a workload an identity: a role, an attached service account, a managed identity, a projected token. */
const PLATFORMS: readonly string[] = ['aws', 'gcp', 'azure', 'kubernetes'];
/** Providers whose identities a workload can take without a secret: its own platform's, or by federation. */
const CLOUDS: readonly string[] = ['aws', 'gcp', 'azure', 'entra'];
/** Azure's identities live in Entra. */
const IDENTITIES_OF: Readonly<Record<string, string>> = { azure: 'entra' };
const STATIC_KINDS: readonly string[] = ['access_key', 'sa_key', 'client_secret', 'api_token'];

export default defineRule({
  id: 'static-key-on-workload',
  title: 'Static key on a workload',
  question: 'Which workloads use a long-lived key of a cloud where a role or managed identity would do?',
  description:
    'Usable keys and secrets of AWS, Google Cloud or Azure that a workload on one of these or on Kubernetes exposes or depends on. High where the identity is tier 0, the workload is public, or the key is for the workload’s own platform; medium across clouds, where federation takes more work.',
  parameters: z.object({}),
  columns: [
    { name: 'identity', title: 'Identity', type: 'uid', description: 'Whom the key authenticates as; the first in id order.' },
    { name: 'exposed', title: 'Exposed', type: 'boolean', description: 'True where the key stands in the workload’s own configuration.' },
    { name: 'platform', title: 'Platform', type: 'text', description: 'Where the workload runs.' },
  ],
  answer: function* (graph, _parameters, { now }): Generator<Row> {
    for (const index of graph.withLabel('Credential')) {
      if (!STATIC_KINDS.includes(graph.text(index, 'kind') ?? '') || !isUsable(graph, index, now)) continue;
      const identity = identityOf(graph, index);
      const cloud = providerOf(graph, index) ?? (identity === undefined ? undefined : providerOf(graph, identity));
      if (cloud === undefined || !CLOUDS.includes(cloud)) continue;
      const workloads = workloadsWith(graph, index);
      for (const workload of [...workloads.keys()].sort((a, b) => a - b)) {
        const platform = providerOf(graph, workload)!;
        const tier0 = identity !== undefined && graph.property(identity, 'tier0') === true;
        const severe = tier0 || graph.property(workload, 'public') === true || platform === cloud || IDENTITIES_OF[platform] === cloud;
        yield Object.assign(ruleCells(graph, index, severe ? 'high' : 'medium', { about: workload, since: graph.text(index, 'createdAt') }), {
          identity: identityCell(graph, index),
          exposed: workloads.get(workload)!,
          platform,
        });
      }
    }
  },
  cypher: () => ({
    text: `MATCH (w:Entity:Workload)-[e:EXPOSES|DEPENDS_ON]->(c:Entity:Credential)
WHERE e.until IS NULL AND w.until IS NULL AND toLower(w.provider) IN $platforms AND c.kind IN $kinds AND ${usableCypher('c')}
WITH c, w, max(CASE type(e) WHEN 'EXPOSES' THEN 1 ELSE 0 END) = 1 AS exposed
${identityOfCypher('c')}
WITH c, w, i, exposed, toLower(w.provider) AS platform, toLower(coalesce(c.provider, i.provider)) AS cloud
WHERE cloud IN $clouds
RETURN ${ruleCellsCypher('c', "CASE WHEN coalesce(i.tier0, false) OR coalesce(w.public, false) OR platform = cloud OR $identitiesOf[platform] = cloud THEN 'high' ELSE 'medium' END", { about: 'w', since: 'c.createdAt' })},
  i.uid AS identity, exposed, platform
ORDER BY uid, about`,
    parameters: { platforms: PLATFORMS, clouds: CLOUDS, kinds: STATIC_KINDS, identitiesOf: IDENTITIES_OF },
  }),
  rule: {
    risk: 'NHI4',
    severity: 'high',
    controls: [
      { framework: 'CIS AWS', id: '1.18' },
      { framework: 'CIS GCP', id: '1.4' },
      { framework: 'NIST 800-53', id: 'IA-5(7)' },
      { framework: 'PCI DSS', id: '8.6.2' },
    ],
    explain: ({ name, aboutName, exposed, platform }) => `${aboutName}, on ${platform}, ${exposed === true ? 'has' : 'depends on'} the static key ${name}${exposed === true ? ' in its configuration' : ''}.`,
    remedy: {
      text: 'Let the workload run as a role, an attached service account or a managed identity with the rights that it needs (across clouds: by federation), take the key out of its configuration, and revoke it.',
      command: () => undefined,
    },
  },
});

/** In lower case: tables are filled in by hand. */
function providerOf(graph: Graph, index: number): string | undefined {
  return graph.text(index, 'provider')?.toLowerCase();
}

/** Open workloads on a platform that have a credential by open edges, and whether one exposes it. */
function workloadsWith(graph: Graph, credential: number): Map<number, boolean> {
  const found = new Map<number, boolean>();
  for (const edge of graph.inEdges(credential)) {
    const [kind, workload] = [graph.edgeKind(edge), graph.columns.from[edge]!];
    if ((kind !== 'EXPOSES' && kind !== 'DEPENDS_ON') || !graph.isOpen(edge) || graph.label(workload) !== 'Workload' || graph.isClosed(workload)) continue;
    if (PLATFORMS.includes(providerOf(graph, workload) ?? '')) found.set(workload, kind === 'EXPOSES' || found.get(workload) === true);
  }
  return found;
}
