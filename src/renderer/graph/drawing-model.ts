/**
 * Builds the drawing: the walk's view, what was expanded in place, and what the legend or the user took out. Pure; the
 * order of its nodes and links follows its input and nothing else.
 */
import type { Output } from '../../protocol/procedures.ts';
import type { Group, Link, Thing, WalkView } from '../../protocol/shapes.ts';
import type { DrawnLink, DrawnNode, Drawing, GroupNode, ThingNode } from './drawing.ts';
import { linkKey, nodeKey, type LegendKey } from './legend-keys.ts';
import { drawnLink, drawnWalkLink, mergeLinks, stepLabel } from './links.ts';
import { groupSize, MORE_SIZE, thingSize } from './sizes.ts';
import { formatCount, groupTitle } from './words.ts';

/** Neighbours that were fetched for one thing, in the order in which they came. */
export interface Expansion {
  readonly of: string;
  readonly things: readonly Thing[];
  readonly links: readonly Link[];
  /** Neighbours not fetched yet. */
  readonly more: number;
}

export interface Removal {
  /** Kinds and edge styles switched off in the legend. Seeds stay whatever their kind. */
  readonly keys: ReadonlySet<LegendKey>;
  /** Single things and groups the user hid. */
  readonly ids: ReadonlySet<string>;
}

export const NOTHING_REMOVED: Removal = { keys: new Set(), ids: new Set() };

export function buildDrawing(view: WalkView, expansions: readonly Expansion[], removal: Removal): Drawing {
  const nodes = new Map<string, DrawnNode>();
  const links = new Map<string, DrawnLink>();
  const seeds = new Set(view.seeds.map((seed) => seed.uid));
  for (const seed of view.seeds) nodes.set(seed.uid, thingNode(seed, { hop: 0, seed: true }));
  for (const { thing, hop, evidence } of view.nodes) {
    if (!seeds.has(thing.uid)) nodes.set(thing.uid, { ...thingNode(thing, { hop }), evidence });
  }
  for (const group of view.groups) nodes.set(group.id, groupNode(group));
  for (const link of view.links) addLink(links, drawnWalkLink(link));
  for (const expansion of expansions) addExpansion(nodes, links, expansion, view.direction);
  return withoutRemoved({ direction: view.direction, nodes: [...nodes.values()], links: [...links.values()], hidden: 0 }, removal);
}

/** A path as a drawing: a line of things, each step labelled with its edges. Parallel edges share the step's line. */
export function pathDrawing(path: Output<'walk.why'>): Drawing {
  const nodes = path.things.map((thing, hop) => thingNode(thing, { hop, seed: hop === 0 }));
  const links = path.steps.flatMap((step) => {
    const merged = step.links.map(({ link }) => drawnLink(link)).reduce<DrawnLink | null>(
      (present, link) => (present ? mergeLinks(present, link) : link),
      null,
    );
    return merged ? [{ ...merged, label: stepLabel(step.links.map(({ link }) => link)) }] : [];
  });
  return { direction: 'forward', nodes, links, hidden: 0 };
}

function thingNode(thing: Thing, place: { hop: number; seed?: boolean; reached?: boolean }): ThingNode {
  const seed = place.seed ?? false;
  const reached = place.reached ?? true;
  const node = { form: 'thing', id: thing.uid, name: thing.name, thing, hop: place.hop, seed, reached } as const;
  return { ...node, evidence: 'granted', precedence: thingPrecedence(thing, seed, reached), ...thingSize(thing, seed) };
}

function thingPrecedence(thing: Thing, seed: boolean, reached: boolean): number {
  if (seed) return 0;
  if (thing.tier0 || (thing.sensitivity ?? 0) >= 3) return 1;
  if (thing.orphanReasons.length > 0) return 2;
  return reached ? 4 : 5;
}

function groupNode(group: Group): GroupNode {
  const name = groupTitle(group);
  return { form: 'group', id: group.id, name, group, hop: group.hop, precedence: 1, ...groupSize(group) };
}

function addLink(links: Map<string, DrawnLink>, link: DrawnLink): void {
  if (link.from === link.to) return;
  const present = links.get(link.id);
  links.set(link.id, present ? mergeLinks(present, link) : link);
}

/**
 * New things stand one hop beyond the expanded one in the direction of their edge. A walk's own links are kept as they
 * are: an expansion tells of the same edges again and must not count them twice.
 */
function addExpansion(
  nodes: Map<string, DrawnNode>,
  links: Map<string, DrawnLink>,
  expansion: Expansion,
  direction: Drawing['direction'],
): void {
  const of = nodes.get(expansion.of);
  if (!of) return;
  const leaving = new Set(expansion.links.filter((link) => link.from === expansion.of).map((link) => link.to));
  const isNew = new Set<string>();
  for (const thing of expansion.things) {
    if (nodes.has(thing.uid)) continue;
    const onward = leaving.has(thing.uid) === (direction === 'forward');
    nodes.set(thing.uid, thingNode(thing, { hop: of.hop + (onward ? 1 : -1), reached: false }));
    isNew.add(thing.uid);
  }
  for (const link of expansion.links) {
    if (!nodes.has(link.from) || !nodes.has(link.to)) continue;
    const drawn = drawnLink(link);
    if (!links.has(drawn.id) || isNew.has(link.from) || isNew.has(link.to)) addLink(links, drawn);
  }
  if (expansion.more > 0) addMore(nodes, links, of, expansion.more);
}

function addMore(nodes: Map<string, DrawnNode>, links: Map<string, DrawnLink>, of: DrawnNode, count: number): void {
  const id = `more:${of.id}`;
  const place = { id, hop: of.hop + 1, precedence: 1, name: `+${formatCount(count)} more` };
  nodes.set(id, { form: 'more', of: of.id, count, ...place, ...MORE_SIZE });
  const flags = { granted: true, observed: false, conditional: false, denied: false };
  addLink(links, { id: `${of.id}\n${id}`, from: of.id, to: id, kinds: [], count: 1, label: null, ...flags });
}

function withoutRemoved(drawing: Drawing, removal: Removal): Drawing {
  if (removal.keys.size === 0 && removal.ids.size === 0) return drawing;
  const kept = new Map(drawing.nodes.filter((node) => !isRemoved(node, removal)).map((node) => [node.id, node]));
  for (const node of kept.values()) {
    if (node.form === 'more' && !kept.has(node.of)) kept.delete(node.id);
  }
  const links = drawing.links.filter(
    (link) => kept.has(link.from) && kept.has(link.to) && !removal.keys.has(linkKey(link)),
  );
  return { ...drawing, nodes: [...kept.values()], links, hidden: drawing.nodes.length - kept.size };
}

function isRemoved(node: DrawnNode, removal: Removal): boolean {
  if (node.form === 'thing' && node.seed) return false;
  const key = nodeKey(node);
  return removal.ids.has(node.id) || (key !== undefined && removal.keys.has(key));
}
