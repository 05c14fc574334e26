/** Granted against used: which rights nobody makes use of, and which use no policy grants any more. */
import {
  BASIS_CYPHER,
  addDays,
  compareText,
  defineQuery,
  grantedUse,
  grantedUseCypher,
  idCells,
  idColumns,
  isSince,
  isSinceCypher,
  isUseOf,
  isUseOfCypher,
  loggedContainers,
  serviceOf,
  unusedGrants,
  z,
  type GrantedUse,
  type Row,
} from '../../src/sdk/index.ts';

const FINDINGS = ['granted-unused', 'used-not-granted'] as const;

export default defineQuery({
  id: 'granted-but-unused',
  title: 'Granted but unused',
  question: 'Which permissions are granted and never used, or used and no longer granted?',
  description:
    'A row for each action pattern of an identity’s policies that nothing it did in the window matches, and for each action it used that no policy grants now. Only identities of which something is known: service-last-accessed details, or a log of their account. What a log does not record, such as data events where they are off, looks unused; a service known to be used says nothing about its single actions, so those are left out.',
  parameters: z.object({
    days: z.number().int().min(1).max(36_500).default(90).describe('Days back that count as used'),
    finding: z.enum(FINDINGS).optional().describe('Only granted-unused, or only used-not-granted'),
    identity: z.string().min(1).optional().describe('Only this identity, by its id'),
  }),
  columns: [
    ...idColumns('The identity.'),
    { name: 'finding', title: 'Finding', type: 'text', description: 'granted-unused or used-not-granted.' },
    { name: 'service', title: 'Service', type: 'text', description: 'The part before the colon.' },
    { name: 'action', title: 'Action', type: 'text', description: 'As the policy spells it (s3:Get*), or as it was used.' },
    { name: 'lastUsedAt', title: 'Last used', type: 'time', description: 'Of a granted one, before the window; empty: never seen.' },
    { name: 'basis', title: 'Known from', type: 'texts', description: 'last-accessed: the provider’s own record; log: a log of its account.' },
  ],
  order: ['uid', 'finding', 'action'],
  answer: function* (graph, { days, finding, identity }, { now }): Generator<Row> {
    const since = addDays(now, -days);
    const logged = loggedContainers(graph);
    for (const index of graph.withLabel('Identity')) {
      const use = identity === undefined || graph.uid(index) === identity ? grantedUse(graph, index, logged) : undefined;
      if (!use) continue;
      const found = compare(use, since).filter((row) => finding === undefined || row.finding === finding);
      found.sort((a, b) => compareText(a.finding, b.finding) || compareText(a.action, b.action));
      for (const row of found) {
        yield Object.assign(idCells(graph, index), { finding: row.finding, service: serviceOf(row.action), action: row.action, lastUsedAt: row.lastUsedAt ?? null, basis: use.basis });
      }
    }
  },
  cypher: ({ days, finding, identity }) => ({
    text: `${grantedUseCypher(identity === undefined ? undefined : 'i.uid = $identity')}
CALL (i, uses) {
  WITH i, uses UNWIND i.grantedActions AS action
  WITH action, [u IN uses WHERE ${isUseOfCypher('u.used', 'action')}] AS matching
  WHERE none(u IN matching WHERE ${isSinceCypher('u', 'days')})
  RETURN 'granted-unused' AS finding, action,
    reduce(latest = null, u IN matching | CASE WHEN latest IS NULL OR u.time > latest THEN u.time ELSE latest END) AS lastUsedAt
  UNION ALL
  WITH i, uses UNWIND uses AS u
  WITH i, u WHERE ${isSinceCypher('u', 'days')}
    AND none(g IN i.grantedActions WHERE ${isUseOfCypher('u.used', 'g')})
  RETURN 'used-not-granted' AS finding, u.spelled AS action, u.time AS lastUsedAt
}
${finding === undefined ? '' : 'WITH * WHERE finding = $finding\n'}RETURN i.uid AS uid, coalesce(i.name, i.uid) AS name, finding, split(action, ':')[0] AS service, action, lastUsedAt,
  ${BASIS_CYPHER} AS basis
ORDER BY uid, finding, action`,
    parameters: { days, ...(finding === undefined ? {} : { finding }), ...(identity === undefined ? {} : { identity }) },
  }),
});

interface Found {
  readonly finding: (typeof FINDINGS)[number];
  readonly action: string;
  readonly lastUsedAt: string | undefined;
}

function compare(use: GrantedUse, since: string): Found[] {
  const unused = unusedGrants(use, since).map((grant): Found => ({ finding: 'granted-unused', ...grant }));
  const ungranted = use.uses
    .filter((one) => isSince(one, since) && !use.granted.some((action) => isUseOf(one, action)))
    .map(({ spelled, time }): Found => ({ finding: 'used-not-granted', action: spelled, lastUsedAt: time }));
  return [...unused, ...ungranted];
}
