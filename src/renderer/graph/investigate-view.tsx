/** Investigate: the blast radius of what is being investigated, who can reach it, or a path from it. */
import './graph.css';
import { useEffect } from 'react';
import { Search } from 'lucide-react';
import { CallError } from '../panels/parts/call-error.tsx';
import { Empty } from '../panels/parts/empty.tsx';
import { navigate, useView } from '../state/view.ts';
import { resetCanvas, useCanvas } from './canvas-state.ts';
import { PathPicker } from './path-picker.tsx';
import { PathView } from './path-view.tsx';
import { Toolbar } from './toolbar.tsx';
import { useSize } from './use-size.ts';
import { useWalk } from './use-walk.ts';
import { WalkView } from './walk-view.tsx';
import type { WalkView as WalkData } from '../../protocol/shapes.ts';

/** Sentence and tools above the canvas. */
const HEAD = 64;

export function InvestigateView() {
  const { seeds, direction } = useView((view) => view.investigation);
  const mode = useView((view) => view.mode);
  const selected = useView((view) => view.selected);
  const path = useCanvas((canvas) => canvas.path);
  const pickingFrom = useCanvas((canvas) => canvas.pickingFrom);
  const drawnName = useView((view) => view.drawn?.nodes.find(({ thing }) => thing.uid === pickingFrom)?.thing.name);
  const { call, filterKey } = useWalk();
  const walk = call.data;
  const pathFrom = selected ?? seeds[0];
  const { size, ref } = useSize();
  const window = size && { width: size.width, height: Math.max(size.height - HEAD, 200) };

  useEffect(() => resetCanvas, [seeds, direction]);

  return (
    <div className="graph" ref={ref}>
      {seeds.length === 0 ? (
        <NothingYet />
      ) : call.error ? (
        <div className="error-fill">
          <CallError what="Walking the graph" error={call.error} retry={call.retry} />
        </div>
      ) : !walk || !window ? (
        <Loading />
      ) : isEmpty(walk) ? (
        <ReachesNothing walk={walk} mode={mode} pathFrom={pathFrom} />
      ) : (
        <WalkView walk={walk} filterKey={filterKey} stale={call.loading} pathFrom={pathFrom} window={window} behind={path !== undefined} />
      )}
      {path && window && <PathView request={path} window={window} />}
      <PathPicker fromName={drawnName ?? pickingFrom ?? ''} />
    </div>
  );
}

function isEmpty(walk: WalkData): boolean {
  return walk.reached === 0;
}

function NothingYet() {
  const search = (
    <button type="button" className="button primary" onClick={() => useView.setState({ paletteOpen: true })}>
      <Search size={14} aria-hidden /> Find something to start from
    </button>
  );
  return (
    <Empty title="What can it reach, and who can reach it?" action={search}>
      Paste an access key id, an ARN, an e-mail or a name. The graph shows everything a compromise of it could reach, hop by hop, or everything that could reach it.
    </Empty>
  );
}

function Loading() {
  return (
    <>
      <div className="graph-head" />
      <div className="graph-stage">
        <div className="graph-progress" role="status" aria-label="Walking the graph" />
      </div>
    </>
  );
}

interface ReachesNothingProps {
  readonly walk: WalkData;
  readonly mode: string;
  readonly pathFrom: string | undefined;
}

/** Still drawn: the seeds can be selected and expanded, which may say why nothing is reached. */
function ReachesNothing({ walk, mode, pathFrom }: ReachesNothingProps) {
  const names = walk.seeds.length === 1 ? walk.seeds[0]!.name : `These ${walk.seeds.length} seeds`;
  const title = walk.direction === 'forward' ? `${names} reaches nothing in ${mode} mode` : `Nothing reaches ${names} in ${mode} mode`;
  const action =
    mode === 'both' ? undefined : (
      <button type="button" className="button primary" onClick={() => navigate({ mode: 'both' })}>
        Try granted and observed
      </button>
    );
  return (
    <>
      <div className="graph-head">
        <p className="walk-sentence">{walk.sentence}</p>
        <Toolbar view={null} pathFrom={pathFrom} furthest={undefined} />
      </div>
      <Empty title={title} action={action}>
        {walk.leftOut > 0
          ? `${walk.leftOut} edges were left out because they lack what a filter asks for. A wider time window or no minimum level may let them in.`
          : 'Another evidence mode, more hops or a wider time window may show more.'}
      </Empty>
    </>
  );
}
