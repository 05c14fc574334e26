/** The compute that a graph holds, and the roles that it runs as: told by an export, or by what several say together. */
import type { Graph } from '../../graph/graph.ts';
import type { EdgeKind } from '../../model/labels.ts';
import { parseArn } from '../../sdk/index.ts';
import type { DerivedBatch } from '../batch.ts';
import { SCOPE, isDerived } from './edges.ts';

export interface EstateWorkload {
  readonly index: number;
  readonly uid: string;
  /** `lambda_function`, `ec2_instance`, … */
  readonly kind: string;
  readonly account: string;
  /** uid of a role it runs as, when known. */
  readonly role: string | undefined;
  /** What tells that it runs as the role; undefined when an export itself does. */
  readonly by?: 'instance-profile' | 'task-definition';
}

/** @param principals with the instance profiles that hand out each role */
export function readWorkloads(graph: Graph, principals: readonly { readonly uid: string; readonly instanceProfiles: readonly string[] }[]): EstateWorkload[] {
  const roleByProfile = new Map(principals.flatMap(({ uid, instanceProfiles }) => instanceProfiles.map((profile) => [profile, uid] as const)));
  const workloads: EstateWorkload[] = [];
  for (const index of graph.withLabel('Workload')) {
    const uid = graph.uid(index);
    const arn = parseArn(uid);
    if (!arn || graph.isClosed(index)) continue;
    const common = { index, uid, kind: graph.text(index, 'kind') ?? '', account: arn.account };
    for (const found of rolesOf(graph, index, roleByProfile)) workloads.push({ ...common, ...found });
  }
  return workloads;
}

/** RUNS_AS for what no single export tells. */
export function deriveRunsAs(graph: Graph, workloads: readonly EstateWorkload[], derived: DerivedBatch): void {
  for (const { index, uid, role, by } of workloads) {
    if (role === undefined || by === undefined || graph.indexOf(role) === -1) continue;
    derived.edge('RUNS_AS', uid, role, SCOPE, { source: by }, [index, graph.indexOf(role)]);
  }
}

function rolesOf(graph: Graph, workload: number, roleByProfile: ReadonlyMap<string, string>): Pick<EstateWorkload, 'role' | 'by'>[] {
  const told = ends(graph, workload, 'RUNS_AS');
  if (told.length > 0) return told.map((role) => ({ role: graph.uid(role) }));
  const profile = graph.text(workload, 'instanceProfile');
  const role = profile === undefined ? undefined : roleByProfile.get(profile);
  if (role !== undefined) return [{ role, by: 'instance-profile' }];
  // A service or task of ECS runs as its definition says, unless it says otherwise itself.
  const definitions = ends(graph, workload, 'DEPENDS_ON').filter((end) => graph.text(end, 'kind') === 'ecs_task_definition');
  const defined = definitions.flatMap((definition) => ends(graph, definition, 'RUNS_AS'));
  return defined.length > 0 ? defined.map((end) => ({ role: graph.uid(end), by: 'task-definition' as const })) : [{ role: undefined }];
}

/** Ends of open edges of a kind that an export shows, each once; what is gone is no end: nothing runs as a deleted role. */
function ends(graph: Graph, from: number, kind: EdgeKind): number[] {
  const found = new Set<number>();
  for (const edge of graph.outEdges(from)) {
    const end = graph.columns.to[edge]!;
    if (graph.edgeKind(edge) === kind && graph.isOpen(edge) && !isDerived(graph, edge) && !graph.isClosed(end)) found.add(end);
  }
  return [...found].sort((a, b) => a - b);
}
