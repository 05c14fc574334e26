/**
 * A map from edges to values by kind, both ends and scope. Nested by the texts that are there already, so that no key is put
 * together for each edge: a log folds a hundred thousand of them, file after file.
 */
import type { EdgeKind } from '../model/labels.ts';

export interface EdgeKeyParts {
  readonly kind: EdgeKind;
  readonly from: string;
  readonly to: string;
  readonly scope: string;
}

type ByEnd<Value> = Map<string, Map<string, Value>>;

export class EdgeTable<Value> {
  readonly #byScope = new Map<string, Map<EdgeKind, ByEnd<Value>>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get({ kind, from, to, scope }: EdgeKeyParts): Value | undefined {
    return this.#byScope.get(scope)?.get(kind)?.get(from)?.get(to);
  }

  has(edge: EdgeKeyParts): boolean {
    return this.get(edge) !== undefined;
  }

  set({ kind, from, to, scope }: EdgeKeyParts, value: Value): void {
    const ends = within(within(within(this.#byScope, scope), kind), from);
    if (!ends.has(to)) this.#size++;
    ends.set(to, value);
  }

  /** By scope, kind and start, each in the order first met. */
  *values(): Generator<Value> {
    for (const kinds of this.#byScope.values()) for (const starts of kinds.values()) for (const ends of starts.values()) yield* ends.values();
  }
}

function within<Key, InnerKey, Value>(map: Map<Key, Map<InnerKey, Value>>, key: Key): Map<InnerKey, Value> {
  let inner = map.get(key);
  if (!inner) map.set(key, (inner = new Map()));
  return inner;
}
