/** The queries there are: each file in queries/<area>/ is one. */
import { AppError } from '../base/errors.ts';
import type { Query } from '../sdk/query.ts';
import { isRule, type Rule } from '../sdk/rule.ts';
import { checkedQueries, type Modules } from './check.ts';
import { nearNames } from './near.ts';

const modules: Modules = import.meta.glob<{ default: unknown }>('../../queries/**/*.ts', { eager: true });
const found = checkedQueries(modules);
const byId = new Map(found.map((query) => [query.id, query]));
/** `../../queries/reach/why.ts`: the id is the file's name, which the check has seen to. */
const areas = new Map(Object.keys(modules).map((path) => [path.replace(/^.*\/([^/]+)\.[jt]s$/, '$1'), path.split('/').at(-2)!]));

/** All of them, in order of id. */
export function queries(): readonly Query[] {
  return found;
}

/** Those that are rules, in order of id: each row of theirs is a finding. */
export function rules(): readonly Rule[] {
  return found.filter(isRule);
}

/** The folder under queries/ in which a query stands, as `reach`. Throws as `query` where there is none of this id. */
export function areaOf(id: string): string {
  return areas.get(query(id).id)!;
}

/** Throws `query-unknown`, naming near ids and all there are. */
export function query(id: string): Query {
  const known = byId.get(id);
  if (known) return known;
  const ids = [...byId.keys()];
  const near = nearNames(id, ids);
  const hint = near.length > 0 ? `Did you mean ${near.join(' or ')}? ` : '';
  throw new AppError('query-unknown', `There is no query "${id}". ${hint}Queries: ${ids.join(', ')}.`, { detail: { query: id, near, queries: ids } });
}
