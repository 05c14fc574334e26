/** The frame around an open case: rail, top bar, view, inspector at the right, drawer below; all but the view can be put away. */
import { Group, Panel, Separator, useDefaultLayout, type LayoutStorage } from 'react-resizable-panels';
import { InvestigateView } from '../graph/investigate-view.tsx';
import { Drawer } from '../panels/drawer/drawer.tsx';
import { FindingPanel } from '../panels/findings/finding-panel.tsx';
import { FindingsView } from '../panels/table/findings-view.tsx';
import { ImportView } from '../panels/import/import-view.tsx';
import { Inspector } from '../panels/inspector/inspector.tsx';
import { InventoryView } from '../panels/table/inventory-view.tsx';
import { OverviewView } from '../panels/overview/overview-view.tsx';
import { SavedQueriesView } from '../panels/saved-queries/saved-queries-view.tsx';
import { TimelineView } from '../panels/overview/timeline-view.tsx';
import { WelcomeView } from '../panels/welcome/welcome-view.tsx';
import type { Screen } from '../state/address.ts';
import { readSetting, writeSetting } from '../state/settings.ts';
import { useView } from '../state/view.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { Rail } from './rail.tsx';
import { TopBar } from './top-bar.tsx';

const VIEWS: Readonly<Record<Screen, { readonly title: string; readonly View: () => React.ReactNode; readonly drawer: boolean }>> = {
  welcome: { title: 'Open a case', View: WelcomeView, drawer: false },
  overview: { title: 'Overview', View: OverviewView, drawer: false },
  inventory: { title: 'Inventory', View: InventoryView, drawer: true },
  investigate: { title: 'Investigate', View: InvestigateView, drawer: true },
  findings: { title: 'Findings', View: FindingsView, drawer: true },
  timeline: { title: 'Timeline', View: TimelineView, drawer: false },
  import: { title: 'Import', View: ImportView, drawer: false },
  'saved-queries': { title: 'Saved queries', View: SavedQueriesView, drawer: false },
};

/** Screens made of things, where the inspector keeps its place even while nothing is selected. */
const WITH_INSPECTOR = new Set<Screen>(['inventory', 'investigate', 'findings']);

/** Screens that are about files, not things. */
const WITHOUT_INSPECTOR = new Set<Screen>(['import', 'welcome']);

const storage: LayoutStorage = {
  getItem: (name) => readSetting(`layout.${name}`) ?? null,
  setItem: (name, value) => writeSetting(`layout.${name}`, value),
};

export function Frame() {
  const screen = useView((view) => view.screen);
  const inspected = useView((view) => view.pinned ?? view.selected);
  const finding = useView((view) => (view.screen === 'findings' ? view.finding : undefined));
  const drawerOpen = useView((view) => view.drawer !== undefined);
  const { title, View, drawer } = VIEWS[screen];
  const withInspector = WITH_INSPECTOR.has(screen) || (inspected !== undefined && !WITHOUT_INSPECTOR.has(screen));
  const withDrawer = drawer && drawerOpen;
  const columns = useDefaultLayout({ id: 'columns', panelIds: withInspector ? ['centre', 'inspector'] : ['centre'], storage });
  const rows = useDefaultLayout({ id: 'rows', panelIds: withDrawer ? ['view', 'drawer'] : ['view'], storage });
  return (
    <div className="window">
      <ConnectionBanner />
      <Rail />
      <TopBar />
      <div className="main">
        <Group id="columns" orientation="horizontal" defaultLayout={columns.defaultLayout} onLayoutChanged={columns.onLayoutChanged}>
          <Panel id="centre" minSize="40%">
            <Group id="rows" orientation="vertical" defaultLayout={rows.defaultLayout} onLayoutChanged={rows.onLayoutChanged}>
              <Panel id="view" minSize="20%">
                <main className="view" aria-label={title}>
                  {screen === 'investigate' && <h1 className="hidden-visually">Investigate</h1>}
                  <ErrorBoundary what={`the ${title} view`} key={screen}>
                    <View />
                  </ErrorBoundary>
                </main>
              </Panel>
              {withDrawer && (
                <>
                  <Separator className="separator" aria-label="Resize the drawer" />
                  <Panel id="drawer" defaultSize="34%" minSize={120}>
                    <ErrorBoundary what="the drawer">
                      <Drawer />
                    </ErrorBoundary>
                  </Panel>
                </>
              )}
            </Group>
          </Panel>
          {withInspector && (
            <>
              <Separator className="separator" aria-label="Resize the inspector" />
              <Panel id="inspector" defaultSize={360} minSize={280} maxSize="50%" groupResizeBehavior="preserve-pixel-size">
                <aside className="inspector" aria-label="Inspector">
                  <ErrorBoundary what="the inspector" key={finding ?? inspected ?? ''}>
                    {finding === undefined ? <Inspector uid={inspected} /> : <FindingPanel findingKey={finding} />}
                  </ErrorBoundary>
                </aside>
              </Panel>
            </>
          )}
        </Group>
      </div>
    </div>
  );
}
