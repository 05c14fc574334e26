/** Which workloads run as an identity, and which of several are one application, for the rules on reuse: in memory and in Cypher alike. */
import type { Graph } from '../graph/graph.ts';
import { ownersOf } from '../graph/ownership.ts';
import { openStarts } from './open-ends.ts';

/** The workloads that run as an identity, open and by open edges, ascending. */
export function workloadsOf(graph: Graph, identity: number): number[] {
  return openStarts(graph, identity, 'RUNS_AS', 'Workload');
}

/** Cypher that matches every workload `w` of identity `i`; two exports may say it of the same one, so count distinct ones. */
export function workloadsCypher(w: string, i: string): string {
  return `MATCH (${w}:Entity:Workload)-[runs:RUNS_AS]->(${i}) WHERE runs.until IS NULL AND ${w}.until IS NULL`;
}

/** Tags by which a deployment names all of its replicas. */
const DEPLOYMENT_TAGS = ['aws:autoscaling:groupName=', 'aws:ecs:serviceName=', 'app.kubernetes.io/name='];

/** What a replica's name ends in, most telling first: the last `pieces` pieces of the name, cut at `separator`. */
const SAFE = '[bcdfghjklmnpqrstvwxz2456789]';
const REPLICA_ENDINGS = [
  // A pod of a Kubernetes deployment; the letters are those that Kubernetes makes names of.
  { pattern: `-${SAFE}{6,10}-${SAFE}{5}`, separator: '-', pieces: 2 },
  { pattern: '-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}', separator: '-', pieces: 5 },
  // An instance, a task.
  { pattern: '-[0-9a-f]{8,40}', separator: '-', pieces: 1 },
  { pattern: '/[0-9a-f]{8,40}', separator: '/', pieces: 1 },
  // A replica's or a shard's number, a task definition's revision.
  { pattern: '-[0-9]{1,6}', separator: '-', pieces: 1 },
  { pattern: ':[0-9]{1,9}', separator: ':', pieces: 1 },
  // A pod of a daemon set or a job.
  { pattern: `-${SAFE}{5}`, separator: '-', pieces: 1 },
];
const ENDINGS = REPLICA_ENDINGS.map((ending) => ({ ...ending, expression: new RegExp(`${ending.pattern}$`) }));

/**
 * How many different applications places are. Replicas of one deployment are one application: places whose deployment's
 * tag or, without what tells replicas apart, whose name is the same. What an ECS task definition describes counts under
 * its name. Of one name, places with different owners are different applications; one without an owner is taken for
 * another's replica.
 */
export function applicationCount(graph: Graph, places: readonly number[]): number {
  const ownersByName = new Map<string, Set<string>>();
  for (const place of places) {
    const name = deploymentOf(graph, place);
    const owners = ownersOf(graph, place);
    const met = ownersByName.get(name) ?? new Set();
    if (owners.length > 0) met.add(owners.join(' '));
    ownersByName.set(name, met);
  }
  let count = 0;
  for (const owners of ownersByName.values()) count += Math.max(1, owners.size);
  return count;
}

function deploymentOf(graph: Graph, place: number): string {
  const definition = definitionOf(graph, place) ?? place;
  const tag = (graph.property(definition, 'tags') as readonly string[] | undefined)?.find((text) => DEPLOYMENT_TAGS.some((key) => text.startsWith(key)));
  if (tag !== undefined) return tag;
  const name = graph.name(definition);
  const ending = ENDINGS.find(({ expression }) => expression.test(name));
  return ending ? name.split(ending.separator).slice(0, -ending.pieces).join(ending.separator) : name;
}

function definitionOf(graph: Graph, place: number): number | undefined {
  let first: number | undefined;
  for (const edge of graph.outEdges(place)) {
    const end = graph.columns.to[edge]!;
    if (graph.edgeKind(edge) !== 'DEPENDS_ON' || !graph.isOpen(edge) || graph.text(end, 'kind') !== 'ecs_task_definition') continue;
    if (first === undefined || end < first) first = end;
  }
  return first;
}

/**
 * From rows of `thing` and `place`, distinct: a row for each `thing` with `applications` (how many different ones) and
 * `places` (uids, ascending). Other variables are gone after it.
 */
export function applicationsCypher(thing: string): string {
  const tags = DEPLOYMENT_TAGS.map((key) => `tag STARTS WITH '${key}'`).join(' OR ');
  const cut = ({ separator, pieces }: (typeof REPLICA_ENDINGS)[number]): string =>
    `left(name, size(name) - reduce(length = 0, piece IN split(name, '${separator}')[-${pieces}..] | length + size(piece) + 1))`;
  return `CALL (place) {
  OPTIONAL MATCH (place)-[d:DEPENDS_ON]->(t:Entity {kind: 'ecs_task_definition'}) WHERE d.until IS NULL
  WITH coalesce(t, place) AS named ORDER BY named.uid LIMIT 1
  WITH [tag IN coalesce(named.tags, []) WHERE ${tags}][0] AS tag, coalesce(named.name, named.uid) AS name
  RETURN CASE WHEN tag IS NOT NULL THEN tag
    ${REPLICA_ENDINGS.map((ending) => `WHEN name =~ '(?s).*${ending.pattern}' THEN ${cut(ending)}`).join('\n    ')}
    ELSE name END AS deployment
}
CALL (place) {
  OPTIONAL MATCH (place)-[o:OWNED_BY]->(owner:Entity) WHERE o.until IS NULL
  WITH DISTINCT owner.uid AS owner ORDER BY owner
  RETURN collect(owner) AS owners
}
WITH ${thing}, place.uid AS place, deployment, owners ORDER BY place
WITH ${thing}, collect(place) AS places, collect({deployment: deployment, owners: owners}) AS met
CALL (met) {
  UNWIND met AS one
  WITH one.deployment AS deployment, collect(DISTINCT CASE WHEN size(one.owners) > 0 THEN one.owners END) AS owners
  RETURN sum(CASE WHEN size(owners) > 1 THEN size(owners) ELSE 1 END) AS applications
}`;
}
