/**
 * The address of a view: everything that decides what is shown, and its text in `location.hash`. Two windows with the
 * same address on the same case show the same. Reading never fails: what an address doesn't say, or says wrongly, takes
 * its default.
 *
 *   #/investigate?seed=AKIA…&direction=forward&mode=both&selected=arn:…
 */
import { ACCESS_LEVELS, type AccessLevel } from '../../model/labels.ts';
import { EVIDENCE_MODES, type EvidenceMode } from '../../model/walk.ts';

export const SCREENS = ['welcome', 'overview', 'inventory', 'investigate', 'findings', 'timeline', 'import', 'saved-queries'] as const;
export type Screen = (typeof SCREENS)[number];

export interface Investigation {
  /** uids; empty when nothing is being investigated. */
  readonly seeds: readonly string[];
  readonly direction: 'forward' | 'backward';
  /** Ids of groups drawn as single things. */
  readonly open: readonly string[];
}

/** What a query table shows; kept for each of the two screens that have one. */
export interface TableAddress {
  /** Query id; undefined: the screen's first. */
  readonly query: string | undefined;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly search: string;
  readonly facets: Readonly<Record<string, readonly string[]>>;
  readonly order: readonly { readonly column: string; readonly descending: boolean }[];
}

export interface TimeWindow {
  /** Fixed-width UTC text, both ends included. */
  readonly from?: string;
  readonly to?: string;
}

export interface Address {
  readonly screen: Screen;
  readonly selected: string | undefined;
  readonly investigation: Investigation;
  readonly mode: EvidenceMode;
  readonly window: TimeWindow;
  /** undefined: no limit. */
  readonly hops: number | undefined;
  readonly minimumLevel: AccessLevel | undefined;
  readonly inventory: TableAddress;
  readonly findings: TableAddress;
  /** Key of the finding that is looked at, on the findings screen. */
  readonly finding: string | undefined;
  /** Name of the saved query that is looked at; undefined: a new one. */
  readonly savedQuery: string | undefined;
}

const NO_TABLE: TableAddress = { query: undefined, parameters: {}, search: '', facets: {}, order: [] };

export const START: Address = {
  screen: 'overview',
  selected: undefined,
  investigation: { seeds: [], direction: 'forward', open: [] },
  mode: 'granted',
  window: {},
  hops: undefined,
  minimumLevel: undefined,
  inventory: NO_TABLE,
  findings: NO_TABLE,
  finding: undefined,
  savedQuery: undefined,
};

/** The hash of an address, `#` included. Only what differs from START is written, and only the shown screen's part. */
export function formatAddress(address: Address): string {
  const words = new URLSearchParams();
  const { screen } = address;
  if (screen === 'investigate') writeInvestigation(words, address.investigation);
  if (screen === 'inventory' || screen === 'findings') writeTable(words, address[screen]);
  if (screen === 'findings' && address.finding !== undefined) words.set('finding', address.finding);
  if (screen === 'saved-queries' && address.savedQuery !== undefined) words.set('name', address.savedQuery);
  if (address.mode !== START.mode) words.set('mode', address.mode);
  if (address.window.from) words.set('from', address.window.from);
  if (address.window.to) words.set('to', address.window.to);
  if (address.hops !== undefined) words.set('hops', String(address.hops));
  if (address.minimumLevel) words.set('level', address.minimumLevel);
  if (address.selected !== undefined) words.set('selected', address.selected);
  const text = words.toString();
  return `#/${screen}${text ? `?${text}` : ''}`;
}

/** Reads a hash; parts that it leaves out (other screens' tables, say) are taken from `base`. */
export function parseAddress(hash: string, base: Address = START): Address {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split(/\?(.*)/s);
  const screen = oneOf(SCREENS, path) ?? START.screen;
  const words = new URLSearchParams(query);
  const hops = Number(words.get('hops'));
  return {
    screen,
    selected: words.get('selected') ?? undefined,
    investigation: screen === 'investigate' ? readInvestigation(words) : base.investigation,
    mode: oneOf(EVIDENCE_MODES, words.get('mode')) ?? START.mode,
    window: readWindow(words),
    hops: Number.isInteger(hops) && hops >= 1 ? hops : undefined,
    minimumLevel: oneOf(ACCESS_LEVELS, words.get('level')),
    inventory: screen === 'inventory' ? readTable(words) : base.inventory,
    findings: screen === 'findings' ? readTable(words) : base.findings,
    finding: screen === 'findings' ? (words.get('finding') ?? undefined) : base.finding,
    savedQuery: screen === 'saved-queries' ? (words.get('name') ?? undefined) : base.savedQuery,
  };
}

function writeInvestigation(words: URLSearchParams, investigation: Investigation): void {
  for (const seed of investigation.seeds) words.append('seed', seed);
  if (investigation.direction !== 'forward') words.set('direction', investigation.direction);
  for (const group of investigation.open) words.append('open', group);
}

function readInvestigation(words: URLSearchParams): Investigation {
  return {
    seeds: words.getAll('seed'),
    direction: words.get('direction') === 'backward' ? 'backward' : 'forward',
    open: words.getAll('open'),
  };
}

function readWindow(words: URLSearchParams): TimeWindow {
  const from = words.get('from');
  const to = words.get('to');
  return { ...(from ? { from } : {}), ...(to ? { to } : {}) };
}

function writeTable(words: URLSearchParams, table: TableAddress): void {
  if (table.query !== undefined) words.set('query', table.query);
  for (const [name, value] of Object.entries(table.parameters)) words.set(`p.${name}`, JSON.stringify(value));
  if (table.search) words.set('search', table.search);
  for (const [column, values] of Object.entries(table.facets)) {
    for (const value of values) words.append(`f.${column}`, value);
  }
  for (const { column, descending } of table.order) words.append('order', descending ? `-${column}` : column);
}

function readTable(words: URLSearchParams): TableAddress {
  const parameters: Record<string, unknown> = {};
  const facets: Record<string, string[]> = {};
  for (const [name, value] of words) {
    if (name.startsWith('p.')) {
      const read = readJson(value);
      if (read !== undefined) parameters[name.slice(2)] = read;
    } else if (name.startsWith('f.')) {
      (facets[name.slice(2)] ??= []).push(value);
    }
  }
  return {
    query: words.get('query') ?? undefined,
    parameters,
    search: words.get('search') ?? '',
    facets,
    order: words.getAll('order').map((text) =>
      text.startsWith('-') ? { column: text.slice(1), descending: true } : { column: text, descending: false },
    ),
  };
}

/** A parameter that is no JSON was typed by hand; the query's own check says what is wrong with it. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function oneOf<T extends string>(allowed: readonly T[], text: string | null): T | undefined {
  return allowed.find((word) => word === text);
}
