/** The head of a table: a click sorts, a second turns the order round, a third ends it; edges drag to resize. */
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import type { Column } from '../../../protocol/shapes.ts';
import { cellStyle } from './columns.ts';

export type Order = readonly { readonly column: string; readonly descending: boolean }[];

interface Header {
  readonly id: string;
  getSize(): number;
  getResizeHandler(): (event: unknown) => void;
}

export interface TableHeadProps {
  readonly headers: readonly Header[];
  readonly columns: readonly Column[];
  readonly places: readonly number[];
  readonly order: Order;
  readonly onOrder: ((order: Order) => void) | undefined;
  readonly width: number;
}

export function TableHead({ headers, columns, places, order, onOrder, width }: TableHeadProps) {
  return (
    <div role="rowgroup" className="data-head" style={{ width }}>
      <div role="row" aria-rowindex={1} className="data-head-row">
        {headers.map((header, position) => {
          const column = columns[places[position]!]!;
          const sorted = order.find((entry) => entry.column === column.name);
          const Arrow = sorted?.descending ? ArrowDown : ArrowUp;
          return (
            <div
              key={header.id}
              role="columnheader"
              aria-colindex={position + 1}
              aria-sort={sorted ? (sorted.descending ? 'descending' : 'ascending') : 'none'}
              className={column.type === 'integer' ? 'data-header number' : 'data-header'}
              style={cellStyle(header.getSize(), position === headers.length - 1)}
            >
              <button
                type="button"
                tabIndex={position === 0 ? 0 : -1}
                disabled={!onOrder}
                title={column.description}
                onKeyDown={moveBetweenHeaders}
                onClick={() => onOrder?.(nextOrder(order, column.name))}
              >
                <span className="truncate">{column.title}</span>
                {sorted && <Arrow size={12} aria-hidden />}
              </button>
              <span className="data-resize" aria-hidden onMouseDown={header.getResizeHandler()} onTouchStart={header.getResizeHandler()} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** Ascending, descending, none. Sorting by one column at a time. */
export function nextOrder(order: Order, column: string): Order {
  const present = order.find((entry) => entry.column === column);
  if (!present) return [{ column, descending: false }];
  return present.descending ? [] : [{ column, descending: true }];
}

/** One stop for Tab, arrow keys between the headers. */
function moveBetweenHeaders(event: KeyboardEvent<HTMLButtonElement>): void {
  if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
  const header = event.currentTarget.parentElement;
  const beside = event.key === 'ArrowRight' ? header?.nextElementSibling : header?.previousElementSibling;
  const next = beside?.querySelector('button');
  if (!next) return;
  event.preventDefault();
  next.focus();
}
