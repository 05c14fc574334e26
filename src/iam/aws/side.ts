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
export function together(sides: readonly (Side | undefined)[]): Side | undefined {
  if (sides.includes(undefined)) return undefined;
  const all = sides.filter((side) => side !== undefined && side !== GIVEN) as Side[];
  if (all.length < 2) return all[0] ?? GIVEN;
  return { keys: all.flatMap(({ keys }) => keys), statements: all.flatMap(({ statements }) => statements) };
}

/** Any of these is enough: those that allow without doubt, else all; undefined when none allows. */
export function alternatives(sides: readonly (Side | undefined)[]): Side | undefined {
  const allowing = sides.filter((side) => side !== undefined);
  const certain = allowing.filter(({ keys }) => keys.length === 0);
  const enough = certain.length > 0 ? certain : allowing;
  return enough.length === 0 ? undefined : together(enough);
}
