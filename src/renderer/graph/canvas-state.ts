/** What the user did to the canvas beside the address: expansions, hidden things, the path shown, which panel stands open. */
import { create } from 'zustand';
import type { Expansion, Removal } from './drawing-model.ts';
import { NOTHING_REMOVED } from './drawing-model.ts';
import type { LegendKey } from './legend-keys.ts';
import type { MemberFilter } from './sentence-parts.ts';

export interface PathRequest {
  readonly from: string;
  readonly to: string;
}

export type SidePanel =
  | { readonly kind: 'list' }
  /** `group`: one group's members; else those of the whole walk that pass the filter. */
  | { readonly kind: 'members'; readonly title: string; readonly group?: string; readonly filter: MemberFilter };

export interface CanvasState {
  readonly expansions: readonly Expansion[];
  readonly removal: Removal;
  /** A chosen group or more-node; things are chosen in the view's address. */
  readonly chosen: string | undefined;
  readonly path: PathRequest | undefined;
  /** The thing from which a path is sought, while its end is being picked. */
  readonly pickingFrom: string | undefined;
  readonly panel: SidePanel | undefined;
  readonly legend: boolean;
  /** Emphasised from a list beside the canvas. */
  readonly lit: readonly string[];
  /** Things whose neighbours are being fetched. */
  readonly expanding: readonly string[];
  /** One line that says what came of the last deed; read out, and shown for a while. */
  readonly note: string | undefined;
  /** Counts the resets of the layout. */
  readonly layout: number;
}

const FRESH = {
  expansions: [],
  removal: NOTHING_REMOVED,
  chosen: undefined,
  path: undefined,
  pickingFrom: undefined,
  expanding: [],
  lit: [],
  note: undefined,
} as const;

export const useCanvas = create<CanvasState>()(() => ({ ...FRESH, panel: undefined, legend: false, layout: 0 }));

/** For another walk: panels stay as they are, what belonged to the old walk goes. */
export function resetCanvas(): void {
  useCanvas.setState(({ panel }) => ({ ...FRESH, panel: panel?.kind === 'members' ? undefined : panel }));
}

/** Lays everything out anew, dragged things too. */
export function resetLayout(): void {
  useCanvas.setState(({ layout }) => ({ layout: layout + 1 }));
}

export function toggleKey(key: LegendKey): void {
  useCanvas.setState(({ removal }) => {
    const keys = new Set(removal.keys);
    if (!keys.delete(key)) keys.add(key);
    return { removal: { ...removal, keys } };
  });
}

export function hide(id: string): void {
  useCanvas.setState(({ removal, chosen }) => ({
    removal: { ...removal, ids: new Set([...removal.ids, id]) },
    chosen: chosen === id ? undefined : chosen,
  }));
}

export function showAll(): void {
  useCanvas.setState({ removal: NOTHING_REMOVED });
}

export function togglePanel(panel: SidePanel): void {
  useCanvas.setState(({ panel: open }) => ({ panel: open?.kind === panel.kind && panel.kind === 'list' ? undefined : panel }));
}

export function findPath(from: string): void {
  useCanvas.setState({ pickingFrom: from });
}

export function showPath(path: PathRequest | undefined): void {
  useCanvas.setState({ path, pickingFrom: undefined, chosen: undefined });
}

export function note(text: string): void {
  useCanvas.setState({ note: text });
}
