/** A node record as a row of the table `node`, and back. */
import type { NodeLabel } from '../../model/labels.ts';
import type { Properties } from '../../model/properties.ts';
import type { NodeEvidence, NodeRecord } from '../../model/records.ts';
import type { Cells } from './cells.ts';
import { EvidencePacker, EvidenceReader, type ListedEvidence, type PackedEvidence } from './evidence.ts';
import { NODE_AT, PRESENT, type Row } from './schema.ts';
import type { Words } from './words.ts';

export class NodePacker {
  readonly #words: Words;
  readonly #evidence: EvidencePacker;
  readonly #packed: PackedEvidence = { origin: 0, place: 0, number: 0, present: 0 };

  constructor(words: Words) {
    this.#words = words;
    this.#evidence = new EvidencePacker(words);
  }

  pack(node: NodeRecord, id: number): Row {
    const packed = this.#packed;
    const listed = this.#evidence.pack(node.evidence, packed);
    const { origin, place, number } = packed;
    const present = listed ? PRESENT.extra : packed.present;
    const extra = listed ? JSON.stringify(listed) : null;
    const label = this.#words.id(node.label);
    return [id, node.uid, label, present, JSON.stringify(node.properties), origin, place, number, extra];
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
    const properties = cells.text(NODE_AT.properties);
    return {
      uid: cells.text(NODE_AT.uid),
      label: this.#words.text(cells.number(NODE_AT.label)) as NodeLabel,
      properties: properties === '{}' ? {} : (JSON.parse(properties) as Properties),
      evidence: this.#evidenceOf(cells),
    };
  }

  #evidenceOf(cells: Cells): NodeEvidence[] {
    const present = cells.number(NODE_AT.present);
    if (present & PRESENT.extra) return this.#evidence.entries(JSON.parse(cells.text(NODE_AT.extra)) as ListedEvidence);
    const origin = cells.number(NODE_AT.origin);
    return origin === 0
      ? []
      : [this.#evidence.entry(origin, cells.number(NODE_AT.place), cells.number(NODE_AT.number), present)];
  }
}
