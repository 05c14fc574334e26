/** Things looked at since the case was opened, newest first. Kept in memory only: a case's contents stay in the case. */
import { create } from 'zustand';
import type { Thing } from '../../protocol/shapes.ts';

const LIMIT = 8;

export const useRecent = create<{ readonly things: readonly Thing[] }>()(() => ({ things: [] }));

export function rememberThing(thing: Thing): void {
  useRecent.setState(({ things }) => ({ things: [thing, ...things.filter(({ uid }) => uid !== thing.uid)].slice(0, LIMIT) }));
}

export function forgetThings(): void {
  useRecent.setState({ things: [] });
}
