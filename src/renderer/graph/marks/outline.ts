/** The outlines of the graph language, centred on the origin; `grow` draws the same outline further out. */
import type { NodeKey } from '../legend-keys.ts';

export function outline(shape: NodeKey, width: number, height: number, grow: number, paint: string): string {
  const w = width / 2 + grow;
  const h = height / 2 + grow;
  switch (shape) {
    case 'identity':
    case 'human':
    case 'owner':
      return `<circle r="${w}" ${paint}/>`;
    case 'credential':
      // A diamond of the circle's width looks small; its points may reach a little further.
      return polygon([[0, -h - 2], [w + 2, 0], [0, h + 2], [-w - 2, 0]], paint);
    case 'workload':
      return polygon([[-w - 1, 0], [-w / 2, -h + 1], [w / 2, -h + 1], [w + 1, 0], [w / 2, h - 1], [-w / 2, h - 1]], paint);
    case 'resource':
      return rectangle(w - 1, h - 1, 6 + grow, paint);
    case 'group':
      return rectangle(w, h, h, paint);
    case 'container':
      return rectangle(w, h, 3 + grow, paint);
    case 'permission-set':
      return polygon([[-w + 2, -h], [w - 8, -h], [w - 2, -h + 8], [w - 2, h], [-w + 2, h]], paint);
    case 'record':
      return polygon([[0, -h], [w, h - 3], [-w, h - 3]], paint);
  }
}

function rectangle(w: number, h: number, radius: number, paint: string): string {
  return `<rect x="${-w}" y="${-h}" width="${2 * w}" height="${2 * h}" rx="${radius}" ${paint}/>`;
}

function polygon(points: readonly (readonly [number, number])[], paint: string): string {
  return `<polygon points="${points.map((point) => point.join(',')).join(' ')}" stroke-linejoin="round" ${paint}/>`;
}
