/** What one import says, collected and folded before it meets the graph. Bounded by what it describes, not by its rows. */
import { NODE_LABELS, type EdgeKind, type NodeLabel } from '../model/labels.ts';
import { foldEdgeProperties, foldEdgePropertiesInto, latestOf, type Properties, type PropertyValue } from '../model/properties.ts';
import { EVIDENCE_LIMIT } from '../model/records.ts';
import { EdgeTable } from './edge-table.ts';

/** Evidence before the Import's uid is known, which is the hash of everything read. */
export interface PendingEvidence {
  /** Number of the import within the batch. */
  readonly import: number;
  readonly file: string;
  readonly at: string;
}

export interface PendingNode {
  readonly uid: string;
  label: NodeLabel;
  properties: Properties;
  /** Scope to where it was last described. Empty for a mention. */
  readonly evidence: Map<string, PendingEvidence>;
  /** Properties that a describing export would show if the thing had them, and does not. */
  absent: ReadonlySet<string>;
  /** Number of the import that named it first. */
  readonly by: number;
}

/** So many are folded at a time: a log tells of the same identity in file after file, and a fold goes over all of its hours. */
const TOLD_AT_ONCE = 16;

/** What one scope tells of a thing that is for others to describe. */
export class Annotation {
  readonly scope: string;
  /** Number of the import that told it last. */
  by: number;
  #told: Properties[];

  constructor(properties: Properties, by: number, scope: string) {
    this.scope = scope;
    this.by = by;
    this.#told = [properties];
  }

  add(properties: Properties, by: number): void {
    this.by = by;
    if (this.#told.push(properties) > TOLD_AT_ONCE) this.#told = [latestOf(...this.#told)];
  }

  get properties(): Properties {
    return this.#told.length === 1 ? this.#told[0]! : latestOf(...this.#told);
  }
}

export interface LabelClash {
  readonly uid: string;
  readonly label: NodeLabel;
  readonly kept: NodeLabel;
  readonly evidence: PendingEvidence;
}

export interface PendingEdge {
  readonly kind: EdgeKind;
  readonly from: string;
  readonly to: string;
  readonly scope: string;
  properties: Properties;
  readonly evidence: PendingEvidence[];
  /** Of a log: added to the record that stands, instead of replacing it. */
  readonly accumulates?: boolean;
}

export interface PendingImport {
  format: string;
  uid: string;
  sha256: string;
  files: string[];
  exportedAt: string | undefined;
  records: number;
  problems: number;
}

export class ImportBatch {
  readonly imports: PendingImport[] = [];
  readonly described = new Map<string, PendingNode>();
  readonly mentioned = new Map<string, PendingNode>();
  readonly edges = new EdgeTable<PendingEdge>();
  /** Scope to the import that covers it. */
  readonly scopes = new Map<string, { import: number; exportedAt: string | undefined }>();
  /** Things that this import describes with two labels; the first stands. One entry a thing. */
  readonly labelClashes = new Map<string, LabelClash>();

  node(uid: string, label: NodeLabel, properties: Properties, scope: string, evidence: PendingEvidence, absent: readonly string[] = []): void {
    const present = this.described.get(uid);
    if (!present) {
      this.described.set(uid, { uid, label, properties, absent: new Set(absent), evidence: new Map([[scope, evidence]]), by: evidence.import });
      return;
    }
    if (absent.length > 0) present.absent = new Set([...present.absent, ...absent]);
    if (present.label !== label) this.labelClashes.set(uid, { uid, label, kept: present.label, evidence });
    present.properties = latestOf(present.properties, properties);
    present.evidence.set(scope, evidence);
  }

  /** Properties told of things that stand in the graph, without describing them: no evidence. One entry for each scope that tells some. */
  readonly annotated = new Map<string, Annotation[]>();

  /**
   * Sets properties of a thing that is there; of one that is closed only those that are OBSERVED, any other is passed over. Of
   * several annotations of one thing each adds to those before.
   * @param by number of the import
   * @param scope the export that knows it: one that a later export of the scope has overtaken changes nothing
   */
  annotate(uid: string, properties: Properties, by: number, scope: string): void {
    const present = this.annotated.get(uid);
    const ofScope = present?.find((annotation) => annotation.scope === scope);
    if (ofScope) ofScope.add(properties, by);
    else if (present) present.push(new Annotation(properties, by, scope));
    else this.annotated.set(uid, [new Annotation(properties, by, scope)]);
  }

  /** @param by number of the import that names the thing */
  mention(uid: string, label: NodeLabel, properties: Properties, by: number): void {
    const present = this.mentioned.get(uid);
    if (present) {
      present.properties = { ...properties, ...present.properties };
      present.label = tellingLabel(present.label, label);
    } else this.mentioned.set(uid, { uid, label, properties, absent: new Set(), evidence: new Map(), by });
  }

  edge(edge: Omit<PendingEdge, 'evidence'>, evidence: PendingEvidence): void {
    const present = this.edges.get(edge);
    if (present) {
      if (edge.accumulates) foldEdgePropertiesInto(present.properties as Record<string, PropertyValue>, edge.properties);
      else present.properties = foldEdgeProperties(present.properties, edge.properties);
      if (present.evidence.length < EVIDENCE_LIMIT) present.evidence.push(evidence);
    } else this.edges.set(edge, { ...edge, properties: edge.accumulates ? { ...edge.properties } : edge.properties, evidence: [evidence] });
  }

  /** Scopes that a file with rejected rows covers: what they lack may be among those rows. */
  readonly incomplete = new Set<string>();

  scope(scope: string, importNumber: number, exportedAt: string | undefined): void {
    this.scopes.set(scope, { import: importNumber, exportedAt });
    const record = this.imports[importNumber]!;
    if (exportedAt && (!record.exportedAt || exportedAt > record.exportedAt)) record.exportedAt = exportedAt;
  }
}

/** What a table calls anything that it only names: the end of a grant, what a workload depends on. */
const VAGUE: ReadonlySet<NodeLabel> = new Set(['Identity', 'Resource']);

/** Of two labels by which a thing was only mentioned, the one that says more; whichever came first. */
export function tellingLabel(one: NodeLabel, other: NodeLabel): NodeLabel {
  const rank = (label: NodeLabel): number => (VAGUE.has(label) ? NODE_LABELS.length : 0) + NODE_LABELS.indexOf(label);
  return rank(other) < rank(one) ? other : one;
}
