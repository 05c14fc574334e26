/**
 * Which events of a kind are still kept one by one: of an identity, action, target and day the first twenty changes and
 * denials, the first five of what only reads and the first three that issue a session, as programs do all day; further
 * ones are counted on the edge alone. Kept for one import across its files, so that a log cut into many small files gives
 * no more. Beyond a million kinds the count begins anew.
 */
import { hashOf } from './recent-ids.ts';

export const CHANGES_KEPT = 20;
export const READS_KEPT = 5;
export const SESSIONS_KEPT = 3;
const KINDS = 1_000_000;

export class EventBudget {
  #counts = new Map<number, number>();

  /** True while fewer than so many of this kind were taken. */
  take(kind: string, most: number): boolean {
    const hash = hashOf(kind);
    const count = this.#counts.get(hash) ?? 0;
    if (count >= most) return false;
    if (count === 0 && this.#counts.size >= KINDS) this.#counts = new Map();
    this.#counts.set(hash, count + 1);
    return true;
  }
}
