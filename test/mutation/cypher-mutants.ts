/** Mutants of a Cypher text: comparisons, null tests, logic, aggregates, order, texts, numbers, labels and kinds of relationships. */
import type { Mutant } from './mutant.ts';

interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Texts and names in backticks, words and parameters, numbers, operators of several characters, any other character. */
const TOKEN = /'(?:[^'\\]|\\.)*'|`[^`]*`|\$?[A-Za-z_][A-Za-z0-9_]*|\d+(?:\.\d+)?|<=|>=|<>|=~|\.\.|\S/g;

const WORDS: Readonly<Record<string, string>> = { AND: 'OR', OR: 'AND', true: 'false', false: 'true', ANY: 'ALL', DESC: '', DISTINCT: '', OPTIONAL: '' };
const FUNCTIONS: Readonly<Record<string, string>> = { min: 'max', max: 'min', any: 'all', all: 'any', none: 'any' };
const COMPARISONS: Readonly<Record<string, readonly string[]>> = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '=': ['<>'],
  '<>': ['='],
};
/** After these an expression ends, where terms to order by are told. */
const END_OF_TERM = new Set([',', '}', 'LIMIT', 'SKIP', 'WITH', 'RETURN', 'WHERE', 'MATCH', 'CALL', 'UNWIND', 'DESC', 'UNION']);

export function cypherMutants(text: string): Mutant[] {
  const tokens = Array.from(text.matchAll(TOKEN), (match): Token => ({ text: match[0], start: match.index, end: match.index + match[0].length }));
  return tokens.flatMap((token, place) => mutantsOf(tokens, place, token));
}

function mutantsOf(tokens: readonly Token[], place: number, token: Token): Mutant[] {
  const { text, start, end } = token;
  const [before, after] = [tokens[place - 1], tokens[place + 1]];
  const instead = (replacement: string): Mutant => ({ start, end, replacement });
  if (text === 'IS' && after?.text === 'NULL') return [instead('IS NOT')];
  if (text === 'NOT') return [instead('')];
  if (text === 'ORDER') return firstTermDescending(tokens, place);
  if (text === 'UNION') return after?.text === 'ALL' ? [{ start, end: after.end, replacement: 'UNION' }] : [instead('UNION ALL')];
  // An empty text stands for what is not there.
  if (text === "''") return [];
  if (text.startsWith("'")) return [instead("'mutant'")];
  // In count(CASE WHEN … THEN 1 END) any number counts as one.
  const counted = before?.text === 'THEN' && after?.text === 'END' && tokens[place + 2]?.text === ')';
  if (/^\d+$/.test(text)) return counted ? [] : [instead(String(Number(text) + 1))];
  if (WORDS[text] !== undefined) return [instead(WORDS[text])];
  if (FUNCTIONS[text] !== undefined && after?.text === '(') return [instead(FUNCTIONS[text])];
  if (isArrow(token, before, after)) return [];
  if (COMPARISONS[text]) return COMPARISONS[text].map(instead);
  if (text === '+' || text === '-' || text === '*') return isQuantifier(before) ? [] : [instead(text === '+' ? '-' : '+')];
  if (text === '|' && after !== undefined && /^[A-Z_]+$/.test(after.text)) return [{ start, end: after.end, replacement: '' }];
  // A label behind another, as in (c:Entity:Credential): without it, things of every label are meant.
  if (text === ':' && before?.text === 'Entity' && after !== undefined) return [{ start, end: after.end, replacement: '' }];
  return [];
}

/** Part of `-[`, `]->`, `<-[` or `--`. */
function isArrow({ text, start, end }: Token, before: Token | undefined, after: Token | undefined): boolean {
  const touches = (other: Token | undefined, signs: string): boolean => other !== undefined && signs.includes(other.text) && (other.end === start || other.start === end);
  if (text === '-') return touches(after, '[>(-') || touches(before, ']<)-');
  if (text === '<') return touches(after, '-');
  return text === '>' && touches(before, '-');
}

const isQuantifier = (before: Token | undefined): boolean => before?.text === ')' || before?.text === '(';

function firstTermDescending(tokens: readonly Token[], place: number): Mutant[] {
  let depth = 0;
  for (let next = place + 2; next < tokens.length; next++) {
    const { text } = tokens[next]!;
    if ('([{'.includes(text)) depth++;
    if (depth === 0 && END_OF_TERM.has(text)) return text === 'DESC' ? [] : [after(tokens[next - 1]!)];
    if (')]}'.includes(text)) depth--;
    if (text === 'CASE') depth++;
    if (text === 'END') depth--;
  }
  return [after(tokens.at(-1)!)];
}

const after = ({ end }: Token): Mutant => ({ start: end, end, replacement: ' DESC' });
