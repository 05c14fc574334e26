/** An edge record as a row of the table `edge`, and back. */
import { timeText } from '../../base/time.ts';
import { ACCESS_LEVELS, type EdgeKind } from '../../model/labels.ts';
import type { Properties, PropertyValue } from '../../model/properties.ts';
import type { EdgeRecord, Evidence } from '../../model/records.ts';
import type { Cells } from './cells.ts';
import { EvidencePacker, EvidenceReader, type ListedEvidence, type PackedEvidence } from './evidence.ts';
import { memo } from './memo.ts';
import { PRESENT } from './schema.ts';
import type { Words } from './words.ts';

/** Different JSON texts of properties that the dictionary takes; past this they go into `extra`. */
export const PROPERTY_TEXTS = 100_000;

/** Values in the order of EDGE_COLUMNS. */
export type EdgeRow = [
  kind: number, from: number, to: number, scope: number, present: number, level: number, conditional: number,
  count: number, denied: number, since: number, until: number, firstSeen: number, lastSeen: number, rest: number,
  origin: number, place: number, number: number, extra: string | null,
];

/** Index into EdgeRow of the properties with a column. */
const COLUMN = {
  level: 5,
  conditional: 6,
  count: 7,
  denied: 8,
  since: 9,
  until: 10,
  firstSeen: 11,
  lastSeen: 12,
} as const;

const COLUMNS = Object.keys(COLUMN).reduce((bits, name) => bits | PRESENT[name as keyof typeof COLUMN], 0);
const EXTRA = PRESENT.extraProperties | PRESENT.extraEvidence;

interface Extra {
  properties?: Properties;
  evidence?: ListedEvidence;
}

export class EdgePacker {
  readonly #words: Words;
  readonly #evidence: EvidencePacker;
  readonly #packed: PackedEvidence = { origin: 0, place: 0, number: 0, present: 0 };
  readonly #milliseconds = memo(millisecondsOf);

  constructor(words: Words) {
    this.#words = words;
    this.#evidence = new EvidencePacker(words);
  }

  /** `from` and `to` are the ids of the edge's nodes. */
  pack(edge: EdgeRecord, from: number, to: number): EdgeRow {
    const words = this.#words;
    const row: EdgeRow = [words.id(edge.kind), from, to, words.id(edge.scope), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, null];
    const rest = this.#properties(edge.properties, row);
    const packed = this.#packed;
    const evidence = this.#evidence.pack(edge.evidence, packed);
    row[4] |= packed.present;
    row[14] = packed.origin;
    row[15] = packed.place;
    row[16] = packed.number;
    if (rest || evidence) {
      const extra: Extra = { ...(rest && { properties: rest }), ...(evidence && { evidence }) };
      row[17] = JSON.stringify(extra);
    }
    return row;
  }

  /** Fills the columns; returns the properties that neither they nor the dictionary took. */
  #properties(properties: Properties, row: EdgeRow): Properties | undefined {
    let rest: Record<string, PropertyValue> | undefined;
    for (const name in properties) {
      const value = properties[name]!;
      const column = COLUMN[name as keyof typeof COLUMN] as number | undefined;
      const number = column === undefined ? undefined : this.#number(name, value);
      if (number === undefined) (rest ??= {})[name] = value;
      else {
        row[column as 5] = number;
        row[4] |= PRESENT[name as keyof typeof COLUMN];
      }
    }
    if (!rest) return undefined;
    row[13] = this.#words.idWithin(PROPERTY_TEXTS, JSON.stringify(rest));
    if (row[13] !== 0) return undefined;
    row[4] |= PRESENT.extraProperties;
    return rest;
  }

  /** What a column holds for this value; undefined for a value that would not come back from it as it is. */
  #number(name: string, value: PropertyValue): number | undefined {
    if (name === 'level') return ACCESS_LEVELS.includes(value as never) ? this.#words.id(value as string) : undefined;
    if (name === 'conditional') return typeof value === 'boolean' ? Number(value) : undefined;
    if (name === 'count' || name === 'denied') return Number.isSafeInteger(value) ? (value as number) : undefined;
    return typeof value === 'string' ? this.#milliseconds(value) : undefined;
  }
}

function millisecondsOf(time: string): number | undefined {
  const milliseconds = Date.parse(time);
  return !Number.isNaN(milliseconds) && timeText(milliseconds) === time ? milliseconds : undefined;
}

export class EdgeReader {
  readonly #words: Words;
  readonly #evidence: EvidenceReader<Evidence>;
  readonly #rests: Properties[] = [];
  readonly #time = memo(timeText);

  constructor(words: Words) {
    this.#words = words;
    this.#evidence = new EvidenceReader(words);
  }

  /**
   * The record in the row where `cells` stands.
   * @param uids by node id
   */
  read(cells: Cells, uids: readonly string[]): EdgeRecord {
    const present = cells.number(4);
    const extra = present & EXTRA ? (JSON.parse(cells.text(17)) as Extra) : undefined;
    return {
      kind: this.#words.text(cells.number(0)) as EdgeKind,
      from: uids[cells.number(1)]!,
      to: uids[cells.number(2)]!,
      scope: this.#words.text(cells.number(3)),
      properties: this.#properties(cells, present, extra?.properties),
      evidence: this.#evidenceOf(cells, present, extra?.evidence),
    };
  }

  #evidenceOf(cells: Cells, present: number, listed: ListedEvidence | undefined): readonly Evidence[] {
    if (listed) return this.#evidence.entries(listed);
    const origin = cells.number(14);
    return origin === 0 ? [] : [this.#evidence.entry(origin, cells.number(15), cells.number(16), present)];
  }

  #properties(cells: Cells, present: number, extra: Properties | undefined): Properties {
    const rest = cells.number(13);
    const properties: Record<string, PropertyValue> = { ...(rest === 0 ? extra : this.#rest(rest)) };
    if ((present & COLUMNS) === 0) return properties;
    if (present & PRESENT.level) properties['level'] = this.#words.text(cells.number(COLUMN.level));
    if (present & PRESENT.conditional) properties['conditional'] = cells.number(COLUMN.conditional) === 1;
    if (present & PRESENT.count) properties['count'] = cells.number(COLUMN.count);
    if (present & PRESENT.denied) properties['denied'] = cells.number(COLUMN.denied);
    if (present & PRESENT.since) properties['since'] = this.#time(cells.number(COLUMN.since));
    if (present & PRESENT.until) properties['until'] = this.#time(cells.number(COLUMN.until));
    if (present & PRESENT.firstSeen) properties['firstSeen'] = this.#time(cells.number(COLUMN.firstSeen));
    if (present & PRESENT.lastSeen) properties['lastSeen'] = this.#time(cells.number(COLUMN.lastSeen));
    return properties;
  }

  #rest(word: number): Properties {
    return (this.#rests[word] ??= JSON.parse(this.#words.text(word)) as Properties);
  }
}
