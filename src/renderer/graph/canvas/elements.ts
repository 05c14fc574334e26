/** The drawing as cytoscape elements: what each node and link carries for the stylesheet to read. */
import type { ElementDefinition, NodeDefinition } from 'cytoscape';
import type { DrawnLink, DrawnNode, Drawing, Positions } from '../drawing.ts';
import type { Heading } from '../layout/headings.ts';
import type { Label } from '../layout/labels.ts';
import { labelOffset } from '../layout/labels.ts';
import { linkKey } from '../legend-keys.ts';
import { isCrowned } from '../marks/mark.ts';
import type { Pictures } from '../marks/pictures.ts';

/** Ids of what stands for nothing in the drawing; uids never begin so. */
export const HEADING = 'heading:';
export const HALO = 'halo:';

export interface Writing {
  readonly labels: ReadonlyMap<string, Label>;
  readonly headings: readonly Heading[];
  /** Font size in model units. */
  readonly font: number;
}

export function elements(drawing: Drawing, positions: Positions, pictures: Pictures, writing: Writing): ElementDefinition[] {
  const hops = new Map(drawing.nodes.map((node) => [node.id, node.hop]));
  return [
    ...drawing.nodes.map((node) => nodeElement(node, positions, pictures, writing)),
    ...drawing.links.flatMap((link) => linkElements(link, hops, positions)),
    ...writing.headings.map((heading) => ({
      group: 'nodes' as const,
      data: { id: `${HEADING}${heading.hop}`, label: heading.text, font: writing.font },
      position: { x: heading.x, y: heading.y },
      classes: 'heading',
      selectable: false,
      grabbable: false,
    })),
  ];
}

function nodeElement(node: DrawnNode, positions: Positions, pictures: Pictures, writing: Writing): NodeDefinition {
  const picture = pictures.of(node);
  const data = {
    id: node.id,
    name: node.name,
    width: node.width,
    height: node.height,
    image: picture.uri,
    imageWidth: picture.width,
    imageHeight: picture.height,
    ...labelData(node, writing),
  };
  return { group: 'nodes', data, position: { ...positions.get(node.id)! }, classes: nodeClasses(node).join(' ') };
}

/** The part of a node's data that changes with the zoom. */
export function labelData(node: DrawnNode, { labels, font }: Pick<Writing, 'labels' | 'font'>): { label: string; font: number; offset: number; side: string } {
  const label = labels.get(node.id);
  if (!label) return { label: '', font, offset: 0, side: 'right' };
  return { label: label.text, font, offset: labelOffset(node, label.side), side: label.side };
}

function nodeClasses(node: DrawnNode): string[] {
  if (node.form !== 'thing') return [node.form];
  const classes: string[] = ['thing', node.thing.label.toLowerCase()];
  if (node.seed) classes.push('seed');
  if (isCrowned(node.thing)) classes.push('crowned');
  return classes;
}

function linkElements(link: DrawnLink, hops: ReadonlyMap<string, number>, positions: Positions): ElementDefinition[] {
  const key = linkKey(link);
  const ends = { source: link.from, target: link.to };
  const classes: string[] = [key];
  if (link.conditional) classes.push('conditional');
  if (link.denied && key !== 'denied') classes.push('part-denied');
  // A straight line within a column would run through the nodes between its ends.
  const sibling = hops.get(link.from) === hops.get(link.to);
  if (sibling) classes.push('sibling');
  const bend = sibling ? { bend: bendOf(link, positions) } : {};
  const data = { id: link.id, ...ends, width: lineWidth(link), label: link.label ?? '', ...bend };
  const drawn: ElementDefinition = { group: 'edges', data, classes: classes.join(' ') };
  if (key !== 'both') return [drawn];
  const halo = { id: `${HALO}${link.id}`, ...ends, width: lineWidth(link) + 4, ...bend };
  const haloClasses = sibling ? 'halo sibling' : 'halo';
  return [{ group: 'edges', data: halo, classes: haloClasses, selectable: false }, drawn];
}

/** The longer the way, the wider the bow, so that bows over one column nest instead of running into one stroke. */
function bendOf(link: DrawnLink, positions: Positions): number {
  const from = positions.get(link.from)!;
  const to = positions.get(link.to)!;
  return Math.min(18 + Math.hypot(to.x - from.x, to.y - from.y) * 0.14, 96);
}

/** Granted lines are thin whatever their count; observed ones grow by its logarithm, to 4. */
export function lineWidth(link: Pick<DrawnLink, 'count' | 'observed'>): number {
  if (!link.observed) return 1.2;
  return Math.min(1.3 + Math.log10(Math.max(link.count, 1)) * 0.6, 4);
}
