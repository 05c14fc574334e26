/** Policy variables: `${aws:username}`, `${key, 'default'}`, and `${*}`, `${?}`, `${$}` for the bare characters. */
import type { Facts } from './facts.ts';
import { PatternBuilder, type Pattern } from './pattern.ts';

export interface Variable {
  /** As the document spells it. */
  readonly key: string;
  readonly lowercase: string;
  /** Stands in when the key is absent from the request. */
  readonly fallback?: string;
}

/** Text of a document cut into what stands as written, what is a bare character, and variables. */
export type TemplatePart = string | { readonly bare: string } | Variable;

/** A pattern for one request: variables whose values are not known are wild in it and named. */
export interface BoundPattern {
  readonly pattern: Pattern;
  readonly unknown: readonly string[];
}

/** AWS keys, tag keys and defaults are shorter; without a limit, text full of `${` would take time without limit. */
const VARIABLE_AT_MOST = 1024;

/** The parts of a text, in order; a `${` that begins no variable is text. */
export function templateParts(text: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let written = 0;
  for (let start = text.indexOf('${'); start >= 0; start = text.indexOf('${', start)) {
    const found = variableAt(text.slice(start, start + VARIABLE_AT_MOST));
    if (!found) {
      start += 2;
      continue;
    }
    if (start > written) parts.push(text.slice(written, start));
    parts.push(found.part);
    start += found.length;
    written = start;
  }
  if (written < text.length) parts.push(text.slice(written));
  return parts;
}

export function isVariable(part: TemplatePart): part is Variable {
  return typeof part === 'object' && 'key' in part;
}

/**
 * The pattern that parts make for a request, or undefined when a variable has no one value there: then nothing matches.
 * `wild`: `*` and `?` in what stands as written are wildcards. What a variable brings in never is.
 * `caseless`: all in lower case.
 */
export function bindTemplate(
  parts: readonly TemplatePart[],
  wild: boolean,
  facts: Facts,
  caseless = false,
): BoundPattern | undefined {
  const builder = new PatternBuilder();
  const cased = (text: string): string => (caseless ? text.toLowerCase() : text);
  const unknown: string[] = [];
  for (const part of parts) {
    if (typeof part === 'string') {
      if (wild) builder.wild(cased(part));
      else builder.literal(cased(part));
    } else if (!isVariable(part)) {
      builder.literal(part.bare);
    } else {
      const values = facts.values(part.lowercase);
      const value = values?.length === 1 ? values[0] : part.fallback;
      if (values === undefined) {
        builder.wild(cased(facts.shape(part.lowercase) ?? '*'));
        unknown.push(part.key);
      } else if (value === undefined) {
        return undefined;
      } else {
        builder.literal(cased(value));
      }
    }
  }
  return { pattern: builder.build(), unknown };
}

interface FoundVariable {
  readonly part: TemplatePart;
  readonly length: number;
}

/** The variable that a text begins with; the text begins with `${`. */
function variableAt(text: string): FoundVariable | undefined {
  const close = text.indexOf('}');
  if (close < 0) return undefined;
  const body = text.slice(2, close);
  const comma = body.indexOf(',');
  if (comma < 0) return variable(body.trim(), undefined, close + 1);
  return withFallback(text, body.slice(0, comma).trim(), comma + 3);
}

/** Reads `'default'}` from the place on; two single quotes are one of the default's own. */
function withFallback(text: string, key: string, from: number): FoundVariable | undefined {
  let place = skipBlanks(text, from);
  if (text[place] !== "'") return undefined;
  let fallback = '';
  for (place += 1; place < text.length; place++) {
    if (text[place] !== "'") fallback += text[place];
    else if (text[place + 1] === "'") {
      fallback += "'";
      place += 1;
    } else break;
  }
  const close = skipBlanks(text, place + 1);
  return text[close] === '}' ? variable(key, fallback, close + 1) : undefined;
}

function skipBlanks(text: string, from: number): number {
  let place = from;
  while (text[place] === ' ') place += 1;
  return place;
}

function variable(key: string, fallback: string | undefined, length: number): FoundVariable | undefined {
  if (key === '*' || key === '?' || key === '$') return { part: { bare: key }, length };
  if (key === '' || key.includes('$') || key.includes('{')) return undefined;
  return { part: { key, lowercase: key.toLowerCase(), ...(fallback !== undefined && { fallback }) }, length };
}
