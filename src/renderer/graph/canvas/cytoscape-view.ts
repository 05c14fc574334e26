/** The GraphView on cytoscape's canvas: up to a thousand things, which grouping sees to. */
import cytoscape, { type Core, type EventObject } from 'cytoscape';
import type { DrawnNode, Drawing, Positions } from '../drawing.ts';
import type { GraphEvents, GraphView, PngOptions } from '../graph-view.ts';
import { drawingBounds, type Written } from '../layout/bounds.ts';
import type { Box } from '../layout/footprint.ts';
import { headings } from '../layout/headings.ts';
import { placeLabels } from '../layout/labels.ts';
import { onThemeChange, readPalette, type Palette } from '../marks/palette.ts';
import { Pictures } from '../marks/pictures.ts';
import { elements, HEADING, labelData } from './elements.ts';
import { Emphasis } from './emphasis.ts';
import { listen } from './pointer.ts';
import { stylesheet } from './stylesheet.ts';
import { textMeasure } from './text-measure.ts';
import { replaceElements } from './replace.ts';
import { fontAt, LEAST_ZOOM, MOST_ZOOM, outOfSight, viewportFor } from './viewport.ts';

/** Past this a frame is drawn coarser while it moves. */
const LARGE = 1000;
const MOTION = 160;
const FIT_ROUNDS = 4;
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
  private written: Written | undefined;
  private font = 0;
  /** The viewport as the last fit left it. */
  private fitted: string | undefined;
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
    const resize = new ResizeObserver(() => this.resized());
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

  reveal(ids: readonly string[]): void {
    const cy = this.cy;
    if (!cy || !ids.some((id) => this.nodes.has(id) && outOfSight(cy, id))) return;
    const bounds = this.bounds();
    if (!bounds) return;
    const complete = () => {
      this.fitted = viewportOf(cy);
    };
    cy.stop().animate({ ...viewportFor(cy, bounds), duration: motion(), complete });
  }

  locate(id: string): { x: number; y: number } | null {
    if (!this.cy || !this.nodes.has(id)) return null;
    const box = this.element!.getBoundingClientRect();
    const at = this.cy.getElementById(id).renderedPosition();
    return { x: box.left + at.x, y: box.top + at.y };
  }

  fit(): void {
    if (!this.cy) return;
    this.fitRounds();
    this.fitted = viewportOf(this.cy);
  }

  private fitRounds(): void {
    if (!this.cy) return;
    // Labels are written for the zoom that came out, and may reach further than those it was fitted to.
    for (let round = 0; round < FIT_ROUNDS; round += 1) {
      const bounds = this.bounds();
      if (!bounds) return;
      this.cy.viewport(viewportFor(this.cy, bounds));
      if (!this.rewrite()) return;
    }
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

  private writing(): Written {
    const { drawing, positions, font, measure } = this;
    this.written = { labels: placeLabels(drawing, positions, { font, measure }), headings: headings(drawing, positions, { font, measure }), font, measure };
    return this.written;
  }

  private bounds(): Box | undefined {
    return this.written && drawingBounds(this.drawing, this.positions, this.written);
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
      for (const { hop, text, x, y } of writing.headings) {
        cy.getElementById(`${HEADING}${hop}`).data({ label: text, font: writing.font }).position({ x, y });
      }
    });
  }

  /** A drawing that was fitted and not moved since stays fitted when panels open beside it. */
  private resized(): void {
    const cy = this.cy;
    // Put out of sight, as while a path is shown: it will come back at the size it had.
    if (!cy || this.element!.clientWidth === 0) return;
    const untouched = this.fitted !== undefined && this.fitted === viewportOf(cy);
    cy.resize();
    if (untouched) this.fit();
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

function viewportOf(cy: Core): string {
  const { x, y } = cy.pan();
  return `${cy.zoom()} ${x} ${y}`;
}

function motion(): number {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : MOTION;
}
