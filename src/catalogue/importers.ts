/** The importers there are: each file in importers/ is one. */
import { AppError } from '../base/errors.ts';
import type { Head, Importer } from '../sdk/importer.ts';
import { checkedImporters, type Modules } from './check.ts';
import { nearNames } from './near.ts';

export interface Recognition {
  readonly importer: Importer;
  /** Why, in words for people. */
  readonly reason: string;
}

const modules: Modules = import.meta.glob<{ default: unknown }>('../../importers/*.ts', { eager: true });
const found = checkedImporters(modules);
const byId = new Map(found.map((importer) => [importer.id, importer]));

/** All of them, in order of id. */
export function importers(): readonly Importer[] {
  return found;
}

/** Throws `format-unknown`, naming near ids and all there are. */
export function importer(id: string): Importer {
  const known = byId.get(id);
  if (known) return known;
  const ids = [...byId.keys()];
  const near = nearNames(id, ids);
  const hint = near.length > 0 ? `Did you mean ${near.join(' or ')}? ` : '';
  throw new AppError('format-unknown', `There is no format "${id}". ${hint}Formats: ${ids.join(', ')}.`, { detail: { format: id, near, formats: ids } });
}

/**
 * The importers that claim a file which begins like this, the most specific first: a provider's format before Tendril's
 * own tables, which take any file with fitting columns; else in order of id.
 */
export function recognise(head: Head): Recognition[] {
  const claims = found.flatMap((one) => {
    const reason = one.recognise(head);
    return reason === undefined ? [] : [{ importer: one, reason }];
  });
  return claims.sort((a, b) => generality(a.importer) - generality(b.importer));
}

function generality({ id }: Importer): number {
  return id.startsWith('tendril-') ? 1 : 0;
}
