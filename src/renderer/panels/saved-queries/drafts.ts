/** What is typed on the page of saved queries and not saved yet. It stays while other pages are looked at, and goes with the case. */
import { create } from 'zustand';
import type { SavedQuery } from '../../../protocol/shapes.ts';

export type Draft = Pick<SavedQuery, 'name' | 'text' | 'description'>;

export const BLANK: Draft = { name: '', text: '', description: '' };
/** Where the draft of a query that has no name yet is kept; no saved query is called so. */
export const NEW = '';

interface DraftsState {
  /** Where the case lies whose drafts these are. */
  readonly location: string | undefined;
  /** By the name of the saved query that was changed, or NEW. */
  readonly drafts: Readonly<Record<string, Draft>>;
}

export const useDrafts = create<DraftsState>()(() => ({ location: undefined, drafts: {} }));

/** Forgets what was typed for another case. */
export function draftsOf(location: string): void {
  if (useDrafts.getState().location !== location) useDrafts.setState({ location, drafts: {} });
}

export function keepDraft(key: string, draft: Draft): void {
  useDrafts.setState(({ drafts }) => ({ drafts: { ...drafts, [key]: draft } }));
}

export function dropDraft(key: string): void {
  useDrafts.setState(({ drafts }) => ({ drafts: Object.fromEntries(Object.entries(drafts).filter(([other]) => other !== key)) }));
}

export interface Entry {
  /** The name under which it is saved, or NEW. */
  readonly key: string;
  /** Undefined: not saved, or not any more. */
  readonly saved: SavedQuery | undefined;
  readonly draft: Draft;
  /** What is in the editor is not what is saved. */
  readonly changed: boolean;
}

/** What there is to choose from: the new query, then by name all that is saved or has a draft. */
export function entriesOf(queries: readonly SavedQuery[], drafts: Readonly<Record<string, Draft>>): Entry[] {
  const saved = new Map(queries.map((query) => [query.name, query]));
  const names = [...new Set([...saved.keys(), ...Object.keys(drafts)])].filter((name) => name !== NEW).sort();
  return [NEW, ...names].map((key) => {
    const held = saved.get(key);
    const draft = drafts[key] ?? (held ? { name: held.name, text: held.text, description: held.description } : BLANK);
    const before = held ?? BLANK;
    return { key, saved: held, draft, changed: draft.name !== before.name || draft.text !== before.text || draft.description !== before.description };
  });
}
