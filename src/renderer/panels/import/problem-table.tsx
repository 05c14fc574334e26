/** What was wrong in the input: where, which field, what to do about it. */
import { useMemo } from 'react';
import type { Column, ImportProblem } from '../../../protocol/shapes.ts';
import type { Cells } from '../table/columns.ts';
import { DataTable } from '../table/data-table.tsx';
import { useSortedRows } from '../table/use-sorted-rows.ts';

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
  const cells = useMemo(() => problems.map(cellsOf), [problems]);
  const rows = useSortedRows(COLUMNS, cells);
  return (
    <DataTable
      label="Problems"
      columns={COLUMNS}
      {...rows}
      onRange={nothing}
      selected={undefined}
      onSelect={nothing}
      onOpen={nothing}
    />
  );
}

function cellsOf({ severity, file, at, field, code, message }: ImportProblem): Cells {
  return [severity, file, at, field, code, [message]];
}
