/** Collects derived edges as one batch, their evidence being that of the things they follow from. */
import type { Graph } from '../graph/graph.ts';
import { ImportBatch, type PendingEdge, type PendingEvidence } from '../graph/import-batch.ts';
import type { EdgeKind, NodeLabel } from '../model/labels.ts';
import type { Properties, PropertyValue } from '../model/properties.ts';
import { EVIDENCE_LIMIT } from '../model/records.ts';

/** Of one thing that much is enough to put a finger on. */
const EVIDENCE_PER_THING = 2;

/** Absent values are dropped. */
export type DerivedProperties = Readonly<Record<string, PropertyValue | undefined>>;

export class DerivedBatch {
  readonly batch = new ImportBatch();
  readonly #graph: Graph;
  readonly #numbers = new Map<string, number>();
  readonly #evidence = new Map<number, readonly PendingEvidence[]>();

  constructor(graph: Graph, by: string) {
    this.#graph = graph;
    this.#number(by);
  }

  /** Declares a scope as complete: its edges that are not given again are closed. */
  scope(scope: string): void {
    this.batch.scope(scope, 0, undefined);
  }

  /** @param because indexes of the things whose descriptions it follows from */
  edge(kind: EdgeKind, from: string, to: string, scope: string, properties: DerivedProperties, because: readonly number[]): void {
    const edge: Omit<PendingEdge, 'evidence'> = { kind, from, to, scope, properties: given(properties) };
    // Without any, it is at least known which import brought it about.
    const [first = { import: 0, file: '-', at: 'derived' }, ...more] = because.flatMap((index) => this.#evidenceOf(index));
    this.batch.edge(edge, first);
    const { evidence } = this.batch.edges.get(edge)!;
    for (const entry of more) if (evidence.length < EVIDENCE_LIMIT) evidence.push(entry);
  }

  mention(uid: string, label: NodeLabel, properties: DerivedProperties): void {
    this.batch.mention(uid, label, given(properties), 0);
  }

  annotate(uid: string, properties: DerivedProperties): void {
    this.batch.annotate(uid, given(properties), 0, '');
  }

  #evidenceOf(index: number): readonly PendingEvidence[] {
    const known = this.#evidence.get(index);
    if (known) return known;
    const evidence = this.#graph
      .node(index)
      .evidence.slice(-EVIDENCE_PER_THING)
      .map(({ import: by, file, at }) => ({ import: this.#number(by), file, at }));
    this.#evidence.set(index, evidence);
    return evidence;
  }

  #number(importUid: string): number {
    const known = this.#numbers.get(importUid);
    if (known !== undefined) return known;
    const number = this.batch.imports.push({ format: '', uid: importUid, sha256: '', files: [], exportedAt: undefined, records: 0, problems: 0 }) - 1;
    this.#numbers.set(importUid, number);
    return number;
  }
}

function isGiven(properties: DerivedProperties): properties is Properties {
  for (const name in properties) if (properties[name] === undefined) return false;
  return true;
}

/** Without what is absent; the same object where nothing is. */
export function given(properties: DerivedProperties): Properties {
  if (isGiven(properties)) return properties;
  const kept: Record<string, PropertyValue> = {};
  for (const name in properties) {
    const value = properties[name];
    if (value !== undefined) kept[name] = value;
  }
  return kept;
}
