/**
 * Which labels are written and how far they are shortened, so that none covers a node or another label. Labels stand
 * on the outer side of a node, or below it where that leaves more of the name; a seed's always below; groups carry their text in the card and need none.
 */
import type { Drawing, DrawnNode, Positions } from '../drawing.ts';
import { OUTERMOST_LABEL, RING_ROOM } from '../sizes.ts';
import { shortenMiddle } from '../words.ts';
import { bodyBox, BoxGrid, type Box } from './footprint.ts';

export type LabelSide = 'right' | 'left' | 'below';

export interface Label {
  readonly text: string;
  readonly side: LabelSide;
  readonly box: Box;
}

export interface LabelOptions {
  /** Font size in model units, so that it comes out readable at the present zoom. */
  readonly font: number;
  /** Width of a text at font size 1. */
  readonly measure: (text: string) => number;
}

/** Longer names are shortened even where there is room. */
const MOST_CHARACTERS = 28;
/** Less than this says nothing; the label is left out and the name stands in the tooltip. */
const FEWEST_CHARACTERS = 6;
const PADDING = 3;
/** Clear of the ring around a chosen seed. */
const BELOW = 7;
/** Thicker than any label is long at any zoom. */
const WALL = 1200;
/** How much wider the bold labels of seeds and crown jewels run. */
const BOLD = 1.09;

/** Labels by node id; a node without an entry has no room for one. */
export function placeLabels(drawing: Drawing, positions: Positions, options: LabelOptions): Map<string, Label> {
  const grid = new BoxGrid();
  for (const node of drawing.nodes) {
    const at = positions.get(node.id);
    if (at) grid.add(bodyBox(node, at));
  }
  const outer = drawing.direction === 'forward' ? 'right' : 'left';
  // Where the lines carry text, a name beside its thing would lie on it.
  const written = drawing.links.some((link) => link.label !== null);
  fence(grid, drawing, positions, outer);
  const labels = new Map<string, Label>();
  const labelled = drawing.nodes.filter((node) => node.form === 'thing');
  for (const node of [...labelled].sort((a, b) => a.precedence - b.precedence)) {
    const at = positions.get(node.id);
    if (!at) continue;
    const sides: readonly LabelSide[] = written || (node.form === 'thing' && node.seed) ? ['below'] : [outer, 'below'];
    const label = longest(sides.map((side) => fit(node, bodyBox(node, at), side, grid, options)));
    if (!label) continue;
    grid.add(label.box);
    labels.set(node.id, label);
  }
  return labels;
}

/** A wall beyond the outermost bodies: names at the rim are shortened too, lest they shrink the whole drawing. */
function fence(grid: BoxGrid, drawing: Drawing, positions: Positions, outer: 'right' | 'left'): void {
  let rim = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const node of drawing.nodes) {
    const at = positions.get(node.id);
    if (!at) continue;
    const box = bodyBox(node, at);
    rim = { left: Math.min(rim.left, box.left), right: Math.max(rim.right, box.right), top: Math.min(rim.top, box.top), bottom: Math.max(rim.bottom, box.bottom) };
  }
  if (rim.left === Infinity) return;
  if (outer === 'right') grid.add({ ...rim, left: rim.right + OUTERMOST_LABEL, right: rim.right + OUTERMOST_LABEL + WALL });
  else grid.add({ ...rim, right: rim.left - OUTERMOST_LABEL, left: rim.left - OUTERMOST_LABEL - WALL });
}

/** The label that says most; of equals the first. */
function longest(labels: readonly (Label | undefined)[]): Label | undefined {
  let best: Label | undefined;
  for (const label of labels) if (label && (!best || label.text.length > best.text.length)) best = label;
  return best;
}

function fit(node: DrawnNode, body: Box, side: LabelSide, grid: BoxGrid, options: LabelOptions): Label | undefined {
  const wanted = shortenMiddle(node.name, MOST_CHARACTERS);
  const measure = (text: string) => options.measure(text) * (node.precedence <= 1 ? BOLD : 1);
  const width = measure(wanted) * options.font + 2 * PADDING;
  const strip = stripFor(body, side, width, options.font);
  const room = roomFor(side, grid, strip);
  // Adding the strip’s left and taking it away again costs a last digit.
  const text = room >= width - 0.01 ? wanted : shortenTo(node.name, (room - 2 * PADDING) / options.font, measure);
  if (text === undefined) return undefined;
  const taken = measure(text) * options.font + 2 * PADDING;
  return { text, side, box: narrowed(strip, side, taken) };
}

/** The part of a strip that a text of this width takes: from its body outward, or about its middle. */
function narrowed(strip: Box, side: LabelSide, width: number): Box {
  if (side === 'right') return { ...strip, right: strip.left + width };
  if (side === 'left') return { ...strip, left: strip.right - width };
  const middle = (strip.left + strip.right) / 2;
  return { ...strip, left: middle - width / 2, right: middle + width / 2 };
}

function roomFor(side: LabelSide, grid: BoxGrid, strip: Box): number {
  return side === 'right' ? grid.clearTo(strip) - strip.left : roomByTrial(side, grid, strip);
}

/** The label's whole box, beginning outside the node's ring. */
function stripFor(body: Box, side: LabelSide, width: number, font: number): Box {
  const middle = (body.top + body.bottom) / 2;
  const half = font * 0.6 + 1;
  if (side === 'below') {
    const centre = (body.left + body.right) / 2;
    return { left: centre - width / 2, right: centre + width / 2, top: body.bottom + BELOW, bottom: body.bottom + BELOW + 2 * half };
  }
  const row = { top: middle - half, bottom: middle + half };
  return side === 'right'
    ? { ...row, left: body.right, right: body.right + width }
    : { ...row, left: body.left - width, right: body.left };
}

/** The grid measures from the left; a label that grows another way is shortened until it is clear. */
function roomByTrial(side: LabelSide, grid: BoxGrid, strip: Box): number {
  let low = 0;
  let high = strip.right - strip.left;
  if (!grid.hits(strip)) return high;
  while (high - low > 4) {
    const middle = (low + high) / 2;
    if (grid.hits(narrowed(strip, side, middle))) high = middle;
    else low = middle;
  }
  return low;
}

/** `room` at font size 1. */
function shortenTo(name: string, room: number, measure: (text: string) => number): string | undefined {
  let low = FEWEST_CHARACTERS - 1;
  let high = Math.min([...name].length, MOST_CHARACTERS);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(shortenMiddle(name, middle)) <= room) low = middle;
    else high = middle - 1;
  }
  return low < FEWEST_CHARACTERS ? undefined : shortenMiddle(name, low);
}

/** Where a label begins, measured from the middle of its node. */
export function labelOffset(node: DrawnNode, side: LabelSide): number {
  return (side === 'below' ? node.height : node.width) / 2 + RING_ROOM;
}
