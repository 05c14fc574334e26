/** Where an arrow key leads: along an edge where one goes that way, else to the nearest node that way. */
import type { Drawing, Position, Positions } from '../drawing.ts';

export type Arrow = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

const UNIT: Readonly<Record<Arrow, Position>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** Without a start, the first seed. Null when nothing lies that way. */
export function stepFrom(drawing: Drawing, positions: Positions, from: string | null, arrow: Arrow): string | null {
  const at = from === null ? undefined : positions.get(from);
  if (from === null || !at) return drawing.nodes[0]?.id ?? null;
  const linked = new Set<string>();
  for (const link of drawing.links) {
    if (link.from === from) linked.add(link.to);
    else if (link.to === from) linked.add(link.from);
  }
  const others = drawing.nodes.map((node) => node.id).filter((id) => id !== from);
  // Up and down walk a column, whose neighbours are seldom linked.
  const sideways = arrow === 'ArrowLeft' || arrow === 'ArrowRight';
  const alongEdge = sideways ? nearest(others.filter((id) => linked.has(id)), positions, at, arrow) : null;
  return alongEdge ?? nearest(others, positions, at, arrow);
}

function nearest(ids: readonly string[], positions: Positions, at: Position, arrow: Arrow): string | null {
  const unit = UNIT[arrow];
  let best: string | null = null;
  let least = Infinity;
  for (const id of ids) {
    const other = positions.get(id);
    if (!other) continue;
    const dx = other.x - at.x;
    const dy = other.y - at.y;
    const ahead = dx * unit.x + dy * unit.y;
    const aside = Math.abs(dx * unit.y + dy * unit.x);
    if (ahead < 1 || ahead < aside * 0.2) continue;
    const cost = ahead + aside * 2;
    if (cost < least) {
      least = cost;
      best = id;
    }
  }
  return best;
}
