/** How one hop's nodes share a column of limited height: cells of one size for its things, of one size for its groups. */
import type { DrawnNode } from '../drawing.ts';
import { RING_ROOM, STACK_ROOM } from '../sizes.ts';

export interface Density {
  /** Room for a label beside each thing. */
  readonly label: number;
  /** Between two hops. */
  readonly gap: number;
  /** Least distance of two rows. */
  readonly row: number;
}

/** What the cells of a hop must hold. */
export interface Hop {
  readonly things: number;
  readonly thingWidth: number;
  readonly thingHeight: number;
  readonly groups: number;
  readonly groupWidth: number;
  readonly groupHeight: number;
}

export interface Arrangement {
  readonly width: number;
  readonly height: number;
  readonly groups: { readonly columns: number; readonly cellWidth: number; readonly cellHeight: number; readonly height: number };
  readonly things: { readonly columns: number; readonly cellWidth: number; readonly cellHeight: number; readonly bodyWidth: number };
}

const GROUP_GAP = { across: 14, down: 4 };
/** The usual body; smaller ones stand in the middle of its width. */
const BODY = 30;
/** Left of the gap where a group's card reaches into it. */
const LEAST_GAP = 20;
/** A seed's label stands below it. */
const SEED_LABEL = 28;

export function measureHop(column: readonly DrawnNode[]): Hop {
  const hop = { things: 0, thingWidth: BODY, thingHeight: 0, groups: 0, groupWidth: 0, groupHeight: 0 };
  for (const node of column) {
    if (node.form === 'group') {
      hop.groups += 1;
      hop.groupWidth = Math.max(hop.groupWidth, node.width);
      hop.groupHeight = Math.max(hop.groupHeight, node.height);
    } else {
      hop.things += 1;
      const below = node.form === 'thing' && node.seed ? SEED_LABEL : 0;
      hop.thingWidth = Math.max(hop.thingWidth, node.width);
      hop.thingHeight = Math.max(hop.thingHeight, node.height + 2 * RING_ROOM + below);
    }
  }
  return hop;
}

/** The narrowest arrangement that is no taller than `limit`, or the lowest there is. */
export function arrange(hop: Hop, density: Density, limit: number): Arrangement {
  let columns = 1;
  let arrangement = arrangeIn(hop, density, columns);
  while (arrangement.height > limit && columns < Math.max(hop.things, hop.groups)) {
    columns += 1;
    arrangement = arrangeIn(hop, density, columns);
  }
  return arrangement;
}

function arrangeIn(hop: Hop, density: Density, columns: number): Arrangement {
  const cellWidth = hop.thingWidth + 2 * RING_ROOM + density.label;
  const cellHeight = Math.max(density.row, hop.thingHeight);
  const groupWidth = hop.groupWidth + RING_ROOM + STACK_ROOM + GROUP_GAP.across;
  const groupHeight = hop.groupHeight + RING_ROOM + STACK_ROOM + GROUP_GAP.down;
  const thingColumns = Math.min(columns, Math.max(hop.things, 1));
  const thingsWidth = hop.things > 0 ? thingColumns * cellWidth : 0;
  // Beside things, groups take as many columns as fit above them; alone, as many as are asked for.
  const wanted = hop.things > 0 ? Math.floor(thingsWidth / groupWidth) : columns;
  const groupColumns = Math.max(1, Math.min(wanted, hop.groups));
  const groupsHeight = Math.ceil(hop.groups / groupColumns) * groupHeight;
  const rows = Math.ceil(hop.things / thingColumns);
  const stagger = thingColumns > 1 ? cellHeight / 2 : 0;
  return {
    // Cards may reach into the gap before the next hop, up to where its own begin.
    width: Math.max(thingsWidth, hop.groups > 0 ? groupColumns * groupWidth - (density.gap - LEAST_GAP) : 0),
    height: groupsHeight + (rows > 0 ? rows * cellHeight + stagger : 0),
    groups: { columns: groupColumns, cellWidth: groupWidth, cellHeight: groupHeight, height: groupsHeight },
    things: { columns: thingColumns, cellWidth, cellHeight, bodyWidth: hop.thingWidth },
  };
}
