/**
 * Places what was added to a drawing without moving what stood there: neighbours beside the thing they belong to,
 * members of an opened group around the place where the group stood.
 */
import type { Drawing, DrawnNode, Position, Positions } from '../drawing.ts';
import { bodyBox, BoxGrid, type Box } from './footprint.ts';
import { orderedColumns } from './order.ts';

const COLUMN = 150;
const ROW = 40;
/** From a thing to the nearest column of its new neighbours. */
const HOP = 190;
/** Kept free beside each body for a shortened label. */
const LABEL_ROOM = 72;

/** Steps away from an anchor in columns and rows, nearest first. A row costs less than a column: lists grow downwards. */
const STEPS: readonly { readonly column: number; readonly row: number }[] = stepsByCost(8, 40);

/**
 * @param before the drawing that `positions` belongs to
 * @returns positions of every node of `drawing`; those in `positions` are taken over as they are
 */
export function placeAdded(drawing: Drawing, before: Drawing, positions: Positions): Positions {
  const outward = drawing.direction === 'forward' ? 1 : -1;
  const placed = new Map<string, Position>();
  const grid = new BoxGrid();
  for (const node of drawing.nodes) {
    const at = positions.get(node.id);
    if (!at) continue;
    placed.set(node.id, at);
    grid.add(roomBox(node, at, outward));
  }
  const anchorOf = anchors(drawing, before, positions, placed);
  const nextStep = new Map<string, number>();
  for (const column of orderedColumns(drawing).values()) {
    for (const node of column) {
      if (placed.has(node.id)) continue;
      const at = freePlace(node, anchorOf(node), outward, grid, nextStep);
      placed.set(node.id, at);
      grid.add(roomBox(node, at, outward));
    }
  }
  return placed;
}

interface Anchor extends Position {
  /** -1 where neighbours stand on the seeds' side of the anchor. */
  readonly side: 1 | -1;
}

function anchors(
  drawing: Drawing,
  before: Drawing,
  positions: Positions,
  placed: ReadonlyMap<string, Position>,
): (node: DrawnNode) => Anchor {
  const vacated = vacatedGroups(drawing, before, positions);
  const byId = new Map(drawing.nodes.map((node) => [node.id, node]));
  const neighbours = new Map<string, string[]>();
  for (const { from, to } of drawing.links) {
    neighbours.set(from, [...(neighbours.get(from) ?? []), to]);
    neighbours.set(to, [...(neighbours.get(to) ?? []), from]);
  }
  const outward = drawing.direction === 'forward' ? 1 : -1;
  return (node) => {
    const group = vacated.get(likeness(node));
    if (group) return { ...group, side: 1 };
    const linked = (neighbours.get(node.id) ?? []).filter((id) => placed.has(id));
    const nearest = linked.sort((a, b) => distance(byId.get(a)!, node) - distance(byId.get(b)!, node) || (a < b ? -1 : 1))[0];
    if (nearest === undefined) return { ...beyond(drawing, placed, node, outward), side: 1 };
    const side = byId.get(nearest)!.hop <= node.hop ? 1 : -1;
    const at = placed.get(nearest)!;
    return { x: at.x + HOP * side * outward, y: at.y, side };
  };
}

/** Nearer the seeds counts as nearer: a thing stands beside what it was reached from. */
function distance(other: DrawnNode, node: DrawnNode): number {
  const hops = node.hop - other.hop;
  return hops > 0 ? hops : 0.5 - hops;
}

function vacatedGroups(drawing: Drawing, before: Drawing, positions: Positions): Map<string, Position> {
  const still = new Set(drawing.nodes.map((node) => node.id));
  const vacated = new Map<string, Position>();
  for (const node of before.nodes) {
    const at = positions.get(node.id);
    if (node.form === 'group' && at && !still.has(node.id)) vacated.set(likeness(node), at);
  }
  return vacated;
}

/** What things must share to have been in one group: hop, label, kind and provider. */
function likeness(node: DrawnNode): string {
  if (node.form === 'more') return node.id;
  const { label, kind, provider } = node.form === 'thing' ? node.thing : node.group;
  return `${node.hop}\n${label}\n${kind ?? ''}\n${provider ?? ''}`;
}

/** For a thing with no drawn neighbour: the column of its hop, or the one after the last. */
function beyond(drawing: Drawing, placed: ReadonlyMap<string, Position>, node: DrawnNode, outward: 1 | -1): Position {
  let same: Position | undefined;
  let furthest = 0;
  for (const other of drawing.nodes) {
    const at = placed.get(other.id);
    if (!at) continue;
    if (other.hop === node.hop && (!same || at.y < same.y)) same = at;
    furthest = Math.max(furthest, at.x * outward);
  }
  return same ?? { x: (furthest + HOP) * outward, y: 0 };
}

function freePlace(
  node: DrawnNode,
  anchor: Anchor,
  outward: 1 | -1,
  grid: BoxGrid,
  nextStep: Map<string, number>,
): Position {
  const direction = anchor.side * outward;
  // What was in the way once stays in the way, so each anchor's search goes on where the last one ended.
  const key = `${anchor.x}:${anchor.y}:${direction}:${node.width}:${node.height}`;
  let step = nextStep.get(key) ?? 0;
  for (;;) {
    const { column, row } = STEPS[step] ?? { column: 0, row: step };
    const at = { x: anchor.x + column * COLUMN * direction, y: anchor.y + row * ROW };
    step += 1;
    if (!grid.hits(roomBox(node, at, outward))) {
      nextStep.set(key, step);
      return at;
    }
  }
}

function roomBox(node: DrawnNode, at: Position, outward: 1 | -1): Box {
  const box = bodyBox(node, at);
  if (node.form === 'group') return box;
  return outward === 1 ? { ...box, right: box.right + LABEL_ROOM } : { ...box, left: box.left - LABEL_ROOM };
}

function stepsByCost(columns: number, rows: number): { column: number; row: number }[] {
  const steps: { column: number; row: number; cost: number }[] = [];
  for (let column = 0; column < columns; column += 1) {
    for (let row = -rows; row <= rows; row += 1) steps.push({ column, row, cost: Math.abs(row) + column * 5 + (row < 0 ? 0.5 : 0) });
  }
  return steps.sort((a, b) => a.cost - b.cost);
}
