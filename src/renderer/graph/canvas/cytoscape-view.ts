/** The GraphView on cytoscape's canvas: up to a thousand things, which grouping sees to. */
import cytoscape, { type Core, type EventObject } from 'cytoscape';
import type { DrawnNode, Drawing, Positions } from '../drawing.ts';
import type { GraphEvents, GraphView, PngOptions } from '../graph-view.ts';
import { placeLabels } from '../layout/labels.ts';
import { onThemeChange, readPalette, type Palette } from '../marks/palette.ts';
import { Pictures } from '../marks/pictures.ts';
import { elements, labelData, type Writing } from './elements.ts';
import { Emphasis } from './emphasis.ts';
import { listen } from './pointer.ts';
import { stylesheet } from './stylesheet.ts';
import { textMeasure } from './text-measure.ts';
import { replaceElements } from './replace.ts';
import { fit, fontAt, LEAST_ZOOM, MOST_ZOOM, outOfSight } from './viewport.ts';

/** Past this a frame is drawn coarser while it moves. */
const LARGE = 1000;
const MOTION = 160;
const FIT_ROUNDS = 3;
const EMPTY: Drawing = { direction: 'forward', nodes: [], links: [], hidden: 0 };

type Listeners = { [E in keyof GraphEvents]: Set<(value: GraphEvents[E]) => void> };

export class CytoscapeView implements GraphView {
  private cy: Core | undefined;
  private element: HTMLElement | undefined;
  private palette: Palette | undefined;
  private pictures: Pictures | undefined;
  private emphasis: Emphasis | undefined;
  private measure: (text: string) => number = (text) => text.length * 0.55;
  private drawing: Drawing = EMPTY;
  private positions: Positions = new Map();
  private nodes = new Map<string, DrawnNode>();
  private font = 0;
  private chosen: string | null = null;
  private settling: ReturnType<typeof setTimeout> | undefined;
  private readonly endings: (() => void)[] = [];
  private readonly listeners: Listeners = {
    select: new Set(),
    expand: new Set(),
    menu: new Set(),
    hover: new Set(),
    move: new Set(),
    zoom: new Set(),
  };

  mount(element: HTMLElement): void {
    this.element = element;
    this.takePalette();
    this.cy = cytoscape({
      container: element,
      minZoom: LEAST_ZOOM,
      maxZoom: MOST_ZOOM,
      boxSelectionEnabled: false,
      selectionType: 'single',
      textureOnViewport: false,
      style: stylesheet(this.palette!, motion()),
    });
    this.emphasis = new Emphasis(this.cy);
    this.endings.push(listen(this.cy, (event, value) => this.emit(event, value)));
    this.endings.push(onThemeChange(() => this.restyle()));
    this.cy.on('dragfree', 'node', (event: EventObject) => this.dragged(event));
    this.cy.on('viewport', () => this.viewportMoved());
    const resize = new ResizeObserver(() => this.cy?.resize());
    resize.observe(element);
    this.endings.push(() => resize.disconnect());
  }

  show(drawing: Drawing, positions: Positions): void {
    const cy = this.cy;
    if (!cy || !this.pictures) return;
    this.drawing = drawing;
    this.positions = positions;
    this.nodes = new Map(drawing.nodes.map((node) => [node.id, node]));
    if (this.font === 0) this.font = fontAt(1);
    replaceElements(cy, elements(drawing, positions, this.pictures, this.writing()), motion());
    this.drawCoarse(drawing.nodes.length + drawing.links.length > LARGE);
    this.emphasis!.reset();
    if (this.chosen !== null) this.emphasis!.choose(this.chosen);
  }

  highlight(ids: readonly string[]): void {
    this.emphasis?.light(ids);
  }

  select(id: string | null): void {
    this.chosen = id;
    const cy = this.cy;
    if (!cy) return;
    this.emphasis!.choose(id);
    if (id !== null && this.nodes.has(id) && outOfSight(cy, id)) {
      cy.stop().animate({ center: { eles: cy.getElementById(id) }, duration: motion() });
    }
  }

