/**
 * Mutants that nothing can tell from the original, each with the reason. `mutant` is what the run prints of it, or what all
 * of a sort have in common; `of` the query's id or the shared module's path, absent where the reason holds everywhere.
 */
interface EquivalentMutant {
  readonly of?: string;
  readonly mutant: string | RegExp;
  readonly reason: string;
}

const EQUIVALENT: readonly EquivalentMutant[] = [
  { mutant: /^MATCH \(i:Entity⟦:Identity → ⟧\)( WHERE \$\{JUDGED_CYPHER\}.*|$)/, reason: 'The condition names a property that only identities have.' },
  { mutant: /⟦>= → >⟧ \S+\.lastRotatedAt THEN|⟦> → >=⟧ latest THEN u\.time ELSE latest/, reason: 'Of two times that are the same either is the later.' },
  { mutant: /number \| undefined\) \?\? -?⟦[01] → [^⟧]*⟧\) >= |number \| undefined\) \?\? -⟦1 → [02]⟧;$/, reason: 'No sensitivity is below the least that is asked for.' },
  { of: 'granted-but-unused', mutant: '⟦UNION ALL → UNION⟧', reason: 'The two parts have no row in common: each says which it is.' },
  { of: 'src/sdk/granted-use.ts', mutant: '⟦UNION ALL → UNION⟧', reason: 'Of equal uses only the first spelling and the latest time are looked at.' },
  { of: 'inventory', mutant: /⟦OPTIONAL → ⟧ MATCH \(c:Entity:Credential\)/, reason: 'An aggregation without a key gives its row for no match, too.' },
  { mutant: /^MATCH p = SHORTEST ⟦1 → 2⟧/, reason: 'Of several paths to a thing the shortest counts.' },
  { mutant: /⟦'(backward|both|observed)' → 'mutant'⟧/, reason: 'Of the two directions only forward is asked about; of modes that follow the same kinds, none.' },
  { mutant: /index !== -1 ⟦&& → \|\|⟧ graph\.label|index !== ⟦- → ⟧1|index !== -⟦1 → [02]⟧|index ⟦!== → ===⟧ -1\)/, reason: 'There is nothing of the index -1, which what follows finds out as well.' },
  { of: 'src/sdk/walk-query.ts', mutant: /^if \(kinds\.length/, reason: 'What follows is for a question that is refused, and the refusal is no answer to compare.' },
  { mutant: /(size|length) === ⟦0 → \(-1\)⟧\) continue;/, reason: 'What is left out at once would be left out one by one.' },
];

export function isEquivalentMutant(of: string, mutant: string): boolean {
  return EQUIVALENT.some((known) => (known.of === undefined || known.of === of) && (typeof known.mutant === 'string' ? known.mutant === mutant : known.mutant.test(mutant)));
}
