/** The whole Investigate view on a made-up walk: investigate.html?shape=WIDE&theme=dark, at the size it has in the window. */
import '../../../../src/renderer/styles/index.css';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { Tooltip } from '@base-ui/react/tooltip';
import { createRoot } from 'react-dom/client';
import { InvestigateView } from '../../../../src/renderer/graph/investigate-view.tsx';
import { useSession } from '../../../../src/renderer/state/session.ts';
import { followHistory, investigate, useView } from '../../../../src/renderer/state/view.ts';
import * as views from '../walk-views.ts';
import { cannedClient } from './canned-client.ts';

const words = new URLSearchParams(location.search);
const theme = words.get('theme') ?? 'light';
document.documentElement.dataset['theme'] = theme;
const shape = words.get('shape') ?? 'WIDE';
const shapes: Record<string, views.Shape> = { WIDE: views.WIDE, DEEP: views.DEEP, DENSE: views.DENSE, FULL: views.FULL };
const direction = words.get('direction') === 'backward' ? 'backward' : 'forward';
const walk = shape === 'TINY' ? views.tinyView() : shape === 'NOTHING' ? views.nothingView() : views.shapedView({ ...shapes[shape]!, direction });
const canned = cannedClient(walk, Number(words.get('delay') ?? 0));
useSession.setState({ client: canned.client, connection: 'open', summary: { version: 1, title: 'fixture' } as never });
followHistory();
investigate(walk.seeds.map((seed) => seed.uid), direction);
Object.assign(globalThis, { canned, useView });
createRoot(document.getElementById('root')!).render(
  <CSPProvider disableStyleElements>
    <Tooltip.Provider delay={400}>
      <main className="view" style={{ height: '100vh' }}>
        <InvestigateView />
      </main>
    </Tooltip.Provider>
  </CSPProvider>,
);
