/** What was wrong in the input: where, which field, what to do about it. */
import { useCallback, useMemo, useState } from 'react';
import type { Column, ImportProblem } from '../../../protocol/shapes.ts';
import type { Cells } from '../table/columns.ts';
import { DataTable } from '../table/data-table.tsx';
import type { Order } from '../table/table-head.tsx';

const COLUMNS: readonly Column[] = [
  { name: 'severity', title: 'Severity', type: 'text', description: 'Errors cost a row; warnings and notes do not.' },
  { name: 'fileName', title: 'File', type: 'text', description: 'The file it stands in.' },
  { name: 'at', title: 'At', type: 'text', description: 'Line, byte or place in the document.' },
  { name: 'field', title: 'Field', type: 'text', description: 'The field that is wrong, if one is.' },
  { name: 'code', title: 'Code', type: 'text', description: 'What kind of problem it is.' },
  { name: 'message', title: 'Message', type: 'texts', description: 'What was found and what to do.' },
];

const nothing = () => undefined;

export function ProblemTable({ problems }: { readonly problems: readonly ImportProblem[] }) {
  const [order, setOrder] = useState<Order>([]);
  const rows = useMemo(() => sorted(problems.map(cellsOf), order), [problems, order]);
  const rowAt = useCallback((index: number) => rows[index], [rows]);
  return (
    <DataTable
      label="Problems"
      columns={COLUMNS}
      total={rows.length}
      rowAt={rowAt}
      onRange={nothing}
      order={order}
      onOrder={setOrder}
      selected={undefined}
      onSelect={nothing}
      onOpen={nothing}
    />
  );
}

function cellsOf({ severity, file, at, field, code, message }: ImportProblem): Cells {
  return [severity, file, at, field, code, [message]];
}

function sorted(rows: readonly Cells[], [by]: Order): readonly Cells[] {
  const place = COLUMNS.findIndex((column) => column.name === by?.column);
  if (!by || place === -1) return rows;
  const sign = by.descending ? -1 : 1;
  return [...rows].sort((a, b) => sign * String(a[place] ?? '').localeCompare(String(b[place] ?? ''), 'en', { numeric: true }));
}
