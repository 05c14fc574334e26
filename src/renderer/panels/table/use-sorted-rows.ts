/** Rows that the page holds whole, in the order that their header asks for. */
import { useCallback, useMemo, useState } from 'react';
import type { Column } from '../../../protocol/shapes.ts';
import type { CellValue, Cells } from './columns.ts';
import type { Order } from './table-head.tsx';

export interface SortedRows {
  readonly total: number;
  readonly rowAt: (index: number) => Cells | undefined;
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
}

const NO_ORDER: Order = [];

/** @param first column that rows are ordered by until another is asked for; absent: as they come */
export function useSortedRows(columns: readonly Column[], rows: readonly Cells[], first?: string): SortedRows {
  const [order, onOrder] = useState<Order>(NO_ORDER);
  const ordered = useMemo(() => sorted(columns, rows, order, first), [columns, rows, order, first]);
  const rowAt = useCallback((index: number) => ordered[index], [ordered]);
  return { total: ordered.length, rowAt, order, onOrder };
}

function sorted(columns: readonly Column[], rows: readonly Cells[], [by]: Order, first: string | undefined): readonly Cells[] {
  const place = columns.findIndex((column) => column.name === (by?.column ?? first));
  if (place === -1) return rows;
  const sign = by?.descending ? -1 : 1;
  return [...rows].sort((a, b) => sign * compare(a[place] ?? null, b[place] ?? null));
}

function compare(a: CellValue, b: CellValue): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a ?? '').localeCompare(String(b ?? ''), 'en', { numeric: true });
}
