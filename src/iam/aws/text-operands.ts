/** Operands that are text: of the string operators and the ARN operators, with policy variables in them. */
import { arnSegments } from './arn.ts';
import type { Facts } from './facts.ts';
import type { Operands } from './operands.ts';
import { compilePattern, covers, matches, overlaps, PatternBuilder, type Pattern } from './pattern.ts';
import { bindTemplate, isVariable, templateParts, type TemplatePart } from './variables.ts';
import { allOf, anyOf, blame, truthOf, type Truth, type Unknowns } from './truth.ts';

interface TextForm {
  /** `*` and `?` are wildcards. */
  readonly wild: boolean;
  readonly caseless: boolean;
}

/** A text to compare with: ready, or with variables to be filled in. */
type TextTerm = Pattern | { readonly parts: readonly TemplatePart[]; readonly form: TextForm };

export function textOperands(form: TextForm): (values: readonly string[], variables: boolean) => Operands {
  return (values, variables) => {
    const terms = values.map((value) => textTerm(partsOf(value, variables), form));
    return {
      constant: constantOf(terms),
      test: (value, facts, unknowns) => {
        const text = form.caseless ? value.toLowerCase() : value;
        return anyOf(terms, (term) => termTruth(term, text, facts, unknowns));
      },
      testShape: (shape) => {
        const pattern = compilePattern(form.caseless ? shape.toLowerCase() : shape);
        return anyOf(terms, (term) => shapeTruth(term, pattern));
      },
    };
  };
}

const ARN_FORM: TextForm = { wild: true, caseless: false };

interface ArnTerm {
  readonly whole: TextTerm;
  /** Between the first five colons; undefined when the text does not begin as an ARN. Fewer than six match no ARN. */
  readonly segments: readonly TextTerm[] | undefined;
}

/**
 * Each of an ARN's six parts is compared by itself, so that a `*` does not run past a colon. What does not begin as an
 * ARN (`*`, a variable that holds one) is compared as text.
 */
export function arnOperands(values: readonly string[], variables: boolean): Operands {
  const terms = values.map((value) => arnTerm(partsOf(value, variables)));
  return {
    constant: constantOf(terms.map(({ whole }) => whole)),
    test: (value, facts, unknowns) => {
      const segments = arnSegments(value);
      return anyOf(terms, (term) =>
        term.segments && segments
          ? segmentsTruth(term.segments, segments, facts, unknowns)
          : termTruth(term.whole, value, facts, unknowns),
      );
    },
    testShape: () => 'unknown',
  };
}

function segmentsTruth(
  terms: readonly TextTerm[],
  segments: readonly string[],
  facts: Facts,
  unknowns: Unknowns,
): Truth {
  if (terms.length !== segments.length) return 'false';
  const before = unknowns.length;
  const truth = allOf([...terms.entries()], ([place, term]) => termTruth(term, segments[place] ?? '', facts, unknowns));
  if (truth === 'false') unknowns.length = before;
  return truth;
}

function arnTerm(parts: readonly TemplatePart[]): ArnTerm {
  const segments = arnParts(parts);
  return { whole: textTerm(parts, ARN_FORM), segments: segments?.map((segment) => textTerm(segment, ARN_FORM)) };
}

/** The parts of an ARN's six segments; a colon that a variable brings in is none of the first five. */
function arnParts(parts: readonly TemplatePart[]): readonly (readonly TemplatePart[])[] | undefined {
  const [first] = parts;
  if (typeof first !== 'string' || !first.startsWith('arn:')) return undefined;
  const segments: TemplatePart[][] = [[]];
  for (const part of parts) {
    let rest: TemplatePart = part;
    while (typeof rest === 'string' && segments.length < 6) {
      const colon: number = rest.indexOf(':');
      if (colon < 0) break;
      segments.at(-1)?.push(rest.slice(0, colon));
      segments.push([]);
      rest = rest.slice(colon + 1);
    }
    segments.at(-1)?.push(rest);
  }
  return segments;
}

function partsOf(value: string, variables: boolean): readonly TemplatePart[] {
  return variables ? templateParts(value) : [value];
}

function textTerm(parts: readonly TemplatePart[], form: TextForm): TextTerm {
  if (parts.some(isVariable)) return { parts, form };
  const builder = new PatternBuilder();
  for (const part of parts) {
    const text = typeof part === 'string' ? part : 'bare' in part ? part.bare : '';
    const cased = form.caseless ? text.toLowerCase() : text;
    if (typeof part === 'string' && form.wild) builder.wild(cased);
    else builder.literal(cased);
  }
  return builder.build();
}

function termTruth(term: TextTerm, text: string, facts: Facts, unknowns: Unknowns): Truth {
  if (!('parts' in term)) return truthOf(matches(term, text));
  const bound = bindTemplate(term.parts, term.form.wild, facts, term.form.caseless);
  if (!bound || !matches(bound.pattern, text)) return 'false';
  if (bound.unknown.length === 0) return 'true';
  return blame(unknowns, bound.unknown);
}

function shapeTruth(term: TextTerm, shape: Pattern): Truth {
  if ('parts' in term) return 'unknown';
  if (covers(term, shape)) return 'true';
  return overlaps(term, shape) ? 'unknown' : 'false';
}

/** True when one term matches every text, false when there is none that could match one. */
function constantOf(terms: readonly TextTerm[]): boolean | undefined {
  if (terms.length === 0) return false;
  return terms.some((term) => !('parts' in term) && term.least === 0 && term.pieces.length === 2) ? true : undefined;
}
