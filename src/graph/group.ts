/**
 * A walk's outcome folded down to what can be drawn: things alike (hop × label × kind × provider) become one group each
 * where there are too many. Counts always add up: every reached thing stands alone or in exactly one group.
 */
import type { NodeLabel } from '../model/labels.ts';
import { CROWN_JEWEL } from '../model/labels.ts';
import { EDGE_FLAGS, type Graph } from './graph.ts';
import { PASS, edgeFilter } from './passes.ts';
import type { Direction, Reach } from './reach.ts';
import type { WalkFilter } from '../model/walk.ts';

/** Hops past this one are drawn as one column. */
const LAST_COLUMN = 5;
/** Groups smaller than this are drawn as single things. */
const SMALLEST_GROUP = 4;
/** An opened group shows this many, the most sensitive first; the rest stays a group. */
export const OPENED_AT_MOST = 300;

export interface NodeGroup {
  readonly id: string;
  readonly hop: number;
  readonly label: NodeLabel;
  readonly kind: string | undefined;
  readonly provider: string | undefined;
  /** Most sensitive first, then ascending index. */
  readonly members: number[];
}

export interface Grouping {
  /** Node indexes drawn one by one, seeds first. */
  readonly single: number[];
  readonly groups: NodeGroup[];
}

/**
 * Groups a reach. Everything is drawn singly while things and edges fit the budget; past that, every group of at least
 * four is folded. `open` names groups whose members are drawn singly all the same. `edgeCount`: see countWalked.
 */
export function groupReach(
  graph: Graph,
  seeds: readonly number[],
  { reached, hops }: Reach,
  budget: { readonly nodes: number; readonly edges: number },
  open: ReadonlySet<string>,
  edgeCount: number,
): Grouping {
  const groups = collect(graph, reached, hops);
  const fits = seeds.length + reached.length <= budget.nodes && edgeCount <= budget.edges;
  const single = [...seeds];
  const folded: NodeGroup[] = [];
  for (const group of groups) {
    if (fits || group.members.length < SMALLEST_GROUP) single.push(...group.members);
    else if (open.has(group.id)) {
      single.push(...group.members.slice(0, OPENED_AT_MOST));
      if (group.members.length > OPENED_AT_MOST) folded.push({ ...group, members: group.members.slice(OPENED_AT_MOST) });
    } else folded.push(group);
  }
  return { single, groups: folded };
}

function collect(graph: Graph, reached: Int32Array, hops: Int32Array): NodeGroup[] {
  const groups = new Map<string, NodeGroup>();
  for (const index of reached) {
    const hop = Math.min(hops[index]!, LAST_COLUMN);
    const label = graph.label(index);
    const kind = graph.text(index, 'kind');
    const provider = graph.text(index, 'provider');
    const id = `group:${hop}:${label}:${kind ?? ''}:${provider ?? ''}`;
    const group = groups.get(id);
    if (group) group.members.push(index);
    else groups.set(id, { id, hop, label, kind, provider, members: [index] });
  }
  for (const { members } of groups.values()) members.sort((a, b) => weight(graph, b) - weight(graph, a) || a - b);
  return [...groups.values()];
}

/** How much a thing matters to whoever looks at a walk: tier 0, then sensitivity. */
export function weight(graph: Graph, index: number): number {
  const sensitivity = graph.property(index, 'sensitivity');
  return (graph.property(index, 'tier0') === true ? CROWN_JEWEL + 1 : 0) + (typeof sensitivity === 'number' ? sensitivity : 0);
}

export interface DrawnLink {
  readonly from: string;
  readonly to: string;
  readonly kinds: Set<string>;
  count: number;
  /** What the logs counted, over its ACCESSED edges. */
  attempts: number;
  conditional: boolean;
  observed: boolean;
  granted: boolean;
  denied: boolean;
}

/** How many edges the walk followed among seeds and reached things. */
export function countWalked(graph: Graph, hops: Int32Array, filter: WalkFilter): number {
  const pass = edgeFilter(graph, filter);
  const { to } = graph.columns;
  let count = 0;
  for (let node = 0; node < hops.length; node++) {
    if (hops[node]! < 0) continue;
    for (const edge of graph.outEdges(node)) {
      if (hops[to[edge]!]! < 0) continue;
      const verdict = pass(edge);
      if (verdict === PASS.through || verdict === PASS.last) count++;
    }
  }
  return count;
}

/**
 * The lines between what is drawn: edges the walk may follow, summed by their drawn ends. Lines within one group, and
 * edges that lead back toward the seeds between groups, are left out.
 */
export function drawnLinks(
  graph: Graph,
  grouping: Grouping,
  { hops, reached }: Reach,
  direction: Direction,
  filter: WalkFilter,
): DrawnLink[] {
  const drawnAs = new Map<number, string>();
  for (const index of grouping.single) drawnAs.set(index, graph.uid(index));
  for (const group of grouping.groups) for (const index of group.members) drawnAs.set(index, group.id);
  const pass = edgeFilter(graph, filter);
  const { from, to } = graph.columns;
  const links = new Map<string, DrawnLink>();
  const visit = (node: number): void => {
    for (const edge of graph.outEdges(node)) {
      const target = to[edge]!;
      if (hops[target]! < 0 || target === node) continue;
      const verdict = pass(edge);
      if (verdict === PASS.no || verdict === PASS.leftOut) continue;
      const source = drawnAs.get(from[edge]!)!;
      const end = drawnAs.get(target)!;
      if (source === end) continue;
      const grouped = source.startsWith('group:') || end.startsWith('group:');
      const ahead = direction === 'forward' ? hops[target]! - hops[node]! : hops[node]! - hops[target]!;
      if (grouped && ahead < 0) continue;
      addLink(links, linkOfEdge(graph, edge, source, end));
    }
  };
  for (const index of grouping.single) if (hops[index] === 0) visit(index);
  for (const index of reached) visit(index);
  return [...links.values()];
}

function linkOfEdge(graph: Graph, edge: number, from: string, to: string): DrawnLink {
  const kind = graph.edgeKind(edge);
  const observed = kind === 'ACCESSED';
  const { count, denied } = graph.edgeProperties(edge);
  return {
    from,
    to,
    kinds: new Set([kind]),
    count: 1,
    attempts: observed && typeof count === 'number' ? count : 0,
    conditional: (graph.columns.flags[edge]! & EDGE_FLAGS.conditional) !== 0,
    observed,
    granted: !observed,
    denied: typeof denied === 'number' && denied > 0,
  };
}

function addLink(links: Map<string, DrawnLink>, added: DrawnLink): void {
  const key = `${added.from}\u0000${added.to}`;
  const link = links.get(key);
  if (!link) {
    links.set(key, added);
    return;
  }
  for (const kind of added.kinds) link.kinds.add(kind);
  link.count += added.count;
  link.attempts += added.attempts;
  link.conditional &&= added.conditional;
  link.observed ||= added.observed;
  link.granted ||= added.granted;
  link.denied ||= added.denied;
}
