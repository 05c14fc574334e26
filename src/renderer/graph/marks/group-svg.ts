/** A folded group's picture: stacked cards with the shape of its members, their number, and what in it is sensitive. */
import type { GroupNode, MoreNode } from '../drawing.ts';
import { STACK_ROOM } from '../sizes.ts';
import { cardNote, formatCount, pluralKind } from '../words.ts';
import { escapeXml } from './glyphs.ts';
import { memberMark } from './mark.ts';
import type { Palette } from './palette.ts';
import { crown, thingShapes } from './thing-svg.ts';

/** Room around the first card; the lower cards take it on the right and below. */
export const CARD_MARGIN = STACK_ROOM + 1;

export function groupSvg(node: GroupNode, palette: Palette): string {
  const { width: w, height: h, group } = node;
  const note = cardNote(group);
  const centre = h / 2;
  const baseline = note ? centre - 3 : centre + 5;
  const title = `<tspan font-weight="650">${formatCount(group.count)}</tspan> ${escapeXml(pluralKind(group.label, group.kind))}`;
  return frame(w, h, [
    card(w, h, 6, palette),
    card(w, h, 3, palette),
    card(w, h, 0, palette),
    `<g transform="translate(19 ${centre})">${thingShapes(memberMark(group, 20), palette)}</g>`,
    text(36, baseline, title, 14, palette.text, palette.font),
    note ? text(36, centre + 14, escapeXml(note), 12, palette.muted, palette.font) : '',
    group.orphaned > 0 ? orphanRing(w - 1, 1, palette) : '',
    group.sensitive > 0 ? crown(1, 1, palette) : '',
  ]);
}

export function moreSvg(node: MoreNode, palette: Palette): string {
  const { width: w, height: h } = node;
  const pill = `<rect x="0.75" y="0.75" width="${w - 1.5}" height="${h - 1.5}" rx="${h / 2}" fill="${palette.card}" stroke="${palette.cardLine}" stroke-width="1.2" stroke-dasharray="3 2.5"/>`;
  const words = `<text x="${w / 2}" y="${h / 2 + 4}" text-anchor="middle" font-family="${escapeXml(palette.font)}" font-size="11.5" font-weight="600" fill="${palette.text}">${escapeXml(node.name)}</text>`;
  return frame(w, h, [pill, words]);
}

function frame(w: number, h: number, parts: readonly string[]): string {
  const width = w + 2 * CARD_MARGIN;
  const height = h + 2 * CARD_MARGIN;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${-CARD_MARGIN} ${-CARD_MARGIN} ${width} ${height}">${parts.join('')}</svg>`;
}

function card(w: number, h: number, offset: number, palette: Palette): string {
  const inset = 0.75;
  return `<rect x="${offset + inset}" y="${offset + inset}" width="${w - 2 * inset}" height="${h - 2 * inset}" rx="7" fill="${palette.card}" stroke="${palette.cardLine}" stroke-width="1.2"/>`;
}

/** The orphans' dashed ring; no letter, since reasons differ within a group. */
function orphanRing(x: number, y: number, palette: Palette): string {
  return `<circle cx="${x}" cy="${y}" r="6" fill="${palette.canvas}"/><circle cx="${x}" cy="${y}" r="4.6" fill="none" stroke="${palette.amber}" stroke-width="2" stroke-dasharray="2.9 1.9"/>`;
}

function text(x: number, y: number, inner: string, size: number, fill: string, font: string): string {
  return `<text x="${x}" y="${y}" font-family="${escapeXml(font)}" font-size="${size}" fill="${fill}">${inner}</text>`;
}
