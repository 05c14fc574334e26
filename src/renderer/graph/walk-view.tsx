/** A walk on the canvas, with everything that stands around it. */
import { useEffect, useState } from 'react';
import type { WalkView as WalkData } from '../../protocol/shapes.ts';
import { select, setDrawn, useView } from '../state/view.ts';
import { useCanvas } from './canvas-state.ts';
import { DrawnList } from './drawn-list.tsx';
import { expandNode, foldGroups } from './expand.ts';
import { GraphCanvas } from './graph-canvas.tsx';
import type { GraphView } from './graph-view.ts';
import type { Window } from './layout/hop-columns.ts';
import { GroupCard } from './group-card.tsx';
import { Legend } from './legend.tsx';
import { MembersPanel } from './members-panel.tsx';
import { NodeMenu } from './node-menu.tsx';
import { Sentence } from './sentence.tsx';
import { Toolbar } from './toolbar.tsx';
import { useDrawing } from './use-drawing.ts';
import { useGraphKeys } from './use-graph-keys.ts';
import { formatCount } from './words.ts';

export interface WalkViewProps {
  readonly walk: WalkData;
  readonly filterKey: string;
  /** A newer answer is on its way. */
  readonly stale: boolean;
  readonly pathFrom: string | undefined;
  /** The room for the drawing. */
  readonly window: Window;
  /** Kept as it is, but out of sight. */
  readonly behind: boolean;
}

export function WalkView({ walk, filterKey, stale, pathFrom, window, behind }: WalkViewProps) {
  const [view, setView] = useState<GraphView | null>(null);
  const shown = useDrawing(walk, filterKey, window);
  const [menu, setMenu] = useState<{ id: string; x: number; y: number }>();
  const { panel, legend, lit, chosen: chosenGroup, expanding, note } = useCanvas();
  const selected = useView((state) => state.selected);
  const openGroups = useView((state) => state.investigation.open.length);
  const { drawing } = shown;
  const chosen = chosenGroup ?? (drawing.nodes.some((node) => node.id === selected) ? selected! : null);
  const group = drawing.nodes.find((node) => node.id === chosenGroup);

  useEffect(() => {
    const nodes = drawing.nodes.flatMap((node) => (node.form === 'thing' ? [{ thing: node.thing, hop: node.hop, evidence: node.evidence }] : []));
    const groups = drawing.nodes.flatMap((node) => (node.form === 'group' ? [node.group] : []));
    setDrawn({ view: walk.view, nodes, groups });
    return () => setDrawn(undefined);
  }, [drawing, walk.view]);

  const choose = (id: string | null) => chooseNode(id, drawing.nodes.find((node) => node.id === id)?.form);
  const expand = (id: string) => {
    const node = drawing.nodes.find((each) => each.id === id);
    if (node) expandNode(node, drawing);
  };
  useGraphKeys(view, { active: !behind, pathFrom, chosen, expand });

  return (
    <div className="graph-layer" hidden={behind}>
      <div className="graph-head">
        <Sentence walk={walk} />
        <Toolbar view={view} pathFrom={pathFrom} furthest={walk.maximumHop} />
      </div>
      <div className="graph-body">
        {panel?.kind === 'list' && <DrawnList drawing={drawing} chosen={chosen} onChoose={choose} onExpand={expand} />}
        {panel?.kind === 'members' && <MembersPanel key={`${walk.view} ${panel.group ?? ''} ${panel.title}`} view={walk.view} panel={panel} />}
        <div className="graph-stage" data-stale={stale || undefined}>
          <GraphCanvas shown={shown} chosen={chosen} lit={lit} view={view} onView={setView} onChoose={choose} onExpand={expand} onMenu={setMenu} />
          {(stale || expanding.length > 0) && <div className="graph-progress" role="status" aria-label="Walking the graph" />}
          {legend && <Legend drawing={shown.all} hidden={drawing.hidden} />}
          {group?.form === 'group' && <GroupCard group={group.group} />}
          <div className="graph-status">
            {openGroups > 0 && (
              <button type="button" className="link" onClick={foldGroups}>
                Fold {formatCount(openGroups)} opened {openGroups === 1 ? 'group' : 'groups'}
              </button>
            )}
            <span role="status">{note}</span>
          </div>
        </div>
      </div>
      <NodeMenu at={menu} drawing={drawing} onClose={() => setMenu(undefined)} />
    </div>
  );
}

/** Things are chosen in the address, for the inspector; groups and more-nodes only here. */
function chooseNode(id: string | null, form: 'thing' | 'group' | 'more' | undefined): void {
  if (id === null || form === 'thing') {
    useCanvas.setState({ chosen: undefined });
    select(id ?? undefined);
  } else {
    useCanvas.setState({ chosen: id });
  }
}
