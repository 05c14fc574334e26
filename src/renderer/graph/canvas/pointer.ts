/** Turns cytoscape's events into the view's. */
import type { Core, EventObject } from 'cytoscape';
import type { GraphEvents } from '../graph-view.ts';

type Emit = <E extends keyof GraphEvents>(event: E, value: GraphEvents[E]) => void;

/** Crossing a node on the way elsewhere is no hover. */
const HOVER_AFTER = 110;

/** Returns the function that stops it. */
export function listen(cy: Core, emit: Emit): () => void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let hovered = false;
  const hover = (id: string | null) => {
    clearTimeout(waiting);
    if (id === null && !hovered) return;
    waiting = setTimeout(() => {
      hovered = id !== null;
      emit('hover', id);
    }, id === null ? 40 : HOVER_AFTER);
  };
  const idOf = (event: EventObject) => event.target.id() as string;
  cy.on('tap', 'node', (event) => emit('select', idOf(event)));
  cy.on('tap', (event) => {
    if (event.target === cy) emit('select', null);
  });
  cy.on('dbltap', 'node', (event) => emit('expand', idOf(event)));
  cy.on('cxttap', 'node', (event) => {
    const { clientX: x, clientY: y } = event.originalEvent as MouseEvent;
    emit('menu', { id: idOf(event), x, y });
  });
  cy.on('mouseover', 'node', (event) => {
    cy.container()!.style.cursor = 'pointer';
    hover(idOf(event));
  });
  cy.on('mouseout', 'node', () => {
    cy.container()!.style.cursor = '';
    hover(null);
  });
  return () => clearTimeout(waiting);
}
