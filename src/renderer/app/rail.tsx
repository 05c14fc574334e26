/** The left rail: the views, and at its foot the open case and the settings. */
import { FileCode, FileInput, History, LayoutDashboard, ShieldAlert, Sprout, Table2, Waypoints, type LucideIcon } from 'lucide-react';
import type { Screen } from '../state/address.ts';
import { show, useView } from '../state/view.ts';
import { CaseMenu } from './case-menu.tsx';
import { SettingsMenu } from './settings-menu.tsx';

/** In the order of the rail, which is also that of the keys 1 to 7. */
export const RAIL: readonly { readonly screen: Screen; readonly name: string; readonly Icon: LucideIcon }[] = [
  { screen: 'overview', name: 'Overview', Icon: LayoutDashboard },
  { screen: 'inventory', name: 'Inventory', Icon: Table2 },
  { screen: 'investigate', name: 'Investigate', Icon: Waypoints },
  { screen: 'findings', name: 'Findings', Icon: ShieldAlert },
  { screen: 'timeline', name: 'Timeline', Icon: History },
  { screen: 'import', name: 'Import', Icon: FileInput },
  { screen: 'saved-queries', name: 'Saved queries', Icon: FileCode },
];

export function Rail() {
  const current = useView((view) => view.screen);
  return (
    <nav className="rail" aria-label="Views">
      <div className="rail-brand">
        <Sprout size={18} aria-hidden /> <span>Tendril</span>
      </div>
      <ul className="rail-list">
        {RAIL.map(({ screen, name, Icon }, index) => (
          <li key={screen}>
            <button
              type="button"
              className="rail-item"
              aria-current={screen === current ? 'page' : undefined}
              aria-keyshortcuts={String(index + 1)}
              title={`${name} (${index + 1})`}
              onClick={() => show(screen)}
            >
              <Icon size={16} aria-hidden />
              <span className="name">{name}</span>
            </button>
          </li>
        ))}
      </ul>
      <div className="rail-foot">
        <CaseMenu />
        <SettingsMenu side="right" />
      </div>
    </nav>
  );
}
