/** The patterns of IAM policies: `*` stands for any text, `?` for any one character, both across `/` and `:`. */
import { coversBeyondStars } from './pattern-cover.ts';

/** Stands for `?` inside a piece: a code unit that no text holds. */
export const ANY = '\uFFFF';

/** A pattern cut at its stars: how a text must begin, what must follow in order, how it must end. */
export interface Pattern {
  /** One piece: no star. Inner pieces are never empty. `?` is ANY, any other character itself. */
  readonly pieces: readonly string[];
  /** Some piece holds ANY. */
  readonly loose: boolean;
  /** Characters that a matching text has at least. */
  readonly least: number;
}

/** Puts a pattern together from text in which `*` and `?` are wildcards and text in which they are not. */
export class PatternBuilder {
  readonly #pieces = [''];

  wild(text: string): this {
    const [first = '', ...others] = text.replaceAll('?', ANY).split('*');
    this.literal(first);
    for (const piece of others) this.#pieces.push(piece);
    return this;
  }

  literal(text: string): this {
    this.#pieces[this.#pieces.length - 1] += text;
    return this;
  }

  build(): Pattern {
    const last = this.#pieces.length - 1;
    const pieces = this.#pieces.filter((piece, place) => piece !== '' || place === 0 || place === last);
    return {
      pieces,
      loose: pieces.some((piece) => piece.includes(ANY)),
      least: pieces.reduce((sum, piece) => sum + piece.length, 0),
    };
  }
}

/** What the string functions compiled last; emptied when full, so that a stream of new patterns costs no memory. */
const compiled = new Map<string, Pattern>();
const COMPILED_AT_MOST = 20_000;

export function compilePattern(text: string): Pattern {
  const known = compiled.get(text);
  if (known) return known;
  const pattern = new PatternBuilder().wild(text).build();
  if (compiled.size >= COMPILED_AT_MOST) compiled.clear();
  compiled.set(text, pattern);
  return pattern;
}

/** Whether the pattern matches the whole text. Time grows with the text, times the longest piece that holds a `?`. */
export function matchesPattern(pattern: string, text: string, options: { readonly caseless?: boolean } = {}): boolean {
  const [asked, given] = options.caseless ? [pattern.toLowerCase(), text.toLowerCase()] : [pattern, text];
  return matches(compilePattern(asked), given);
}

/** Whether there is a text that both patterns match. */
export function patternsOverlap(a: string, b: string): boolean {
  return overlaps(compilePattern(a), compilePattern(b));
}

/** Whether every text that `inner` matches is one that `outer` matches. */
export function patternCovers(outer: string, inner: string): boolean {
  return covers(compilePattern(outer), compilePattern(inner));
}

export function matches(pattern: Pattern, text: string): boolean {
  return fits(pattern, text, pattern.loose ? looseAt : plainAt);
}

export function overlaps(a: Pattern, b: Pattern): boolean {
  if (b.pieces.length === 1) return fits(a, b.pieces[0] ?? '', either(a, b));
  if (a.pieces.length === 1) return fits(b, a.pieces[0] ?? '', either(a, b));
  // Both hold a star, and what stands inside one can stand inside the other's star: only the two ends can clash.
  const [beginA = '', beginB = ''] = [a.pieces[0], b.pieces[0]];
  const [endA = '', endB = ''] = [a.pieces.at(-1), b.pieces.at(-1)];
  const begin = Math.min(beginA.length, beginB.length);
  const end = Math.min(endA.length, endB.length);
  return (
    eitherAt(beginA.slice(0, begin), beginB.slice(0, begin), 0) &&
    eitherAt(endA.slice(endA.length - end), endB.slice(endB.length - end), 0)
  );
}

export function covers(outer: Pattern, inner: Pattern): boolean {
  const [piece = ''] = inner.pieces;
  // A piece of the inner pattern as text: its ANY is a character that only ANY or a star takes in.
  if (inner.pieces.length === 1) return matches(outer, piece);
  if (outer.pieces.length === 1) return false;
  const [begin = '', end = ''] = outer.pieces;
  if (outer.pieces.length === 2 && end === '' && !outer.loose) return piece.startsWith(begin);
  return coversBeyondStars(outer.pieces, inner.pieces, ANY);
}

/** Whether a piece stands in a text at a place. */
type StandsAt = (text: string, piece: string, place: number) => boolean;

const plainAt: StandsAt = (text, piece, place) => text.startsWith(piece, place);

const looseAt: StandsAt = (text, piece, place) => {
  for (let index = 0; index < piece.length; index++) {
    if (piece[index] !== ANY && piece[index] !== text[place + index]) return false;
  }
  return true;
};

const eitherAt: StandsAt = (text, piece, place) => {
  for (let index = 0; index < piece.length; index++) {
    const wanted = piece[index];
    const found = text[place + index];
    if (wanted !== found && wanted !== ANY && found !== ANY) return false;
  }
  return true;
};

function either(a: Pattern, b: Pattern): StandsAt {
  return a.loose || b.loose ? eitherAt : plainAt;
}

/** Places each piece as early as it stands: with stars between them, no later place could do better. */
function fits(pattern: Pattern, text: string, standsAt: StandsAt): boolean {
  const { pieces, least } = pattern;
  const first = pieces[0] ?? '';
  if (pieces.length === 1) return text.length === first.length && standsAt(text, first, 0);
  if (text.length < least || !standsAt(text, first, 0)) return false;
  const last = pieces.length - 1;
  const end = text.length - (pieces[last] ?? '').length;
  if (!standsAt(text, pieces[last] ?? '', end)) return false;
  let place = first.length;
  for (let index = 1; index < last; index++) {
    const piece = pieces[index] ?? '';
    const found = standsAt === plainAt ? text.indexOf(piece, place) : firstPlace(text, piece, place, end, standsAt);
    if (found < 0 || found + piece.length > end) return false;
    place = found + piece.length;
  }
  return true;
}

function firstPlace(text: string, piece: string, from: number, end: number, standsAt: StandsAt): number {
  for (let place = from; place + piece.length <= end; place++) {
    if (standsAt(text, piece, place)) return place;
  }
  return -1;
}
