/**
 * Which things of a class a statement's Resource or NotResource takes in. Worked out once for each statement, which many
 * principals share, and kept as one small number a thing: things with equal numbers for all of a principal's statements
 * are alike to it.
 */
import { arnPatternsOverlap, matchesPattern, patternCovers, patternsOverlap, type Statement } from '../../iam/index.ts';
import type { Target, TargetClass } from './targets.ts';

/** Of one asked ARN: taken in not at all, in part (of a pattern), or whole. */
const NONE = 0;
const SOME = 1;
const ALL = 2;
const STATES = 3;
/** 3^20 is the most that 32 bits hold. */
const PLACES_LIMIT = 20;
const VARIABLE = /\$\{[^}]*\}/g;

/** By place in `TargetClass.targets`: how it takes in each of the thing's ARNs, as the digits of one number; 0: none of them. */
export type Codes = Uint32Array;

export class Coverage {
  readonly #known = new Map<TargetClass, Map<Statement, Codes | undefined>>();

  /** Undefined for a statement that speaks of none of the class's actions. */
  codes(statement: Statement, one: TargetClass): Codes | undefined {
    let known = this.#known.get(one);
    if (!known) this.#known.set(one, (known = new Map<Statement, Codes | undefined>()));
    if (!known.has(statement)) known.set(statement, codesOf(statement, one));
    return known.get(statement);
  }
}

function codesOf(statement: Statement, one: TargetClass): Codes | undefined {
  if (!one.actions.some(({ lower }) => statement.matchesAction(lower))) return undefined;
  return Uint32Array.from(one.targets, (target) => codeOf(statement, target));
}

function codeOf(statement: Statement, { resources }: Target): number {
  let code = 0;
  for (const { arn } of resources.slice(0, PLACES_LIMIT)) code = code * STATES + takesIn(statement, arn);
  return code;
}

/** Things of a class with more ARNs than fit are asked for one by one. */
export function isTold({ targets }: TargetClass): boolean {
  return (targets[0]?.resources.length ?? 0) <= PLACES_LIMIT;
}

/** True when which resources it takes in depends on who asks. */
export function hasVariables({ resources, notResources }: Statement): boolean {
  return [...(resources ?? []), ...(notResources ?? [])].some((pattern) => pattern.includes('${'));
}

function takesIn({ resources, notResources }: Statement, arn: string): number {
  const named = resources ? best(resources, arn) : ALL;
  if (!notResources) return named;
  return Math.min(named, ALL - best(notResources, arn));
}

function best(patterns: readonly string[], arn: string): number {
  const isPattern = arn.includes('*') || arn.includes('?');
  let most = NONE;
  for (const written of patterns) {
    const pattern = written.includes('${') ? written.replaceAll(VARIABLE, '*') : written;
    if (pattern === '*') return ALL;
    if (!isPattern) {
      if (matchesPattern(pattern, arn)) return ALL;
    } else if (patternsOverlap(pattern, arn) && arnPatternsOverlap(pattern, arn)) {
      if (patternCovers(pattern, arn)) return ALL;
      most = SOME;
    }
  }
  return most;
}
