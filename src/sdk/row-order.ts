/** Text and rows in order: by code unit, as uids are in the graph. */
import type { Row } from './query.ts';

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Compares rows by their cells in these columns, text or time, one after the other; an empty cell comes last, as in Cypher. */
export function byColumns(names: readonly string[]): (a: Row, b: Row) => number {
  return (a, b) => {
    for (const name of names) {
      const [one, other] = [a[name] as string | null, b[name] as string | null];
      if (one === other) continue;
      if (one === null || other === null) return one === null ? 1 : -1;
      return compareText(one, other);
    }
    return 0;
  };
}
