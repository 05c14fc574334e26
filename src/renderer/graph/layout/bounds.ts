/** The box around all that is drawn: bodies, labels and headings. */
import type { Drawing, Positions } from '../drawing.ts';
import { bodyBox, type Box } from './footprint.ts';
import type { Heading } from './headings.ts';
import type { Label } from './labels.ts';

export interface Written {
  readonly labels: ReadonlyMap<string, Label>;
  readonly headings: readonly Heading[];
  /** Font size in model units, and the width of a text at font size 1. */
  readonly font: number;
  readonly measure: (text: string) => number;
}

/** Undefined for an empty drawing. */
export function drawingBounds(drawing: Drawing, positions: Positions, written: Written): Box | undefined {
  const { labels, headings, font, measure } = written;
  let bounds: Box | undefined;
  const take = (box: Box) => {
    bounds = bounds ? union(bounds, box) : box;
  };
  for (const node of drawing.nodes) {
    const at = positions.get(node.id);
    if (!at) continue;
    take(bodyBox(node, at));
    const label = labels.get(node.id);
    if (label) take(label.box);
  }
  for (const { text, x, y } of headings) {
    const half = (measure(text) * font) / 2;
    take({ left: x - half, right: x + half, top: y - font / 2, bottom: y + font / 2 });
  }
  return bounds;
}

function union(a: Box, b: Box): Box {
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  };
}
