/** Finds things by any part that identifies them, as a responder pastes it: key id, ARN, e-mail, name, fingerprint. */
import { AppError } from '../base/errors.ts';
import { NODE_LABELS } from '../model/labels.ts';
import type { Graph } from './graph.ts';

/** Index of a uid. Throws `identity-unknown`. */
export function indexOfUid(graph: Graph, uid: string): number {
  const index = graph.indexOf(uid);
  if (index === -1) throw new AppError('identity-unknown', `Nothing in this case has the id ${uid}.`, { detail: { uid } });
  return index;
}

export interface Match {
  readonly index: number;
  /** The text that matched: uid, or the value of `nativeId`, `name`, `email` or `fingerprint`. */
  readonly matched: string;
  readonly exact: boolean;
  /** The text is the last part after `/`, `:` or `#`. */
  readonly lastPart: boolean;
}

const IDENTIFYING = ['name', 'nativeId', 'email', 'fingerprint'] as const;
const RANK = new Map<string, number>(NODE_LABELS.map((label, rank) => [label, rank]));

/**
 * Things whose uid or identifying property is, ends with, or contains the text, ignoring case: exact matches first,
 * then last parts (`role/x` of an ARN), then the rest; open things before closed ones, then by label and uid.
 * At most `limit`. Imports are never found.
 */
export function findThings(graph: Graph, text: string, limit: number): Match[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return [];
  const direct = graph.indexOf(text.trim());
  const found: (Match & { rank: number })[] = [];
  for (let index = 0; index < graph.nodeCount; index++) {
    if (graph.label(index) === 'Import') continue;
    const match = index === direct ? { rank: 0, matched: graph.uid(index) } : bestMatch(graph, index, wanted);
    if (match) found.push({ index, matched: match.matched, exact: match.rank === 0, lastPart: match.rank === 1, rank: match.rank });
  }
  const order = (match: (typeof found)[number]): number =>
    match.rank * 1000 + (graph.isClosed(match.index) ? 100 : 0) + RANK.get(graph.label(match.index))!;
  found.sort((a, b) => order(a) - order(b) || a.index - b.index);
  return found.slice(0, limit).map(({ index, matched, exact, lastPart }) => ({ index, matched, exact, lastPart }));
}

/** rank 0: equal; 1: the last part after `/`, `:` or `#`; 2: contained. */
function bestMatch(graph: Graph, index: number, wanted: string): { rank: number; matched: string } | undefined {
  let best: { rank: number; matched: string } | undefined;
  const consider = (value: string): void => {
    const lower = value.toLowerCase();
    const position = lower.indexOf(wanted);
    if (position === -1) return;
    let rank = 2;
    if (lower.length === wanted.length) rank = 0;
    else if (lower.endsWith(wanted) && '/:#'.includes(lower[lower.length - wanted.length - 1]!)) rank = 1;
    if (!best || rank < best.rank) best = { rank, matched: value };
  };
  consider(graph.uid(index));
  for (const name of IDENTIFYING) {
    const value = graph.property(index, name);
    if (typeof value === 'string') consider(value);
  }
  return best;
}
