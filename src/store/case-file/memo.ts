/** Remembers a pure conversion for values that come again and again, as times and JSON texts of a graph do. */

const MOST = 20_000;

/** `convert`, computed once for each value while no more than some thousand different ones are met. */
export function memo<From, To>(convert: (value: From) => To): (value: From) => To {
  const known = new Map<From, To>();
  return (value) => {
    const found = known.get(value);
    if (found !== undefined || known.has(value)) return found as To;
    const made = convert(value);
    if (known.size >= MOST) known.clear();
    known.set(value, made);
    return made;
  };
}
