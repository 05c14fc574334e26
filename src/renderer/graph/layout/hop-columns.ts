/**
 * Hop columns: seeds at one side, each hop one column further, a tall column wrapped into several that stand close.
 * Same drawing and window, same positions, whatever the order of the input.
 */
import type { Drawing, DrawnNode, Position, Positions } from '../drawing.ts';
import { arrange, measureHop, type Arrangement, type Density, type Hop } from './hop-arrangement.ts';
import { orderedColumns } from './order.ts';
import { OUTERMOST_LABEL, RING_ROOM } from '../sizes.ts';

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

/** Room for labels, widest first. */
const DENSITIES: readonly Density[] = [
  { label: 132, gap: 76, row: 46 },
  { label: 100, gap: 68, row: 42 },
  { label: 72, gap: 60, row: 38 },
  { label: 52, gap: 44, row: 38 },
  // So narrow that names go below their things, for which the rows stand further apart.
  { label: 16, gap: 58, row: 58 },
];

/** Labels are written at the same size whatever the zoom; this is about telling shapes and badges apart. */
const READABLE_ZOOM = 0.85;
const LEAST_HEIGHT = 130;
/** A row this high has room for a name below each thing. */
const ROW_WITH_NAME = 56;
/** Rows move apart to use a window's height, up to this; beyond it columns no longer read as columns. */
const MOST_STRETCH = 1.7;
/** Headings stand above the columns, and nothing should touch the window's edge. */
const FRAME = { width: 90, height: 120 };

interface Plan {
  readonly density: Density;
  readonly arrangements: readonly Arrangement[];
  readonly zoom: number;
}

export function hopColumns(drawing: Drawing, options: LayoutOptions): Positions {
  if (drawing.nodes.length === 0) return new Map();
  const columns = [...orderedColumns(drawing).values()];
  const plan = bestPlan(columns.map(measureHop), options);
  const positions = new Map<string, Position>();
  let left = 0;
  columns.forEach((column, index) => {
    const arrangement = plan.arrangements[index]!;
    placeHop(column, arrangement, left, positions);
    left += arrangement.width + plan.density.gap + (options.linkLabelRoom ?? 0);
  });
  const stretched = moved(positions, 1, stretchOf(plan, options.window));
  return drawing.direction === 'forward' ? stretched : moved(stretched, -1, 1);
}

function stretchOf({ arrangements, zoom }: Plan, window: Window): number {
  const height = Math.max(...arrangements.map((each) => each.height));
  return Math.min(Math.max((window.height - FRAME.height) / zoom / height, 1), MOST_STRETCH);
}

/** The best trade of zoom for length of labels; zoom beyond the readable buys nothing. */
function bestPlan(hops: readonly Hop[], options: LayoutOptions): Plan {
  let best: { plan: Plan; score: number } | undefined;
  for (const density of DENSITIES) {
    const plan = planFor(hops, density, options);
    const score = Math.min(plan.zoom, READABLE_ZOOM) ** 1.5 * roomForName(density) ** 0.5;
    if (!best || score > best.score) best = { plan, score };
  }
  return best!.plan;
}

/** A name beside its thing has what is kept for it; one below has the way to the next column. */
function roomForName({ label, gap, row }: Density): number {
  return row >= ROW_WITH_NAME ? label + gap : label;
}

/** The height of columns at which the whole fits the window at the largest zoom; the lower of two that are alike. */
function planFor(hops: readonly Hop[], density: Density, { window, linkLabelRoom = 0 }: LayoutOptions): Plan {
  let best: Plan | undefined;
  const overhang = Math.max(0, OUTERMOST_LABEL - density.label);
  const gaps = (hops.length - 1) * (density.gap + linkLabelRoom) + overhang;
  const tallest = Math.max(...hops.map((hop) => arrange(hop, density, Infinity).height));
  for (let height = Math.min(tallest, LEAST_HEIGHT); ; height = Math.min(height * 1.12, tallest)) {
    const arrangements = hops.map((hop) => arrange(hop, density, height));
    const width = arrangements.reduce((sum, { width: each }) => sum + each, gaps);
    const total = Math.max(...arrangements.map((each) => each.height));
    const zoom = Math.min((window.width - FRAME.width) / width, (window.height - FRAME.height) / total, 1);
    if (!best || zoom > best.zoom * 1.01) best = { density, arrangements, zoom };
    if (height >= tallest) return best;
  }
}

/** Groups on top, things below in rows from left to right, the whole centred on y = 0. */
function placeHop(column: readonly DrawnNode[], arrangement: Arrangement, left: number, positions: Map<string, Position>): void {
  const { groups, things } = arrangement;
  const top = -arrangement.height / 2;
  column
    .filter((node) => node.form === 'group')
    .forEach((node, index) => {
      const x = left + (index % groups.columns) * groups.cellWidth + RING_ROOM + node.width / 2;
      const y = top + (Math.floor(index / groups.columns) + 0.5) * groups.cellHeight;
      positions.set(node.id, { x, y });
    });
  // Every second column stands half a row lower, so that lines to it pass between the nodes before it.
  const stagger = things.columns > 1 ? things.cellHeight / 2 : 0;
  column
    .filter((node) => node.form !== 'group')
    .forEach((node, index) => {
      const at = index % things.columns;
      const x = left + at * things.cellWidth + RING_ROOM + things.bodyWidth / 2;
      const y = top + groups.height + (Math.floor(index / things.columns) + 0.5) * things.cellHeight + (at % 2) * stagger;
      positions.set(node.id, { x, y });
    });
}

function moved(positions: Positions, across: number, down: number): Positions {
  return new Map([...positions].map(([id, { x, y }]) => [id, { x: x * across, y: y * down }]));
}
