/** Zoom: how far it goes, what fits, and the font size at which labels read the same at any zoom. */
import type { Core } from 'cytoscape';
import type { Position } from '../drawing.ts';
import type { Box } from '../layout/footprint.ts';

export const LEAST_ZOOM = 0.08;
export const MOST_ZOOM = 4;
/** A drawing of three things is not blown up to fill the window. */
const MOST_FIT_ZOOM = 1.15;
const FIT_PADDING = 32;
/** CSS pixels of a label. */
const LABEL_PIXELS = 12;
/** Labels are written anew when the zoom has changed by this factor, not at every step of the wheel. */
const BAND = 1.25;

export interface Viewport {
  readonly zoom: number;
  readonly pan: Position;
}

/**
 * The viewport that shows a box in the middle of the window. Of our own reckoning: cytoscape measures labels when it
 * next draws them, and would fit to those it drew last.
 */
export function viewportFor(cy: Core, box: Box): Viewport {
  const width = Math.max(cy.width() - 2 * FIT_PADDING, 1);
  const height = Math.max(cy.height() - 2 * FIT_PADDING, 1);
  const whole = Math.min(width / Math.max(box.right - box.left, 1), height / Math.max(box.bottom - box.top, 1));
  const zoom = Math.min(Math.max(whole, LEAST_ZOOM), MOST_FIT_ZOOM);
  const pan = {
    x: cy.width() / 2 - ((box.left + box.right) / 2) * zoom,
    y: cy.height() / 2 - ((box.top + box.bottom) / 2) * zoom,
  };
  return { zoom, pan };
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
