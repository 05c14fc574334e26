/** A field for several of a few words: a menu to tick them in, which says what is ticked. */
import { Menu } from '@base-ui/react/menu';
import { Check, ChevronDown } from 'lucide-react';

export interface ChoicesFieldProps {
  readonly id: string;
  readonly choices: readonly string[];
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
}

export function ChoicesField({ id, choices, value, onChange }: ChoicesFieldProps) {
  return (
    <Menu.Root>
      <Menu.Trigger id={id} className="input choices-input" title={value.join(', ')}>
        <span className="truncate">{value.length === 0 ? 'Any' : value.join(', ')}</span>
        <ChevronDown size={14} aria-hidden />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className="positioner" align="start" sideOffset={4}>
          <Menu.Popup className="floating scrolling">
            {choices.map((choice) => (
              <Menu.CheckboxItem
                key={choice}
                className="menu-item"
                checked={value.includes(choice)}
                onCheckedChange={(ticked) => onChange(choices.filter((other) => (other === choice ? ticked : value.includes(other))))}
              >
                <span className="tick">
                  <Menu.CheckboxItemIndicator>
                    <Check size={14} aria-hidden />
                  </Menu.CheckboxItemIndicator>
                </span>
                {choice}
              </Menu.CheckboxItem>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
