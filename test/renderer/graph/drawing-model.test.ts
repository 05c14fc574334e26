/** From a walk's view to what is drawn: merging, expansions, removal, paths. */
import { describe, expect, test } from 'vitest';
import { buildDrawing, NOTHING_REMOVED, pathDrawing, type Expansion } from '../../../src/renderer/graph/drawing-model.ts';
import type { Link } from '../../../src/protocol/shapes.ts';
import { linkKey, thingKey } from '../../../src/renderer/graph/legend-keys.ts';
import { lineWidth } from '../../../src/renderer/graph/canvas/elements.ts';
import { group, link, shapedView, thing, tinyView, walkView, WIDE } from './walk-views.ts';

const key = thing('key', 'Credential');
const user = thing('user', 'Identity');
const bucket = thing('bucket', 'Resource');
const view = walkView({
  seeds: [key],
  nodes: [
    { thing: key, hop: 0, evidence: 'granted' },
    { thing: user, hop: 1, evidence: 'granted' },
  ],
  groups: [group('buckets', 2, 'Resource', 's3_bucket', 214, { sensitive: 3 })],
  links: [link('key', 'user', 'AUTHENTICATES_AS'), link('user', 'group:buckets', 'CAN_ACCESS', { count: 214 })],
});

function neighbour(kind: Link['kind'], from: string, to: string, over: Partial<Link> = {}): Link {
  return { kind, from, to, level: null, conditional: false, count: null, denied: null, firstSeen: null, lastSeen: null, records: 1, ...over };
}

describe('building the drawing', () => {
  test('seeds, things and groups once each, in the order of the view', () => {
    const drawing = buildDrawing(view, [], NOTHING_REMOVED);
    expect(drawing.nodes.map(({ id, form, hop, name }) => [id, form, hop, name])).toEqual([
      ['key', 'thing', 0, 'key'],
      ['user', 'thing', 1, 'user'],
      ['group:buckets', 'group', 2, '214 buckets'],
    ]);
    expect(drawing.links.map(({ from, to, count }) => [from, to, count])).toEqual([
      ['key', 'user', 1],
      ['user', 'group:buckets', 214],
    ]);
  });

  test('an expansion adds beyond the thing by the edge’s direction, and none twice', () => {
    const expansion: Expansion = {
      of: 'user',
      things: [bucket, thing('team', 'Owner'), thing('role', 'Identity')],
      links: [neighbour('CAN_ACCESS', 'user', 'bucket'), neighbour('OWNED_BY', 'user', 'team'), neighbour('CAN_ASSUME', 'role', 'user'), neighbour('AUTHENTICATES_AS', 'key', 'user')],
      more: 7,
    };
    const drawing = buildDrawing(view, [expansion], NOTHING_REMOVED);
    const added = drawing.nodes.slice(3).map((node) => [node.id, node.form, node.hop]);
    expect(added).toEqual([
      ['bucket', 'thing', 2],
      ['team', 'thing', 2],
      ['role', 'thing', 0],
      ['more:user', 'more', 2],
    ]);
    expect(drawing.links.find((each) => each.from === 'key')?.count).toBe(1);
    expect(drawing.nodes.find((node) => node.id === 'bucket')).toMatchObject({ reached: false, seed: false });
  });

  test('an expansion of a thing no longer drawn adds nothing', () => {
    const gone: Expansion = { of: 'gone', things: [bucket], links: [], more: 0 };
    expect(buildDrawing(view, [gone], NOTHING_REMOVED).nodes).toHaveLength(3);
  });

  test('links between the same two merge, and only all conditional ones stay conditional', () => {
    const links = [link('key', 'user', 'CAN_ACCESS', { conditional: true }), link('key', 'user', 'ACCESSED', { attempts: 40 }), link('user', 'user', 'CAN_ASSUME')];
    const { links: drawn } = buildDrawing({ ...view, links }, [], NOTHING_REMOVED);
    expect(drawn).toHaveLength(1);
    expect(drawn[0]).toMatchObject({ kinds: ['CAN_ACCESS', 'ACCESSED'], granted: true, observed: true, conditional: false, count: 40 });
    expect(linkKey(drawn[0]!)).toBe('both');
  });

  test('a kind switched off goes with its links; a seed stays', () => {
    const drawing = buildDrawing(view, [], { keys: new Set(['identity', 'credential']), ids: new Set() });
    expect(drawing.nodes.map((node) => node.id)).toEqual(['key', 'group:buckets']);
    expect(drawing.links).toEqual([]);
    expect(drawing.hidden).toBe(1);
  });

  test('a kind of line switched off leaves the things', () => {
    const drawing = buildDrawing(view, [], { keys: new Set(['granted']), ids: new Set() });
    expect([drawing.nodes.length, drawing.links.length]).toEqual([3, 0]);
  });

  test('a hidden thing takes its more-node along', () => {
    const expansion: Expansion = { of: 'user', things: [], links: [], more: 2 };
    const drawing = buildDrawing(view, [expansion], { keys: new Set(), ids: new Set(['user']) });
    expect(drawing.nodes.map((node) => node.id)).toEqual(['key', 'group:buckets']);
  });

  test('every link of a drawing has both its ends', () => {
    const drawing = buildDrawing(shapedView(WIDE), [], { keys: new Set(['resource']), ids: new Set(['uid-1-0']) });
    const ids = new Set(drawing.nodes.map((node) => node.id));
    expect(drawing.links.every((each) => ids.has(each.from) && ids.has(each.to))).toBe(true);
  });
});

describe('a path', () => {
  test('is a line of its things, each step labelled with what leads on', () => {
    const things = tinyView().nodes.map((node) => node.thing);
    const [from, middle, to] = things.map((each) => each.uid) as [string, string, string];
    const drawing = pathDrawing({
      things,
      steps: [
        { from, to: middle, links: [{ link: neighbour('AUTHENTICATES_AS', from, middle), properties: {}, evidence: [] }] },
        {
          from: middle,
          to,
          links: [
            { link: neighbour('CAN_ACCESS', middle, to, { level: 'write' }), properties: {}, evidence: [] },
            { link: neighbour('ACCESSED', middle, to, { count: 1204, denied: 4 }), properties: {}, evidence: [] },
          ],
        },
      ],
    });
    expect(drawing.nodes.map((node) => node.hop)).toEqual([0, 1, 2]);
    expect(drawing.links.map((each) => each.label)).toEqual(['authenticates as', 'can access · write, accessed · 1,204×']);
  });
});

describe('marks of lines and things', () => {
  test('attempts that were all denied are no access', () => {
    expect(linkKey({ granted: false, observed: false, denied: true })).toBe('denied');
    expect(linkKey({ granted: true, observed: false, denied: true })).toBe('granted');
    expect(linkKey({ granted: false, observed: true, denied: true })).toBe('observed');
  });

  test('width follows the logarithm of what was seen, and only of that', () => {
    const width = (count: number) => lineWidth({ count, observed: true });
    expect(width(1000) - width(100)).toBeCloseTo(width(100) - width(10));
    expect(width(1e9)).toBe(4);
    expect(lineWidth({ count: 1e9, observed: false })).toBe(lineWidth({ count: 1, observed: false }));
  });

  test('people have a shape of their own among identities', () => {
    expect(thingKey({ label: 'Identity', kind: 'human' })).toBe('human');
    expect(thingKey({ label: 'Identity', kind: 'bot' })).toBe('identity');
    expect(thingKey({ label: 'Owner', kind: 'human' })).toBe('owner');
  });
});
