/** Why nobody counts as the owner: the letter the graph shows, and the words. */
import { reasonLetter, reasonWords } from '../../graph/words.ts';

export function ReasonBadge({ code, title }: { readonly code: string; readonly title?: string }) {
  return (
    <span className="badge amber" title={title}>
      <b aria-hidden>{reasonLetter(code)}</b> {reasonWords(code)}
    </span>
  );
}
