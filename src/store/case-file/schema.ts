/**
 * The tables of a case file. Made for two things: taking millions of edges in seconds, and giving them back without
 * a string or a JSON text for each. So text that repeats is a number (table `word`), edges name their ends by node id,
 * and what walks ask for has a column of its own.
 *
 * There is no index: a unique index makes a load of 5 million edges many times slower. The writer looks every uid up
 * and matches changed edges on their whole key instead.
 */
import { DOUBLE, UINTEGER, VARCHAR, type DuckDBType } from '@duckdb/node-api';

/** Raised whenever an older Tendril could not read what this one writes. */
export const FORMAT = 1;

/** A column by name; order is the order in the table. */
export type Columns = Readonly<Record<string, DuckDBType>>;

/** The cells of one row, in the order of the table's columns. */
export type Row = readonly (number | string | null)[];

export const WORD_COLUMNS = { id: UINTEGER, text: VARCHAR } as const satisfies Columns;

/**
 * Where a record was read. One entry: `origin` is the word that names import, file and (for a node) scope, `place` the
 * word that starts `at`, `number` the digits that end it. None: `origin` is 0. Several, or an odd one: in `extra`.
 */
const EVIDENCE_COLUMNS = { origin: UINTEGER, place: UINTEGER, number: UINTEGER } as const satisfies Columns;

/** `present` is a set of PRESENT bits; `properties` is JSON. */
export const NODE_COLUMNS = {
  id: UINTEGER,
  uid: VARCHAR,
  label: UINTEGER,
  present: UINTEGER,
  properties: VARCHAR,
  ...EVIDENCE_COLUMNS,
  extra: VARCHAR,
} as const satisfies Columns;

/**
 * `kind`, `scope` and `level` are words; times are milliseconds since 1970; a column whose bit is not in `present`
 * holds 0 and means nothing. `rest` is the word for the JSON of all other properties (0: none), unless they are in
 * `extra`.
 */
export const EDGE_COLUMNS = {
  kind: UINTEGER,
  from_id: UINTEGER,
  to_id: UINTEGER,
  scope: UINTEGER,
  present: UINTEGER,
  level: UINTEGER,
  conditional: UINTEGER,
  count: DOUBLE,
  denied: DOUBLE,
  since: DOUBLE,
  until: DOUBLE,
  first_seen: DOUBLE,
  last_seen: DOUBLE,
  rest: UINTEGER,
  ...EVIDENCE_COLUMNS,
  extra: VARCHAR,
} as const satisfies Columns;

/**
 * `kind` 0: a change of the node `from_id`. `before` and `after` are words for JSON (0: no properties) unless they are
 * in `extra`. `position` is the place within its commit.
 */
export const CHANGE_COLUMNS = {
  version: UINTEGER,
  position: UINTEGER,
  time: UINTEGER,
  import: UINTEGER,
  operation: UINTEGER,
  kind: UINTEGER,
  from_id: UINTEGER,
  to_id: UINTEGER,
  before: UINTEGER,
  after: UINTEGER,
  extra: VARCHAR,
} as const satisfies Columns;

/**
 * Made when something is first kept, so a case of an older Tendril has none. An older Tendril in turn never looks at it:
 * this is why FORMAT did not have to be raised.
 */
export const DOCUMENT_COLUMNS = {
  collection: VARCHAR,
  key: VARCHAR,
  value: VARCHAR,
  by: VARCHAR,
  time: VARCHAR,
} as const satisfies Columns;

export const DOCUMENT_KEY = ['collection', 'key'] as const;

export const EDGE_KEY = ['kind', 'from_id', 'to_id', 'scope'] as const;

/** Bits of `present`: which columns count. */
export const PRESENT = {
  level: 1 << 0,
  conditional: 1 << 1,
  count: 1 << 2,
  denied: 1 << 3,
  since: 1 << 4,
  until: 1 << 5,
  firstSeen: 1 << 6,
  lastSeen: 1 << 7,
  /** `number` belongs to `at`. */
  number: 1 << 8,
  /** `extra` is not NULL: it holds what the columns don't. */
  extra: 1 << 9,
} as const;

/** Each column's place in the table. */
function placesOf<Name extends string>(columns: Readonly<Record<Name, DuckDBType>>): Readonly<Record<Name, number>> {
  return Object.fromEntries(Object.keys(columns).map((name, place) => [name, place])) as Record<Name, number>;
}
export const NODE_AT = placesOf(NODE_COLUMNS);
export const EDGE_AT = placesOf(EDGE_COLUMNS);

export function createTable(name: string, columns: Columns, how = 'CREATE TABLE'): string {
  const nullable = (column: string) => (column === 'extra' ? '' : ' NOT NULL');
  const list = Object.entries(columns).map(([column, type]) => `"${column}" ${type}${nullable(column)}`);
  return `${how} ${name} (${list.join(', ')})`;
}

export const SCHEMA: readonly string[] = [
  'CREATE TABLE meta (format UINTEGER NOT NULL, version UINTEGER NOT NULL, created VARCHAR NOT NULL)',
  createTable('word', WORD_COLUMNS),
  createTable('node', NODE_COLUMNS),
  createTable('edge', EDGE_COLUMNS),
  createTable('change', CHANGE_COLUMNS),
];
