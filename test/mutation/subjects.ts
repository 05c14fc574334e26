/**
 * What is mutated: the queries that have Cypher, and the judgement that they share, which is what is said in memory and in Cypher
 * alike.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { queries } from '../../src/catalogue/index.ts';
import type { Query } from '../../src/sdk/index.ts';
import type { QueryCase } from '../support/query-case.ts';
import type { ChangedModules } from './changed-modules.ts';
import { importedNames, toldNames } from './source-mutants.ts';

export const ROOT = path.resolve(import.meta.dirname, '../..');

export interface MutatedQuery {
  readonly query: Query;
  /** From the repository's root. */
  readonly file: string;
  readonly declared: QueryCase;
}

export interface Subject {
  /** A query's id, or the path of a shared module. */
  readonly of: string;
  readonly file: string;
  readonly source: string;
  /** The queries that it may change. */
  readonly queries: readonly MutatedQuery[];
  /** Exports that only remedies use; absent: every one answers. */
  readonly told?: ReadonlySet<string>;
}

/** Judged in memory for the layers below the sdk, too; their Cypher stands in the sdk. */
const JUDGED_IN_GRAPH = ['src/graph/ownership.ts', 'src/graph/high-value.ts', 'src/graph/links.ts', 'src/graph/credentials.ts', 'src/graph/secret-store.ts'];
const SAYS_CYPHER = /cypher/i;

const cases = import.meta.glob<QueryCase>('../queries/*.case.ts', { eager: true, import: 'default' });
const queryFiles = Object.keys(import.meta.glob('../../queries/**/*.ts'));
const sdkFiles = Object.keys(import.meta.glob('../../src/sdk/*.ts')).filter((file) => !file.endsWith('/index.ts'));

const fromRoot = (file: string): string => path.relative(ROOT, path.resolve(import.meta.dirname, file));
const sourceOf = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

/** All subjects: queries in order of id, then shared modules. */
export function subjects(modules: ChangedModules): Subject[] {
  const mutated = queryFiles.map(fromRoot).flatMap((file): MutatedQuery[] => {
    const id = path.basename(file, '.ts');
    const [query, declared] = [queries().find((one) => one.id === id), cases[`../queries/${id}.case.ts`]];
    return query !== undefined && declared !== undefined && typeof query.cypher === 'function' ? [{ query, file, declared }] : [];
  });
  for (const { file } of mutated) modules.load(path.join(ROOT, file));
  const ofQueries = mutated.map((one): Subject => ({ of: one.query.id, file: one.file, source: sourceOf(one.file), queries: [one] }));
  const told = new Map(mutated.map((one) => [one, toldNames(one.file, sourceOf(one.file))]));
  const shared = [...sdkFiles.map(fromRoot).filter((file) => exportsOf(modules, file).some((name) => SAYS_CYPHER.test(name))), ...JUDGED_IN_GRAPH];
  const ofShared = shared.map((file): Subject => {
    const users = modules.dependents(path.join(ROOT, file)).map((user) => path.relative(ROOT, user)).filter((user) => user !== 'src/sdk/index.ts');
    // The sdk's index leads from every module to every query: what a query uses of it is told by the names that it imports.
    const among = users.filter((user) => user.startsWith('src/'));
    const names = new Set(among.flatMap((user) => exportsOf(modules, user)));
    const asked = mutated.filter((one) => [...told.get(one)!].some((name) => names.has(name)));
    const usedInside = among.filter((user) => user !== file).flatMap((user) => importedNames(user, sourceOf(user)));
    return { of: file, file, source: sourceOf(file), queries: asked, told: new Set([...usedInside, ...asked.flatMap((one) => [...told.get(one)!])]) };
  });
  return [...ofQueries.sort((a, b) => (a.of < b.of ? -1 : 1)), ...ofShared.filter((subject) => subject.queries.length > 0)];
}

function exportsOf(modules: ChangedModules, file: string): string[] {
  return Object.keys(modules.load(path.join(ROOT, file)));
}
