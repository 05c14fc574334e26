/**
 * Records as Neo4j holds them. A node is `:Entity:<Label>` with its uid, its properties and `evidence` (a list of JSON
 * texts) as native properties; an edge is a relationship of its kind with `scope`, properties and `evidence`.
 *
 * Two more properties are the store's own and start with an underscore: `_commit`, the number of the commit that wrote
 * the thing, and `_before`, its state before that commit as JSON (absent on what that commit created). They are what
 * makes a commit visible whole or not at all; see docs/neo4j.md.
 */
import neo4j, { type DateTime } from 'neo4j-driver';
import { AppError } from '../../base/errors.ts';
import { EDGE_KINDS, NODE_LABELS, type EdgeKind, type NodeLabel } from '../../model/labels.ts';
import {
  EDGE_PROPERTIES,
  NODE_PROPERTIES,
  edgePropertyType,
  nodePropertyType,
  type Properties,
  type PropertyType,
  type PropertyValue,
} from '../../model/properties.ts';
import type { EdgeRecord, NodeRecord } from '../../model/records.ts';
import { fromDateTime, toDateTime } from './values.ts';

/** A property map as the driver takes and gives it. */
export type NativeProperties = Record<string, unknown>;

/** A record with what the store notes beside it. */
export interface Held<R> {
  readonly record: R;
  /** 0 for what another tool loaded. */
  readonly commit: number;
  readonly before: string | undefined;
}

const LABELS: ReadonlySet<string> = new Set(NODE_LABELS);
const KINDS: ReadonlySet<string> = new Set(EDGE_KINDS);

/** `_before` is left away when there is no state before. */
export function nodeProperties(node: NodeRecord, commit: number, before?: string): NativeProperties {
  const native = toNative(node.properties, (name) => nodePropertyType(node.label, name), `node ${node.uid}`);
  native.uid = node.uid;
  return withBookkeeping(native, node.evidence, commit, before);
}

export function edgeProperties(edge: EdgeRecord, commit: number, before?: string): NativeProperties {
  const native = toNative(edge.properties, edgePropertyType, `${edge.kind} edge from ${edge.from}`);
  native.scope = edge.scope;
  return withBookkeeping(native, edge.evidence, commit, before);
}

function toNative(
  properties: Properties,
  typeOf: (name: string) => PropertyType | undefined,
  owner: string,
): NativeProperties {
  const native: NativeProperties = {};
  for (const name in properties) {
    const value = properties[name];
    if (value === undefined) continue;
    const type = typeOf(name);
    if (type === undefined) throw new AppError('internal', `The model has no property "${name}" for the ${owner}.`);
    native[name] =
      type === 'time' ? toDateTime(value as string) : type === 'integer' ? neo4j.int(value as number) : value;
  }
  return native;
}

function withBookkeeping(native: NativeProperties, evidence: readonly object[], commit: number, before?: string) {
  if (evidence.length > 0) native.evidence = evidence.map((entry) => JSON.stringify(entry));
  native._commit = neo4j.int(commit);
  if (before !== undefined) native._before = before;
  return native;
}

/** A node of the database as a record, or undefined when it is none of ours (no uid, no label of the model). */
export function heldNode(labels: readonly string[], native: NativeProperties): Held<NodeRecord> | undefined {
  const label = labels.find((name) => LABELS.has(name)) as NodeLabel | undefined;
  if (label === undefined || typeof native.uid !== 'string') return undefined;
  const properties = fromNative(native, NODE_PROPERTIES);
  return held({ uid: native.uid, label, properties, evidence: evidenceOf(native) }, native);
}

/** A relationship of the database as a record, or undefined when it is none of ours (kind unknown, no scope). */
export function heldEdge(
  kind: string,
  from: string,
  to: string,
  native: NativeProperties,
): Held<EdgeRecord> | undefined {
  const { scope, ...rest } = native;
  if (!KINDS.has(kind) || typeof scope !== 'string') return undefined;
  const properties = fromNative(rest, EDGE_PROPERTIES);
  return held({ kind: kind as EdgeKind, from, to, scope, properties, evidence: evidenceOf(native) }, native);
}

function held<R>(record: R, native: NativeProperties): Held<R> {
  return {
    record,
    commit: typeof native._commit === 'number' ? native._commit : 0,
    before: typeof native._before === 'string' ? native._before : undefined,
  };
}

/** Properties that somebody else added to our things are not ours to read. */
function fromNative(native: NativeProperties, types: Readonly<Record<string, PropertyType>>): Properties {
  const properties: Record<string, PropertyValue> = {};
  for (const name in native) {
    const type = types[name];
    if (type === undefined) continue;
    const value = native[name];
    properties[name] =
      type === 'time' && neo4j.isDateTime(value as object)
        ? fromDateTime(value as DateTime<number>)
        : (value as PropertyValue);
  }
  return properties;
}

function evidenceOf<E>(native: NativeProperties): E[] {
  return ((native.evidence as string[] | undefined) ?? []).map((entry) => JSON.parse(entry) as E);
}

/** The state before a change, for `_before`. */
export function beforeText<R>({ record, commit }: Held<R>): string {
  return JSON.stringify({ record, commit });
}

/** Reads `_before`. */
export function parseBefore<R>(text: string): { readonly record: R; readonly commit: number } {
  return JSON.parse(text) as { record: R; commit: number };
}
