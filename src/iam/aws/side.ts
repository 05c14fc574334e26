/** What one side of a decision allows: by which statements, and on which condition keys that depends. */
import type { PolicyStatement } from './grants.ts';

export interface Side {
  /** As spelled; empty: without doubt. */
  readonly keys: readonly string[];
  readonly statements: readonly PolicyStatement[];
}

/** Allows, and no statement is needed for it. */
export const GIVEN: Side = { keys: [], statements: [] };

/** All of these must allow; undefined when one does not. */
export function together(...sides: readonly (Side | undefined)[]): Side | undefined {
  const keys: string[] = [];
  const statements: PolicyStatement[] = [];
  for (const side of sides) {
    if (!side) return undefined;
    keys.push(...side.keys);
    statements.push(...side.statements);
  }
  return { keys, statements };
}

/** Any of these is enough: those that allow without doubt, else all; undefined when none allows. */
export function alternatives(sides: readonly (Side | undefined)[]): Side | undefined {
  const allowing = sides.filter((side) => side !== undefined);
  const certain = allowing.filter(({ keys }) => keys.length === 0);
  const [first, ...others] = certain.length > 0 ? certain : allowing;
  return others.length === 0 ? first : together(first, ...others);
}
