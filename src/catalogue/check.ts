/** Checks what was found in importers/ and queries/: a mistake in a declaration ends the start, with the file's name. */
import { AppError } from '../base/errors.ts';
import { EDGE_KINDS, NODE_LABELS, SEVERITIES } from '../model/labels.ts';
import type { Importer } from '../sdk/importer.ts';
import type { Query } from '../sdk/query.ts';
import { FRAMEWORKS, NHI_RISKS, controlText, isRule } from '../sdk/rule.ts';

/** Modules by path, as import.meta.glob gives them. */
export type Modules = Readonly<Record<string, { readonly default?: unknown }>>;

const KEBAB_CASE = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const COLUMN_TYPES = new Set<string>(['uid', 'text', 'integer', 'boolean', 'time', 'texts']);
const COLUMN_NAME = /^[a-z][A-Za-z0-9]*$/;

/** The importers, in order of id. Throws AppError `internal` naming the file and what is wrong with it. */
export function checkedImporters(modules: Modules): Importer[] {
  return checked(modules, (importer: Importer) => [
    ...missing(importer, ['title', 'obtain', 'description']),
    ...(Array.isArray(importer.extensions) ? [] : ['extensions is no list']),
    ...unknown('label', importer.emits?.labels, NODE_LABELS),
    ...unknown('edge kind', importer.emits?.edges, EDGE_KINDS),
    ...(typeof importer.recognise === 'function' && typeof importer.read === 'function' ? [] : ['recognise and read must be functions']),
  ]);
}

/** The queries, in order of id. Throws as checkedImporters. */
export function checkedQueries(modules: Modules): Query[] {
  return checked(modules, (query: Query) => [
    ...missing(query, ['title', 'question', 'description']),
    ...(typeof query.parameters?.safeParse === 'function' ? [] : ['parameters is no zod schema']),
    ...(typeof query.answer === 'function' ? [] : ['answer is no function']),
    ...(typeof query.cypher === 'function' || typeof query.cypher?.none === 'string' ? [] : ['cypher is neither a function nor says why there is none']),
    ...columnFaults(query),
    ...ruleFaults(query),
  ]);
}

function checked<T extends { readonly id: string }>(modules: Modules, faultsOf: (declared: T) => string[]): T[] {
  const pathOf = new Map<string, string>();
  const found: T[] = [];
  for (const [path, module] of Object.entries(modules)) {
    const declared = module.default as T | undefined;
    const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.[jt]s$/, '');
    if (typeof declared !== 'object' || declared === null) throw fault(path, ['it has no default export']);
    const faults = [
      ...(declared.id === name ? [] : [`its id is "${declared.id}", its file name says "${name}"`]),
      ...(KEBAB_CASE.test(name) ? [] : ['its name is not kebab-case']),
      ...(pathOf.has(name) ? [`${pathOf.get(name)} has the same id`] : []),
      ...faultsOf(declared),
    ];
    if (faults.length > 0) throw fault(path, faults);
    pathOf.set(name, path);
    found.push(declared);
  }
  return found.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function columnFaults({ columns, order }: Query): string[] {
  if (!Array.isArray(columns) || columns.length === 0) return ['it has no columns'];
  const names = columns.map(({ name }) => name);
  const faults = columns.flatMap((column) => [
    ...(COLUMN_NAME.test(column.name) ? [] : [`column name "${column.name}" is not camelCase`]),
    ...(COLUMN_TYPES.has(column.type) ? [] : [`column ${column.name} has the unknown type "${column.type}"`]),
    ...missing(column, ['title', 'description']).map((found) => `column ${column.name}: ${found}`),
  ]);
  if (new Set(names).size < names.length) faults.push('two columns have one name');
  if (!Array.isArray(order) || order.length === 0) return [...faults, 'it has no order'];
  for (const name of order) if (!names.includes(name.replace(/^-/, ''))) faults.push(`order names "${name}", which is no column`);
  return faults;
}

function ruleFaults(query: Query): string[] {
  if (!isRule(query)) return [];
  const { risk, severity, controls, explain, remedy } = query.rule;
  return [
    ...(Object.hasOwn(NHI_RISKS, risk) ? [] : [`its risk "${risk}" is none of the OWASP NHI Top 10`]),
    ...(SEVERITIES.includes(severity) ? [] : [`its severity "${severity}" is unknown`]),
    ...(controls.length > 0 ? [] : ['it serves no control']),
    ...controls.filter(({ framework, id }) => !Object.hasOwn(FRAMEWORKS, framework) || !isText(id)).map((control) => `it names the unknown control "${controlText(control)}"`),
    ...(typeof explain === 'function' && typeof remedy.command === 'function' && isText(remedy.text) ? [] : ['it lacks a sentence or a remedy']),
  ];
}

function missing(declared: object, names: readonly string[]): string[] {
  return names.filter((name) => !isText((declared as Record<string, unknown>)[name])).map((name) => `${name} is empty`);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

function unknown(what: string, found: readonly string[] | undefined, known: readonly string[]): string[] {
  if (!Array.isArray(found)) return [`emits has no list of ${what}s`];
  return found.filter((one) => !known.includes(one)).map((one) => `emits the unknown ${what} "${one}"`);
}

function fault(path: string, faults: readonly string[]): AppError {
  return new AppError('internal', `${path}: ${faults.join('; ')}.`, { detail: { path, faults } });
}
