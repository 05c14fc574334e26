/**
 * Mutants that nothing can tell from the original, each with the reason. `of` is the query's id or the shared module's path,
 * `mutant` what the run prints for it.
 */
export interface EquivalentMutant {
  readonly of: string;
  readonly mutant: string;
  readonly reason: string;
}

export const EQUIVALENT: readonly EquivalentMutant[] = [];
