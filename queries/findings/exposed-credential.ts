/** NHI2: secrets that lie where secrets do not belong. */
import {
  IDENTITY_COLUMN,
  SECRET_STORE_PARAMETERS,
  deactivateCommand,
  defineRule,
  identityCell,
  identityOfCypher,
  isOfTier0,
  isSecretStore,
  isUsable,
  ofTier0Cypher,
  ruleCells,
  ruleCellsCypher,
  secretStoreCypher,
  usableCypher,
  z,
  type Graph,
  type Row,
} from '../../src/sdk/index.ts';

interface Exposure {
  how: string | undefined;
  since: string | undefined;
}

export default defineRule({
  id: 'exposed-credential',
  title: 'Exposed credential',
  question: 'Which secrets that still work lie where others can read them?',
  description:
    'Usable credentials that a workload exposes (in its environment, image, log, state, repository), or a resource that is no secret store: high; critical where the place is public or the credential is a tier-0 identity’s. Secret stores (secrets, parameters, key vaults, Kubernetes secrets) are where secrets belong, and count only when public.',
  parameters: z.object({}),
  columns: [
    { name: 'how', title: 'How', type: 'text', description: 'env, repo, log, image, state and so on, if known; the first in text order.' },
    { name: 'public', title: 'Public place', type: 'boolean', description: 'Anyone can get at the place.' },
    IDENTITY_COLUMN,
  ],
  answer: function* (graph, _parameters, { now }): Generator<Row> {
    for (const credential of graph.withLabel('Credential')) {
      if (!isUsable(graph, credential, now)) continue;
      const exposures = exposuresOf(graph, credential);
      if (exposures.size === 0) continue;
      const tier0 = isOfTier0(graph, credential);
      const identity = identityCell(graph, credential);
      for (const place of [...exposures.keys()].sort((a, b) => a - b)) {
        const { how, since } = exposures.get(place)!;
        const open = isPublic(graph, place);
        yield Object.assign(ruleCells(graph, credential, open || tier0 ? 'critical' : 'high', { about: place, since }), {
          how: how ?? null,
          public: open,
          identity,
        });
      }
    }
  },
  cypher: () => ({
    text: `MATCH (c:Entity:Credential)
WHERE ${usableCypher('c')}
MATCH (p:Entity)-[e:EXPOSES]->(c)
WHERE (p:Workload OR p:Resource) AND e.until IS NULL AND p.until IS NULL
  AND (coalesce(p.public, false) OR NOT ${secretStoreCypher('p', 'e')})
WITH c, p, min(e.how) AS how, min(e.since) AS since
${identityOfCypher('c')}
RETURN ${ruleCellsCypher('c', `CASE WHEN coalesce(p.public, false) OR ${ofTier0Cypher('c')} THEN 'critical' ELSE 'high' END`, { about: 'p', since: 'since' })},
  how, coalesce(p.public, false) AS public, i.uid AS identity
ORDER BY uid, about`,
    parameters: SECRET_STORE_PARAMETERS,
  }),
  rule: {
    risk: 'NHI2',
    severity: 'high',
    controls: [
      { framework: 'NIST 800-53', id: 'IA-5(7)' },
      { framework: 'PCI DSS', id: '8.6.2' },
    ],
    explain: (row) => {
      const how = row['how'] === null ? '' : ` (${row['how']})`;
      return `${row['name']} still works and lies in ${row['aboutName']}${how}${row['public'] === true ? ', which is public' : ''}.`;
    },
    remedy: {
      text: 'Treat it as known to whoever could read the place: make a new one in a secret store, move its users over, deactivate this one, then take it out of the place, its history and its copies. Look at what it was used for since it lay there.',
      command: deactivateCommand,
    },
  },
});

/** By place. */
function exposuresOf(graph: Graph, credential: number): Map<number, Exposure> {
  const found = new Map<number, Exposure>();
  for (const edge of graph.inEdges(credential)) {
    const place = graph.columns.from[edge]!;
    if (graph.edgeKind(edge) !== 'EXPOSES' || !graph.isOpen(edge) || graph.isClosed(place)) continue;
    const { how, since } = graph.edgeProperties(edge) as { readonly how?: string; readonly since?: string };
    if (belongs(graph, place, how)) continue;
    const before = found.get(place);
    found.set(place, { how: earlier(before?.how, how), since: earlier(before?.since, since) });
  }
  return found;
}

const isPublic = (graph: Graph, place: number): boolean => graph.property(place, 'public') === true;

/** True where a secret may lie, or where no secret lies: only workloads and resources hold any. */
function belongs(graph: Graph, place: number, how: string | undefined): boolean {
  const label = graph.label(place);
  if (label !== 'Workload' && label !== 'Resource') return true;
  return !isPublic(graph, place) && isSecretStore(graph, place, how);
}

/** The first in text order of those that are known. */
function earlier(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a <= b ? a : b;
}
