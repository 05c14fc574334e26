/** An edge record as a row of the table `edge`, and back. */
import { timeText } from '../../base/time.ts';
import { ACCESS_LEVELS, type EdgeKind } from '../../model/labels.ts';
import type { Properties, PropertyValue } from '../../model/properties.ts';
import type { EdgeRecord, Evidence } from '../../model/records.ts';
import type { Cells } from './cells.ts';
import { EvidencePacker, EvidenceReader, type ListedEvidence, type PackedEvidence } from './evidence.ts';
import { memo } from './memo.ts';
import { EDGE_AT, EDGE_COLUMNS, PRESENT, type Row } from './schema.ts';
import type { Words } from './words.ts';

/** When the dictionary is larger, JSON texts of properties that are new to it go into `extra`. */
const PROPERTY_TEXTS = 100_000;

/** Places of the properties that have a column. */
const COLUMN = {
  level: EDGE_AT.level,
  conditional: EDGE_AT.conditional,
  count: EDGE_AT.count,
  denied: EDGE_AT.denied,
  since: EDGE_AT.since,
  until: EDGE_AT.until,
  firstSeen: EDGE_AT.first_seen,
  lastSeen: EDGE_AT.last_seen,
} as const;
type ColumnName = keyof typeof COLUMN;

/** A row of an edge that says nothing. */
const BLANK: Row = Object.keys(EDGE_COLUMNS).map((name) => (name === 'extra' ? null : 0));
const COLUMNS = Object.keys(COLUMN).reduce((bits, name) => bits | PRESENT[name as ColumnName], 0);

const OBSERVED = PRESENT.count | PRESENT.denied | PRESENT.firstSeen | PRESENT.lastSeen;

/** Properties that were read, and the cells that they were read from. */
interface Read {
  readonly columns: number;
  readonly level: number;
  readonly since: number;
  readonly until: number;
  readonly conditional: number;
  readonly properties: Properties;
}

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
  pack(edge: EdgeRecord, from: number, to: number): Row {
    const row = BLANK.slice();
    row[EDGE_AT.kind] = this.#words.id(edge.kind);
    row[EDGE_AT.from_id] = from;
    row[EDGE_AT.to_id] = to;
    row[EDGE_AT.scope] = this.#words.id(edge.scope);
    const packed = this.#packed;
    const evidence = this.#evidence.pack(edge.evidence, packed);
    row[EDGE_AT.origin] = packed.origin;
    row[EDGE_AT.place] = packed.place;
    row[EDGE_AT.number] = packed.number;
    const rest = this.#fillColumns(edge.properties, row, packed.present);
    const word = rest ? this.#words.idWithin(PROPERTY_TEXTS, JSON.stringify(rest)) : 0;
    row[EDGE_AT.rest] = word;
    if (evidence || (rest && word === 0)) {
      row[EDGE_AT.present] = (row[EDGE_AT.present] as number) | PRESENT.extra;
      const extra: Extra = { ...(evidence && { evidence }), ...(rest && word === 0 && { properties: rest }) };
      row[EDGE_AT.extra] = JSON.stringify(extra);
    }
    return row;
  }

  /** Fills the columns of properties, and `present`; returns the properties that have no column. */
  #fillColumns(properties: Properties, row: (number | string | null)[], present: number): Properties | undefined {
    let rest: Record<string, PropertyValue> | undefined;
    let bits = present;
    for (const name in properties) {
      const value = properties[name]!;
      const column = COLUMN[name as ColumnName] as number | undefined;
      const number = column === undefined ? undefined : this.#number(name, value);
      if (column === undefined || number === undefined) {
        (rest ??= {})[name] = value;
      } else {
        row[column] = number;
        bits |= PRESENT[name as ColumnName];
      }
    }
    row[EDGE_AT.present] = bits;
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
  /** By the word of the other properties. */
  readonly #last: Read[] = [];
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
    const present = cells.number(EDGE_AT.present);
    const extra = present & PRESENT.extra ? (JSON.parse(cells.text(EDGE_AT.extra)) as Extra) : undefined;
    return {
      kind: this.#words.text(cells.number(EDGE_AT.kind)) as EdgeKind,
      from: uids[cells.number(EDGE_AT.from_id)]!,
      to: uids[cells.number(EDGE_AT.to_id)]!,
      scope: this.#words.text(cells.number(EDGE_AT.scope)),
      properties: this.#properties(cells, present, extra?.properties),
      evidence: this.#evidenceOf(cells, present, extra?.evidence),
    };
  }

  #evidenceOf(cells: Cells, present: number, listed: ListedEvidence | undefined): readonly Evidence[] {
    if (listed) return this.#evidence.entries(listed);
    const origin = cells.number(EDGE_AT.origin);
    return origin === 0
      ? []
      : [this.#evidence.entry(origin, cells.number(EDGE_AT.place), cells.number(EDGE_AT.number), present)];
  }

  /** Rights repeat by the thousand, so an edge gets the very object of the last one like it; observations don't. */
  #properties(cells: Cells, present: number, extra: Properties | undefined): Properties {
    if (extra || present & OBSERVED) return this.#made(cells, present, extra);
    const rest = cells.number(EDGE_AT.rest);
    const level = cells.number(COLUMN.level);
    const since = cells.number(COLUMN.since);
    const until = cells.number(COLUMN.until);
    const conditional = cells.number(COLUMN.conditional);
    const columns = present & COLUMNS;
    const last = this.#last[rest];
    if (
      last?.columns === columns &&
      last.level === level &&
      last.since === since &&
      last.until === until &&
      last.conditional === conditional
    ) {
      return last.properties;
    }
    const properties = this.#made(cells, present, extra);
    this.#last[rest] = { columns, level, since, until, conditional, properties };
    return properties;
  }

  #made(cells: Cells, present: number, extra: Properties | undefined): Properties {
    const rest = cells.number(EDGE_AT.rest);
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
