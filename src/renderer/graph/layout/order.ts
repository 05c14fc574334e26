/** Barycentre order: each column sorted by where its nodes' neighbours stand, so that fewer lines cross. */
import type { Drawing, DrawnNode } from '../drawing.ts';

const SWEEPS = 4;

/** Nodes of each hop in drawing order, by ascending hop. Depends on ids and links, not on the order of the input. */
export function orderedColumns(drawing: Drawing): Map<number, DrawnNode[]> {
  const columns = new Map<number, DrawnNode[]>();
  for (const node of drawing.nodes) {
    const column = columns.get(node.hop);
    if (column) column.push(node);
    else columns.set(node.hop, [node]);
  }
  const hops = [...columns.keys()].sort((a, b) => a - b);
  const sorted = new Map(hops.map((hop) => [hop, columns.get(hop)!.sort(byStanding)]));
  const neighbours = neighboursOf(drawing);
  const rank = new Map<string, number>();
  for (const column of sorted.values()) rankColumn(column, rank);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const order = sweep % 2 === 0 ? hops : [...hops].reverse();
    for (const hop of order) sortByBarycentre(sorted.get(hop)!, neighbours, rank);
  }
  return sorted;
}

function byStanding(a: DrawnNode, b: DrawnNode): number {
  return a.precedence - b.precedence || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** Neighbours in other columns only: those in the same one say nothing of where the column's nodes should stand. */
function neighboursOf(drawing: Drawing): Map<string, string[]> {
  const hop = new Map(drawing.nodes.map((node) => [node.id, node.hop]));
  const neighbours = new Map<string, string[]>(drawing.nodes.map((node) => [node.id, []]));
  for (const { from, to } of drawing.links) {
    if (hop.get(from) === hop.get(to)) continue;
    neighbours.get(from)?.push(to);
    neighbours.get(to)?.push(from);
  }
  // Sums of fractions depend on their order, in the last digit and so in who stands above whom.
  for (const ids of neighbours.values()) ids.sort();
  return neighbours;
}

/** 0 at the top of a column, 1 at its bottom, so that columns of any length compare. */
function rankColumn(column: readonly DrawnNode[], rank: Map<string, number>): void {
  column.forEach((node, index) => rank.set(node.id, (index + 0.5) / column.length));
}

function sortByBarycentre(column: DrawnNode[], neighbours: Map<string, string[]>, rank: Map<string, number>): void {
  const centre = new Map<string, number>();
  for (const { id } of column) {
    const ranks = (neighbours.get(id) ?? []).flatMap((other) => rank.get(other) ?? []);
    const sum = ranks.reduce((total, value) => total + value, 0);
    centre.set(id, ranks.length > 0 ? sum / ranks.length : (rank.get(id) ?? 0.5));
  }
  column.sort((a, b) => centre.get(a.id)! - centre.get(b.id)! || byStanding(a, b));
  rankColumn(column, rank);
}
