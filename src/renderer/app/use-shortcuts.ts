/** The keys that work everywhere. The graph handles its own (F, P) while it is shown. */
import { useEffect } from 'react';
import { useSession } from '../state/session.ts';
import { investigate, select, show, showTable, useView } from '../state/view.ts';
import { RAIL } from './rail.tsx';

export function useShortcuts(): void {
  useEffect(() => {
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || !useSession.getState().summary) return;
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') {
    event.preventDefault();
    useView.setState({ paletteOpen: true });
    return;
  }
  if (event.altKey && !event.ctrlKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
    // A browser does this by itself; the desktop window has no buttons of its own.
    event.preventDefault();
    history.go(event.key === 'ArrowLeft' ? -1 : 1);
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || isFloating()) return;
  if (act(event.key)) event.preventDefault();
}

/** True when the key meant something. */
function act(key: string): boolean {
  const { selected, pinned, drawer } = useView.getState();
  const thing = selected ?? pinned;
  const rail = RAIL[Number(key) - 1];
  if (rail) show(rail.screen);
  else if (key === '/') useView.setState({ paletteOpen: true });
  else if (key === '?') useView.setState({ shortcutsOpen: true });
  else if (key === 'b' && thing !== undefined) investigate([thing]);
  else if (key === 'r' && thing !== undefined) investigate([thing], 'backward');
  else if (key === 'o') showTable('findings', { query: 'orphaned-identities' });
  else if (key === 'Escape' && selected !== undefined) select(undefined);
  else if (key === 'Escape' && drawer !== undefined) useView.setState({ drawer: undefined });
  else return false;
  return true;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName));
}

/** A menu or dialog has the keyboard to itself. */
function isFloating(): boolean {
  return document.querySelector('.dialog, .floating') !== null;
}
