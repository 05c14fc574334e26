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

/** What no export of a block tells: who its owners are, who is in a team (but for one), which accounts it is about. */
type Untold = 'owners' | 'members' | 'members but one' | 'accounts';

/** The largest first: what plans are made for. Two hundred graphs together. */
const SIZES: readonly (readonly [size: number, untold?: Untold])[] = [
  [40], [40], [40], [24, 'owners'], [24, 'members'], [16, 'members but one'], [8, 'accounts'], [3], [2], [1], [1], [1],
];

export const BLOCKS: readonly RandomBlock[] = SIZES.map(([size, untold], place) => {
  const first = SIZES.slice(0, place).reduce((sum, [before]) => sum + before, 1);
  const graphs = Array.from({ length: size }, (_, more) => {
    const number = first + more;
    return { number, ...randomGraph(number, prefixOf(number)) };
  });
  return { title: size === 1 ? `random graph ${first}` : `random graphs ${first} to ${first + size - 1}`, graphs, lines: without(untold, sideBySide(graphs)) };
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
  if (untold === 'owners' || untold === 'accounts') {
    const label = untold === 'owners' ? 'Owner' : 'Container';
    return { nodes: nodes.map((node) => (node[0] === label ? [label, node[1], { ...node[2], missing: true }] : node)), edges };
  }
  const labels = new Map(nodes.map(([label, uid]) => [uid, label]));
  const group = nodes.find(([label]) => label === 'Group')?.[1];
  const memberships = edges.filter(([from, kind, to]) => kind === 'MEMBER_OF' && labels.get(from) === 'Owner' && labels.get(to) === 'Owner');
  const kept = untold === 'members but one' ? memberships.find(([, , , properties]) => properties?.['until'] === undefined) : undefined;
  const taken = new Set(memberships.filter((edge) => edge !== kept));
  // They are in a group, which is no team.
  const moved = edges.flatMap((edge): EdgeLine[] => (!taken.has(edge) ? [edge] : group === undefined ? [] : [[edge[0], edge[1], group, edge[3]]]));
  return sideBySide([{ nodes, edges: moved }]);
}
