/** A node record as a row of the table `node`, and back. */
import type { NodeLabel } from '../../model/labels.ts';
import type { Properties } from '../../model/properties.ts';
import type { NodeEvidence, NodeRecord } from '../../model/records.ts';
import type { Cells } from './cells.ts';
import { EvidencePacker, EvidenceReader, type ListedEvidence, type PackedEvidence } from './evidence.ts';
import { PRESENT } from './schema.ts';
import type { Words } from './words.ts';

/** Values in the order of NODE_COLUMNS. */
export type NodeRow = [
  id: number, uid: string, label: number, present: number, properties: string,
  origin: number, place: number, number: number, extra: string | null,
];

export class NodePacker {
  readonly #words: Words;
  readonly #evidence: EvidencePacker;
  readonly #packed: PackedEvidence = { origin: 0, place: 0, number: 0, present: 0 };

  constructor(words: Words) {
    this.#words = words;
    this.#evidence = new EvidencePacker(words);
  }

  pack(node: NodeRecord, id: number): NodeRow {
    const packed = this.#packed;
    const listed = this.#evidence.pack(node.evidence, packed);
    const { present, origin, place, number } = packed;
    const extra = listed ? JSON.stringify(listed) : null;
    return [id, node.uid, this.#words.id(node.label), present, JSON.stringify(node.properties), origin, place, number, extra];
  }
}

export class NodeReader {
  readonly #words: Words;
  readonly #evidence: EvidenceReader<NodeEvidence>;

  constructor(words: Words) {
    this.#words = words;
    this.#evidence = new EvidenceReader(words);
  }

  /** The record in the row where `cells` stands. */
  read(cells: Cells): NodeRecord {
    const properties = cells.text(4);
    return {
      uid: cells.text(1),
      label: this.#words.text(cells.number(2)) as NodeLabel,
      properties: properties === '{}' ? {} : (JSON.parse(properties) as Properties),
      evidence: this.#evidenceOf(cells),
    };
  }

  #evidenceOf(cells: Cells): NodeEvidence[] {
    const present = cells.number(3);
    if (present & PRESENT.extraEvidence) return this.#evidence.entries(JSON.parse(cells.text(8)) as ListedEvidence);
    const origin = cells.number(5);
    return origin === 0 ? [] : [this.#evidence.entry(origin, cells.number(6), cells.number(7), present)];
  }
}
