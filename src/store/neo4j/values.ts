/** Values on their way to and from Neo4j: times are ZONED DATETIME in UTC there and fixed-width UTC text here. */
import neo4j, { type DateTime } from 'neo4j-driver';
import { AppError } from '../../base/errors.ts';

const FIXED_WIDTH = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)\.(\d{3})Z$/;

/** What `run` gives for a cell: plain data, JSON-serialisable. */
export type CypherValue =
  string | number | boolean | null | readonly CypherValue[] | { readonly [name: string]: CypherValue };

/** Fixed-width UTC text as a Neo4j datetime. Throws `bad-request` for any other text. */
export function toDateTime(iso: string): DateTime<number> {
  const match = FIXED_WIDTH.exec(iso);
  if (!match) {
    throw new AppError('bad-request', `"${iso}" is no time: expected UTC text such as 2026-11-24T16:50:00.000Z.`);
  }
  const [year, month, day, hour, minute, second, millisecond] = match.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return new neo4j.types.DateTime(year, month, day, hour, minute, second, millisecond * 1_000_000, 0);
}

/** A Neo4j datetime as fixed-width UTC text; what is below a millisecond is cut off. */
export function fromDateTime(time: DateTime<number>): string {
  if (time.timeZoneOffsetSeconds !== 0) return time.toStandardDate().toISOString();
  const { year, month, day, hour, minute, second, nanosecond } = time;
  const millisecond = Math.floor(nanosecond / 1_000_000);
  const date = `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
  return `${date}T${padded(hour, 2)}:${padded(minute, 2)}:${padded(second, 2)}.${padded(millisecond, 3)}Z`;
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

const TIME_PARAMETERS: ReadonlySet<string> = new Set(['now', 'from', 'to', 'at']);

/**
 * Parameters of a statement as the driver needs them: whole numbers as Neo4j integers (a bare JavaScript number would
 * arrive as a float), and fixed-width UTC text under the names now, from, to and at as datetimes.
 */
export function toParameters(parameters: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => {
      const isTime = TIME_PARAMETERS.has(name) && typeof value === 'string' && FIXED_WIDTH.test(value);
      return [name, isTime ? toDateTime(value) : toParameter(value)];
    }),
  );
}

function toParameter(value: unknown): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? neo4j.int(value) : value;
  if (value === undefined) return null;
  if (Array.isArray(value)) return value.map(toParameter);
  if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, toParameter(held)]));
  }
  return value;
}

/**
 * A value that a statement returned, as plain data: datetimes as fixed-width UTC text, other temporal and spatial
 * values as their ISO or Cypher text, a node as `{labels, properties}`, a relationship as `{type, properties}`, a path
 * as `{nodes, relationships}`.
 */
export function plain(value: unknown): CypherValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(plain);
  if (neo4j.isDateTime(value)) return fromDateTime(value as unknown as DateTime<number>);
  if (neo4j.isNode(value)) return { labels: value.labels, properties: plainMap(value.properties) };
  if (neo4j.isRelationship(value)) return { type: value.type, properties: plainMap(value.properties) };
  if (neo4j.isPath(value)) {
    const nodes = [value.start, ...value.segments.map((segment) => segment.end)];
    return { nodes: nodes.map(plain), relationships: value.segments.map((segment) => plain(segment.relationship)) };
  }
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) return plainMap(value);
  return String(value);
}

function plainMap(map: object): Record<string, CypherValue> {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, plain(value)]));
}
