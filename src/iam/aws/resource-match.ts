/** Whether a statement's Resource or NotResource takes in what is asked for: one resource, or all of a pattern. */
import type { Facts } from './facts.ts';
import { compilePattern, covers, matches, overlaps, type Pattern } from './pattern.ts';
import { bindTemplate, templateParts, type BoundPattern, type TemplatePart } from './variables.ts';
import { anyOf, blame, type Truth, type Unknowns } from './truth.ts';

/** One entry of `Resource`, with its variables to be filled in. */
export type ResourceTerm = Pattern | { readonly parts: readonly TemplatePart[] };

/** What is asked for: one resource by its ARN, or a pattern for many. */
export type AskedResource = string | Pattern;

/** Named beside condition keys when a statement speaks of some of the resources that a pattern asks for. */
export const SOME_RESOURCES = 'resource';

export function compileResource(text: string, variables: boolean): ResourceTerm {
  const parts = variables ? templateParts(text) : [];
  return parts.some((part) => typeof part !== 'string') ? { parts } : compilePattern(text);
}

export function askedResource(arn: string): AskedResource {
  return arn.includes('*') || arn.includes('?') ? compilePattern(arn) : arn;
}

interface ResourceStatement {
  readonly effect: 'Allow' | 'Deny';
  readonly resourceTerms: readonly ResourceTerm[] | undefined;
  readonly notResourceTerms: readonly ResourceTerm[] | undefined;
}

/**
 * An Allow holds when it takes in one of the resources, a Deny when it takes in all; a Deny of some is unknown, for the
 * key SOME_RESOURCES. A statement with neither element stands in a resource's own policy and speaks of that resource.
 */
export function resourceTruth(
  { effect, resourceTerms, notResourceTerms }: ResourceStatement,
  asked: AskedResource,
  facts: Facts,
  unknowns: Unknowns,
): Truth {
  const before = unknowns.length;
  const named = resourceTerms ? namedTruth(resourceTerms, effect === 'Deny', asked, facts, unknowns) : 'true';
  if (named === 'false' || !notResourceTerms) return settled(named, unknowns, before);
  const spared = sparedTruth(notResourceTerms, effect === 'Deny', asked, facts, unknowns);
  if (spared === 'true') return settled('false', unknowns, before);
  return spared === 'unknown' ? 'unknown' : named;
}

/** Answers, and forgets what was unknown on the way to an answer that is known. */
function settled(truth: Truth, unknowns: Unknowns, before: number): Truth {
  if (truth !== 'unknown' && unknowns.length > before) unknowns.length = before;
  return truth;
}

function namedTruth(
  terms: readonly ResourceTerm[],
  all: boolean,
  asked: AskedResource,
  facts: Facts,
  unknowns: Unknowns,
): Truth {
  const before = unknowns.length;
  const truth = anyOf(terms, (term) => {
    const bound = bind(term, facts);
    if (!bound || !takesSome(bound.pattern, asked)) return 'false';
    if (bound.unknown.length > 0) return blame(unknowns, bound.unknown);
    return !all || takesAll(bound.pattern, asked) ? 'true' : blame(unknowns, [SOME_RESOURCES]);
  });
  return settled(truth, unknowns, before);
}

/** Whether NotResource takes the statement away from what is asked for. */
function sparedTruth(
  terms: readonly ResourceTerm[],
  deny: boolean,
  asked: AskedResource,
  facts: Facts,
  unknowns: Unknowns,
): Truth {
  return anyOf(terms, (term) => {
    const bound = bind(term, facts);
    if (!bound || !takesSome(bound.pattern, asked)) return 'false';
    if (takesAll(bound.pattern, asked)) return bound.unknown.length > 0 ? blame(unknowns, bound.unknown) : 'true';
    // It spares some of the resources: an Allow still takes in the others, a Deny no longer all.
    return deny ? blame(unknowns, [...bound.unknown, SOME_RESOURCES]) : 'false';
  });
}

function bind(term: ResourceTerm, facts: Facts): BoundPattern | undefined {
  return 'parts' in term ? bindTemplate(term.parts, true, facts) : { pattern: term, unknown: [] };
}

function takesSome(pattern: Pattern, asked: AskedResource): boolean {
  return typeof asked === 'string' ? matches(pattern, asked) : overlaps(pattern, asked);
}

function takesAll(pattern: Pattern, asked: AskedResource): boolean {
  return typeof asked === 'string' ? matches(pattern, asked) : covers(pattern, asked);
}

