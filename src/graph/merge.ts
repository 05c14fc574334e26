/**
 * Works out what an import changes: the batch against the graph, giving new, changed and closed records and the change
 * log. Nothing is deleted. The same batch merged twice changes nothing the second time.
 */
import { COUNTED, OBSERVED, WORKED_OUT, closesWhenDropped, foldEdgeProperties, latestOf, type Properties, type PropertyValue } from '../model/properties.ts';
import { EVIDENCE_LIMIT, type Change, type EdgeRecord, type Evidence, type NodeEvidence, type NodeRecord } from '../model/records.ts';
import { EdgeTable } from './edge-table.ts';
import type { Graph } from './graph.ts';
import { tellingLabel, type ImportBatch, type LabelClash, type PendingEdge, type PendingEvidence, type PendingNode } from './import-batch.ts';

export interface Merge {
  readonly newNodes: NodeRecord[];
  readonly changedNodes: NodeRecord[];
  readonly newEdges: EdgeRecord[];
  readonly changedEdges: EdgeRecord[];
  readonly changes: Change[];
  readonly closed: number;
  /** Edges left out because one of their ends is neither in the graph nor in the batch. */
  readonly dangling: PendingEdge[];
  /**
   * Scopes that a later export covers already. What stands is left as it is; what only the older export shows is added
   * as a thing of the past, closed at the time of the later one.
   */
  readonly overtaken: readonly string[];
  /** Things described with another label than before; the earlier label stands. */
  readonly labelClashes: LabelClash[];
}

/** Merges a batch into the graph as of `now`. The batch's imports must carry their uids by then. */
export function mergeBatch(graph: Graph, batch: ImportBatch, now: string): Merge {
  return new Merger(graph, batch, now).run();
}

/** Scopes of the batch that an Import in the graph covers with a later export, and when that was made. */
function overtakenScopes(graph: Graph, batch: ImportBatch): ReadonlyMap<string, string> {
  const overtaken = new Map<string, string>();
  for (const index of graph.withLabel('Import')) {
    const later = graph.text(index, 'exportedAt');
    if (later === undefined) continue;
    for (const scope of (graph.property(index, 'scopes') as readonly string[] | undefined) ?? []) {
      const exportedAt = batch.scopes.get(scope)?.exportedAt;
      if (exportedAt !== undefined && later > exportedAt && later > (overtaken.get(scope) ?? '')) overtaken.set(scope, later);
    }
  }
  return overtaken;
}

