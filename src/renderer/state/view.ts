/**
 * View state: what is shown, selected and laid out. Never what the host answered (that is session.ts and useCall).
 * The part that makes up the address is kept in step with `location.hash`, so that back, forward and a copied address work.
 */
import { create } from 'zustand';
import type { Group, WalkView } from '../../protocol/shapes.ts';
import {
  formatAddress,
  parseAddress,
  type Address,
  type Investigation,
  type Screen,
  type TableAddress,
} from './address.ts';
import { readTheme, applyTheme, storeTheme, type Theme } from './theme.ts';

export type DrawerTab = 'table' | 'query';

/** The query that would give what is shown, for the drawer's Cypher. */
export interface QueryBehind {
  readonly query: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** What stands on the canvas, for the drawer's table; set by the Investigate view, undefined when it draws nothing. */
export interface Drawn {
  /** `walk.members` handle of the whole walk. */
  readonly view: string;
  readonly nodes: WalkView['nodes'];
  readonly groups: readonly Group[];
}

export interface ViewState extends Address {
  readonly theme: Theme;
  /** undefined: closed. */
  readonly drawer: DrawerTab | undefined;
  /** A pinned inspector keeps its thing when the selection changes. */
  readonly pinned: string | undefined;
  readonly drawn: Drawn | undefined;
  readonly queryBehind: QueryBehind | undefined;
  readonly paletteOpen: boolean;
  readonly shortcutsOpen: boolean;
  readonly canGoBack: boolean;
  readonly canGoForward: boolean;
}

export const useView = create<ViewState>()(() => ({
  ...parseAddress(location.hash),
  theme: readTheme(),
  drawer: undefined,
  pinned: undefined,
  drawn: undefined,
  queryBehind: undefined,
  paletteOpen: false,
  shortcutsOpen: false,
  canGoBack: false,
  canGoForward: false,
}));

/** Position within the history entries this page made, and the furthest one there is. */
let position = 0;
let furthest = 0;
/** The write of a replaced address that is due. */
let writing: ReturnType<typeof setTimeout> | undefined;

/** Changes the address. A new history entry unless `replace`; a change that changes nothing makes none. */
export function navigate(change: Partial<Address>, options: { replace?: boolean } = {}): void {
  if (options.replace) {
    useView.setState(change);
    // Browsers refuse history calls that come as fast as a held arrow key moves through a table.
    writing ??= setTimeout(writeAddress, 150);
    return;
  }
  if (writing !== undefined) writeAddress();
  useView.setState(change);
  const hash = formatAddress(useView.getState());
  if (hash === location.hash) return;
  position += 1;
  furthest = position;
  history.pushState({ position }, '', hash);
  showPosition();
}

function writeAddress(): void {
  clearTimeout(writing);
  writing = undefined;
  history.replaceState({ position }, '', formatAddress(useView.getState()));
}

export function show(screen: Screen): void {
  navigate({ screen });
}

/** Selecting is no step of its own in the history: back goes to the view before, not to the row before. */
export function select(uid: string | undefined): void {
  navigate({ selected: uid, finding: undefined }, { replace: true });
}

/** Shows a finding in the inspector's place, and selects what it is about, so that the keys for it work. */
export function showFinding(key: string, uid: string): void {
  navigate({ finding: key, selected: uid }, { replace: true });
}

/** From a finding to a thing: a step of its own, so that back leads to the finding again. */
export function leaveFindingFor(uid: string): void {
  navigate({ selected: uid, finding: undefined });
}

/** Opens the Investigate view; with one seed it is selected too. */
export function investigate(seeds: readonly string[], direction: Investigation['direction'] = 'forward'): void {
  navigate({
    screen: 'investigate',
    investigation: { seeds, direction, open: [] },
    ...(seeds.length === 1 ? { selected: seeds[0] } : {}),
  });
}

export function showTable(screen: 'inventory' | 'findings', table: Partial<TableAddress>): void {
  const empty: TableAddress = { query: undefined, parameters: {}, search: '', facets: {}, order: [] };
  navigate({ screen, [screen]: { ...empty, ...table }, finding: undefined });
}

/** Narrowing or sorting a table stays within one history entry. */
export function changeTable(screen: 'inventory' | 'findings', change: Partial<TableAddress>): void {
  navigate({ [screen]: { ...useView.getState()[screen], ...change } }, { replace: true });
}

export function setTheme(theme: Theme): void {
  storeTheme(theme);
  applyTheme(theme);
  useView.setState({ theme });
}

/** Keeps the store in step with the history; returns the function that stops it. Called once when the page starts. */
export function followHistory(): () => void {
  history.replaceState({ position }, '', location.hash || formatAddress(useView.getState()));
  const onPop = (event: PopStateEvent) => {
    clearTimeout(writing);
    writing = undefined;
    const state = event.state as { position?: number } | null;
    // An address typed into the bar comes without a state: it is a new entry after the present one.
    position = state?.position ?? position + 1;
    if (state?.position === undefined) {
      furthest = position;
      history.replaceState({ position }, '', location.hash);
    }
    useView.setState(parseAddress(location.hash, useView.getState()));
    showPosition();
  };
  addEventListener('popstate', onPop);
  return () => removeEventListener('popstate', onPop);
}

function showPosition(): void {
  useView.setState({ canGoBack: position > 0, canGoForward: position < furthest });
}

export function setQueryBehind(queryBehind: QueryBehind | undefined): void {
  useView.setState({ queryBehind });
}

export function setDrawn(drawn: Drawn | undefined): void {
  useView.setState({ drawn });
}

/** The drawer with this tab, or closed when it shows the tab already. */
export function toggleDrawer(tab: DrawerTab): void {
  useView.setState(({ drawer }) => ({ drawer: drawer === tab ? undefined : tab }));
}
