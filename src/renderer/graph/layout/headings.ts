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

export interface HeadingOptions {
  /** Font size in model units, and the width of a text at font size 1. */
  readonly font: number;
  readonly measure: (text: string) => number;
}

interface Column {
  readonly hop: number;
  readonly left: number;
  readonly right: number;
  /** Things, those in groups among them. */
  readonly count: number;
}

const ABOVE = 26;
/** Longest first; all headings take the first form that keeps them apart. */
const FORMS: readonly ((column: Column) => string)[] = [
  ({ hop, count }) => (hop === 0 ? seeds(count) : `${hops(hop)} · ${formatCount(count)}`),
  ({ hop, count }) => (hop === 0 ? seeds(count) : hops(hop)),
  ({ hop }) => (hop === 0 ? 'Seed' : String(hop)),
];

/**
 * One heading for each hop of the walk, on one line above the whole drawing and over the middle of its column. Hops
 * that only expansions brought in have none: they are no distance from the seeds.
 */
export function headings(drawing: Drawing, positions: Positions, options: HeadingOptions): Heading[] {
  const { columns, top } = columnsOf(drawing, positions);
  const at = (form: (column: Column) => string) =>
    columns.map((column) => ({ hop: column.hop, text: form(column), x: (column.left + column.right) / 2, y: top - ABOVE }));
  const fitting = FORMS.map(at).find((row) => keepApart(row, options));
  return fitting ?? at(FORMS.at(-1)!);
}

function columnsOf(drawing: Drawing, positions: Positions): { columns: Column[]; top: number } {
  const columns = new Map<number, Column>();
  let top = Infinity;
  for (const node of drawing.nodes) {
    const at = positions.get(node.id);
    if (!at) continue;
    const { left, right, top: above } = bodyBox(node, at);
    top = Math.min(top, above);
    if (node.form === 'more' || (node.form === 'thing' && !node.reached)) continue;
    const count = node.form === 'group' ? node.group.count : 1;
    const column = columns.get(node.hop) ?? { hop: node.hop, left, right, count: 0 };
    columns.set(node.hop, {
      hop: node.hop,
      left: Math.min(column.left, left),
      right: Math.max(column.right, right),
      count: column.count + count,
    });
  }
  return { columns: [...columns.values()].sort((a, b) => a.left - b.left), top };
}

function keepApart(row: readonly Heading[], { font, measure }: HeadingOptions): boolean {
  const half = (heading: Heading) => (measure(heading.text) * font) / 2;
  return row.every((heading, index) => {
    const next = row[index + 1];
    return !next || heading.x + half(heading) + font < next.x - half(next);
  });
}

function seeds(count: number): string {
  return count === 1 ? 'Seed' : `${formatCount(count)} seeds`;
}

function hops(hop: number): string {
  return hop === 1 ? '1 hop' : `${hop} hops`;
}
