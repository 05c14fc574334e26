/** The top bar: back and forward, the search box, which evidence counts, the time window, the drawer. */
import { ArrowLeft, ArrowRight, PanelBottom, Search } from 'lucide-react';
import { toggleDrawer, useView } from '../state/view.ts';
import { EvidenceSwitch } from './evidence-switch.tsx';
import { TimeWindowMenu } from './time-window-menu.tsx';

export function TopBar() {
  const canGoBack = useView((view) => view.canGoBack);
  const canGoForward = useView((view) => view.canGoForward);
  const drawer = useView((view) => view.drawer);
  const screen = useView((view) => view.screen);
  const hasDrawer = screen === 'inventory' || screen === 'investigate' || screen === 'findings';
  return (
    <header className="top-bar">
      <div className="history">
        <button type="button" className="icon-button" aria-label="Back" title="Back (Alt+←)" disabled={!canGoBack} onClick={() => history.back()}>
          <ArrowLeft size={16} aria-hidden />
        </button>
        <button type="button" className="icon-button" aria-label="Forward" title="Forward (Alt+→)" disabled={!canGoForward} onClick={() => history.forward()}>
          <ArrowRight size={16} aria-hidden />
        </button>
      </div>
      <button type="button" className="search-box" aria-keyshortcuts="/ Control+K" onClick={() => useView.setState({ paletteOpen: true })}>
        <Search size={14} aria-hidden />
        <span className="truncate">Search any id, or type a command</span>
        <span className="kbd" aria-hidden>
          /
        </span>
      </button>
      <span className="space" />
      <EvidenceSwitch />
      <TimeWindowMenu />
      <button
        type="button"
        className="icon-button"
        aria-label="Drawer"
        title="Table and query behind this view"
        aria-pressed={hasDrawer && drawer !== undefined}
        disabled={!hasDrawer}
        onClick={() => toggleDrawer(drawer ?? (screen === 'investigate' ? 'table' : 'query'))}
      >
        <PanelBottom size={16} aria-hidden />
      </button>
    </header>
  );
}
