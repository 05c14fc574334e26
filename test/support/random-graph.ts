/**
 * Small seeded graphs with everything that a walk or a query looks at: closed, conditional, listed, denied, dated. What things
 * carry stands in random-nodes, what stands between them in random-edges.
 */
import type { NodeLabel } from '../../src/model/labels.ts';
import type { EdgeLine, NodeLine } from './query-case.ts';
import { randomEdges } from './random-edges.ts';
import { randomNode, type Place } from './random-nodes.ts';
import { dice } from './random-numbers.ts';

export { randomNumbers } from './random-numbers.ts';

export interface RandomGraph {
  readonly nodes: NodeLine[];
  readonly edges: EdgeLine[];
}

const MIXED: readonly NodeLabel[] = [
  'Identity', 'Identity', 'Identity', 'Identity', 'Identity', 'Credential', 'Credential', 'Owner', 'Owner', 'Group', 'Workload', 'Workload', 'Resource', 'Resource', 'Container', 'Event', 'PermissionSet', 'Finding', 'Import',
];
/** What a graph has more of than others: rules ask for several things of one sort around one. */
const LEANINGS: readonly (readonly NodeLabel[])[] = [
  [],
  ['Owner', 'Owner', 'Owner', 'Identity', 'Identity'],
  ['Credential', 'Credential', 'Workload', 'Workload', 'Resource', 'Identity'],
  ['Event', 'Event', 'Event', 'Event', 'Identity', 'Credential'],
  ['Identity', 'Identity', 'Identity', 'Container', 'Resource', 'Group'],
];
const FEWEST = 4;
const MOST = 16;

/** The same graph for the same seed, its ids beginning with the prefix but for those that stand for the same everywhere. */
export function randomGraph(seed: number, prefix = ''): RandomGraph {
  const thrown = dice(seed);
  const leaning = thrown.pick(LEANINGS);
  const labels = [...MIXED, ...leaning, ...leaning, ...leaning];
  const count = thrown.whole(FEWEST, MOST);
  const digits = String(seed).padStart(11, '0');
  const place: Place = { prefix, count, account: `1${digits}`, otherAccount: `9${digits}`, provider: thrown.pick(['aws', 'aws', 'gcp', 'azure', 'kubernetes']) };
  const nodes: NodeLine[] = [];
  for (let number = 0; number < count; number++) nodes.push(randomNode(thrown.pick(labels), number, place, thrown));
  const { nodes: distinct } = sideBySide([{ nodes, edges: [] }]);
  return { nodes: distinct, edges: randomEdges(distinct, thrown) };
}

/** Several graphs as one; of what goes by one id in several of them, the first counts. */
export function sideBySide(graphs: readonly RandomGraph[]): RandomGraph {
  return {
    nodes: firstOfEach(graphs.flatMap((graph) => graph.nodes), ([, uid]) => uid),
    edges: firstOfEach(graphs.flatMap((graph) => graph.edges), ([from, kind, to, properties]) => `${from} ${kind} ${to} ${String(properties?.['scope'])}`),
  };
}

function firstOfEach<Line>(lines: readonly Line[], keyOf: (line: Line) => string): Line[] {
  const first = new Map<string, Line>();
  for (const line of lines) if (!first.has(keyOf(line))) first.set(keyOf(line), line);
  return [...first.values()];
}
