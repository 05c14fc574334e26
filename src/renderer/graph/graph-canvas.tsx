/** The canvas in React: keeps a GraphView in step with the drawing, and gives the keyboard what the pointer has. */
import { useEffect, useEffectEvent, useRef, type KeyboardEvent, type RefObject } from 'react';
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
  readonly view: RefObject<GraphView | null>;
  readonly onChoose: (id: string | null) => void;
  readonly onExpand: (id: string) => void;
  readonly onMenu: (menu: { readonly id: string; readonly x: number; readonly y: number }) => void;
}

export function GraphCanvas({ shown, chosen, lit, view, onChoose, onExpand, onMenu }: GraphCanvasProps) {
  const element = useRef<HTMLDivElement>(null);
  const fitted = useRef(-1);
  const drawn = useRef<ReadonlySet<string>>(new Set());
  const choose = useEffectEvent(onChoose);
  const expand = useEffectEvent(onExpand);
  const menu = useEffectEvent(onMenu);
  const move = useEffectEvent(shown.move);
  const hover = useEffectEvent((id: string | null) => view.current?.highlight(id === null ? lit : [id]));

  useEffect(() => {
    const graph = new CytoscapeView();
    graph.mount(element.current!);
    graph.on('select', (id) => choose(id));
    graph.on('expand', (id) => expand(id));
    graph.on('menu', (at) => menu(at));
    graph.on('move', (moved) => move(moved));
    graph.on('hover', (id) => hover(id));
    view.current = graph;
    fitted.current = -1;
    return () => {
      view.current = null;
      graph.destroy();
    };
  }, [view]);

  useEffect(() => {
    view.current?.show(shown.drawing, shown.positions);
    const before = drawn.current;
    drawn.current = new Set(shown.drawing.nodes.map((node) => node.id));
    if (fitted.current !== shown.generation) {
      fitted.current = shown.generation;
      view.current?.fit();
    } else {
      view.current?.reveal([...drawn.current].filter((id) => !before.has(id)));
    }
  }, [view, shown.drawing, shown.positions, shown.generation]);

  useEffect(() => view.current?.select(chosen), [view, chosen, shown.drawing]);
  useEffect(() => view.current?.highlight(lit), [view, lit]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (isArrow(event.key)) {
      event.preventDefault();
      const next = stepFrom(shown.drawing, shown.positions, chosen, event.key);
      if (next !== null) onChoose(next);
    } else if (event.key === 'Enter' && chosen !== null) {
      event.preventDefault();
      onExpand(chosen);
    } else if ((event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')) && chosen !== null) {
      event.preventDefault();
      const at = view.current?.locate(chosen);
      if (at) onMenu({ id: chosen, ...at });
    }
  };

  return (
    <div
      ref={element}
      className="graph-canvas"
      role="application"
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
