/** Evidence as numbers: nearly every record has one entry, of one of few files, at `line 12` or the like. */
import type { Evidence, NodeEvidence } from '../../model/records.ts';
import { PRESENT } from './schema.ts';
import type { Words } from './words.ts';

/** When the dictionary is larger, beginnings of `at` that are new to it go into `extra`. */
const PLACES = 150_000;
/** Events have names of their own, which would only fill the dictionary. */
const EVENT = 'event ';
const ZERO = 48;
const NINE = 57;

/** What the evidence columns hold, `present` being those of PRESENT's bits that concern evidence. */
export interface PackedEvidence {
  origin: number;
  place: number;
  number: number;
  present: number;
}

/** For `extra`: origin and `at` of each entry, in order. */
export type ListedEvidence = readonly (readonly [origin: number, at: string])[];

export class EvidencePacker {
  readonly #words: Words;
  #last: Evidence | NodeEvidence | undefined;
  #lastOrigin = 0;

  constructor(words: Words) {
    this.#words = words;
  }

  /** Fills `packed`; returns what `extra` must hold, or undefined when the columns hold everything. */
  pack(evidence: readonly (Evidence | NodeEvidence)[], packed: PackedEvidence): ListedEvidence | undefined {
    packed.origin = packed.place = packed.number = packed.present = 0;
    if (evidence.length === 0) return undefined;
    const only = evidence[0]!;
    if (evidence.length === 1 && this.#packOne(only, packed)) return undefined;
    return evidence.map((entry) => [this.#origin(entry), entry.at] as const);
  }

  #packOne(entry: Evidence | NodeEvidence, packed: PackedEvidence): boolean {
    if (entry.at.startsWith(EVENT)) return false;
    const start = numberStart(entry.at);
    const place = this.#words.idWithin(PLACES, entry.at.slice(0, start));
    if (place === 0) return false;
    packed.origin = this.#origin(entry);
    packed.place = place;
    if (start < entry.at.length) {
      packed.number = Number(entry.at.slice(start));
      packed.present = PRESENT.number;
    }
    return true;
  }

  #origin(entry: Evidence | NodeEvidence): number {
    const scope = 'scope' in entry ? entry.scope : undefined;
    const last = this.#last;
    const lastScope = last && 'scope' in last ? last.scope : undefined;
    if (last?.import === entry.import && last.file === entry.file && lastScope === scope) return this.#lastOrigin;
    const parts = scope === undefined ? [entry.import, entry.file] : [entry.import, entry.file, scope];
    this.#last = entry;
    this.#lastOrigin = this.#words.id(JSON.stringify(parts));
    return this.#lastOrigin;
  }
}

/** Where the number starts that ends this text and, written out, gives back the same digits; its length if none. */
function numberStart(at: string): number {
  let start = at.length;
  const first = Math.max(0, at.length - 9);
  while (start > first && isDigit(at.charCodeAt(start - 1))) start -= 1;
  while (start < at.length - 1 && at.charCodeAt(start) === ZERO) start += 1;
  return start;
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

/** Reads what an EvidencePacker packed; a node's entries come with their scope, an edge's have none. */
export class EvidenceReader<Entry extends Evidence> {
  readonly #words: Words;
  readonly #origins: Origin[] = [];

  constructor(words: Words) {
    this.#words = words;
  }

  /** The one entry that the columns hold. */
  entry(origin: number, place: number, number: number, present: number): Entry {
    const start = this.#words.text(place);
    return this.#entry(origin, (present & PRESENT.number) === 0 ? start : start + number);
  }

  entries(listed: ListedEvidence): Entry[] {
    return listed.map(([origin, at]) => this.#entry(origin, at));
  }

  #entry(origin: number, at: string): Entry {
    const [imported, file, scope] = (this.#origins[origin] ??= JSON.parse(this.#words.text(origin)) as Origin);
    const entry: Evidence | NodeEvidence =
      scope === undefined ? { import: imported, file, at } : { import: imported, file, at, scope };
    return entry as Entry;
  }
}

type Origin = readonly [imported: string, file: string, scope?: string];
