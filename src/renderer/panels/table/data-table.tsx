/**
 * A table of any length: rows are asked for as they come into sight and may arrive later. One row is the active one; it
 * moves with the arrow keys and selecting follows it. Columns say by their type how a cell reads.
 */
import { columnResizingFeature, columnSizingFeature, tableFeatures, useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { Column } from '../../../protocol/shapes.ts';
import { cellStyle, placesOf, readingOrder, reasonColumns, subjectColumn, widthOf, type Cells } from './columns.ts';
import { Cell } from './cell.tsx';
import { TableHead, type Order } from './table-head.tsx';

const ROW_HEIGHT = 32;
const NO_ROWS: never[] = [];
const features = tableFeatures({ columnSizingFeature, columnResizingFeature });

export interface DataTableProps {
  readonly label: string;
  readonly columns: readonly Column[];
  readonly total: number;
  /** Undefined while the row is on its way. */
  readonly rowAt: (index: number) => Cells | undefined;
  /** Called with the first and last index in sight, also when the rows behind it change. */
  readonly onRange: (first: number, last: number) => void;
  readonly order: Order;
  /** Absent: the table can't be sorted. */
  readonly onOrder?: (order: Order) => void;
  /** The column whose text names a row; by default the id that the row is about. */
  readonly rowKey?: string;
  /** Name of the selected row. */
  readonly selected: string | undefined;
  /** With the row's name. */
  readonly onSelect: (key: string, cells: Cells) => void;
  /** Enter or double click. */
  readonly onOpen: (key: string, cells: Cells) => void;
  /** Old rows that stand in while new ones load. */
  readonly busy?: boolean;
  /** Columns not shown. */
  readonly hidden?: ReadonlySet<string>;
  /** Columns that are read first, in this order, the others behind them as they are given. */
  readonly reading?: readonly string[];
  /** Columns stand as they are given, not in the order of reading: somebody chose it. */
  readonly asGiven?: boolean;
}

export function DataTable(props: DataTableProps) {
  const { columns, total, rowAt, onRange, selected, onSelect, onOpen, hidden, reading, asGiven } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const places = useMemo(
    () => (reading ? placesOf(columns, reading) : asGiven ? columns.map((_, place) => place) : readingOrder(columns)).filter((place) => !hidden?.has(columns[place]!.name)),
    [columns, hidden, reading, asGiven],
  );
  const definitions = useMemo(() => places.map((place) => ({ id: columns[place]!.name, size: widthOf(columns[place]!) })), [places, columns]);
  const table = useTable({ features, columns: definitions, data: NO_ROWS, columnResizeMode: 'onChange', defaultColumn: { minSize: 56, maxSize: 900 } });
  const headers = table.getHeaderGroups()[0]?.headers ?? [];
  const virtualizer = useVirtualizer({ count: total, getScrollElement: () => scroller.current, estimateSize: () => ROW_HEIGHT, overscan: 12, scrollPaddingStart: ROW_HEIGHT });
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => onRange(first, last), [first, last, onRange]);

  const subject = props.rowKey === undefined ? subjectColumn(columns) : columns.findIndex(({ name }) => name === props.rowKey);
  const reasons = useMemo(() => reasonColumns(columns), [columns]);
  const keyAt = (index: number): string | undefined => {
    const value = subject === -1 ? undefined : rowAt(index)?.[subject];
    return typeof value === 'string' ? value : undefined;
  };
  const moveTo = (index: number) => {
    const next = Math.max(0, Math.min(total - 1, index));
    setActive(next);
    virtualizer.scrollToIndex(next);
    tell(onSelect, next);
  };
  const tell = (listener: DataTableProps['onSelect'], index: number) => {
    const key = keyAt(index);
    const cells = rowAt(index);
    if (key !== undefined && cells) listener(key, cells);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey || total === 0) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 2);
    const target = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + page, PageUp: active - page, Home: 0, End: total - 1 }[event.key];
    if (target !== undefined) {
      event.preventDefault();
      moveTo(target);
    } else if (event.key === 'Enter') {
      tell(onOpen, active);
    } else if (event.key === ' ') {
      event.preventDefault();
      moveTo(active);
    }
  };

  const width = headers.reduce((sum, header) => sum + header.getSize(), 0);
  return (
    <div
      ref={scroller}
      className="data-table"
      role="grid"
      aria-label={props.label}
      aria-rowcount={total + 1}
      aria-colcount={places.length}
      aria-busy={props.busy}
      aria-activedescendant={total > 0 && active >= first && active <= last ? `${id}-${active}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <TableHead headers={headers} columns={columns} places={places} order={props.order} onOrder={props.onOrder} width={width} />
      <div role="rowgroup" className="data-rows" style={{ height: virtualizer.getTotalSize(), width }}>
        {items.map((item) => {
          const cells = rowAt(item.index);
          const key = keyAt(item.index);
          const orphaned = cells !== undefined && reasons.some((place) => (cells[place] as readonly string[] | null)?.length);
          return (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the grid has the keys, for its active row
            <div
              key={item.key}
              id={`${id}-${item.index}`}
              role="row"
              className="data-row"
              aria-rowindex={item.index + 2}
              aria-selected={key !== undefined && key === selected}
              data-active={item.index === active || undefined}
              data-orphaned={orphaned || undefined}
              style={{ width, transform: `translateY(${item.start}px)` }}
              onClick={() => moveTo(item.index)}
              onDoubleClick={() => tell(onOpen, item.index)}
            >
              {places.map((place, position) => (
                <div
                  key={columns[place]!.name}
                  role="gridcell"
                  aria-colindex={position + 1}
                  className={columns[place]!.type === 'integer' ? 'data-cell number' : 'data-cell'}
                  style={cellStyle(headers[position]?.getSize() ?? 0, position === places.length - 1)}
                >
                  {cells === undefined ? (
                    <span className="skeleton" />
                  ) : (
                    <Cell column={columns[place]!} columns={columns} cells={cells} place={place} width={headers[position]?.getSize() ?? 0} />
                  )}
                </div>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}
