/** The keys of the Investigate view: F fit, P path, L list, K legend, E expand, + and − zoom, Esc one step back out. */
import { useEffect, useEffectEvent } from 'react';
import { useView } from '../state/view.ts';
import { findPath, showPath, togglePanel, useCanvas } from './canvas-state.ts';
import type { GraphView } from './graph-view.ts';

export interface GraphKeys {
  /** False while another view stands in front. */
  readonly active?: boolean;
  readonly pathFrom: string | undefined;
  readonly chosen: string | null;
  readonly expand: (id: string) => void;
}

export function useGraphKeys(view: GraphView | null, { active = true, pathFrom, chosen, expand }: GraphKeys): void {
  const act = useEffectEvent((key: string): boolean => {
    if (!active) return false;
    if (key === 'Escape') return stepBack();
    if (key === 'f') view?.fit();
    else if (key === '+' || key === '=') view?.zoomBy(1.3);
    else if (key === '-') view?.zoomBy(1 / 1.3);
    else if (key === 'l') togglePanel({ kind: 'list' });
    else if (key === 'k') useCanvas.setState(({ legend }) => ({ legend: !legend }));
    else if (key === 'p' && pathFrom !== undefined) findPath(pathFrom);
    else if (key === 'e' && chosen !== null) expand(chosen);
    else return false;
    return true;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isElsewhere(event.target)) return;
      if (act(event.key)) event.preventDefault();
    };
    // Before the window's own keys, whose Esc would take the selection first.
    addEventListener('keydown', onKeyDown, true);
    return () => removeEventListener('keydown', onKeyDown, true);
  }, []);
}

/** Fields keep their letters; menus and dialogs have the keyboard to themselves. */
function isElsewhere(target: EventTarget | null): boolean {
  if (document.querySelector('.dialog:not([data-closed]), .floating:not([data-closed])')) return true;
  return target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName));
}

/** One layer at a time: path, panels, group, selection, and then the view before this one. */
function stepBack(): boolean {
  const canvas = useCanvas.getState();
  const { selected, drawer, canGoBack } = useView.getState();
  if (canvas.path) showPath(undefined);
  else if (canvas.panel) useCanvas.setState({ panel: undefined, lit: [] });
  else if (canvas.legend) useCanvas.setState({ legend: false });
  else if (canvas.chosen !== undefined) useCanvas.setState({ chosen: undefined });
  else if (selected !== undefined || drawer !== undefined) return false;
  else if (canGoBack) history.back();
  else return false;
  return true;
}
