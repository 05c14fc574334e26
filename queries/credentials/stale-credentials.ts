/** Which credentials still work though nobody uses them. */
import {
  addDays,
  daysBetween,
  defineQuery,
  idCells,
  idColumns,
  idleSince,
  idleSinceCypher,
  identityOf,
  identityOfCypher,
  isUsable,
  usableCypher,
  z,
  type Row,
} from '../../src/sdk/index.ts';

export default defineQuery({
  id: 'stale-credentials',
  title: 'Stale credentials',
  question: 'Which credentials still work but have not been used for long, or never?',
  description:
    'Usable credentials last used before the threshold, or never used and created (or rotated) before it. A credential whose age is not known is left out, and so are sessions, expired ones, and a credential report’s slot whose key another export names.',
  parameters: z.object({
    unusedDays: z.number().int().min(1).max(36_500).default(90).describe('Days without use'),
  }),
  columns: [
    ...idColumns('The credential.'),
    { name: 'kind', title: 'Kind', type: 'text', description: 'Access key, client secret and so on.' },
    { name: 'identity', title: 'Identity', type: 'uid', description: 'Whom it authenticates as; the first in id order.' },
    { name: 'identityName', title: 'Identity name', type: 'text', description: 'What people call the identity.' },
    { name: 'reason', title: 'Reason', type: 'text', description: 'unused or never-used.' },
    { name: 'idleDays', title: 'Idle days', type: 'integer', description: 'Whole days since last use, or since creation or rotation when never used.' },
    { name: 'lastUsedAt', title: 'Last used', type: 'time', description: 'Empty when never used.' },
    { name: 'createdAt', title: 'Created', type: 'time', description: 'When it was created, if known.' },
  ],
  order: ['uid'],
  answer: function* (graph, { unusedDays }, { now }): Generator<Row> {
    const threshold = addDays(now, -unusedDays);
    for (const index of graph.withLabel('Credential')) {
      if (!isUsable(graph, index, now)) continue;
      const since = idleSince(graph, index);
      if (since === undefined || since >= threshold) continue;
      const lastUsedAt = graph.text(index, 'lastUsedAt');
      const identity = identityOf(graph, index);
      yield Object.assign(idCells(graph, index), {
        kind: graph.text(index, 'kind') ?? null,
        identity: identity === undefined ? null : graph.uid(identity),
        identityName: identity === undefined ? null : graph.name(identity),
        reason: lastUsedAt === undefined ? 'never-used' : 'unused',
        idleDays: daysBetween(since, now),
        lastUsedAt: lastUsedAt ?? null,
        createdAt: graph.text(index, 'createdAt') ?? null,
      });
    }
  },
  cypher: ({ unusedDays }) => ({
    text: `MATCH (c:Entity:Credential)
WHERE ${usableCypher('c')}
WITH c, ${idleSinceCypher('c')} AS idleSince
WHERE idleSince < $now - duration({days: $unusedDays})
${identityOfCypher('c')}
RETURN c.uid AS uid, coalesce(c.name, c.uid) AS name, c.kind AS kind, i.uid AS identity,
  coalesce(i.name, i.uid) AS identityName,
  CASE WHEN c.lastUsedAt IS NULL THEN 'never-used' ELSE 'unused' END AS reason,
  duration.inDays(idleSince, $now).days AS idleDays, c.lastUsedAt AS lastUsedAt, c.createdAt AS createdAt
ORDER BY uid`,
    parameters: { unusedDays },
  }),
});
