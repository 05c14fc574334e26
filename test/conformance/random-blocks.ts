/**
 * The random graphs that queries are asked about, in blocks that stand side by side in one database. Some facts are judged over
 * all that is there (whether any owner is known, say): so there are blocks of one graph, and blocks where nothing tells them.
 */
import type { EdgeLine, NodeLine } from '../support/query-case.ts';
import { randomGraph, sideBySide, type RandomGraph } from '../support/random-graph.ts';

export interface RandomBlock {
  readonly title: string;
  readonly graphs: readonly { readonly number: number; readonly nodes: readonly NodeLine[] }[];
  /** All of them together. */
  readonly lines: RandomGraph;
}

/** What no export of a block tells: who its owners are, or were, who is in a team (but for one), which accounts it is about. */
type Untold = 'owners' | 'former owners' | 'members' | 'members but one' | 'accounts';

/** The largest first: what plans are made for. Two hundred graphs together. */
const SIZES: readonly (readonly [size: number, untold?: Untold])[] = [
  [40], [40], [40, 'former owners'], [24, 'owners'], [20, 'members but one'], [16], [8, 'accounts'], [4, 'members'], [3], [2], [1], [1], [1],
];

export const BLOCKS: readonly RandomBlock[] = SIZES.map(([size, untold], place) => {
  const first = SIZES.slice(0, place).reduce((sum, [before]) => sum + before, 1);
  const graphs = Array.from({ length: size }, (_, more) => {
    const number = first + more;
    return { number, ...randomGraph(number, prefixOf(number)) };
  });
  const lines = without(untold, sideBySide(graphs));
  const told = new Set(lines.nodes.map(([, uid]) => uid));
  return {
    title: size === 1 ? `random graph ${first}` : `random graphs ${first} to ${first + size - 1}`,
    graphs: graphs.map(({ number, nodes }) => ({ number, nodes: nodes.filter(([, uid]) => told.has(uid)) })),
    lines,
  };
});

/**
 * Before all other ids, so that the first thing of a block may be any; and long enough that the server takes all ids for texts of
 * one sort: it compiles a statement anew for longer ones.
 */
function prefixOf(number: number): string {
  return `A-graph-${String(number).padStart(3, '0')}-`;
}

function without(untold: Untold | undefined, { nodes, edges }: RandomGraph): RandomGraph {
  if (untold === undefined) return { nodes, edges };
  if (untold === 'former owners') {
    // Every other one is only named, so that it shows whether others are known.
    const told = nodes
      .filter(([label, , properties]) => label !== 'Owner' || properties?.['until'] === undefined)
      .map((node, place): NodeLine => (node[0] === 'Owner' && place % 2 === 0 ? [node[0], node[1], { ...node[2], missing: true }] : node));
    const uids = new Set(told.map(([, uid]) => uid));
    return { nodes: told, edges: edges.filter(([from, , to]) => uids.has(from) && uids.has(to)) };
  }
  if (untold === 'owners' || untold === 'accounts') {
    const label = untold === 'owners' ? 'Owner' : 'Container';
    return { nodes: nodes.map((node) => (node[0] === label ? [label, node[1], { ...node[2], missing: true }] : node)), edges };
  }
  return { nodes, edges: withoutMembers(untold === 'members but one', { nodes, edges }) };
}

/** Whoever is in a team is in a group instead, which is no team; one may stay. */
function withoutMembers(butOne: boolean, { nodes, edges }: RandomGraph): EdgeLine[] {
  const labels = new Map(nodes.map(([label, uid]) => [uid, label]));
  const group = nodes.find(([label]) => label === 'Group')?.[1];
  const memberships = edges.filter(([from, kind, to]) => kind === 'MEMBER_OF' && labels.get(from) === 'Owner' && labels.get(to) === 'Owner');
  const kept = butOne ? memberships.find(([, , , properties]) => properties?.['until'] === undefined) : undefined;
  const taken = new Set(memberships.filter((edge) => edge !== kept));
  const moved = edges.flatMap((edge): EdgeLine[] => (!taken.has(edge) ? [edge] : group === undefined ? [] : [[edge[0], edge[1], group, edge[3]]]));
  return sideBySide([{ nodes, edges: moved }]).edges;
}
