/** From what someone typed to one thing: an id, or any part that only one thing has. */
import { AppError } from '../base/errors.ts';
import { findThings } from '../graph/find.ts';
import type { Graph } from '../graph/graph.ts';

const LISTED = 20;

/**
 * The uid that the text means: the uid itself, else the one exact match, else the one thing whose last part it is, else
 * the one that contains it. Throws `identity-unknown`, or `identity-ambiguous` with the candidates in its message.
 */
export function identify(graph: Graph, text: string): string {
  const direct = graph.indexOf(text.trim());
  if (direct !== -1 && graph.label(direct) !== 'Import') return graph.uid(direct);
  const matches = findThings(graph, text, LISTED + 1);
  if (matches.length === 0) {
    throw new AppError('identity-unknown', `Nothing in this case matches "${text}". Try a key id, an ARN, an e-mail or part of a name.`, { detail: { text } });
  }
  const exact = matches.filter((match) => match.exact);
  const lastParts = matches.filter((match) => match.lastPart);
  const candidates = exact.length > 0 ? exact : lastParts.length > 0 ? lastParts : matches;
  const [first, ...others] = candidates;
  if (others.length === 0) return graph.uid(first!.index);
  const lines = candidates.slice(0, LISTED).map(({ index }) => `  ${graph.label(index).padEnd(13)} ${graph.uid(index)}  (${graph.name(index)})`);
  const more = candidates.length > LISTED ? '\n  … and more' : '';
  throw new AppError('identity-ambiguous', `"${text}" matches several things; give one of these ids:\n${lines.join('\n')}${more}`, {
    detail: { text, candidates: candidates.slice(0, LISTED).map(({ index }) => graph.uid(index)) },
  });
}
