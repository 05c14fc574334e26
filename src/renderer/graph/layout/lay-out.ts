/** Decides between a fresh layout and one that leaves in place what was there. */
import type { Drawing, Positions } from '../drawing.ts';
import { hopColumns, type LayoutOptions } from './hop-columns.ts';
import { placeAdded } from './place-added.ts';

export interface Laid {
  readonly drawing: Drawing;
  readonly positions: Positions;
  /** Seeds, direction and resets: another one is another drawing. */
  readonly subject: string;
  /** Mode, window, hops and the like: another one is the same drawing with more or less in it. */
  readonly filter: string;
  /** Grows with each fresh layout, for whoever must fit the window to it. */
  readonly generation: number;
}

/** When a filter brings in more than this share, keeping the rest in place would leave a muddle. */
const MOST_ADDED = 0.4;

export function layOut(
  before: Laid | undefined,
  now: Pick<Laid, 'drawing' | 'subject' | 'filter'>,
  options: LayoutOptions,
): Laid {
  if (before && keepsPlaces(before, now)) {
    if (before.drawing === now.drawing) return { ...before, ...now };
    return { ...before, ...now, positions: placeAdded(now.drawing, before.drawing, before.positions) };
  }
  return { ...now, positions: hopColumns(now.drawing, options), generation: (before?.generation ?? 0) + 1 };
}

function keepsPlaces(before: Laid, now: Pick<Laid, 'drawing' | 'subject' | 'filter'>): boolean {
  if (before.subject !== now.subject) return false;
  if (before.filter === now.filter) return true;
  const added = now.drawing.nodes.filter((node) => !before.positions.has(node.id)).length;
  return added <= now.drawing.nodes.length * MOST_ADDED;
}
