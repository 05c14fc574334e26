/** The drawer below the view: the table of what is drawn, and the query that gives it. */
import { X } from 'lucide-react';
import { useView, type DrawerTab } from '../../state/view.ts';
import { CypherPanel } from './cypher-panel.tsx';
import { DrawnTable } from './drawn-table.tsx';

const TABS: readonly { readonly tab: DrawerTab; readonly name: string }[] = [
  { tab: 'table', name: 'Table' },
  { tab: 'query', name: 'Query' },
];

export function Drawer() {
  const drawer = useView((view) => view.drawer);
  const screen = useView((view) => view.screen);
  // The other screens are tables themselves.
  const tabs = TABS.filter(({ tab }) => tab === 'query' || screen === 'investigate');
  const shown = tabs.find(({ tab }) => tab === drawer)?.tab ?? 'query';
  return (
    <section className="drawer" aria-label="Drawer">
      <div className="drawer-tabs">
        <div role="tablist" aria-label="Drawer">
          {tabs.map(({ tab, name }) => (
            <button
              key={tab}
              type="button"
              role="tab"
              id={`drawer-tab-${tab}`}
              aria-selected={tab === shown}
              aria-controls="drawer-body"
              className="drawer-tab"
              onClick={() => useView.setState({ drawer: tab })}
            >
              {name}
            </button>
          ))}
        </div>
        <span className="end">
          <button type="button" className="icon-button" aria-label="Close the drawer" onClick={() => useView.setState({ drawer: undefined })}>
            <X size={16} aria-hidden />
          </button>
        </span>
      </div>
      <div className="drawer-body" id="drawer-body" role="tabpanel" aria-labelledby={`drawer-tab-${shown}`} tabIndex={-1}>
        {shown === 'table' ? <DrawnTable /> : <CypherPanel />}
      </div>
    </section>
  );
}
