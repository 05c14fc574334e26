/** Blast radius and reverse exposure are one question asked in two directions; this is what they share. */
import { indexOfUid } from '../graph/find.ts';
import type { Graph } from '../graph/graph.ts';
import { reach, type Direction } from '../graph/reach.ts';
import { ENVIRONMENTS, NODE_LABELS } from '../model/labels.ts';
import { z } from 'zod';
import type { Column, CypherStatement, QueryContext, Row } from './query.ts';
import { WALK_PARAMETERS, walkCypherParameters, walkFilterOf, walkPath } from './walk-query.ts';

/** Ids of what a walk starts from. */
export const SEEDS_PARAMETER = z.array(z.string().min(1)).min(1).max(1000).describe('Ids of the things to start from');

/** Which of the things reached are shown. The walk goes through the others all the same; a thing without the property is not shown. */
export const SHOWN_PARAMETERS = {
  labels: z.array(z.enum(NODE_LABELS)).min(1).optional().describe('Show only things of these types'),
  kinds: z.array(z.string().min(1)).min(1).optional().describe('Show only things of these kinds, as iam_role or bucket'),
  environments: z.array(z.enum(ENVIRONMENTS)).min(1).optional().describe('Show only things of these environments'),
  minimumSensitivity: z.number().int().min(0).max(3).optional().describe('Show only things of this sensitivity or above: 0 public to 3 crown jewel'),
};
type ShownParameters = z.output<z.ZodObject<typeof SHOWN_PARAMETERS>>;

export const REACH_PARAMETERS = z.object({ seeds: SEEDS_PARAMETER, ...WALK_PARAMETERS, ...SHOWN_PARAMETERS });
export type ReachParameters = z.output<typeof REACH_PARAMETERS>;

/** What a thing that a walk reaches is. */
export const REACHED_COLUMNS: readonly Column[] = [
  { name: 'uid', title: 'Id', type: 'uid', description: 'The thing reached.' },
  { name: 'label', title: 'Type', type: 'text', description: 'Identity, Credential, Resource and so on.' },
  { name: 'name', title: 'Name', type: 'text', description: 'What people call it; its id where it has no name.' },
  { name: 'kind', title: 'Kind', type: 'text', description: 'The provider’s kind of thing.' },
  { name: 'environment', title: 'Environment', type: 'text', description: 'Where it belongs, if known.' },
  { name: 'sensitivity', title: 'Sensitivity', type: 'integer', description: '0 public to 3 crown jewel, for resources.' },
  { name: 'tier0', title: 'Tier 0', type: 'boolean', description: 'Controls everything else.' },
];

export const REACH_COLUMNS: readonly Column[] = [
  { name: 'hops', title: 'Hops', type: 'integer', description: 'Fewest relationships from any seed.' },
  ...REACHED_COLUMNS,
];

/** Cells of REACHED_COLUMNS. */
export function reachedCells(graph: Graph, index: number): Row {
  return {
    uid: graph.uid(index),
    label: graph.label(index),
    name: graph.name(index),
    kind: graph.text(index, 'kind') ?? null,
    environment: graph.text(index, 'environment') ?? null,
    sensitivity: (graph.property(index, 'sensitivity') as number | undefined) ?? null,
    tier0: graph.property(index, 'tier0') === true,
  };
}

/** The same cells of the variable `t`, in a Cypher RETURN. */
export function reachedCellsCypher(t: string): string {
  return `${t}.uid AS uid, [label IN labels(${t}) WHERE label <> 'Entity'][0] AS label, coalesce(${t}.name, ${t}.uid) AS name,
  ${t}.kind AS kind, ${t}.environment AS environment, ${t}.sensitivity AS sensitivity, coalesce(${t}.tier0, false) AS tier0`;
}

/** Indexes of the things of these ids, each once, ascending. Throws `identity-unknown`. */
export function seedIndexes(graph: Graph, uids: readonly string[]): number[] {
  return [...new Set(uids.map((uid) => indexOfUid(graph, uid)))].sort((a, b) => a - b);
}

/** Everything reached that is to be shown, nearest first. Throws `identity-unknown` for a seed that is not in the graph. */
export function* reachRows(graph: Graph, direction: Direction, parameters: ReachParameters, { signal }: QueryContext): Generator<Row> {
  const { reached, hops } = reach(graph, seedIndexes(graph, parameters.seeds), direction, walkFilterOf(parameters), signal);
  const shown = shownBy(graph, parameters);
  for (const index of reached) if (shown(index)) yield Object.assign({ hops: hops[index]! }, reachedCells(graph, index));
}

function shownBy(graph: Graph, { labels, kinds, environments, minimumSensitivity }: ShownParameters): (index: number) => boolean {
  const among = (values: readonly string[] | undefined, value: string | undefined): boolean => values === undefined || (value !== undefined && values.includes(value));
  return (index) =>
    among(labels, graph.label(index)) &&
    among(kinds, graph.text(index, 'kind')) &&
    among(environments, graph.text(index, 'environment')) &&
    (minimumSensitivity === undefined || ((graph.property(index, 'sensitivity') as number | undefined) ?? -1) >= minimumSensitivity);
}

export function reachCypher(direction: Direction, parameters: ReachParameters): CypherStatement {
  const path = walkPath(parameters);
  const pattern = direction === 'forward' ? `(s) ${path}(t:Entity)` : `(t:Entity) ${path}(s)`;
  const { labels, kinds, environments, minimumSensitivity } = parameters;
  const shown = Object.entries({ labels, kinds, environments, minimumSensitivity }).filter(([, value]) => value !== undefined);
  return {
    text: `UNWIND $seeds AS seed
MATCH (s:Entity {uid: seed})
MATCH p = SHORTEST 1 ${pattern}
WHERE ${['NOT t.uid IN $seeds', ...shown.map(([name]) => SHOWN_CYPHER[name])].join('\n  AND ')}
WITH t, min(length(p)) AS hops
RETURN hops, ${reachedCellsCypher('t')}
ORDER BY hops, uid`,
    parameters: { seeds: parameters.seeds, ...walkCypherParameters(parameters), ...Object.fromEntries(shown) },
  };
}

/** By parameter, true for a thing `t` that it lets through. */
const SHOWN_CYPHER: Readonly<Record<string, string>> = {
  labels: 'any(label IN labels(t) WHERE label IN $labels)',
  kinds: 't.kind IN $kinds',
  environments: 't.environment IN $environments',
  minimumSensitivity: 't.sensitivity >= $minimumSensitivity',
} satisfies Record<keyof ShownParameters, string>;
