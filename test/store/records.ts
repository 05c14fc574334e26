/** Made-up records for the store tests: written by hand, and generated for the property test. */
import fc from 'fast-check';
import { EDGE_KINDS, NODE_LABELS, type NodeLabel } from '../../src/model/labels.ts';
import {
  EDGE_PROPERTIES,
  nodePropertyNames,
  nodePropertyType,
  type Properties,
  type PropertyType,
} from '../../src/model/properties.ts';
import type { Change, EdgeRecord, Evidence, NodeEvidence, NodeRecord } from '../../src/model/records.ts';
import type { Commit } from '../../src/store/store.ts';

export const NOW = '2026-11-24T12:00:00.000Z';
export const IMPORT = 'import://made-up/0123456789abcdef';

export function evidence(at: string, file = 'grants.csv'): Evidence {
  return { import: IMPORT, file, at };
}

export function node(uid: string, properties: Properties = {}, over: Partial<NodeRecord> = {}): NodeRecord {
  return { uid, label: 'Identity', properties, evidence: [], ...over };
}

export function edge(
  from: string,
  to: string,
  properties: Properties = {},
  over: Partial<EdgeRecord> = {},
): EdgeRecord {
  return { kind: 'CAN_ACCESS', from, to, scope: 'made-up:1', properties, evidence: [], ...over };
}

export function commit(base: number, over: Partial<Commit>): Commit {
  return { base, time: NOW, newNodes: [], changedNodes: [], newEdges: [], changedEdges: [], changes: [], ...over };
}

export function change(version: number, subject: Change['subject'], over: Partial<Change> = {}): Change {
  return { version, time: NOW, import: IMPORT, operation: 'created', subject, before: {}, after: {}, ...over };
}

/** Text that breaks naive quoting, splitting or encoding. */
export const AWKWARD = [
  'it\'s "quoted", `ticked` and $1 \\ back\\slashed',
  'line one\nline two\r\n\ttabbed',
  'Zürich, Łódź, 東京, עברית, e\u0301',
  'family 👩‍👩‍👧‍👦 key 🔑 𝔘',
  '{"looks":["like","JSON"]}',
  "'; DROP TABLE node; --",
  ' leading and trailing ',
  '',
];

const time = fc
  .date({ min: new Date('0001-01-01T00:00:00.000Z'), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
const text = fc.oneof(fc.constantFrom(...AWKWARD), fc.string({ unit: 'grapheme', maxLength: 12 }));

const VALUES: Readonly<Record<PropertyType, fc.Arbitrary<string | boolean | number | string[]>>> = {
  string: text,
  boolean: fc.boolean(),
  integer: fc.oneof(fc.nat(), fc.constantFrom(0, Number.MAX_SAFE_INTEGER)),
  time,
  strings: fc.array(text, { maxLength: 3 }),
};

function properties(types: Readonly<Record<string, PropertyType>>): fc.Arbitrary<Properties> {
  const fields = Object.entries(types).map(([name, type]) => [name, VALUES[type]] as const);
  return fc
    .subarray(fields, { maxLength: 5 })
    .chain((chosen) => fc.record(Object.fromEntries(chosen), { noNullPrototype: true })) as fc.Arbitrary<Properties>;
}

function nodeTypes(label: NodeLabel): Record<string, PropertyType> {
  return Object.fromEntries(nodePropertyNames(label).map((name) => [name, nodePropertyType(label, name)!]));
}

const anyEvidence: fc.Arbitrary<Evidence> = fc.record(
  {
    import: fc.constantFrom(IMPORT, 'import://made-up/fedcba9876543210'),
    file: fc.constantFrom('a.csv', 'folder/b "c".json', '-'),
    at: fc.oneof(
      fc.nat().map((line) => `line ${line}`),
      fc.constantFrom('byte 007', '/RoleDetailList/3', '/A/3/B/04', 'event 0e1d', 'line 99999999999999999999', '7', ''),
    ),
  },
  { noNullPrototype: true },
);

const anyNodeEvidence: fc.Arbitrary<NodeEvidence> = fc
  .tuple(anyEvidence, fc.constantFrom('made-up:1', 'made-up:2'))
  .map(([found, scope]) => ({ ...found, scope }));

/** A node of any label with any of its properties. */
export function anyNode(uid: string): fc.Arbitrary<NodeRecord> {
  return fc.constantFrom(...NODE_LABELS).chain((label) =>
    fc.record(
      {
        uid: fc.constant(uid),
        label: fc.constant(label),
        properties: properties(nodeTypes(label)),
        evidence: fc.array(anyNodeEvidence, { maxLength: 3 }),
      },
      { noNullPrototype: true },
    ),
  );
}

const { scope: _scope, ...edgeTypes } = EDGE_PROPERTIES;

/** An edge of any kind between two of these uids (or one with itself), with any properties. */
export function anyEdge(uids: readonly string[]): fc.Arbitrary<EdgeRecord> {
  return fc.record(
    {
      kind: fc.constantFrom(...EDGE_KINDS),
      from: fc.constantFrom(...uids),
      to: fc.constantFrom(...uids),
      scope: fc.constantFrom('made-up:1', 'made-up:2', 'other: "3"'),
      properties: properties(edgeTypes),
      evidence: fc.array(anyEvidence, { maxLength: 3 }),
    },
    { noNullPrototype: true },
  );
}
