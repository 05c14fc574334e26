/** Which columns are shown. */
import { Menu } from '@base-ui/react/menu';
import { Check, Columns3 } from 'lucide-react';
import type { Column } from '../../../protocol/shapes.ts';

export interface ColumnMenuProps {
  readonly columns: readonly Column[];
  readonly hidden: ReadonlySet<string>;
  readonly onChange: (hidden: ReadonlySet<string>) => void;
}

export function ColumnMenu({ columns, hidden, onChange }: ColumnMenuProps) {
  const toggle = (name: string, shown: boolean) => {
    const next = new Set(hidden);
    if (shown) next.delete(name);
    else next.add(name);
    // The last column stays: a table of nothing can't be brought back by looking at it.
    if (next.size < columns.length) onChange(next);
  };
  return (
    <Menu.Root>
      <Menu.Trigger className="button">
        <Columns3 size={14} aria-hidden /> Columns
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className="positioner" align="start" sideOffset={4}>
          <Menu.Popup className="floating scrolling">
            {columns.map(({ name, title }) => (
              <Menu.CheckboxItem key={name} className="menu-item" checked={!hidden.has(name)} onCheckedChange={(shown) => toggle(name, shown)}>
                <span className="tick">
                  <Menu.CheckboxItemIndicator>
                    <Check size={14} aria-hidden />
                  </Menu.CheckboxItemIndicator>
                </span>
                {title}
              </Menu.CheckboxItem>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
