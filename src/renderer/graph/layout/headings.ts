/** The captions above the hop columns. */
import type { Drawing, Positions } from '../drawing.ts';
import { formatCount } from '../words.ts';
import { bodyBox } from './footprint.ts';

export interface Heading {
  readonly hop: number;
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

const ABOVE = 26;

/**
 * One heading for each hop of the walk, on one line above the whole drawing and over the middle of its column. Hops
 * that only expansions brought in have none: they are no distance from the seeds.
 */
export function headings(drawing: Drawing, positions: Positions): Heading[] {
  const columns = new Map<number, { left: number; right: number; count: number }>();
  let top = Infinity;
  for (const node of drawing.nodes) {
    const at = positions.get(node.id);
    if (!at) continue;
    const box = bodyBox(node, at);
    top = Math.min(top, box.top);
    if (node.form === 'more' || (node.form === 'thing' && !node.reached)) continue;
    const count = node.form === 'group' ? node.group.count : 1;
    const column = columns.get(node.hop);
    if (!column) columns.set(node.hop, { left: box.left, right: box.right, count });
    else columns.set(node.hop, { left: Math.min(column.left, box.left), right: Math.max(column.right, box.right), count: column.count + count });
  }
  return [...columns].map(([hop, { left, right, count }]) => ({ hop, text: headingText(hop, count), x: (left + right) / 2, y: top - ABOVE }));
}

function headingText(hop: number, count: number): string {
  if (hop === 0) return count === 1 ? 'Seed' : `${formatCount(count)} seeds`;
  return `${hop === 1 ? '1 hop' : `${hop} hops`} · ${formatCount(count)}`;
}
