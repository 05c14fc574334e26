/**
 * Which labels are written and how far they are shortened, so that none covers a node or another label. Labels stand
 * on the outer side of a node, a seed's below it; groups carry their text in the card and need none.
 */
import type { Drawing, DrawnNode, Positions } from '../drawing.ts';
import { RING_ROOM } from '../sizes.ts';
import { shortenMiddle } from '../words.ts';
import { bodyBox, BoxGrid, type Box } from './footprint.ts';

export type LabelSide = 'right' | 'left' | 'below';

export interface Label {
  readonly text: string;
  readonly side: LabelSide;
}

export interface LabelOptions {
  /** Font size in model units, so that it comes out readable at the present zoom. */
  readonly font: number;
  /** Width of a text at font size 1. */
  readonly measure: (text: string) => number;
}

/** Longer names are shortened even where there is room. */
const MOST_CHARACTERS = 30;
/** Less than this says nothing; the label is left out and the name stands in the tooltip. */
const FEWEST_CHARACTERS = 6;
const PADDING = 3;

/** Labels by node id; a node without an entry has no room for one. */
export function placeLabels(drawing: Drawing, positions: Positions, options: LabelOptions): Map<string, Label> {
  const grid = new BoxGrid();
  for (const node of drawing.nodes) {
    const at = positions.get(node.id);
    if (at) grid.add(bodyBox(node, at));
  }
  const labels = new Map<string, Label>();
  const outer = drawing.direction === 'forward' ? 'right' : 'left';
  const labelled = drawing.nodes.filter((node) => node.form === 'thing');
  for (const node of [...labelled].sort((a, b) => a.precedence - b.precedence)) {
    const at = positions.get(node.id);
    if (!at) continue;
    const side = node.form === 'thing' && node.seed ? 'below' : outer;
    const fitted = fit(node, bodyBox(node, at), side, grid, options);
    if (!fitted) continue;
    grid.add(fitted.box);
    labels.set(node.id, { text: fitted.text, side });
  }
  return labels;
}

function fit(
  node: DrawnNode,
  body: Box,
  side: LabelSide,
  grid: BoxGrid,
  options: LabelOptions,
): { text: string; box: Box } | undefined {
  const wanted = shortenMiddle(node.name, MOST_CHARACTERS);
  const width = options.measure(wanted) * options.font + 2 * PADDING;
  const strip = stripFor(body, side, width, options.font);
  if (side === 'below') return grid.hits(strip) ? undefined : { text: wanted, box: strip };
  const room = side === 'right' ? grid.clearTo(strip) - strip.left : roomLeftOf(grid, strip);
  const text = room >= width ? wanted : shortenTo(node.name, room - 2 * PADDING, options);
  if (text === undefined) return undefined;
  const taken = options.measure(text) * options.font + 2 * PADDING;
  const box = side === 'right' ? { ...strip, right: strip.left + taken } : { ...strip, left: strip.right - taken };
  return { text, box };
}

/** The label's whole box, beginning outside the node's ring. */
function stripFor(body: Box, side: LabelSide, width: number, font: number): Box {
  const middle = (body.top + body.bottom) / 2;
  const half = font * 0.6 + 1;
  if (side === 'below') {
    const centre = (body.left + body.right) / 2;
    return { left: centre - width / 2, right: centre + width / 2, top: body.bottom, bottom: body.bottom + 2 * half };
  }
  const row = { top: middle - half, bottom: middle + half };
  return side === 'right'
    ? { ...row, left: body.right, right: body.right + width }
    : { ...row, left: body.left - width, right: body.left };
}

/** The grid measures from the left; a label on the left is shortened until it is clear. */
function roomLeftOf(grid: BoxGrid, strip: Box): number {
  let low = 0;
  let high = strip.right - strip.left;
  if (!grid.hits(strip)) return high;
  while (high - low > 4) {
    const middle = (low + high) / 2;
    if (grid.hits({ ...strip, left: strip.right - middle })) high = middle;
    else low = middle;
  }
  return low;
}

function shortenTo(name: string, room: number, options: LabelOptions): string | undefined {
  let low = FEWEST_CHARACTERS - 1;
  let high = Math.min([...name].length, MOST_CHARACTERS);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (options.measure(shortenMiddle(name, middle)) * options.font <= room) low = middle;
    else high = middle - 1;
  }
  return low < FEWEST_CHARACTERS ? undefined : shortenMiddle(name, low);
}

/** Where a label begins, measured from the middle of its node. */
export function labelOffset(node: DrawnNode, side: LabelSide): number {
  return (side === 'below' ? node.height : node.width) / 2 + RING_ROOM;
}
