/** What is added never moves what was there, and lands free and near. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildDrawing, NOTHING_REMOVED, type Expansion } from '../../../src/renderer/graph/drawing-model.ts';
import type { Drawing } from '../../../src/renderer/graph/drawing.ts';
import { bodyBox, overlap } from '../../../src/renderer/graph/layout/footprint.ts';
import { hopColumns } from '../../../src/renderer/graph/layout/hop-columns.ts';
import { layOut } from '../../../src/renderer/graph/layout/lay-out.ts';
import { placeAdded } from '../../../src/renderer/graph/layout/place-added.ts';
import { shapedView, thing, WIDE } from './walk-views.ts';

const WINDOW = { window: { width: 1000, height: 700 } };

function expansionOf(uid: string, count: number): Expansion {
  const things = Array.from({ length: count }, (_, index) => thing(`${uid}+${index}`, 'Resource'));
  const base = { level: null, conditional: false, count: null, denied: null, firstSeen: null, lastSeen: null, records: 1 };
  return { of: uid, things, links: things.map(({ uid: to }) => ({ kind: 'CAN_ACCESS', from: uid, to, ...base })), more: 0 };
}

function overlaps(drawing: Drawing, positions: ReadonlyMap<string, { x: number; y: number }>): number {
  const boxes = drawing.nodes.map((node) => bodyBox(node, positions.get(node.id)!));
  return boxes.filter((box, index) => boxes.slice(index + 1).some((other) => overlap(box, other))).length;
}

describe('adding to a drawing', () => {
  test('an expansion leaves every place as it was and covers nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 46 }), fc.integer({ min: 1, max: 60 }), fc.constantFrom('forward' as const, 'backward' as const), (index, count, direction) => {
        const view = shapedView({ ...WIDE, direction });
        const before = buildDrawing(view, [], NOTHING_REMOVED);
        const positions = hopColumns(before, WINDOW);
        const after = buildDrawing(view, [expansionOf(view.nodes[index]!.thing.uid, count)], NOTHING_REMOVED);
        const placed = placeAdded(after, before, positions);
        for (const [id, at] of positions) expect(placed.get(id)).toEqual(at);
        expect(placed.size).toBe(after.nodes.length);
        expect(overlaps(after, placed)).toBe(0);
      }),
      { numRuns: 40 },
    );
  });

  test('300 neighbours find their places', () => {
    const view = shapedView(WIDE);
    const before = buildDrawing(view, [], NOTHING_REMOVED);
    const after = buildDrawing(view, [expansionOf(view.nodes[3]!.thing.uid, 300)], NOTHING_REMOVED);
    expect(overlaps(after, placeAdded(after, before, hopColumns(before, WINDOW)))).toBe(0);
  });

  test('members of an opened group stand around where the group stood', () => {
    const view = shapedView(WIDE);
    const before = buildDrawing(view, [], NOTHING_REMOVED);
    const positions = hopColumns(before, WINDOW);
    const [opened, ...groups] = view.groups;
    const member = thing('member', opened!.label, { kind: opened!.kind, provider: opened!.provider });
    const after = buildDrawing({ ...view, groups, nodes: [...view.nodes, { thing: member, hop: opened!.hop, evidence: 'granted' }] }, [], NOTHING_REMOVED);
    const at = placeAdded(after, before, positions).get('member')!;
    const stood = positions.get(opened!.id)!;
    expect(Math.hypot(at.x - stood.x, at.y - stood.y)).toBeLessThan(200);
  });
});

describe('which layout is made', () => {
  const view = shapedView(WIDE);
  const drawing = buildDrawing(view, [], NOTHING_REMOVED);
  const first = layOut(undefined, { drawing, subject: 'a', filter: 'granted' }, WINDOW);

  test('another subject is laid out afresh', () => {
    expect(layOut(first, { drawing, subject: 'b', filter: 'granted' }, WINDOW).generation).toBe(first.generation + 1);
  });

  test('a filter that only takes away leaves places alone', () => {
    const fewer = buildDrawing({ ...view, nodes: view.nodes.slice(0, 20) }, [], NOTHING_REMOVED);
    const laid = layOut(first, { drawing: fewer, subject: 'a', filter: 'observed' }, WINDOW);
    expect(laid.generation).toBe(first.generation);
    for (const node of fewer.nodes) expect(laid.positions.get(node.id)).toEqual(first.positions.get(node.id));
  });

  test('a filter that brings in most of the drawing is laid out afresh', () => {
    const few = layOut(undefined, { drawing: buildDrawing({ ...view, nodes: view.nodes.slice(0, 3), groups: [] }, [], NOTHING_REMOVED), subject: 'a', filter: 'observed' }, WINDOW);
    expect(layOut(few, { drawing, subject: 'a', filter: 'both' }, WINDOW).generation).toBe(few.generation + 1);
  });
});
