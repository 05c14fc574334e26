/** Whether one pattern takes in all that another does, when both hold stars. */

/** More steps than any pattern that AWS accepts needs; a hostile pair could ask for far more. */
const STEPS_AT_MOST = 4000;

const STAR = '*';

/** One character of a pattern; a star is an object of its own, so that a literal `*` (`${*}`) is none. */
interface Token {
  readonly character: string;
  readonly star: boolean;
}

/**
 * Whether every text made of `inner` is one of `outer`: pieces between stars, in which `any` stands for one character.
 * Exact up to STEPS_AT_MOST; beyond it false, which leaves a Deny undecided rather than certain.
 *
 * Walks the inner pattern and keeps the places in the outer one where the text so far may end. What a star or `any` of
 * the inner stands for is thought of as a character that no pattern names: whatever is taken in for it is taken in for
 * all. An inner star is every number of such characters, each of which must do.
 */
export function coversBeyondStars(outer: readonly string[], inner: readonly string[], any: string): boolean {
  const [wide, narrow] = [tokensOf(outer), tokensOf(inner)];
  const pending: { readonly at: number; readonly places: readonly number[] }[] = [
    { at: 0, places: withStars(wide, [0]) },
  ];
  const seen = new Set<string>();
  for (let state = pending.pop(); state; state = pending.pop()) {
    const { at, places } = state;
    if (places.length === 0) return false;
    const key = `${at}:${places.join()}`;
    if (seen.has(key)) continue;
    if (seen.size >= STEPS_AT_MOST) return false;
    seen.add(key);
    const token = narrow[at];
    if (!token) {
      if (!places.includes(wide.length)) return false;
    } else if (token.star) {
      pending.push({ at: at + 1, places }, { at, places: advance(wide, places, any, any) });
    } else {
      pending.push({ at: at + 1, places: advance(wide, places, token.character, any) });
    }
  }
  return true;
}

function tokensOf(pieces: readonly string[]): Token[] {
  return pieces.flatMap((piece, index) => {
    const tokens = [...Array(piece.length).keys()].map((at) => ({ character: piece[at] ?? '', star: false }));
    return index === 0 ? tokens : [{ character: STAR, star: true }, ...tokens];
  });
}

function advance(wide: readonly Token[], places: readonly number[], character: string, any: string): number[] {
  const next: number[] = [];
  for (const place of places) {
    const token = wide[place];
    if (!token) continue;
    if (token.star) next.push(place);
    else if (token.character === character || token.character === any) next.push(place + 1);
  }
  return withStars(wide, next);
}

/** The places and those past a star that stands there, without those before the last star: it takes in all they do. */
function withStars(wide: readonly Token[], places: readonly number[]): number[] {
  const all = new Set<number>();
  let lastStar = -1;
  for (let place of places) {
    all.add(place);
    while (wide[place]?.star) {
      lastStar = Math.max(lastStar, place);
      place += 1;
      all.add(place);
    }
  }
  return [...all].filter((place) => place >= lastStar).sort((a, b) => a - b);
}
