/** Settings: the theme, the keyboard's shortcuts, and what runs here. */
import { Menu } from '@base-ui/react/menu';
import { Check, Keyboard, Settings } from 'lucide-react';
import { useSession } from '../state/session.ts';
import { THEMES, type Theme } from '../state/theme.ts';
import { setTheme, useView } from '../state/view.ts';

const THEME_NAMES: Readonly<Record<Theme, string>> = { system: 'As the system', light: 'Light', dark: 'Dark' };

export function SettingsMenu({ side }: { readonly side: 'right' | 'bottom' }) {
  const theme = useView((view) => view.theme);
  const version = useSession((session) => session.info?.version);
  return (
    <Menu.Root>
      <Menu.Trigger className={side === 'right' ? 'rail-item' : 'button quiet'} aria-label="Settings">
        <Settings size={16} aria-hidden /> <span className="name">Settings</span>
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className="positioner" side={side} align="end" sideOffset={8}>
          <Menu.Popup className="floating">
            <Menu.Group>
              <Menu.GroupLabel className="menu-label">Theme</Menu.GroupLabel>
              <Menu.RadioGroup value={theme} onValueChange={(value: Theme) => setTheme(value)}>
                {THEMES.map((name) => (
                  <Menu.RadioItem key={name} value={name} className="menu-item">
                    <span className="tick">
                      <Menu.RadioItemIndicator>
                        <Check size={14} aria-hidden />
                      </Menu.RadioItemIndicator>
                    </span>
                    {THEME_NAMES[name]}
                  </Menu.RadioItem>
                ))}
              </Menu.RadioGroup>
            </Menu.Group>
            <Menu.Separator className="menu-line" />
            <Menu.Item className="menu-item" onClick={() => useView.setState({ shortcutsOpen: true })}>
              <Keyboard size={14} aria-hidden /> Keyboard shortcuts <span className="kbd">?</span>
            </Menu.Item>
            <Menu.Separator className="menu-line" />
            <div className="menu-about">Tendril {version}</div>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
