/** What both stores ask of somebody's statement before they look into it. */
import { AppError } from '../base/errors.ts';

/** Characters. More is no question that somebody wrote, and a parser's time grows with it. */
const LONGEST = 100_000;

/** Throws `bad-request` for a text that is blank or too long. */
export function assertStatementLength(text: string): void {
  if (text.trim() === '') throw new AppError('bad-request', 'The statement is empty.');
  if (text.length <= LONGEST) return;
  throw new AppError('bad-request', `The statement has ${text.length} characters; ${LONGEST} is the most.`, { detail: { characters: text.length } });
}
