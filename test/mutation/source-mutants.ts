/**
 * Mutants of a query's source, or of the judgement that queries share: comparisons, logic, numbers and texts, and of the Cypher in
 * its texts. What is said about a query and not answered (titles, columns, a rule's remedy) is left alone, and so is what only
 * that uses.
 */
import { parseSync } from 'vite';
import { cypherMutants } from './cypher-mutants.ts';
import type { Mutant } from './mutant.ts';

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}
type Fields = Readonly<Record<string, unknown>>;

const OPERATORS: Readonly<Record<string, readonly string[]>> = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
};
const METHODS: Readonly<Record<string, string>> = { some: 'every', every: 'some', min: 'max', max: 'min' };
/** Of a declared query, what is answered. */
const ANSWERED = new Set(['answer', 'cypher']);
const DECLARATIONS = new Set(['defineQuery', 'defineRule']);

/** @param told the exports that answers come from; absent: all */
export function sourceMutants(file: string, source: string, told?: ReadonlySet<string>): Mutant[] {
  const { program } = parseSync(file, source);
  const untold = untoldRanges(program, told);
  const found: Mutant[] = [];
  visit(program, (node, above) => {
    if (untold.some(({ start, end }) => node.start >= start && node.end <= end)) return false;
    if (node.type.startsWith('TS') && !PASSED_THROUGH.has(node.type)) return false;
    if (node.type === 'ImportDeclaration' || node.type === 'ExportAllDeclaration' || changesNoAnswer(node, source)) return false;
    found.push(...mutantsOf(node, source).filter((mutant) => !isEquivalent(mutant, node, above, source)));
    return true;
  });
  return found;
}

/** Names that a file imports. */
export function importedNames(file: string, source: string): string[] {
  const found: string[] = [];
  visit(parseSync(file, source).program, (node) => {
    if (node.type === 'ImportSpecifier') found.push(((node as unknown as Fields)['imported'] as { name: string }).name);
    return true;
  });
  return found;
}

/** Those of them that answers come from. */
export function toldNames(file: string, source: string): Set<string> {
  const { program } = parseSync(file, source);
  const untold = untoldRanges(program);
  const imported = new Set(importedNames(file, source));
  const found = new Set<string>();
  visit(program, (node) => {
    if (node.type === 'ImportDeclaration' || untold.some(({ start, end }) => node.start >= start && node.end <= end)) return false;
    const { name } = node as unknown as { name?: unknown };
    if (node.type === 'Identifier' && typeof name === 'string' && imported.has(name)) found.add(name);
    return true;
  });
  return found;
}

/** Types within which there is code. */
const PASSED_THROUGH = new Set(['TSAsExpression', 'TSNonNullExpression', 'TSSatisfiesExpression']);

function mutantsOf(node: Node, source: string): Mutant[] {
  const fields = node as unknown as Fields;
  const whole = (replacement: string): Mutant => ({ start: node.start, end: node.end, replacement });
  if (node.type === 'BinaryExpression' || node.type === 'LogicalExpression') {
    const [left, right] = [fields['left'] as Node, fields['right'] as Node];
    const operator = fields['operator'] as string;
    // What comes in order already stays so when a comparison always says that it is in order.
    const turned = (['left', 'right'] as const).map((side) => textOf(fields[side] as Node, source));
    if (operator === '-' && turned.some((text) => COMPARED.test(text))) return [whole(`${turned[1]} - ${turned[0]}`)];
    const start = source.indexOf(operator, left.end);
    if ((operator === '+' && (isText(left) || isText(right))) || start >= right.start) return [];
    const others = operator === '&&' ? ['||'] : operator === '||' ? ['&&'] : (OPERATORS[operator] ?? []);
    return others.map((replacement) => ({ start, end: start + operator.length, replacement }));
  }
  if (node.type === 'UnaryExpression' && (fields['operator'] === '!' || fields['operator'] === '-')) return [{ start: node.start, end: node.start + 1, replacement: '' }];
  if (node.type === 'TemplateElement') return cypherIn(node.start, node.end, source);
  if (node.type === 'Literal') {
    const value = fields['value'];
    if (typeof value === 'string' && CYPHER_WORDS.test(value)) return cypherIn(node.start + 1, node.end - 1, source);
    if (typeof value === 'boolean') return [whole(String(!value))];
    if (typeof value === 'number') return [whole(String(value + 1)), whole(value === 0 ? '(-1)' : String(value - 1))];
    // An empty text stands for what is not there.
    return typeof value === 'string' && value !== '' ? [whole("'mutant'")] : [];
  }
  if ((node.type === 'IfStatement' || node.type === 'ConditionalExpression') && PLAIN_TESTS.has((fields['test'] as Node).type)) {
    const { start, end } = fields['test'] as Node;
    return [{ start, end, replacement: `!(${source.slice(start, end)})` }];
  }
  if (node.type === 'MemberExpression') {
    const property = fields['property'] as Node;
    const replacement = METHODS[source.slice(property.start, property.end)];
    return replacement === undefined || fields['computed'] === true ? [] : [{ start: property.start, end: property.end, replacement }];
  }
  return [];
}