class Merger {
  readonly #graph: Graph;
  readonly #batch: ImportBatch;
  readonly #now: string;
  readonly #merge = {
    newNodes: [] as NodeRecord[],
    newEdges: [] as EdgeRecord[],
    changedEdges: [] as EdgeRecord[],
    changes: [] as Change[],
    closed: 0,
    dangling: [] as PendingEdge[],
    labelClashes: [] as LabelClash[],
  };
  readonly #created = new Set<string>();
  /** By uid, so that a later step sees the earlier one's outcome. */
  readonly #changed = new Map<string, NodeRecord>();
  readonly #presentEdges = new EdgeTable<number>();
  readonly #dated = new Map<Properties, Properties>();
  readonly #evidenceMet = new Map<PendingEvidence, Evidence>();
  /** By scope: the time of the later export. */
  readonly #overtaken: ReadonlyMap<string, string>;

  constructor(graph: Graph, batch: ImportBatch, now: string) {
    this.#graph = graph;
    this.#batch = batch;
    this.#now = now;
    this.#overtaken = overtakenScopes(graph, batch);
  }

  run(): Merge {
    for (const clash of this.#batch.labelClashes.values()) this.#merge.labelClashes.push(clash);
    for (const node of this.#batch.described.values()) this.#describe(node);
    for (const node of this.#batch.mentioned.values()) if (!this.#batch.described.has(node.uid)) this.#mention(node);
    this.#indexEdges();
    for (const edge of this.#batch.edges.values()) this.#assert(edge);
    this.#closeDropped();
    this.#annotateAll();
    return { ...this.#merge, changedNodes: [...this.#changed.values()], overtaken: [...this.#overtaken.keys()] };
  }

  /** The time from which an assertion of a scope holds: the export's own time where it has one. */
  #timeOf(scope: string): string {
    return this.#batch.scopes.get(scope)?.exportedAt ?? this.#now;
  }

  #present(uid: string): NodeRecord | undefined {
    const index = this.#graph.indexOf(uid);
    return index === -1 ? undefined : this.#graph.node(index);
  }

  #describe(pending: PendingNode): void {
    const mentioned = without(this.#batch.mentioned.get(pending.uid)?.properties ?? {}, pending.absent);
    const present = this.#present(pending.uid);
    const [firstScope] = pending.evidence.keys();
    const [, lastEvidence] = [...pending.evidence].at(-1)!;
    const past = this.#pastOf([...pending.evidence.keys()]);
    if (!present) {
      const properties = { since: this.#timeOf(firstScope!), ...mentioned, ...pending.properties, ...past };
      this.#create({ uid: pending.uid, label: pending.label, properties, evidence: this.#nodeEvidence(pending) }, lastEvidence.import);
      return;
    }
    const onlyMentioned = present.evidence.length === 0;
    if (past && !onlyMentioned) return;
    if (!onlyMentioned && present.label !== pending.label) {
      this.#merge.labelClashes.push({ uid: pending.uid, label: pending.label, kept: present.label, evidence: lastEvidence });
    }
    const { missing: _missing, until, ...kept } = present.properties;
    const standing = until === undefined ? kept : without(kept, WORKED_OUT);
    const properties = { ...mentioned, ...latestOf(without(standing, pending.absent), pending.properties), ...past };
    const asserted = new Set(present.evidence.map((entry) => entry.scope));
    const newScope = [...pending.evidence.keys()].some((scope) => !asserted.has(scope));
    if (!newScope && sameProperties(present.properties, properties)) return;
    // Of a closed thing no scope is left: its evidence says where it was last seen, not who lists it.
    const others = until === undefined ? present.evidence.filter((entry) => !pending.evidence.has(entry.scope)) : [];
    const evidence = [...others, ...this.#nodeEvidence(pending)];
    const label = onlyMentioned ? pending.label : present.label;
    const operation = until === undefined ? 'updated' : 'reopened';
    this.#change(present, { uid: present.uid, label, properties, evidence }, operation, lastEvidence.import);
  }

  #mention(pending: PendingNode): void {
    const present = this.#present(pending.uid);
    if (!present) {
      const properties = { since: this.#now, ...pending.properties, missing: true };
      this.#create({ uid: pending.uid, label: pending.label, properties, evidence: [] }, pending.by);
      return;
    }
    const properties = { ...pending.properties, ...present.properties };
    const label = present.evidence.length === 0 ? tellingLabel(present.label, pending.label) : present.label;
    if (label === present.label && sameProperties(present.properties, properties)) return;
    this.#change(present, { ...present, label, properties }, 'updated', pending.by);
  }

  #annotateAll(): void {
    const { annotated } = this.#batch;
    const places = new Map(annotated.size === 0 ? [] : this.#merge.newNodes.map(({ uid }, place) => [uid, place]));
    for (const [uid, annotations] of annotated) {
      for (const { properties, by, scope } of annotations) if (!this.#overtaken.has(scope)) this.#annotate(uid, places.get(uid), properties, by);
    }
  }

  /** @param place among the new nodes, for one that this import creates */
  #annotate(uid: string, place: number | undefined, told: Properties, by: number): void {
    const node = place === undefined ? (this.#changed.get(uid) ?? this.#present(uid)) : this.#merge.newNodes[place];
    if (!node) return;
    const properties = node.properties['until'] === undefined ? told : pick(told, [...OBSERVED]);
    const after = { ...node, properties: latestOf(node.properties, properties) };
    // What is new is logged as it is in the end.
    if (place !== undefined) this.#merge.newNodes[place] = after;
    else if (!sameProperties(node.properties, after.properties)) this.#change(node, after, 'updated', by);
  }

  #nodeEvidence(pending: PendingNode): NodeEvidence[] {
    return [...pending.evidence].map(([scope, evidence]) => ({ ...this.#evidence(evidence), scope }));
  }

  /** The same piece of evidence is one object, however many edges rest on it. */
  #evidence(pending: PendingEvidence): Evidence {
    let evidence = this.#evidenceMet.get(pending);
    if (!evidence) {
      const { import: number, file, at } = pending;
      evidence = { import: this.#batch.imports[number]!.uid, file, at };
      this.#evidenceMet.set(pending, evidence);
    }
    return evidence;
  }

  #create(node: NodeRecord, importNumber: number): void {
    this.#merge.newNodes.push(node);
    this.#created.add(node.uid);
    this.#log('created', { node: node.uid }, {}, node.properties, this.#importUid(importNumber));
  }

  #change(before: NodeRecord, after: NodeRecord, operation: Change['operation'], importNumber: number): void {
    this.#changed.set(after.uid, after);
    this.#log(operation, { node: after.uid }, before.properties, after.properties, this.#importUid(importNumber));
  }

  #importUid(number: number): string {
    return this.#batch.imports[number]!.uid;
  }

  #indexEdges(): void {
    const { scopes, columns } = this.#graph;
    const scopesMet = new Set<string>(this.#batch.scopes.keys());
    for (const edge of this.#batch.edges.values()) scopesMet.add(edge.scope);
    const relevant = Uint8Array.from(scopes, (scope) => (scopesMet.has(scope) ? 1 : 0));
    for (let edge = 0; edge < this.#graph.edgeCount; edge++) {
      if (relevant[columns.scope[edge]!]) this.#presentEdges.set(this.#graph.edge(edge), edge);
    }
  }

  #assert(pending: PendingEdge): void {
    if (!this.#exists(pending.from) || !this.#exists(pending.to)) {
      this.#merge.dangling.push(pending);
      return;
    }
    const evidence = pending.evidence.map((entry) => this.#evidence(entry));
    const number = this.#presentEdges.get(pending);
    const { kind, from, to, scope } = pending;
    const past = this.#pastOf([scope]);
    if (number === undefined) {
      const since = this.#timeOf(scope);
      const properties = past && closesWhenDropped(kind) ? { since, ...pending.properties, ...past } : this.#since(since, pending.properties);
      this.#merge.newEdges.push({ kind, from, to, scope, properties, evidence });
      this.#log('created', { kind, from, to }, {}, properties, evidence[0]!.import);
      return;
    }
    if (past) return;
    const present = this.#graph.edge(number);
    if (pending.accumulates) {
      this.#accumulate(present, pending, evidence);
      return;
    }
    const closed = present.properties['until'] !== undefined;
    const since = closed ? this.#timeOf(scope) : present.properties['since']!;
    const properties = { since, ...pending.properties };
    if (!closed && sameProperties(present.properties, properties)) return;
    this.#merge.changedEdges.push({ kind, from, to, scope, properties, evidence });
    this.#log(closed ? 'reopened' : 'updated', { kind, from, to }, present.properties, properties, evidence[0]!.import);
  }

  /** Edges that share their properties before share them after, too. */
  #since(since: string, properties: Properties): Properties {
    let dated = this.#dated.get(properties);
    if (!dated || dated['since'] !== (properties['since'] ?? since)) this.#dated.set(properties, (dated = { since, ...properties }));
    return dated;
  }

  #accumulate(present: EdgeRecord, pending: PendingEdge, added: readonly Evidence[]): void {
    const properties = foldEdgeProperties(present.properties, pending.properties);
    if (sameProperties(present.properties, properties)) return;
    const evidence = [...present.evidence, ...added].slice(0, EVIDENCE_LIMIT);
    this.#merge.changedEdges.push({ ...present, properties, evidence });
    const { kind, from, to } = present;
    this.#log('updated', { kind, from, to }, present.properties, properties, added[0]!.import);
  }

  /** `until` of what only overtaken scopes show: they list it, the later exports do not. Undefined for what is current. */
  #pastOf(scopes: readonly string[]): { until: string } | undefined {
    const later = scopes.map((scope) => this.#overtaken.get(scope));
    if (later.includes(undefined)) return undefined;
    return { until: (later as string[]).reduce((latest, time) => (time > latest ? time : latest)) };
  }

  #exists(uid: string): boolean {
    return this.#created.has(uid) || this.#graph.indexOf(uid) !== -1;
  }

  /** True for scopes that this import lists completely, as of now. */
  #closes(scope: string): boolean {
    return this.#batch.scopes.has(scope) && !this.#overtaken.has(scope) && !this.#batch.incomplete.has(scope);
  }

  #closeDropped(): void {
    for (const number of this.#presentEdges.values()) {
      const edge = this.#graph.edge(number);
      const scope = this.#batch.scopes.get(edge.scope);
      if (!scope || !this.#closes(edge.scope) || this.#batch.edges.has(edge) || !this.#graph.isOpen(number) || !closesWhenDropped(edge.kind)) continue;
      const properties = { ...edge.properties, until: this.#timeOf(edge.scope) };
      this.#merge.changedEdges.push({ ...edge, properties });
      this.#merge.closed++;
      const { kind, from, to } = edge;
      this.#log('closed', { kind, from, to }, edge.properties, properties, this.#importUid(scope.import));
    }
    if (this.#batch.scopes.size > 0) for (const node of this.#graph.nodes) this.#closeNode(node);
  }

  /** A node loses the scopes that no longer list it; with none left it is closed and keeps its last evidence. */
  #closeNode(node: NodeRecord): void {
    if (node.evidence.length === 0 || node.properties['until'] !== undefined) return;
    const described = this.#batch.described.get(node.uid)?.evidence;
    const dropped = node.evidence.filter(({ scope }) => this.#closes(scope) && !described?.has(scope));
    if (dropped.length === 0) return;
    const before = this.#changed.get(node.uid) ?? node;
    const evidence = before.evidence.filter(({ scope }) => !dropped.some((entry) => entry.scope === scope));
    const by = this.#batch.scopes.get(dropped[0]!.scope)!;
    if (evidence.length > 0) {
      this.#changed.set(node.uid, { ...before, evidence });
      return;
    }
    const closed = { ...before, properties: { ...before.properties, until: by.exportedAt ?? this.#now } };
    this.#changed.set(node.uid, closed);
    this.#merge.closed++;
    this.#log('closed', { node: node.uid }, before.properties, closed.properties, this.#importUid(by.import));
  }

  #log(operation: Change['operation'], subject: Change['subject'], before: Properties, after: Properties, by: string): void {
    const difference = differing(before, after).filter((name) => !COUNTED.has(name));
    // A further scope that says the same is evidence, not a change, and neither is what logs count up.
    if (operation === 'updated' && difference.length === 0) return;
    this.#merge.changes.push({
      version: this.#graph.version + 1,
      time: this.#now,
      import: by,
      operation,
      subject,
      // What was created stands in the record itself; logging it twice would double the store.
      before: operation === 'created' ? NOTHING : pick(before, difference),
      after: operation === 'created' ? NOTHING : pick(after, difference),
    });
  }
}

/**
 * Two merges as one commit: the second was worked out against the graph that the first gives, at the same version. A node
 * that both touch is taken from the second; their edges are of different scopes.
 */
export function combineMerges(first: Merge, second: Merge): Merge {
  const touched = new Map(second.changedNodes.map((node) => [node.uid, node]));
  const isNew = new Set(first.newNodes.map(({ uid }) => uid));
  const changed = new Map(first.changedNodes.map((node) => [node.uid, node]));
  for (const node of second.changedNodes) if (!isNew.has(node.uid)) changed.set(node.uid, node);
  return {
    newNodes: [...first.newNodes.map((node) => touched.get(node.uid) ?? node), ...second.newNodes],
    changedNodes: [...changed.values()],
    newEdges: [...first.newEdges, ...second.newEdges],
    changedEdges: [...first.changedEdges, ...second.changedEdges],
    changes: [...first.changes, ...second.changes],
    closed: first.closed + second.closed,
    dangling: [...first.dangling, ...second.dangling],
    overtaken: first.overtaken,
    labelClashes: [...first.labelClashes, ...second.labelClashes],
  };
}

const NOTHING: Properties = {};

function without(properties: Properties, names: ReadonlySet<string>): Properties {
  return names.size === 0 ? properties : Object.fromEntries(Object.entries(properties).filter(([name]) => !names.has(name)));
}

function differing(before: Properties, after: Properties): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => !sameValue(before[name], after[name]));
}

function pick(properties: Properties, names: readonly string[]): Properties {
  const picked: Record<string, PropertyValue> = {};
  for (const name of names) if (properties[name] !== undefined) picked[name] = properties[name];
  return picked;
}

function sameProperties(a: Properties, b: Properties): boolean {
  return differing(a, b).length === 0;
}

function sameValue(a: PropertyValue | undefined, b: PropertyValue | undefined): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return a === b;
  return a.length === b.length && a.every((entry, position) => entry === b[position]);
}
