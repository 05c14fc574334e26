/** Zoom: how far it goes, what fits, and the font size at which labels read the same at any zoom. */
import type { Core } from 'cytoscape';

export const LEAST_ZOOM = 0.08;
export const MOST_ZOOM = 4;
/** A drawing of three things is not blown up to fill the window. */
const MOST_FIT_ZOOM = 1.15;
const FIT_PADDING = 36;
/** CSS pixels of a label. */
const LABEL_PIXELS = 12;
/** Labels are written anew when the zoom has changed by this factor, not at every step of the wheel. */
const BAND = 1.25;

export function fit(cy: Core): void {
  const shown = cy.elements();
  if (shown.empty()) return;
  cy.fit(shown, FIT_PADDING);
  if (cy.zoom() > MOST_FIT_ZOOM) {
    cy.zoom(MOST_FIT_ZOOM);
    cy.center(shown);
  }
}

/** Font size in model units for a zoom; constant within a band, between 1 and 1.25 times LABEL_PIXELS on screen. */
export function fontAt(zoom: number): number {
  const band = Math.floor(Math.log(Math.min(Math.max(zoom, 0.2), 2.5)) / Math.log(BAND) + 1e-9);
  return Math.round((LABEL_PIXELS / BAND ** band) * 10) / 10;
}

/** True when a node's middle is outside the window or hidden under its edge. */
export function outOfSight(cy: Core, id: string): boolean {
  const at = cy.getElementById(id).renderedPosition();
  const margin = 24;
  return at.x < margin || at.y < margin || at.x > cy.width() - margin || at.y > cy.height() - margin;
}
