/** What a table derives from its columns: order of reading, widths, which cell a row is about, which hold orphan reasons. */
import type { CSSProperties } from 'react';
import type { Column } from '../../../protocol/shapes.ts';

export type CellValue = string | number | boolean | null | readonly string[];
export type Cells = readonly CellValue[];

/** Places of the columns as they are read: the name first, then why it is orphaned, the long id of the row's subject last. */
export function readingOrder(columns: readonly Column[]): number[] {
  const name = columns.findIndex((column) => column.name === 'name');
  const subject = subjectColumn(columns);
  const reasons = reasonColumns(columns);
  const others = columns.map((_, place) => place).filter((place) => place !== name && place !== subject && !reasons.includes(place));
  const rest = [...reasons, ...others];
  // Without a name the id is what a person has to go by.
  if (name === -1) return subject === -1 ? rest : [subject, ...rest];
  return subject === -1 ? [name, ...rest] : [name, ...rest, subject];
}

/** Places of the columns with these first, in their order; the others follow as they are given. */
export function placesOf(columns: readonly Column[], first: readonly string[]): number[] {
  const leading = first.map((name) => columns.findIndex((column) => column.name === name)).filter((place) => place !== -1);
  return [...leading, ...columns.map((_, place) => place).filter((place) => !leading.includes(place))];
}

/** Of a rule: what it is, how severe and since when; then what the rule itself adds; then what every rule says of the thing and the other one. */
export function ruleReading(columns: readonly Column[]): string[] {
  const first = ['name', 'severity', 'since'];
  const last = ['aboutName', 'kind', 'label', 'provider', 'environment', 'about', 'uid'];
  return [...first, ...columns.map(({ name }) => name).filter((name) => !first.includes(name) && !last.includes(name)), ...last];
}

/** The first id column says what a row is about; -1 when there is none. */
export function subjectColumn(columns: readonly Column[]): number {
  const uid = columns.findIndex((column) => column.type === 'uid' && column.name === 'uid');
  return uid === -1 ? columns.findIndex((column) => column.type === 'uid') : uid;
}

/** Columns whose entries are orphan reason codes. */
export function reasonColumns(columns: readonly Column[]): number[] {
  return columns.flatMap((column, place) => (isReasons(column) ? [place] : []));
}

export function isReasons(column: Column): boolean {
  return column.type === 'texts' && (column.name === 'orphaned' || column.name === 'reasons');
}

/** Columns that make sense as a filter: few words, not ids, names or times. */
export function canBeFacet(column: Column): boolean {
  return (column.type === 'text' && !/name$/i.test(column.name)) || column.type === 'boolean' || column.type === 'texts';
}

const WIDTHS: Readonly<Record<Column['type'], number>> = { uid: 300, text: 120, integer: 92, boolean: 92, time: 120, texts: 160 };

/** Starting width in pixels. */
export function widthOf(column: Column): number {
  if (/name$/i.test(column.name)) return 184;
  if (column.name === 'severity' || column.name === 'state') return 100;
  if (column.name === 'sentence' || column.name === 'remedy' || column.name === 'command') return 380;
  if (column.name === 'risk') return 72;
  if (column.name === 'title') return 208;
  if (isReasons(column)) return 176;
  return WIDTHS[column.type];
}

/** Width of a cell or header; the last column takes what the others leave over. */
export function cellStyle(width: number, last: boolean): CSSProperties {
  return last ? { flex: `1 0 ${width}px` } : { width };
}
