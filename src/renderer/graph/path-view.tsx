/** The shortest path as a line, with the evidence of each of its steps below. */
import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { CallError } from '../panels/parts/call-error.tsx';
import { Empty } from '../panels/parts/empty.tsx';
import { navigate, select, useView } from '../state/view.ts';
import { useCall } from '../state/use-call.ts';
import { showPath, useCanvas, type PathRequest } from './canvas-state.ts';
import { GraphCanvas, type GraphCanvasProps } from './graph-canvas.tsx';
import type { GraphView } from './graph-view.ts';
import type { Window } from './layout/hop-columns.ts';
import { NodeMenu } from './node-menu.tsx';
import { PathEvidence } from './path-evidence.tsx';
import { savePicture } from './save-picture.ts';
import { usePathDrawing } from './use-drawing.ts';
import { useGraphKeys } from './use-graph-keys.ts';
import { useWalkFilter } from './use-walk.ts';

export function PathView({ request, window }: { readonly request: PathRequest; readonly window: Window }) {
  const { filter, key } = useWalkFilter();
  const { data, error, loading, retry } = useCall('walk.why', { ...request, filter }, [request, key]);
  const [view, setView] = useState<GraphView | null>(null);
  const shown = usePathDrawing(data, window);
  const steps = data?.steps.length ?? 0;
  const selected = useView((state) => state.selected);
  useGraphKeys(view, { pathFrom: selected ?? request.from, chosen: null, expand: () => undefined });
  return (
    <>
      <div className="graph-head">
        <button type="button" className="button quiet" onClick={() => showPath(undefined)}>
          <ArrowLeft size={14} aria-hidden /> Back to the walk
        </button>
        <p className="walk-sentence">
          {shown && data && (
            <>
              <strong>{data.things[0]!.name}</strong> reaches <strong>{data.things.at(-1)!.name}</strong> in {steps}{' '}
              {steps === 1 ? 'step' : 'steps'}.
            </>
          )}
        </p>
        {shown && (
          <button type="button" className="button quiet" onClick={() => void savePicture(view)}>
            Save as PNG
          </button>
        )}
      </div>
      {error && (
        <div className="error-fill">
          <CallError what="Finding the path" error={error} retry={retry} />
        </div>
      )}
      {!loading && !error && data && !shown && <NoPath mode={filter.mode} />}
      <div className="graph-stage path-stage" data-stale={loading || undefined}>
        {shown && <PathCanvas shown={shown} view={view} onView={setView} />}
        {loading && <div className="graph-progress" role="status" aria-label="Finding the path" />}
      </div>
      {shown && data && <PathEvidence path={data} />}
    </>
  );
}

type PathCanvasProps = Pick<GraphCanvasProps, 'shown' | 'view' | 'onView'>;

function PathCanvas({ shown, view, onView }: PathCanvasProps) {
  const [menu, setMenu] = useState<{ id: string; x: number; y: number }>();
  const selected = useView((state) => state.selected);
  const lit = useCanvas((canvas) => canvas.lit);
  const chosen = shown.drawing.nodes.some((node) => node.id === selected) ? selected! : null;
  return (
    <>
      <GraphCanvas shown={shown} chosen={chosen} lit={lit} view={view} onView={onView} onChoose={(id) => select(id ?? undefined)} onExpand={(id) => select(id)} onMenu={setMenu} />
      <NodeMenu at={menu} drawing={shown.drawing} onClose={() => setMenu(undefined)} />
    </>
  );
}

function NoPath({ mode }: { readonly mode: string }) {
  const both = mode !== 'both' && (
    <button type="button" className="button" onClick={() => navigate({ mode: 'both' }, { replace: true })}>
      Look in granted and observed
    </button>
  );
  return (
    <Empty title="No path" action={both}>
      Nothing leads from the one to the other in {mode} mode within these hops. The other way round may: open the target and ask who can reach it.
    </Empty>
  );
}