  fit(): void {
    if (!this.cy) return;
    // Labels are written for the zoom that came out, and may reach further than those it was fitted to.
    for (let round = 0; round < FIT_ROUNDS; round += 1) {
      fit(this.cy);
      if (!this.rewrite()) return;
    }
    fit(this.cy);
  }

  zoomBy(factor: number): void {
    const cy = this.cy;
    if (!cy) return;
    const level = Math.min(Math.max(cy.zoom() * factor, LEAST_ZOOM), MOST_ZOOM);
    cy.zoom({ level, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
  }

  async exportPng({ scale, whole }: PngOptions): Promise<Blob> {
    return this.cy!.png({ output: 'blob-promise', full: whole, scale, bg: this.palette!.canvas, maxWidth: 12_000, maxHeight: 12_000 });
  }

  on<E extends keyof GraphEvents>(event: E, listener: (value: GraphEvents[E]) => void): () => void {
    this.listeners[event].add(listener);
    return () => this.listeners[event].delete(listener);
  }

  destroy(): void {
    for (const end of this.endings.splice(0)) end();
    this.cy?.destroy();
    this.cy = undefined;
  }

  private emit<E extends keyof GraphEvents>(event: E, value: GraphEvents[E]): void {
    for (const listener of this.listeners[event]) listener(value);
  }

  private takePalette(): void {
    this.palette = readPalette(this.element!);
    this.pictures = new Pictures(this.palette);
    this.measure = textMeasure(this.palette.font);
  }

  private restyle(): void {
    const cy = this.cy;
    if (!cy) return;
    this.takePalette();
    cy.batch(() => {
      for (const node of this.drawing.nodes) cy.getElementById(node.id).data('image', this.pictures!.of(node).uri);
    });
    cy.style(stylesheet(this.palette!, motion()));
  }

  private writing(): Writing {
    const labels = placeLabels(this.drawing, this.positions, { font: this.font, measure: this.measure });
    return { labels, font: this.font };
  }

  /** Writes the labels for the present zoom; false when they already are. */
  private rewrite(): boolean {
    const cy = this.cy!;
    const font = fontAt(cy.zoom());
    if (font === this.font) return false;
    this.font = font;
    this.writeLabels();
    return true;
  }

  private writeLabels(): void {
    const cy = this.cy!;
    const writing = this.writing();
    cy.batch(() => {
      for (const node of this.drawing.nodes) {
        if (node.form === 'thing') cy.getElementById(node.id).data(labelData(node, writing));
      }
      cy.nodes('.heading').data('font', writing.font);
    });
  }

  private viewportMoved(): void {
    if (this.settling !== undefined) clearTimeout(this.settling);
    this.settling = setTimeout(() => {
      if (!this.cy) return;
      this.rewrite();
      this.emit('zoom', this.cy.zoom());
    }, 90);
  }

  private dragged(event: EventObject): void {
    const id = event.target.id() as string;
    if (!this.nodes.has(id)) return;
    const moved = new Map([[id, { ...event.target.position() }]]);
    this.positions = new Map([...this.positions, ...moved]);
    this.writeLabels();
    this.emit('move', moved);
  }

  /** `hideEdgesOnViewport` and `pixelRatio` can't be set through the public API once cytoscape runs. */
  private drawCoarse(coarse: boolean): void {
    const renderer = (this.cy as unknown as { renderer(): { hideEdgesOnViewport: boolean; forcedPixelRatio: number | null; invalidateContainerClientCoordsCache(): void } }).renderer();
    const ratio = coarse ? 1 : null;
    renderer.hideEdgesOnViewport = coarse;
    if (renderer.forcedPixelRatio === ratio) return;
    renderer.forcedPixelRatio = ratio;
    this.cy!.resize();
  }
}

function motion(): number {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : MOTION;
}
