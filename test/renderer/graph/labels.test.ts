/** Labels: none covers a node or another label, and who matters more is labelled first. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildDrawing, NOTHING_REMOVED } from '../../../src/renderer/graph/drawing-model.ts';
import { bodyBox, overlap } from '../../../src/renderer/graph/layout/footprint.ts';
import { headings } from '../../../src/renderer/graph/layout/headings.ts';
import { hopColumns } from '../../../src/renderer/graph/layout/hop-columns.ts';
import { placeLabels } from '../../../src/renderer/graph/layout/labels.ts';
import { stepFrom } from '../../../src/renderer/graph/layout/step.ts';
import { shortenMiddle } from '../../../src/renderer/graph/words.ts';
import { DENSE, DEEP, shapedView, tinyView, WIDE } from './walk-views.ts';

const measure = (text: string) => text.length * 0.55;
const WINDOW = { window: { width: 1000, height: 700 } };

describe('labels', () => {
  test('cover no body and no other label, at any size of type', () => {
    fc.assert(
      fc.property(fc.constantFrom(WIDE, DENSE, DEEP), fc.integer({ min: 6, max: 40 }), fc.constantFrom('forward' as const, 'backward' as const), (shape, font, direction) => {
        const drawing = buildDrawing(shapedView({ ...shape, direction }), [], NOTHING_REMOVED);
        const positions = hopColumns(drawing, WINDOW);
        const labels = [...placeLabels(drawing, positions, { font, measure }).values()];
        const bodies = drawing.nodes.map((node) => bodyBox(node, positions.get(node.id)!));
        for (const [index, { box }] of labels.entries()) {
          expect(bodies.some((body) => overlap(shrunk(box), body))).toBe(false);
          expect(labels.slice(index + 1).some((other) => overlap(shrunk(box), other.box))).toBe(false);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('a lone thing keeps its whole name', () => {
    const drawing = buildDrawing(tinyView(), [], NOTHING_REMOVED);
    const labels = placeLabels(drawing, hopColumns(drawing, WINDOW), { font: 12, measure });
    expect([...labels.values()].map(({ text, side }) => [text, side])).toEqual([
      ['ci-deploy key 1', 'below'],
      ['invoices', 'right'],
      ['ci-deploy', 'right'],
    ]);
  });

  test('go below where the lines carry text', () => {
    const drawing = buildDrawing(tinyView(), [], NOTHING_REMOVED);
    const written = { ...drawing, links: drawing.links.map((link) => ({ ...link, label: 'can access' })) };
    const labels = placeLabels(written, hopColumns(written, WINDOW), { font: 12, measure });
    expect([...labels.values()].map(({ side }) => side)).toEqual(['below', 'below', 'below']);
  });

  test('go below where that leaves more of the name', () => {
    const drawing = buildDrawing(shapedView(DEEP), [], NOTHING_REMOVED);
    const positions = hopColumns(drawing, { window: { width: 740, height: 660 } });
    const labels = [...placeLabels(drawing, positions, { font: 20, measure }).values()];
    expect(new Set(labels.map(({ side }) => side))).toEqual(new Set(['right', 'below']));
  });

  test('stand on the far side from the seeds when the drawing is mirrored', () => {
    const drawing = buildDrawing({ ...tinyView(), direction: 'backward' }, [], NOTHING_REMOVED);
    const sides = [...placeLabels(drawing, hopColumns(drawing, WINDOW), { font: 12, measure }).values()].map(({ side }) => side);
    expect(sides).toEqual(['below', 'left', 'left']);
  });
});

/** Touching is not covering. */
function shrunk(box: { left: number; top: number; right: number; bottom: number }) {
  return { left: box.left + 0.01, top: box.top + 0.01, right: box.right - 0.01, bottom: box.bottom - 0.01 };
}

describe('headings', () => {
  test('count the things of each hop, those in groups too, and shorten rather than touch', () => {
    const view = shapedView(DEEP);
    const drawing = buildDrawing(view, [], NOTHING_REMOVED);
    const positions = hopColumns(drawing, WINDOW);
    const texts = (font: number) => headings(drawing, positions, { font, measure }).map(({ text }) => text);
    const second = view.nodes.filter(({ hop }) => hop === 2).length + view.groups.filter(({ hop }) => hop === 2).reduce((sum, { count }) => sum + count, 0);
    expect(texts(12).slice(0, 3)).toEqual(['Seed', '1 hop · 2', `2 hops · ${second}`]);
    expect(texts(60)).toEqual(['Seed', '1', '2', '3', '4', '5', '6']);
  });
});

describe('arrow keys', () => {
  const drawing = buildDrawing(tinyView(), [], NOTHING_REMOVED);
  const positions = hopColumns(drawing, WINDOW);
  const [seed, user, bucket] = drawing.nodes.map((node) => node.id) as [string, string, string];

  test('follow the links, and stop at the end', () => {
    expect(stepFrom(drawing, positions, null, 'ArrowRight')).toBe(seed);
    expect(stepFrom(drawing, positions, seed, 'ArrowRight')).toBe(user);
    expect(stepFrom(drawing, positions, user, 'ArrowRight')).toBe(bucket);
    expect(stepFrom(drawing, positions, bucket, 'ArrowRight')).toBeNull();
    expect(stepFrom(drawing, positions, user, 'ArrowLeft')).toBe(seed);
    expect(stepFrom(drawing, positions, user, 'ArrowUp')).toBeNull();
  });

  test('reach everything that is drawn', () => {
    const wide = buildDrawing(shapedView(WIDE), [], NOTHING_REMOVED);
    const places = hopColumns(wide, WINDOW);
    const seen = new Set<string>([wide.nodes[0]!.id]);
    const queue = [...seen];
    for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
      for (const arrow of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] as const) {
        const next = stepFrom(wide, places, at, arrow);
        if (next === null || seen.has(next)) continue;
        seen.add(next);
        queue.push(next);
      }
    }
    expect(seen.size).toBe(wide.nodes.length);
  });
});

test('names are shortened in the middle, by characters and not by halves of them', () => {
  expect(shortenMiddle('terraform-state', 20)).toBe('terraform-state');
  expect(shortenMiddle('terraform-state', 9)).toBe('terr…tate');
  expect(shortenMiddle('🔑🔑🔑🔑🔑', 3)).toBe('🔑…🔑');
});
