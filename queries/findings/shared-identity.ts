/** NHI9: one identity for several applications, so that each has what any of them needs. */
import {
  NAMED_AT_MOST,
  THRESHOLDS,
  applicationCount,
  applicationsCypher,
  defineRule,
  parseArn,
  ruleCells,
  ruleCellsCypher,
  shellCommand,
  workloadsCypher,
  workloadsOf,
  z,
  type Graph,
  type Row,
} from '../../src/sdk/index.ts';

export default defineRule({
  id: 'shared-identity',
  title: 'Identity shared by applications',
  question: 'Which non-human identities do several different applications run as?',
  description:
    'Judged by the names and owners of the workloads that run as it: replicas of one deployment (pods, instances and tasks whose names differ in number or random ending alone, or that one auto scaling group or service is tagged with) are one application; the same name with different owners is several. High for tier 0 and for the default service account of a Kubernetes namespace, else medium.',
  parameters: z.object({ sharedWorkloads: THRESHOLDS.sharedWorkloads }),
  columns: [
    { name: 'applications', title: 'Applications', type: 'integer', description: 'How many different ones, replicas counted once.' },
    { name: 'workloads', title: 'Workloads', type: 'integer', description: 'How many run as it.' },
    { name: 'named', title: 'Some of them', type: 'texts', description: `Ids of the first ${NAMED_AT_MOST}.` },
  ],
  answer: function* (graph, { sharedWorkloads }): Generator<Row> {
    for (const identity of graph.withLabel('Identity')) {
      if (graph.property(identity, 'isNhi') !== true || graph.isClosed(identity)) continue;
      const workloads = workloadsOf(graph, identity);
      if (workloads.length < sharedWorkloads) continue;
      const applications = applicationCount(graph, workloads);
      if (applications < sharedWorkloads) continue;
      yield Object.assign(ruleCells(graph, identity, graph.property(identity, 'tier0') === true || isDefaultAccount(graph, identity) ? 'high' : 'medium'), {
        applications,
        workloads: workloads.length,
        named: workloads.slice(0, NAMED_AT_MOST).map((workload) => graph.uid(workload)),
      });
    }
  },
  cypher: ({ sharedWorkloads }) => ({
    text: `MATCH (i:Entity:Identity) WHERE i.isNhi AND i.until IS NULL
CALL (i) { ${workloadsCypher('w', 'i')} RETURN DISTINCT w AS place }
${applicationsCypher('i')}
WITH i, places, applications WHERE applications >= $sharedWorkloads
RETURN ${ruleCellsCypher('i', `CASE WHEN coalesce(i.tier0, false) OR ${DEFAULT_ACCOUNT_CYPHER} THEN 'high' ELSE 'medium' END`)},
  applications, size(places) AS workloads, places[..${NAMED_AT_MOST}] AS named
ORDER BY uid, about`,
    parameters: { sharedWorkloads },
  }),
  rule: {
    risk: 'NHI9',
    severity: 'medium',
    controls: [
      { framework: 'NIST 800-53', id: 'AC-6' },
      { framework: 'NIST 800-53', id: 'IA-9' },
      { framework: 'PCI DSS', id: '7.2.5' },
    ],
    explain: (row) => `${row['applications']} different applications (${row['workloads']} workloads) run as ${row['name']}: ${some(row)}.`,
    remedy: {
      text: 'Make an identity for each application with what that one needs, move the applications over one by one, then take this one away.',
      command: ({ uid }) => {
        const role = parseArn(uid as string);
        if (role?.service !== 'iam' || role.type !== 'role') return undefined;
        return shellCommand(['aws', 'iam', 'create-role', '--role-name', `${role.name}-APPLICATION`, '--assume-role-policy-document', 'file://trust-policy.json']);
      },
    },
  },
});

function some({ named, workloads }: Row): string {
  const more = (workloads as number) - (named as readonly string[]).length;
  return `${(named as readonly string[]).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** Kubernetes gives it to every pod that asks for none. */
function isDefaultAccount(graph: Graph, identity: number): boolean {
  return graph.text(identity, 'kind') === 'k8s_service_account' && (graph.text(identity, 'name') === 'default' || graph.uid(identity).endsWith('/sa/default'));
}

const DEFAULT_ACCOUNT_CYPHER = "(coalesce(i.kind, '') = 'k8s_service_account' AND (coalesce(i.name, '') = 'default' OR i.uid ENDS WITH '/sa/default'))";
