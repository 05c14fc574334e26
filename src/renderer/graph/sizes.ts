/** Sizes of what is drawn, in model units (CSS pixels at zoom 1). */
import type { Group, Thing } from '../../protocol/shapes.ts';
import { cardNote, groupTitle } from './words.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

const BODY: Size = { width: 30, height: 30 };
const SEED: Size = { width: 40, height: 40 };
const OWNER: Size = { width: 20, height: 20 };
const WIDE: Size = { width: 40, height: 24 };
const BOX: Size = { width: 34, height: 28 };

/** Room that rings and badges take around a body, on each side. */
export const RING_ROOM = 8;
/** Room that a group's lower cards take to its right and below. */
export const STACK_ROOM = 7;
/** How far a label may reach beyond the outermost body, so that long names do not shrink the whole. */
export const OUTERMOST_LABEL = 130;
export const MORE_SIZE: Size = { width: 78, height: 24 };

export function thingSize(thing: Thing, seed: boolean): Size {
  if (thing.label === 'Owner') return OWNER;
  if (thing.label === 'Group') return WIDE;
  if (thing.label === 'Container') return BOX;
  return seed ? SEED : BODY;
}

/** Wide enough for its two lines; a group of ten times the things is a step taller. */
export function groupSize(group: Group): Size {
  const note = cardNote(group);
  const letters = Math.max(groupTitle(group).length * 7.7, (note?.length ?? 0) * 6.8);
  const steps = Math.min(Math.floor(Math.log10(Math.max(group.count, 1))), 4);
  return { width: Math.ceil((letters + 50) / 8) * 8, height: (note ? 48 : 38) + steps * 2 };
}
