/** The drawing of the walk or of the path, laid out, with what was there left in place. */
import { useMemo, useState } from 'react';
import type { Output } from '../../protocol/procedures.ts';
import type { WalkView } from '../../protocol/shapes.ts';
import { useCanvas } from './canvas-state.ts';
import type { Drawing, Positions } from './drawing.ts';
import { buildDrawing, NOTHING_REMOVED, pathDrawing } from './drawing-model.ts';
import type { LayoutOptions, Window } from './layout/hop-columns.ts';
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

export function useDrawing(walk: WalkView, filterKey: string, window: Window): Shown {
  const expansions = useCanvas((canvas) => canvas.expansions);
  const removal = useCanvas((canvas) => canvas.removal);
  const resets = useCanvas((canvas) => canvas.layout);
  // The key in force when a walk arrives is that walk's; it changes again before the next one is there.
  const [arrived, setArrived] = useState({ view: walk.view, key: filterKey });
  const filter = arrived.view === walk.view ? arrived.key : filterKey;
  if (arrived.view !== walk.view) setArrived({ view: walk.view, key: filterKey });
  // Laid out with everything in it, so that what the legend brings back stands where it stood.
  const all = useMemo(() => buildDrawing(walk, expansions, NOTHING_REMOVED), [walk, expansions]);
  const subject = useMemo(
    () => JSON.stringify([walk.direction, walk.seeds.map((seed) => seed.uid), resets]),
    [walk, resets],
  );
  const { positions, generation, move } = useLaid({ drawing: all, subject, filter }, { window });
  const drawing = useMemo(
    () => (removal === NOTHING_REMOVED ? all : buildDrawing(walk, expansions, removal)),
    [all, walk, expansions, removal],
  );
  return { drawing, all, positions, generation, move };
}

const NO_PATH: Drawing = { direction: 'forward', nodes: [], links: [], hidden: 0 };

/** Undefined while there is no path. */
export function usePathDrawing(path: Output<'walk.why'> | undefined, window: Window): Shown | undefined {
  const drawing = useMemo(() => (path ? pathDrawing(path) : NO_PATH), [path]);
  const subject = drawing.nodes.map((node) => node.id).join('\n');
  const laid = useLaid({ drawing, subject, filter: '' }, { window, linkLabelRoom: PATH_LABEL_ROOM });
  return drawing.nodes.length === 0 ? undefined : { drawing, all: drawing, ...laid };
}

/** Follows the drawing during render, so that no frame shows a drawing with another's places. */
function useLaid(now: Pick<Laid, 'drawing' | 'subject' | 'filter'>, options: LayoutOptions): Pick<Shown, 'positions' | 'generation' | 'move'> {
  const [kept, setLaid] = useState<Laid>(() => layOut(undefined, now, options));
  let laid = kept;
  if (laid.drawing !== now.drawing || laid.subject !== now.subject) {
    laid = layOut(laid, now, options);
    setLaid(laid);
  }
  const move = (moved: Positions) => setLaid((before) => ({ ...before, positions: new Map([...before.positions, ...moved]) }));
  return { positions: laid.positions, generation: laid.generation, move };
}
