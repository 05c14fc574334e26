/**
 * Lines that end in a carriage return alone, as Excel for Mac saves "CSV (Macintosh)". Read as they stand, such a file is
 * a header without rows, which would say that all it once listed is gone.
 */

/** How much text is looked at for a line feed; beyond it, a file with carriage returns has none. */
const LOOKED_AT = 64 * 1024;

/** The text with line feeds, if it has carriage returns and no line feed. */
export function withLineFeeds(text: string): string {
  return endsLinesInReturns(text) ? text.replaceAll('\r', '\n') : text;
}

/** The same for a text that comes in pieces; what it gives does not depend on how the text is cut. */
export class LineBreaks {
  #held = '';
  #returns: boolean | undefined;

  take(piece: string, end: boolean): string {
    if (this.#returns !== undefined) return this.#returns ? piece.replaceAll('\r', '\n') : piece;
    const text = this.#held + piece;
    this.#held = text;
    if (!end && text.length < LOOKED_AT && !text.includes('\n')) return '';
    this.#held = '';
    this.#returns = endsLinesInReturns(text.slice(0, LOOKED_AT));
    return this.#returns ? text.replaceAll('\r', '\n') : text;
  }
}

function endsLinesInReturns(text: string): boolean {
  return text.includes('\r') && !text.includes('\n');
}
