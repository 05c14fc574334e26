/** The room a node takes on the canvas: body, rings, badges, and the label at its right. */
import type { DrawnNode, Position } from '../drawing.ts';
import { RING_ROOM, STACK_ROOM } from '../sizes.ts';

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Body with rings and badges; the label left out. Two of these never overlap in a layout. */
export function bodyBox(node: DrawnNode, at: Position): Box {
  const lower = node.form === 'group' ? STACK_ROOM : RING_ROOM;
  return {
    left: at.x - node.width / 2 - RING_ROOM,
    top: at.y - node.height / 2 - RING_ROOM,
    right: at.x + node.width / 2 + lower,
    bottom: at.y + node.height / 2 + lower,
  };
}

export function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** Boxes by the cells they touch, so that a look for what is in the way stays near. */
export class BoxGrid {
  private static readonly CELL = 64;
  private readonly cells = new Map<string, Box[]>();

  add(box: Box): void {
    for (const key of BoxGrid.keys(box)) {
      const cell = this.cells.get(key);
      if (cell) cell.push(box);
      else this.cells.set(key, [box]);
    }
  }

  hits(box: Box): boolean {
    for (const key of BoxGrid.keys(box)) {
      if (this.cells.get(key)?.some((other) => overlap(box, other))) return true;
    }
    return false;
  }

  /** The least left edge of what lies in the strip from `box.left` to `box.right`, or `box.right` when it is clear. */
  clearTo(box: Box): number {
    let clear = box.right;
    for (const key of BoxGrid.keys(box)) {
      for (const other of this.cells.get(key) ?? []) {
        if (overlap(box, other)) clear = Math.min(clear, other.left);
      }
    }
    return clear;
  }

  private static *keys(box: Box): Generator<string> {
    const { CELL } = BoxGrid;
    for (let x = Math.floor(box.left / CELL); x <= Math.floor(box.right / CELL); x += 1) {
      for (let y = Math.floor(box.top / CELL); y <= Math.floor(box.bottom / CELL); y += 1) yield `${x}:${y}`;
    }
  }
}
