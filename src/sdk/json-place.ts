/** Where a value stands within an item of a JSON stream, for importers that look into what an item holds. */

export interface JsonPlace {
  /** Evidence text: a JSON pointer (empty for a document as a whole), or `byte <n>`. */
  readonly at: string;
  /** Leads from `at` to the value where `at` cannot: a prefix for JsonFields, as `Targets/0/`. */
  readonly within: string;
}

/** The place of what an object or list holds under a key: a pointer leads on by itself, from `byte <n>` on `within` does. */
export function placeWithin({ at, within }: JsonPlace, key: string | number): JsonPlace {
  if (at !== '' && !at.startsWith('/')) return { at, within: `${within}${key}/` };
  return { at: `${at}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`, within };
}
