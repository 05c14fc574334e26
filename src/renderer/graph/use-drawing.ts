/** The drawing of the walk or of the path, laid out, with what was there left in place. */
import { useMemo, useRef } from 'react';
import type { Output } from '../../protocol/procedures.ts';
import type { WalkView } from '../../protocol/shapes.ts';
import { useCanvas } from './canvas-state.ts';
import type { Drawing, Positions } from './drawing.ts';
import { buildDrawing, NOTHING_REMOVED, pathDrawing } from './drawing-model.ts';
import type { Window } from './layout/hop-columns.ts';
import { layOut, type Laid } from './layout/lay-out.ts';

/** Text on the links of a path. */
const PATH_LABEL_ROOM = 90;

export interface Shown {
  /** What is drawn: the removed left out. */
  readonly drawing: Drawing;
  /** The removed too. */
  readonly all: Drawing;
  readonly positions: Positions;
  /** Grows with each fresh layout. */
  readonly generation: number;
  /** Keeps a dragged thing where it was dropped. */
  readonly move: (moved: Positions) => void;
}

export function useDrawing(walk: WalkView, filterKey: string, window: () => Window): Shown {
  const expansions = useCanvas((canvas) => canvas.expansions);
  const removal = useCanvas((canvas) => canvas.removal);
  const resets = useCanvas((canvas) => canvas.layout);
  const laid = useRef<Laid>(undefined);
  // The key in force when a walk arrives is that walk's; it changes again before the next one is there.
  const filter = useRef({ view: walk.view, key: filterKey });
  if (filter.current.view !== walk.view) filter.current = { view: walk.view, key: filterKey };
  // Laid out with everything in it, so that what the legend brings back stands where it stood.
  const all = useMemo(() => buildDrawing(walk, expansions, NOTHING_REMOVED), [walk, expansions]);
  const { generation } = useMemo(() => {
    const subject = JSON.stringify([walk.direction, walk.seeds.map((seed) => seed.uid), resets]);
    laid.current = layOut(laid.current, { drawing: all, subject, filter: filter.current.key }, { window: window() });
    return laid.current;
  }, [all, resets]);
  const drawing = useMemo(
    () => (removal === NOTHING_REMOVED ? all : buildDrawing(walk, expansions, removal)),
    [all, walk, expansions, removal],
  );
  return { drawing, all, positions: laid.current!.positions, generation, move: (moved) => moveIn(laid, moved) };
}

export function usePathDrawing(path: Output<'walk.why'> | undefined, window: () => Window): Shown | undefined {
  const laid = useRef<Laid>(undefined);
  return useMemo(() => {
    if (!path || path.things.length === 0) return undefined;
    const drawing = pathDrawing(path);
    const subject = path.things.map((thing) => thing.uid).join('\n');
    laid.current = layOut(laid.current, { drawing, subject, filter: '' }, { window: window(), linkLabelRoom: PATH_LABEL_ROOM });
    const { positions, generation } = laid.current;
    return { drawing, all: drawing, positions, generation, move: (moved: Positions) => moveIn(laid, moved) };
  }, [path]);
}

function moveIn(laid: React.RefObject<Laid | undefined>, moved: Positions): void {
  if (laid.current) laid.current = { ...laid.current, positions: new Map([...laid.current.positions, ...moved]) };
}
