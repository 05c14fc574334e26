/** Filters by value: pick a column, see how often each value occurs, tick those that shall stay. */
import { Checkbox } from '@base-ui/react/checkbox';
import { Popover } from '@base-ui/react/popover';
import { Check, ListFilter, X } from 'lucide-react';
import { useState } from 'react';
import type { Column } from '../../../protocol/shapes.ts';
import { kindWords, reasonWords } from '../../graph/words.ts';
import { useCall } from '../../state/use-call.ts';
import { changeTable } from '../../state/view.ts';
import { CallError } from '../parts/call-error.tsx';
import { formatNumber } from '../parts/format.ts';
import { Skeleton } from '../parts/skeleton.tsx';
import { canBeFacet, isReasons } from './columns.ts';

type Screen = 'inventory' | 'findings';
type Facets = Readonly<Record<string, readonly string[]>>;

export interface FilterMenuProps {
  readonly screen: Screen;
  readonly columns: readonly Column[];
  readonly handle: string | undefined;
  readonly search: string;
  readonly facets: Facets;
}

export function FilterMenu({ screen, columns: all, handle, search, facets }: FilterMenuProps) {
  const columns = all.filter(canBeFacet);
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<string>();
  const column = columns.find(({ name }) => name === chosen) ?? columns[0];
  if (!column) return null;
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger className="button" disabled={!handle}>
        <ListFilter size={14} aria-hidden /> Filter
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className="positioner" align="start" sideOffset={4}>
          <Popover.Popup className="floating filter-popup" aria-label="Filter">
            <ul className="filter-columns">
              {columns.map(({ name, title }) => (
                <li key={name}>
                  <button type="button" className="menu-item" aria-pressed={name === column.name} onClick={() => setChosen(name)}>
                    {title}
                    {facets[name] && <span className="badge strong">{facets[name].length}</span>}
                  </button>
                </li>
              ))}
            </ul>
            {open && handle && <Values key={column.name} screen={screen} column={column} handle={handle} search={search} facets={facets} />}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

interface ValuesProps {
  readonly screen: Screen;
  readonly column: Column;
  readonly handle: string;
  readonly search: string;
  readonly facets: Facets;
}

function Values({ screen, column, handle, search, facets }: ValuesProps) {
  const { data, error, retry } = useCall(
    'query.page',
    { handle, offset: 0, limit: 1, filter: { search }, facets: [column.name] },
    [handle, search, column.name],
  );
  if (error) return <CallError what="Counting values" error={error} retry={retry} />;
  if (!data) return <Skeleton lines={6} label="Counting values" />;
  const accepted = facets[column.name] ?? [];
  return (
    <ul className="filter-values" aria-label={column.title}>
      {(data.facets[column.name] ?? []).map(({ name, count }) => (
        <li key={name}>
          <label className="menu-item">
            <Checkbox.Root
              className="checkbox"
              checked={accepted.includes(name)}
              onCheckedChange={(checked) => setFacet(screen, facets, column.name, checked ? [...accepted, name] : accepted.filter((value) => value !== name))}
            >
              <Checkbox.Indicator>
                <Check size={12} aria-hidden />
              </Checkbox.Indicator>
            </Checkbox.Root>
            <span className="truncate">{valueWords(column, name)}</span>
            <span className="count muted">{formatNumber(count)}</span>
          </label>
        </li>
      ))}
    </ul>
  );
}

export function ActiveFilters({ screen, columns, facets }: { readonly screen: Screen; readonly columns: readonly Column[]; readonly facets: Facets }) {
  const active = columns.filter(({ name }) => facets[name]?.length);
  if (active.length === 0) return null;
  return (
    <ul className="active-filters" aria-label="Active filters">
      {active.map((column) => (
        <li key={column.name} className="chip">
          <span className="muted">{column.title}:</span> {facets[column.name]!.map((value) => valueWords(column, value)).join(' or ')}
          <button type="button" className="icon-button small" aria-label={`Remove the filter on ${column.title}`} onClick={() => setFacet(screen, facets, column.name, [])}>
            <X size={12} aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  );
}

export function setFacet(screen: Screen, facets: Facets, column: string, values: readonly string[]): void {
  const { [column]: _, ...others } = facets;
  changeTable(screen, { facets: values.length > 0 ? { ...others, [column]: values } : others });
}

function valueWords(column: Column, value: string): string {
  if (value === '') return isReasons(column) ? 'not orphaned' : 'none';
  if (column.type === 'boolean') return value === 'true' ? 'Yes' : 'No';
  if (isReasons(column)) return reasonWords(value);
  return column.name === 'kind' || column.name === 'reason' ? kindWords(value).replaceAll('-', ' ') : value;
}
