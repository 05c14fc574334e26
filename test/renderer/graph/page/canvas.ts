/** The bare canvas on a made-up walk view, for looking at and for measuring: canvas.html?shape=WIDE&theme=dark */
import '../../../../src/renderer/styles/tokens.css';
import '../../../../src/renderer/styles/base.css';
import '../../../../src/renderer/graph/graph.css';
import { CytoscapeView } from '../../../../src/renderer/graph/canvas/cytoscape-view.ts';
import { buildDrawing, NOTHING_REMOVED } from '../../../../src/renderer/graph/drawing-model.ts';
import { hopColumns } from '../../../../src/renderer/graph/layout/hop-columns.ts';
import * as views from '../walk-views.ts';

const words = new URLSearchParams(location.search);
document.documentElement.dataset['theme'] = words.get('theme') ?? 'light';
const shape = words.get('shape') ?? 'WIDE';
const shapes: Record<string, views.Shape> = { WIDE: views.WIDE, DEEP: views.DEEP, DENSE: views.DENSE, FULL: views.FULL };
const direction = words.get('direction') === 'backward' ? 'backward' : 'forward';
const walk = shape === 'TINY' ? views.tinyView() : views.shapedView({ ...shapes[shape]!, direction });
const root = document.getElementById('root')!;
const started = performance.now();
const drawing = buildDrawing(walk, [], NOTHING_REMOVED);
const positions = hopColumns(drawing, { window: { width: root.clientWidth, height: root.clientHeight } });
const laidOut = performance.now();
const view = new CytoscapeView();
view.mount(root);
view.show(drawing, positions);
view.fit();
const shown = performance.now();
Object.assign(globalThis, { view, drawing, positions, measured: { layout: laidOut - started, show: shown - laidOut } });
