/** Names that somebody may have meant, for errors that say so. */

/** At most three of the names, the likeliest first: those that hold what was typed or begin as it does, then those a few letters away. */
export function nearNames(typed: string, names: readonly string[]): string[] {
  const wanted = typed.toLowerCase();
  const scored = names.map((name) => ({ name, score: resembles(wanted, name) ? 0 : distance(wanted, name) }));
  const limit = Math.max(2, Math.ceil(wanted.length / 3));
  return scored.filter(({ score }) => score <= limit).toSorted((a, b) => a.score - b.score || (a.name < b.name ? -1 : 1)).slice(0, 3).map(({ name }) => name);
}

/** `orphans` is meant for `orphaned-identities`: five letters tell a word. */
function resembles(wanted: string, name: string): boolean {
  return wanted !== '' && (name.includes(wanted) || (wanted.length >= 5 && name.startsWith(wanted.slice(0, 5))));
}

/** Letters to insert, drop or change (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
