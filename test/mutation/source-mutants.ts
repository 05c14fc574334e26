/**
 * Mutants of a query's source, or of the judgement that queries share: comparisons, logic, numbers and texts. What is said about
 * a query and not answered (titles, columns, a rule's remedy) is left alone, and so is what only that uses.
 */
import { parseSync } from 'vite';
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
  visit(program, (node) => {
    if (untold.some(({ start, end }) => node.start >= start && node.end <= end)) return false;
    if (node.type.startsWith('TS') && !PASSED_THROUGH.has(node.type)) return false;
    if (node.type === 'ImportDeclaration' || node.type === 'ExportAllDeclaration') return false;
    found.push(...mutantsOf(node, source));
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
    const start = source.indexOf(operator, left.end);
    if ((operator === '+' && (isText(left) || isText(right))) || start >= right.start) return [];
    const others = operator === '&&' ? ['||'] : operator === '||' ? ['&&'] : (OPERATORS[operator] ?? []);
    return others.map((replacement) => ({ start, end: start + operator.length, replacement }));
  }
  if (node.type === 'UnaryExpression' && (fields['operator'] === '!' || fields['operator'] === '-')) return [{ start: node.start, end: node.start + 1, replacement: '' }];
  if (node.type === 'Literal') {
    const value = fields['value'];
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

/** Without an operator of their own that could be changed. */
const PLAIN_TESTS = new Set(['Identifier', 'CallExpression', 'MemberExpression']);
const isText = (node: Node): boolean => node.type === 'TemplateLiteral' || (node.type === 'Literal' && typeof (node as unknown as Fields)['value'] === 'string');

/** What is said about a query, and the functions and constants of the file that nothing else names. */
function untoldRanges(program: unknown, told?: ReadonlySet<string>): readonly Node[] {
  const untold: Node[] = [];
  const names: Node[] = [];
  visit(program, (node) => {
    const fields = node as unknown as Fields;
    if (node.type === 'Identifier') names.push(node);
    if (node.type === 'CallExpression' && DECLARATIONS.has((fields['callee'] as { name?: string }).name ?? '')) {
      const [declared] = fields['arguments'] as { properties: (Node & { key: { name: string } })[] }[];
      untold.push(...declared!.properties.filter(({ key }) => !ANSWERED.has(key.name)));
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

/** Every node, parents first; false leaves out what is below one. */
function visit(value: unknown, see: (node: Node) => boolean): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const one of value) visit(one, see);
    return;
  }
  if (typeof (value as Fields)['type'] === 'string' && !see(value as Node)) return;
  for (const below of Object.values(value)) visit(below, see);
}
