/**
 * Which events of a kind are still kept one by one: the first twenty of an identity, action, target and day; further
 * ones are counted on the edge alone. Kept for one import across its files, so that a log cut into many small files gives
 * no more. Beyond a million kinds the count begins anew.
 */
import { hashOf } from './recent-ids.ts';

export const KEPT_EACH = 20;
const KINDS = 1_000_000;

export class EventBudget {
  #counts = new Map<number, number>();

  /** True while fewer than KEPT_EACH of this kind were taken. */
  take(kind: string): boolean {
    const hash = hashOf(kind);
    const count = this.#counts.get(hash) ?? 0;
    if (count >= KEPT_EACH) return false;
    if (count === 0 && this.#counts.size >= KINDS) this.#counts = new Map();
    this.#counts.set(hash, count + 1);
    return true;
  }
}
