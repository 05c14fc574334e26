/** A thing's picture as SVG: shape, tint, provider, and the marks of its state. The one drawing for canvas, legend and lists. */
import { RING_ROOM } from '../sizes.ts';
import { providerGlyph } from './glyphs.ts';
import type { Mark } from './mark.ts';
import { outline } from './outline.ts';
import type { Palette } from './palette.ts';

/** Room on each side of the body for rings and badges. */
export const MARGIN = RING_ROOM + 4;

export function thingSvg(mark: Mark, palette: Palette): string {
  const width = mark.width + 2 * MARGIN;
  const height = mark.height + 2 * MARGIN;
  const view = `${-width / 2} ${-height / 2} ${width} ${height}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${view}">${thingShapes(mark, palette)}</svg>`;
}

/** The inside of the picture, centred on the origin. */
export function thingShapes(mark: Mark, palette: Palette): string {
  const { fill, ink, line } = colours(mark, palette);
  const shape = (grow: number, paint: string) => outline(mark.shape, mark.width, mark.height, grow, paint);
  const hollow = mark.stale || mark.missing || mark.shape === 'container';
  const dash = mark.missing ? ' stroke-dasharray="0.1 3.6" stroke-linecap="round"' : mark.shape === 'container' ? ' stroke-dasharray="4 3"' : '';
  const stroke = mark.missing ? 2.2 : mark.stale ? 2.4 : 1.4;
  const glyphInk = hollow ? line : ink;
  return [
    mark.orphan === null ? '' : shape(mark.crown ? 6.6 : 4.4, `fill="none" stroke="${palette.amber}" stroke-width="2" stroke-dasharray="4.5 3"`),
    mark.crown ? shape(3.4, `fill="none" stroke="${line}" stroke-width="1.5"`) : '',
    mark.tint === 'seed' ? shape(3.8, `fill="none" stroke="${palette.seed}" stroke-width="2"`) : '',
    mark.shape === 'human' ? head(mark, hollow ? palette.canvas : fill, line, palette.canvas) : '',
    shape(0, `fill="${hollow ? palette.canvas : fill}" stroke="${hollow ? tinted(mark, fill, line) : line}" stroke-width="${stroke}"${dash}`),
    mark.shape === 'owner' ? '' : providerGlyph(mark.provider, glyphInk, glyphScale(mark)),
    mark.thirdParty ? notch(mark, palette, line) : '',
    mark.closed ? `<path d="M${-mark.width / 2 - 2} ${mark.height / 2 + 2}L${mark.width / 2 + 2} ${-mark.height / 2 - 2}" stroke="${palette.muted}" stroke-width="2"/>` : '',
    mark.crown ? crown(-mark.width / 2 - 1, -mark.height / 2 - 1, palette) : '',
    mark.orphan === null ? '' : letterBadge(mark.width / 2 + 1, -mark.height / 2 - 1, mark.orphan, palette),
    mark.stale ? clock(mark.width / 2 + 1, mark.height / 2 + 1, palette) : '',
  ].join('');
}

function colours(mark: Mark, palette: Palette): { fill: string; ink: string; line: string } {
  if (mark.tint === 'seed') return { fill: palette.seed, ink: palette.seedInk, line: palette.seed };
  if (mark.tint === 'plain' || mark.shape === 'owner') return { fill: palette.plain, ink: palette.plainInk, line: palette.muted };
  const hop = palette.hops[Number(mark.tint.slice(3)) - 1]!;
  return { ...hop, line: palette.line };
}

/** A hollow thing keeps its tint in the outline where the tint is strong enough to be seen; else the common line. */
function tinted(mark: Mark, fill: string, line: string): string {
  return mark.shape !== 'owner' && (mark.tint === 'seed' || mark.tint === 'hop1') ? fill : line;
}

function glyphScale(mark: Mark): number {
  return Math.min(mark.width, mark.height) / (mark.shape === 'credential' ? 32 : 25);
}

/** The head overlaps the body, whose gap in the canvas colour keeps the two apart. */
function head(mark: Mark, fill: string, line: string, canvas: string): string {
  const y = -mark.height / 2 - 3;
  return `<circle cy="${y}" r="7.2" fill="${canvas}"/><circle cy="${y}" r="5.4" fill="${fill}" stroke="${line}" stroke-width="1.4"/>`;
}

/** A folded corner at the lower left. */
function notch(mark: Mark, palette: Palette, line: string): string {
  const x = -mark.width / 2 - 1;
  const y = mark.height / 2 + 1;
  return `<path d="M${x} ${y - 12}L${x + 12} ${y}H${x}Z" fill="${palette.canvas}"/><path d="M${x + 1} ${y - 10}L${x + 10} ${y - 1}H${x + 1}Z" fill="${palette.text}" stroke="${line}" stroke-width="0.6"/>`;
}

export function letterBadge(x: number, y: number, letter: string, palette: Palette): string {
  return `<g transform="translate(${x} ${y})"><circle r="6.6" fill="${palette.amber}" stroke="${palette.canvas}" stroke-width="1.4"/><text y="3.3" text-anchor="middle" font-family="system-ui, sans-serif" font-size="9.2" font-weight="700" fill="${palette.amberInk}">${letter}</text></g>`;
}

export function clock(x: number, y: number, palette: Palette): string {
  return `<g transform="translate(${x} ${y})"><circle r="6" fill="${palette.canvas}" stroke="${palette.muted}" stroke-width="1.5"/><path d="M0 -3.2V0L2.4 1.4" fill="none" stroke="${palette.text}" stroke-width="1.3" stroke-linecap="round"/></g>`;
}

export function crown(x: number, y: number, palette: Palette): string {
  return `<g transform="translate(${x} ${y})"><circle r="7" fill="${palette.crown}" stroke="${palette.canvas}" stroke-width="1.4"/><path d="M-3.8 2.6L-4.2 -2L-1.7 0L0 -3L1.7 0L4.2 -2L3.8 2.6Z" fill="${palette.crownInk}"/></g>`;
}
