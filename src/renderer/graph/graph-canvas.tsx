/** The canvas in React: keeps a GraphView in step with the drawing, and gives the keyboard what the pointer has. */
import { useEffect, useEffectEvent, useRef, type KeyboardEvent } from 'react';
import { CytoscapeView } from './canvas/cytoscape-view.ts';
import type { GraphView } from './graph-view.ts';
import { stepFrom, type Arrow } from './layout/step.ts';
import type { Shown } from './use-drawing.ts';

export interface GraphCanvasProps {
  readonly shown: Shown;
  /** Id of the chosen node, when one is. */
  readonly chosen: string | null;
  /** Emphasised from outside, as by the pointer over a row of the list. */
  readonly lit: readonly string[];
  /** What `onView` gave; null before. */
  readonly view: GraphView | null;
  readonly onView: (view: GraphView | null) => void;
  readonly onChoose: (id: string | null) => void;
  readonly onExpand: (id: string) => void;
  readonly onMenu: (menu: { readonly id: string; readonly x: number; readonly y: number }) => void;
}

export function GraphCanvas({ shown, chosen, lit, view, onView, onChoose, onExpand, onMenu }: GraphCanvasProps) {
  const element = useRef<HTMLDivElement>(null);
  const { drawing, positions, generation } = shown;
  const give = useEffectEvent(onView);
  const choose = useEffectEvent(onChoose);
  const expand = useEffectEvent(onExpand);
  const menu = useEffectEvent(onMenu);
  const move = useEffectEvent(shown.move);
  const hover = useEffectEvent((graph: GraphView, id: string | null) => graph.highlight(id === null ? lit : [id]));

  useEffect(() => {
    const graph = new CytoscapeView();
    graph.mount(element.current!);
    graph.on('select', (id) => choose(id));
    graph.on('expand', (id) => expand(id));
    graph.on('menu', (at) => menu(at));
    graph.on('move', (moved) => move(moved));
    graph.on('hover', (id) => hover(graph, id));
    give(graph);
    return () => {
      give(null);
      graph.destroy();
    };
  }, []);

  /** What the view was last given, to tell a fresh layout from an addition. */
  const last = useRef<{ readonly view: GraphView; readonly generation: number; readonly ids: ReadonlySet<string> }>(undefined);
  useEffect(() => {
    if (!view) return;
    const before = last.current?.view === view ? last.current : undefined;
    const ids = new Set(drawing.nodes.map((node) => node.id));
    last.current = { view, generation, ids };
    view.show(drawing, positions);
    if (before?.generation !== generation) view.fit();
    else view.reveal([...ids].filter((id) => !before.ids.has(id)));
  }, [view, drawing, positions, generation]);

  useEffect(() => view?.select(chosen), [view, chosen, drawing]);
  useEffect(() => view?.highlight(lit), [view, lit]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (isArrow(event.key)) {
      event.preventDefault();
      const next = stepFrom(drawing, positions, chosen, event.key);
      if (next !== null) onChoose(next);
    } else if (event.key === 'Enter' && chosen !== null) {
      event.preventDefault();
      onExpand(chosen);
    } else if ((event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')) && chosen !== null) {
      event.preventDefault();
      const at = view?.locate(chosen);
      if (at) onMenu({ id: chosen, ...at });
    }
  };

  return (
    // The role says it: this takes keys by itself, like the controls that the rules know of.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={element}
      className="graph-canvas"
      role="application"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-label="Graph. Arrow keys follow the links, Enter expands, the menu key offers more. The list beside it holds the same things."
      data-testid="graph-canvas"
      onKeyDown={onKeyDown}
      onContextMenu={(event) => event.preventDefault()}
    />
  );
}

function isArrow(key: string): key is Arrow {
  return key === 'ArrowLeft' || key === 'ArrowRight' || key === 'ArrowUp' || key === 'ArrowDown';
}
