/** What both stores share of documents kept with the case. */
import type { Document, KeptDocument } from './store.ts';

/** Of several under one key the last, as if they had been kept one after the other; ordered by collection and key. */
export function lastOfEach(documents: readonly KeptDocument[]): KeptDocument[] {
  const byKey = new Map(documents.map((document) => [JSON.stringify([document.collection, document.key]), document]));
  return [...byKey.values()].sort((a, b) => order(a.collection, b.collection) || order(a.key, b.key));
}

/** Ascending by key, in the order of JavaScript's text: databases have orders of their own. */
export function byKey(documents: Document[]): Document[] {
  return documents.sort((a, b) => order(a.key, b.key));
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
