/** What the legend lists and filters: kinds of things and styles of edges. */
import type { Link, Thing } from '../../protocol/shapes.ts';
import type { DrawnLink, DrawnNode } from './drawing.ts';

export const NODE_KEYS = [
  'identity',
  'human',
  'credential',
  'resource',
  'workload',
  'group',
  'container',
  'owner',
  'permission-set',
  'record',
] as const;
export type NodeKey = (typeof NODE_KEYS)[number];

export const LINK_KEYS = ['granted', 'observed', 'both', 'denied'] as const;
export type LinkKey = (typeof LINK_KEYS)[number];

export type LegendKey = NodeKey | LinkKey;

export function thingKey(thing: Pick<Thing, 'label' | 'kind'>): NodeKey {
  switch (thing.label) {
    case 'Identity':
      return thing.kind === 'human' ? 'human' : 'identity';
    case 'Credential':
      return 'credential';
    case 'Resource':
      return 'resource';
    case 'Workload':
      return 'workload';
    case 'Group':
      return 'group';
    case 'Container':
      return 'container';
    case 'Owner':
      return 'owner';
    case 'PermissionSet':
      return 'permission-set';
    default:
      return 'record';
  }
}

/** Undefined for a more-node, which goes with the thing it belongs to. */
export function nodeKey(node: DrawnNode): NodeKey | undefined {
  if (node.form === 'more') return undefined;
  return node.form === 'thing' ? thingKey(node.thing) : thingKey(node.group);
}

export function linkKey(link: Pick<DrawnLink, 'granted' | 'observed' | 'denied'>): LinkKey {
  if (link.granted && link.observed) return 'both';
  if (link.observed) return 'observed';
  return link.denied && !link.granted ? 'denied' : 'granted';
}

/** How many attempts of an ACCESSED edge came through; null for other kinds. */
export function succeeded(link: Link): number | null {
  return link.kind === 'ACCESSED' ? (link.count ?? 1) - (link.denied ?? 0) : null;
}