/** What no text for people has in capitals. */
const CYPHER_WORDS = /\b(CASE|WHEN|AND|MATCH|WHERE|IS NULL)\b/;

function cypherIn(start: number, end: number, source: string): Mutant[] {
  return cypherMutants(source.slice(start, end)).map((mutant) => ({ ...mutant, start: start + mutant.start, end: start + mutant.end }));
}

/** One of two things that are put in order. */
const COMPARED = /^[ab]$|\b[ab]\b[\]!.]/;

const textOf = ({ start, end }: Node, source: string): string => source.slice(start, end);

/** Schemas of parameters, the ends of functions that cannot go on, and looks at whether to go on. */
function changesNoAnswer(node: Node, source: string): boolean {
  const text = textOf(node, source);
  if (node.type === 'ThrowStatement' || /^(const message = |new AppError\(|malformed\()/.test(text)) return true;
  if (node.type === 'IfStatement') return /\bthrowIfAborted\(signal\);$/.test(text);
  return node.type === 'CallExpression' && (/^z\s*\./.test(text) || /\.describe\([^()]*\)$/.test(text));
}

/** Changes that leave every answer as it is, known by their shape. */
function isEquivalent({ replacement }: Mutant, node: Node, above: readonly Node[], source: string): boolean {
  const fields = node as unknown as Fields;
  const near = above.toReversed();
  const [parent] = near;
  const [loop] = near.filter(({ type }) => type === 'ForStatement') as unknown as { init: Node; test: Node }[];
  // Before the first and behind the last of a column there is nothing.
  if (loop && isIn(node, loop.init) && replacement === '(-1)') return true;
  if (loop && node.start === loop.test.start && node.end === loop.test.end && replacement === '<=') return true;
  // Of how far one thing comes before another, only the sign counts.
  const isBranch = (one: Node | undefined, of: Node | undefined): boolean => of?.type === 'ConditionalExpression' && (of as unknown as Fields)['test'] !== one;
  const branch = parent?.type === 'UnaryExpression' ? isBranch(parent, near[1]) : isBranch(node, parent);
  if (node.type === 'Literal' && branch && isComparison(near) && (fields['value'] === 0 || replacement === '2')) return true;
  if (node.type !== 'BinaryExpression' || !['<=', '<', '>=', '>'].includes(replacement) || replacement[0] !== (fields['operator'] as string)[0]) return false;
  // The earlier of two that are the same is the same.
  const [left, right] = [bare(textOf(fields['left'] as Node, source)), bare(textOf(fields['right'] as Node, source))];
  return near.some((one) => {
    const text = one.type === 'IfStatement' ? bare(textOf((one as unknown as { consequent: Node }).consequent, source)) : '';
    if (text === `${right}=${left};`) return true;
    if (one.type !== 'ConditionalExpression') return false;
    const { consequent, alternate } = one as unknown as { consequent: Node; alternate: Node };
    const branches = new Set([bare(textOf(consequent, source)), bare(textOf(alternate, source))]);
    return branches.has(left) && branches.has(right);
  });
}

/** A text without types, signs of certainty and what is only there to be read. */
const bare = (text: string): string => text.replaceAll(/ as [a-z]+|[!()\s]/g, '');
const isIn = (node: Node, range: Node | null): boolean => range !== null && node.start >= range.start && node.end <= range.end;

/** Whether the nearest function around is one that says which of two comes first. */
function isComparison(near: readonly Node[]): boolean {
  const [around] = near.filter(({ type }) => type === 'ArrowFunctionExpression' || type === 'FunctionDeclaration') as unknown as { params: unknown[] }[];
  return around?.params.length === 2;
}

/** Without an operator of their own that could be changed. */
const PLAIN_TESTS = new Set(['Identifier', 'CallExpression', 'MemberExpression']);
const isText = (node: Node): boolean => node.type === 'TemplateLiteral' || (node.type === 'Literal' && typeof (node as unknown as Fields)['value'] === 'string');

/** What is said about a query, and the functions and constants of the file that nothing else names. */
function untoldRanges(program: unknown, told?: ReadonlySet<string>): readonly Node[] {
  const untold: Node[] = [];
  const names: Node[] = [];
  visit(program, (node) => {
    const fields = node as unknown as Fields;
    if (node.type.startsWith('TS') && !PASSED_THROUGH.has(node.type)) return false;
    if (node.type === 'Identifier') names.push(node);
    if (node.type === 'CallExpression' && DECLARATIONS.has((fields['callee'] as { name?: string }).name ?? '')) {
      const [declared] = fields['arguments'] as { properties?: (Node & { key?: { name?: string } })[] }[];
      untold.push(...(declared?.properties ?? []).filter(({ key }) => !ANSWERED.has(key?.name ?? '')));
    }
    return true;
  });
  const within = (node: Node): boolean => untold.some(({ start, end }) => node.start >= start && node.end <= end);
  const nameOf = (node: Node): string => (node as unknown as { name: string }).name;
  const all = (program as { body: Node[] }).body.flatMap(declarations);
  const isTold = ({ name, exported }: (typeof all)[number]): boolean => exported && (told === undefined || told.has(name));
  const declared = all.filter((one) => !isTold(one));
  for (let before = -1; before !== untold.length; ) {
    before = untold.length;
    for (const { name, node, exported } of declared) {
      if (within(node)) continue;
      const uses = names.filter((one) => nameOf(one) === name && (one.start < node.start || one.end > node.end));
      if ((uses.length > 0 || exported) && uses.every(within)) untold.push(node);
    }
  }
  return untold;
}

function declarations(statement: Node): { readonly name: string; readonly node: Node; readonly exported: boolean }[] {
  const fields = statement as unknown as Fields;
  if (statement.type === 'ExportNamedDeclaration') return declarations(fields['declaration'] as Node).map((one) => ({ ...one, exported: true }));
  if (statement.type === 'FunctionDeclaration') return [{ name: (fields['id'] as { name: string }).name, node: statement, exported: false }];
  if (statement.type !== 'VariableDeclaration') return [];
  return (fields['declarations'] as Node[]).map((node) => ({ name: ((node as unknown as Fields)['id'] as { name?: string }).name ?? '', node, exported: false }));
}

/** Every node with those that it stands in, parents first; false leaves out what is below one. */
function visit(value: unknown, see: (node: Node, above: readonly Node[]) => boolean, above: readonly Node[] = []): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const one of value) visit(one, see, above);
    return;
  }
  const isNode = typeof (value as Fields)['type'] === 'string';
  if (isNode && !see(value as Node, above)) return;
  const within = isNode ? [...above, value as Node] : above;
  for (const below of Object.values(value)) visit(below, see, within);
}
