/** The hop columns: what holds for any drawing, and how long the layout of 2,000 things takes. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Drawing } from '../../../src/renderer/graph/drawing.ts';
import { buildDrawing, NOTHING_REMOVED } from '../../../src/renderer/graph/drawing-model.ts';
import { bodyBox, overlap } from '../../../src/renderer/graph/layout/footprint.ts';
import { hopColumns } from '../../../src/renderer/graph/layout/hop-columns.ts';
import { DEEP, DENSE, FULL, shapedView, tinyView, WIDE, type Shape } from './walk-views.ts';

const WINDOW = { window: { width: 1000, height: 700 } };

const shapes = fc.record({
  seeds: fc.integer({ min: 1, max: 6 }),
  things: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }),
  groups: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 5, maxLength: 5 }),
  links: fc.integer({ min: 0, max: 200 }),
  direction: fc.constantFrom('forward' as const, 'backward' as const),
});

function drawingOf(shape: Shape): Drawing {
  return buildDrawing(shapedView(shape), [], NOTHING_REMOVED);
}

describe('hop columns', () => {
  test('every node has a place, and no two bodies overlap', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const drawing = drawingOf(shape);
        const positions = hopColumns(drawing, WINDOW);
        const boxes = drawing.nodes.map((node) => bodyBox(node, positions.get(node.id)!));
        for (const [index, box] of boxes.entries()) {
          expect(boxes.slice(index + 1).some((other) => overlap(box, other))).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('each hop stands beyond the one before: to the right forward, to the left backward', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const drawing = drawingOf(shape);
        const positions = hopColumns(drawing, WINDOW);
        const outward = shape.direction === 'forward' ? 1 : -1;
        const edges = (hop: number) => drawing.nodes.filter((node) => node.hop === hop).map((node) => positions.get(node.id)!.x * outward);
        for (let hop = 1; hop <= shape.things.length; hop += 1) {
          expect(Math.min(...edges(hop))).toBeGreaterThan(Math.max(...edges(hop - 1)));
        }
      }),
      { numRuns: 60 },
    );
  });

  test('the order of the input does not matter', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const drawing = drawingOf(shape);
        const turned = { ...drawing, nodes: [...drawing.nodes].reverse(), links: [...drawing.links].reverse() };
        const positions = hopColumns(drawing, WINDOW);
        for (const [id, at] of hopColumns(turned, WINDOW)) expect(at).toEqual(positions.get(id));
      }),
      { numRuns: 30 },
    );
  });

  test('a chain is one straight line', () => {
    const positions = hopColumns(buildDrawing(tinyView(), [], NOTHING_REMOVED), WINDOW);
    expect(new Set([...positions.values()].map(({ y }) => y)).size).toBe(1);
  });

  test('a tall hop wraps in a wide window and grows tall in a narrow one', () => {
    const drawing = drawingOf({ things: [60], links: 60 });
    const columns = (width: number, height: number) => {
      const positions = hopColumns(drawing, { window: { width, height } });
      return new Set(drawing.nodes.filter((node) => node.hop === 1).map((node) => positions.get(node.id)!.x)).size;
    };
    expect(columns(1600, 500)).toBeGreaterThan(columns(500, 1600));
  });

  test('barycentre order undoes a crossing', () => {
    const view = shapedView({ things: [2, 2], links: 0 });
    const [, a, b, c, d] = view.nodes.map((node) => node.thing.uid) as [string, string, string, string, string];
    const link = view.links[0]!;
    const crossed = { ...view, links: [{ ...link, from: a, to: d }, { ...link, from: b, to: c }] };
    const positions = hopColumns(buildDrawing(crossed, [], NOTHING_REMOVED), WINDOW);
    const above = (one: string, other: string) => positions.get(one)!.y < positions.get(other)!.y;
    expect(above(a, b)).toBe(above(d, c));
  });

  test.each([
    ['wide', WIDE],
    ['deep', DEEP],
    ['dense', DENSE],
    ['full', FULL],
  ])('the %s view fits a window of 756 by 640 at a zoom above 0.25', (_, shape) => {
    const positions = [...hopColumns(drawingOf(shape), { window: { width: 756, height: 640 } }).values()];
    const width = Math.max(...positions.map(({ x }) => x)) - Math.min(...positions.map(({ x }) => x));
    const height = Math.max(...positions.map(({ y }) => y)) - Math.min(...positions.map(({ y }) => y));
    expect(Math.min(756 / width, 640 / height)).toBeGreaterThan(0.25);
  });

  test('2,000 things are laid out well within a second even on a busy machine', () => {
    const drawing = drawingOf({ things: [200, 600, 800, 400], groups: [5, 5, 5, 5], links: 5000 });
    hopColumns(drawing, WINDOW);
    const started = performance.now();
    hopColumns(drawing, WINDOW);
    const took = performance.now() - started;
    console.log(`2,000 things, ${drawing.links.length} links: ${took.toFixed(1)} ms`);
    expect(took).toBeLessThan(500);
  });
});
