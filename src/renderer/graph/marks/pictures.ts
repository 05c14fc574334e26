/** Pictures as data URIs, each drawn once for a palette. */
import type { DrawnNode } from '../drawing.ts';
import { CARD_MARGIN, groupSvg, moreSvg } from './group-svg.ts';
import { thingMark } from './mark.ts';
import type { Palette } from './palette.ts';
import { MARGIN, thingSvg } from './thing-svg.ts';

export interface Picture {
  readonly uri: string;
  /** Of the whole picture, in model units. */
  readonly width: number;
  readonly height: number;
}

export class Pictures {
  private readonly palette: Palette;
  private readonly uris = new Map<string, string>();

  constructor(palette: Palette) {
    this.palette = palette;
  }

  of(node: DrawnNode): Picture {
    const margin = node.form === 'thing' ? MARGIN : CARD_MARGIN;
    return { uri: this.uri(node), width: node.width + 2 * margin, height: node.height + 2 * margin };
  }

  private uri(node: DrawnNode): string {
    if (node.form === 'thing') {
      const mark = thingMark(node);
      return this.kept(Object.values(mark).join('|'), () => thingSvg(mark, this.palette));
    }
    // Cards carry text, so hardly two are alike; kept by id and name for as long as this palette lasts.
    return this.kept(`${node.id}|${node.name}|${node.width}`, () =>
      node.form === 'group' ? groupSvg(node, this.palette) : moreSvg(node, this.palette),
    );
  }

  private kept(key: string, draw: () => string): string {
    const kept = this.uris.get(key);
    if (kept !== undefined) return kept;
    const uri = `data:image/svg+xml;utf8,${encodeURIComponent(draw())}`;
    this.uris.set(key, uri);
    return uri;
  }
}
