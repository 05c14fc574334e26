/** The drawer below the view: the table of what is drawn, and the query that gives it. */
import { Tabs } from '@base-ui/react/tabs';
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
    <Tabs.Root render={<section aria-label="Drawer" />} className="drawer" value={shown} onValueChange={(tab: DrawerTab) => useView.setState({ drawer: tab })}>
      <div className="drawer-tabs">
        <Tabs.List aria-label="Drawer">
          {tabs.map(({ tab, name }) => (
            <Tabs.Tab key={tab} value={tab} className="drawer-tab">
              {name}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <span className="end">
          <button type="button" className="icon-button" aria-label="Close the drawer" onClick={() => useView.setState({ drawer: undefined })}>
            <X size={16} aria-hidden />
          </button>
        </span>
      </div>
      <Tabs.Panel value={shown} className="drawer-body">
        {shown === 'table' ? <DrawnTable /> : <CypherPanel />}
      </Tabs.Panel>
    </Tabs.Root>
  );
}
