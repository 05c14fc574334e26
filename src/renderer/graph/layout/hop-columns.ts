/**
 * Hop columns: seeds at one side, each hop one column further, a tall column wrapped into several that stand close.
 * Same drawing and window, same positions, whatever the order of the input.
 */
import type { Drawing, DrawnNode, Position, Positions } from '../drawing.ts';
import { RING_ROOM, STACK_ROOM } from '../sizes.ts';
import { orderedColumns } from './order.ts';

export interface Window {
  readonly width: number;
  readonly height: number;
}

export interface LayoutOptions {
  /** What the drawing is to fit; its shape decides how tall a column may grow. */
  readonly window: Window;
  /** Room for the text on links between two hops; 0 for none. */
  readonly linkLabelRoom?: number;
}

/** Room for labels, widest first. The first with which the drawing fits at a readable zoom is taken. */
const DENSITIES = [
  { label: 132, gap: 72, row: 46 },
  { label: 96, gap: 64, row: 42 },
  { label: 66, gap: 56, row: 38 },
  { label: 40, gap: 48, row: 38 },
] as const;
type Density = (typeof DENSITIES)[number];

const READABLE_ZOOM = 0.85;
const GROUP_GAP = 12;
/** Beyond this many rows no window is better served. */
const MOST_ROWS = 400;

/** One block of a hop: its things, or its groups. Rows are filled left to right, so that order runs downwards. */
interface Block {
  readonly nodes: readonly DrawnNode[];
  readonly groups: boolean;
}

interface Placed {
  readonly positions: Map<string, Position>;
  readonly width: number;
  readonly height: number;
}

export function hopColumns(drawing: Drawing, options: LayoutOptions): Positions {
  if (drawing.nodes.length === 0) return new Map();
  const hops = [...orderedColumns(drawing).values()].map(blocksOf);
  const tallest = Math.max(...hops.flat().map((block) => block.nodes.length));
  let best: { placed: Placed; zoom: number } | undefined;
  for (const density of DENSITIES) {
    for (const rows of rowChoices(tallest)) {
      const placed = place(hops, density, rows, options.linkLabelRoom ?? 0);
      const zoom = Math.min(options.window.width / placed.width, options.window.height / placed.height, 1);
      if (!best || zoom > best.zoom * 1.02) best = { placed, zoom };
    }
    if (best && best.zoom >= READABLE_ZOOM) break;
  }
  return mirrored(best!.placed.positions, drawing.direction);
}

function blocksOf(column: readonly DrawnNode[]): Block[] {
  const things = column.filter((node) => node.form !== 'group');
  const groups = column.filter((node) => node.form === 'group');
  const blocks: Block[] = [];
  if (things.length > 0) blocks.push({ nodes: things, groups: false });
  if (groups.length > 0) blocks.push({ nodes: groups, groups: true });
  return blocks;
}

/** Every count up to 24, then in steps of an eighth: enough to find the right shape without trying them all. */
function rowChoices(tallest: number): number[] {
  const choices: number[] = [];
  for (let rows = 3; rows < Math.min(tallest, MOST_ROWS); rows += Math.max(1, Math.floor(rows / 8))) choices.push(rows);
  return [Math.min(tallest, MOST_ROWS), ...choices];
}

function place(hops: readonly Block[][], density: Density, rows: number, linkLabelRoom: number): Placed {
  const positions = new Map<string, Position>();
  let x = 0;
  let height = 0;
  hops.forEach((blocks, index) => {
    if (index > 0) x += density.gap + linkLabelRoom;
    for (const block of blocks) {
      const grid = placeBlock(block, density, rows, x, positions);
      x = grid.right;
      height = Math.max(height, grid.height);
    }
  });
  return { positions, width: Math.max(x, 1), height: Math.max(height, 1) };
}

/** Places a block with its left edge at `left`, centred on y = 0. */
function placeBlock(
  block: Block,
  density: Density,
  rows: number,
  left: number,
  positions: Map<string, Position>,
): { right: number; height: number } {
  const columns = Math.ceil(block.nodes.length / rows);
  const lines = chunk(block.nodes, columns);
  const widths = Array.from({ length: columns }, (_, column) => Math.max(...lines.map((line) => widthOf(line[column], density))));
  const heights = lines.map((line) => Math.max(...line.map((node) => heightOf(node, density))));
  // Every second column stands half a row lower, so that lines to it pass between the nodes before it.
  const stagger = columns > 1 && !block.groups ? density.row / 2 : 0;
  const total = heights.reduce((sum, height) => sum + height, 0) + stagger;
  let top = -total / 2;
  lines.forEach((line, row) => {
    let x = left;
    line.forEach((node, column) => {
      const y = top + heights[row]! / 2 + (column % 2 === 1 ? stagger : 0);
      positions.set(node.id, { x: x + RING_ROOM + node.width / 2 + centring(block, node, widths[column]!), y });
      x += widths[column]!;
    });
    top += heights[row]!;
  });
  return { right: left + widths.reduce((sum, width) => sum + width, 0), height: total };
}

/** Cards stand flush left as things do; small things share the middle of the usual body. */
function centring(block: Block, node: DrawnNode, width: number): number {
  return block.groups ? 0 : Math.max(0, (Math.min(30, width) - node.width) / 2);
}

function widthOf(node: DrawnNode | undefined, density: Density): number {
  if (!node) return 0;
  if (node.form === 'group') return RING_ROOM + node.width + STACK_ROOM + 14;
  if (node.form === 'more') return Math.max(node.width + 2 * RING_ROOM, 46 + density.label);
  return Math.max(node.width, 30) + 2 * RING_ROOM + density.label;
}

function heightOf(node: DrawnNode, density: Density): number {
  if (node.form === 'group') return node.height + STACK_ROOM + RING_ROOM + GROUP_GAP;
  // A seed's label stands below it.
  if (node.form === 'thing' && node.seed) return node.height + 2 * RING_ROOM + 22;
  return Math.max(density.row, node.height + 2 * RING_ROOM);
}

function mirrored(positions: Map<string, Position>, direction: Drawing['direction']): Positions {
  if (direction === 'forward') return positions;
  return new Map([...positions].map(([id, { x, y }]) => [id, { x: -x, y }]));
}

function chunk<T>(items: readonly T[], size: number): T[][] {
  const chunks: T[][] = [];
  for (let start = 0; start < items.length; start += size) chunks.push(items.slice(start, start + size));
  return chunks;
}
