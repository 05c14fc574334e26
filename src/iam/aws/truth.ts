/** Three-valued answers: what a statement asks may be known to hold, known not to hold, or not be known. */

export type Truth = 'true' | 'false' | 'unknown';

/**
 * Collects, in the order found, the condition keys for which an answer is unknown. Whoever finds that the answer is
 * known after all cuts the list back to the length it had.
 */
export type Unknowns = string[];

/** Unknown, because of these keys. */
export function blame(unknowns: Unknowns, keys: readonly string[]): 'unknown' {
  for (const key of keys) unknowns.push(key);
  return 'unknown';
}

export function truthOf(value: boolean): Truth {
  return value ? 'true' : 'false';
}

export function not(truth: Truth): Truth {
  return truth === 'unknown' ? truth : truthOf(truth === 'false');
}

/** True when one of the answers is, false when all are; asks no further than it must. */
export function anyOf<Item>(items: readonly Item[], ask: (item: Item) => Truth): Truth {
  let answer: Truth = 'false';
  for (const item of items) {
    const truth = ask(item);
    if (truth === 'true') return truth;
    if (truth === 'unknown') answer = truth;
  }
  return answer;
}

/** False when one of the answers is, true when all are; asks no further than it must. */
export function allOf<Item>(items: readonly Item[], ask: (item: Item) => Truth): Truth {
  let answer: Truth = 'true';
  for (const item of items) {
    const truth = ask(item);
    if (truth === 'false') return truth;
    if (truth === 'unknown') answer = truth;
  }
  return answer;
}
