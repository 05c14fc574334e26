/** The entries of a JSON file whose answers may stand alone, one after another, in a list, or in any object around them. */
import { isJsonObject } from './json-fields.ts';
import { jsonItems, type JsonItem, type JsonSource } from './json.ts';
import type { JsonPlace } from './json-place.ts';
import type { Problem } from './importer.ts';

export interface JsonEntry {
  readonly value: unknown;
  readonly place: JsonPlace;
}

/**
 * In file order: each element of a document that is a list, each document that is an object. One entry at a time is
 * held. A field that could not be read is missing from its entry, and comes as a problem before it. Throws `aborted`.
 */
export async function* jsonEntries(source: JsonSource): AsyncGenerator<JsonEntry | Problem> {
  let held: Held | undefined;
  for await (const item of jsonItems(source, { paths: ['*'] })) {
    if ('fact' in item) {
      yield item;
      continue;
    }
    if (held && held.document !== item.document) {
      yield entryOf(held);
      held = undefined;
    }
    if (typeof item.path[0] === 'number') yield { value: item.value, place: { at: item.at, within: '' } };
    else held = withField(held, item);
  }
  if (held) yield entryOf(held);
}

/** Where an object stands, for evidence: the first document as a whole, which has no pointer, by its first field. */
export function evidenceOf({ at }: JsonPlace, object: unknown): string {
  return at === '' && isJsonObject(object) ? `/${Object.keys(object)[0] ?? ''}` : at;
}

type Held = { readonly document: number; readonly at: string; readonly object: Record<string, unknown> };

const entryOf = ({ at, object }: Held): JsonEntry => ({ value: object, place: { at, within: '' } });

function withField(held: Held | undefined, { document, at, path, value }: JsonItem): Held {
  const into = held ?? { document, at: document === 0 ? '' : at, object: {} };
  // As JSON.parse does it: a `__proto__` key is an ordinary one.
  Object.defineProperty(into.object, path[0]!, { value, enumerable: true, configurable: true, writable: true });
  return into;
}
