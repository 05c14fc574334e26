/** Blast radius and reverse exposure are one question asked in two directions; this is what they share. */
import { indexOfUid } from '../graph/find.ts';
import type { Graph } from '../graph/graph.ts';
import { reach, type Direction } from '../graph/reach.ts';
import { z } from 'zod';
import type { Column, CypherStatement, QueryContext, Row } from './query.ts';
import { WALK_PARAMETERS, walkCypherParameters, walkFilterOf, walkPath } from './walk-query.ts';

export const REACH_PARAMETERS = z.object({
  seeds: z.array(z.string().min(1)).min(1).max(1000).describe('Ids of the things to start from'),
  ...WALK_PARAMETERS,
});
export type ReachParameters = z.output<typeof REACH_PARAMETERS>;

export const REACH_COLUMNS: readonly Column[] = [
  { name: 'hops', title: 'Hops', type: 'integer', description: 'Fewest relationships from any seed.' },
  { name: 'uid', title: 'Id', type: 'uid', description: 'The thing reached.' },
  { name: 'label', title: 'Type', type: 'text', description: 'Identity, Credential, Resource and so on.' },
  { name: 'name', title: 'Name', type: 'text', description: 'What people call it; its id where it has no name.' },
  { name: 'kind', title: 'Kind', type: 'text', description: 'The provider’s kind of thing.' },
  { name: 'environment', title: 'Environment', type: 'text', description: 'Where it belongs, if known.' },
  { name: 'sensitivity', title: 'Sensitivity', type: 'integer', description: '0 public to 3 crown jewel, for resources.' },
  { name: 'tier0', title: 'Tier 0', type: 'boolean', description: 'Controls everything else.' },
];

/** Everything reached, nearest first. Throws `identity-unknown` for a seed that is not in the graph. */
export function reachRows(graph: Graph, direction: Direction, parameters: ReachParameters, { signal }: QueryContext): Row[] {
  const seeds = parameters.seeds.map((uid) => indexOfUid(graph, uid));
  const { reached, hops } = reach(graph, seeds, direction, walkFilterOf(parameters), signal);
  return Array.from(reached, (index) => ({
    hops: hops[index]!,
    uid: graph.uid(index),
    label: graph.label(index),
    name: graph.name(index),
    kind: graph.text(index, 'kind') ?? null,
    environment: graph.text(index, 'environment') ?? null,
    sensitivity: (graph.property(index, 'sensitivity') as number | undefined) ?? null,
    tier0: graph.property(index, 'tier0') === true,
  }));
}

export function reachCypher(direction: Direction, parameters: ReachParameters): CypherStatement {
  const path = walkPath(parameters);
  const pattern = direction === 'forward' ? `(s) ${path}(t:Entity)` : `(t:Entity) ${path}(s)`;
  return {
    text: `UNWIND $seeds AS seed
MATCH (s:Entity {uid: seed})
MATCH p = SHORTEST 1 ${pattern}
WHERE NOT t.uid IN $seeds
WITH t, min(length(p)) AS hops
RETURN hops, t.uid AS uid, [label IN labels(t) WHERE label <> 'Entity'][0] AS label, coalesce(t.name, t.uid) AS name,
  t.kind AS kind, t.environment AS environment, t.sensitivity AS sensitivity, coalesce(t.tier0, false) AS tier0
ORDER BY hops, uid`,
    parameters: { seeds: parameters.seeds, ...walkCypherParameters(parameters) },
  };
}
