/** NHI4: access keys of an account's root, which no policy can limit. */
import { accessKeyKind, defineRule, isUsable, openEnds, ruleCells, ruleCellsCypher, shellCommand, usableCypher, z, type Row } from '../../src/sdk/index.ts';

export default defineRule({
  id: 'root-access-key',
  title: 'Access key of a root',
  question: 'Which accounts’ roots have an access key that still works?',
  description: 'Usable access keys that authenticate as the root of an account. Always critical.',
  parameters: z.object({}),
  columns: [{ name: 'lastUsedAt', title: 'Last used', type: 'time', description: 'When the key was last used, if known.' }],
  answer: function* (graph, _parameters, { now }): Generator<Row> {
    for (const index of graph.withLabel('Credential')) {
      if (graph.text(index, 'kind') !== 'access_key' || !isUsable(graph, index, now)) continue;
      for (const root of openEnds(graph, index, 'AUTHENTICATES_AS', 'Identity')) {
        if (graph.text(root, 'kind') !== 'account_root') continue;
        yield Object.assign(ruleCells(graph, index, 'critical', { about: root, since: graph.text(index, 'createdAt') }), { lastUsedAt: graph.text(index, 'lastUsedAt') ?? null });
      }
    }
  },
  cypher: () => ({
    text: `MATCH (c:Entity:Credential)-[a:AUTHENTICATES_AS]->(i:Entity:Identity)
WHERE a.until IS NULL AND i.until IS NULL AND i.kind = 'account_root' AND c.kind = 'access_key' AND ${usableCypher('c')}
WITH DISTINCT c, i
RETURN ${ruleCellsCypher('c', "'critical'", { about: 'i', since: 'c.createdAt' })}, c.lastUsedAt AS lastUsedAt
ORDER BY uid, about`,
    parameters: {},
  }),
  rule: {
    risk: 'NHI4',
    severity: 'critical',
    controls: [
      { framework: 'CIS AWS', id: '1.4' },
      { framework: 'NIST 800-53', id: 'AC-6(5)' },
      { framework: 'PCI DSS', id: '7.2.5' },
    ],
    explain: ({ name, aboutName, lastUsedAt }) => `${name} is a working access key of ${aboutName}${lastUsedAt === null ? '' : `, last used ${String(lastUsedAt).slice(0, 10)}`}.`,
    remedy: {
      text: 'Find out what uses the key, give that a role of its own, deactivate the key and then delete it, signed in as the root.',
      command: ({ uid }) => {
        const id = accessKeyKind(String(uid)) === undefined ? 'ACCESS_KEY_ID' : String(uid);
        return shellCommand(['aws', 'iam', 'update-access-key', '--access-key-id', id, '--status', 'Inactive']);
      },
    },
  },
});
