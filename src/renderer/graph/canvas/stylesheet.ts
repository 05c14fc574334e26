/** Cytoscape's stylesheet, from the palette. State is shown by classes: lit, dim, chosen. */
import type { StylesheetJson } from 'cytoscape';
import type { Palette } from '../marks/palette.ts';

const LABEL_AT = {
  right: { 'text-halign': 'right', 'text-valign': 'center' },
  left: { 'text-halign': 'left', 'text-valign': 'center' },
  below: { 'text-halign': 'center', 'text-valign': 'bottom' },
} as const;

/** @param motion milliseconds of a fade; 0 for none */
export function stylesheet(palette: Palette, motion: number): StylesheetJson {
  return [...nodeStyles(palette, motion), ...linkStyles(palette, motion), ...stateStyles(palette)] as StylesheetJson;
}

function nodeStyles(palette: Palette, motion: number) {
  return [
    {
      selector: 'node',
      style: {
        'background-opacity': 0,
        'border-width': 0,
        'overlay-opacity': 0,
        label: 'data(label)',
        color: palette.text,
        'font-family': palette.font,
        'font-size': 'data(font)',
        'min-zoomed-font-size': 8,
        'text-background-color': palette.canvas,
        'text-background-opacity': 0.86,
        'text-background-padding': '2px',
        'text-background-shape': 'round-rectangle',
        'text-events': 'yes',
        ...fade(motion),
      },
    },
    {
      selector: 'node[image]',
      style: {
        width: 'data(width)',
        height: 'data(height)',
        'background-image': 'data(image)',
        'background-width': 'data(imageWidth)',
        'background-height': 'data(imageHeight)',
        'background-fit': 'none',
        'background-clip': 'none',
        'background-image-containment': 'over',
        'background-image-crossorigin': 'null',
        'bounds-expansion': 12,
      },
    },
    { selector: 'node.thing[side = "right"]', style: { ...LABEL_AT.right, 'text-margin-x': 9 } },
    { selector: 'node.thing[side = "left"]', style: { ...LABEL_AT.left, 'text-margin-x': -9 } },
    { selector: 'node.thing[side = "below"]', style: { ...LABEL_AT.below, 'text-margin-y': 16 } },
    { selector: 'node.identity, node.owner', style: { shape: 'ellipse' } },
    { selector: 'node.credential', style: { shape: 'diamond' } },
    { selector: 'node.workload', style: { shape: 'hexagon' } },
    { selector: 'node.resource, node.container, node.permissionset', style: { shape: 'round-rectangle' } },
    { selector: 'node.thing.group, node.more', style: { shape: 'round-rectangle', 'corner-radius': 20 } },
    { selector: 'node.group', style: { shape: 'round-rectangle', 'corner-radius': 7 } },
    { selector: 'node.finding, node.event, node.import', style: { shape: 'triangle' } },
    { selector: 'node.seed, node.crowned', style: { 'font-weight': 600 } },
    {
      selector: 'node.heading',
      style: { width: 1, height: 1, color: palette.muted, events: 'no', 'text-halign': 'center', 'text-valign': 'center', 'text-background-opacity': 0, 'z-index': 0 },
    },
  ];
}

function linkStyles(palette: Palette, motion: number) {
  const hollow = { 'target-arrow-fill': 'hollow', 'arrow-scale': 0.9 };
  return [
    {
      selector: 'edge',
      style: {
        'curve-style': 'straight',
        width: 'data(width)',
        'line-color': palette.edge,
        'target-arrow-color': palette.edge,
        'target-arrow-shape': 'triangle',
        'arrow-scale': 0.75,
        'target-distance-from-node': 5,
        'source-distance-from-node': 3,
        'overlay-opacity': 0,
        ...fade(motion),
      },
    },
    { selector: 'edge.sibling', style: { 'curve-style': 'unbundled-bezier', 'control-point-distances': 'data(bend)', 'control-point-weights': 0.5 } },
    { selector: 'edge.granted', style: { 'line-style': 'dashed', 'line-dash-pattern': [5, 4] } },
    { selector: 'edge.observed, edge.both', style: { 'line-style': 'solid', 'line-color': palette.observed, 'target-arrow-color': palette.observed } },
    { selector: 'edge.halo', style: { 'line-style': 'dashed', 'line-dash-pattern': [7, 6], 'line-color': palette.halo, 'target-arrow-shape': 'none', events: 'no', 'z-index': -1 } },
    { selector: 'edge.conditional', style: hollow },
    {
      selector: 'edge.denied',
      style: { 'line-style': 'dotted', width: 1.6, 'line-color': palette.denied, 'target-arrow-color': palette.denied, 'target-arrow-shape': 'tee' },
    },
    { selector: 'edge.part-denied', style: { 'mid-target-arrow-shape': 'tee', 'mid-target-arrow-color': palette.denied } },
    {
      selector: 'edge[label != ""][label]',
      style: {
        label: 'data(label)',
        color: palette.text,
        'font-family': palette.font,
        'font-size': 11,
        'min-zoomed-font-size': 7,
        'text-background-color': palette.canvas,
        'text-background-opacity': 1,
        'text-background-padding': '3px',
        'text-wrap': 'wrap',
        'text-max-width': '150px',
        'text-margin-y': -16,
      },
    },
  ];
}

function stateStyles(palette: Palette) {
  return [
    { selector: 'node.dim', style: { opacity: 0.28 } },
    { selector: 'edge.dim', style: { opacity: 0.12 } },
    { selector: 'edge.lit', style: { 'line-color': palette.accent, 'target-arrow-color': palette.accent, width: 'mapData(width, 1, 4, 2, 5)', 'z-index': 5 } },
    { selector: 'edge.lit.halo', style: { 'line-color': palette.halo, width: 'data(width)', 'z-index': -1 } },
    { selector: 'edge.lit.denied', style: { 'line-color': palette.denied, 'target-arrow-color': palette.denied } },
    { selector: 'node.lit', style: { 'z-index': 10 } },
    { selector: 'node.hit', style: { ...ring(palette.accent, 1.5), 'outline-opacity': 0.7 } },
    { selector: 'node.chosen', style: { ...ring(palette.accent, 2.5), 'outline-opacity': 1, 'z-index': 20 } },
    { selector: '.entering', style: { opacity: 0 } },
  ];
}

/** Cytoscape halves the offset; this comes to a ring outside every ring that a mark may have. */
function ring(colour: string, width: number) {
  return { 'outline-width': width, 'outline-offset': 17, 'outline-color': colour, 'bounds-expansion': 16 };
}

function fade(motion: number) {
  return motion > 0 ? { 'transition-property': 'opacity', 'transition-duration': `${motion}ms` } : {};
}
