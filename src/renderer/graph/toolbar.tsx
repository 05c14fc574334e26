/** The canvas's tools: direction, hops, path, list, legend, zoom, layout, picture. */
import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import { Image, List, Maximize, Minus, Plus, RotateCcw, Route, Shapes } from 'lucide-react';
import type { ComponentType } from 'react';
import { Tip } from '../panels/parts/tip.tsx';
import { navigate, useView } from '../state/view.ts';
import { findPath, resetLayout, togglePanel, useCanvas } from './canvas-state.ts';
import type { GraphView } from './graph-view.ts';
import { savePicture } from './save-picture.ts';

export interface ToolbarProps {
  readonly view: GraphView | null;
  readonly pathFrom: string | undefined;
  /** The last hop that anything is at; undefined leaves out the tools of the canvas, when there is none. */
  readonly furthest: number | undefined;
}

export function Toolbar({ view, pathFrom, furthest }: ToolbarProps) {
  return (
    <div className="graph-tools" role="toolbar" aria-label="Graph">
      <Direction />
      <Hops furthest={furthest ?? 1} />
      <span className="graph-tools-gap" />
      <Tip text="Path to…  P">
        <button type="button" className="button quiet" disabled={pathFrom === undefined} onClick={() => pathFrom !== undefined && findPath(pathFrom)}>
          <Route size={14} aria-hidden /> Path to…
        </button>
      </Tip>
      {furthest !== undefined && <CanvasTools view={view} />}
    </div>
  );
}

function CanvasTools({ view }: { readonly view: GraphView | null }) {
  const panel = useCanvas((canvas) => canvas.panel);
  const legend = useCanvas((canvas) => canvas.legend);
  return (
    <>
      <Tool name="List what is drawn" keys="L" Icon={List} pressed={panel?.kind === 'list'} run={() => togglePanel({ kind: 'list' })} />
      <Tool name="Legend" keys="K" Icon={Shapes} pressed={legend} run={() => useCanvas.setState({ legend: !legend })} />
      <span className="graph-tools-line" />
      <Tool name="Zoom out" keys="−" Icon={Minus} run={() => view?.zoomBy(1 / 1.3)} />
      <Tool name="Zoom in" keys="+" Icon={Plus} run={() => view?.zoomBy(1.3)} />
      <Tool name="Fit" keys="F" Icon={Maximize} run={() => view?.fit()} />
      <Tool name="Lay out anew" Icon={RotateCcw} run={resetLayout} />
      <Tool name="Save as PNG" Icon={Image} run={() => void savePicture(view)} />
    </>
  );
}

function Direction() {
  const investigation = useView((view) => view.investigation);
  const turn = (values: readonly string[]) => {
    const direction = values[0];
    if (direction === 'forward' || direction === 'backward') navigate({ investigation: { ...investigation, direction, open: [] } });
  };
  return (
    <ToggleGroup className="segments" aria-label="Direction" value={[investigation.direction]} onValueChange={turn}>
      <Toggle value="forward" className="segment">
        Blast radius
      </Toggle>
      <Toggle value="backward" className="segment">
        Who can reach this
      </Toggle>
    </ToggleGroup>
  );
}

/** Without a limit it says so; the first step down is from what the walk came to. */
function Hops({ furthest }: { readonly furthest: number }) {
  const hops = useView((view) => view.hops);
  const set = (next: number | undefined) => navigate({ hops: next }, { replace: true });
  return (
    <div className="stepper" role="group" aria-label="Hops">
      <button type="button" className="icon-button small" aria-label="Fewer hops" disabled={(hops ?? furthest) <= 1} onClick={() => set((hops ?? furthest) - 1)}>
        <Minus size={12} aria-hidden />
      </button>
      <span className="stepper-value" aria-live="polite">
        {hops === undefined ? 'All hops' : hops === 1 ? '1 hop' : `${hops} hops`}
      </span>
      <button type="button" className="icon-button small" aria-label="More hops" disabled={hops === undefined} onClick={() => set(hops === undefined || hops >= 9 ? undefined : hops + 1)}>
        <Plus size={12} aria-hidden />
      </button>
    </div>
  );
}

interface ToolProps {
  readonly name: string;
  readonly keys?: string;
  readonly Icon: ComponentType<{ size?: number }>;
  readonly pressed?: boolean;
  readonly run: () => void;
}

function Tool({ name, keys, Icon, pressed, run }: ToolProps) {
  return (
    <Tip text={keys ? `${name}  ${keys}` : name}>
      <button type="button" className="icon-button" aria-label={name} aria-pressed={pressed} onClick={run}>
        <Icon size={16} />
      </button>
    </Tip>
  );
}
