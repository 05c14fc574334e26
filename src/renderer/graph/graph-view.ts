/** The port behind which a graph renderer stands (cytoscape now; sigma for the whole estate later). No React. */
import type { Drawing, Positions } from './drawing.ts';

export interface GraphEvents {
  /** One thing, group or more-node was chosen; null for the empty canvas. */
  readonly select: string | null;
  /** Double click or Enter. */
  readonly expand: string;
  /** `x`, `y` in client pixels, for a menu. */
  readonly menu: { readonly id: string; readonly x: number; readonly y: number };
  /** The pointer rests on a node, or left it. */
  readonly hover: string | null;
  /** A drag ended: these are pinned where they are now. */
  readonly move: Positions;
  /** Zoom factor, after a zoom or fit came to rest. */
  readonly zoom: number;
}

export interface PngOptions {
  /** Pixels per model unit. */
  readonly scale: number;
  /** The whole drawing, or what the window shows. */
  readonly whole: boolean;
}

export interface GraphView {
  mount(element: HTMLElement): void;
  /** Draws this and nothing else; what stood there before and stands at the same place does not move. */
  show(drawing: Drawing, positions: Positions): void;
  /** Emphasises these with their links and neighbours; none: back to normal. */
  highlight(ids: readonly string[]): void;
  /** Marks one as chosen without emitting `select`; brings it into sight when it is outside the window. */
  select(id: string | null): void;
  /** Brings these into sight, zooming out where the window can't hold them with the rest; nothing moves when they are. */
  reveal(ids: readonly string[]): void;
  /** Middle of a node in client pixels; null when it is not drawn. */
  locate(id: string): { readonly x: number; readonly y: number } | null;
  fit(): void;
  /** Multiplies the zoom around the centre of the window. */
  zoomBy(factor: number): void;
  exportPng(options: PngOptions): Promise<Blob>;
  /** Returns the function that ends the subscription. */
  on<E extends keyof GraphEvents>(event: E, listener: (value: GraphEvents[E]) => void): () => void;
  destroy(): void;
}
